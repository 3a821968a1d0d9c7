package deadlines_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casefolio/app/deadlines"
)

func words(i deadlines.Item) deadlines.Words {
	return deadlines.Words{Summary: i.Title, Description: i.Text}
}

func TestICS(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	due := time.Date(2026, 11, 25, 18, 0, 0, 0, berlin)
	got := string(deadlines.ICS([]deadlines.Item{
		{Key: "promise:p1", Title: "\u627f\u8bfa; \u7ed9, \\label\r\nby post", Text: "note", Due: due, SendBy: due.Add(-time.Hour)},
		{Key: "task:t1", Title: "late", Due: now.Add(-time.Hour), SendBy: now.Add(-2 * time.Hour)},
		{Key: "wait:w1", Title: "open"},
		{Key: "promise:p2", Title: "kept", Due: due, Stopped: true},
	}, now, words))
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Casefolio//Deadlines//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
UID:promise:p1@casefolio
DTSTAMP:20261122T090000Z
DTSTART:20261125T170000Z
`+"SUMMARY:\u627f\u8bfa\\; \u7ed9\\, \\\\label\\nby post"+`
DESCRIPTION:note
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
`+"DESCRIPTION:\u627f\u8bfa\\; \u7ed9\\, \\\\label\\nby post"+`
TRIGGER;VALUE=DATE-TIME:20261125T160000Z
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:task:t1@casefolio
DTSTAMP:20261122T090000Z
DTSTART:20261122T080000Z
SUMMARY:late
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

// unfold puts folded lines together again, as RFC 5545 says a reader does.
func unfold(t *testing.T, file string) []string {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Fatalf("line %q of %d octets", line, len(line))
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n")
}

func FuzzICS(f *testing.F) {
	f.Add("Reply; soon, please\\now\n", "\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa\u627f\u8bfa")
	f.Add("\r\nEND:VEVENT\r\nBEGIN:VEVENT", "\xff\x00\u0085\u2028")
	f.Fuzz(func(t *testing.T, title, text string) {
		now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		raw := string(deadlines.ICS([]deadlines.Item{{Key: title, Title: title, Text: text, Due: now.Add(time.Hour), SendBy: now.Add(time.Minute)}}, now, words))
		events := 0
		for _, line := range unfold(t, raw) {
			if line == "BEGIN:VEVENT" {
				events++
			}
			name, _, found := strings.Cut(line, ":")
			if !found || strings.ToUpper(name) != name {
				t.Fatalf("no property: %q", line)
			}
		}
		if events != 1 {
			t.Fatal(events)
		}
	})
}

func FuzzAdd(f *testing.F) {
	f.Add(int64(1790000000), int64(15), 4, 540, 1080, uint8(31))
	f.Add(int64(1792890000), int64(3), 6, 1320, 360, uint8(127))
	f.Add(int64(-62135596800), int64(240), 3, 0, 0, uint8(0))
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, seconds, n int64, unit, from, to int, days uint8) {
		if seconds < -1<<36 || seconds > 1<<37 || from < 0 || from > 1440 || to < 0 || to > 1440 {
			return
		}
		c := deadlines.Calendar{Zone: berlin, From: deadlines.Clock(from), To: deadlines.Clock(to)}
		for day := 1; day <= 7; day++ {
			if days>>day&1 == 1 {
				c.WorkDays = append(c.WorkDays, day)
			}
		}
		units := deadlines.Units()
		span := deadlines.Span{N: n, Unit: units[uint(unit)%uint(len(units))]}
		if strings.HasPrefix(string(span.Unit), "work") {
			span.N %= 2000 // a walk through years takes its time
		}
		start := time.Unix(seconds, 0)
		due := deadlines.Add(start, span, c)
		if due.Before(start) {
			t.Fatalf("%v + %v: %v", start, span, due)
		}
		if span.Check() == nil && (span.Unit == deadlines.WorkMinutes || span.Unit == deadlines.WorkHours) {
			length := time.Duration(span.N) * time.Minute
			if span.Unit == deadlines.WorkHours {
				length *= 60
			}
			if got := c.Between(start, due); got != length {
				t.Fatalf("%v + %v: %v lie between, due %v", start, span, got, due)
			}
		}
	})
}

func FuzzClock(f *testing.F) {
	f.Add("09:00", "2026-02-29")
	f.Fuzz(func(t *testing.T, clock, day string) {
		if c, err := deadlines.ParseClock(clock); err == nil {
			if again, err := deadlines.ParseClock(c.String()); err != nil || again != c {
				t.Fatal(clock, c, err)
			}
		}
		if d, err := deadlines.ParseDay(day); err == nil && d.String() != day {
			t.Fatal(day, d)
		}
	})
}
