package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest name, product and sentence that are offered, in characters.
const maxName, maxProduct, maxSentence = 60, 200, 300

// goods looks for labelled lines with the product and its SKU.
func (r *Recogniser) goods(s *scan) {
	for _, l := range []struct {
		kind string
		re   *regexp.Regexp
	}{{SKU, r.skuLabel}, {Product, r.productLabel}} {
		for _, m := range l.re.FindAllStringSubmatchIndex(s.text, maxHits) {
			value := strings.TrimRightFunc(s.text[m[2]:m[3]], unicode.IsSpace)
			if utf8.RuneCountInString(value) <= maxProduct {
				s.add(Hit{Kind: l.kind, Start: m[2], End: m[2] + len(value)}, true)
			}
		}
	}
}

// names looks for labelled lines ("From: …") first, then for who speaks first
// in a chat log, then for a closing formula with a name below it.
func (r *Recogniser) names(s *scan) {
	for _, re := range []*regexp.Regexp{r.nameLabel, r.chatHead, r.signOff} {
		for _, m := range re.FindAllStringSubmatchIndex(s.text, maxHits) {
			s.name(m[2], m[3])
			if re == r.chatHead && s.has(Name) {
				break // the others may be the seller's own
			}
		}
		if s.has(Name) {
			return
		}
	}
}

// name takes what stands between start and end without an address, quotes and
// the mark of a platform's mail.
func (s *scan) name(start, end int) {
	raw := s.text[start:end]
	for _, stop := range []string{"<", "(", "（", " - Amazon"} {
		raw, _, _ = strings.Cut(raw, stop)
	}
	isEdge := func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune(`"'“”‘’,，;；.。!！`, c)
	}
	left := strings.TrimLeftFunc(raw, isEdge)
	start += len(raw) - len(left)
	value := strings.TrimRightFunc(left, isEdge)
	letters := strings.IndexFunc(value, unicode.IsLetter) >= 0
	if !letters || utf8.RuneCountInString(value) > maxName || strings.ContainsAny(value, "0123456789@:/\x00\uFFFD") {
		return
	}
	s.add(Hit{Kind: Name, Start: start, End: start + len(value)}, false)
}

// platformWords offers the platform that is named, where no order number told
// it. An address of the platform counts before its bare name.
func (r *Recogniser) platformWords(s *scan) {
	if s.has(Platform) {
		return
	}
	var best Hit
	for _, p := range r.platforms {
		for _, w := range p.words {
			start, end, ok := s.find(w, 0)
			if ok && end-start > best.End-best.Start {
				best = Hit{Kind: Platform, Value: p.id, Start: start, End: end}
			}
		}
	}
	if best.Value != "" {
		s.add(best, false)
	}
}

// demands marks what the buyer asks for and offers the whole sentence.
func (r *Recogniser) demands(s *scan) {
	var marked [][2]int
	for _, w := range r.demandWords {
		start, end, ok := s.find(w, 0)
		if !ok || overlaps(marked, start, end) {
			continue
		}
		from, to := s.sentence(start, end)
		if m := r.chatHead.FindStringIndex(s.text[from:to]); m != nil && m[0] == 0 && from+m[1] <= start {
			from += m[1]
		}
		marked = append(marked, [2]int{from, to})
		s.add(Hit{Kind: Demand, Value: s.source(from, to), Start: start, End: end}, false)
	}
}

func overlaps(ranges [][2]int, start, end int) bool {
	for _, r := range ranges {
		if start < r[1] && r[0] < end {
			return true
		}
	}
	return false
}

// sentence widens a range to its sentence within the line; a sentence beyond
// all measure stays as the words alone.
func (s *scan) sentence(start, end int) (from, to int) {
	from, to = s.lineStart(start), len(s.text)
	for i := from; i < start; {
		n := s.stop(i)
		i += max(n, 1)
		if n > 0 {
			from = i
		}
	}
	for i := end; i < len(s.text); i++ {
		if s.text[i] == '\n' {
			to = i
			break
		}
		if n := s.stop(i); n > 0 {
			to = i + n
			break
		}
	}
	if utf8.RuneCountInString(s.text[from:to]) > maxSentence {
		return start, end
	}
	return from, to
}

// stop is the length of the end of a sentence at pos, or 0.
func (s *scan) stop(pos int) int {
	rest := s.text[pos:]
	for _, mark := range []string{"。", "!", "?"} {
		if strings.HasPrefix(rest, mark) {
			return len(mark)
		}
	}
	if rest[0] == '.' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n' || rest[1] == '\r') {
		return 1
	}
	return 0
}
