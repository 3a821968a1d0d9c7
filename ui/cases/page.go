package cases

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/replies"
)

// Page is the page of cases.
type Page struct {
	deps  Deps
	adder *uievidence.Adder

	ref    string // the case that should be open
	file   file   // the case that is; zero before the first
	list   *listPane
	middle *filePane
	side   *inspector
	panes  *kit.ThreePane // list, file and, while a case is open, inspector
}

// NewPage returns the page with the case id open; with an empty id the case
// last opened, else the top of the list.
func NewPage(deps Deps, id string) *Page {
	if id == "" {
		id = deps.Shell.CurrentCase()
	}
	p := &Page{deps: deps, ref: id}
	p.adder = uievidence.NewAdder(uievidence.Deps{
		Shell: deps.Shell, Evidence: deps.Evidence, Cases: deps.Cases, Shop: deps.Shop, Now: deps.Now, Open: deps.Open,
	}, p.changed)
	p.list = newListPane(deps, p.open)
	p.list.selected = id
	p.middle = newFilePane(p)
	p.side = newInspector(p)
	p.panes = kit.NewThreePane(p.list.content, p.middle.content, p.side.content)
	p.panes.SetWidths(336, 0)
	p.showEmpty()
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.panes }

// Tick implements kit.Ticker: the clocks of the list are written anew, where the
// rows stand.
func (p *Page) Tick() { p.list.list.Refresh() }

// showEmpty shows that no case is open.
func (p *Page) showEmpty() {
	p.middle.showEmpty()
	p.panes.ShowRight(false)
}

// Reload implements kit.Page.
func (p *Page) Reload() {
	p.list.reload()
	if p.ref != "" {
		p.load()
	}
}

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("cases.keys.search"), Key: fyne.KeyF, Do: p.list.focusSearch},
		{Name: kit.T("cases.print"), Key: fyne.KeyP, Do: p.askDossier},
		{Name: kit.T("packets.open"), Key: fyne.KeyK, Do: p.toPackets},
		{Name: kit.T("cases.reply"), Key: fyne.KeyR, Do: p.writeReply},
		{Name: kit.T("cases.edit"), Key: fyne.KeyE, Do: p.edit},
		{Name: kit.T("cases.pick"), Key: fyne.KeyO, Do: p.pickFiles},
		{Name: kit.T("cases.keys.next"), Key: fyne.KeyDown, Modifier: fyne.KeyModifierAlt, Do: func() { p.list.step(1) }},
		{Name: kit.T("cases.keys.previous"), Key: fyne.KeyUp, Modifier: fyne.KeyModifierAlt, Do: func() { p.list.step(-1) }},
		{Name: kit.T("cases.keys.tab.next"), Key: fyne.KeyTab, Modifier: fyne.KeyModifierControl, Do: func() { p.middle.tabs.Step(1) }},
		{Name: kit.T("cases.keys.tab.previous"), Key: fyne.KeyTab, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift, Do: func() { p.middle.tabs.Step(-1) }},
	}
}

// Dropped implements kit.DropTarget: anything dropped belongs to the open case.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) {
	if id, ok := p.writable(); ok {
		p.adder.Dropped(id, uris)
	}
}

// Pasted implements kit.PasteTarget.
func (p *Page) Pasted() bool {
	id, ok := p.writable()
	return ok && p.adder.Paste(id)
}

// writable is the open case, when it can be changed. Otherwise it says why;
// while another case is still being read nothing is said and nothing done, so
// that no evidence lands in the case that was open before.
func (p *Page) writable() (string, bool) {
	switch {
	case p.file.c.ID != p.ref:
		return "", false
	case p.file.c.ID == "":
		p.deps.Shell.Toast(kit.T("cases.open_first"))
		return "", false
	case !p.file.c.DeletedAt.IsZero():
		p.deps.Shell.Toast(kit.T("cases.restore_first"))
		return "", false
	}
	return p.file.c.ID, true
}

