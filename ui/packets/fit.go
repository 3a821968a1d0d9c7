package packets

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/packet"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// fitPane says whether the packet keeps to the limits, what was done for it,
// and what to leave out where it does not.
type fitPane struct {
	page    *Page
	box     *fyne.Container
	scroll  *kit.Scroller
	start   fyne.Focusable
	made    bool
	content fyne.CanvasObject
}

func newFitPane(p *Page) *fitPane {
	f := &fitPane{page: p, scroll: kit.NewScroller(kit.VBox(0))}
	f.content = f.scroll
	return f
}

// first is what the keys can begin at, or nil.
func (f *fitPane) first() fyne.Focusable { return f.start }

func (f *fitPane) show() {
	p := f.page
	f.box, f.start = kit.VBox(10), nil
	f.box.Add(kit.Heading(kit.T("packets.fit")))
	switch {
	case p.failed != nil:
		sentence, hint := kit.FaultText(p.failed)
		f.box.Add(kit.Body(sentence).Wrapped().Colored(theme.ColorLate))
		f.box.Add(kit.Muted(hint).Wrapped())
		f.button(kit.NewButton(kit.T("packets.again"), p.check))
	case p.plan == nil && p.busy:
		f.box.Add(kit.Muted(kit.T("packets.checking")).Wrapped())
	case p.plan == nil:
		f.box.Add(kit.Muted(p.whyNone()).Wrapped())
	default:
		f.checks()
		f.savings()
		f.notes()
		f.steps()
		f.files()
	}
	f.scroll.SetContent(kit.Pad(f.box, 16, 16, 20, 16), f.made)
	f.made = p.plan != nil
}

// button adds a deed that the keys can begin at.
func (f *fitPane) button(b *kit.Button) {
	if f.start == nil {
		f.start = b
	}
	f.box.Add(kit.HBox(0, b))
}

// limited tells whether any limit is known.
func limited(all []packet.Check) bool {
	return slices.ContainsFunc(all, func(c packet.Check) bool { return c.Limit != nil })
}

// checks are the limits, as bars with figures and words.
func (f *fitPane) checks() {
	if !limited(f.page.plan.Checks) {
		f.box.Add(kit.Muted(kit.T("packets.check.none")).Wrapped())
	}
	for _, c := range f.page.plan.Checks {
		f.box.Add(f.check(c))
	}
}

func (f *fitPane) check(c packet.Check) fyne.CanvasObject {
	sign, ink := "✓", theme.ColorInk
	if !c.OK {
		sign, ink = "!", theme.ColorLate
	}
	name := kit.T("packets.check." + c.What)
	if c.File > 0 && len(f.page.plan.Files) > 1 {
		name = kit.T("packets.check.in_file", "name", name, "file", kit.Count(c.File))
	}
	if c.Limit == nil && c.OK {
		sign = " "
	}
	head := kit.Row(6, 1, kit.Sized(kit.Strong(sign).Whole().Colored(ink), 12, 0),
		kit.Body(name).Wrapped().Colored(ink), kit.Strong(checkFigures(c)).Whole().Colored(ink))
	box := kit.VBox(4, head)
	if c.Limit != nil && *c.Limit > 0 && measured(c.What) {
		box.Add(kit.Pad(kit.NewMeter(float32(c.Value)/float32(*c.Limit), !c.OK), 0, 0, 0, 18))
	}
	if over := overText(c); over != "" {
		box.Add(kit.Pad(kit.Small(over).Wrapped().Colored(theme.ColorLate), 0, 0, 0, 18))
	}
	return box
}

// measured tells whether a limit is an amount that fills up.
func measured(what string) bool {
	return !slices.Contains([]string{"grey", "text", "blank", "pages_known"}, what)
}

// checkFigures writes what there is and how much may be.
func checkFigures(c packet.Check) string {
	switch c.What {
	case "grey", "blank", "pages_known":
		if c.OK {
			return kit.T("packets.check.ok." + c.What)
		}
		return counted("packets.pages", "packets.pages.one", int(c.Value))
	case "text":
		return textFigures(c)
	case "bytes_file", "bytes_total":
		if c.Limit == nil {
			return megabytes(c.Value)
		}
		return kit.T("packets.check.of", "value", valueOf(c.Value), "limit", limit(*c.Limit)+" MB")
	}
	if c.Limit == nil {
		return kit.Count(int(c.Value))
	}
	return kit.T("packets.check.of", "value", kit.Count(int(c.Value)), "limit", kit.Count(int(*c.Limit)))
}

// valueOf is how much there is, without a unit where it is that of the limit.
func valueOf(n int64) string {
	if n < mega/10 {
		return size(n)
	}
	return strings.TrimSuffix(megabytes(n), " MB")
}

// textFigures writes the smallest text, which comes in tenths of a point.
func textFigures(c packet.Check) string {
	points := func(v int64) string { return strconv.FormatFloat(float64(v)/10, 'f', -1, 64) }
	if c.Limit == nil {
		return kit.T("packets.check.points", "value", points(c.Value))
	}
	return kit.T("packets.check.points_of", "value", points(c.Value), "limit", points(*c.Limit))
}

