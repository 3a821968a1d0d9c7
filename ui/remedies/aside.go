package remedies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// fillLadder lists what was offered and answered, and what could come next.
func (p *Pane) fillLadder() {
	box := p.ladder
	box.Objects = []fyne.CanvasObject{kit.Heading(kit.T("remedies.ladder"))}
	for i, e := range p.state.offers {
		box.Add(p.rung(i+1, e))
	}
	if len(p.state.offers) == 0 {
		box.Add(kit.Muted(kit.T("remedies.ladder.empty")).Wrapped())
	}
	if next, ok := p.next(); ok {
		box.Add(kit.Muted(kit.T("remedies.ladder.next", "what", optionText(next.Option.Kind, next.Share),
			"left", signed(next.Left))).Wrapped())
	}
	box.Refresh()
}

// rung is one step of the ladder.
func (p *Pane) rung(n int, e records.Entry[remedies.Offer]) fyne.CanvasObject {
	zones := kit.ZonesOf(p.deps.Now().Location(), p.Case.BuyerZone)
	tone := kit.ToneSoon
	switch e.Is.Answer {
	case remedies.Accepted:
		tone = kit.ToneGood
	case remedies.Declined:
		tone = kit.ToneNeutral
	case remedies.Counter:
		tone = kit.ToneInfo
	}
	when := zones.Stamp(e.Is.OfferedAt)
	if e.Is.Channel != "" {
		when = kit.T("remedies.ladder.when", "time", when, "channel", cases.Name(p.deps.Lists.Channels, e.Is.Channel, kit.Language()))
	}
	rows := kit.VBox(3,
		kit.Row(8, 0, kit.Strong(kit.T("remedies.ladder.step", "n", strconv.Itoa(n), "what", optionWords(e.Is))).Wrapped(),
			kit.NewBadge(answerText(e.Is.Answer), tone)),
		kit.Small(when).Wrapped())
	if e.Is.Note != "" {
		rows.Add(kit.Body(e.Is.Note).Wrapped())
	}
	if e.Is.Text != "" {
		rows.Add(kit.Small(e.Is.Text).Clamped(2))
	}
	if p.Writable {
		rows.Add(p.rungDeeds(e))
	}
	return kit.NewCard(rows)
}

func (p *Pane) rungDeeds(e records.Entry[remedies.Offer]) fyne.CanvasObject {
	flow := kit.Flow(6)
	if e.Is.Answer != remedies.Open {
		flow.Add(kit.NewQuiet(kit.T("remedies.reopen"), func() { p.answer(e, remedies.Reply{Answer: remedies.Open}) }))
	} else {
		flow.Add(kit.NewChip(answerText(remedies.Accepted), kit.ToneGood, func() { p.answer(e, remedies.Reply{Answer: remedies.Accepted}) }))
		flow.Add(kit.NewChip(answerText(remedies.Declined), kit.ToneNeutral, func() { p.answer(e, remedies.Reply{Answer: remedies.Declined}) }))
		flow.Add(kit.NewChip(kit.T("remedies.answer.ask"), kit.ToneNeutral, func() { p.askAnswer(e) }))
	}
	flow.Add(kit.NewQuiet(kit.T("remedies.withdraw"), func() {
		p.Do(func(ctx context.Context) error { return p.deps.Remedies.Withdraw(ctx, e.ID) }, func(back kit.Back) {
			p.Did(back, kit.T("remedies.withdrawn", "what", optionWords(e.Is)))
		})
	}))
	return flow
}

// answer keeps what the buyer said, with a way back.
func (p *Pane) answer(e records.Entry[remedies.Offer], r remedies.Reply) {
	p.Do(func(ctx context.Context) error { return p.deps.Remedies.Answer(ctx, e.ID, r) }, func(back kit.Back) {
		p.Did(back, kit.T("remedies.answered", "what", optionWords(e.Is), "answer", answerText(r.Answer)))
	})
}

// next is the best option that was not offered yet.
func (p *Pane) next() (remedies.Ranked, bool) {
	if len(p.state.offers) == 0 {
		return remedies.Ranked{}, false
	}
	offered := map[remedies.Kind]bool{}
	for _, e := range p.state.offers {
		if e.Is.Answer == remedies.Accepted || e.Is.Answer == remedies.Open {
			return remedies.Ranked{}, false
		}
		offered[e.Is.Option.Kind] = true
	}
	for _, r := range p.sheet.Ranked {
		if !offered[r.Option.Kind] && (r.Verdict == remedies.First || r.Verdict == remedies.Next ||
			r.Verdict == remedies.Then || r.Verdict == remedies.Last) {
			return r, true
		}
	}
	return remedies.Ranked{}, false
}

// fillChoice shows what the buyer may choose from, and the way to say so.
func (p *Pane) fillChoice() {
	box, lines := p.choice, p.pickedLines()
	box.Objects = []fyne.CanvasObject{kit.Heading(kit.T("remedies.choice"))}
	for i, l := range lines {
		box.Add(kit.Body(kit.T("remedies.choice.item", "n", strconv.Itoa(i+1),
			"text", p.deps.Remedies.Rules().Sentence(l, kit.Language()))).Wrapped())
	}
	switch len(lines) {
	case 0:
		box.Add(kit.Muted(kit.T("remedies.choice.empty")).Wrapped())
	case 1:
		box.Add(kit.HBox(0, kit.NewPrimary(kit.T("remedies.choice.make_one"), p.askReply)))
	default:
		box.Add(kit.HBox(0, kit.NewPrimary(kit.T("remedies.choice.make"), p.askReply)))
	}
	box.Refresh()
}

// pickedLines are the picked options as they are worked out now.
func (p *Pane) pickedLines() []remedies.Line {
	var lines []remedies.Line
	for _, o := range p.picked {
		if r, ok := p.row(o); ok && r.Verdict != remedies.Never {
			lines = append(lines, r.Line)
		}
	}
	return lines
}

// fillPast tells how settled cases like this one went, with the size of the
// sample.
func (p *Pane) fillPast() {
	h, box := p.state.history, p.past
	box.Objects = []fyne.CanvasObject{kit.Heading(kit.T("remedies.past"))}
	if h.Cases == 0 {
		box.Add(kit.Muted(kit.T("remedies.past.none")).Wrapped())
	} else {
		box.Add(kit.Body(kit.T("remedies.past."+string(h.Like), "count", kit.Count(h.Cases))).Wrapped())
	}
	for _, o := range h.Outcomes {
		box.Add(kit.Body(p.outcomeText(o)).Wrapped())
	}
	box.Refresh()
}

func (p *Pane) outcomeText(o remedies.Outcome) string {
	line := kit.T("remedies.past.outcome", "remedy", cases.Name(p.deps.Lists.Remedies, o.Remedy, kit.Language()), "count", kit.Count(o.Cases))
	if o.Shares > 0 {
		line = kit.T("remedies.past.mean", "line", line, "share", remedies.Percent(o.MeanShare), "count", kit.Count(o.Shares))
	}
	if o.Scored > 0 {
		line = kit.T("remedies.past.satisfied", "line", line, "count", kit.Count(o.Satisfied), "of", kit.Count(o.Scored))
	}
	return line
}
