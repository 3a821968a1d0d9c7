package evidence

import "unicode"

// clock reads a time of day: "12:24", "3:05:09 PM", "12.24", a half of the day
// before or after it, a zone as an offset from UTC behind it.
func (d *dates) clock(c *cursor) (stamp, bool) {
	at := *c
	s := stamp{hasTime: true}
	before := d.half(c, &s)
	if before != "" {
		c.blanks()
	}
	var ok bool
	if s.h, _, ok = c.number(2); !ok || s.h > 24 || !d.minutes(c, &s) {
		*c = at
		return stamp{}, false
	}
	end := *c
	c.blanks()
	after := ""
	if before == "" {
		after = d.half(c, &s)
	}
	if after == "" {
		*c = end
	}
	s.apply(before + after)
	d.trailer(c)
	d.zone(c, &s)
	return s, true
}

// minutes reads what follows the hour.
func (d *dates) minutes(c *cursor, s *stamp) bool {
	var width int
	var ok bool
	sep := c.takeAny(":.\uff1a" + d.hour)
	if sep == 0 {
		return false
	}
	if s.m, width, ok = c.number(2); !ok || width != 2 || s.m > 59 {
		return false
	}
	c.takeAny(d.minute)
	end := *c
	if c.take(sep) || c.take(':') || wide(lastRune(c.s[:c.i])) {
		if s.s, width, ok = c.number(2); ok && width == 2 && s.s <= 60 {
			s.hasSec = true
			c.takeAny(d.second)
			fraction(c)
			return true
		}
		s.s = 0
		*c = end
	}
	return true
}

// fraction skips the decimals of a second.
func fraction(c *cursor) {
	at := *c
	if c.takeAny(".,") != 0 {
		if _, width, ok := c.number(9); ok && width >= 3 {
			return
		}
	}
	*c = at
}

// half reads a word for a half of the day and returns "am", "pm", "noon" or "".
func (d *dates) half(c *cursor, s *stamp) string {
	r, size := c.peek()
	if size == 0 || r >= '0' && r <= '9' || r == '-' || r == '[' {
		return ""
	}
	at := *c
	for _, h := range d.halves {
		if c.loose(h.word) {
			s.capital = s.capital || r == 'A' || r == 'P'
			s.hangul = s.hangul || unicode.Is(unicode.Hangul, r)
			return h.half
		}
		*c = at
	}
	return ""
}

// apply turns an hour of a half day into one of the whole day.
func (s *stamp) apply(half string) {
	if s.h > 12 || half == "" {
		return
	}
	switch half {
	case "am":
		s.h %= 12
	case "pm":
		s.h = s.h%12 + 12
	case "noon":
		if s.h < 10 {
			s.h += 12
		}
	case "night": // 12 at night ends the day; the small hours begin the next one already
		if s.h > 4 {
			s.h += 12
		}
	}
}

// zone reads "Z", "UTC", "UTC+8", "(GMT+01:00)", "+0800", "-05:00". Names of
// zones are not read: too many of them stand for several zones.
func (d *dates) zone(c *cursor, s *stamp) {
	at := *c
	c.blanks()
	open := c.takeAny("([\uff08")
	named := c.loose("utc") || c.loose("gmt") || c.loose("z")
	if named {
		s.zoned = true
	}
	offset, ok := zoneOffset(c, named)
	switch {
	case ok:
		s.zoned, s.offset = true, offset
	case !named:
		*c = at
		return
	}
	if open != 0 && c.takeAny(")]\uff09") == 0 {
		s.zoned, s.offset = false, 0
		*c = at
	}
}

// zoneOffset reads a sign and hours with minutes; the short form "+8" only
// after a named zone.
func zoneOffset(c *cursor, named bool) (int, bool) {
	at := *c
	sign := c.takeAny("+-\u2212")
	if sign == 0 {
		return 0, false
	}
	hours, minutes, ok := offsetDigits(c, named)
	if !ok || hours > 14 || minutes > 59 {
		*c = at
		return 0, false
	}
	seconds := hours*3600 + minutes*60
	if sign != '+' {
		seconds = -seconds
	}
	return seconds, true
}

// offsetDigits reads "0800", "08:00" and, where short is allowed, "8".
func offsetDigits(c *cursor, short bool) (hours, minutes int, ok bool) {
	value, width, ok := c.number(4)
	switch {
	case !ok || width == 3:
		return 0, 0, false
	case width == 4:
		return value / 100, value % 100, true
	case c.take(':'):
		minutes, width, ok = c.number(2)
		return value, minutes, ok && width == 2
	}
	return value, 0, short
}
