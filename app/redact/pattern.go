package redact

import (
	"slices"
	"strings"
	"unicode"
)

// pattern is one spelling of a term: folded letters and digits, and what may
// stand between them.
type pattern struct {
	term  int // index
	units []rune
	joins []join // before each unit; the first counts for nothing
	shape shape
	// endings may follow the last letter, beginnings stand before the first,
	// within the same word. With must, one has to follow: the pattern is a stem.
	endings, beginnings [][]rune
	must                bool
	free                bool // the word may go on behind it, as Korean does
}

// join is what may stand between two units.
type join uint8

const (
	tight  join = iota // nothing, but a word may be broken over two lines
	open               // what stands between words
	turned             // what stands between a name and a first name behind it
	number             // what stands within numbers
)

// shape decides about the edges.
type shape uint8

const (
	words shape = iota
	phone       // country codes and a trunk zero may stand before it
)

// maxTerm limits the length of a term, in folded letters.
const maxTerm = 2000

// compile returns the spellings of a term. A term of signs alone has none.
func compile(index int, term Term) []pattern {
	var list []pattern
	for _, text := range spellings(term) {
		list = append(list, patternsOf(index, term.Kind, text, open)...)
	}
	if term.Kind == Name {
		for _, text := range turnedNames(term.Text) {
			list = append(list, patternsOf(index, term.Kind, text, turned)...)
		}
	}
	if term.Kind == Contact || strings.HasPrefix(strings.TrimSpace(term.Text), "+") {
		for _, core := range phoneCores(term.Text) {
			p := pattern{term: index, units: []rune(core), shape: phone}
			p.joins = slices.Repeat([]join{number}, len(p.units))
			list = append(list, p)
		}
	}
	return distinct(list)
}

func distinct(list []pattern) []pattern {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(p pattern) bool {
		var key strings.Builder
		for i, r := range p.units {
			key.WriteRune(r)
			key.WriteByte(byte(p.joins[i]))
		}
		key.WriteByte(byte(p.shape))
		if p.must {
			key.WriteByte('+')
		}
		twice := seen[key.String()]
		seen[key.String()] = true
		return twice
	})
}

// patternsOf compiles one spelling, and what follows from it: the stem of a
// name that is inflected, and the order of letters that a reader gets who does
// not know of right to left.
func patternsOf(index int, kind Kind, text string, between join) []pattern {
	var s stream
	s.read(text)
	units := s.units
	if len(units) == 0 || len(units) > maxTerm {
		return nil
	}
	p := pattern{term: index, units: make([]rune, len(units)), joins: make([]join, len(units))}
	numbers := isNumber(kind, units)
	for i, u := range units {
		p.units[i] = u.r
		switch {
		case i == 0:
		case numbers:
			p.joins[i] = number
		case !u.gap.adjacent(), kind == Address && (u.class == digit) != (units[i-1].class == digit):
			p.joins[i] = between
		}
	}
	p.affixes(kind, units)
	list := []pattern{p}
	if stem, ok := p.stem(kind, units); ok {
		list = append(list, stem)
	}
	if slices.ContainsFunc(units, func(u unit) bool { return u.class == hebrew || u.class == arabic }) {
		list = append(list, p.reversed())
	}
	return list
}

// shortNumber is the length from which a number is also found in groups; a
// shorter one would be found in sums of money.
const shortNumber = 6

// isNumber tells terms that are numbers: order and tracking numbers, and
// whatever is mostly digits.
func isNumber(kind Kind, units []unit) bool {
	digits := 0
	for _, u := range units {
		switch u.class {
		case digit:
			digits++
		case latin:
		default:
			return false
		}
	}
	return len(units) >= shortNumber && (digits == len(units) || kind == Order && digits*2 >= len(units))
}

func (p pattern) reversed() pattern {
	p.units, p.joins = slices.Clone(p.units), slices.Clone(p.joins)
	slices.Reverse(p.units)
	slices.Reverse(p.joins[1:])
	p.endings, p.beginnings, p.must = nil, nil, false
	return p
}

// Endings and beginnings that grammar puts on names, folded.
var (
	latinEndings    = foldedWords("s es ns")
	cyrillicEndings = foldedWords("а я у ю о е и ы ом ем ой ей ою ею ым им ых их ыми ими ого его ому ему ая ую ие ые ів ові еві ами ям ам")
	hebrewBefore    = foldedWords("ו ה ב כ ל מ ש וה וב וכ ול ומ וש שה מה לה")
	arabicBefore    = foldedWords("و ف ب ل ك ال وال بال لل فال كال ول وب فل")
)

// foldedWords folds letters without the table, which is made at its first use.
func foldedWords(words string) [][]rune {
	var list [][]rune
	for _, word := range strings.Fields(words) {
		var letters []rune
		for _, r := range word {
			letters = append(letters, foldSlowly(r).runes[0])
		}
		list = append(list, letters)
	}
	return list
}

// longName is the length from which a name takes endings: of shorter ones other
// words are made.
const longName = 3

func (p *pattern) affixes(kind Kind, units []unit) {
	last := units[len(units)-1].class
	if last == hangul {
		syllables := 0
		for _, u := range units {
			if u.first {
				syllables++
			}
		}
		p.free = syllables > 1
	}
	if kind != Name || len(units) < longName {
		return
	}
	switch last {
	case latin:
		if len(units) > longName {
			p.endings = latinEndings
		}
	case cyrillic:
		p.endings = cyrillicEndings
	}
	switch units[0].class {
	case hebrew:
		p.beginnings = hebrewBefore
	case arabic:
		p.beginnings = arabicBefore
	}
}

