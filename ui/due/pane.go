package due

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Pane is the section of the clocks beside a case.
type Pane struct {
	deps     Deps
	deeds    *Deeds
	c        cases.Case
	writable bool
	all      bool // stopped clocks are shown, too
	items    []deadlines.Item
	content  *fyne.Container
}

var _ kit.CasePane = (*Pane)(nil)

// NewPane returns an empty section; changed is told of a case that it changed.
func NewPane(deps Deps, changed func(caseID string)) *Pane {
	p := &Pane{deps: deps, deeds: NewDeeds(deps, changed), content: container.NewStack()}
	if deps.Minute != nil {
		deps.Minute(p.fill)
	}
	return p
}

// Content implements kit.CasePane.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Show implements kit.CasePane. What was shown stays until the clocks are read,
// so that what stands below does not jump.
func (p *Pane) Show(c cases.Case, writable bool) {
	if c.ID != p.c.ID {
		p.all = false
	}
	p.c, p.writable = c, writable
	kit.Run(p.deps.Shell.Tasks(), "due/case", func(ctx context.Context) ([]deadlines.Item, error) {
		return p.deps.Clocks.Case(ctx, c.ID)
	}, func(items []deadlines.Item, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.items = items
		p.fill()
	})
}

func (p *Pane) fill() {
	if p.c.ID == "" {
		return
	}
	box := kit.VBox(6)
	now := p.deps.Now()
	stopped := 0
	for _, i := range p.items {
		if i.Stopped && !p.all {
			stopped++
			continue
		}
		box.Add(p.row(i, now))
		box.Add(kit.Hairline())
	}
	if len(p.items) == 0 {
		box.Add(kit.Muted(kit.T("due.section.none")).Wrapped())
	}
	if stopped > 0 {
		box.Add(kit.HBox(0, kit.NewQuiet(kit.T("due.section.stopped", "count", kit.Count(stopped)), func() {
			p.all = true
			p.fill()
		})))
	}
	if p.writable {
		box.Add(p.foot())
	}
	p.content.Objects = []fyne.CanvasObject{kit.NewFold("due", kit.T("due.section"), p.urgent(now), box)}
	p.content.Refresh()
}

// urgent says how long there is still for what is due first.
func (p *Pane) urgent(now time.Time) string {
	var first deadlines.Item
	for _, i := range p.items {
		if i.Running() && i.Kind != deadlines.Waiting && !i.Due.IsZero() && !i.Snoozed.After(now) && (first.Due.IsZero() || i.Due.Before(first.Due)) {
			first = i
		}
	}
	if first.Due.IsZero() {
		return ""
	}
	return Words().Left(first, now)
}

// row is one clock: what, how long still, when for both, and where it comes
// from.
func (p *Pane) row(i deadlines.Item, now time.Time) fyne.CanvasObject {
	t, state := Words(), words.StateOf(i, now)
	left := kit.Strong(t.Left(i, now)).Whole().Colored(ink(state))
	head := kit.Row(8, 0, kit.Body(t.Title(i)).Wrapped(), left)
	if p.writable {
		var more *kit.Button
		more = kit.NewQuiet(kit.T("due.more"), func() { p.menu(more, i) })
		head.Add(more)
	}
	box := kit.VBox(1, head)
	if when := dates(t, i, now); when != "" {
		box.Add(kit.Small(when).Wrapped())
	}
	if why := t.Why(i); why != "" {
		box.Add(kit.Small(why).Wrapped())
	}
	if from := t.From(i, now); from != "" && !i.Stopped {
		box.Add(kit.Small(from).Wrapped())
	}
	if note := words.Note(i, kit.Language()); i.Kind != deadlines.Waiting && note != "" && state != words.Done {
		box.Add(kit.Small(note).Clamped(2))
	}
	if i.Snoozed.After(now) {
		box.Add(kit.Small(kit.T("due.snoozed.until", "time", t.Moment(i.Snoozed, now))).Wrapped().Colored(theme.ColorSoon))
	}
	return box
}

