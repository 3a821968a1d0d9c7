package ledger

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/returns"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// returning is the lower part: the way of the goods back, what is next, and what
// the buyer can be told.
func (p *Pane) returning() fyne.CanvasObject {
	t := p.state.track
	head := kit.Row(8, 0, kit.Heading(kit.T("ledger.returns")))
	if t.Now != "" {
		head.Add(stateBadge(t))
	}
	box := kit.VBox(10, head)
	if t.Now == "" {
		box.Add(kit.Muted(kit.T("ledger.returns.empty")).Wrapped())
	} else {
		box.Add(p.way(t))
	}
	if p.Writable {
		box.Add(p.nextSteps(t))
	}
	if len(t.Steps) > 0 {
		box.Add(p.steps(t.Steps))
		box.Add(p.sentence(t))
	}
	if len(t.Earlier) > 0 {
		box.Add(kit.Small(kit.T("ledger.returns.earlier")))
		box.Add(p.steps(t.Earlier))
	}
	return box
}

func stateBadge(t returns.Track) fyne.CanvasObject {
	tone := kit.ToneInfo
	switch t.Now {
	case returns.Refunded:
		tone = kit.ToneGood
	case returns.Declined, returns.Cancelled:
		tone = kit.ToneNeutral
	}
	return kit.NewBadge(stateText(t.Now), tone)
}

// way shows the seven states side by side: reached with its day, the present
// one, skipped, to come. Without room for all their names the bars stand alone:
// the badge above names the present one, the list below the others.
func (p *Pane) way(t returns.Track) fyne.CanvasObject {
	cells := container.New(&wayLayout{})
	reached := -1
	for _, e := range t.Steps {
		reached = max(reached, e.Is.State.Index())
	}
	for _, s := range returns.Way() {
		step, there := t.At(s)
		bar, ink, below := theme.ColorLine, theme.ColorMuted, ""
		switch {
		case s == t.Now && !t.Over:
			bar, ink, below = theme.ColorAccent, theme.ColorInk, kit.T("ledger.way.now", "date", p.shortDay(step.Is.At))
		case there:
			bar, ink, below = theme.ColorGood, theme.ColorInk, kit.T("ledger.way.done", "date", p.shortDay(step.Is.At))
		case s.Index() < reached:
			below = kit.T("ledger.way.skipped")
		}
		cells.Add(kit.OnColor(bar, kit.Spacer(0, barHeight)))
		cells.Add(kit.VBox(3, kit.Small(stateText(s)).Whole().Colored(ink).Bold(s == t.Now), kit.Small(below).Whole()))
	}
	return cells
}

func (p *Pane) shortDay(t time.Time) string { return t.In(p.deps.Now().Location()).Format("01-02") }

// nextSteps offers what may follow, the likeliest first, with what is due.
func (p *Pane) nextSteps(t returns.Track) fyne.CanvasObject {
	flow := kit.Flow(8)
	for i, s := range t.Next {
		words := kit.T("ledger.next." + string(s))
		deed := func() { p.askStep(returns.Entry{Is: returns.Step{State: s}}) }
		switch {
		case i == 0 && t.Now != "" && !t.Over:
			flow.Add(kit.NewPrimary(words, deed))
		case i == 0:
			flow.Add(kit.NewButton(words, deed))
		default:
			flow.Add(kit.NewQuiet(words, deed))
		}
	}
	if t.Due.IsZero() {
		return flow
	}
	color := theme.ColorMuted
	text := kit.T("ledger.due", "time", p.stamp(t.Due))
	if t.Due.Before(p.deps.Now()) {
		color, text = theme.ColorLate, kit.T("ledger.overdue", "time", p.stamp(t.Due))
	}
	return kit.VBox(6, kit.Body(text).Wrapped().Colored(color), flow)
}

// steps lists steps, each with what can be done about it.
func (p *Pane) steps(all []returns.Entry) fyne.CanvasObject {
	rows := kit.VBox(8)
	for i, e := range all {
		if i > 0 {
			rows.Add(kit.Hairline())
		}
		rows.Add(p.step(e))
	}
	return kit.NewCard(rows)
}

func (p *Pane) step(e returns.Entry) fyne.CanvasObject {
	words := kit.VBox(2, kit.Strong(stateText(e.Is.State)))
	var parts []string
	if e.Is.Tracking != "" {
		parts = append(parts, kit.T("ledger.step.tracking", "number", oneLine(e.Is.Tracking)))
	}
	if e.Is.Note != "" {
		parts = append(parts, oneLine(e.Is.Note))
	}
	if len(parts) > 0 {
		words.Add(kit.Small(strings.Join(parts, " · ")).Wrapped())
	}
	row := uievidence.Beside(leastWords, kit.Row(10, 1, kit.Small(p.stamp(e.Is.At)).Whole(), words))
	if e.Is.Cost.Given() {
		row.Add(kit.Strong(signed(minus(e.Is.Cost))).Whole())
	}
	if p.Writable {
		row.Add(deeds(func() { p.askStep(e) }, func() { p.removeStep(e) }))
	}
	return row
}

func (p *Pane) removeStep(e returns.Entry) {
	p.Do(func(ctx context.Context) error { return p.deps.Returns.Remove(ctx, e.ID) }, func(back kit.Back) {
		p.Did(back, kit.T("ledger.removed", "what", stateText(e.Is.State)))
	})
}

// sentence is what the buyer can be told, in their language, with its meaning in
// the seller's beside it.
func (p *Pane) sentence(t returns.Track) fyne.CanvasObject {
	rules := p.deps.Returns.Rules()
	lang := p.lang
	if lang == "" {
		lang = rules.LanguageFor(p.Case.BuyerZone)
	}
	flow := kit.Flow(6)
	for _, l := range rules.Languages {
		chip := kit.NewChip(l.Name, kit.ToneNeutral, func() {
			p.lang = l.ID
			p.fill(true)
		})
		chip.SetSelected(l.ID == lang)
		flow.Add(chip)
	}
	text := p.say(t, lang)
	rows := kit.VBox(8, kit.Row(8, 0, kit.Strong(kit.T("ledger.tell")), kit.NewButton(kit.T("ledger.copy"), func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
		p.deps.Shell.Toast(kit.T("ledger.copied"))
	})), flow, kit.Selectable(text))
	if own := kit.Language(); own != lang {
		rows.Add(kit.Small(p.say(t, own)).Wrapped())
	}
	return kit.NewCard(rows)
}

// say fills the sentence; its days are those of the buyer's calendar where the
// zone is known.
func (p *Pane) say(t returns.Track, lang string) string {
	zone := p.deps.Now().Location()
	if z := kit.ZonesOf(zone, p.Case.BuyerZone).Buyer; z != nil {
		zone = z
	}
	step, _ := t.At(t.Now)
	said := returns.Said{Order: oneLine(p.Case.Order), At: step.Is.At, Due: t.Due, Amount: step.Is.Cost, Tracking: oneLine(step.Is.Tracking)}
	return p.deps.Returns.Rules().Sentence(t.Now, lang, said, zone)
}
