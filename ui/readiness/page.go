package readiness

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// Page is what a case has for the programmes that were chosen for it.
type Page struct {
	deps    Deps
	caseID  string
	shown   string // programme on show; empty: the last chosen
	state   state
	made    bool // something is shown
	left    bool // another page is shown
	picks   bool // begins with the choice of a programme where there is none
	title   *kit.Text
	chips   *fyne.Container
	add     *kit.Button
	packet  *kit.Button
	scroll  *kit.Scroller
	body    *fyne.Container
	content fyne.CanvasObject
}

// pickEnd stands behind the id of a case in a route that is to begin with the
// choice of a programme.
const pickEnd = "#pick"

// PickRoute leads to the page of a case and begins with the choice of a
// programme.
func PickRoute(caseID string) kit.Route { return kit.Route{Page: PageName, ID: caseID + pickEnd} }

// NewPage returns the page for the ID of a route: that of a case, with "#pick"
// behind it to choose a programme at once.
func NewPage(deps Deps, id string) *Page {
	caseID, picks := strings.CutSuffix(id, pickEnd)
	p := &Page{deps: deps, caseID: caseID, picks: picks, title: kit.Title(" "), chips: kit.Flow(6), scroll: kit.NewScroller(kit.VBox(0))}
	p.add = kit.NewPrimary(kit.T("readiness.add"), p.pick)
	p.packet = kit.NewButton(kit.T("packets.open"), p.toPackets).WithKeys(kit.ShortcutLabel(fyne.KeyK))
	p.packet.Hide()
	top := kit.Row(8, 1, kit.NewButton("←  "+kit.T("readiness.back"), deps.Shell.Back), p.title, p.packet, p.add)
	p.body = container.NewStack()
	p.content = kit.Dock(kit.Pad(kit.VBox(10, top, p.chips), 14, 18, 10, 18), nil, p.body)
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("readiness.add"), Key: fyne.KeyO, Do: p.pick},
		{Name: kit.T("packets.open"), Key: fyne.KeyK, Do: p.toPackets},
	}
}

// toPackets leads to what is handed over of what is here.
func (p *Page) toPackets() {
	if p.made && p.state.writable() {
		p.deps.Shell.Go(kit.Route{Page: kit.PagePackets, ID: p.state.c.ID})
	}
}

// Leaving implements kit.Leaver.
func (p *Page) Leaving() {
	p.left = true
	p.deps.Shell.Tasks().Cancel("readiness/page")
}

// Reload implements kit.Page.
func (p *Page) Reload() {
	p.left = false
	kit.Run(p.deps.Shell.Tasks(), "readiness/page", func(ctx context.Context) (state, error) {
		return p.deps.load(ctx, p.caseID, p.shown)
	}, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.show(s)
	})
}

func (p *Page) show(s state) {
	stay := p.made && s.now.Programme.ID == p.state.now.Programme.ID
	p.state, p.made = s, true
	p.title.SetText(kit.T("readiness.title", "number", s.c.Number, "customer", oneLine(s.c.Customer)))
	p.showChips()
	set(p.add, s.writable() && s.now.Chosen())
	set(p.packet, s.writable() && s.now.Chosen())
	if !s.now.Chosen() {
		p.set(kit.NewEmptyState(kit.T("readiness.none"), kit.T("readiness.none.hint"), p.chooseLabel(), p.pick))
		if p.picks && s.writable() {
			p.pick()
		}
		p.picks = false
		return
	}
	box := kit.VBox(12, p.facts())
	if !s.now.Gone {
		box.Add(p.progress())
		box.Add(p.slots())
	}
	p.scroll.SetContent(kit.Pad(kit.MaxWidth(box, pageWidth), 4, 18, 20, 18), stay)
	p.set(p.scroll)
}

// pageWidth keeps lines short enough to read.
const pageWidth = 860

// chooseLabel is empty for a case that cannot be changed.
func (p *Page) chooseLabel() string {
	if p.state.writable() {
		return kit.T("readiness.section.choose")
	}
	return ""
}

func (p *Page) set(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// showChips offers the programmes of the case where it has several.
func (p *Page) showChips() {
	p.chips.RemoveAll()
	for _, c := range p.state.choices {
		chip := kit.NewChip(shortened(p.named(c.ProgrammeID), 40), kit.ToneNeutral, func() {
			p.shown = c.ProgrammeID
			p.Reload()
		})
		chip.SetSelected(c.ProgrammeID == p.state.now.Choice.ProgrammeID)
		p.chips.Add(chip)
	}
	set(p.chips, len(p.state.choices) > 1)
}

// named is the full name of a programme by its id.
func (p *Page) named(id string) string {
	for _, one := range p.state.all {
		if one.ID == id {
			return fullName(one)
		}
	}
	return id
}

// do changes something about the case and shows what came of it. done may be nil.
func (p *Page) do(work func(ctx context.Context) error, done func(kit.Back)) {
	kit.Do(p.deps.Shell, p.caseID, work, func(back kit.Back, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
		} else if done != nil {
			done(back)
		}
		if !p.left {
			p.Reload()
		}
	})
}

// say tells a result, with the way back.
func (p *Page) say(text string) func(kit.Back) {
	return func(back kit.Back) { kit.Did(p.deps.Shell, text, back) }
}

// choose gives the case a programme.
func (p *Page) choose(one programmes.Programme) {
	caseID := p.state.c.ID
	var before programmes.Choice
	for _, c := range p.state.choices {
		if c.ProgrammeID == one.ID {
			before = c
		}
	}
	p.shown = one.ID
	if before.ID != "" {
		p.Reload()
		return
	}
	p.do(func(ctx context.Context) error {
		_, err := p.deps.Programmes.Choose(ctx, caseID, one.ID, before.Due)
		return err
	}, p.say(kit.T("readiness.chosen", "name", fullName(one))))
}

// drop takes the programme on show from the case.
func (p *Page) drop() {
	c, name := p.state.now.Choice, fullName(p.state.now.Programme)
	p.shown = ""
	p.do(func(ctx context.Context) error { return p.deps.Programmes.Drop(ctx, c.CaseID, c.ProgrammeID) },
		p.say(kit.T("readiness.dropped", "name", name)))
}

func set(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
