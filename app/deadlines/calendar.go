package deadlines

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Day is a day of the calendar without a zone. It is written 2026-11-22.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day that the clock of t shows.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// ParseDay reads a day as it is written.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, errors.New("not a day such as 2026-11-22")
	}
	return DayOf(t), nil
}

// String writes the day.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText writes the day for JSON.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDay(string(b))
	return err
}

// Add is the day n days later.
func (d Day) Add(n int) Day {
	return DayOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC))
}

// Compare orders days.
func (d Day) Compare(o Day) int {
	return slices.Compare([]int{d.Year, int(d.Month), d.Day}, []int{o.Year, int(o.Month), o.Day})
}

// Weekday is 1 for Monday to 7 for Sunday.
func (d Day) Weekday() int {
	w := int(time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday())
	if w == 0 {
		return 7
	}
	return w
}

// Clock is a time of day in minutes after midnight, up to 1440 for its end. It
// is written 09:00.
type Clock int

// midnight is the end of a day.
const midnight Clock = 24 * 60

// ParseClock reads a time of day from 00:00 to 24:00.
func ParseClock(s string) (Clock, error) {
	if s == "24:00" {
		return midnight, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, errors.New("not a time such as 09:00")
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

// String writes the time of day.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes the time for JSON.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *Clock) UnmarshalText(b []byte) (err error) {
	*c, err = ParseClock(string(b))
	return err
}

// Calendar tells when there is work. A day is worked where it stands in
// Working, or where its weekday is in WorkDays and it is not in Off. The hours
// of a day begin at From; where To is not after From they end on the next day
// and belong to the day on which they began.
type Calendar struct {
	ID       string
	Zone     *time.Location // nil: UTC
	WorkDays []int          // 1 Monday to 7 Sunday
	From, To Clock
	Off      map[Day]bool
	Working  map[Day]bool
}

// Worked tells whether there is work on a day at all.
func (c *Calendar) Worked(d Day) bool {
	if c.Working[d] {
		return true
	}
	return !c.Off[d] && slices.Contains(c.WorkDays, d.Weekday())
}

// Hours is the time of work that began on a day: from its first moment to the
// first moment after. Both are the same where there is none, as on a day that
// the zone left out. On a day on which the clocks change they are longer or
// shorter than the clock says.
func (c *Calendar) Hours(d Day) (from, to time.Time) {
	begins := c.At(d, 0)
	if !c.Worked(d) || DayOf(begins) != d {
		return begins, begins
	}
	end := d
	if c.To <= c.From {
		end = d.Add(1)
	}
	return c.At(d, c.From), c.At(end, c.To)
}

// At is the first moment at which the clock of the calendar's zone shows at
// least this time of a day: of an hour that comes twice the first, of one that
// is left out the moment at which the clocks are put forward.
func (c *Calendar) At(d Day, at Clock) time.Time {
	return wall(d, time.Duration(at)*time.Minute, c.zone())
}

func (c *Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// wall is the first moment in loc whose clock shows at least the time of day.
func wall(d Day, sinceMidnight time.Duration, loc *time.Location) time.Time {
	shown := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Add(sinceMidnight) // as if the clock were UTC's
	// No zone is further than 16 hours from UTC, and none changes its clocks
	// twice in two days, so that these are the offsets before and after.
	_, before := shown.Add(-24 * time.Hour).In(loc).Zone()
	_, after := shown.Add(24 * time.Hour).In(loc).Zone()
	first := shown.Add(-time.Duration(before) * time.Second).In(loc)
	if before == after {
		return first
	}
	if _, off := first.Zone(); off == before { // before the change, or in the first of two hours
		return first
	}
	second := shown.Add(-time.Duration(after) * time.Second).In(loc)
	if _, off := second.Zone(); off == after {
		return second
	}
	changed, _ := first.ZoneBounds() // the hour is left out
	return changed.In(loc)
}

// addMonths is the same day n months later, or the last day of that month.
func (d Day) addMonths(n int) Day {
	first := DayOf(time.Date(d.Year, d.Month+time.Month(n), 1, 12, 0, 0, 0, time.UTC))
	last := DayOf(time.Date(first.Year, first.Month+1, 0, 12, 0, 0, 0, time.UTC))
	return Day{first.Year, first.Month, min(d.Day, last.Day)}
}

// sinceMidnight is the time of day that the clock of t shows.
func sinceMidnight(t time.Time) time.Duration {
	h, m, s := t.Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second +
		time.Duration(t.Nanosecond())
}
