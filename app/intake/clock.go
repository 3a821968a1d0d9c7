package intake

import (
	"fmt"
	"strconv"
	"time"
)

// timeOfDay is a time beside a date; zoned tells that its offset is stated.
type timeOfDay struct {
	stated, zoned        bool
	hour, minute, second int
	offset               int  // minutes east of UTC
	zulu                 bool // written with a Z
}

// write writes a day with its time: RFC 3339 where the zone is stated.
func (t timeOfDay) write(d day) string {
	at := d.at(t)
	switch {
	case !t.stated:
		return at.Format(time.DateOnly)
	case t.zulu:
		return at.Format("2006-01-02T15:04:05Z")
	case t.zoned:
		return at.Format("2006-01-02T15:04:05") + offsetText(t.offset)
	}
	return at.Format(time.DateTime)
}

func offsetText(minutes int) string {
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// timeAfter reads the time of day and the zone that follow a date. The end is
// end where there is none, or none that can be read in one way.
func (r *Recogniser) timeAfter(s *scan, end int) (timeOfDay, int) {
	rest := s.folded[end:min(len(s.folded), end+80)]
	m := r.dates.clock.FindStringSubmatchIndex(rest)
	if m == nil {
		return timeOfDay{}, end
	}
	number := func(n int) int {
		v, _ := strconv.Atoi(group(rest, m, n)) // digits, or empty for 0
		return v
	}
	period := r.dates.Periods[group(rest, m, 1)]
	tail := m[1]
	if after := group(rest, m, 8); after != "" {
		if isAlnum(rest[m[17]-1]) && m[17] < len(rest) && isAlnum(rest[m[17]]) {
			tail = m[16] // the beginning of a word
		} else {
			period = r.dates.Periods[after]
		}
	}
	t := timeOfDay{stated: true, hour: number(2), minute: number(3) + number(6), second: number(4)}
	uhr := len(rest[:m[1]]) > 4 && rest[max(0, m[1]-3):m[1]] == "uhr"
	if group(rest, m, 7) != "" {
		t.minute = 30 // 半
	}
	if group(rest, m, 3) == "" && group(rest, m, 5) == "" && period == "" && !uhr {
		return timeOfDay{}, end
	}
	if tail < len(rest) && isDigit(rest[tail]) && isDigit(rest[tail-1]) || !t.twelve(period) {
		return timeOfDay{}, end
	}
	t, zone := r.zoneAfter(t, rest[tail:], group(rest, m, 4) != "" || rest[0] == 't')
	return t, end + tail + zone
}

// twelve turns a time of the 12-hour clock into one of the day's 24 hours. It
// refuses what cannot be told: midnight "at night" can belong to either day.
func (t *timeOfDay) twelve(period string) bool {
	switch period {
	case "am":
		if t.hour == 12 {
			t.hour = 0
		}
	case "pm":
		if t.hour < 12 {
			t.hour += 12
		}
	case "noon":
		if t.hour < 11 {
			t.hour += 12
		}
	case "evening":
		if t.hour == 12 {
			return false
		}
		if t.hour >= 5 && t.hour < 12 {
			t.hour += 12
		}
	case "night":
		if t.hour == 12 || t.hour > 5 && t.hour < 8 {
			return false
		}
		if t.hour >= 8 && t.hour < 12 {
			t.hour += 12
		}
	}
	return t.hour <= 23 && t.minute <= 59 && t.second <= 59
}

// zoneAfter reads an offset or the name of a zone. "10:00-12:00" is a span of
// time, so a bare minus counts only behind seconds or four digits.
func (r *Recogniser) zoneAfter(t timeOfDay, rest string, exact bool) (timeOfDay, int) {
	m := r.dates.zone.FindStringSubmatchIndex(rest)
	if m == nil {
		return t, 0
	}
	end := m[1]
	if name := group(rest, m, 5); name != "" {
		if end < len(rest) && isAlnum(rest[end]) {
			return t, 0
		}
		t.zoned, t.offset, t.zulu = true, r.dates.Zones[name], name == "z"
		return t, end
	}
	hours, _ := strconv.Atoi(group(rest, m, 3))
	minutes, _ := strconv.Atoi(group(rest, m, 4))
	named := group(rest, m, 1) != ""
	parted := rest[0] == ' ' || rest[0] == '(' || rest[0] == '['
	four := m[9]-m[6] == 4 && m[8] >= 0
	if hours > 14 || minutes > 59 || !named && m[8] < 0 && !exact || !named && group(rest, m, 2) == "-" && !exact && !(four && parted) {
		return t, 0
	}
	t.zoned, t.offset = true, hours*60+minutes
	if group(rest, m, 2) == "-" {
		t.offset = -t.offset
	}
	return t, end
}

// timeBefore reads a time that stands before its date: "22:14 on 9 Nov 2026".
func (r *Recogniser) timeBefore(s *scan, start int) (timeOfDay, int) {
	from := max(s.lineStart(start), start-24)
	near := s.folded[from:start]
	m := r.dates.clockBefore.FindStringSubmatchIndex(near)
	if m == nil || m[0] > 0 && (isAlnum(near[m[0]-1]) || near[m[0]-1] == ':') {
		return timeOfDay{}, start
	}
	number := func(n int) int {
		v, _ := strconv.Atoi(group(near, m, n))
		return v
	}
	t := timeOfDay{stated: true, hour: number(1), minute: number(2), second: number(3)}
	if !t.twelve(r.dates.Periods[group(near, m, 4)]) {
		return timeOfDay{}, start
	}
	return t, from + m[0]
}
