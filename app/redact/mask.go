package redact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Mark stands where something was masked. It is the same for everything, so
// that its length tells nothing.
const Mark = "████"

// Masker masks terms. A nil Masker masks nothing. It may be used by several
// goroutines at once.
type Masker struct {
	terms    []Term
	patterns []pattern
	literals []literal
	machine  *automaton
}

// literal is a term without letters, or with signs that matter; it is found as
// it is written.
type literal struct {
	term int
	text string
}

// NewMasker returns a masker of the terms. Empty ones are left out.
func NewMasker(terms []Term) *Masker {
	m := &Masker{}
	for _, t := range terms {
		t.Text = strings.ReplaceAll(strings.ToValidUTF8(t.Text, ""), string(markRune), "")
		if t.Text = strings.TrimSpace(t.Text); t.Text == "" {
			continue
		}
		index := len(m.terms)
		m.terms = append(m.terms, t)
		if patterns := compile(index, t); len(patterns) > 0 && !isLiteral(t.Text) {
			m.patterns = append(m.patterns, patterns...)
		} else {
			m.literals = append(m.literals, literal{index, t.Text})
		}
	}
	m.machine = newAutomaton(m.patterns)
	return m
}

// isLiteral tells texts of a letter or two with signs that make the difference,
// such as C++.
func isLiteral(text string) bool {
	letters, signs := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			letters++
		case unicode.IsSymbol(r), strings.ContainsRune("#*&%", r):
			signs++
		}
	}
	return letters <= 2 && signs > 0
}

// Terms returns what is masked.
func (m *Masker) Terms() []Term {
	if m == nil {
		return nil
	}
	return slices.Clone(m.terms)
}

// Mask returns s with a Mark in place of every occurrence of a term. All else
// stays as it is, byte for byte.
func (m *Masker) Mask(s string) string {
	masked, _ := m.mask(s)
	return masked
}

// Count returns how many marks Mask would set.
func (m *Masker) Count(s string) int {
	_, n := m.mask(s)
	return n
}

// rounds limits how often a text is looked through again: what was masked can
// be a border that a neighbour lacked.
const rounds = 8

func (m *Masker) mask(s string) (string, int) {
	marks := 0
	for range rounds {
		spans := merged(m.find(s, false))
		if len(spans) == 0 {
			return s, marks
		}
		marks += len(spans)
		var b strings.Builder
		at := 0
		for _, span := range spans {
			b.WriteString(s[at:span.from])
			b.WriteString(Mark)
			at = span.to
		}
		b.WriteString(s[at:])
		s = b.String()
	}
	return Mark, 1 // never seen; rather all than too little
}

// Search returns the terms that can be made out in a text that was taken out
// of a file, where lines may be broken, hyphens set, spaces lost, and the order
// of directions another. What Mask returned has none.
func (m *Masker) Search(text string) []Term {
	spans := m.find(text, true)
	if len(spans) == 0 {
		return nil
	}
	seen := make([]bool, len(m.terms))
	for _, span := range spans {
		seen[span.term] = true
	}
	var found []Term
	for i, t := range m.terms {
		if seen[i] {
			found = append(found, t)
		}
	}
	return found
}

// span is an occurrence of a term, in bytes.
type span struct{ from, to, term int }

// find returns all occurrences, in no order. Where the text was set in lines, a
// single letter beside the break of a line counts for nothing: most are parts of
// a word.
func (m *Masker) find(text string, set bool) []span {
	if m == nil || len(m.terms) == 0 || text == "" {
		return nil
	}
	spans := m.findPlain(text, set)
	if plain, places := unescaped(text); plain != "" {
		for _, s := range m.findPlain(plain, set) {
			spans = append(spans, span{places[s.from], places[s.to], s.term})
		}
	}
	return spans
}

func (m *Masker) findPlain(text string, set bool) []span {
	s := streams.Get().(*stream)
	defer s.release()
	s.read(text)
	var spans []span
	m.machine.scan(s.units, func(p int32, i int) {
		if set && len(m.patterns[p].units) == 1 && s.atBreak(i) {
			return
		}
		if from, to, ok := s.verify(&m.patterns[p], i); ok {
			if m.patterns[p].shape == phone {
				from = withPlus(text, from, to)
			}
			spans = append(spans, span{from, to, m.patterns[p].term})
		}
	})
	for _, l := range m.literals {
		for at := 0; ; {
			k := strings.Index(text[at:], l.text)
			if k < 0 {
				break
			}
			spans = append(spans, span{at + k, at + k + len(l.text), l.term})
			at += k + len(l.text)
		}
	}
	return spans
}

