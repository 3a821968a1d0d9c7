package cases

import (
	"context"

	"casefolio/app/cases"
	"casefolio/ui/kit"
)

// stageNames are the six stages in the seller's language.
func (d Deps) stageNames() []string {
	names := make([]string, 0, 6)
	for _, s := range cases.Stages() {
		names = append(names, cases.Name(d.Lists.Stages, string(s), kit.Language()))
	}
	return names
}

// askMove asks for the reason of a move, which may stay empty, and moves.
func (p *Page) askMove(to cases.Stage) {
	c := p.file.c
	if _, ok := p.writable(); !ok || to == c.Stage {
		return
	}
	name := cases.Name(p.deps.Lists.Stages, string(to), kit.Language())
	key := "cases.move.forward"
	if to.Index() < c.Stage.Index() {
		key = "cases.move.back"
	}
	reason := kit.NewEntry()
	reason.SetPlaceHolder(kit.T("cases.move.reason_hint"))
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T(key, "stage", name),
		kit.NewField(kit.T("cases.move.reason"), false, reason))
	move := func() {
		d.Hide()
		p.move(c, to, reason.Text)
	}
	reason.OnSubmitted = func(string) { move() }
	d.SetButtons(kit.NewButton(kit.T("cases.cancel"), d.Hide), kit.NewPrimary(kit.T("cases.move.verb", "stage", name), move))
	d.Show()
	p.deps.Shell.Window().Canvas().Focus(reason)
}

// move sets the stage and offers the way back.
func (p *Page) move(c cases.Case, to cases.Stage, reason string) {
	from := c.Stage
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (cases.Case, error) {
		return p.deps.Cases.Move(ctx, c.ID, to, reason)
	}, func(now cases.Case, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.changed(c.ID)
		name := cases.Name(p.deps.Lists.Stages, string(to), kit.Language())
		p.deps.Shell.Toast(kit.T("cases.moved", "number", now.Number, "stage", name),
			kit.Action{Label: kit.T("cases.undo"), Do: func() { p.moveBack(now, from) }})
	})
}

// moveBack undoes a move; the journal keeps both.
func (p *Page) moveBack(c cases.Case, to cases.Stage) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (cases.Case, error) {
		return p.deps.Cases.Move(ctx, c.ID, to, kit.T("cases.move.undone"))
	}, func(now cases.Case, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.changed(c.ID)
		name := cases.Name(p.deps.Lists.Stages, string(to), kit.Language())
		p.deps.Shell.Toast(kit.T("cases.moved", "number", now.Number, "stage", name))
	})
}
