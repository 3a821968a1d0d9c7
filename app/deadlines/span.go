package deadlines

import (
	"strconv"
	"time"

	"casefolio/app/fault"
)

// Unit is what a span is counted in.
type Unit string

// The units. Minutes and hours run through nights and holidays; days and
// months keep the time of day; those of work count working time alone.
const (
	Minutes     Unit = "minutes"
	Hours       Unit = "hours"
	Days        Unit = "days"
	Months      Unit = "months"
	WorkMinutes Unit = "work_minutes"
	WorkHours   Unit = "work_hours"
	WorkDays    Unit = "work_days"
)

// Units lists the units.
func Units() []Unit {
	return []Unit{Minutes, Hours, Days, Months, WorkMinutes, WorkHours, WorkDays}
}

// works tells whether working time alone counts.
func (u Unit) works() bool { return u == WorkMinutes || u == WorkHours || u == WorkDays }

// Span is a length of time. The zero value is none.
type Span struct {
	N    int64 `json:"n"`
	Unit Unit  `json:"unit"`
}

// IsZero tells whether there is no span.
func (s Span) IsZero() bool { return s == Span{} }

// String writes the span as ParseSpan reads it: "2 work_days".
func (s Span) String() string {
	if s.IsZero() {
		return ""
	}
	return strconv.FormatInt(s.N, 10) + " " + string(s.Unit)
}

// longest bounds spans, in years; nothing that a seller or a rule counts is
// longer.
const longest = 20

// Check refuses what cannot be counted with the fault "due.span".
func (s Span) Check() error {
	most, known := map[Unit]int64{
		Minutes: longest * 366 * 24 * 60, Hours: longest * 366 * 24, Days: longest * 366, Months: longest * 12,
		WorkMinutes: 366 * 24 * 60, WorkHours: 366 * 24, WorkDays: 366,
	}[s.Unit]
	if s.IsZero() || known && s.N > 0 && s.N <= most {
		return nil
	}
	return fault.New("due.span")
}

// Add is the moment at which a span from start is over, in the zone of c.
//
//   - minutes and hours pass as on a stopwatch, whatever the clocks do;
//   - days and months lead to the same time of day. A day that the month does
//     not have becomes its last, a time that the clocks leave out the moment at
//     which they are put forward, one that comes twice the first;
//   - working minutes and hours pass only within the hours of c;
//   - working days begin at the next working moment and lead to the same time
//     of day so many working days later, or to the nearest time of work.
//
// This is the earliest of the ways in which such a period can be read, so that
// who keeps to it is never late. Without any working time in a year, working
// time passes as any other. A span that Check refuses takes no time.
func Add(start time.Time, s Span, c Calendar) time.Time {
	start = start.In(c.zone())
	if s.Check() != nil {
		return start
	}
	n := int(s.N)
	switch s.Unit {
	case Minutes:
		return start.Add(time.Duration(n) * time.Minute)
	case Hours:
		return start.Add(time.Duration(n) * time.Hour)
	case Days:
		return wall(DayOf(start).Add(n), sinceMidnight(start), c.zone())
	case Months:
		return wall(DayOf(start).addMonths(n), sinceMidnight(start), c.zone())
	case WorkMinutes:
		return c.work(start, time.Duration(n)*time.Minute)
	case WorkHours:
		return c.work(start, time.Duration(n)*time.Hour)
	case WorkDays:
		return c.workDays(start, n)
	}
	return start
}
