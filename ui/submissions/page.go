package submissions

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/submissions"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// Page is the section of one case on a page of its own. Files that are dropped
// on it begin a record.
type Page struct {
	deps    Deps
	caseID  string
	title   *kit.Text
	section *Section
	scroll  *kit.Scroller
	content fyne.CanvasObject
}

// NewPage returns the page of a case.
func NewPage(deps Deps, caseID string) *Page {
	p := &Page{deps: deps, caseID: caseID, title: kit.Title(" "), scroll: kit.NewScroller(kit.VBox(0))}
	p.section = NewSection(deps, p.scroll.Settle, nil)
	p.scroll.SetContent(kit.Pad(kit.MaxWidth(p.section.Content(), columnWidth), 4, 18, 20, 18), false)
	top := kit.Row(8, 1, kit.NewButton("←  "+kit.T("submissions.back"), deps.Shell.Back), p.title)
	p.content = kit.Dock(kit.VBox(0, kit.Pad(top, 14, 18, 10, 18)), nil, p.scroll)
	return p
}

// columnWidth keeps lines short enough to read.
const columnWidth = 860

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{{Name: kit.T("submissions.new"), Key: fyne.KeyO, Do: func() { p.ask(nil) }}}
}

// Leaving implements kit.Leaver.
func (p *Page) Leaving() { p.deps.Shell.Tasks().Cancel(p.section.slot) }

// Dropped implements kit.DropTarget.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) { p.ask(uievidence.Paths(uris)) }

func (p *Page) ask(files []string) {
	if p.section.state.writable() {
		p.section.Ask(submissions.Draft{Files: files})
	}
}

// Reload implements kit.Page.
func (p *Page) Reload() {
	kit.Run(p.deps.Shell.Tasks(), "submissions/page", func(ctx context.Context) (cases.Case, error) {
		return p.deps.Cases.Get(ctx, p.caseID)
	}, func(c cases.Case, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.deps.Shell.SetCurrentCase(c.ID)
		p.title.SetText(kit.T("submissions.title", "number", c.Number))
		p.section.Show(c.ID)
	})
}
