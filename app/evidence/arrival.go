package evidence

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"
)

// Arrival is the day on which a carrier expects to deliver, as the original of a
// tracking record names it, at noon of that day in UTC; false where it names none,
// or one whose day and month could change places. Of several the last counts, and
// of a span its end.
func (s *Service) Arrival(ctx context.Context, exhibitID string) (day time.Time, ok bool, err error) {
	e, lines, err := s.trackLines(ctx, exhibitID)
	if err != nil || e.Kind != Tracking {
		return day, false, err
	}
	day, ok = s.readers.track.arrival(lines, e.EventAt)
	return day, ok, nil
}

// mostBefore is how many bytes may stand between the label and its day: signs,
// a weekday, "by".
const mostBefore = 24

// arrival reads the lines of a page; seen is when the parcel was seen last, for
// days without a year.
func (r *trackReader) arrival(lines []line, seen time.Time) (day time.Time, ok bool) {
	lines = lines[:min(len(lines), sampleLines)]
	for i, l := range lines {
		rest, found := r.afterArrival(l.text)
		if !found {
			continue
		}
		if strings.TrimFunc(rest, isBlankOrMark) == "" && i+1 < len(lines) {
			rest = lines[i+1].text // the label has a line of its own
		}
		if at, has := r.lastDay(rest, seen); has {
			day, ok = at, true
		}
	}
	return day, ok
}

// afterArrival is what stands behind a label of the expected delivery.
func (r *trackReader) afterArrival(text string) (rest string, ok bool) {
	if len(text) > 400 {
		return "", false
	}
	folded := strings.ReplaceAll(strings.ToLower(text), "_", " ")
	if len(folded) != len(text) {
		text = folded
	}
	end := -1
	for _, word := range r.arrivals {
		if at := strings.Index(folded, word); at >= 0 && at+len(word) > end && wordStart(folded[:at]) {
			end = at + len(word)
		}
	}
	if end < 0 {
		return "", false
	}
	return strings.TrimLeft(text[end:], "\"':：=>|,;- \t"), true
}

// lastDay is the day that a text begins with, or the end of the span of days.
func (r *trackReader) lastDay(text string, seen time.Time) (day time.Time, ok bool) {
	var last stamp
	at := 0
	for limit := mostBefore; at < len(text) && limit > 0; {
		c := &cursor{s: text, i: at}
		if s, has := r.dates.date(c, true); has && c.i > at {
			last, ok = s, true
			at, limit = c.i, 8 // "20 - 24 Nov", "to"
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at, limit = at+size, limit-size
	}
	if !ok {
		return day, false
	}
	return last.noon(seen)
}

// noon is the noon of a day in UTC. A day without a year is the one nearest to
// when the parcel was seen.
func (s stamp) noon(seen time.Time) (time.Time, bool) {
	order := s.order
	if order == orderOpen {
		dmy, mdy := s.valid(orderDMY), s.valid(orderMDY)
		switch {
		case dmy && mdy && s.n[0] != s.n[1]:
			return time.Time{}, false
		case dmy:
			order = orderDMY
		default:
			order = orderMDY
		}
	}
	if s.noYear {
		if seen.IsZero() {
			return time.Time{}, false
		}
		s.n[2] = seen.Year()
		if order == orderDMY || order == orderMDY {
			if at, ok := s.in12(order); ok && at.Before(seen.AddDate(0, -6, 0)) {
				s.n[2]++
			}
		}
	}
	return s.in12(order)
}

func (s stamp) in12(o dateOrder) (time.Time, bool) {
	if !s.valid(o) {
		return time.Time{}, false
	}
	y, m, d := s.ymd(o)
	return time.Date(y, time.Month(m), d, 12, 0, 0, 0, time.UTC), true
}

// wordStart tells whether a word can begin behind a text: "eta" is no part of
// "details".
func wordStart(before string) bool {
	last := lastRune(before)
	return last < 'a' || last > 'z'
}
