package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"casefolio/app/redact"
)

// MostText is how many bytes of a reply are looked through; no platform takes
// half as much.
const MostText = 64 << 10

// view is a text as the patterns read it: letters folded (case, width, accents,
// variants, letters of other scripts that look like Latin ones), marks in their
// plain form, spaces single, words that were pulled apart put together. from and
// to tell of each byte which bytes of the original it stands for.
type view struct {
	text     string
	from, to []int32
}

// builder writes a view.
type builder struct {
	out      []byte
	from, to []int32
}

func (b *builder) add(text []byte, from, to int) {
	b.out = append(b.out, text...)
	for range text {
		b.from = append(b.from, int32(from))
		b.to = append(b.to, int32(to))
	}
}

func newView(original string, spelled []string) view {
	b := builder{make([]byte, 0, len(original)+16), make([]int32, 0, len(original)+16), make([]int32, 0, len(original)+16)}
	var unit []byte
	for i, r := range original {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(original[i:])
		}
		var letter bool
		if unit, letter = redact.AppendFold(unit[:0], r); letter {
			b.add(unit, i, i+size)
			continue
		}
		b.mark(r, i, i+size)
	}
	v := view{string(b.out), b.from, b.to}
	return v.lookalikes().joined(spelled)
}

// marks are written in more ways than one.
var marks = map[rune]string{
	'\u2019': "'", '\u2018': "'", '\u02BC': "'", '\u02BB': "'", '`': "'", '\u00B4': "'", '\u2032': "'",
	'\u201C': `"`, '\u201D': `"`, '\u201E': `"`, '\u00AB': `"`, '\u00BB': `"`,
	'\u2013': "-", '\u2014': "-", '\u2010': "-", '\u2011': "-", '\u2212': "-",
	'\uFF61': "\u3002", '\u2028': "\n", '\u2029': "\n", '\r': "\n", '\u0085': "\n",
}

// mark adds what is no letter. Spaces are single; a line that ends is kept.
func (b *builder) mark(r rune, from, to int) {
	text, known := marks[r]
	switch {
	case known:
	case r == '\n':
		text = "\n"
	case unicode.IsSpace(r) || unicode.IsControl(r):
		text = " "
	case r < utf8.RuneSelf:
		text = string(r)
	default:
		text = norm.NFKC.String(string(r))
	}
	if text == " " && len(b.out) > 0 && (b.out[len(b.out)-1] == ' ' || b.out[len(b.out)-1] == '\n') {
		b.to[len(b.to)-1] = int32(to)
		return
	}
	b.add([]byte(text), from, to)
}

// alike are letters of other scripts that pass for Latin ones.
var alike = map[rune]byte{
	'\u0430': 'a', '\u0435': 'e', '\u043E': 'o', '\u0440': 'p', '\u0441': 'c', '\u0443': 'y', '\u0445': 'x', '\u0456': 'i',
	'\u0455': 's', '\u0458': 'j', '\u04BB': 'h', '\u0501': 'd', '\u043A': 'k', '\u043C': 'm', '\u0442': 't', '\u0432': 'b', '\u043D': 'h',
	'\u03BF': 'o', '\u03B1': 'a', '\u03B5': 'e', '\u03B9': 'i', '\u03BA': 'k', '\u03BD': 'v', '\u03C1': 'p', '\u03C4': 't', '\u03C5': 'u', '\u03C7': 'x',
}

// lookalikes puts Latin letters for those that only look like them, in words
// that have both.
func (v view) lookalikes() view {
	if !strings.ContainsFunc(v.text, func(r rune) bool { return alike[r] != 0 }) {
		return v
	}
	b := builder{}
	for at := 0; at < len(v.text); {
		end := at + wordLength(v.text[at:])
		word := v.text[at:end]
		mixed := strings.ContainsFunc(word, isLatin) && strings.ContainsFunc(word, func(r rune) bool { return alike[r] != 0 })
		for i, r := range word {
			size := utf8.RuneLen(r)
			if c := alike[r]; mixed && c != 0 {
				b.add([]byte{c}, int(v.from[at+i]), int(v.to[at+i]))
				continue
			}
			b.copy(v, at+i, at+i+size)
		}
		at = end
	}
	return view{string(b.out), b.from, b.to}
}

