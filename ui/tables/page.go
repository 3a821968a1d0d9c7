// Package tables is the page that imports order reports, product lists and old
// complaint lists: choose a file, look over the columns, check the rows, take
// them, see what came of it.
package tables

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/shop"
	"casefolio/app/tables"
	"casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// PageName is the page's name in routes. Their ID is empty.
const PageName = "tables"

// Slots of the page's work: a newer wish ends the older one.
const (
	slotRead = "tables/read"
	slotPlan = "tables/plan"
	slotTake = "tables/take"
	slotPast = "tables/past"
)

// Deps is what the page needs.
type Deps struct {
	Shell  kit.Shell
	Tables *tables.Service
	Lists  *cases.Lists
	Shop   *shop.Service
	Now    func() time.Time
}

// step is where the seller is.
type step int

const (
	stepChoose step = iota
	stepColumns
	stepRows
	stepDone
)

// Page is the page.
type Page struct {
	deps    Deps
	step    step
	path    string
	table   *tables.Table
	mapping tables.Mapping
	plan    *tables.Plan
	done    tables.Import

	content *fyne.Container
	body    *fyne.Container
	deeds   *fyne.Container
	back    *kit.Button
	forward *kit.Button // nil where there is none
	choose  *choose
	columns *columns
}

// NewPage returns the page at its beginning.
func NewPage(deps Deps) *Page {
	p := &Page{deps: deps, body: container.NewStack(), deeds: kit.HBox(8)}
	p.choose = newChoose(p)
	p.back = kit.NewButton("", p.goBack)
	head := kit.Pad(kit.Row(8, 1, p.back, kit.Title(kit.T("tables.title")), p.deeds), 14, 18, 12, 18)
	p.content = kit.Dock(kit.VBox(0, head, kit.Hairline()), nil, p.body)
	p.show(stepChoose)
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Reload implements kit.Page.
func (p *Page) Reload() { p.choose.reload() }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("tables.keys.open"), Key: fyne.KeyO, Do: p.pick},
		{Name: kit.T("tables.keys.check"), Key: fyne.KeyReturn, Do: func() {
			if p.forward != nil && !p.forward.Disabled() {
				p.forward.OnTapped()
			}
		}},
	}
}

// Dropped implements kit.DropTarget: the first file is read.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) {
	if paths := evidence.Paths(uris); len(paths) > 0 {
		p.read(paths[0], "")
	}
}

// Leaving implements kit.Leaver. What has begun to be kept goes on.
func (p *Page) Leaving() {
	p.deps.Shell.Tasks().Cancel(slotRead)
	p.deps.Shell.Tasks().Cancel(slotPlan)
}

// show puts a step on the page.
func (p *Page) show(s step) {
	p.step, p.forward = s, nil
	var o fyne.CanvasObject
	var deeds []fyne.CanvasObject
	back := kit.T("tables.back.choose")
	switch s {
	case stepChoose:
		o, back = p.choose.object, kit.T("preview.back")
	case stepColumns:
		p.columns = newColumns(p)
		o = p.columns.object
		p.forward = kit.NewPrimary(kit.T("tables.check"), p.check).WithKeys(kit.ShortcutLabel(fyne.KeyReturn))
	case stepRows:
		o, back = newRows(p).object, kit.T("tables.back.columns")
		deeds = p.reportDeed(deeds)
		p.forward = kit.NewPrimary(kit.T("tables.take."+string(p.mapping.Kind), "count", kit.Count(p.toTake())), p.take).
			WithKeys(kit.ShortcutLabel(fyne.KeyReturn))
		if !p.plan.Takes() {
			p.forward.Disable()
		}
	case stepDone:
		o = p.outcome()
		deeds = p.reportDeed(deeds)
	}
	if p.forward != nil {
		deeds = append(deeds, p.forward)
	}
	p.back.SetText("←  " + back)
	p.deeds.Objects = deeds
	p.body.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
	if p.columns != nil && s == stepColumns {
		p.columns.settle()
	}
	if p.forward != nil && !p.forward.Disabled() {
		p.deps.Shell.Window().Canvas().Focus(p.forward)
	}
}

