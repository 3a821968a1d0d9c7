package redact

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// unit is one folded letter or digit of a text.
type unit struct {
	r        rune
	from, to int32 // the bytes of the character it comes from, with its accents
	gap      gap   // what stands between the unit before and this one
	class    class
	first    bool // begins a character: a match may begin here
	upper    bool
}

// gap is what stands between two units.
type gap struct {
	kinds gapKind
	size  uint8 // characters that show, no more than 255
	lines uint8 // line breaks
}

// gapKind is a set of kinds of characters.
type gapKind uint8

const (
	space  gapKind = 1 << iota // also line breaks
	hyphen                     // and other dashes
	point                      // . / ( ) _ and the like, found within numbers
	comma                      // also that of a list in Chinese
	other                      // other punctuation
	wall                       // what nothing reaches across: a mark, broken bytes, the end of a page
)

// adjacent tells whether nothing that shows stands between.
func (g gap) adjacent() bool { return g.kinds == 0 }

// streams are reused: texts come by the hundred thousand.
var streams = sync.Pool{New: func() any { return new(stream) }}

// stream is a text as the matcher sees it: letters and digits, folded.
type stream struct{ units []unit }

// keptUnits is how long a stream may be to be used again; a longer one would
// hold memory for a text that comes once.
const keptUnits = 1 << 20

func (s *stream) release() {
	if cap(s.units) <= keptUnits {
		streams.Put(s)
	}
}

// read takes up a text.
func (s *stream) read(text string) {
	table := foldTable()
	s.units = s.units[:0]
	var g gap
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		f := fold(table, r)
		switch f.class {
		case none:
			g.add(r)
		case hidden:
			// A joiner keeps nothing apart.
		case accent:
			s.extend(at, size)
		default:
			s.add(f, at, size, g)
			g = gap{}
		}
		at += size
	}
}

// extend counts an accent to the letter directly before it.
func (s *stream) extend(at, size int) {
	if n := len(s.units); n > 0 && int(s.units[n-1].to) == at {
		from := s.units[n-1].from
		for i := n - 1; i >= 0 && s.units[i].from == from; i-- {
			s.units[i].to = int32(at + size)
		}
	}
}

func (s *stream) add(f folded, at, size int, g gap) {
	for i, r := range f.runes {
		if r == 0 {
			break
		}
		first := i == 0 && (!f.mark || !g.adjacent() || len(s.units) == 0)
		s.units = append(s.units, unit{
			r: r, from: int32(at), to: int32(at + size), gap: g,
			class: f.class, first: first, upper: f.upper,
		})
		g = gap{}
	}
}

// markRune is what marks are made of.
const markRune = '\u2588'

// signs are the kinds of punctuation that can stand within what is masked.
var signs = func() map[rune]gapKind {
	m := map[rune]gapKind{'\u2212': hyphen, markRune: wall, '\f': wall, utf8.RuneError: wall, 0: wall}
	for _, r := range "./()_[]\u00B7\u2022\u30FB\uFF08\uFF09\uFF0E\uFF0F" {
		m[r] = point
	}
	for _, r := range ",\uFF0C\u3001\u060C" {
		m[r] = comma
	}
	return m
}()

func (g *gap) add(r rune) {
	if g.size < 255 {
		g.size++
	}
	if r == '\n' && g.lines < 255 {
		g.lines++
	}
	kind, known := signs[r]
	switch {
	case known:
	case unicode.IsSpace(r):
		kind = space
	case unicode.Is(unicode.Pd, r):
		kind = hyphen
	default:
		kind = other
	}
	g.kinds |= kind
}

// lastOf tells whether a character ends with unit i: a match may end here.
func (s *stream) lastOf(i int) bool {
	return i+1 == len(s.units) || s.units[i+1].first
}

// borders tells whether a word can end before unit i, which may be one past the
// last, and begin with it.
func (s *stream) borders(i int) bool {
	if i <= 0 || i >= len(s.units) {
		return true
	}
	a, b := s.units[i-1], s.units[i]
	switch {
	case !b.gap.adjacent(), a.class != b.class, a.class == unspaced:
		return true
	case a.class == latin, a.class == cyrillic, a.class == greek:
		return !a.upper && b.upper // EmmaSchneider
	}
	return false
}