// overText says by how much a limit is passed.
func overText(c packet.Check) string {
	if c.OK || c.Limit == nil || !measured(c.What) {
		return ""
	}
	over := c.Value - *c.Limit
	switch c.What {
	case "bytes_file", "bytes_total":
		return kit.T("packets.over.bytes", "size", size(over))
	case "files":
		return counted("packets.over.files", "packets.over.files.one", int(over))
	}
	return counted("packets.over.pages", "packets.over.pages.one", int(over))
}

// savings are what to leave out so that the packet fits, and what each saves.
func (f *fitPane) savings() {
	p := f.page
	if p.plan.Fits || len(p.plan.Savings) == 0 {
		return
	}
	var enough []string
	lines := kit.VBox(4)
	add := func(s packet.Saving) {
		what := kit.Body(f.named(s.Label)).Wrapped()
		lines.Add(kit.Row(6, 0, what, kit.Small(savingText(s)).Whole()))
	}
	for _, s := range p.plan.Savings {
		if s.Enough {
			enough = append(enough, s.ExhibitID)
			add(s)
		}
	}
	f.box.Add(kit.Hairline())
	if len(enough) == 0 {
		f.box.Add(kit.Body(kit.T("packets.saving.never")).Wrapped())
		for _, s := range p.plan.Savings[:min(len(p.plan.Savings), 5)] {
			add(s)
		}
		f.box.Add(lines)
		return
	}
	f.box.Add(kit.Strong(counted("packets.saving", "packets.saving.one", len(enough))).Wrapped())
	f.box.Add(lines)
	f.button(kit.NewButton(counted("packets.saving.do", "packets.saving.do.one", len(enough)), func() { p.leaveOut(enough) }))
}

func savingText(s packet.Saving) string {
	return kit.T("packets.saving.of", "size", size(s.Bytes), "pages", counted("packets.pages", "packets.pages.one", s.Pages))
}

// named is an exhibit by its number, with its title.
func (f *fitPane) named(label string) string {
	if e, ok := f.page.byLabel(label); ok {
		return kit.T("packets.named", "label", label, "title", exhibitTitle(e))
	}
	return label
}

// noteLooked is the note of a picture that nobody looked at.
const noteLooked = "not_looked"

// elsewhere are the notes that stand in another place of the page: beside the
// recipient, or as the group of exhibits that nothing asks for.
var elsewhere = []string{noteLooked, "no_source", "unverified", "stale", "unlinked"}

// notes are what to know before the packet is sent: first what the recipient
// refuses.
func (f *fitPane) notes() {
	p := f.page
	all := p.unlooked()
	here := func(n packet.Note) bool { return !slices.Contains(elsewhere, n.Code) }
	if len(all) == 0 && !slices.ContainsFunc(p.plan.Notes, here) {
		return
	}
	f.box.Add(kit.Hairline())
	f.box.Add(kit.Strong(kit.T("packets.notes")))
	if len(all) > 0 {
		f.box.Add(kit.Body(counted("packets.unlooked", "packets.unlooked.one", len(all))).Wrapped().Colored(theme.ColorSoon))
		f.button(kit.NewButton(kit.T("packets.unlooked.do"), func() { p.lookThrough(p.unlooked()) }))
	}
	for _, refused := range []bool{true, false} {
		for _, n := range p.plan.Notes {
			if here(n) && n.Refused == refused {
				f.box.Add(f.note(n))
			}
		}
	}
}

func (f *fitPane) note(n packet.Note) fyne.CanvasObject {
	text := kit.T("packet.note."+n.Code, "label", n.Label, "file", kit.Count(n.File),
		"page", kit.Count(n.Page), "count", kit.Count(n.Count))
	words := kit.Body(text).Wrapped()
	if n.Refused {
		words.Colored(theme.ColorLate)
		hint := "packets.note.refused"
		if n.Code == "links" {
			hint = "packets.note.refused.links"
		}
		return kit.VBox(2, words, kit.Small(kit.T(hint)).Wrapped())
	}
	return words
}

// steps are what was done so that the packet fits.
func (f *fitPane) steps() {
	if len(f.page.plan.Steps) == 0 {
		return
	}
	f.box.Add(kit.Hairline())
	f.box.Add(kit.Strong(kit.T("packets.steps")))
	for _, s := range f.page.plan.Steps {
		f.box.Add(kit.Body(kit.T("packet.step."+s.Code, "value", kit.Count(s.Value))).Wrapped())
	}
}

// files are the files that will be written.
func (f *fitPane) files() {
	plan := f.page.plan
	if len(plan.Files) == 0 {
		return
	}
	f.box.Add(kit.Hairline())
	f.box.Add(kit.Strong(kit.T("packets.files.title")))
	for _, file := range plan.Files {
		f.box.Add(kit.VBox(1, kit.Body(oneLine(file.Name)).Wrapped(),
			kit.Small(joined(oneLine(file.Slot), counted("packets.pages", "packets.pages.one", file.Pages), size(file.Bytes))).Wrapped()))
	}
}
