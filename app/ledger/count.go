package ledger

import (
	"slices"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// Facts is what the ledger needs to know of a case.
type Facts struct {
	CaseID, Number, Order string // Order is the platform's order number
	Price                 money.Amount
	Cost, Recovered       money.Amount // as the case has them now
	Shop                  string       // the shop's currency
	Revision              int64        // of the case when it was read
}

// Currency is the one that a case is counted in: that of its order, else the
// shop's.
func (f Facts) Currency() string {
	if f.Price.Given() {
		return f.Price.Currency
	}
	return f.Shop
}

// Total is what was spent and what came back in one currency.
type Total struct{ Spent, Recovered money.Amount }

// Sums is what the lines of a case come to. Everything but Per and Shop is in
// Currency.
type Sums struct {
	Currency string
	// Cost and Recovered are those of the case: counted from its lines, or as
	// they were typed where there is no line of that side. They are not given
	// where nothing is known.
	Cost, Recovered               money.Amount
	CostCounted, RecoveredCounted bool
	Order                         money.Amount // spent on the order itself; zero without a line
	Left                          money.Amount // price − Order − Cost + Recovered; not given without a price
	Shop                          money.Amount // Cost − Recovered in the shop's currency; not given without a rate
	Per                           []Total      // what was spent on order and case, by currency, in the order of their codes
	Unrated                       int          // lines that have no rate into Currency and are counted nowhere but in Per
}

// In gives a line's amount in a currency. It is false for a line that has no
// rate into it.
func (l Line) In(currency string) (money.Amount, bool) {
	switch {
	case l.Amount.Currency == currency:
		return l.Amount, true
	case l.To != currency:
		return money.Amount{}, false
	}
	a, err := Convert(l.Amount, l.Rate, currency)
	return a, err == nil
}

// Count decides what a case costs. Each line is rounded by itself, so that the
// sums are those of the lines as they are shown. rate, which may be empty, leads
// from the currency of the case into the shop's. Sums that no amount can hold
// are the fault "ledger.large".
func Count(f Facts, rate string, lines []Line) (Sums, error) {
	s := Sums{Currency: f.Currency(), Cost: f.Cost, Recovered: f.Recovered}
	t := tally{currency: s.Currency, per: map[string]*Total{}}
	for _, l := range lines {
		t.add(l)
		s.CostCounted = s.CostCounted || l.Kind != Recovered && !l.Order
		s.RecoveredCounted = s.RecoveredCounted || l.Kind == Recovered
	}
	s.Order, s.Unrated = money.Amount{Minor: t.order, Currency: s.Currency}, t.unrated
	if s.CostCounted {
		s.Cost = t.sum(t.cost, t.costs)
	}
	if s.RecoveredCounted {
		s.Recovered = t.sum(t.recovered, t.recoveries)
	}
	for _, one := range t.per {
		s.Per = append(s.Per, *one)
	}
	slices.SortFunc(s.Per, func(a, b Total) int { return strings.Compare(a.Spent.Currency, b.Spent.Currency) })
	if t.large {
		return s, fault.New("ledger.large")
	}
	s.close(f, rate)
	return s, nil
}

// close counts what follows from cost and recovery. Typed sums of another
// currency follow into none, and what is too large for an amount stays not given.
func (s *Sums) close(f Facts, rate string) {
	ours := func(a money.Amount) bool { return !a.Given() || a.Currency == s.Currency }
	if !ours(s.Cost) || !ours(s.Recovered) {
		return
	}
	net := money.Amount{Minor: s.Cost.Minor - s.Recovered.Minor, Currency: s.Currency}
	if f.Price.Given() {
		s.Left = money.Amount{Minor: f.Price.Minor - s.Order.Minor - net.Minor, Currency: s.Currency}
	}
	switch {
	case s.Currency == f.Shop:
		s.Shop = net
	case rate != "":
		if a, err := Convert(net, rate, f.Shop); err == nil {
			s.Shop = a
		}
	}
}

// tally adds lines up.
type tally struct {
	currency               string
	order, cost, recovered int64
	costs, recoveries      int // lines that are counted
	per                    map[string]*Total
	unrated                int
	large                  bool
}

func (t *tally) add(l Line) {
	one := t.per[l.Amount.Currency]
	if one == nil {
		none := money.Amount{Currency: l.Amount.Currency}
		one = &Total{none, none}
		t.per[l.Amount.Currency] = one
	}
	side := &one.Spent.Minor
	if l.Kind == Recovered {
		side = &one.Recovered.Minor
	}
	t.plus(side, l.Amount.Minor)
	a, ok := l.In(t.currency)
	switch {
	case !ok:
		t.unrated++
	case l.Kind == Recovered:
		t.recoveries++
		t.plus(&t.recovered, a.Minor)
	case l.Order:
		t.plus(&t.order, a.Minor)
	default:
		t.costs++
		t.plus(&t.cost, a.Minor)
	}
}

// sum is not given where no line is counted in it.
func (t *tally) sum(minor int64, lines int) money.Amount {
	if lines == 0 {
		return money.Amount{}
	}
	return money.Amount{Minor: minor, Currency: t.currency}
}

// plus adds up to what an amount can hold.
func (t *tally) plus(sum *int64, minor int64) {
	if *sum += minor; *sum >= maxMinor {
		*sum, t.large = maxMinor-1, true
	}
}
