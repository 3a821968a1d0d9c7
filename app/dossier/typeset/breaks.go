package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Where a line may begin is the rule of Unicode (UAX #14), bettered here by
// what it leaves to the language: Korean by words, numbers with their units,
// the square quotes of Chinese, and the places at which an address or a Thai
// phrase that no line can hold is cut.

// strength is that of a place at which a line begins only where it must.
type strength uint8

const (
	soft strength = iota + 1 // within a word that no line can hold
	tied                     // between words that belong together
)

// refine betters the chances of a line to begin, and finds the places for those
// that must.
func (w *worker) refine(p *paragraph) {
	w.soft = resize(w.soft, len(p.runes)+1)
	for i := 1; i < len(p.runes); i++ {
		before, after := p.runes[i-1], p.runes[i]
		switch {
		case w.wide[i]:
			w.refineShared(before, after, i)
		case isHangul(before) && isWordPart(after), isHangul(after) && isWordPart(before):
			w.breaks[i] = false
		case isThai(after):
			if isLeadingVowel(after) && isThai(before) && !isLeadingVowel(before) || endsThai(before) {
				w.soft[i] = soft
			}
			w.starts[i] = w.starts[i] && !trailsThai(after) && !isLeadingVowel(before)
		case belongs(p.runes, i):
			if w.breaks[i] {
				w.soft[i], w.breaks[i] = tied, false
			}
		case isAddressMark(before):
			w.refineMark(p.runes, i)
		}
	}
}

// refineShared treats what Chinese shares with Latin like the marks that are
// Chinese alone: a line may begin with an opening quote and with a dash, never
// with a dot.
func (w *worker) refineShared(before, after rune, i int) {
	switch square := w.wide[i-1] || isCJK(before); {
	case after == '·' || after == '‧' || after == '•':
		w.breaks[i] = false
	case isOpeningQuote(after):
		w.breaks[i] = w.breaks[i] || square && !isOpening(before) && !isHangul(before)
	case after == '—' && before != '—':
		w.breaks[i] = w.breaks[i] || square && !isOpening(before)
	}
}

// refineMark lets an address break after its marks, but neither within a row of
// them nor between its scheme and its host.
func (w *worker) refineMark(runes []rune, i int) {
	before, after := runes[i-1], runes[i]
	switch {
	case !isAddressPart(after):
		return
	case before == '/' && i >= 3 && runes[i-2] == '/' && runes[i-3] == ':':
		w.breaks[i] = false
	case strings.ContainsRune(".,:", before) && i > 1 && isDigit(runes[i-2]) && isDigit(after):
	case isAddressMark(after):
	default:
		w.soft[i] = soft
	}
}

// isAddressMark tells the marks after which a long address or number is cut.
func isAddressMark(r rune) bool {
	return r < utf8.RuneSelf && strings.ContainsRune("/.-?&=_#@:;,+|~\\", r)
}

// isAddressPart tells what an address goes on with.
func isAddressPart(r rune) bool { return r > ' ' && r < 0x250 && r != 0x7F }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isHangul(r rune) bool { return r >= 0x1100 && scriptFamily(r) == hangulFamily }

// isWordPart tells what a Korean word is made of: particles follow numbers and
// foreign names without a space.
func isWordPart(r rune) bool { return isHangul(r) || isLetterOrDigit(r) }

func isOpeningQuote(r rune) bool { return r == '“' || r == '‘' }

func isOpening(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }

// belongs tells whether the line may not begin at i because a number stands on
// one side and its unit, or what counts it, on the other. A space between them
// counts for nothing.
func belongs(runes []rune, i int) bool {
	left, after := i-1, runes[i]
	if runes[left] == ' ' {
		left--
	}
	if left < 0 {
		return false
	}
	before := runes[left]
	switch {
	case isDigit(before):
		return strings.ContainsRune(counters, after) || isUnit(runes[i:]) || left < i-1 && isTime(runes[i:])
	case isDigit(after):
		return before == ordinal || unicode.Is(unicode.Sc, before) || isCode(runes, left+1-codeLength)
	}
	return false
}

const (
	// counters are the Chinese and Japanese words that follow a number: year,
	// month, day (twice), hour, minute, second, week, the units of money and
	// weight, and what counts pieces, parcels, pages and times.
	counters = "\u5e74\u6708\u65e5\u53f7\u5929\u65f6\u70b9\u5206\u79d2\u5468\u5143\u5757\u5186\u514b\u65a4\u7c73\u4e2a\u4ef6\u5355\u5305\u7bb1\u9875\u5f20\u6761\u4efd\u6b21\u5c0f" +
		"\u865f\u6642\u9ede\u584a\u9801\u5f35\u689d\u500b\u55ae" // and so in Traditional characters
	ordinal    = '\u7b2c' // stands before a number
	codeLength = 3        // of a currency's code
	unitLength = 4        // longest of units
)

var units = map[string]bool{
	"%": true, "‰": true, "°C": true, "°F": true, "°": true, "€": true, "$": true, "£": true, "¥": true, "₽": true, "zł": true, "kr": true, "Kč": true,
	"kg": true, "g": true, "mg": true, "t": true, "lb": true, "lbs": true, "oz": true, "km": true, "m": true, "cm": true, "mm": true, "in": true, "ft": true,
	"l": true, "L": true, "ml": true, "mL": true, "W": true, "kW": true, "kWh": true, "Wh": true, "V": true, "A": true, "mA": true, "mAh": true, "Hz": true,
	"kHz": true, "MHz": true, "GHz": true, "KB": true, "kB": true, "MB": true, "GB": true, "TB": true, "dpi": true, "px": true, "MP": true,
	"h": true, "min": true, "s": true, "ms": true, "pcs": true, "am": true, "pm": true, "AM": true, "PM": true,
}

// isUnit tells whether the text begins with a unit or a currency's code.
func isUnit(runes []rune) bool {
	n := 0
	for n < len(runes) && n <= unitLength && !isSpace(runes[n]) && (!unicode.IsPunct(runes[n]) || runes[n] == '%' || runes[n] == '‰') && !isCJK(runes[n]) {
		n++
	}
	return n > 0 && n <= unitLength && (units[string(runes[:n])] || isCode(runes, 0) && n == codeLength)
}

// isTime tells whether the text begins with the time of a day, which stays with
// its date.
func isTime(runes []rune) bool {
	return len(runes) >= 5 && isDigit(runes[0]) && isDigit(runes[1]) && runes[2] == ':' && isDigit(runes[3]) && isDigit(runes[4])
}

// isCode tells whether a word of three capitals begins at i, as the code of a
// currency is.
func isCode(runes []rune, i int) bool {
	if i < 0 || i+codeLength > len(runes) || i > 0 && isLetterOrDigit(runes[i-1]) {
		return false
	}
	for _, r := range runes[i : i+codeLength] {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// looksRight tells whether a line may end and the next begin with these, where
// a word must be cut anywhere.
func looksRight(before, after rune) bool {
	if isOpening(before) || after < utf8.RuneSelf && strings.ContainsRune(",.;:!?)]}%", after) {
		return false
	}
	return after < utf8.RuneSelf || !unicode.IsPunct(after) || isOpening(after)
}

// Thai is written without spaces between words, and there is no word list here.
// A vowel that is written before its consonant opens a syllable, one that is
// written after it belongs to it: lines keep at least syllables whole there.

func isThai(r rune) bool { return r >= 0x0E01 && r <= 0x0E4E }

func isLeadingVowel(r rune) bool { return r >= 0x0E40 && r <= 0x0E44 }

// trailsThai tells the vowels and signs that follow their letter in a place of
// their own.
func trailsThai(r rune) bool {
	return r >= 0x0E2F && r <= 0x0E33 || r == 0x0E45 || r == 0x0E46
}

// endsThai tells the signs that end a syllable or a word.
func endsThai(r rune) bool { return r == 0x0E30 || r == 0x0E2F || r == 0x0E46 }
