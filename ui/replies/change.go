package replies

import "unicode/utf8"

// change is what one edit replaced: the bytes from..to became n bytes.
type change struct{ from, to, n int }

// changeOf is the difference between two texts: what is not alike at both ends.
func changeOf(was, is string) change {
	head := 0
	for head < len(was) && head < len(is) && was[head] == is[head] {
		head++
	}
	for head > 0 && (head < len(was) && !utf8.RuneStart(was[head]) || head < len(is) && !utf8.RuneStart(is[head])) {
		head--
	}
	tail := 0
	for tail < len(was)-head && tail < len(is)-head && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	for tail > 0 && !utf8.RuneStart(was[len(was)-tail]) {
		tail--
	}
	return change{head, len(was) - tail, len(is) - tail - head}
}

// of moves a range that the change does not reach into.
func (c change) of(start, end int) (from, to int, ok bool) {
	switch by := c.n - (c.to - c.from); {
	case end <= c.from:
		return start, end, true
	case start >= c.to:
		return start + by, end + by, true
	}
	return 0, 0, false
}

// inside tells whether the change touches a range.
func (c change) inside(start, end int) bool { return c.from < end && c.to > start }
