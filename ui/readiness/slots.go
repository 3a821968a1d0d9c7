package readiness

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/programmes"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// progress is how much is there, and what the evidence of the case offers.
func (p *Page) progress() fyne.CanvasObject {
	r := p.state.now
	box := kit.VBox(8)
	if percent, ok := r.Percent(); ok {
		done, of := r.Required()
		box.Add(kit.Row(10, 0, kit.Heading(kit.T("readiness.count", "done", kit.Count(done), "of", kit.Count(of))),
			kit.Heading(kit.T("readiness.percent", "percent", kit.Count(percent))).Whole()))
		box.Add(kit.NewMeter(float32(percent)/100, false))
	} else if len(r.Slots) > 0 {
		box.Add(kit.Heading(kit.T("readiness.count.none")))
	}
	if done, of := r.Optional(); of > 0 {
		row := kit.Flow(8, kit.Small(kit.T("readiness.count.optional", "done", kit.Count(done), "of", kit.Count(of))).Whole())
		if !r.Programme.EvidenceVerified && !r.Programme.Own && !r.Programme.OwnEvidence {
			row.Add(kit.NewBadge(kit.T("readiness.fact.evidence_unverified"), kit.ToneSoon))
		}
		box.Add(row)
	}
	if n := len(p.state.offers); n > 0 && p.state.writable() {
		box.Add(kit.Row(8, 0, kit.Body(kit.T("readiness.offers", "count", kit.Count(n))).Wrapped().Colored(theme.ColorInfo),
			kit.NewButton(kit.T("readiness.offers.accept"), p.acceptAll)))
	}
	return box
}

// acceptAll links everything that is offered, as one deed.
func (p *Page) acceptAll() {
	marks := make([]programmes.Mark, 0, len(p.state.offers))
	for _, o := range p.state.offers {
		marks = append(marks, programmes.Mark{Key: o.Key, ExhibitID: o.Exhibit.ID})
	}
	p.link(kit.T("readiness.linked.many", "count", kit.Count(len(marks))), marks)
}

// link ties exhibits to slots and offers the way back.
func (p *Page) link(done string, marks []programmes.Mark) {
	caseID := p.state.c.ID
	p.do(func(ctx context.Context) error { return p.deps.Programmes.Link(ctx, caseID, marks...) }, p.say(done))
}

// slots is the card of the evidence asked for, in the order of the programme.
func (p *Page) slots() fyne.CanvasObject {
	rows := kit.VBox(10)
	for i, s := range p.state.now.Slots {
		if i > 0 {
			rows.Add(kit.Hairline())
		}
		rows.Add(p.slot(s))
	}
	if len(rows.Objects) == 0 {
		rows.Add(kit.Muted(kit.T("readiness.no_evidence")).Wrapped())
	}
	return kit.NewCard(rows)
}

func (p *Page) slot(s programmes.Slot) fyne.CanvasObject {
	sign, word, tone := slotSigns(s)
	label := kit.Strong(p.deps.label(s.Item)).Wrapped()
	mark := kit.Strong(sign).Whole()
	switch {
	case s.Missing():
		label.Colored(theme.ColorLate)
		mark.Colored(theme.ColorLate)
	case s.Satisfied():
		mark.Colored(theme.ColorGood)
	}
	box := kit.VBox(4, kit.Row(8, 1, kit.Sized(mark, 16, 0), label, kit.NewBadge(word, tone)))
	indented := kit.VBox(4)
	if note := oneLine(s.NoteIn(kit.Language())); note != "" {
		indented.Add(kit.Small(note).Wrapped())
	}
	if s.Waived && !s.Satisfied() {
		indented.Add(kit.Muted(kit.T("readiness.waived.reason", "reason", oneLine(s.Reason))).Wrapped())
	}
	indented.Add(p.slotDeeds(s))
	box.Add(kit.Pad(indented, 0, 0, 0, 24))
	return box
}

// slotSigns says how a slot stands, by a sign, a word and a tone.
func slotSigns(s programmes.Slot) (sign, word string, tone kit.Tone) {
	word = kit.T("readiness.optional")
	if s.Required {
		word = kit.T("readiness.required")
	}
	switch {
	case s.Satisfied():
		return "✓", word, kit.ToneGood
	case s.Waived:
		return "–", kit.T("readiness.waived"), kit.ToneNeutral
	case s.Required:
		return "○", kit.T("readiness.missing"), kit.ToneLate
	}
	return "○", word, kit.ToneNeutral
}

// slotDeeds are what is linked, what is offered and what else can be done.
func (p *Page) slotDeeds(s programmes.Slot) fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, e := range s.Exhibits {
		flow.Add(level(kit.NewChip(exhibitText(e, 24), kit.ToneInfo, func() {
			p.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: e.ID})
		})))
	}
	if !p.state.writable() {
		return flow
	}
	offered := false
	for _, o := range p.state.offers {
		if o.Key != s.Key {
			continue
		}
		if !offered {
			flow.Add(level(kit.Pad(kit.Small(kit.T("readiness.offer.lead")).Whole(), 3, 0, 0, 0)))
			offered = true
		}
		flow.Add(level(kit.NewChip(kit.T("readiness.offer", "exhibit", exhibitText(o.Exhibit, 24)), kit.ToneNeutral, func() {
			p.link(kit.T("readiness.linked", "label", p.deps.label(s.Item)), []programmes.Mark{{Key: s.Key, ExhibitID: o.Exhibit.ID}})
		})))
	}
	flow.Add(kit.NewQuiet(kit.T("readiness.link"), func() { p.askLink(s) }))
	switch {
	case s.Satisfied():
	case s.Waived:
		flow.Add(kit.NewQuiet(kit.T("readiness.unwaive"), func() { p.unwaive(s) }))
	default:
		flow.Add(kit.NewQuiet(kit.T("readiness.waive"), func() { p.askWaive(s) }))
	}
	return flow
}

func (p *Page) unwaive(s programmes.Slot) {
	caseID := p.state.c.ID
	p.do(func(ctx context.Context) error { return p.deps.Programmes.Unwaive(ctx, caseID, s.Key) }, nil)
}

// level brings what is lower than a button to the middle of its line.
func level(o fyne.CanvasObject) fyne.CanvasObject { return kit.Pad(o, 5, 0, 0, 0) }
