package redact

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class tells how a character joins with its neighbours to words.
type class uint8

const (
	// none is what stands between words: spaces, punctuation, signs.
	none class = iota
	// hidden characters show nothing: joiners, marks of direction, soft hyphens.
	hidden
	// accent is a mark that is folded away with the letter that it stands on.
	accent
	digit
	// spaced letters are written with spaces between words; each script has
	// its own class, so that a word ends where the script changes.
	latin
	cyrillic
	greek
	hebrew
	arabic
	otherSpaced
	katakana // has no spaces, but long words that contain short names
	hangul   // takes endings without a space
	unspaced // Han, hiragana, Thai and others
)

// folded is what a character counts as. mark tells a sign or jamo that belongs
// to the letter before it: nothing may begin or end between the two.
type folded struct {
	runes [3]rune // zero behind the last
	class class
	mark  bool
	upper bool
}

//go:embed variants.txt
var variantLines string

// special letters have no decomposition in Unicode, but one in the heads of
// people who type without them, or several code points that look alike.
var special = map[rune]string{
	'\u00DF': "ss", '\u00E6': "ae", '\u0153': "oe", '\u00F8': "o", '\u0142': "l", '\u0111': "d",
	'\u00F0': "d", '\u00FE': "th", '\u0131': "i", '\u0127': "h", '\u0167': "t", '\u014B': "n",
	'\u03C2': "\u03C3",                     // final sigma
	'\u0649': "\u064A", '\u06CC': "\u064A", // Arabic yeh without dots, Farsi yeh
	'\u06A9': "\u0643", '\u0629': "\u0647", '\u06C1': "\u0647", // keheh, teh marbuta, heh goal
	'\u0671': "\u0627",                       // alef wasla
	'\u2019': "", '\u02BC': "", '\u02BB': "", // apostrophes are no letters
}

// foldTable is the folding of the basic plane, made at its first use.
var foldTable = sync.OnceValue(func() *[0x10000]folded {
	table := new([0x10000]folded)
	simple := map[rune]rune{}
	for line := range strings.Lines(variantLines) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pair := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(pair); i += 2 {
			simple[pair[i]] = pair[i+1]
		}
	}
	for r := range rune(0x10000) {
		switch {
		case r >= 0x4E00 && r < 0xA000, r >= 0x3400 && r < 0x4DC0:
			table[r] = folded{runes: [3]rune{r}, class: unspaced}
		case r < 0xD800 || r >= 0xE000 && r < 0xF900 || r >= 0xFA00:
			table[r] = foldSlowly(r)
		case r >= 0xF900:
			table[r] = foldSlowly(r) // compatibility ideographs become ordinary ones
		}
	}
	for from, to := range simple {
		if from < 0x10000 {
			table[from] = folded{runes: [3]rune{to}, class: unspaced}
		}
	}
	for r := rune(0xF900); r < 0xFB00; r++ {
		if to := simple[table[r].runes[0]]; to != 0 {
			table[r].runes[0] = to
		}
	}
	return table
})

// fold returns what a character counts as.
func fold(table *[0x10000]folded, r rune) folded {
	if r < 0x10000 {
		return table[r]
	}
	return foldSlowly(r)
}

// foldSlowly folds one character: compatibility forms and width, case, accents.
func foldSlowly(r rune) folded {
	if c := classOfRune(r); c == hidden || c == accent {
		return folded{class: c}
	}
	var f folded
	n := 0
	add := func(c rune) {
		k := classOfRune(c)
		if k == none || k == hidden || k == accent || n == len(f.runes) {
			return
		}
		if n == 0 {
			f.class, f.mark = k, belongsToLast(c)
		}
		f.runes[n] = c
		n++
	}
	for _, c := range norm.NFKD.String(string(unframed(r))) {
		if unicode.IsUpper(c) {
			f.upper = true
		}
		c = unicode.ToLower(unicode.ToUpper(c))
		switch text, known := special[c]; {
		case known:
			for _, c := range text {
				add(c)
			}
		case unicode.Is(unicode.Nd, c):
			add('0' + digitValue(c))
		default:
			add(c)
		}
	}
	return f
}

