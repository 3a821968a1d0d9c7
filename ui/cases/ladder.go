package cases

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/records"
	"casefolio/ui/kit"
)

// ladder is the section of the ladder and the side ways: how high the case
// stands, what runs beside it, and what the facts suggest.
func (s *inspector) ladder(f file) fyne.CanvasObject {
	p, b := s.page, f.board
	fixed := !f.c.DeletedAt.IsZero()
	rows := []fyne.CanvasObject{s.rungs(b, fixed)}
	if n := len(b.Ladder); n > 0 {
		last := b.Ladder[n-1].Is
		rows = append(rows, kit.Small(oneLine(joinWords(p.zones().Stamp(last.At), last.Reason))).Wrapped())
	}
	for _, open := range []bool{true, false} {
		for _, e := range b.Branches {
			if e.Is.Open() == open {
				rows = append(rows, s.branch(f, e, fixed))
			}
		}
	}
	if !fixed {
		rows = append(rows, s.offers(b))
	}
	return section("ladder", kit.T("steps.ladder"), rows...)
}

// rungs are the rungs of the ladder; a tap asks why the case goes there.
func (s *inspector) rungs(b cases.Board, fixed bool) fyne.CanvasObject {
	flow := kit.Flow(6)
	for i, r := range s.page.deps.Steps.Guide().Rungs {
		tone := kit.ToneNeutral
		if i > 0 && r.ID == b.Rung {
			tone = kit.ToneLate
		}
		var tap func()
		if !fixed && r.ID != b.Rung {
			tap = func() { s.page.askEscalate(b, r.ID) }
		}
		chip := kit.NewChip(r.Name(kit.Language()), tone, tap)
		chip.SetSelected(r.ID == b.Rung)
		flow.Add(chip)
	}
	return flow
}

// askEscalate asks for the reason of a step on the ladder, which may stay empty.
func (p *Page) askEscalate(b cases.Board, to string) {
	name := p.deps.Steps.Guide().RungName(to, kit.Language())
	reason := kit.NewEntry()
	reason.SetPlaceHolder(kit.T("cases.move.reason_hint"))
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("steps.escalate.title", "rung", name),
		kit.NewField(kit.T("cases.move.reason"), false, reason))
	do := func() {
		d.Hide()
		p.deed(func(ctx context.Context) error {
			_, err := p.deps.Steps.Escalate(ctx, b.Case.ID, to, reason.Text)
			return err
		}, kit.T("steps.escalated", "number", b.Case.Number, "rung", name))
	}
	reason.OnSubmitted = func(string) { do() }
	d.SetButtons(kit.NewButton(kit.T("cases.cancel"), d.Hide), kit.NewPrimary(kit.T("steps.escalate", "rung", name), do))
	d.Show()
	p.deps.Shell.Window().Canvas().Focus(reason)
}

// branch shows a side way: an open one with what is done about it, an ended one
// in a line.
func (s *inspector) branch(f file, e records.Entry[cases.Branch], fixed bool) fyne.CanvasObject {
	p, lang := s.page, kit.Language()
	t, _ := p.deps.Steps.Guide().Branch(e.Is.Kind)
	name := p.deps.Steps.Guide().BranchName(e.Is.Kind, lang)
	if !e.Is.Open() {
		words := kit.Muted(kit.T("steps.branch.ended", "branch", name, "time", p.zones().Stamp(e.Is.ClosedAt))).Wrapped()
		if fixed {
			return words
		}
		return kit.Row(4, 0, words, kit.NewQuiet(kit.T("steps.branch.again"), func() { p.endBranch(e, name, true) }))
	}
	rows := []fyne.CanvasObject{
		kit.Strong(name).Wrapped(),
		kit.Small(oneLine(joinWords(kit.T("steps.branch.since", "time", p.zones().Stamp(e.Is.OpenedAt)), aspectName(t, e.Is.Aspect)))).Wrapped(),
	}
	if e.Is.Post != nil {
		rows = append(rows, kit.Body(oneLine(p.postText(*e.Is.Post))).Wrapped())
	}
	if e.Is.Note != "" {
		rows = append(rows, paragraph(e.Is.Note))
	} else if !fixed {
		rows = append(rows, kit.Muted(t.Hint[lang]).Wrapped())
	}
	if !fixed {
		deeds := kit.Flow(4)
		for _, at := range t.Links {
			deeds.Add(kit.NewQuiet(kit.T("steps.at."+string(at)), func() { p.goToBranch(at, t) }))
		}
		deeds.Add(kit.NewQuiet(kit.T("steps.branch.edit"), func() { p.askBranch(f.c, e) }))
		deeds.Add(kit.NewQuiet(kit.T("steps.branch.end"), func() { p.endBranch(e, name, false) }))
		rows = append(rows, deeds)
	}
	return kit.Pad(kit.VBox(2, rows...), 4, 0, 2, 0)
}

