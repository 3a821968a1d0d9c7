package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// clock is an optional time of day after a date.
const clock = `(?:[,，]?[^\S\n]*[T ]?(\d{1,2})[:：](\d{2})(?::(\d{2}))?)?`

var (
	mailDate = regexp.MustCompile(`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? [+-]\d{4}`)
	zoned    = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})`)
	// Year first, with any separator or with the Chinese and Japanese signs.
	yearFirst = regexp.MustCompile(`\b(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?` + clock)
	// Day, month by name, year: English, German, Spanish.
	dayName = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\.? (?:de )?(\pL{3,10})\.?,? (?:de )?(\d{4})` + clock)
	nameDay = regexp.MustCompile(`(?i)\b(\pL{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})` + clock)
	// Day first with dots, as German is written.
	dayFirst = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})` + clock)
)

// months by their first three letters, and German and Spanish ones that differ.
var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	"mär": 3, "mai": 5, "okt": 10, "dez": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "set": 9,
}

// dates looks for dates that can be read in one way only. The lines of a
// pasted tracking record are left out: they are not when the buyer wrote.
func (r *Recogniser) dates(s *scan) {
	for _, m := range mailDate.FindAllStringIndex(s.text, maxHits) {
		for _, layout := range []string{"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700"} {
			if t, err := time.Parse(layout, s.text[m[0]:m[1]]); err == nil {
				s.date(t.Format(time.RFC3339), m[0], m[1])
			}
		}
	}
	for _, m := range zoned.FindAllStringIndex(s.text, maxHits) {
		if _, err := time.Parse(time.RFC3339, s.text[m[0]:m[1]]); err == nil {
			s.date(s.text[m[0]:m[1]], m[0], m[1])
		}
	}
	for _, p := range []struct {
		re               *regexp.Regexp
		year, month, day int
	}{{yearFirst, 1, 2, 3}, {dayName, 3, 2, 1}, {nameDay, 3, 1, 2}, {dayFirst, 3, 2, 1}} {
		for _, m := range p.re.FindAllStringSubmatchIndex(s.text, maxHits) {
			s.localDate(m, group(s.text, m, p.year), group(s.text, m, p.month), group(s.text, m, p.day))
		}
	}
}

// localDate keeps a date without a zone, with the time of day where one stands.
func (s *scan) localDate(m []int, year, month, day string) {
	y, _ := strconv.Atoi(year) // the patterns let only digits through
	d, _ := strconv.Atoi(day)
	mo, err := strconv.Atoi(month)
	if err != nil {
		mo = monthByName(month)
	}
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
	if y < 2000 || y > 2100 || mo < 1 || mo > 12 || t.Day() != d {
		return
	}
	value := t.Format("2006-01-02")
	hour, minute := group(s.text, m, 4), group(s.text, m, 5)
	if hour != "" {
		h, _ := strconv.Atoi(hour)
		if h > 23 || minute > "59" {
			return
		}
		value += " " + t.Add(time.Duration(h)*time.Hour).Format("15:") + minute
	}
	s.date(value, m[0], m[1])
}

func monthByName(name string) int {
	letters := []rune(strings.ToLower(name))
	if len(letters) < 3 {
		return 0
	}
	return months[string(letters[:3])]
}

func (s *scan) date(value string, start, end int) {
	if start == s.lineStart(start) && s.afterTracking(start) {
		return
	}
	s.add(Date, value, start, end, true)
}

// afterTracking tells whether a tracking number stands before pos.
func (s *scan) afterTracking(pos int) bool {
	for _, h := range s.hits {
		if h.Kind == Tracking && h.Start < pos {
			return true
		}
	}
	return false
}