// open shows a case.
func (p *Page) open(id string) {
	p.panes.CloseOver()
	if id == p.ref && id == p.file.c.ID {
		return
	}
	p.ref = id
	p.list.mark(id, false)
	p.deps.Shell.SetCurrentCase(id)
	p.load()
}

func (p *Page) load() {
	ref := p.ref
	kit.Run(p.deps.Shell.Tasks(), "cases/file", func(ctx context.Context) (file, error) {
		return p.deps.load(ctx, ref)
	}, func(f file, err error) {
		if err != nil {
			p.lost(err)
			return
		}
		p.show(f)
	})
}

func (p *Page) show(f file) {
	first := p.file.c.ID != f.c.ID
	p.file, p.ref = f, f.c.ID
	p.deps.Shell.SetCurrentCase(f.c.ID)
	p.list.update(f.c)
	p.list.mark(f.c.ID, first)
	p.panes.ShowRight(true)
	p.middle.show(f)
	p.side.show(f)
}

// lost tells that the case could not be read and shows none.
func (p *Page) lost(err error) {
	if fault.Is(err, "case.unknown") {
		p.ref, p.file = "", file{}
		p.list.selected = ""
		p.deps.Shell.SetCurrentCase("")
		p.showEmpty()
		p.side.show(file{})
		p.list.chooseFirst()
		return
	}
	p.deps.Shell.ShowError(err)
}

// changed reads again what a deed on a case may have changed.
func (p *Page) changed(caseID string) {
	p.list.reload()
	if caseID == p.ref {
		p.load()
	}
}

// save keeps changed facts, says so and offers the way back.
func (p *Page) save(was, is cases.Case, done string) {
	kit.Do(p.deps.Shell, is.ID, func(ctx context.Context) error {
		_, err := p.deps.Cases.Update(ctx, is)
		return err
	}, func(back kit.Back, err error) {
		if fault.Is(err, "case.changed") {
			p.changed(was.ID)
			p.deps.Shell.Toast(kit.T("cases.reloaded", "number", was.Number))
			return
		}
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.changed(was.ID)
			return
		}
		p.changed(is.ID)
		kit.Did(p.deps.Shell, done, back)
	})
}

// trash asks and puts the open case into the trash.
func (p *Page) trash() {
	c := p.file.c
	if c.ID == "" {
		return
	}
	p.deps.Shell.Confirm(kit.T("cases.trash.title", "number", c.Number), kit.T("cases.trash.body"),
		kit.T("cases.trash.verb"), true, func() {
			p.bin(c, p.deps.Cases.Trash, kit.T("cases.trashed", "number", c.Number))
		})
}

// restore takes the open case out of the trash.
func (p *Page) restore() {
	c := p.file.c
	p.bin(c, p.deps.Cases.Restore, kit.T("cases.restored", "number", c.Number))
}

// bin does one of trash and restore.
func (p *Page) bin(c cases.Case, do func(context.Context, string) error, done string) {
	kit.Do(p.deps.Shell, c.ID, func(ctx context.Context) error { return do(ctx, c.ID) }, func(back kit.Back, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.changed(c.ID)
		kit.Did(p.deps.Shell, done, back)
	})
}

func (p *Page) edit() {
	if id, ok := p.writable(); ok {
		p.deps.Shell.Go(kit.Route{Page: kit.PageIntake, ID: id})
	}
}

func (p *Page) writeReply() {
	if p.file.c.ID != "" {
		p.deps.Shell.Go(replies.Route(p.file.c.ID))
	}
}

// toPackets leads to what is handed to others.
func (p *Page) toPackets() {
	if id, ok := p.writable(); ok {
		p.deps.Shell.Go(kit.Route{Page: kit.PagePackets, ID: id})
	}
}

func (p *Page) pickFiles() {
	if id, ok := p.writable(); ok {
		p.adder.Pick(id)
	}
}

// zones are the seller's and the open case's buyer's.
func (p *Page) zones() kit.Zones {
	return kit.ZonesOf(p.deps.Now().Location(), p.file.c.BuyerZone)
}
