package redact

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostFound limits what patterns offer; beyond it nobody reads on.
const mostFound = 2000

// Find offers what can be masked in the passages: the known terms first, each
// followed by its parts, then what has the shape of a name, a contact, an
// address or a number, by kind. The same thing in two spellings is offered
// once; what does not occur is left out, also of the known.
func (r *Rules) Find(known []Term, in []Passage) []Candidate {
	f := finder{seen: map[string]bool{}}
	for _, term := range known {
		f.add(term)
		for _, part := range r.parts(term) {
			f.add(Term{Kind: term.Kind, Text: part})
		}
	}
	knownCount := len(f.terms)
	for _, passage := range in {
		if len(f.terms)-knownCount < mostFound {
			r.findShapes(&f, look(passage.Text))
		}
	}
	slices.SortStableFunc(f.terms[knownCount:], func(a, b Term) int {
		return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind)
	})
	return counted(f.terms, in)
}

// plain is a text as the patterns know it: compatibility forms resolved,
// nothing invisible.
func plain(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if isASCII(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F {
			return -1
		}
		if r != '\n' && r != '\r' && unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, norm.NFKC.String(text))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// finder gathers terms, each once.
type finder struct {
	terms []Term
	seen  map[string]bool
}

// add takes a term up unless it stands there in another spelling.
func (f *finder) add(t Term) {
	t.Text = strings.TrimSpace(t.Text)
	keys := keysOf(t)
	if len(keys) == 0 || slices.ContainsFunc(keys, func(k string) bool { return f.seen[k] }) {
		return
	}
	for _, k := range keys {
		f.seen[k] = true
	}
	f.terms = append(f.terms, t)
}

// keysOf have one in common for two spellings of one term.
func keysOf(t Term) []string {
	var keys []string
	var s stream
	for _, text := range spellings(t) {
		s.read(text)
		var key strings.Builder
		for _, u := range s.units {
			key.WriteRune(u.r)
		}
		if len(s.units) == 0 {
			key.WriteString(text) // signs alone
		}
		if key.Len() > 0 {
			keys = append(keys, key.String())
		}
	}
	if t.Kind == Contact {
		for _, core := range phoneCores(t.Text) {
			keys = append(keys, "tel "+core)
		}
	}
	return keys
}

// parts are what a known term can be broken into: the names of a person, the
// lines of an address, the user of a mail address.
func (r *Rules) parts(t Term) []string {
	switch t.Kind {
	case Name:
		return r.nameParts(t.Text)
	case Address:
		return addressParts(t.Text)
	case Contact:
		if user, domain, ok := strings.Cut(t.Text, "@"); ok && strings.Contains(domain, ".") && len(user) > longName {
			return []string{user}
		}
	}
	return nil
}

func (r *Rules) nameParts(name string) []string {
	words := strings.FieldsFunc(name, func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune(",;._·・•()\"", c) || c == '/'
	})
	var parts []string
	for _, w := range words {
		if utf8.RuneCountInString(w) > 1 && !r.particles[strings.ToLower(w)] && w != name {
			parts = append(parts, w)
			if first, last, ok := strings.Cut(w, "-"); ok && len(first) > longName && len(last) > longName {
				parts = append(parts, first, last)
			}
		}
	}
	if len(words) == 1 {
		parts = append(parts, r.wideParts(words[0])...)
	}
	return parts
}

// wideParts are what a Chinese, Korean or Japanese name is called by: the given
// name, the surname with how people are addressed.
func (r *Rules) wideParts(name string) []string {
	runes := []rune(norm.NFC.String(name))
	if kana := slices.IndexFunc(runes, func(c rune) bool { return unicode.In(c, unicode.Katakana, unicode.Hiragana) }); kana > 1 && len(runes)-kana > 1 {
		return []string{string(runes[:kana]), string(runes[kana:])}
	}
	if len(runes) < 2 || len(runes) > 4 || slices.ContainsFunc(runes, func(c rune) bool { return !unicode.In(c, unicode.Han, unicode.Hangul) }) {
		return nil
	}
	surname := 1
	if len(runes) > 2 && slices.Contains(r.surnames, string(runes[:2])) {
		surname = 2
	}
	var parts []string
	if len(runes)-surname == 2 {
		parts = append(parts, string(runes[surname:]))
	}
	for _, form := range r.addressed {
		parts = append(parts, strings.ReplaceAll(form, "*", string(runes[:surname])))
	}
	return parts
}

// leastAddressPart is shorter than any line of an address that says something.
const leastAddressPart = 4

func addressParts(address string) []string {
	lines := strings.FieldsFunc(address, func(c rune) bool { return strings.ContainsRune(",;\n\r|，；、", c) })
	if len(lines) < 2 {
		return nil
	}
	var parts []string
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if utf8.RuneCountInString(line) >= leastAddressPart && strings.ContainsFunc(line, unicode.IsDigit) {
			parts = append(parts, line)
		}
	}
	return parts
}

