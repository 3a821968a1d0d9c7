package evidence

import "time"

// Doubt is why the time of a message may be off.
type Doubt string

// The doubts.
const (
	NoDoubt   Doubt = ""
	InGap     Doubt = "gap"       // clocks were put forward: that time never was
	Twice     Doubt = "overlap"   // clocks were put back: that time was twice, the first is taken
	Backwards Doubt = "backwards" // earlier than the message before it
	OffOrder  Doubt = "order"     // the date does not fit the order of the others
	NoYear    Doubt = "year"      // no year is written: the latest one that is possible is taken
)

// The problem codes of chats whose times are to be looked at.
const problemTimes = "times_doubtful"

// doubt tells what speaks against at, the instant that s was taken for. What
// states its zone is beyond doubt.
func (r *resolver) doubt(at time.Time, s stamp) Doubt {
	if at.IsZero() {
		return NoDoubt
	}
	if s.order == orderOpen && !s.noYear && !s.valid(r.order) {
		return OffOrder
	}
	if s.noYear {
		return NoYear
	}
	if s.zoned {
		return NoDoubt
	}
	return clockDoubt(at, s)
}

// clockDoubt compares the clock's reading at an instant with the one that was
// written, and looks for a second instant with the same reading.
func clockDoubt(at time.Time, s stamp) Doubt {
	if at.Minute() != s.m || at.Hour() != s.h%24 {
		return InGap
	}
	start, end := at.ZoneBounds()
	_, offset := at.Zone()
	if !start.IsZero() {
		_, before := start.Add(-time.Second).Zone()
		if at.Sub(start) < time.Duration(before-offset)*time.Second {
			return Twice
		}
	}
	if !end.IsZero() {
		_, after := end.Zone()
		if end.Sub(at) <= time.Duration(offset-after)*time.Second {
			return Twice
		}
	}
	return NoDoubt
}

// backStep is how far a message may stand before its forerunner without being
// marked: programs write what was sent at once in either order.
const backStep = 2 * time.Minute

// markBackwards marks messages that step back in time in a log that runs
// forward. A quoted head looks like this, and so does 12 o'clock written with
// the wrong half of the day.
func markBackwards(messages []Message) {
	var up, down int
	each := func(do func(m *Message, last time.Time)) {
		last := time.Time{}
		for i := range messages {
			m := &messages[i]
			if m.At.IsZero() || m.Doubt == InGap { // whose instant is made up
				continue
			}
			if !last.IsZero() {
				do(m, last)
			}
			last = m.At
		}
	}
	each(func(m *Message, last time.Time) {
		if m.At.After(last) {
			up++
		}
		if last.Sub(m.At) > backStep {
			down++
		}
	})
	if down == 0 || down > up {
		return // newest first, as some programs list them
	}
	each(func(m *Message, last time.Time) {
		if last.Sub(m.At) > backStep && m.Doubt == NoDoubt {
			m.Doubt = Backwards
		}
	})
}

// doubtful is the problem of a chat with doubtful times, or empty. A step back
// is a remark on its message only: chats are pasted in pieces.
func doubtful(messages []Message) string {
	for _, m := range messages {
		if m.Doubt != NoDoubt && m.Doubt != Backwards {
			return problemTimes
		}
	}
	return ""
}

// exampleOf is a date of which nothing but the seller knows the order.
func exampleOf(stamps []stamp) [3]int {
	for _, s := range stamps {
		if s.hasDate && s.order == orderOpen && s.n[0] != s.n[1] && s.valid(orderDMY) && s.valid(orderMDY) {
			return s.n
		}
	}
	for _, s := range stamps {
		if s.hasDate && s.order == orderOpen {
			return s.n
		}
	}
	return [3]int{}
}
