package typeset

import (
	"github.com/go-text/typesetting/bidi"
	class "golang.org/x/text/unicode/bidi"
)

// directions sets the embedding level of each character by the Unicode
// bidirectional algorithm. The paragraph's own direction is that of its first
// letter.
func (w *worker) directions(p *paragraph) {
	runes := p.runes
	if !anyRightToLeft(runes) {
		return // all levels are 0
	}
	base := bidi.LeftToRight
	if p.firstStrong() != class.L {
		base, w.rtl = bidi.RightToLeft, true
	}
	runs := w.bidi.Segment(runes, base)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		if base == bidi.LeftToRight && run.IsLeftToRight() {
			w.numberLevels(runes, run.Start, run.End)
			continue
		}
		level := uint8(1)
		if run.IsLeftToRight() {
			level = 2
		}
		for k := run.Start; k < run.End; k++ {
			w.levels[k] = level
		}
	}
}

// numberLevels raises the numbers that follow right-to-left text, which belong
// into it. The library reports them as one run with the text after them.
func (w *worker) numberLevels(runes []rune, start, end int) {
	if start == 0 {
		return
	}
	last := start
	for i := start; i < end; i++ {
		switch classOf(runes[i]) {
		case class.EN, class.AN:
			last = i + 1
		case class.ES, class.CS, class.ET, class.NSM, class.BN:
		default:
			end = i
		}
	}
	for i := start; i < last; i++ {
		w.levels[i] = 2
	}
}

func classOf(r rune) class.Class {
	properties, _ := class.LookupRune(r)
	return properties.Class()
}

// firstStrong looks at the characters themselves: the mark that stands for an
// embedding does not tell the paragraph's direction, as the embedding would not.
func (p *paragraph) firstStrong() class.Class {
	for i, r := range p.runes {
		if r == leftToRight {
			r = p.char(i)
		}
		switch c := classOf(r); c {
		case class.L, class.R, class.AL:
			return c
		}
	}
	return class.L
}

func anyRightToLeft(runes []rune) bool {
	for _, r := range runes {
		if isRightToLeft(r) {
			return true
		}
	}
	return false
}

// isRightToLeft tells the characters of the blocks that Unicode keeps for
// right-to-left scripts and their numbers and marks.
func isRightToLeft(r rune) bool {
	return r >= 0x0590 && (r <= 0x08FF || r == 0x200F ||
		r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE ||
		r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF)
}

// visualOrder sorts the pieces of a line from left to right (rule L2): each
// stretch at a level or above it is turned round, from the highest level down
// to 1.
func visualOrder(pieces []piece) {
	highest := uint8(0)
	for _, p := range pieces {
		highest = max(highest, p.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(pieces); {
			if pieces[i].level < level {
				i++
				continue
			}
			end := i
			for end < len(pieces) && pieces[end].level >= level {
				end++
			}
			reverse(pieces[i:end])
			i = end
		}
	}
}

func reverse[T any](s []T) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}
