package cases

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// stageNames are the six stages in the seller's language.
func (d Deps) stageNames() []string {
	names := make([]string, 0, 6)
	for _, s := range cases.Stages() {
		names = append(names, d.stageName(s))
	}
	return names
}

func (d Deps) stageName(s cases.Stage) string {
	return cases.Name(d.Lists.Stages, string(s), kit.Language())
}

// shownGaps is how many gaps the dialog names.
const shownGaps = 12

// askMove asks for the reason of a move. Where something is missing it says
// what, and then the reason is needed.
func (p *Page) askMove(to cases.Stage) {
	c := p.file.c
	if _, ok := p.writable(); !ok || to == c.Stage {
		return
	}
	gaps := p.file.board.Gaps(to)
	name := p.deps.stageName(to)
	title, verb := kit.T("cases.move.forward", "stage", name), kit.T("cases.move.verb", "stage", name)
	switch {
	case c.Stage == cases.Archive:
		title = kit.T("steps.reopen.title", "stage", name)
	case to.Index() < c.Stage.Index():
		title = kit.T("cases.move.back", "stage", name)
	case len(gaps) > 0:
		verb = kit.T("steps.still", "stage", name)
	}
	reason := kit.NewEntry()
	reason.SetPlaceHolder(kit.T("cases.move.reason_hint"))
	field := kit.NewField(kit.T("cases.move.reason"), false, reason)
	body := kit.VBox(12)
	if len(gaps) > 0 {
		field = kit.NewField(kit.T("steps.reason"), true, reason)
		body.Add(p.gapLines(gaps, to))
		body.Add(field)
		body.Add(p.reasonChips(reason))
	} else {
		body.Add(field)
	}
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), title, body)
	move := func() {
		if len(gaps) > 0 && oneLine(reason.Text) == "" {
			field.SetError(kit.T("steps.reason.needed"))
			return
		}
		d.Hide()
		p.move(c, to, reason.Text)
	}
	reason.OnSubmitted = func(string) { move() }
	d.SetButtons(kit.NewButton(kit.T("cases.cancel"), d.Hide), kit.NewPrimary(verb, move))
	d.Show()
	p.deps.Shell.Window().Canvas().Focus(reason)
}

// gapLines names what is missing, by stage where more than one is passed.
func (p *Page) gapLines(gaps []cases.Gap, to cases.Stage) fyne.CanvasObject {
	box := kit.VBox(3, kit.Muted(kit.T("steps.gaps", "count", kit.Count(len(gaps)))).Wrapped())
	stage := p.file.c.Stage
	for i, g := range gaps {
		if i == shownGaps {
			box.Add(kit.Muted(kit.T("steps.gaps.more", "count", kit.Count(len(gaps)-i))))
			break
		}
		if g.Stage != stage {
			stage = g.Stage
			box.Add(kit.Small(p.deps.stageName(stage)))
		}
		box.Add(kit.Body(kit.T("steps.point.open", "item", g.Item.Name(kit.Language()))).Wrapped().Colored(theme.ColorLate))
	}
	return box
}

// reasonChips fill in what is often the reason.
func (p *Page) reasonChips(into *kit.Entry) fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, r := range p.deps.Steps.Guide().Reasons {
		text := r.Name(kit.Language())
		flow.Add(kit.NewChip(text, kit.ToneNeutral, func() {
			into.SetText(text)
			p.deps.Shell.Window().Canvas().Focus(into)
		}))
	}
	return flow
}

// move sets the stage and offers the way back.
func (p *Page) move(c cases.Case, to cases.Stage, reason string) {
	p.moveStage(c, to, reason, func() []kit.Action {
		return []kit.Action{{Label: kit.T("cases.undo"), Do: func() {
			p.moveStage(c, c.Stage, kit.T("cases.move.undone"), func() []kit.Action { return nil })
		}}}
	})
}

// moveStage sets the stage; the journal keeps every move, the way back, too.
func (p *Page) moveStage(c cases.Case, to cases.Stage, reason string, actions func() []kit.Action) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (cases.Case, error) {
		return p.deps.Steps.Move(ctx, c.ID, to, reason)
	}, func(now cases.Case, err error) {
		p.changed(c.ID)
		switch {
		case fault.Is(err, "case.gate"): // something went missing since the page was read
			p.deps.Shell.Toast(kit.T("steps.gate.changed"))
		case err != nil:
			p.deps.Shell.ShowError(err)
		default:
			p.deps.Shell.Toast(kit.T("cases.moved", "number", now.Number, "stage", p.deps.stageName(to)), actions()...)
		}
	})
}

// deed does something with the open case and says so; done may be empty, and
// undo, when given, is offered as the way back.
func (p *Page) deed(do func(context.Context) error, done string, undo ...func(context.Context) error) {
	if id, ok := p.writable(); ok {
		p.deedOn(id, do, done, undo...)
	}
}

func (p *Page) deedOn(id string, do func(context.Context) error, done string, undo ...func(context.Context) error) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, do(ctx)
	}, func(_ struct{}, err error) {
		p.changed(id)
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		var actions []kit.Action
		for _, back := range undo {
			actions = append(actions, kit.Action{Label: kit.T("cases.undo"), Do: func() { p.deedOn(id, back, "") }})
		}
		if done != "" {
			p.deps.Shell.Toast(done, actions...)
		}
	})
}