// toTake is how many orders, products or cases the plan has.
func (p *Page) toTake() int { return p.plan.Counts.New + p.plan.Counts.Changed + p.plan.Counts.Same }

func (p *Page) goBack() {
	switch p.step {
	case stepChoose:
		p.deps.Shell.Back()
	case stepRows:
		p.show(stepColumns)
	default:
		p.restart()
	}
}

// restart forgets the file.
func (p *Page) restart() {
	p.path, p.table, p.plan, p.columns = "", nil, nil, nil
	p.show(stepChoose)
	p.choose.reload()
}

func (p *Page) pick() {
	kit.ChooseFile(p.deps.Shell, kit.T("tables.pick"), []string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}, func(path string) {
		p.read(path, "")
	})
}

// opened is a file that was read, with the mapping that is suggested.
type opened struct {
	table   *tables.Table
	mapping tables.Mapping
}

// read reads a file, or another sheet of it.
func (p *Page) read(path, sheet string) {
	tasks := p.deps.Shell.Tasks()
	progress := p.deps.Shell.Progress(kit.T("tables.reading", "name", filepath.Base(path)), func() { tasks.Cancel(slotRead) })
	kit.Run(tasks, slotRead, func(ctx context.Context) (opened, error) {
		table, err := p.deps.Tables.Open(ctx, path, sheet)
		if err != nil {
			return opened{}, err
		}
		profile, err := p.deps.Shop.Profile(ctx)
		if err != nil {
			return opened{}, err
		}
		m, err := p.deps.Tables.Suggest(ctx, table, profile.Currency)
		return opened{table, m}, err
	}, func(o opened, err error) {
		progress.Close()
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.path, p.table, p.mapping = path, o.table, o.mapping
		p.show(stepColumns)
	})
}

// setKind maps the table as one of another kind.
func (p *Page) setKind(kind tables.Kind) {
	table, currency := p.table, p.mapping.Currency
	kit.Run(p.deps.Shell.Tasks(), slotPlan, func(ctx context.Context) (tables.Mapping, error) {
		return p.deps.Tables.SuggestAs(ctx, table, kind, currency)
	}, func(m tables.Mapping, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.mapping = m
		p.show(stepColumns)
	})
}

// check reads all rows and shows what would be made.
func (p *Page) check() {
	if !p.columns.ready() {
		return
	}
	table, mapping := p.table, p.mapping
	tasks := p.deps.Shell.Tasks()
	progress := p.deps.Shell.Progress(kit.T("tables.checking"), func() { tasks.Cancel(slotPlan) })
	kit.Run(tasks, slotPlan, func(ctx context.Context) (*tables.Plan, error) {
		return p.deps.Tables.DryRun(ctx, table, mapping)
	}, func(plan *tables.Plan, err error) {
		progress.Close()
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.plan = plan
		p.show(stepRows)
	})
}

// take keeps what the plan tells. Stopping keeps the cases that are made.
func (p *Page) take() {
	plan, tasks := p.plan, p.deps.Shell.Tasks()
	if tasks.Busy(slotTake) {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	progress := p.deps.Shell.Progress(kit.T("tables.taking"), cancel)
	kit.Run(tasks, slotTake, func(task context.Context) (tables.Import, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		i, err := p.deps.Tables.Take(ctx, plan, progress.Set)
		if errors.Is(err, context.Canceled) && i.ID != "" {
			err = nil // the rest is told by the counts
		}
		return i, err
	}, func(i tables.Import, err error) {
		progress.Close()
		if err != nil {
			p.deps.Shell.ShowError(err)
			if i.ID == "" {
				return
			}
		}
		if i.ID == "" { // stopped before anything was kept
			return
		}
		p.done = i
		p.show(stepDone)
	})
}
