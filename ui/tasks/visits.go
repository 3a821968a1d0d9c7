package tasks

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/tasks"
	"casefolio/ui/kit"
)

// visits is the lower part: how the buyer was asked, and what they said.
func (p *Pane) visits() fyne.CanvasObject {
	head := kit.Row(8, 0, kit.Heading(kit.T("tasks.visits")))
	if p.Writable {
		head.Add(kit.NewButton(kit.T("tasks.visit.new"), func() { p.askVisit(tasks.VisitEntry{}) }))
	}
	box := kit.VBox(10, head)
	all := p.state.sheet.Visits
	if len(all) == 0 {
		box.Add(kit.Muted(kit.T("tasks.visits.empty")).Wrapped())
		return box
	}
	rows := kit.VBox(8)
	for i, e := range slices.Backward(all) {
		if i < len(all)-1 {
			rows.Add(kit.Hairline())
		}
		rows.Add(p.visit(e, i == len(all)-1))
	}
	box.Add(kit.NewCard(rows))
	return box
}

// visit is one of them; next is only told of the last.
func (p *Pane) visit(e tasks.VisitEntry, last bool) fyne.CanvasObject {
	v, lang := e.Is, kit.Language()
	head := kit.Row(8, 0, kit.Strong(joined(p.stamp(v.At), oneLine(cases.Name(p.deps.Lists.Channels, v.Channel, lang)))))
	if v.Solved != "" {
		head.Add(kit.NewBadge(kit.T("tasks.solved."+string(v.Solved)), solvedTone(v.Solved)))
	}
	if p.Writable {
		head.Add(kit.NewQuiet(kit.T("tasks.edit"), func() { p.askVisit(e) }))
		head.Add(kit.NewQuiet(kit.T("tasks.remove"), func() { p.removeVisit(e) }))
	}
	lines := kit.VBox(3, head)
	for _, said := range []string{scoreText(p.deps.Lists, v.Score), reviewText(v)} {
		if said != "" {
			lines.Add(kit.Body(said).Wrapped())
		}
	}
	if v.Said != "" {
		lines.Add(kit.Body(v.Said).Wrapped())
	}
	if v.OpenPoints != "" {
		lines.Add(kit.Body(kit.T("tasks.visit.open", "text", v.OpenPoints)).Wrapped())
	}
	if v.Reopened {
		lines.Add(kit.Small(kit.T("tasks.visit.reopened")))
	}
	if last && !v.Next.IsZero() {
		due, ink := p.dueText(deadlines.Item{Kind: deadlines.FollowUp, Due: v.Next})
		lines.Add(kit.Body(kit.T("tasks.visit.next", "time", due)).Wrapped().Colored(ink))
	}
	return lines
}

func solvedTone(v tasks.Validity) kit.Tone {
	switch v {
	case tasks.Yes:
		return kit.ToneGood
	case tasks.No:
		return kit.ToneLate
	}
	return kit.ToneSoon
}

func scoreText(lists *cases.Lists, score int) string {
	if score == 0 {
		return ""
	}
	return kit.T("tasks.visit.score", "score", cases.Name(lists.Satisfactions, kit.Count(score), kit.Language()))
}

// reviewText says what became of the review.
func reviewText(v tasks.Visit) string {
	if v.Review == "" {
		return ""
	}
	text := kit.T("tasks.review." + string(v.Review))
	switch {
	case v.ReviewBefore != 0 && v.ReviewAfter != 0:
		return joined(text, kit.T("tasks.review.stars", "before", kit.Count(v.ReviewBefore), "after", kit.Count(v.ReviewAfter)))
	case v.ReviewBefore != 0:
		return joined(text, kit.T("tasks.review.before", "stars", kit.Count(v.ReviewBefore)))
	}
	return text
}

func (p *Pane) removeVisit(e tasks.VisitEntry) {
	p.Do(func(ctx context.Context) error { return p.deps.Tasks.RemoveVisit(ctx, e.ID) }, func(back kit.Back) {
		p.Did(back, kit.T("tasks.visit.removed"))
	})
}

// pick is a choice among a few, all in sight, that may be none: tapping the
// chosen one takes it back.
type pick struct {
	row   *fyne.Container
	now   string
	chips map[string]*kit.Chip
	told  func() // after a change; may be nil
}

func newPick(all []choice, now string) *pick {
	p := &pick{row: kit.Flow(6), now: now, chips: map[string]*kit.Chip{}}
	for _, one := range all {
		chip := kit.NewChip(one.name, kit.ToneNeutral, func() { p.choose(one.id) })
		p.chips[one.id] = chip
		p.row.Add(chip)
	}
	p.mark()
	return p
}

func (p *pick) choose(id string) {
	if p.now == id {
		id = ""
	}
	p.now = id
	p.mark()
	if p.told != nil {
		p.told()
	}
}

func (p *pick) mark() {
	for id, chip := range p.chips {
		chip.SetSelected(id == p.now)
	}
}
