package evidence

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// isMark tells the invisible marks that exports strew among the text: byte
// order marks and direction marks. They are skipped for matching only.
func isMark(r rune) bool {
	return r == 0xFEFF || r == 0x200E || r == 0x200F || r == 0x200B || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// trimMarks takes marks off both ends of s.
func trimMarks(s string) string { return strings.TrimFunc(s, isMark) }

// isBlank tells the spaces that stand in heads: space, tab, no-break, narrow
// no-break, thin and the like, and ideographic space.
func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == 0xA0 || r == 0x202F || r >= 0x2000 && r <= 0x200A || r == 0x3000
}

// digitOf returns the value of an ASCII, Arabic, Persian or full-width digit.
func digitOf(r rune) (int, bool) {
	for _, zero := range [...]rune{'0', 0x0660, 0x06F0, 0xFF10} {
		if r >= zero && r <= zero+9 {
			return int(r - zero), true
		}
	}
	return 0, false
}

// cursor walks over one line, blind to marks.
type cursor struct {
	s string
	i int
}

// peek returns the next rune that is no mark and its size, having skipped the
// marks before it; size 0 is the end.
func (c *cursor) peek() (rune, int) {
	for c.i < len(c.s) {
		if b := c.s[c.i]; b < utf8.RuneSelf {
			return rune(b), 1
		}
		r, size := utf8.DecodeRuneInString(c.s[c.i:])
		if !isMark(r) {
			return r, size
		}
		c.i += size
	}
	return 0, 0
}

// blanks skips spaces and counts them; a tab counts as two.
func (c *cursor) blanks() int {
	for n := 0; ; {
		r, size := c.peek()
		if size == 0 || !isBlank(r) {
			return n
		}
		if n++; r == '\t' {
			n++
		}
		c.i += size
	}
}

// take skips r when it is next.
func (c *cursor) take(want rune) bool {
	r, size := c.peek()
	if size == 0 || r != want {
		return false
	}
	c.i += size
	return true
}

// takeAny skips one of the runes and returns it, or 0.
func (c *cursor) takeAny(set string) rune {
	r, size := c.peek()
	if size == 0 || !strings.ContainsRune(set, r) {
		return 0
	}
	c.i += size
	return r
}

func (c *cursor) atEnd() bool {
	c.blanks()
	_, size := c.peek()
	return size == 0
}

// number reads up to max digits; more digits than that are no number.
func (c *cursor) number(max int) (value, width int, ok bool) {
	at := *c
	for {
		r, size := c.peek()
		d, is := digitOf(r)
		if size == 0 || !is {
			return value, width, width > 0
		}
		if width == max {
			*c = at
			return 0, 0, false
		}
		value, width = value*10+d, width+1
		c.i += size
	}
}

// word reads a run of at most 20 letters in lower case, or "".
func (c *cursor) word() string {
	start, n := c.i, 0
	for {
		r, size := c.peek()
		if size == 0 || !unicode.IsLetter(r) {
			return strings.ToLower(c.s[start:c.i])
		}
		if n++; n > 20 {
			c.i = start
			return ""
		}
		c.i += size
	}
}

// loose skips word when it is next, in any case, with dots and single spaces
// allowed between its letters ("a. m."), and not as the start of a longer word
// of an alphabet.
func (c *cursor) loose(word string) bool {
	at := *c
	first := true
	var last rune
	for _, want := range word {
		if !first {
			c.take('.')
			c.blanks()
		}
		r, size := c.peek()
		if size == 0 || unicode.ToLower(r) != want {
			*c = at
			return false
		}
		c.i += size
		first, last = false, want
	}
	c.take('.')
	if r, size := c.peek(); size > 0 && !wide(last) && unicode.IsLetter(r) {
		*c = at
		return false
	}
	return true
}

// wide tells the scripts written without spaces between words.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
}

// dateOrder is how the three numbers of a date stand.
type dateOrder int

const (
	orderOpen dateOrder = iota // day or month first: the whole file decides
	orderYMD
	orderDMY
	orderMDY
	orderYDM // short years only
)

// stamp is a point in time as written.
type stamp struct {
	n                [3]int
	order            dateOrder
	noYear           bool // n[2] is missing; n[0], n[1] are in order
	hasDate, hasTime bool
	hasSec           bool
	capital          bool // the 12-hour marker was written AM or PM, as in the United States
	slash            bool
	hangul           bool // the 12-hour marker was written in Korean
	timeFirst        bool
	h, m, s          int
	weekday          int // 1 is Monday, 0 none was written
	zoned            bool
	offset           int // seconds east of UTC
}

// shortYear tells whether the year could be the first of three short numbers.
func (s stamp) shortYear() bool {
	return s.n[0] >= 10 && s.n[0] < 100 && s.n[2] <= 31 && (s.valid(orderYMD) || s.valid(orderYDM))
}

// valid tells whether the numbers of the date make sense in this order.
func (s stamp) valid(o dateOrder) bool {
	y, m, d := s.ymd(o)
	return y >= 1970 && y < 2200 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (s stamp) ymd(o dateOrder) (y, m, d int) {
	if s.order != orderOpen {
		o = s.order
	}
	switch o {
	case orderYMD:
		y, m, d = s.n[0], s.n[1], s.n[2]
	case orderYDM:
		y, d, m = s.n[0], s.n[1], s.n[2]
	case orderMDY:
		m, d, y = s.n[0], s.n[1], s.n[2]
	default:
		d, m, y = s.n[0], s.n[1], s.n[2]
	}
	switch {
	case y < 100:
		y += 2000
	case y > 2400 && y < 2700:
		y -= 543 // the Buddhist era, as phones in Thailand write it
	}
	return y, m, d
}

// in returns the instant. loc holds for stamps that state no zone.
func (s stamp) in(o dateOrder, loc *time.Location) time.Time {
	if s.zoned {
		loc = time.FixedZone("", s.offset)
		if s.offset == 0 {
			loc = time.UTC
		}
	}
	y, m, d := s.ymd(o)
	return time.Date(y, time.Month(m), d, s.h, s.m, s.s, 0, loc)
}

// withDate gives s the date of day.
func (s stamp) withDate(day stamp) stamp {
	s.n, s.order, s.noYear, s.hasDate, s.slash, s.weekday = day.n, day.order, day.noYear, day.hasDate, day.slash, day.weekday
	return s
}
