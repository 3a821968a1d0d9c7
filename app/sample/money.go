package sample

import (
	"cmp"
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/returns"
)

// sum is a line of the ledger, in the currency of the case.
type sum struct {
	moment
	Kind   ledger.Kind `json:"kind"`
	Amount string      `json:"amount"`
	From   string      `json:"from"`
	Order  bool        `json:"order"`
	Note   string      `json:"note"`
}

// turn is a step of a return.
type turn struct {
	moment
	State    returns.State `json:"state"`
	Cost     string        `json:"cost"`
	Tracking string        `json:"tracking"`
}

// spend plans the money of a case and the steps of its return. What was before
// the case was filed is written down with it.
func (d *director) spend(s *scene, filed *cases.Case) (err error) {
	amount := func(text string) (money.Amount, error) {
		if text == "" {
			return money.Amount{}, nil
		}
		return money.Parse(text, filed.Amount.Currency)
	}
	for _, m := range s.Money {
		err = cmp.Or(err, d.since(s.Filed, m.moment, func(ctx context.Context, at time.Time) error {
			a, err := amount(m.Amount)
			if err != nil {
				return err
			}
			_, err = d.app.Ledger.Add(ctx, filed.ID, ledger.Line{Kind: m.Kind, Amount: a, At: at, From: m.From, Order: m.Order, Note: m.Note})
			return err
		}))
	}
	for _, r := range s.Returns {
		err = cmp.Or(err, d.since(s.Filed, r.moment, func(ctx context.Context, at time.Time) error {
			a, err := amount(r.Cost)
			if err != nil {
				return err
			}
			is := returns.Step{State: r.State, At: at, Cost: a, Tracking: r.Tracking, Due: d.app.Returns.Rules().DueAfter(r.State, at)}
			_, err = d.app.Returns.Add(ctx, filed.ID, is, returns.Exchange{})
			return err
		}))
	}
	return err
}

// since plans a deed about something that was at m, but not before the case was
// filed.
func (d *director) since(filed, m moment, do func(ctx context.Context, at time.Time) error) error {
	begin, err := d.at(filed)
	if err != nil {
		return err
	}
	at, err := d.at(m)
	deed := at
	if deed.Before(begin) {
		deed = begin.Add(time.Minute)
	}
	d.steps = append(d.steps, step{deed, func(ctx context.Context) error { return do(ctx, at) }})
	return err
}
