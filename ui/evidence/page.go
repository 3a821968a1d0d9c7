package evidence

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// Page shows one exhibit: what was read from it, and the facts of the original.
type Page struct {
	deps  Deps
	adder *Adder
	id    string
	at    int  // number of the message to open at; 0: none
	cover bool // a picture is opened with the tool that covers places
	now   exhibit

	singleTrack bool // a tracking record is shown without the others of its number

	chat       *chatView // last shown; nil: none
	translator string    // where the last translation came from, as the next one often does

	crumb, label, title *kit.Text
	problem, removed    *kit.Badge
	head                *fyne.Container
	previous, next      *kit.Button
	retitleTo, bin      *kit.Button
	reading             *kit.Button
	body                *fyne.Container
	facts               *kit.Scroller
	content             fyne.CanvasObject
}

// exhibit is all that the page shows.
type exhibit struct {
	e        evidence.Exhibit
	c        cases.Case
	messages []evidence.Message
	events   []evidence.Event
	siblings []evidence.Exhibit // of the case, by number
	parcel   parcel             // of a tracking record
}

// MessageRoute leads to a message of an exhibit.
func MessageRoute(exhibitID string, seq int) kit.Route {
	return kit.Route{Page: kit.PageEvidence, ID: exhibitID + "#" + strconv.Itoa(seq)}
}

// covering stands behind the id of a picture that is opened to be covered.
const covering = "cover"

// Covering leads to a picture with the tool in hand that covers places.
func Covering(exhibitID string) kit.Route {
	return kit.Route{Page: kit.PageEvidence, ID: exhibitID + "#" + covering}
}

// NewPage returns the page of an exhibit by its global id, behind which "#" and
// the number of a message may stand, or that it is to be covered.
func NewPage(deps Deps, id string) *Page {
	id, seq, _ := strings.Cut(id, "#")
	at, _ := strconv.Atoi(seq)
	p := &Page{
		deps: deps, id: id, at: at, cover: seq == covering, crumb: kit.Small(" "), label: kit.Title("E-00").Whole(), title: kit.Title(" "),
		problem: kit.NewBadge("", kit.ToneSoon), removed: kit.NewBadge("", kit.ToneLate),
		body: container.NewStack(), facts: kit.NewScroller(kit.VBox(0)),
	}
	p.adder = NewAdder(deps, func(string) { p.Reload() })
	p.previous = kit.NewButton("↑", func() { p.step(-1) }).Repeating()
	p.next = kit.NewButton("↓", func() { p.step(1) }).Repeating()
	p.retitleTo = kit.NewButton(kit.T("viewer.retitle"), p.askTitle)
	p.bin = kit.NewQuiet(kit.T("viewer.trash"), p.trash)
	p.reading = kit.NewButton(kit.T("chat.reading"), p.readAgain)
	p.head = Beside(340,
		kit.Row(14, 1, kit.NewButton("←  "+kit.T("viewer.back"), p.back),
			kit.VBox(2, p.crumb, kit.Row(8, 1, p.label, p.title, p.problem, p.removed)), kit.HBox(8, p.previous, p.next)),
		p.reading, p.retitleTo,
		kit.NewButton(kit.T("viewer.save"), p.saveOriginal).WithKeys(kit.ShortcutLabel(fyne.KeyS)), p.bin)
	file := kit.Dock(kit.Pad(p.head, 14, 18, 12, 18), nil, kit.Pad(p.body, 0, 18, 14, 18))
	panes := kit.NewThreePane(nil, file, p.facts)
	panes.SetWidths(0, 280)
	p.content = panes
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("viewer.keys.next"), Key: fyne.KeyDown, Modifier: fyne.KeyModifierAlt, Do: func() { p.step(1) }},
		{Name: kit.T("viewer.keys.previous"), Key: fyne.KeyUp, Modifier: fyne.KeyModifierAlt, Do: func() { p.step(-1) }},
		{Name: kit.T("viewer.save"), Key: fyne.KeyS, Do: p.saveOriginal},
		{Name: kit.T("viewer.retitle"), Key: fyne.KeyE, Do: p.askTitle},
		{Name: kit.T("chat.find"), Key: fyne.KeyF, Do: p.find},
		{Name: kit.T("chat.find.title"), Key: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: p.findAll},
	}
}

// Dropped implements kit.DropTarget: more evidence for the same case.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) {
	if p.now.c.ID != "" {
		p.adder.Dropped(p.now.c.ID, uris)
	}
}

// Pasted implements kit.PasteTarget.
func (p *Page) Pasted() bool { return p.now.c.ID != "" && p.adder.Paste(p.now.c.ID) }

// Reload implements kit.Page.
func (p *Page) Reload() {
	id := p.id
	kit.Run(p.deps.Shell.Tasks(), "viewer/load", func(ctx context.Context) (exhibit, error) {
		return p.load(ctx, id)
	}, func(x exhibit, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.back()
			return
		}
		p.show(x)
	})
}

func (p *Page) load(ctx context.Context, id string) (x exhibit, err error) {
	if x.e, err = p.deps.Evidence.Get(ctx, id); err != nil {
		return x, err
	}
	if x.c, err = p.deps.Cases.Get(ctx, x.e.CaseID); err != nil {
		return x, err
	}
	if x.siblings, err = p.deps.Evidence.List(ctx, x.e.CaseID); err != nil {
		return x, err
	}
	if x.e.Messages > 0 {
		if x.messages, err = p.deps.Evidence.Messages(ctx, id); err != nil {
			return x, err
		}
	}
	if x.e.Events > 0 {
		if x.parcel, err = p.loadParcel(ctx, x); err != nil {
			return x, err
		}
		x.events = x.parcel.own.Events
	}
	return x, err
}

