package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// half is a word for a half of the day.
type half struct{ word, half string }

// dates holds the words of dates and times in the languages that are read.
type dates struct {
	months   map[string]int
	weekdays map[string]int // 1 is Monday
	halves   []half
	between  []string
	after    []string
	year     string // unit signs, each a single rune
	month    string
	day      string
	hour     string
	minute   string
	second   string
}

// dateWords is the "dates" part of rules/chat.json.
type dateWords struct {
	Months   map[string]int    `json:"months"`
	Weekdays [][]string        `json:"weekdays"` // the names of each day, Monday first
	Halves   map[string]string `json:"halves"`
	Between  []string          `json:"between"`
	After    []string          `json:"after"`
	Year     []string          `json:"year"`
	Month    []string          `json:"month"`
	Day      []string          `json:"day"`
	Hour     []string          `json:"hour"`
	Minute   []string          `json:"minute"`
	Second   []string          `json:"second"`
}

func (w dateWords) compile() (*dates, error) {
	d := &dates{months: w.Months, weekdays: map[string]int{}, between: w.Between, after: w.After}
	for name, m := range w.Months {
		if m < 1 || m > 12 {
			return nil, fmt.Errorf("months: %q is %d", name, m)
		}
	}
	for i, names := range w.Weekdays {
		for _, name := range names {
			d.weekdays[name] = i + 1
		}
	}
	for word, h := range w.Halves {
		if h != "am" && h != "pm" && h != "noon" && h != "night" {
			return nil, fmt.Errorf("halves: %q is %q", word, h)
		}
		d.halves = append(d.halves, half{word, h})
	}
	slices.SortFunc(d.halves, func(a, b half) int { return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word)) })
	for _, unit := range []struct {
		to   *string
		from []string
	}{{&d.year, w.Year}, {&d.month, w.Month}, {&d.day, w.Day}, {&d.hour, w.Hour}, {&d.minute, w.Minute}, {&d.second, w.Second}} {
		for _, s := range unit.from {
			if utf8.RuneCountInString(s) != 1 {
				return nil, fmt.Errorf("units: %q is not one character", s)
			}
		}
		*unit.to = strings.Join(unit.from, "")
	}
	return d, nil
}

// stamp reads a date with a time after it, or a time with a date after it
// ("10:23, 20/11/2026").
func (d *dates) stamp(c *cursor) (stamp, bool) {
	at := *c
	if s, ok := d.date(c, false); ok {
		if t, ok := d.clockAfter(c); ok {
			named := t.weekday
			if t = t.withDate(s); t.weekday == 0 {
				t.weekday = named
			}
			return t, true
		}
	}
	*c = at
	if t, ok := d.clock(c); ok {
		c.takeAny(",\u060c")
		c.blanks()
		if s, ok := d.date(c, false); ok {
			t.timeFirst = true
			return t.withDate(s), true
		}
	}
	*c = at
	return stamp{}, false
}

// clockAfter reads the time that follows a date: after a comma, a T, a weekday
// or a word such as "at".
func (d *dates) clockAfter(c *cursor) (stamp, bool) {
	at := *c
	space := c.blanks()
	d.trailer(c)
	if c.takeAny(",\uff0c\u060c\u3001") != 0 {
		space += 1 + c.blanks()
	}
	named := d.dayOfWeek(c)
	space += c.blanks()
	if s, ok := d.clock(c); ok && space > 0 {
		s.weekday = named
		return s, true
	}
	if c.take('T') || d.linking(c) {
		c.blanks()
		if s, ok := d.clock(c); ok {
			return s, true
		}
	}
	if s, ok := d.clock(c); ok && s.hasTime && c.i > at.i && at.i > 0 && wide(lastRune(c.s[:at.i])) {
		return s, true // a unit sign ends the date, no space needed
	}
	*c = at
	return stamp{}, false
}