func (b *builder) copy(v view, from, to int) {
	b.out = append(b.out, v.text[from:to]...)
	b.from = append(b.from, v.from[from:to]...)
	b.to = append(b.to, v.to[from:to]...)
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// wordLength is how many bytes the text's first word has, or its first mark.
func wordLength(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if i == 0 {
				return utf8.RuneLen(r)
			}
			return i
		}
	}
	return len(text)
}

// joined puts words together that were pulled apart: Latin letters one by one
// that spell a word of the list, and Han characters with spaces or signs
// between them.
func (v view) joined(spelled []string) view {
	b := builder{}
	done := 0 // of v was copied
	for at := 0; at < len(v.text); {
		if end, word, where := v.spelledOut(at, spelled); word != "" {
			b.copy(v, done, where[0])
			b.add([]byte(" "), int(v.from[where[0]]), int(v.from[where[0]]))
			b.add([]byte(word), int(v.from[where[0]]), int(v.to[where[1]-1]))
			b.add([]byte(" "), int(v.to[where[1]-1]), int(v.to[where[1]-1]))
			at, done = where[1], where[1]
			continue
		} else if end > at {
			at = end
			continue
		}
		r, size := utf8.DecodeRuneInString(v.text[at:])
		if at > 0 && v.text[at-1] >= utf8.RuneSelf && pulls(r) {
			before, _ := utf8.DecodeLastRuneInString(v.text[:at])
			after, _ := utf8.DecodeRuneInString(v.text[at+size:])
			if unicode.Is(unicode.Han, before) && unicode.Is(unicode.Han, after) {
				b.copy(v, done, at)
				done = at + size
			}
		}
		at += size
	}
	if done == 0 {
		return v
	}
	b.copy(v, done, len(v.text))
	return view{string(b.out), b.from, b.to}
}

// pulls tells signs that pull a word of Han characters apart.
func pulls(r rune) bool { return strings.ContainsRune(" .*_-|~\u00B7\u30FB", r) }

// How many letters a word has that is recognised when it is pulled apart, and how
// many single letters are looked at together.
const (
	leastSpelled = 4
	mostSpelled  = 200
)

// spelledOut finds a run of single letters from at that spells a word of the
// list, and where in the view the word lies.
func (v view) spelledOut(at int, spelled []string) (end int, word string, where [2]int) {
	if !isLatin(rune(v.text[at])) || at > 0 && isWordByte(v.text[at-1]) || at+2*leastSpelled > len(v.text)+1 || isWordByte(v.text[at+1]) {
		return 0, "", where
	}
	var letters []byte
	var places []int
	end = at
	for i := at; i < len(v.text) && isLatin(rune(v.text[i])) && len(letters) < mostSpelled; {
		letters, places = append(letters, v.text[i]), append(places, i)
		end = i + 1
		i = end
		if i < len(v.text) && isWordByte(v.text[i]) { // a whole word: the letter is its first
			letters, places, end = letters[:len(letters)-1], places[:len(places)-1], places[max(0, len(places)-2)]+1
			break
		}
		for skipped := 0; i < len(v.text) && skipped < 2 && strings.IndexByte(" .-_*|~/,", v.text[i]) >= 0; skipped++ {
			i++
		}
		if i == end {
			break
		}
	}
	run := string(letters)
	for _, w := range spelled {
		if k := strings.Index(run, w); k >= 0 && len(w) > len(word) {
			word, where = w, [2]int{places[k], places[k+len(w)-1] + 1}
		}
	}
	return end, word, where
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// span returns the bytes of the original below bytes of the view.
func (v view) span(from, to int) (int, int) {
	if from >= to || from >= len(v.from) {
		return 0, 0
	}
	start, end := v.from[from], int32(0)
	for i := from; i < to; i++ {
		start, end = min(start, v.from[i]), max(end, v.to[i])
	}
	return int(start), int(end)
}