// merged returns the spans in order, those that touch as one.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// atBreak tells whether a letter stands beside the break of a line, where the
// script keeps letters together.
func (s *stream) atBreak(i int) bool {
	breaks := func(k int) bool {
		return k < len(s.units) && s.units[k].gap.lines == 1 && s.units[k].gap.only(space, 1)
	}
	return s.units[i].class != unspaced && (breaks(i) || breaks(i+1))
}

// verify tells whether the pattern that ends with unit i is an occurrence: what
// stands between its letters, and whether a word begins and ends there.
func (s *stream) verify(p *pattern, i int) (from, to int, ok bool) {
	start := i - len(p.units) + 1
	if !s.units[start].first || !s.lastOf(i) {
		return 0, 0, false
	}
	if !p.bridged(s.units[start:i+1]) && !spread(s.units[start:i+1]) {
		return 0, 0, false
	}
	first, ok := s.begins(p, start)
	if !ok {
		return 0, 0, false
	}
	last, ok := s.ends(p, i)
	if !ok || s.withinSum(first, last) {
		return 0, 0, false
	}
	return int(s.units[first].from), int(s.units[last].to), true
}

// leastSum is shorter than any sum in hexadecimal digits, which proofs print.
const leastSum = 16

// withinSum tells whether the units are a part of a long row of hexadecimal
// digits: what looks like a name or a number there is none.
func (s *stream) withinSum(first, last int) bool {
	from, to := first, last
	for from > 0 && s.units[from].gap.adjacent() && isHex(s.units[from-1].r) {
		from--
	}
	for to+1 < len(s.units) && s.units[to+1].gap.adjacent() && isHex(s.units[to+1].r) {
		to++
	}
	whole := from == first && to == last
	return !whole && to-from+1 >= leastSum && isSum(s.units[from:to+1]) && s.borders(from) && s.borders(to+1)
}

// isSum tells a row of hexadecimal digits that has letters and figures.
func isSum(units []unit) bool {
	letters, digits := false, false
	for _, u := range units {
		if !isHex(u.r) {
			return false
		}
		letters, digits = letters || u.class == latin, digits || u.class == digit
	}
	return letters && digits
}

func isHex(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'f' }

// begins returns the unit where the occurrence begins, with what belongs before
// the pattern.
func (s *stream) begins(p *pattern, start int) (int, bool) {
	if p.shape == phone {
		return s.phonePrefix(start)
	}
	if s.borders(start) {
		return start, true
	}
	for _, before := range p.beginnings {
		if k := start - len(before); k >= 0 && s.spells(k, before) && s.units[start].gap.adjacent() && s.borders(k) {
			return k, true
		}
	}
	return start, false
}

// ends returns the unit where the occurrence ends, with its ending.
func (s *stream) ends(p *pattern, i int) (int, bool) {
	if !p.must && (p.free || s.borders(i+1)) {
		return i, true
	}
	for _, ending := range p.endings {
		if last := i + len(ending); last < len(s.units) && s.units[i+1].gap.adjacent() && s.spells(i+1, ending) && s.borders(last+1) && s.lastOf(last) {
			return last, true
		}
	}
	return i, false
}

// spells tells whether a word goes on with these letters from unit k.
func (s *stream) spells(k int, letters []rune) bool {
	for n, r := range letters {
		if k+n >= len(s.units) || s.units[k+n].r != r || n > 0 && !s.units[k+n].gap.adjacent() {
			return false
		}
	}
	return true
}

// withPlus returns where a telephone number begins with its plus, and with the
// parenthesis that closes within it.
func withPlus(text string, from, to int) int {
	for _, plus := range []string{"+", "\uFF0B"} {
		if strings.HasSuffix(text[:from], plus) {
			from -= len(plus)
		}
	}
	if strings.HasSuffix(text[:from], "(") && strings.Contains(text[from:to], ")") {
		from--
	}
	return from
}

// unescaped returns a text with what links write as %E5 resolved, and where
// each of its bytes, and its end, stands in the text. It returns nothing for a
// text without such.
func unescaped(text string) (string, []int) {
	if !strings.Contains(text, "%") {
		return "", nil
	}
	var plain []byte
	var places []int
	any := false
	for at := 0; at < len(text); {
		c, size := text[at], 1
		if c == '%' && at+2 < len(text) {
			if hi, lo := hexDigit(text[at+1]), hexDigit(text[at+2]); hi >= 0 && lo >= 0 {
				c, size, any = byte(hi<<4|lo), 3, true
			}
		}
		plain, places = append(plain, c), append(places, at)
		at += size
	}
	if !any {
		return "", nil
	}
	return string(plain), append(places, len(text))
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
