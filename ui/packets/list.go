package packets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/app/programmes"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/readiness"
	"casefolio/ui/theme"
)

// rowsAtOnce is how many exhibits are listed before the seller asks for more.
const rowsAtOnce = 80

// listPane shows the exhibits in the order of the packet, under the evidence
// that they are for. Rows are kept, so that the keys stay where they are.
type listPane struct {
	page    *Page
	thumbs  *uievidence.Thumbs
	rows    map[string]*row // by exhibit
	order   []*row          // as they stand on screen
	most    int
	made    bool
	box     *fyne.Container
	sheet   *fyne.Container // the rows of the group at hand
	scroll  *kit.Scroller
	content fyne.CanvasObject
}

func newListPane(p *Page) *listPane {
	l := &listPane{page: p, rows: map[string]*row{}, most: rowsAtOnce, scroll: kit.NewScroller(kit.VBox(0))}
	l.thumbs = uievidence.NewThumbs(p.deps.Shell.Tasks(), p.deps.Evidence)
	l.content = kit.Pad(l.scroll, 0, 6, 0, 18)
	return l
}

// forget lets go of pictures that nobody sees any more.
func (l *listPane) forget() {
	for _, r := range l.rows {
		r.forget()
	}
}

// focus brings the keys to the first exhibit.
func (l *listPane) focus() {
	if len(l.order) > 0 {
		l.page.canvas().Focus(l.order[0].tick)
	}
}

// show lists everything as it is wanted and, as far as the plan says, as it
// would be.
func (l *listPane) show() {
	p := l.page
	l.order, l.box, l.sheet = nil, kit.VBox(8), nil
	if p.made && len(p.state.exhibits) == 0 {
		l.set(kit.NewEmptyState(kit.T("packets.none"), kit.T("packets.none.hint"), kit.T("packets.none.button"), func() {
			p.deps.Shell.Go(kit.Route{Page: kit.PageCases, ID: p.caseID})
		}))
		return
	}
	if p.result != nil {
		l.box.Add(p.resultCard())
	}
	if p.made {
		l.fill()
		l.box.Add(kit.Pad(p.sent.Content(), 16, 0, 0, 0))
	}
	l.keysOf()
	l.set(kit.Pad(l.box, 2, 14, 24, 0))
}

func (l *listPane) set(o fyne.CanvasObject) {
	l.scroll.SetContent(o, l.made)
	l.made = l.page.made
}

// fill lists the evidence that the programme asks for with what the case has
// for it, then the other exhibits, then what cannot go at all. Ticking moves
// nothing.
func (l *listPane) fill() {
	asked := l.page.state.asked
	var rest, never []entry
	entries := l.page.entries()
	done := map[string]bool{}
	if asked.Chosen() && !asked.Gone {
		l.box.Add(l.follows(kit.T("packets.order", "programme", l.page.state.programme(asked.Programme.ID)), "packets.slot.open", l.toReadiness))
		l.choices()
		for _, slot := range asked.Slots {
			l.slot(slot, entries, done)
		}
	} else {
		l.box.Add(l.follows(kit.T("packets.order.none"), "packets.order.choose", func() {
			l.page.deps.Shell.Go(readiness.PickRoute(l.page.caseID))
		}))
	}
	for _, x := range entries {
		switch {
		case done[x.e.ID]:
		case x.free():
			rest = append(rest, x)
		default:
			never = append(never, x)
		}
	}
	l.others(kit.T("packets.others"), rest, len(done) > 0)
	l.others(kit.T("packets.never"), never, true)
}

// follows says what the order follows, with the way to change it and the way back
// to the choice that was made by itself.
func (l *listPane) follows(text, verb string, do func()) fyne.CanvasObject {
	p := l.page
	row := kit.Row(8, 0, kit.Small(text).Wrapped())
	if p.req.Exhibits != nil || len(p.req.Documents) > 0 {
		row.Add(kit.NewQuiet(kit.T("packets.anew"), p.chooseAnew))
	}
	row.Add(kit.NewQuiet(kit.T(verb), do))
	return row
}

// slot lists what the case has for a piece of evidence. An exhibit stands under
// the first that it is for; others refer to it.
func (l *listPane) slot(s programmes.Slot, entries []entry, done map[string]bool) {
	var here []entry
	var elsewhere []string
	goes := false
	for _, x := range entries {
		switch {
		case !x.fills(s) || !x.free():
		case done[x.e.ID]:
			elsewhere = append(elsewhere, x.e.Label())
			goes = goes || x.in
		default:
			here = append(here, x)
			goes = goes || x.in
		}
	}
	if len(here)+len(elsewhere) == 0 && !s.Missing() {
		return
	}
	l.group(l.slotHead(s, goes, elsewhere))
	for _, x := range here {
		done[x.e.ID] = true
		l.add(x)
	}
}

