package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dateFile is what the rules say about dates.
type dateFile struct {
	Months       map[string]int      `json:"months"`        // by name in any language, 1 to 12
	UnsureMonths []string            `json:"unsure_months"` // also ordinary words: they need a year
	Periods      map[string]string   `json:"periods"`       // "am", "pm", "noon", "evening", "night"
	Zones        map[string]int      `json:"zones"`         // minutes east of UTC
	BeforeTime   []string            `json:"before_time"`
	DayFirst     []string            `json:"day_first"` // languages that always write the day first
	Head         []string            `json:"head"`      // labels of a message's date
	Numbers      map[string]int      `json:"numbers"`
	Units        map[string][]string `json:"units"` // day, week, month
	Ago          []string            `json:"ago"`   // with {n} and {unit}
	DaysBack     map[string]int      `json:"days_back"`
}

// dateRules are the date's patterns.
type dateRules struct {
	dateFile
	yearFirst, dayName, nameDay, digits, monthDay *regexp.Regexp
	clock, clockBefore, zone                      *regexp.Regexp
	ago                                           []*regexp.Regexp
	units                                         map[string]string // unit by its word
	back                                          *regexp.Regexp
	head                                          *regexp.Regexp
}

func (c *compiler) dates(f dateFile) dateRules {
	d := dateRules{dateFile: f, units: map[string]string{}}
	months := alternatives(keys(f.Months))
	periods := alternatives(keys(f.Periods))
	d.yearFirst = c.compile(`(\d{4})(?: ?[年년] ?|[-/.])(\d{1,2})(?: ?[月월] ?|[-/.])(\d{1,2}) ?[日일号號]?`, 3)
	d.dayName = c.compile(`(?i)(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.?[ -]?(?:de |of )?(`+months+`)\.?,?(?:[ -](?:de |del )?(\d{4})|\b)`, 3)
	d.nameDay = c.compile(`(?i)\b(`+months+`)\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? ?(\d{4}))?`, 3)
	d.digits = c.compile(`(\d{1,2})([./-])(\d{1,2})([./-])(\d{4}|\d{2})`, 5)
	d.monthDay = c.compile(`(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]`, 2)
	d.clock = c.compile(`(?i)^(?: ?[(（]\pL{1,4}[)）]| ?(?:星期|周|週)\pL)?(?:[ ,]{0,3}|t)(?:(?:`+alternatives(f.BeforeTime)+`) )?(?:(`+periods+`) ?)?(\d{1,2})(?:[:h] ?(\d{2})(?:[:](\d{2})(?:\.\d{1,9})?)?|([点點時时시])(?: ?(\d{1,2}) ?[分분]?|(半))?)?(?: uhr\b)?(?: ?(`+periods+`))?`, 8)
	d.clockBefore = c.compile(`(?i)(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?(am|pm|a\.m\.|p\.m\.))?(?: uhr)?(?:,| on| am| le| el| il)? {1,2}$`, 4)
	d.zone = c.compile(`(?i)^(?: ?[(\[]?((?:utc|gmt) ?)?([+-])(\d{1,2}):?(\d{2})?\b| ?[(\[]?(`+alternatives(keys(f.Zones))+`))`, 5)
	for unit, words := range f.Units {
		for _, w := range words {
			d.units[fold(w)] = unit
		}
	}
	n := `(\d{1,3}|` + alternatives(keys(f.Numbers)) + `)`
	unit := `(` + alternatives(keys(d.units)) + `)`
	for _, a := range f.Ago {
		d.ago = append(d.ago, c.compile(`(?i)`+strings.NewReplacer("{n}", n, "{unit}", unit).Replace(a), 2))
	}
	d.back = c.compile(`(?i)(`+alternatives(keys(f.DaysBack))+`)`, 1)
	d.head = c.compile(`(?i)^[ \[*]*(?:`+alternatives(f.Head)+`) ?:`, 0)
	for _, m := range f.Months {
		if m < 1 || m > 12 {
			c.fail(strconv.ErrRange)
		}
	}
	return d
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// day is a date as it was read; year 0 is not stated.
type day struct{ year, month, day int }

// valid tells whether there is such a day.
func (d day) valid() bool {
	year := d.year
	if year == 0 {
		year = 2024 // with 29 February
	}
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return d.month >= 1 && d.month <= 12 && t.Day() == d.day && year >= 1990 && year <= 2100
}

func (d day) at(t timeOfDay) time.Time {
	return time.Date(d.year, time.Month(d.month), d.day, t.hour, t.minute, t.second, 0, time.UTC)
}

// allDates looks for every way of writing a date.
func (r *Recogniser) allDates(s *scan) {
	d := &r.dates
	for _, m := range s.matches(d.yearFirst, 8*maxHits) {
		r.date(s, m, day{s.int(m, 1), s.int(m, 2), s.int(m, 3)}, day{})
	}
	for _, m := range s.matches(d.dayName, 8*maxHits) {
		r.date(s, m, r.named(s, m, 2, 1), day{})
	}
	for _, m := range s.matches(d.nameDay, 8*maxHits) {
		r.date(s, m, r.named(s, m, 1, 2), day{})
	}
	for _, m := range s.matches(d.digits, 8*maxHits) {
		one, other := r.readings(s, m)
		r.date(s, m, one, other)
	}
	for _, m := range s.matches(d.monthDay, 8*maxHits) {
		r.date(s, m, day{0, s.int(m, 1), s.int(m, 2)}, day{})
	}
}

func (s *scan) int(m []int, n int) int {
	v, _ := strconv.Atoi(group(s.text, m, n)) // the patterns let only digits through
	return v
}

// named is a day whose month is written out. Names that are also words count
// only with a year.
func (r *Recogniser) named(s *scan, m []int, month, at int) day {
	name := fold(group(s.text, m, month))
	d := day{s.int(m, 3), r.dates.Months[name], s.int(m, at)}
	if d.year == 0 && slices.Contains(r.dates.UnsureMonths, name) || !s.standsAlone(m[2*month], m[2*month+1]) {
		return day{}
	}
	return d
}

// readings are the ways to read 3/4/2026. A date with dots has its day first,
// as has one in a language that knows no other way; else only a number above
// twelve tells.
func (r *Recogniser) readings(s *scan, m []int) (one, other day) {
	sep, year := group(s.text, m, 2), s.int(m, 5)
	if sep != group(s.text, m, 4) {
		return day{}, day{}
	}
	if year < 100 {
		year += 2000
		if sep == "-" || year < 2015 || year > 2045 {
			return day{}, day{}
		}
	}
	a, b := s.int(m, 1), s.int(m, 3)
	dayFirst, monthFirst := day{year, b, a}, day{year, a, b}
	language, _, _ := strings.Cut(s.language, "-")
	switch {
	case sep == "." || slices.Contains(r.dates.DayFirst, language) && dayFirst.valid() || !monthFirst.valid():
		return dayFirst, day{}
	case !dayFirst.valid() || a == b:
		return monthFirst, day{}
	}
	return monthFirst, dayFirst
}

// date keeps a day with the time and the zone that stand beside it. A day
// without a year waits for the date of the message.
func (r *Recogniser) date(s *scan, m []int, one, other day) {
	start, end := m[0], m[1]
	if !one.valid() || s.partOfNumber(start, end) {
		return
	}
	t, tail := r.timeAfter(s, end)
	if tail == end {
		if before, from := r.timeBefore(s, start); from < start {
			t, start = before, from
		}
	}
	h := Hit{Kind: Date, Start: start, End: max(tail, end)}
	if one.year == 0 {
		h.Derived = true
		h.Value = "--" + time.Date(2024, time.Month(one.month), one.day, 0, 0, 0, 0, time.UTC).Format("01-02")
		s.add(h, true)
		return
	}
	h.Value = t.write(one)
	if other.valid() {
		h.Other = t.write(other)
	}
	h.Event = r.inRecord(s, start)
	s.add(h, true)
}

// partOfNumber tells whether what looks like a date goes on as a number.
func (s *scan) partOfNumber(start, end int) bool {
	b, a := s.before(start), s.after(end)
	if isAlnum(b) && isAlnum(s.text[start]) || isDigit(a) && isDigit(s.text[end-1]) {
		return true
	}
	if a == '-' && isLetter(s.after(end+1)) { // firmware 10.12.2025-b
		return true
	}
	far := func(i int) bool { return i >= 0 && i < len(s.text) && isDigit(s.text[i]) }
	return (b == '-' || b == '.' || b == '/') && far(start-2) ||
		(a == '-' || a == '.' || a == '/') && far(end+1) || b == '#'
}

// inRecord tells whether a date begins a line below a tracking number, as in a
// copied tracking page.
func (r *Recogniser) inRecord(s *scan, pos int) bool {
	if strings.Trim(s.text[s.lineStart(pos):pos], " -*•|[") != "" {
		return false
	}
	return slices.ContainsFunc(s.hits, func(h Hit) bool { return h.Kind == Tracking && h.Start < s.origin(pos) })
}

// relativeDates counts "two weeks ago" and days without a year from the date of
// the message, where it is known. Days without a year that nothing settles are
// dropped.
func (r *Recogniser) relativeDates(s *scan) {
	sent, known := r.sent(s)
	kept := s.hits[:0]
	for _, h := range s.hits {
		if strings.HasPrefix(h.Value, "--") && h.Kind == Date {
			if !known {
				s.counts[Date]--
				continue
			}
			h.Value = pastDay(h.Value, sent)
		}
		kept = append(kept, h)
	}
	s.hits = kept
	if !known {
		return
	}
	for _, re := range r.dates.ago {
		for _, m := range re.FindAllStringSubmatchIndex(s.text, maxHits) {
			n, ok := r.dates.Numbers[fold(group(s.text, m, 1))]
			if !ok {
				n = s.int(m, 1)
			}
			if s.standsAlone(m[2], m[3]) {
				r.derived(s, m, sent, n, r.dates.units[fold(group(s.text, m, 2))])
			}
		}
	}
	for _, m := range r.dates.back.FindAllStringSubmatchIndex(s.text, maxHits) {
		if s.standsAlone(m[0], m[1]) {
			r.derived(s, m, sent, r.dates.DaysBack[fold(s.text[m[0]:m[1]])], "day")
		}
	}
}

func (r *Recogniser) derived(s *scan, m []int, sent time.Time, n int, unit string) {
	at := sent.AddDate(0, 0, -n)
	switch unit {
	case "week":
		at = sent.AddDate(0, 0, -7*n)
	case "month":
		at = sent.AddDate(0, -n, 0)
	}
	if n > 0 && n <= 400 {
		s.add(Hit{Kind: Date, Value: at.Format(time.DateOnly), Start: m[0], End: m[1], Derived: true}, true)
	}
}

// sent is the day of the message: the first date with a zone, or one behind
// the label of a head.
func (r *Recogniser) sent(s *scan) (time.Time, bool) {
	for _, h := range s.hits {
		if h.Kind != Date || h.Derived || h.Event || h.Other != "" {
			continue
		}
		line := s.original[strings.LastIndexByte(s.original[:h.Start], '\n')+1 : h.Start]
		_, err := time.Parse(time.RFC3339, h.Value)
		if err == nil || r.dates.head.MatchString(newScan(line).text) {
			t, err := time.Parse(time.DateOnly, h.Value[:10])
			return t, err == nil
		}
	}
	return time.Time{}, false
}

// pastDay is the last such day before the message or on its day.
func pastDay(monthDay string, sent time.Time) string {
	t, err := time.Parse(time.DateOnly, strconv.Itoa(sent.Year())+monthDay[1:])
	if err != nil || t.After(sent) {
		return strconv.Itoa(sent.Year()-1) + monthDay[1:]
	}
	return t.Format(time.DateOnly)
}
