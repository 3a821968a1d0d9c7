// Package ledger keeps what a case costs and what came back: one line for each
// sum, in the currency it was paid in, counted in the currency of the case.
package ledger

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// Kind is what a sum was for.
type Kind string

// The kinds of lines. All but Recovered are spent; amounts are never negative.
const (
	Refund      Kind = "refund"
	Resend      Kind = "resend" // goods and freight of a second parcel as one sum
	FreightOut  Kind = "freight_out"
	FreightBack Kind = "freight_back"
	Goods       Kind = "goods"
	Fee         Kind = "fee"         // of the platform or of paying, not given back
	DisputeFee  Kind = "dispute_fee" // what a bank or platform charges for a dispute
	Coupon      Kind = "coupon"
	Other       Kind = "other"
	Recovered   Kind = "recovered"
)

// Kinds lists the kinds as they are offered, the commonest first.
func Kinds() []Kind {
	return []Kind{Refund, Resend, FreightBack, FreightOut, Goods, Fee, DisputeFee, Coupon, Other, Recovered}
}

// Payers lists who may have paid back what was recovered.
func Payers() []string { return []string{"carrier", "supplier", "insurance", "platform"} }

// Line is one sum.
type Line struct {
	Kind   Kind         `json:"kind"`
	Amount money.Amount `json:"amount"`
	// Rate is what one unit of Amount's currency is in To, as a decimal that the
	// seller typed; RateDate is the day it is of, "2026-11-09". All three are
	// empty for a sum in the currency of the case.
	Rate     string    `json:"rate,omitzero"`
	To       string    `json:"to,omitzero"`
	RateDate string    `json:"rate_date,omitzero"`
	At       time.Time `json:"at"`             // when it was paid, with the zone it was given in
	From     string    `json:"from,omitzero"`  // of Recovered: one of Payers, or empty
	Order    bool      `json:"order,omitzero"` // belongs to the order itself, not to the complaint
	Note     string    `json:"note,omitzero"`

	ExhibitID string `json:"exhibit,omitzero"` // the receipt, an exhibit of the case
	Ref       string `json:"ref,omitzero"`     // of the step of a return that it came with
}

// Entry is a line as it is kept.
type Entry = records.Entry[Line]

// Typed is what stood in a case as typed sums before its first line, so that it
// comes back with the removal of the last.
type Typed struct {
	Cost      money.Amount `json:"cost,omitzero"`
	Recovered money.Amount `json:"recovered,omitzero"`
}

// Rate is a rate of exchange that the seller typed.
type Rate struct {
	From string `json:"from"`
	To   string `json:"to"`
	Rate string `json:"rate"` // one unit of From in To
	Date string `json:"date"` // "2026-11-09"
}

// Lines is the kind of a line's record.
func Lines() records.Kind[Line] { return records.Kind[Line]{Name: "money", Check: (*Line).check} }

// TypedSums is the kind of the record that keeps typed sums.
func TypedSums() records.Kind[Typed] { return records.Kind[Typed]{Name: "money_typed"} }

// Rates is the kind of a rate's record: with a case the one into the shop's
// currency, without one the last that was typed for its two currencies.
func Rates() records.Kind[Rate] { return records.Kind[Rate]{Name: "money_rate", Check: (*Rate).check} }

// The limits of a line.
const (
	maxMinor = 1_000_000_000_000_000 // as money.Parse has it
	maxNote  = 2000                  // characters
	minYear  = 1990
	maxYear  = 2200
)

// dayLayout is how the day of a rate is written.
const dayLayout = "2006-01-02"

// names lists them as they are written in a command.
func names(all []Kind) string {
	text := ""
	for i, one := range all {
		if i > 0 {
			text += ", "
		}
		text += string(one)
	}
	return text
}

// check tidies a line. Its faults are "ledger.kind", "ledger.amount",
// "ledger.time", "ledger.rate", "ledger.note" and those of money.
func (l *Line) check() error {
	if !slices.Contains(Kinds(), l.Kind) {
		return fault.New("ledger.kind", "kind", string(l.Kind), "kinds", names(Kinds()))
	}
	code, err := money.ParseCurrency(l.Amount.Currency)
	if err != nil {
		return err
	}
	l.Amount.Currency = code
	if l.Amount.Minor <= 0 || l.Amount.Minor >= maxMinor {
		return fault.New("ledger.amount")
	}
	if y := l.At.Year(); y < minYear || y > maxYear {
		return fault.New("ledger.time")
	}
	if l.Kind != Recovered || !slices.Contains(Payers(), l.From) {
		l.From = ""
	}
	if l.Kind == Recovered {
		l.Order = false
	}
	if l.Note = strings.TrimSpace(strings.ToValidUTF8(l.Note, "\uFFFD")); utf8.RuneCountInString(l.Note) > maxNote {
		return fault.New("ledger.note")
	}
	return l.checkRate()
}

func (l *Line) checkRate() error {
	if l.To == l.Amount.Currency || l.Rate == "" {
		l.Rate, l.To, l.RateDate = "", "", ""
		return nil
	}
	r := Rate{l.Amount.Currency, l.To, l.Rate, l.RateDate}
	err := r.check()
	l.Rate, l.To, l.RateDate = r.Rate, r.To, r.Date
	return err
}

func (r *Rate) check() (err error) {
	if r.From, err = money.ParseCurrency(r.From); err != nil {
		return err
	}
	if r.To, err = money.ParseCurrency(r.To); err != nil {
		return err
	}
	if r.Rate, err = ParseRate(r.Rate); err != nil {
		return err
	}
	if r.Date != "" {
		if _, err := time.Parse(dayLayout, r.Date); err != nil {
			return fault.Wrap(err, "ledger.rate_date")
		}
	}
	return nil
}