// others lists exhibits that stand under no piece of evidence.
func (l *listPane) others(head string, all []entry, headed bool) {
	if len(all) == 0 {
		return
	}
	if headed {
		l.group(kit.Pad(kit.Strong(head).Wrapped(), 6, 0, 0, 0))
	}
	for _, x := range all {
		l.add(x)
	}
}

// choices offers the programmes of the case where it has several.
func (l *listPane) choices() {
	p := l.page
	if len(p.state.choices) < 2 {
		return
	}
	flow := kit.Flow(6)
	for _, c := range p.state.choices {
		chip := kit.NewChip(p.state.programme(c.ProgrammeID), kit.ToneNeutral, func() {
			p.req.Programme = c.ProgrammeID
			p.Reload()
		})
		chip.SetSelected(c.ProgrammeID == p.state.asked.Choice.ProgrammeID)
		flow.Add(chip)
	}
	l.box.Add(flow)
}

func (l *listPane) toReadiness() {
	l.page.deps.Shell.Go(kit.Route{Page: readiness.PageName, ID: l.page.caseID})
}

// slotHead names a piece of evidence; one that is missing is red, with the way
// to link an exhibit.
func (l *listPane) slotHead(s programmes.Slot, goes bool, elsewhere []string) fyne.CanvasObject {
	label := oneLine(l.page.deps.Programmes.Rules().Label(s.Item, kit.Language()))
	name := kit.Strong(kit.T("packets.slot.there", "label", label)).Wrapped()
	row := kit.Row(8, 0, name)
	switch {
	case goes && len(elsewhere) > 0:
		row.Add(kit.Small(kit.T("packets.slot.see", "labels", strings.Join(elsewhere, ", "))).Whole())
	case goes:
	case s.Missing():
		name.Colored(theme.ColorLate).SetText(kit.T("packets.slot.missing", "label", label))
		row.Add(kit.NewBadge(kit.T("readiness.missing"), kit.ToneLate))
		row.Add(kit.NewQuiet(kit.T("packets.slot.link"), l.toReadiness))
	default:
		name.SetText(kit.T("packets.slot.missing", "label", label))
		row.Add(kit.NewBadge(kit.T("packets.slot.stays"), kit.ToneSoon))
	}
	return kit.Pad(row, 6, 0, 0, 0)
}

func (l *listPane) add(x entry) {
	if l.room() {
		r := l.row(x.e)
		r.show(x, l.page.state.writable())
		l.put(r)
	}
}

// room tells whether another row may stand on screen; the first that may not
// leaves a way to see more.
func (l *listPane) room() bool {
	switch n := len(l.order); {
	case n < l.most:
		return true
	case n == l.most:
		l.order = append(l.order, nil)
		l.box.Add(kit.HBox(0, kit.NewButton(kit.T("packets.more"), func() {
			l.most += rowsAtOnce
			l.show()
		})))
	}
	return false
}

func (l *listPane) put(r *row) {
	l.order = append(l.order, r)
	if l.sheet == nil {
		l.sheet = kit.VBox(5)
		l.box.Add(kit.NewCard(l.sheet))
	} else {
		l.sheet.Add(kit.Hairline())
	}
	l.sheet.Add(r)
}

// group begins a new group of rows under a heading.
func (l *listPane) group(head fyne.CanvasObject) {
	l.sheet = nil
	l.box.Add(head)
}

// row is the row of an exhibit, made once.
func (l *listPane) row(e evidence.Exhibit) *row {
	r := l.rows[e.ID]
	if r == nil {
		r = newRow(l.page, e)
		l.rows[e.ID] = r
	}
	return r
}

// keysOf lets the arrows go from row to row, past those without a tick.
func (l *listPane) keysOf() {
	l.order = slices.DeleteFunc(l.order, func(r *row) bool { return r == nil || !r.tick.Visible() })
	for i, r := range l.order {
		r.tick.move = func(by int) {
			if k := i + by; k >= 0 && k < len(l.order) {
				l.page.canvas().Focus(l.order[k].tick)
				l.scroll.Reveal(l.order[k])
			}
		}
	}
}

// top shows the beginning.
func (l *listPane) top() { l.scroll.SetContent(kit.Pad(l.box, 2, 14, 24, 0), false) }

// settle lets the list follow what took another height in it.
func (l *listPane) settle() { l.scroll.Settle() }
