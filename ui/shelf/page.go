// Package shelf is the page of the shop's own papers: policies, product pages,
// test reports, in dated versions. Opened for a case, it gives papers to it.
package shelf

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/shelf"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// PageName is the page's name in routes. Their ID is the global id of the case
// that papers are chosen for, or empty.
const PageName = uievidence.PageShelf

// slotLoad is the page's work: a newer wish ends the older one.
const slotLoad = "shelf/load"

// Giver makes papers exhibits of cases.
type Giver interface {
	GivePaper(ctx context.Context, caseID, versionID string) (evidence.Added, error)
}

// Cases gives the case that papers are chosen for.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Originals opens what lies in the vault.
type Originals interface {
	Original(e evidence.Exhibit) (io.ReadSeekCloser, error)
	Trash(ctx context.Context, id string) error
}

// Deps is what the page needs. Open shows a file in the system's viewer.
type Deps struct {
	Shell    kit.Shell
	Shelf    *shelf.Service
	Giver    Giver
	Cases    Cases
	Evidence Originals
	Open     func(path string) error
}

// Page is the page.
type Page struct {
	deps    Deps
	caseID  string
	c       cases.Case
	items   []shelf.Item
	open    map[string]bool // items that show all their versions
	title   *kit.Text
	search  *kit.Entry
	retired *kit.Chip
	count   *kit.Text
	scroll  *kit.Scroller
	content fyne.CanvasObject
}

// NewPage returns the page, for a case unless its id is empty.
func NewPage(deps Deps, caseID string) *Page {
	p := &Page{
		deps: deps, caseID: caseID, open: map[string]bool{}, title: kit.Title(kit.T("shelf.title")),
		search: kit.NewEntry(), count: kit.Small(" "), scroll: kit.NewScroller(kit.VBox(0)),
	}
	p.search.SetPlaceHolder(kit.T("shelf.search"))
	p.search.OnChanged = func(string) { p.Reload() }
	p.retired = kit.NewChip(kit.T("shelf.show_retired"), kit.ToneNeutral, func() {
		p.retired.SetSelected(!p.retired.Selected())
		p.Reload()
	})
	add := kit.NewPrimary(kit.T("shelf.add"), p.pick).WithKeys(kit.ShortcutLabel(fyne.KeyO))
	top := kit.Row(8, 0, p.title, add)
	if caseID != "" {
		top = kit.Row(8, 1, kit.NewButton("←  "+kit.T("shelf.back"), deps.Shell.Back), p.title, add)
	}
	head := kit.VBox(10, top, kit.Row(8, 0, p.search, p.retired), p.count)
	p.content = kit.Dock(kit.VBox(0, kit.Pad(head, 14, 18, 8, 18), kit.Hairline()), nil, p.scroll)
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("shelf.add"), Key: fyne.KeyO, Do: p.pick},
		{Name: kit.T("shelf.keys.search"), Key: fyne.KeyF, Do: func() { p.deps.Shell.Window().Canvas().Focus(p.search) }},
	}
}

// Dropped implements kit.DropTarget: the first file is a new paper.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) {
	if paths := uievidence.Paths(uris); len(paths) > 0 {
		p.add(paths[0])
	}
}

// Leaving implements kit.Leaver.
func (p *Page) Leaving() { p.deps.Shell.Tasks().Cancel(slotLoad) }

// state is what the page shows.
type state struct {
	c     cases.Case
	items []shelf.Item
}

// Reload implements kit.Page.
func (p *Page) Reload() {
	q := shelf.Query{Text: p.search.Text, Retired: p.retired.Selected()}
	kit.Run(p.deps.Shell.Tasks(), slotLoad, func(ctx context.Context) (s state, err error) {
		if p.caseID != "" {
			if s.c, err = p.deps.Cases.Get(ctx, p.caseID); err != nil {
				return s, err
			}
		}
		s.items, err = p.deps.Shelf.List(ctx, q)
		return s, err
	}, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.show(s)
	})
}

func (p *Page) show(s state) {
	p.c, p.items = s.c, s.items
	if p.caseID != "" {
		p.deps.Shell.SetCurrentCase(p.caseID)
		p.title.SetText(kit.T("shelf.title.case", "number", s.c.Number))
	}
	p.count.SetText(kit.T("shelf.count", "count", kit.Count(len(s.items))))
	p.fill(false)
}

// columnWidth keeps lines readable in a wide window.
const columnWidth = 900

// fill shows the papers under the headings of their kinds.
func (p *Page) fill(stay bool) {
	if len(p.items) == 0 {
		p.scroll.SetContent(p.empty(), false)
		return
	}
	box := kit.VBox(8)
	var last shelf.Kind
	for _, kind := range shelf.Kinds() {
		for _, i := range p.items {
			if i.Kind != kind {
				continue
			}
			if kind != last {
				box.Add(kit.Pad(kit.Heading(kindText(kind)), 8, 0, 0, 0))
				last = kind
			}
			box.Add(p.card(i))
		}
	}
	p.scroll.SetContent(kit.Pad(kit.MaxWidth(box, columnWidth), 6, 18, 18, 18), stay)
}

func (p *Page) empty() fyne.CanvasObject {
	if strings.TrimSpace(p.search.Text) != "" {
		return kit.NewEmptyState(kit.T("shelf.nothing"), kit.T("shelf.nothing.hint"), "", nil)
	}
	return kit.NewEmptyState(kit.T("shelf.empty"), kit.T("shelf.empty.hint"), kit.T("shelf.add"), p.pick)
}

func kindText(k shelf.Kind) string { return kit.T("shelf.kind." + string(k)) }

// do runs a deed, says what was done and shows the shelf anew.
func (p *Page) do(deed func(context.Context) error, done string, actions ...kit.Action) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, deed(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.Reload()
		if done != "" {
			p.deps.Shell.Toast(done, actions...)
		}
	})
}

// give makes a version an exhibit of the case.
func (p *Page) give(v shelf.Version) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (evidence.Added, error) {
		return p.deps.Giver.GivePaper(ctx, p.caseID, v.ID)
	}, func(a evidence.Added, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.Reload()
		show := kit.Action{Label: kit.T("shelf.show"), Do: func() {
			p.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: a.Exhibit.ID})
		}}
		if a.Known {
			p.deps.Shell.Toast(kit.T("shelf.known", "number", p.c.Number, "label", a.Exhibit.Label()), show)
			return
		}
		p.deps.Shell.Toast(kit.T("shelf.given", "number", p.c.Number, "label", a.Exhibit.Label()), show,
			kit.Action{Label: kit.T("shelf.undo"), Do: func() {
				p.do(func(ctx context.Context) error { return p.deps.Evidence.Trash(ctx, a.Exhibit.ID) }, "")
			}})
	})
}

// look opens a copy of a version.
func (p *Page) look(v shelf.Version) {
	p.do(func(ctx context.Context) error {
		return uievidence.OpenCopy(ctx, p.deps.Evidence, evidence.Exhibit{FileName: v.FileName, SHA256: v.SHA256}, p.deps.Open)
	}, "")
}

func (p *Page) retire(i shelf.Item, retired bool) {
	done := kit.T("shelf.retired", "title", i.Title)
	if !retired {
		done = kit.T("shelf.back_in_use", "title", i.Title)
	}
	p.do(func(ctx context.Context) error { return p.deps.Shelf.Retire(ctx, i.ID, retired) }, done,
		kit.Action{Label: kit.T("shelf.undo"), Do: func() {
			p.do(func(ctx context.Context) error { return p.deps.Shelf.Retire(ctx, i.ID, !retired) }, "")
		}})
}