// stem is a Cyrillic name without the vowel that other cases replace.
func (p pattern) stem(kind Kind, units []unit) (pattern, bool) {
	last := units[len(units)-1]
	if kind != Name || last.class != cyrillic || len(units) <= longName || !strings.ContainsRune("аяоеийь", last.r) {
		return p, false
	}
	p.units, p.joins = p.units[:len(units)-1], p.joins[:len(units)-1]
	p.endings, p.must = cyrillicEndings, true
	return p, true
}

// bridged tells whether what stands between all units of the pattern may.
func (p *pattern) bridged(units []unit) bool {
	for k := 1; k < len(units); k++ {
		if !p.bridges(k, units[k-1], units[k]) {
			return false
		}
	}
	return true
}

// leastSpread is the length from which letters set apart are a word: E m m a.
const leastSpread = 4

// spread tells whether every letter stands apart from the next on one line, as
// people write to escape a filter.
func spread(units []unit) bool {
	for i, u := range units {
		g := u.gap
		if u.class == digit || i > 0 && (g.adjacent() || g.kinds&wall != 0 || g.lines > 0 || g.size > 3) {
			return false
		}
	}
	return len(units) >= leastSpread
}

// bridges tells whether what stands before unit k of the pattern may stand
// there. a is the unit before, b the one with the gap.
func (p *pattern) bridges(k int, a, b unit) bool {
	g := b.gap
	switch {
	case g.adjacent():
		return true
	case g.kinds&wall != 0, g.lines > 1:
		return false
	case p.joins[k] == number:
		return g.only(space|hyphen|point, 4)
	case isWide(a.class) && isWide(b.class):
		if p.joins[k] == tight {
			return g.only(space, 2)
		}
		return g.only(space|hyphen|point, 3)
	case p.joins[k] == turned:
		return g.only(space|hyphen|point|comma, 3)
	case p.joins[k] == open:
		return g.size <= 6
	}
	return p.broken(a, b)
}

// only tells whether a gap is of these kinds and no larger.
func (g gap) only(kinds gapKind, size uint8) bool { return g.kinds&^kinds == 0 && g.size <= size }

// broken tells whether a word goes on behind a gap: on the next line, or where
// Korean is spaced at will.
func (p *pattern) broken(a, b unit) bool {
	g := b.gap
	switch {
	case a.class == digit || b.class == digit:
		return false
	case a.class == hangul && b.class == hangul:
		return g.only(space, 1) && b.first
	case g.lines == 0 || !g.only(space|hyphen, 4):
		return false
	}
	return len(p.units) >= brokenWord || g.kinds&hyphen != 0 && len(p.units) >= brokenWord-2
}

// isWide tells the scripts that put no spaces between words.
func isWide(c class) bool { return c == unspaced || c == katakana }

// brokenWord is the length from which a word is also found broken over two
// lines; with a hyphen, two letters fewer do.
const brokenWord = 6

// spellings are the ways to write a term that folding does not make the same.
func spellings(term Term) []string {
	text := term.Text
	list := []string{text}
	lower := strings.ToLower(text)
	if other := umlauts.Replace(lower); other != lower {
		list = append(list, other)
	}
	if other := noUmlauts.Replace(lower); other != lower && len(other) > longName {
		list = append(list, other)
	}
	if term.Kind == Address {
		list = append(list, streets(lower)...)
	}
	if term.Kind == Contact && strings.Count(lower, "@") == 1 {
		user, domain, _ := strings.Cut(lower, "@")
		list = append(list, user+" at "+domain, user+" at "+strings.ReplaceAll(domain, ".", " dot "))
	}
	return list
}

var (
	umlauts   = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe", "a\u0308", "ae", "o\u0308", "oe", "u\u0308", "ue")
	noUmlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")
)

// turnedNames puts the last of two or three words first, as lists do, and the
// first last.
func turnedNames(name string) []string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	if len(parts) < 2 || len(parts) > 3 {
		return nil
	}
	n := len(parts)
	back := append([]string{parts[n-1]}, parts[:n-1]...)
	front := append(slices.Clone(parts[1:]), parts[0])
	return []string{strings.Join(back, " "), strings.Join(front, " ")}
}

// shortened are words of addresses with their short forms.
var shortened = [][2]string{
	{"straße", "str."}, {"strasse", "str."}, {"street", "st."}, {"road", "rd."}, {"avenue", "ave."}, {"boulevard", "blvd."},
	{"drive", "dr."}, {"lane", "ln."}, {"court", "ct."}, {"platz", "pl."}, {"apartment", "apt."}, {"square", "sq."},
}

// streets writes out what is shortened in an address, and shortens the rest.
func streets(address string) []string {
	var list []string
	for _, pair := range shortened {
		if strings.Contains(address, pair[0]) {
			list = append(list, strings.ReplaceAll(address, pair[0], pair[1]))
			continue
		}
		short := strings.TrimSuffix(pair[1], ".")
		for _, end := range []string{". ", ".", " ", ","} {
			if at := strings.Index(address, short+end); at > 0 && (short == "str" || address[at-1] == ' ') {
				list = append(list, address[:at]+pair[0]+" "+address[at+len(short)+len(end):])
				break
			}
		}
	}
	return list
}
