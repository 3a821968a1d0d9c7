package tables

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/safefile"
	"casefolio/app/tables"
	"casefolio/ui/kit"
)

// outcome is the last step: what came of the table and what can be done next.
func (p *Page) outcome() fyne.CanvasObject {
	i := p.done
	kind := string(i.Kind)
	column := kit.VBox(12, kit.Heading(kit.T("tables.done."+kind)), p.counts(i))
	if wanted := p.plan.Counts.New; i.Kind == tables.Complaints && i.New < wanted {
		column.Add(kit.Body(kit.T("tables.stopped", "count", kit.Count(i.New), "total", kit.Count(wanted))).Wrapped())
	}
	column.Add(kit.Body(kit.T("tables.done.next." + kind)).Wrapped())
	deeds := kit.Flow(8, kit.NewPrimary(kit.T("tables.again"), p.restart))
	if i.Kind == tables.Complaints {
		deeds.Add(kit.NewButton(kit.T("tables.tocases"), func() { p.deps.Shell.Go(kit.Route{Page: kit.PageCases}) }))
		if i.New > 0 {
			deeds.Add(kit.NewButton(kit.T("tables.undo"), func() { p.undo(i) }))
		}
	}
	column.Add(deeds)
	return kit.Scroll(kit.Pad(kit.MaxWidth(column, columnWidth), 18, 18, 24, 18))
}

// undo puts the cases of an import into the trash, after asking.
func (p *Page) undo(i tables.Import) {
	body := kit.T("tables.undo.body", "count", kit.Count(i.New))
	p.deps.Shell.Confirm(kit.T("tables.undo.title"), body, kit.T("tables.undo"), true, func() {
		tasks := p.deps.Shell.Tasks()
		progress := p.deps.Shell.Progress(kit.T("tables.undo.running"), func() { tasks.Cancel(slotTake) })
		kit.Run(tasks, slotTake, func(ctx context.Context) (int, error) {
			return p.deps.Tables.Undo(ctx, i.ID, progress.Set)
		}, func(n int, err error) {
			progress.Close()
			if err != nil {
				p.deps.Shell.ShowError(err)
				return
			}
			p.deps.Shell.Toast(kit.T("tables.undone", "count", kit.Count(n)))
			p.restart()
		})
	})
}

// reportDeed adds the button that saves the remarks, where there are any.
func (p *Page) reportDeed(deeds []fyne.CanvasObject) []fyne.CanvasObject {
	for _, l := range p.plan.Lines {
		if len(l.Remarks) > 0 {
			return append(deeds, kit.NewButton(kit.T("tables.report"), p.askReport))
		}
	}
	return deeds
}

func (p *Page) askReport() {
	name := strings.TrimSuffix(p.table.FileName, filepath.Ext(p.table.FileName)) + "-" + kit.T("tables.report.name") + ".csv"
	kit.ChooseSave(p.deps.Shell, kit.T("tables.report.save"), filepath.Dir(p.path), name, p.saveReport)
}

// saveReport writes the file under another name first, so that it is whole or
// not there.
func (p *Page) saveReport(path string) {
	plan := p.plan
	heads := [2]string{kit.T("tables.report.row"), kit.T("tables.report.problem")}
	kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
		return struct{}{}, writeReport(path, plan, heads)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.deps.Shell.Toast(kit.T("tables.report.saved", "path", path))
	})
}

func writeReport(path string, plan *tables.Plan, heads [2]string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".casefolio-*.part")
	if err != nil {
		return err
	}
	err = tables.WriteReport(f, plan, heads, Sentence)
	if end := safefile.Finish(f); err == nil {
		err = end
	}
	if err == nil {
		err = safefile.Move(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error is the one worth telling
	}
	return err
}
