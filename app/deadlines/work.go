package deadlines

import (
	"math"
	"time"
)

// idle is how many days without any work are looked through before working
// time counts as any other.
const idle = 366

// patience is how many days are looked through at most: hours of a few minutes
// would lead thousands of years on. After them working time counts as any other,
// as no span is longer.
const patience = longest * idle

// shift finds the first working time that ends after t: the day it belongs to
// and its bounds.
func (c *Calendar) shift(t time.Time) (d Day, from, to time.Time, ok bool) {
	d = DayOf(t).Add(-1) // a night that began yesterday may still run
	for range idle {
		if from, to = c.Hours(d); to.After(from) && to.After(t) {
			return d, from, to, true
		}
		d = d.Add(1)
	}
	return d, t, t, false
}

// work is the moment at which so much working time has passed since t.
func (c *Calendar) work(t time.Time, left time.Duration) time.Time {
	for end := t.AddDate(0, 0, patience); ; {
		_, from, to, ok := c.shift(t)
		if !ok || t.After(end) {
			return t.Add(left)
		}
		if from.After(t) {
			t = from
		}
		if room := to.Sub(t); left > room {
			left -= room
			t = to
			continue
		}
		return t.Add(left)
	}
}

// workDays is the moment n working days after t.
func (c *Calendar) workDays(t time.Time, n int) time.Time {
	d, from, _, ok := c.shift(t)
	if !ok {
		return wall(DayOf(t).Add(n), sinceMidnight(t), c.zone())
	}
	if from.After(t) {
		t = from
	}
	night := DayOf(t) != d // after midnight in hours that began the day before
	clock := sinceMidnight(t)
	for gone := 0; n > 0; d = d.Add(1) {
		if gone++; gone > idle {
			return wall(d.Add(n), clock, c.zone())
		}
		if next, end := c.Hours(d.Add(1)); end.After(next) {
			n, gone = n-1, 0
		}
	}
	from, to := c.Hours(d)
	if night {
		d = d.Add(1)
	}
	at := wall(d, clock, c.zone())
	if at.Before(from) {
		return from
	}
	if at.After(to) {
		return to
	}
	return at
}

// Between is how much working time lies between two moments; none where to is
// not after from. Without any working time in a year all of it counts, and so
// does what lies further on than a span can reach.
func (c *Calendar) Between(from, to time.Time) (sum time.Duration) {
	from = from.In(c.zone())
	for end := from.AddDate(0, 0, patience); from.Before(to); {
		_, opens, closes, ok := c.shift(from)
		if !ok || from.After(end) {
			return sum + min(to.Sub(from), math.MaxInt64-sum) // a duration ends after 292 years
		}
		if opens.After(from) {
			from = opens
		}
		if closes.After(to) {
			closes = to
		}
		if closes.After(from) {
			sum += closes.Sub(from)
		}
		from = closes
	}
	return sum
}

// Open tells whether t is working time.
func (c *Calendar) Open(t time.Time) bool {
	t = t.In(c.zone())
	_, from, _, ok := c.shift(t)
	return !ok || !from.After(t)
}

// extend moves a due date by the pauses between start and it, each as much as
// it took away of the time that was left. None brings it nearer: a pause in which
// nobody works takes nothing, also where the date is the opening of a day.
func extend(due time.Time, s Span, c Calendar, pauses []pause) time.Time {
	for _, p := range pauses {
		if !p.from.Before(due) {
			break
		}
		moved := p.to.Add(due.Sub(p.from)).In(c.zone())
		if s.Unit.works() {
			moved = c.work(p.to.In(c.zone()), c.Between(p.from, due))
		}
		if moved.After(due) {
			due = moved
		}
	}
	return due
}

// pause is a time in which a clock stands still.
type pause struct{ from, to time.Time }
