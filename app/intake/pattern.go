package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// pattern is a folded phrase of one or more parts with anything between them.
type pattern struct {
	parts []string
	open  bool // the last part may have any ending
}

// maxGap is how far the parts of a phrase may stand apart, in bytes.
const maxGap = 32

// patterns reads phrases. Buyers leave out accents, so each phrase is also
// looked for without them.
func patterns(words []string) []pattern {
	all := make([]pattern, 0, len(words))
	for _, w := range words {
		all = append(all, newPattern(w))
		if bare := unaccented(w); bare != w {
			all = append(all, newPattern(bare))
		}
	}
	return all
}

func newPattern(w string) pattern {
	p := pattern{open: strings.HasSuffix(w, "~")}
	for _, part := range strings.Split(strings.TrimSuffix(w, "~"), "*") {
		p.parts = append(p.parts, strings.TrimSuffix(fold(part), "~"))
	}
	return p
}

// unaccented drops the accents of Latin letters.
func unaccented(w string) string {
	if strings.IndexFunc(w, func(r rune) bool { return r > 0x7F && isLatin(r) }) < 0 {
		return w
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(w))
	return strings.ReplaceAll(bare, "ß", "ss")
}

// length is how many bytes a pattern asks for; longer ones say more.
func (p pattern) length() int {
	n := 0
	for _, part := range p.parts {
		n += len(part)
	}
	return n
}

// find looks for the next place of a pattern from pos on.
func (s *scan) find(p pattern, pos int) (start, end int, ok bool) {
	for {
		at := strings.Index(s.folded[pos:], p.parts[0])
		if at < 0 {
			return 0, 0, false
		}
		start = pos + at
		pos = start + len(p.parts[0])
		if end, ok = s.rest(p, start, pos); ok {
			return start, end, true
		}
	}
}

// rest looks for the other parts of a pattern whose first stands at start.
func (s *scan) rest(p pattern, start, end int) (int, bool) {
	open := p.open && len(p.parts) == 1
	if !s.wordAt(start, end, open) {
		return 0, false
	}
	for i, part := range p.parts[1:] {
		gap := s.folded[end:min(len(s.folded), end+maxGap+len(part))]
		if stop := strings.IndexAny(gap, "\n.!?。"); stop >= 0 {
			gap = gap[:stop]
		}
		found := false
		for from := 0; !found; {
			at := strings.Index(gap[from:], part)
			if at < 0 {
				return 0, false
			}
			a := end + from + at
			from += at + len(part)
			if found = s.wordAt(a, a+len(part), p.open && i == len(p.parts)-2); found {
				end = a + len(part)
				break
			}
		}
	}
	if p.open {
		for end < len(s.folded) && isAlnum(s.folded[end]) {
			end++
		}
	}
	return end, true
}

// wordAt is standsAlone, where an open word may have any ending.
func (s *scan) wordAt(start, end int, open bool) bool {
	return s.beginsAlone(start) && (open || s.endsAlone(end))
}
