package deadlines_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"casefolio/app/deadlines"
)

// The reference knows no offsets and no shortcuts: it looks at the clock on the
// wall of a zone minute by minute.

// shown is what a clock on the wall shows.
type shown struct {
	day    deadlines.Day
	minute int
}

func look(t time.Time) shown {
	return shown{deadlines.DayOf(t), t.Hour()*60 + t.Minute()}
}

func (s shown) before(o shown) bool {
	if c := s.day.Compare(o.day); c != 0 {
		return c < 0
	}
	return s.minute < o.minute
}

// firstShowing walks to the first minute whose clock shows at least want.
func firstShowing(loc *time.Location, want shown) time.Time {
	t := time.Date(want.day.Year, want.day.Month, want.day.Day, 0, 0, 0, 0, time.UTC).Add(-15 * time.Hour).In(loc)
	for look(t).before(want) {
		t = t.Add(time.Minute)
	}
	return t
}

// desk walks through working time: it opens when the clock first shows From on
// a working day, and closes when it first shows To.
type desk struct {
	cal    deadlines.Calendar
	opens  map[deadlines.Day]time.Time
	closes map[deadlines.Day]time.Time
	there  map[deadlines.Day]bool
}

func newDesk(c deadlines.Calendar) *desk {
	return &desk{c, map[deadlines.Day]time.Time{}, map[deadlines.Day]time.Time{}, map[deadlines.Day]bool{}}
}

func (d *desk) works(day deadlines.Day) bool {
	there, known := d.there[day]
	if !known {
		there = deadlines.DayOf(firstShowing(d.cal.Zone, shown{day, 0})) == day
		d.there[day] = there
	}
	if !there { // the zone left it out
		return false
	}
	if d.cal.Working[day] {
		return true
	}
	weekday := time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Weekday()
	return !d.cal.Off[day] && slices.Contains(d.cal.WorkDays, (int(weekday)+6)%7+1)
}

func next(day deadlines.Day) deadlines.Day { return step(day, 1) }

func step(day deadlines.Day, n int) deadlines.Day {
	return deadlines.DayOf(time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n))
}

func (d *desk) hours(day deadlines.Day) (from, to time.Time) {
	if _, done := d.opens[day]; !done {
		last := day
		if d.cal.To <= d.cal.From {
			last = next(day)
		}
		end := shown{last, int(d.cal.To)}
		if d.cal.To == 24*60 {
			end = shown{next(last), 0}
		}
		d.opens[day] = firstShowing(d.cal.Zone, shown{day, int(d.cal.From)})
		d.closes[day] = firstShowing(d.cal.Zone, end)
	}
	return d.opens[day], d.closes[day]
}

// at tells of which working day a minute is; ok is false for one without work.
func (d *desk) at(t time.Time) (day deadlines.Day, ok bool) {
	today := deadlines.DayOf(t)
	for _, day := range []deadlines.Day{step(today, -2), step(today, -1), today} {
		if !d.works(day) {
			continue
		}
		from, to := d.hours(day)
		if !t.Before(from) && t.Before(to) {
			return day, true
		}
	}
	return today, false
}

// add counts a span from a whole minute.
func (d *desk) add(start time.Time, s deadlines.Span) time.Time {
	loc := d.cal.Zone
	t := start.In(loc)
	switch s.Unit {
	case deadlines.Minutes, deadlines.Hours:
		n := s.N
		if s.Unit == deadlines.Hours {
			n *= 60
		}
		for range n {
			t = t.Add(time.Minute)
		}
		return t
	case deadlines.Days, deadlines.Months:
		at := look(t)
		return firstShowing(loc, shown{later(at.day, s), at.minute})
	case deadlines.WorkMinutes, deadlines.WorkHours:
		n := s.N
		if s.Unit == deadlines.WorkHours {
			n *= 60
		}
		for n > 0 {
			if _, ok := d.at(t); ok {
				n--
			}
			t = t.Add(time.Minute)
		}
		return t
	}
	return d.days(t, s.N)
}

// later is a day so many days or months on, found by walking through the days.
func later(day deadlines.Day, s deadlines.Span) deadlines.Day {
	if s.Unit == deadlines.Days {
		for range s.N {
			day = next(day)
		}
		return day
	}
	want := day.Day
	for range s.N { // to the same month of the next, by its first day
		day.Day = 1
		month := day.Month
		for day.Month == month {
			day = next(day)
		}
	}
	for day.Day < want && next(day).Month == day.Month {
		day = next(day)
	}
	return day
}

func (d *desk) days(t time.Time, n int64) time.Time {
	day, ok := d.at(t)
	for !ok {
		t = t.Add(time.Minute)
		day, ok = d.at(t)
	}
	at := look(t)
	night := at.day != day
	for n > 0 {
		day = next(day)
		if from, to := d.hours(day); d.works(day) && from.Before(to) {
			n--
		}
	}
	from, to := d.hours(day)
	want := day
	if night {
		want = next(day)
	}
	due := firstShowing(d.cal.Zone, shown{want, at.minute})
	if due.Before(from) {
		return from
	}
	if due.After(to) {
		return to
	}
	return due
}