// digitValue is the value of a decimal digit of any script: they stand in rows
// of ten.
func digitValue(c rune) rune {
	v := rune(0)
	for v < 9 && unicode.Is(unicode.Nd, c-v-1) {
		v++
	}
	return v
}

// classOfRune tells the class of a character that is not composed.
func classOfRune(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return classOfASCII(r)
	case isHidden(r):
		return hidden
	case isAccent(r):
		return accent
	case unicode.IsNumber(r):
		return digit
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return none
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.class
		}
	}
	return otherSpaced
}

func classOfASCII(r rune) class {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return latin
	}
	return none
}

var scripts = []struct {
	table *unicode.RangeTable
	class class
}{
	{unicode.Han, unspaced}, {unicode.Latin, latin}, {unicode.Cyrillic, cyrillic}, {unicode.Greek, greek},
	{unicode.Hebrew, hebrew}, {unicode.Arabic, arabic}, {unicode.Hangul, hangul}, {unicode.Katakana, katakana},
	{unicode.Hiragana, unspaced}, {unicode.Thai, unspaced}, {unicode.Lao, unspaced}, {unicode.Khmer, unspaced},
	{unicode.Myanmar, unspaced}, {unicode.Tibetan, unspaced}, {voicing, katakana},
}

// voicing are the marks and the long sound of kana, which no script owns.
var voicing = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x3099, Hi: 0x309A, Stride: 1}, {Lo: 0x30FC, Hi: 0x30FC, Stride: 1}}}

// isHidden tells characters that show nothing and stand anywhere.
func isHidden(r rune) bool {
	switch {
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x0640: // fillers; the stretch of Arabic letters
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF: // variations
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// accents are the marks that are folded away. Those of Indian and Thai letters
// are vowels and stay; a dot below an Indian letter goes.
var accents = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0300, Hi: 0x036F, Stride: 1}, {Lo: 0x0483, Hi: 0x0489, Stride: 1},
	{Lo: 0x0591, Hi: 0x05BD, Stride: 1}, {Lo: 0x05BF, Hi: 0x05C7, Stride: 1},
	{Lo: 0x0610, Hi: 0x061A, Stride: 1}, {Lo: 0x064B, Hi: 0x065F, Stride: 1}, {Lo: 0x0670, Hi: 0x0670, Stride: 1},
	{Lo: 0x06D6, Hi: 0x06ED, Stride: 1}, {Lo: 0x08CA, Hi: 0x08FF, Stride: 1},
	{Lo: 0x093C, Hi: 0x093C, Stride: 1}, {Lo: 0x09BC, Hi: 0x09BC, Stride: 1}, {Lo: 0x0A3C, Hi: 0x0A3C, Stride: 1},
	{Lo: 0x1AB0, Hi: 0x1AFF, Stride: 1}, {Lo: 0x1DC0, Hi: 0x1DFF, Stride: 1},
	{Lo: 0x20D0, Hi: 0x20FF, Stride: 1}, {Lo: 0xFE20, Hi: 0xFE2F, Stride: 1},
}}

// unframed is the letter in a filled circle or square, which Unicode takes for
// a sign of its own.
func unframed(r rune) rune {
	for _, first := range []rune{0x1F150, 0x1F170} {
		if r >= first && r < first+26 {
			return 'A' + r - first
		}
	}
	return r
}

func isAccent(r rune) bool { return unicode.Is(accents, r) && unicode.IsMark(r) }

// belongsToLast tells what can only follow a letter: vowel signs, voicing, the
// second and third parts of a hangul syllable.
func belongsToLast(r rune) bool {
	return unicode.IsMark(r) || r >= 0x1160 && r <= 0x11FF || r >= 0xD7B0 && r <= 0xD7FB
}