// findShapes adds what has a shape in a plain text. What was taken is not
// looked at again: a telephone number within a link is none.
func (r *Rules) findShapes(f *finder, text looked) {
	var found taken
	r.shaped(f, &found, r.shapes, text)
	r.numbers(f, &found, text)
	r.shaped(f, &found, r.late, text)
	r.names(f, text.plain)
}

func (r *Rules) shaped(f *finder, found *taken, shapes []shapeRule, text looked) {
	for i := range shapes {
		for _, at := range shapes[i].in(text) {
			if found.take(at) {
				f.add(Term{Kind: shapes[i].Kind, Text: text.plain[at[0]:at[1]]})
			}
		}
	}
}

// taken are the stretches of a text that have been told.
type taken [][2]int

// take is false where another stretch lies below.
func (t *taken) take(at [2]int) bool {
	for _, other := range *t {
		if at[0] < other[1] && other[0] < at[1] {
			return false
		}
	}
	*t = append(*t, at)
	return true
}

// leastDigits is how many digits make a number behind a label.
const leastDigits = 4

// numbers adds order and tracking numbers: behind their label, of a platform's
// form, or with a carrier's check digit.
func (r *Rules) numbers(f *finder, found *taken, l looked) {
	if l.digits < leastDigits {
		return
	}
	text := l.plain
	add := func(p *regexp.Regexp) {
		for _, at := range matches(p, text) {
			if n := text[at[0]:at[1]]; digitsIn(n) >= leastDigits && !isDate(n) && found.take(at) {
				f.add(Term{Kind: Order, Text: n})
			}
		}
	}
	for _, p := range r.orders {
		add(p)
	}
	for _, rule := range r.behind {
		if l.hasAny(rule.labels) {
			add(rule.pattern)
		}
	}
	for _, at := range matches(token, text) {
		if best, ok := r.carriers.Best(text[at[0]:at[1]]); ok && !best.Loose && found.take(at) {
			f.add(Term{Kind: Order, Text: text[at[0]:at[1]]})
		}
	}
}

var (
	token = regexp.MustCompile(`\b[A-Za-z]{0,6}\d[A-Za-z0-9]{7,33}\b`)
	date  = regexp.MustCompile(`^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{2,4}|(?:19|20)\d{2})$`)
)

func isDate(n string) bool { return date.MatchString(n) }

func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// names adds who a text is from or to: behind a label, a greeting or a sign-off.
func (r *Rules) names(f *finder, text string) {
	for _, p := range []*regexp.Regexp{r.labelled, r.greeted, r.signOff} {
		for _, at := range matches(p, text) {
			name := strings.TrimRight(text[at[0]:at[1]], " .'-")
			if !r.isName(name) {
				continue
			}
			f.add(Term{Kind: Name, Text: name})
			for _, part := range r.nameParts(name) {
				f.add(Term{Kind: Name, Text: part})
			}
		}
	}
}

// longestName is longer than what stands where a name can stand, in characters.
const longestName = 40

// isName tells a name from other words: it begins with a capital, where the
// script has such, and is nobody in general.
func (r *Rules) isName(name string) bool {
	n := utf8.RuneCountInString(name)
	first, _ := utf8.DecodeRuneInString(name)
	if n < 2 || n > longestName || unicode.IsLower(first) || r.nobody[strings.ToLower(name)] {
		return false
	}
	if unicode.In(first, unicode.Han) && n > 4 {
		return false
	}
	word, _, _ := strings.Cut(strings.ToLower(name), " ")
	return !r.nobody[word]
}

// counted tells of each term how often and where it stands, and leaves out what
// does not.
func counted(terms []Term, in []Passage) []Candidate {
	m := NewMasker(terms)
	list := make([]Candidate, len(m.terms))
	for i, t := range m.terms {
		list[i].Term = t
	}
	last := make([]int, len(list)) // the passage that was counted last, from 1
	for n, passage := range in {
		spans := m.find(passage.Text, false)
		slices.SortFunc(spans, func(a, b span) int {
			return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.from, b.from))
		})
		end, of := 0, -1
		for _, s := range spans {
			if s.term == of && s.from < end {
				end = max(end, s.to)
				continue // another spelling of the same occurrence
			}
			of, end = s.term, s.to
			c := &list[s.term]
			c.Count++
			if last[s.term] != n+1 && !slices.Contains(c.Where, passage.Where) {
				c.Where = append(c.Where, passage.Where)
			}
			last[s.term] = n + 1
		}
	}
	return slices.DeleteFunc(list, func(c Candidate) bool { return c.Count == 0 })
}