func aspectName(t cases.BranchType, id string) string {
	return cases.Name(t.Aspects, id, kit.Language())
}

// postText says in a line how a public post stands.
func (p *Page) postText(post cases.Post) string {
	parts := []string{post.Where}
	if post.Stars > 0 {
		parts = append(parts, kit.T("steps.post.stars", "count", kit.Count(post.Stars)))
	}
	open := "steps.post.unanswered"
	if !post.AnsweredAt.IsZero() {
		open = "steps.post.answered"
	}
	parts = append(parts, kit.T(open))
	if !post.SolvedAt.IsZero() {
		parts = append(parts, kit.T("steps.post.solved"))
	}
	if post.Result != "" {
		parts = append(parts, kit.T("steps.post.result."+string(post.Result)))
	}
	return joinWords(parts...)
}

// endBranch ends a side way, or takes it up again.
func (p *Page) endBranch(e records.Entry[cases.Branch], name string, open bool) {
	done := kit.T("steps.branch.closed", "branch", name)
	if open {
		done = kit.T("steps.branch.opened", "branch", name)
	}
	p.deed(func(ctx context.Context) error {
		_, err := p.deps.Steps.EndBranch(ctx, e.ID, open)
		return err
	}, done)
}

// offers are the side ways that the facts suggest, and all others in a menu.
func (s *inspector) offers(b cases.Board) fyne.CanvasObject {
	lang := kit.Language()
	flow := kit.Flow(6)
	for _, t := range b.Offered {
		flow.Add(kit.NewChip(kit.T("steps.branch.take", "branch", t.Name(lang)), kit.ToneInfo, func() { s.page.takeBranch(b.Case.ID, t) }))
	}
	var other *kit.Button
	other = kit.NewQuiet(kit.T("steps.branch.other"), func() { s.branchMenu(other, b) })
	flow.Add(other)
	return flow
}

// branchMenu offers every side way that is not open.
func (s *inspector) branchMenu(at fyne.CanvasObject, b cases.Board) {
	var items []*fyne.MenuItem
	for _, t := range s.page.deps.Steps.Guide().Branches {
		if !slices.ContainsFunc(b.Branches, func(e records.Entry[cases.Branch]) bool { return e.Is.Kind == t.ID && e.Is.Open() }) {
			items = append(items, fyne.NewMenuItem(t.Name(kit.Language()), func() { s.page.takeBranch(b.Case.ID, t) }))
		}
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.page.deps.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}

// takeBranch takes a side way.
func (p *Page) takeBranch(caseID string, t cases.BranchType) {
	p.deed(func(ctx context.Context) error {
		_, err := p.deps.Steps.TakeBranch(ctx, caseID, t.ID)
		return err
	}, kit.T("steps.branch.opened", "branch", t.Name(kit.Language())))
}

// rungBadge is what the head and the list say of a case that left the lowest
// rung or is hard; empty for all others.
func (d Deps) rungBadge(m cases.Marks) string {
	parts := []string{}
	if m.Rung != "" {
		parts = append(parts, d.Steps.Guide().RungName(m.Rung, kit.Language()))
	}
	if m.Hard {
		parts = append(parts, kit.T("steps.hard"))
	}
	return joinWords(parts...)
}

// marks are what the list shows of the case of a board.
func (d Deps) marks(b cases.Board) (m cases.Marks) {
	if d.Steps.Guide().Rung(b.Rung) > 0 {
		m.Rung = b.Rung
	}
	m.Hard = slices.ContainsFunc(b.Branches, func(e records.Entry[cases.Branch]) bool {
		return e.Is.Kind == cases.HardCase && e.Is.Open()
	})
	return m
}
