package typeset

import (
	"unicode"
	"unicode/utf8"
)

// How far a place of a justified line opens at most, in ems. A line that lacks
// little opens everywhere by what nobody sees, which also costs a file least.
// Where that is not enough, the places beside Chinese characters open up to
// evenGap, which stays below what text extraction takes for a space between
// words (a tenth of an em in poppler), so that a search still finds a word.
// What is still missing goes to the spaces and beside punctuation.
const (
	unseenGap = 0.02
	evenGap   = 0.09
	wideGap   = 0.25
)

// Justify brings the lines of Chinese and Japanese paragraphs to the width that
// they were broken to: text in squares is expected to fill its measure. The
// last line of a paragraph stays as it is, so does a line that would have to be
// opened too far, and text in any other script, which is set ragged.
func Justify(lines []Line, width float64) {
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && !lines[to-1].Last {
			to++
		}
		if inSquares(lines[from:to]) {
			for i := range lines[from : to-1] {
				lines[from+i].justify(width)
			}
		}
		from = to
	}
}

// inSquares tells whether most of a paragraph is Chinese or Japanese.
func inSquares(lines []Line) bool {
	square, other := 0, 0
	for _, line := range lines {
		for _, r := range line.Text {
			switch {
			case isSquare(r):
				square++
			case unicode.IsLetter(r):
				other++
			}
		}
	}
	return square > other
}

func isSquare(r rune) bool { return isCJK(r) && !isHangul(r) }

// gaps are the kinds of room at which a line opens: that of all places, that
// beside Chinese characters, and that which only some of these have besides. As
// a part of the most, or in points together.
type gaps struct{ unseen, even, wide float64 }

func (l *Line) justify(width float64) {
	for _, run := range l.Runs {
		if run.RTL {
			return
		}
	}
	rest, most := width-l.Width, l.open(gaps{})
	share := gaps{}
	switch {
	case rest <= tolerance || rest > most.even+most.wide:
		return
	case rest < most.unseen:
		share.unseen = rest / most.unseen
	case rest < most.even:
		share.even = rest / most.even
	default:
		share.even, share.wide = 1, (rest-most.even)/max(most.wide, tolerance)
	}
	l.open(share)
	l.Width = width
}

// open widens the places of the line by their share, and returns how far they
// could open in points.
func (l *Line) open(share gaps) (most gaps) {
	var before *Glyph
	last := ""
	shift := 0.0 // of what follows
	for i := range l.Runs {
		run := &l.Runs[i]
		start := shift
		for j := range run.Glyphs {
			g := &run.Glyphs[j]
			if g.Text != "" {
				if before != nil {
					gap := gapBetween(last, g.Text)
					most.unseen += gap.unseen * run.Size
					most.even += gap.even * run.Size
					most.wide += gap.wide * run.Size
					by := (gap.unseen*share.unseen + gap.even*share.even + gap.wide*share.wide) * run.Size
					before.Advance += by
					shift += by
				}
				if last = g.Text; j == 0 {
					start = shift
				}
			}
			g.X += shift - start
			before = g
		}
		run.X += start
	}
	return most
}

// gapBetween is how far the line may open between two clusters, in ems.
func gapBetween(before, after string) gaps {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	switch {
	case isShared(a) && a == b: // dashes and dots are drawn in one stroke
		return gaps{}
	case a == ' ', isSquareMark(a) && !isOpening(a) && !isSquareMark(b), isSquareMark(b) && isOpening(b) && !isSquareMark(a):
		return gaps{unseenGap, evenGap, wideGap - evenGap}
	case isSquare(a) || isSquare(b):
		return gaps{unseen: unseenGap, even: evenGap}
	}
	return gaps{unseen: unseenGap}
}

func isSquareMark(r rune) bool { return isSquare(r) && unicode.IsPunct(r) }
