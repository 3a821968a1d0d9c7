package today

import (
	"context"
	"path/filepath"

	"casefolio/app/deadlines"
	"casefolio/ui/kit"
)

func (p *Page) open() {
	if i, ok := p.marked(); ok {
		p.deps.Shell.Go(kit.Route{Page: kit.PageCases, ID: i.CaseID})
	}
}

// done ends the marked item, or opens its case where that is done there.
func (p *Page) done() {
	i, ok := p.marked()
	if !ok || p.deeds.Done(i) {
		return
	}
	p.deps.Shell.Toast(kit.T("today.done_there", "number", i.Number))
	p.open()
}

func (p *Page) snooze() {
	if i, ok := p.marked(); ok && i.Kind != deadlines.Hard {
		p.deeds.Snooze(i)
	}
}

func (p *Page) wait() {
	if i, ok := p.marked(); ok {
		p.deeds.Wait(i.CaseID, i.Zone)
	}
}

// reply leads to what is written to the buyer of the marked case.
func (p *Page) reply() {
	if i, ok := p.marked(); ok && p.deps.Reply != nil {
		p.deps.Reply(i.CaseID)
	}
}

// paper writes the list on paper.
func (p *Page) paper() {
	if p.deps.Paper == nil {
		return
	}
	bar := p.deps.Shell.Progress(kit.T("today.printing"), nil)
	kit.Run(p.deps.Shell.Tasks(), "", p.deps.Paper, func(path string, err error) {
		bar.Close()
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.deps.Shell.Toast(kit.T("today.printed", "name", filepath.Base(path)), p.fileActions(path)...)
	})
}

// fileActions are what can be done with a file that was written.
func (p *Page) fileActions(path string) []kit.Action {
	var actions []kit.Action
	add := func(key string, do func(string) error) {
		if do == nil {
			return
		}
		actions = append(actions, kit.Action{Label: kit.T(key), Do: func() {
			kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
				return struct{}{}, do(path)
			}, func(_ struct{}, err error) { p.deps.Shell.ShowError(err) })
		}})
	}
	add("today.file.open", p.deps.Open)
	add("today.file.print", p.deps.Print)
	return actions
}

// askCalendar asks whether buyers may be named in a file that other programs
// read, and where it goes.
func (p *Page) askCalendar() {
	names := kit.NewCheck(kit.T("today.calendar.names"), false, nil)
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("today.calendar.title"),
		kit.VBox(10, kit.Body(kit.T("today.calendar.body")).Wrapped(), names))
	d.SetButtons(kit.NewButton(kit.T("kit.cancel"), d.Hide), kit.NewPrimary(kit.T("today.calendar.verb"), func() {
		d.Hide()
		kit.ChooseSave(p.deps.Shell, kit.T("today.calendar.title"), p.deps.Folder, "casefolio.ics", func(path string) {
			p.calendar(path, names.Checked)
		})
	}))
	d.Show()
}

func (p *Page) calendar(path string, names bool) {
	kit.Run(p.deps.Shell.Tasks(), "today/calendar", func(ctx context.Context) (int, error) {
		return p.deps.Calendar(ctx, path, names)
	}, func(items int, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.deps.Shell.Toast(kit.T("today.calendar.done", "count", kit.Count(items), "name", filepath.Base(path)))
	})
}
