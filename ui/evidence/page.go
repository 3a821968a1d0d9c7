package evidence

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
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
	now   exhibit

	crumb, label, title *kit.Text
	problem             *kit.Badge
	head                *fyne.Container
	previous, next      *kit.Button
	body                *fyne.Container
	facts               *container.Scroll
	content             fyne.CanvasObject
}

// exhibit is all that the page shows.
type exhibit struct {
	e        evidence.Exhibit
	c        cases.Case
	messages []evidence.Message
	events   []evidence.Event
	siblings []evidence.Exhibit // of the case, by number
}

// NewPage returns the page of an exhibit by its global id.
func NewPage(deps Deps, id string) *Page {
	p := &Page{
		deps: deps, id: id, crumb: kit.Small(" "), label: kit.Title("E-00").Whole(), title: kit.Title(" "),
		problem: kit.NewBadge("", kit.ToneSoon), body: container.NewStack(), facts: container.NewVScroll(kit.VBox(0)),
	}
	p.adder = NewAdder(deps, func(string) { p.Reload() })
	p.previous = kit.NewButton("↑", func() { p.step(-1) })
	p.next = kit.NewButton("↓", func() { p.step(1) })
	p.head = kit.Row(8, 1,
		kit.NewButton("←  "+kit.T("viewer.back"), p.back),
		kit.Pad(kit.VBox(2, p.crumb, kit.Row(8, 1, p.label, p.title, p.problem)), 0, 8, 0, 8),
		p.previous, p.next,
		kit.NewButton(kit.T("viewer.retitle"), p.askTitle),
		kit.NewButton(kit.T("viewer.save"), p.saveOriginal).WithKeys(kit.ShortcutLabel(fyne.KeyS)),
		kit.NewQuiet(kit.T("viewer.trash"), p.trash))
	file := container.NewBorder(kit.Pad(p.head, 14, 18, 12, 18), nil, nil, nil, kit.Pad(p.body, 0, 18, 14, 18))
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
		x.events, err = p.deps.Evidence.Events(ctx, id)
	}
	return x, err
}

func (p *Page) show(x exhibit) {
	p.now = x
	p.deps.Shell.SetCurrentCase(x.c.ID)
	p.crumb.SetText(oneLine(x.c.Number + " · " + x.c.Customer + " · " + KindText(x.e.Kind)))
	p.label.SetText(x.e.Label())
	p.title.SetText(oneLine(Title(x.e)))
	p.problem.Set("", kit.ToneSoon)
	if x.e.Problem != "" {
		p.problem.Set(kit.T("viewer.problem"), kit.ToneSoon)
	}
	p.head.Refresh()
	p.enable(p.previous, p.sibling(-1))
	p.enable(p.next, p.sibling(1))
	zones := kit.ZonesOf(p.deps.Now().Location(), x.c.BuyerZone)
	p.body.Objects = []fyne.CanvasObject{p.view(x, zones)}
	p.body.Refresh()
	p.facts.Content = kit.Pad(p.factsOf(x, zones), 16, 14, 14, 16)
	p.facts.ScrollToTop()
	p.facts.Refresh()
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
		return newParcelView(x.events, p.deps.Now())
	case x.e.Kind == evidence.Photo && x.e.Problem == "":
		return newPhotoView(p.deps.Shell.Tasks(), p.deps.Evidence, x.e)
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
	if e.ID == "" {
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
	p.do(func(ctx context.Context) error { return p.deps.Evidence.Retitle(ctx, e.ID, title) }, func() {
		p.Reload()
		p.deps.Shell.Toast(kit.T("viewer.retitled", "label", e.Label()),
			kit.Action{Label: kit.T("viewer.undo"), Do: func() {
				p.do(func(ctx context.Context) error { return p.deps.Evidence.Retitle(ctx, e.ID, e.Title) }, p.Reload)
			}})
	})
}

// do runs a deed and goes on when it worked.
func (p *Page) do(deed func(context.Context) error, then func()) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, deed(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		then()
	})
}

// trash asks, puts the exhibit into the trash and goes back to the case.
func (p *Page) trash() {
	e := p.now.e
	if e.ID == "" {
		return
	}
	p.deps.Shell.Confirm(kit.T("viewer.trash.title", "label", e.Label()), kit.T("viewer.trash.body"),
		kit.T("viewer.trash.verb"), true, func() {
			p.do(func(ctx context.Context) error { return p.deps.Evidence.Trash(ctx, e.ID) }, func() {
				p.back()
				p.deps.Shell.Toast(kit.T("viewer.trashed", "label", e.Label()),
					kit.Action{Label: kit.T("viewer.undo"), Do: func() {
						p.do(func(ctx context.Context) error { return p.deps.Evidence.Restore(ctx, e.ID) }, func() {
							p.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: e.ID})
						})
					}})
			})
		})
}

// saveOriginal writes a copy of the captured bytes where the seller wants it.
func (p *Page) saveOriginal() {
	e := p.now.e
	if e.ID == "" {
		return
	}
	kit.ChooseSave(p.deps.Shell, kit.T("viewer.save"), "", copyName(e), func(path string) {
		p.do(func(ctx context.Context) error { return p.copyTo(ctx, e, path) }, func() {
			p.deps.Shell.Toast(kit.T("viewer.saved", "file", filepath.Base(path)))
		})
	})
}

// openOriginal shows a copy of the original in the system's program for it.
// The vault itself is never handed out.
func (p *Page) openOriginal() {
	e := p.now.e
	p.do(func(ctx context.Context) error {
		dir, err := copyFolder()
		if err != nil {
			return err
		}
		path := filepath.Join(dir, copyName(e))
		if err := p.copyTo(ctx, e, path); err != nil {
			return err
		}
		return p.deps.Open(path)
	}, func() {})
}

// copyFolder is a new private folder for a copy that is looked at. Earlier
// copies go, unless a program still holds them.
func copyFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	all := filepath.Join(cache, "Casefolio", "view")
	if err := os.RemoveAll(all); err != nil {
		slog.Warn("old copies stay", "cause", err)
	}
	if err := os.MkdirAll(all, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(all, "")
}

// copyTo writes the original under its final name only when it is whole.
func (p *Page) copyTo(ctx context.Context, e evidence.Exhibit, path string) (err error) {
	in, err := p.deps.Evidence.Original(e)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(path), ".casefolio-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(out.Name()))
		}
	}()
	_, err = io.Copy(out, cancelReader{ctx, in})
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), path)
}

// cancelReader stops reading when its context ends.
type cancelReader struct {
	ctx context.Context
	io.Reader
}

func (r cancelReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}

// copyName is a file name that every system takes.
func copyName(e evidence.Exhibit) string {
	name := filepath.Base(strings.ReplaceAll(e.FileName, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	if name = strings.Trim(name, ". "); name == "" {
		name = e.Label() + extension(e)
	}
	return name
}

func extension(e evidence.Exhibit) string {
	switch e.Kind {
	case evidence.Chat, evidence.Tracking, evidence.Text:
		return ".txt"
	case evidence.Email:
		return ".eml"
	}
	return ""
}