// trailer skips a word that some languages put behind a date or a time.
func (d *dates) trailer(c *cursor) {
	at := *c
	c.blanks()
	for _, word := range d.after {
		if c.loose(word) {
			return
		}
	}
	*c = at
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func (d *dates) linking(c *cursor) bool {
	for _, word := range d.between {
		if c.loose(word) {
			return true
		}
	}
	return false
}

// weekday skips the name of a day, in brackets or not, and the comma after it.
func (d *dates) weekday(c *cursor) bool { return d.dayOfWeek(c) != 0 }

// dayOfWeek is weekday and tells which day: 1 is Monday, 0 none.
func (d *dates) dayOfWeek(c *cursor) int {
	at := *c
	open := c.takeAny("(\uff08")
	day := d.weekdays[c.word()]
	if day == 0 {
		*c = at
		return 0
	}
	c.take('.')
	if open != 0 && c.takeAny(")\uff09") == 0 {
		*c = at
		return 0
	}
	c.take(',')
	return day
}

// date reads a date in digits or with the month's name, a weekday before it or
// not. A date without a year is read only where yearless is true.
func (d *dates) date(c *cursor, yearless bool) (stamp, bool) {
	at := *c
	if r, size := c.peek(); size == 0 || r == 0 {
		return stamp{}, false
	}
	named := d.dayOfWeek(c)
	if named != 0 {
		c.blanks()
	}
	var s stamp
	var ok bool
	if first, width, isNumber := c.number(4); isNumber {
		s, ok = d.afterNumber(c, first, width, yearless)
	} else {
		s, ok = d.monthFirst(c, yearless)
	}
	if !ok {
		*c = at
	}
	s.weekday = named
	return s, ok
}

// afterNumber reads what follows the first number of a date.
func (d *dates) afterNumber(c *cursor, first, width int, yearless bool) (stamp, bool) {
	if d.year != "" && c.takeAny(d.year) != 0 {
		return d.unitDate(c, first, yearless)
	}
	if yearless && c.takeAny(d.month) != 0 {
		day, _, ok := c.number(2)
		c.takeAny(d.day)
		s := stamp{n: [3]int{first, day, 0}, order: orderMDY, noYear: true, hasDate: true}
		return s, ok && s.valid0()
	}
	if sep := c.takeAny("/-."); sep != 0 {
		return d.digitDate(c, first, width, sep, yearless)
	}
	return d.dayFirst(c, first, yearless)
}

// unitDate reads a date with a sign after each number, after the year.
func (d *dates) unitDate(c *cursor, year int, _ bool) (stamp, bool) {
	c.blanks()
	month, _, ok1 := c.number(2)
	ok2 := c.takeAny(d.month) != 0
	c.blanks()
	day, _, ok3 := c.number(2)
	c.takeAny(d.day)
	s := stamp{n: [3]int{year, month, day}, order: orderYMD, hasDate: true}
	return s, ok1 && ok2 && ok3 && s.valid(orderYMD)
}

// digitDate reads a date of three numbers parted by sep; after dots a space
// may stand ("2025. 11. 19.").
func (d *dates) digitDate(c *cursor, first, width int, sep rune, yearless bool) (stamp, bool) {
	dotted := sep == '.'
	if dotted {
		c.blanks()
	}
	second, width2, ok := c.number(4)
	if !ok {
		return d.dayFirst(c, first, yearless)
	}
	if width2 > 2 {
		return yearMiddle(c, first, second, width, width2, sep)
	}
	afterSecond := *c
	s := stamp{n: [3]int{first, second, 0}, hasDate: true, slash: sep == '/'}
	if c.take(sep) && s.third(c, width, dotted) {
		return s, s.sensible(width)
	}
	if *c = afterSecond; !yearless || dotted || width > 2 || width2 != 2 {
		return stamp{}, false
	}
	s.noYear, s.order = true, orderMDY // Chinese and Japanese carriers write the month first
	if s.slash && first > 12 {
		s.order = orderDMY
	}
	return s, s.valid0()
}

// yearMiddle reads what follows the year in "06/2018/13", the month first.
func yearMiddle(c *cursor, month, year, width, yearWidth int, sep rune) (stamp, bool) {
	if width > 2 || yearWidth != 4 || !c.take(sep) {
		return stamp{}, false
	}
	day, _, ok := c.number(2)
	s := stamp{n: [3]int{year, month, day}, order: orderYMD, hasDate: true}
	return s, ok && s.valid(orderYMD)
}

// third reads the last number of a date, a year unless the first one was.
func (s *stamp) third(c *cursor, firstWidth int, dotted bool) bool {
	if dotted {
		c.blanks()
	}
	value, width, ok := c.number(4)
	if !ok || firstWidth != 4 && width != 2 && width != 4 {
		return false
	}
	if dotted {
		c.take('.')
	}
	s.n[2] = value
	if firstWidth == 4 {
		s.order = orderYMD
	}
	return true
}

// sensible tells whether the numbers are a date in an order that is possible
// where the first number has so many digits.
func (s stamp) sensible(firstWidth int) bool {
	if s.order == orderYMD {
		return s.n[0] >= 1000 && s.valid(orderYMD)
	}
	return firstWidth <= 2 && (s.valid(orderDMY) || s.valid(orderMDY) || s.shortYear())
}

// dayFirst reads "9 November 2026", "9. Nov. 2026", "9 de noviembre de 2026"
// after the day.
func (d *dates) dayFirst(c *cursor, day int, yearless bool) (stamp, bool) {
	c.take('.')
	c.blanks()
	d.ordinal(c)
	d.linking(c)
	c.take('-')
	c.blanks()
	month, ok := d.months[c.word()]
	if !ok {
		return stamp{}, false
	}
	year, hasYear := d.yearAfter(c)
	s := stamp{n: [3]int{day, month, year}, order: orderDMY, hasDate: true, noYear: !hasYear}
	if !hasYear {
		return s, yearless && s.valid0()
	}
	return s, s.valid(orderDMY)
}

// ordinal skips the ending of "9th".
func (d *dates) ordinal(c *cursor) {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if c.loose(end) {
			c.blanks()
			return
		}
	}
}

// monthFirst reads "November 9, 2026" and "Nov 9".
func (d *dates) monthFirst(c *cursor, yearless bool) (stamp, bool) {
	month, ok := d.months[c.word()]
	if !ok {
		return stamp{}, false
	}
	c.take('.')
	c.take('-')
	c.blanks()
	day, _, ok := c.number(2)
	if !ok {
		return stamp{}, false
	}
	d.ordinal(c)
	year, hasYear := d.yearAfter(c)
	s := stamp{n: [3]int{month, day, year}, order: orderMDY, hasDate: true, noYear: !hasYear}
	if !hasYear {
		return s, yearless && s.valid0()
	}
	return s, s.valid(orderMDY)
}

// yearAfter reads a year of four digits that is not the start of a time.
func (d *dates) yearAfter(c *cursor) (int, bool) {
	at := *c
	c.takeAny(".,-")
	c.blanks()
	d.linking(c)
	c.blanks()
	year, width, ok := c.number(4)
	if r, _ := c.peek(); !ok || width != 4 || r == ':' {
		*c = at
		return 0, false
	}
	return year, true
}

// valid0 is valid for a date without a year, in the order it states.
func (s stamp) valid0() bool {
	s.n[2] = 2024 // a leap year, so that 29 February may stand
	return s.valid(s.order)
}