// dates writes when an item is to be sent and is due, for seller and buyer.
func dates(t words.Texts, i deadlines.Item, now time.Time) string {
	switch {
	case i.Stopped && !i.StoppedAt.IsZero():
		return kit.T("due.stopped.at", "time", t.Moment(i.StoppedAt, now))
	case i.Due.IsZero() || i.Stopped:
		return ""
	}
	s := t.Moment(i.Due, now)
	if b := t.Buyer(i.Due, now, i.Zone); b != "" {
		s += " · " + b
	}
	if i.Kind != deadlines.Waiting && i.SendBy.Before(i.Due) && i.SendBy.After(now) {
		s += " · " + kit.T("due.send_by", "time", t.Moment(i.SendBy, now))
	}
	return s
}

// foot holds what can be said about a case without an item.
func (p *Pane) foot() fyne.CanvasObject {
	id, zone := p.c.ID, p.c.BuyerZone
	flow := kit.Flow(6)
	for _, i := range p.items {
		if i.Kind == deadlines.FirstResponse && i.Running() {
			flow.Add(kit.NewButton(kit.T("due.answered.button"), func() { p.deeds.Answered(id, time.Time{}) }))
		}
	}
	flow.Add(kit.NewButton(kit.T("due.wait.button"), func() { p.deeds.Wait(id, zone) }))
	flow.Add(kit.NewButton(kit.T("due.promise.button"), func() { p.deeds.Promise(id, zone) }))
	return kit.Pad(flow, 4, 0, 0, 0)
}

// menu offers the deeds on one clock.
func (p *Pane) menu(at fyne.CanvasObject, i deadlines.Item) {
	canvas := p.deps.Shell.Window().Canvas()
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", p.deeds.Offers(i, p.deps.Now())...), canvas, pos.AddXY(0, at.Size().Height))
}

// Offers lists what can be done about an item, the likeliest first.
func (d *Deeds) Offers(i deadlines.Item, now time.Time) []*fyne.MenuItem {
	var all []*fyne.MenuItem
	add := func(key string, do func()) { all = append(all, fyne.NewMenuItem(kit.T(key), do)) }
	if d.CanFinish(i) {
		add(DoneKey(i), func() { d.Done(i) })
	}
	switch i.Kind {
	case deadlines.FirstResponse:
		add("due.answered.earlier", func() { d.AnsweredEarlier(i.CaseID, i.Zone) })
	case deadlines.Promised:
		if !i.Stopped {
			add("due.move.menu", func() { d.Move(i) })
			add("due.break.menu", func() { d.Break(i) })
		}
	case deadlines.Unsent:
		if d.CanFinish(i) {
			if d.deps.Reply != nil {
				add("due.sent.how", func() { d.deps.Reply(i.CaseID) })
			}
			add("due.unsent.menu", func() { d.Drop(i) })
		}
	case deadlines.Waiting:
		add("due.move.menu", func() { d.Move(i) })
	case deadlines.Programme:
		if d.deps.Programmes != nil {
			add("due.type.menu", func() { d.Type(i) })
		}
	}
	switch {
	case i.Snoozed.After(now):
		add("due.wake.menu", func() { d.Wake(i) })
	case i.Running() && i.Kind != deadlines.Hard:
		add("due.snooze.menu", func() { d.Snooze(i) })
	}
	if i.Kind != deadlines.Waiting {
		add("due.wait.menu", func() { d.Wait(i.CaseID, i.Zone) })
	}
	return all
}

// DoneKey is the text of the deed that ends an item.
func DoneKey(i deadlines.Item) string {
	switch i.Kind {
	case deadlines.FirstResponse:
		return "due.answered.verb"
	case deadlines.Promised:
		return "due.keep.menu"
	case deadlines.Waiting:
		return "due.wait.end"
	case deadlines.Unsent:
		return "due.sent.menu"
	}
	return "due.finish.menu"
}
