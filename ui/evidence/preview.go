package evidence

import (
	"cmp"
	"context"

	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// reader is a chat on its way in, or one that is read again.
type reader struct {
	deps    Deps
	zones   kit.Zones
	title   string
	verb    string
	preview func(ctx context.Context, c evidence.Choices) (evidence.Preview, error)
	text    func() (string, error) // what a pattern is learned from; nil: no text
	take    func(c evidence.Choices)
	choices evidence.Choices
	typed   []func() bool // what was typed and not yet taken over; false: it cannot be

	now    evidence.Preview
	dialog *kit.Dialog
	body   *kit.Scroller
	ok     *kit.Button
}

// open shows the dialog for what p says. Enter takes the chat unless the order
// of the dates is to be chosen first.
func (r *reader) open(p evidence.Preview) {
	r.body = kit.NewScroller(kit.VBox(0))
	r.dialog = kit.NewDialog(r.deps.Shell.Window().Canvas(), r.title, r.body)
	r.dialog.SetWidth(620)
	r.dialog.Height = 470
	r.ok = kit.NewPrimary(r.verb, r.accept)
	buttons := []*kit.Button{kit.NewButton(kit.T("chat.preview.cancel"), r.dialog.Hide), r.ok}
	if r.text != nil {
		buttons = append([]*kit.Button{kit.NewButton(kit.T("chat.preview.learn"), r.learn)}, buttons...)
	}
	r.dialog.SetButtons(buttons...)
	r.show(p)
	r.dialog.Show()
}

func (r *reader) accept() {
	if !r.ready() {
		return
	}
	for _, take := range r.typed {
		if !take() {
			return
		}
	}
	r.dialog.Hide()
	r.take(r.choices)
}

// ready tells whether nothing is left to ask.
func (r *reader) ready() bool { return r.now.IsChat && (!r.now.AskOrder || r.choices.Order != "") }

// change reads again after a choice.
func (r *reader) change(f func(c *evidence.Choices)) {
	f(&r.choices)
	c := r.choices
	kit.Run(r.deps.Shell.Tasks(), "viewer/preview", func(ctx context.Context) (evidence.Preview, error) {
		return r.preview(ctx, c)
	}, func(p evidence.Preview, err error) {
		if err != nil {
			r.deps.Shell.ShowError(err)
			return
		}
		r.show(p)
	})
}

func (r *reader) show(p evidence.Preview) {
	r.now, r.typed = p, nil
	if r.ready() {
		r.ok.Enable()
	} else {
		r.ok.Disable()
	}
	r.body.SetContent(kit.Pad(r.content(), 2, 12, 2, 2), true)
}

func (r *reader) content() fyne.CanvasObject {
	p := r.now
	box := kit.VBox(14)
	if !p.IsChat {
		box.Add(kit.Body(kit.T("chat.preview.none")).Wrapped())
		return box
	}
	box.Add(r.summary())
	if o := r.order(); o != nil {
		box.Add(o)
	}
	if len(p.Chats) > 1 {
		box.Add(r.chats())
	}
	if p.ZoneOpen {
		box.Add(r.zone())
	}
	box.Add(r.people())
	box.Add(r.samples())
	return box
}

// summary says what was recognised and what stands out.
func (r *reader) summary() fyne.CanvasObject {
	p := r.now
	line := kit.T("chat.preview.count", "format", kit.T("format."+p.Format), "count", strconv.Itoa(p.Messages))
	if p.Media > 0 {
		line += " · " + kit.T("chat.preview.media", "count", strconv.Itoa(p.Media))
	}
	box := kit.VBox(3, kit.Strong(line).Wrapped())
	if !p.From.IsZero() {
		box.Add(kit.Body(kit.T("chat.preview.period", "from", r.zones.Both(p.From), "to", r.zones.Both(p.To))).Wrapped())
	}
	note := func(s string) { box.Add(kit.Body(s).Wrapped().Colored(theme.ColorSoon)) }
	if p.Undated > 0 {
		note(kit.T("chat.preview.undated", "count", strconv.Itoa(p.Undated)))
	}
	if p.Doubtful > 0 {
		note(kit.T("chat.preview.doubtful", "count", strconv.Itoa(p.Doubtful)))
	}
	if p.Problem != "" && !p.AskOrder {
		note(ProblemText(p.Problem))
	}
	if pattern := r.choices.Pattern; pattern != nil {
		box.Add(kit.Row(8, 0, kit.Small(kit.T("chat.preview.pattern", "name", cmp.Or(pattern.Name, "…"))).Wrapped(),
			kit.NewQuiet(kit.T("chat.preview.unpattern"), func() { r.change(func(c *evidence.Choices) { c.Pattern = nil }) })))
	}
	return box
}

// order asks in which order the dates stand, with one of them in each reading.
func (r *reader) order() fyne.CanvasObject {
	p := r.now
	if len(p.Example) < 2 {
		return nil
	}
	labels := make([]string, len(p.Example))
	at := -1
	for i, d := range p.Example {
		labels[i] = kit.T("chat.preview.order.choice", "written", written(p.Example), "date", d.At.Format("2006-01-02"))
		if r.choices.Order == d.Order || r.choices.Order == "" && !p.AskOrder && p.Order == d.Order {
			at = i
		}
	}
	f := kit.NewField(kit.T("chat.preview.order"), p.AskOrder, kit.NewSegments(labels, at, func(i int) {
		r.change(func(c *evidence.Choices) { c.Order = p.Example[i].Order })
	}))
	if p.AskOrder && r.choices.Order == "" {
		f.SetError(kit.T("chat.preview.order.ask"))
	}
	return f
}

// written is a date as its numbers stand in the text.
func written(readings []evidence.Dated) string {
	d := readings[0]
	switch d.Order {
	case evidence.MonthFirst:
		return d.At.Format("1/2/2006")
	case evidence.YearFirst:
		return d.At.Format("06/1/2")
	}
	return d.At.Format("2/1/2006")
}

func (r *reader) chats() fyne.CanvasObject {
	const most = 12
	all := r.now.Chats[:min(len(r.now.Chats), most)]
	labels, at := make([]string, len(all)), -1
	longest := 0
	for i, c := range all {
		labels[i] = kit.T("chat.preview.chats.choice", "name", oneWord(c.Name), "count", strconv.Itoa(c.Messages))
		if c.Messages > all[longest].Messages {
			longest = i
		}
		if r.choices.Chat == c.ID {
			at = i
		}
	}
	if at < 0 && r.choices.Chat == "" {
		at = longest
	}
	flow := kit.Flow(6)
	for i, c := range all {
		chip := kit.NewChip(labels[i], kit.ToneNeutral, func() {
			r.change(func(ch *evidence.Choices) { ch.Chat, ch.People = c.ID, nil })
		})
		chip.SetSelected(i == at)
		flow.Add(chip)
	}
	return kit.NewField(kit.T("chat.preview.chats"), false, flow)
}

// zone asks whose clock the times are from.
func (r *reader) zone() fyne.CanvasObject {
	own := r.deps.Now().Location().String()
	names := []string{""}
	labels := []string{kit.T("chat.preview.zone.own", "zone", r.deps.Now().Format("UTC-07:00"))}
	if b := r.zones.Buyer; b != nil && b.String() != own {
		names, labels = append(names, b.String()), append(labels, kit.T("chat.preview.zone.buyer", "zone", b.String()))
	}
	names, labels = append(names, "UTC"), append(labels, "UTC")
	other := kit.NewEntry()
	other.SetPlaceHolder(kit.T("chat.preview.zone.other"))
	at := slices.Index(names, r.choices.Zone)
	if at < 0 {
		other.SetText(r.choices.Zone)
	}
	field := kit.NewField(kit.T("chat.preview.zone"), false, kit.VBox(6,
		kit.NewSegments(labels, at, func(i int) { r.change(func(c *evidence.Choices) { c.Zone = names[i] }) }), other))
	typed := func() (zone string, ok bool) {
		zone = strings.TrimSpace(other.Text)
		_, err := time.LoadLocation(zone)
		if err != nil || zone == "Local" {
			field.SetError(kit.T("chat.preview.zone.wrong"))
			return "", false
		}
		return zone, true
	}
	other.OnSubmitted = func(string) {
		if zone, ok := typed(); ok && zone != "" {
			r.change(func(c *evidence.Choices) { c.Zone = zone })
		}
	}
	r.typed = append(r.typed, func() bool {
		zone, ok := typed()
		if ok && zone != "" {
			r.choices.Zone = zone
		}
		return ok
	})
	return field
}

// maxPeople is how many speakers a preview lists.
const maxPeople = 10

// people shows who speaks, with a name and a side that can be corrected.
func (r *reader) people() fyne.CanvasObject {
	box := kit.VBox(6)
	for i, s := range r.now.Speakers {
		if i == maxPeople {
			break
		}
		name := kit.NewEntry()
		name.SetText(s.Name)
		name.OnSubmitted = func(as string) { r.change(func(c *evidence.Choices) { r.name(c, s, as, s.Role) }) }
		r.typed = append(r.typed, func() bool {
			if name.Text != s.Name {
				r.name(&r.choices, s, name.Text, s.Role)
			}
			return true
		})
		tone := kit.ToneNeutral
		if s.Role == evidence.Unknown {
			tone = kit.ToneSoon
		}
		var role *kit.Chip
		role = kit.NewChip(RoleText(s.Role)+" ▼", tone, func() {
			r.roleMenu(role, func(to evidence.Role) {
				r.change(func(c *evidence.Choices) { r.name(c, s, name.Text, to) })
			})
		})
		count := kit.Small(kit.T("chat.preview.people.count", "count", strconv.Itoa(s.Messages))).Whole()
		box.Add(kit.Row(10, 0, name, count, role))
	}
	return kit.NewField(kit.T("chat.preview.people"), false, box).WithHint(kit.T("chat.preview.people.hint"))
}

func (r *reader) roleMenu(at fyne.CanvasObject, set func(evidence.Role)) {
	var items []*fyne.MenuItem
	for _, role := range []evidence.Role{evidence.Buyer, evidence.Seller, evidence.Platform, evidence.System} {
		items = append(items, fyne.NewMenuItem(RoleText(role), func() { set(role) }))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), r.deps.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}

// name says who a speaker is. What is shown under one name may be several
// senders of the log, of whom each is named again.
func (r *reader) name(c *evidence.Choices, s evidence.Speaker, as string, role evidence.Role) {
	if as = strings.TrimSpace(as); as == "" {
		as = s.Name
	}
	people := slices.Clone(c.People)
	known := false
	for i := range people {
		if p := &people[i]; p.As == s.Name || p.As == "" && p.Name == s.Name {
			p.As, p.Role, known = as, role, true
		}
	}
	if !known {
		people = append(people, evidence.Person{Name: s.Name, As: as, Role: role})
	}
	for _, other := range r.now.Speakers { // two names made equal are one person with one side
		if other.Name == as && other.Name != s.Name && !slices.ContainsFunc(people, func(p evidence.Person) bool { return p.Name == as }) {
			people = append(people, evidence.Person{Name: as, Role: role})
		}
	}
	c.People = people
}

// samples shows both ends of the chat.
func (r *reader) samples() fyne.CanvasObject {
	box := kit.VBox(4)
	line := func(m evidence.Message) {
		at := kit.T("viewer.undated")
		if !m.At.IsZero() {
			at = r.zones.Both(m.At)
		}
		box.Add(kit.Small(at + "   " + SenderName(m.Sender) + remark(m)).Wrapped())
		box.Add(kit.Body(oneLine(clipped(m.Body, 200))).Wrapped().Clamped(2))
	}
	for _, m := range r.now.First {
		line(m)
	}
	if r.now.Messages > len(r.now.First)+len(r.now.Last) {
		box.Add(kit.Small("…"))
	}
	for _, m := range r.now.Last {
		line(m)
	}
	return kit.NewField(kit.T("chat.preview.first"), false, box)
}

// remark is what there is to say about a message besides its words.
func remark(m evidence.Message) string {
	s := ""
	if m.Fact != evidence.NoFact {
		s += " · " + kit.T("chat.fact."+string(m.Fact))
	}
	if m.Doubt != evidence.NoDoubt {
		s += " · ⚠ " + kit.T("chat.doubt."+string(m.Doubt))
	}
	return s
}

func clipped(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
