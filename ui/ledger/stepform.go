package ledger

import (
	"context"
	"time"

	"casefolio/app/returns"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// stepForm is where a step of a return is kept or changed.
type stepForm struct {
	*dialog
	is            returns.Entry // an empty id: a new one
	first         time.Time     // the time that stood there, to the second
	at, due       *kit.Entry
	cost          *kit.Entry
	currency      *kit.Combo
	rate          *rateField
	tracking      *kit.Entry
	note          *kit.Entry
	trackingField bool
	guessed       string // the due time that the program put in
}

// askStep keeps a new step or changes one. Enter keeps it as it stands.
func (p *Pane) askStep(e returns.Entry) {
	f := &stepForm{dialog: p.ask(), is: e}
	at := e.Is.At
	if e.ID == "" {
		at = p.deps.Now()
	}
	box := kit.VBox(10)
	whenField, when := f.timeField(kit.T("ledger.step.at"), at, true, "return.time")
	f.at, f.first = when, at
	box.Add(whenField)
	f.note, f.tracking, f.cost = kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	f.currency = kit.NewCombo(currencies(p.state.book.Currency(), p.state.book.Shop))
	f.rate = newRateField(p)
	f.fillCost(e.Is)
	box.Add(f.Field(kit.T("ledger.step.cost."+costKey(e.Is.State)), false, kit.Row(8, 0, f.cost, kit.Sized(f.currency, 96, 0)),
		"money.amount", "money.currency", "return.cost", "ledger.large", "ledger.amount"))
	box.Add(f.rate.box)
	f.At(f.rate.field, "ledger.rate", "ledger.no_rate")
	if s := e.Is.State; s == returns.LabelSent || s == returns.OnItsWay || e.Is.Tracking != "" {
		f.tracking.SetText(f.firstTracking())
		box.Add(f.Field(kit.T("ledger.step.number"), false, f.tracking, "return.long"))
		f.trackingField = true
	}
	dueField, due := f.timeField(kit.T("ledger.step.due."+string(e.Is.State)), f.firstDue(at), false, "return.due")
	f.due, f.guessed = due, due.Text
	if !e.Is.State.Ends() {
		box.Add(dueField)
		f.at.OnChanged = func(string) { f.guessDue() }
	}
	f.note.SetText(e.Is.Note)
	box.Add(f.Field(kit.T("ledger.note"), false, f.note, "return.long"))
	verb := kit.T("ledger.save")
	title := stateText(e.Is.State)
	if e.ID == "" {
		title = kit.T("ledger.next." + string(e.Is.State))
	}
	done := "ledger.step.changed"
	if e.ID == "" {
		done = "ledger.step.added"
	}
	f.Show(title, verb, box, f.at, f.deed, func(back kit.Back) { p.Did(back, kit.T(done, "what", stateText(e.Is.State))) })
}

// costKey names what money there may be at a step.
func costKey(s returns.State) string {
	if s == returns.Refunded {
		return "refund"
	}
	return "freight"
}

// fillCost shows what a step cost. A new refund is offered with the order's
// price where nothing was paid back yet.
func (f *stepForm) fillCost(s returns.Step) {
	own := f.pane.state.book.Currency()
	f.currency.SetText(own)
	switch {
	case s.Cost.Given():
		f.cost.SetText(s.Cost.Decimal())
		f.currency.SetText(s.Cost.Currency)
	case f.is.ID == "" && s.State == returns.Refunded && f.pane.state.book.Price.Given() && !f.pane.state.book.Sums.CostCounted:
		f.cost.SetText(f.pane.state.book.Price.Decimal())
	}
	for _, e := range f.pane.state.book.Lines {
		if e.Is.Ref == s.Ref && s.Ref != "" {
			f.rate.keep(ledgerRate(e.Is))
		}
	}
	follow := func(string) {
		code := own
		if f.cost.Text != "" {
			code = currencyOf(f.cost, f.currency)
		}
		f.rate.ask(code, own)
	}
	follow("")
	f.cost.OnChanged, f.currency.OnChanged = follow, follow
}

// firstTracking is the number of the step, else that of the step before.
func (f *stepForm) firstTracking() string {
	if f.is.ID != "" || f.is.Is.Tracking != "" {
		return f.is.Is.Tracking
	}
	label, _ := f.pane.state.track.At(returns.LabelSent)
	return label.Is.Tracking
}

// firstDue is what is due after the step: as it was, or what is usual.
func (f *stepForm) firstDue(at time.Time) time.Time {
	if f.is.ID != "" {
		return f.is.Is.Due
	}
	return f.pane.deps.Returns.Rules().DueAfter(f.is.Is.State, at)
}

// guessDue moves the usual due time with the step, unless the seller typed one.
func (f *stepForm) guessDue() {
	if f.is.ID != "" || f.due.Text != f.guessed {
		return
	}
	if at, err := f.pane.typedTime(f.at, time.Time{}, true, "return.time"); err == nil {
		f.guessed = f.pane.stamp(f.firstDue(at))
		f.due.SetText(f.guessed)
	}
}

// deed is what keeps the step.
func (f *stepForm) deed() (func(context.Context) error, error) {
	p, e := f.pane, f.is
	var err error
	if e.Is.At, err = p.typedTime(f.at, f.first, true, "return.time"); err != nil {
		return nil, err
	}
	if !e.Is.State.Ends() {
		if e.Is.Due, err = p.typedTime(f.due, f.is.Is.Due, false, "return.due"); err != nil {
			return nil, err
		}
	}
	if e.Is.Cost, err = submissions.ParseAmount(f.cost.Text, f.currency.Text); err != nil {
		return nil, err
	}
	if e.Is.Note = f.note.Text; f.trackingField {
		e.Is.Tracking = f.tracking.Text
	}
	var x returns.Exchange
	if e.Is.Cost.Given() && e.Is.Cost.Currency != p.state.book.Currency() {
		r := f.rate.typed()
		x = returns.Exchange{Rate: r.Rate, Date: r.Date}
	}
	id := p.Case.ID
	return func(ctx context.Context) (err error) {
		if e.ID == "" {
			_, err = p.deps.Returns.Add(ctx, id, e.Is, x)
		} else {
			_, err = p.deps.Returns.Change(ctx, e, x)
		}
		return err
	}, nil
}
