package tables

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"
)

// The orders of day, month and year.
const (
	YMD = "ymd"
	DMY = "dmy"
	MDY = "mdy"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?:\b|T)`)
	compact   = regexp.MustCompile(`^(20\d{2})(\d{2})(\d{2})\b`)
	dayName   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[-.,\s]*(?:de\s)?(\pL+)[-.,\s]*(?:de\s)?(\d{4}|\d{2})\b`)
	nameDay   = regexp.MustCompile(`^(\pL+)[-.,\s]*(\d{1,2})(?:st|nd|rd|th)?[-.,\s]+(\d{4}|\d{2})\b`)
	serial    = regexp.MustCompile(`^[3-7]\d{4}(\.\d+)?$`)
	clock     = regexp.MustCompile(`^([AaPp]\.?[Mm]\.?)?\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?([AaPp]\.?[Mm]\.?)?`)
	offset    = regexp.MustCompile(`^(?:UTC|GMT)?([+-])\s?(\d{1,2}):?(\d{2})?$`)
)

// reading is how the text of a date may be understood.
type reading struct {
	n      [3]int // in the order of the text
	order  string // "" where the numbers alone do not tell
	rest   string // what follows the date
	serial bool
}

// readDate reads the date at the beginning of a text. ok is false where there
// is none.
func (r *Rules) readDate(text string) (reading, bool) {
	text = strings.TrimSpace(r.dates.Replace(width.Narrow.String(text)))
	if len(text) > 64 {
		return reading{}, false
	}
	if serial.MatchString(text) {
		return reading{serial: true, rest: text}, true
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return reading{numbers(m), YMD, text[len(m[0]):], false}, true
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		d := reading{numbers(m), "", text[len(m[0]):], false}
		switch {
		case d.n[0] > 12:
			d.order = DMY
		case d.n[1] > 12:
			d.order = MDY
		}
		return d, true
	}
	if m := compact.FindStringSubmatch(text); m != nil {
		return reading{numbers(m), YMD, text[len(m[0]):], false}, true
	}
	if m := dayName.FindStringSubmatch(text); m != nil {
		if month, ok := r.months[strings.ToLower(m[2])]; ok {
			m[2] = strconv.Itoa(month)
			return reading{numbers(m), DMY, text[len(m[0]):], false}, true
		}
	}
	if m := nameDay.FindStringSubmatch(text); m != nil {
		if month, ok := r.months[strings.ToLower(m[1])]; ok {
			m[1] = strconv.Itoa(month)
			return reading{numbers(m), MDY, text[len(m[0]):], false}, true
		}
	}
	return reading{}, false
}

func numbers(m []string) (n [3]int) {
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits by the pattern
	}
	return n
}

// date reads a cell that holds a date, with a time of day and a zone or
// without. Where the numbers leave it open, order says what comes first. A time
// without a zone is in zone.
func (r *Rules) date(text, order string, zone *time.Location) (When, bool) {
	d, ok := r.readDate(text)
	if !ok {
		return When{}, false
	}
	if d.serial {
		t, ok := serialDate(d.rest, false)
		return When{inZone(t, zone), t.Hour()+t.Minute()+t.Second() == 0}, ok
	}
	if d.order != "" {
		order = d.order
	}
	var y, m, day int
	switch order {
	case YMD:
		y, m, day = d.n[0], d.n[1], d.n[2]
	case DMY:
		day, m, y = d.n[0], d.n[1], d.n[2]
	case MDY:
		m, day, y = d.n[0], d.n[1], d.n[2]
	default:
		return When{}, false
	}
	if y < 100 {
		y += 2000
	}
	if y < 1990 || y > 2200 {
		return When{}, false
	}
	return r.withClock(time.Date(y, time.Month(m), day, 0, 0, 0, 0, zone), m, day, d.rest)
}

// withClock adds the time of day that follows a date.
func (r *Rules) withClock(at time.Time, month, day int, rest string) (When, bool) {
	if int(at.Month()) != month || at.Day() != day { // 31 April
		return When{}, false
	}
	rest = strings.TrimLeft(rest, " ,T\t")
	if rest == "" {
		return When{at, true}, true
	}
	m := clock.FindStringSubmatch(rest)
	if m == nil {
		return When{}, false
	}
	hour, _ := strconv.Atoi(m[2]) // digits by the pattern
	minute, _ := strconv.Atoi(m[3])
	second, _ := strconv.Atoi(m[4])
	hour, ok := halfDay(hour, m[1]+m[5])
	if !ok || minute > 59 || second > 59 {
		return When{}, false
	}
	zone, ok := r.zone(strings.TrimSpace(rest[len(m[0]):]), at.Location())
	if !ok {
		return When{}, false
	}
	return When{time.Date(at.Year(), at.Month(), at.Day(), hour, minute, second, 0, zone), false}, true
}

// halfDay is the hour of a clock of twelve hours. 12 at night is 0.
func halfDay(hour int, half string) (int, bool) {
	switch strings.ToLower(strings.ReplaceAll(half, ".", "")) {
	case "":
		return hour, hour <= 23
	case "am":
		return hour % 12, hour <= 12
	}
	if hour > 12 { // "pm 15:00", as some write
		return hour, hour <= 23
	}
	return hour%12 + 12, true
}

// zone reads what follows a time of day; nothing is the zone that was given.
func (r *Rules) zone(text string, given *time.Location) (*time.Location, bool) {
	if text == "" {
		return given, true
	}
	if minutes, ok := r.zones[strings.ToLower(text)]; ok {
		return time.FixedZone("", minutes*60), true
	}
	m := offset.FindStringSubmatch(strings.ToUpper(text))
	if m == nil {
		return nil, false
	}
	hours, _ := strconv.Atoi(m[2]) // digits by the pattern
	minutes, _ := strconv.Atoi(m[3])
	seconds := hours*3600 + minutes*60
	if m[1] == "-" {
		seconds = -seconds
	}
	return time.FixedZone("", seconds), hours <= 14 && minutes <= 59
}

// inZone is the same wall clock in another zone.
func inZone(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
}

// dateEvidence tells which orders the cells of a column prove, and whether any
// cell leaves it open.
func (r *Rules) dateEvidence(t *Table, column int) evidence {
	e := evidence{proved: map[string]bool{}}
	for _, row := range t.Rows {
		c := row.Cell(column)
		if c.Text == "" || c.Kind == CellDate {
			continue
		}
		if d, ok := r.readDate(c.Text); ok && !d.serial {
			e.open = e.open || d.order == ""
			if d.order != YMD && d.order != "" {
				e.proved[d.order] = true
			}
		}
	}
	return e
}