func (p *Page) show(x exhibit) {
	same := p.now.e.ID == x.e.ID
	p.now = x
	p.deps.Shell.SetCurrentCase(x.c.ID)
	p.crumb.SetText(oneLine(x.c.Number + " · " + x.c.Customer + " · " + KindText(x.e.Kind)))
	p.label.SetText(x.e.Label())
	p.title.SetText(oneLine(Title(x.e)))
	p.problem.Set("", kit.ToneSoon)
	if x.e.Problem != "" {
		p.problem.Set(kit.T("viewer.problem"), kit.ToneSoon)
	}
	p.showRemoved(!x.e.DeletedAt.IsZero())
	p.reading.Hidden = !p.readable()
	if p.reading.SetText(kit.T("chat.reading")); p.now.e.Kind == evidence.Tracking {
		p.reading.SetText(kit.T("chat.reading.track"))
	}
	p.head.Refresh()
	p.enable(p.previous, p.sibling(-1))
	p.enable(p.next, p.sibling(1))
	zones := kit.ZonesOf(p.deps.Now().Location(), x.c.BuyerZone)
	p.body.Objects = []fyne.CanvasObject{p.view(x, zones)}
	p.body.Refresh()
	p.facts.SetContent(kit.Pad(p.factsOf(x, zones), 16, 14, 14, 16), same)
}

// showRemoved tells that the exhibit is in the trash; then it can be looked at
// and restored, but not changed.
func (p *Page) showRemoved(is bool) {
	if is {
		p.removed.Set(kit.T("viewer.removed"), kit.ToneLate)
		p.bin.SetText(kit.T("viewer.restore"))
		p.retitleTo.Disable()
		return
	}
	p.removed.Set("", kit.ToneLate)
	p.bin.SetText(kit.T("viewer.trash"))
	p.retitleTo.Enable()
}

func (p *Page) enable(b *kit.Button, id string) {
	if id == "" {
		b.Disable()
	} else {
		b.Enable()
	}
}

// view is the right way to look at an exhibit.
func (p *Page) view(x exhibit, zones kit.Zones) fyne.CanvasObject {
	switch {
	case len(x.messages) > 0:
		return newChatView(p, x, zones)
	case len(x.events) > 0:
		return newParcelView(p, x, zones)
	case x.e.Kind == evidence.Photo && x.e.Problem == "":
		return newPhotoView(p, x.e)
	case x.e.Kind == evidence.Document || x.e.Kind == evidence.Photo:
		return kit.NewEmptyState(kit.T("viewer.outside"), kit.T("viewer.outside.hint"), kit.T("viewer.outside.open"), p.openOriginal)
	}
	return newTextView(p, x.e)
}

// sibling is the id of the next (1) or previous (-1) exhibit, or empty.
func (p *Page) sibling(by int) string {
	for i, e := range p.now.siblings {
		if k := i + by; e.ID == p.now.e.ID && k >= 0 && k < len(p.now.siblings) {
			return p.now.siblings[k].ID
		}
	}
	return ""
}

func (p *Page) step(by int) {
	if id := p.sibling(by); id != "" {
		p.id = id
		p.Reload()
	}
}

func (p *Page) back() { p.deps.Shell.Back() }

func (p *Page) askTitle() {
	e := p.now.e
	if e.ID == "" || !e.DeletedAt.IsZero() {
		return
	}
	entry := kit.NewEntry()
	entry.SetText(e.Title)
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("viewer.retitle.title", "label", e.Label()),
		kit.NewField(kit.T("viewer.retitle.field"), false, entry).WithHint(kit.T("viewer.retitle.hint")))
	save := func() {
		d.Hide()
		p.retitle(e, strings.TrimSpace(entry.Text))
	}
	entry.OnSubmitted = func(string) { save() }
	d.SetButtons(kit.NewButton(kit.T("viewer.cancel"), d.Hide), kit.NewPrimary(kit.T("viewer.retitle.verb"), save))
	d.Show()
	p.deps.Shell.Window().Canvas().Focus(entry)
}

func (p *Page) retitle(e evidence.Exhibit, title string) {
	p.do(func(ctx context.Context) error { return p.deps.Evidence.Retitle(ctx, e.ID, title) }, func(back kit.Back) {
		p.Reload()
		kit.Did(p.deps.Shell, kit.T("viewer.retitled", "label", e.Label()), back)
	})
}

// do does a deed on the case and goes on when it worked.
func (p *Page) do(deed func(context.Context) error, then func(kit.Back)) {
	kit.Do(p.deps.Shell, p.now.c.ID, deed, func(back kit.Back, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		then(back)
	})
}

// shown shows what a deed has made of the exhibit, where that says enough.
func (p *Page) shown(kit.Back) { p.Reload() }

// trash asks, puts the exhibit into the trash and goes back to the case. An
// exhibit that is there already is restored instead.
func (p *Page) trash() {
	e := p.now.e
	if e.ID == "" {
		return
	}
	if !e.DeletedAt.IsZero() {
		p.do(func(ctx context.Context) error { return p.deps.Evidence.Restore(ctx, e.ID) }, func(back kit.Back) {
			p.Reload()
			kit.Did(p.deps.Shell, kit.T("viewer.restored", "label", e.Label()), back)
		})
		return
	}
	p.warned(e, func(body string) {
		p.deps.Shell.Confirm(kit.T("viewer.trash.title", "label", e.Label()), body,
			kit.T("viewer.trash.verb"), true, func() {
				p.do(func(ctx context.Context) error { return p.deps.Evidence.Trash(ctx, e.ID) }, func(back kit.Back) {
					p.back()
					kit.Did(p.deps.Shell, kit.T("viewer.trashed", "label", e.Label()), back)
				})
			})
	})
}
