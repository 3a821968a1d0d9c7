package typeset

import "unicode"

// Curly quotes, dashes and dots have one code point for two looks: in Chinese
// text they fill a square, beside Latin letters they do not. Which is meant,
// the neighbours tell.

// isCJK tells the characters that are set in squares.
func isCJK(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF60 || r >= 0xFFE0 && r <= 0xFFE6
}

func isQuote(r rune) bool { return r >= '\u2018' && r <= '\u201D' && r != '\u201A' && r != '\u201B' }

// isShared tells the characters besides quotes that Chinese shares with Latin.
func isShared(r rune) bool {
	switch r {
	case '…', '—', '―', '‥', '·', '•', '‧':
		return true
	}
	return false
}

// chineseMarks sets wide for each shared character that stands in Chinese.
func chineseMarks(runes []rune, wide []bool) {
	var open []int // positions of opening quotes without their partner
	for i, r := range runes {
		wide[i] = false
		switch {
		case isShared(r):
			wide[i] = !isSpaced(runes, i) && (isCJK(beside(runes, i, -1)) || isCJK(beside(runes, i, +1)))
		case r == '“' || r == '‘':
			open = append(open, i)
			wide[i] = quoteAlone(runes, i)
		case isApostrophe(runes, i):
		case r == '”' || r == '’':
			wide[i] = quoteAlone(runes, i)
			if n := len(open); n > 0 && runes[open[n-1]] == r-1 {
				pair := quotePair(runes, open[n-1], i)
				wide[open[n-1]], wide[i] = pair, pair
				open = open[:n-1]
			}
		}
	}
}

// reach is how far a neighbour is looked for, so that a text of nothing but
// quotes stays cheap.
const reach = 16

// beside returns the nearest character in the direction of step that is
// neither space nor shared, 0 where there is none.
func beside(runes []rune, i, step int) rune {
	end := i + reach*step
	for i += step; i >= 0 && i < len(runes) && i != end; i += step {
		if r := runes[i]; !isSpace(r) && !isShared(r) && !isQuote(r) && !isInvisible(r) {
			return r
		}
	}
	return 0
}

// isSpaced tells a dash or dot with a space on both sides, which is the Latin
// way to set one: no square with two spaces around it.
func isSpaced(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && runes[i-1] == ' ' && runes[i+1] == ' '
}

func quoteAlone(runes []rune, i int) bool {
	return isCJK(beside(runes, i, -1)) || isCJK(beside(runes, i, +1))
}

// quotePair looks at what stands around a quotation, and inside only where
// nothing stands around it.
func quotePair(runes []rune, from, to int) bool {
	before, after := beside(runes, from, -1), beside(runes, to, +1)
	if before == 0 && after == 0 {
		return isCJK(beside(runes, from, +1))
	}
	return isCJK(before) || isCJK(after)
}

func isApostrophe(runes []rune, i int) bool {
	return runes[i] == '’' && i > 0 && i+1 < len(runes) && isLetterOrDigit(runes[i-1]) && isLetterOrDigit(runes[i+1])
}

func isLetterOrDigit(r rune) bool {
	return !isCJK(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
