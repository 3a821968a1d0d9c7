package evidence

import "time"

// The problem code of a text whose dates could be read in two ways.
const problemOrder = "date_order_guessed"

// resolver turns stamps into instants, with one date order for the whole text.
type resolver struct {
	order   dateOrder
	guessed bool
	chosen  bool // the seller said so
	open    bool // the order of the numbers makes a difference
	zone    *time.Location
	now     time.Time
}

// newResolver finds in which order the numbers of a date stand. What settles it,
// in this order: numbers that are no day or month; a day of the week that is
// written beside them; an order that would put an
// entry into the future; an order in which the entries run to and fro while in
// another they run one way. Where nothing does, guessed is true and the order is
// a default: the day first, but the month where times are written 3:05 PM and
// dates with slashes, as in the United States, and the year where anything else
// would stretch the text over years.
func newResolver(stamps []stamp, zone *time.Location, now time.Time) *resolver {
	r := &resolver{order: orderDMY, zone: zone, now: now}
	var open []stamp
	for _, s := range stamps {
		if s.hasDate && s.order == orderOpen {
			open = append(open, s)
		}
		r.guessed = r.guessed || s.doubtful()
	}
	left := candidates(open)
	if len(open) == 0 || sameInAll(open, left) {
		return r
	}
	r.open = true
	for _, weigh := range []func([]stamp, dateOrder) int{invalid, offWeek, r.future, disorder} {
		var least int
		if left, least = lightest(left, open, weigh); len(left) == 1 {
			r.order = left[0]
			r.guessed = r.guessed || least > 0 // wrong somewhere: no order fits the whole text
			return r
		}
	}
	r.order = byHabit(left, open)
	// Short dates with the year first are so rare that the chance of one is no
	// doubt while nothing speaks for it.
	onlyShort := len(left) == 2 && (left[1] == orderYMD || left[1] == orderYDM) && r.order == left[0]
	r.guessed = r.guessed || !onlyShort
	return r
}

// newOrdered is newResolver with the order that the seller chose; empty: none.
func newOrdered(stamps []stamp, order Order, zone *time.Location, now time.Time) *resolver {
	r := newResolver(stamps, zone, now)
	if o, ok := orders[order]; ok {
		r.order, r.guessed, r.chosen = o, false, true
	}
	return r
}

// doubtful tells whether day and month of a date without a year could change
// places.
func (s stamp) doubtful() bool {
	return s.noYear && s.slash && max(s.n[0], s.n[1]) <= 12 && s.n[0] != s.n[1]
}

// candidates are the orders that a text could have; a short year stands first
// only where it could in every date, and the day behind it only where the month
// cannot.
func candidates(stamps []stamp) []dateOrder {
	first := orderYMD
	for _, s := range stamps {
		if !s.shortYear() {
			return []dateOrder{orderDMY, orderMDY}
		}
		if !s.valid(orderYMD) {
			first = orderYDM
		}
	}
	return []dateOrder{orderDMY, orderMDY, first}
}

// lightest keeps the orders with the least weight.
func lightest(orders []dateOrder, stamps []stamp, weigh func([]stamp, dateOrder) int) (kept []dateOrder, least int) {
	for i, o := range orders {
		switch w := weigh(stamps, o); {
		case i == 0 || w < least:
			kept, least = []dateOrder{o}, w
		case w == least:
			kept = append(kept, o)
		}
	}
	return kept, least
}

// sameInAll tells whether all dates are the same whichever order is taken.
func sameInAll(stamps []stamp, orders []dateOrder) bool {
	for _, s := range stamps {
		for _, o := range orders[1:] {
			if !s.in(o, time.UTC).Equal(s.in(orders[0], time.UTC)) {
				return false
			}
		}
	}
	return true
}

// byHabit chooses where the dates themselves settle nothing.
func byHabit(left []dateOrder, open []stamp) dateOrder {
	capital := 0
	for _, s := range open {
		if s.capital && s.slash {
			capital++
		}
	}
	choice := left[0]
	if capital*2 > len(open) && left[0] == orderDMY && left[1] == orderMDY {
		choice = orderMDY
	}
	if year := left[len(left)-1]; year == orderYMD && span(open, year)*8 < span(open, choice) {
		choice = year
	}
	return choice
}

// span is the time between the first and the last entry.
func span(stamps []stamp, o dateOrder) time.Duration {
	return stamps[len(stamps)-1].in(o, time.UTC).Sub(stamps[0].in(o, time.UTC)).Abs()
}

func invalid(stamps []stamp, o dateOrder) int {
	n := 0
	for _, s := range stamps {
		if !s.valid(o) {
			n++
		}
	}
	return n
}

// offWeek counts the dates that fall on another day of the week than the one
// that is written.
func offWeek(stamps []stamp, o dateOrder) int {
	n := 0
	for _, s := range stamps {
		if s.weekday != 0 && s.valid(o) && int(s.in(o, time.UTC).Weekday()) != s.weekday%7 {
			n++
		}
	}
	return n
}

func (r *resolver) future(stamps []stamp, o dateOrder) int {
	n := 0
	for _, s := range stamps {
		if s.in(o, r.zone).After(r.now.Add(48 * time.Hour)) {
			n++
		}
	}
	return n
}

// disorder counts the steps against the direction in which most entries run.
func disorder(stamps []stamp, o dateOrder) int {
	var up, down int
	var last time.Time
	for i, s := range stamps {
		at := s.in(o, time.UTC)
		if i > 0 && at.After(last) {
			up++
		}
		if i > 0 && at.Before(last) {
			down++
		}
		last = at
	}
	return min(up, down)
}

// at returns the instant of s; zero where it states no date.
func (r *resolver) at(s stamp) time.Time {
	if !s.hasDate {
		return time.Time{}
	}
	if s.noYear {
		return r.inYear(s)
	}
	o := r.order
	for _, other := range []dateOrder{orderDMY, orderMDY, orderYMD} {
		if s.order == orderOpen && !s.valid(o) {
			o = other
		}
	}
	return s.in(o, r.zone)
}

// inYear takes the latest year that does not lie in the future.
func (r *resolver) inYear(s stamp) time.Time {
	for year := r.now.Year(); year > r.now.Year()-8; year-- {
		t := s
		if t.n[2] = year; !t.valid(t.order) {
			continue
		}
		if at := t.in(t.order, r.zone); !at.After(r.now.Add(48 * time.Hour)) {
			return at
		}
	}
	return time.Time{}
}
