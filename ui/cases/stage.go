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

// move sets the stage and offers the way back; the journal keeps both.
func (p *Page) move(c cases.Case, to cases.Stage, reason string) {
	kit.Do(p.deps.Shell, c.ID, func(ctx context.Context) error {
		_, err := p.deps.Steps.Move(ctx, c.ID, to, reason)
		return err
	}, func(back kit.Back, err error) {
		p.changed(c.ID)
		switch {
		case fault.Is(err, "case.gate"): // something went missing since the page was read
			p.deps.Shell.Toast(kit.T("steps.gate.changed"))
		case err != nil:
			p.deps.Shell.ShowError(err)
		default:
			kit.Did(p.deps.Shell, kit.T("cases.moved", "number", c.Number, "stage", p.deps.stageName(to)), back)
		}
	})
}

// deed does something with the open case and says so, with the way back; done may
// be empty.
func (p *Page) deed(do func(context.Context) error, done string) {
	id, ok := p.writable()
	if !ok {
		return
	}
	kit.Do(p.deps.Shell, id, do, func(back kit.Back, err error) {
		p.changed(id)
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		if done != "" {
			kit.Did(p.deps.Shell, done, back)
		}
	})
}