// changes are moments around which the clocks of a zone do something odd.
var changes = map[string][]string{
	"Asia/Shanghai":       {"2026-02-28T12:00:00Z", "2028-02-28T20:00:00Z"},
	"Europe/Berlin":       {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"},
	"America/New_York":    {"2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"},
	"Australia/Sydney":    {"2026-04-04T16:00:00Z", "2026-10-03T16:00:00Z"},
	"America/Sao_Paulo":   {"2018-11-04T03:00:00Z", "2018-02-18T02:00:00Z"}, // midnight itself was left out, and came twice
	"Australia/Lord_Howe": {"2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"}, // half an hour
	"Pacific/Apia":        {"2011-12-30T10:00:00Z"},                         // a day was left out
	"Asia/Kathmandu":      {"2026-12-31T18:00:00Z"},
	"America/St_Johns":    {"2026-03-08T05:30:00Z"},
	"Africa/Casablanca":   {"2026-02-15T02:00:00Z", "2026-03-22T02:00:00Z"},
}

func randomCalendar(r *rand.Rand, zone string, around deadlines.Day) deadlines.Calendar {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	c := deadlines.Calendar{Zone: loc, Off: map[deadlines.Day]bool{}, Working: map[deadlines.Day]bool{}}
	always := 1 + r.IntN(7) // a week without any work is a test of its own: the reference would count for ever
	for day := 1; day <= 7; day++ {
		if day == always || r.IntN(7) < 5 {
			c.WorkDays = append(c.WorkDays, day)
		}
	}
	hours := [][2]deadlines.Clock{{9 * 60, 18 * 60}, {0, 24 * 60}, {0, 0}, {22 * 60, 6 * 60}, {90, 150}, {120, 180}, {8 * 60, 12*60 + 30}, {23 * 60, 90}}
	h := hours[r.IntN(len(hours))]
	c.From, c.To = h[0], h[1]
	for range r.IntN(4) {
		c.Off[around.Add(r.IntN(12)-3)] = true
		c.Working[around.Add(r.IntN(12)-3)] = true
	}
	c.Working[around.Add(380)] = true
	return c
}

func TestAddAgreesWithTheReference(t *testing.T) {
	r, rounds := rand.New(rand.NewPCG(7, 2026)), 3
	if os.Getenv("CASEFOLIO_LONG") != "" {
		r, rounds = rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0)), 12
	}
	most := map[deadlines.Unit]int{
		deadlines.Minutes: 3000, deadlines.Hours: 60, deadlines.Days: 70, deadlines.Months: 30,
		deadlines.WorkMinutes: 1500, deadlines.WorkHours: 30, deadlines.WorkDays: 6,
	}
	for zone, moments := range changes {
		for _, text := range moments {
			moment, err := time.Parse(time.RFC3339, text)
			if err != nil {
				t.Fatal(err)
			}
			for range rounds {
				c := randomCalendar(r, zone, deadlines.DayOf(moment))
				d := newDesk(c)
				for _, unit := range deadlines.Units() {
					start := moment.Add(time.Duration(r.IntN(4*24*60)-3*24*60) * time.Minute)
					span := deadlines.Span{N: 1 + r.Int64N(int64(most[unit])), Unit: unit}
					want, got := d.add(start, span), deadlines.Add(start, span, c)
					if !got.Equal(want) {
						t.Fatalf("%s: %v + %v at %v-%v on %v, off %v, worked %v: got %v, want %v",
							zone, start.In(c.Zone), span, c.From, c.To, c.WorkDays, c.Off, c.Working, got, want)
					}
				}
			}
		}
	}
}

// Between is what Add takes away.
func TestBetweenAgreesWithTheReference(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for zone, moments := range changes {
		moment, _ := time.Parse(time.RFC3339, moments[0])
		c := randomCalendar(r, zone, deadlines.DayOf(moment))
		d := newDesk(c)
		from := moment.Add(-time.Duration(r.IntN(3000)) * time.Minute)
		to := from.Add(time.Duration(r.IntN(5000)) * time.Minute)
		var want time.Duration
		for at := from; at.Before(to); at = at.Add(time.Minute) {
			_, ok := d.at(at.In(c.Zone))
			if ok {
				want += time.Minute
			}
			if at.Minute()%5 == 0 && ok != c.Open(at) {
				t.Fatalf("%s: open at %v: %v", zone, at.In(c.Zone), !ok)
			}
		}
		if got := c.Between(from, to); got != want {
			t.Errorf("%s: %v to %v: got %v, want %v (%v)", zone, from.In(c.Zone), to.In(c.Zone), got, want, fmt.Sprint(c.From, c.To, c.WorkDays))
		}
	}
}

// A clock that stands still twice is over when as much time has passed outside
// of the pauses, counted minute by minute.
func TestPausesAgreeWithTheReference(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 5))
	for zone, moments := range changes {
		moment, _ := time.Parse(time.RFC3339, moments[0])
		for range 4 {
			c := randomCalendar(r, zone, deadlines.DayOf(moment))
			d := newDesk(c)
			start := moment.Add(-time.Duration(r.IntN(3000)) * time.Minute)
			at, pauses := start, [][2]time.Time{}
			for range 2 {
				from := at.Add(time.Duration(r.IntN(1500)) * time.Minute)
				at = from.Add(time.Duration(1+r.IntN(1500)) * time.Minute)
				pauses = append(pauses, [2]time.Time{from, at})
			}
			for _, unit := range []deadlines.Unit{deadlines.WorkMinutes, deadlines.Minutes} {
				span := deadlines.Span{N: 1 + r.Int64N(900), Unit: unit}
				want := start
				for left := span.N; left > 0; want = want.Add(time.Minute) {
					paused := slices.ContainsFunc(pauses, func(p [2]time.Time) bool { return !want.Before(p[0]) && want.Before(p[1]) })
					if _, works := d.at(want.In(c.Zone)); !paused && (works || unit == deadlines.Minutes) {
						left--
					}
				}
				if got := deadlines.Extend(deadlines.Add(start, span, c), span, c, pauses...); !got.Equal(want) {
					t.Errorf("%s: %v from %v, paused %v: got %v, want %v", zone, span, start, pauses, got, want)
				}
			}
		}
	}
}
