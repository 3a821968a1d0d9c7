package intake

import (
	"regexp"
	"strings"
	"time"
)

var (
	emailShape = regexp.MustCompile(`[A-Za-z0-9._%+…-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b`)
	// hashOrder is how independent shops write: #1042, #LH1042.
	hashOrder = regexp.MustCompile(`(?:^|[\s(:,])#((?:[A-Z]{1,6}-?)?\d{3,10}(?:-[A-Z0-9]{1,6})?)\b`)
	// plusPhone is a number with its country code, northAmerican one without.
	plusPhone     = regexp.MustCompile(`(?:\+|\b00)[1-9]\d{0,2}[ ./-]?(?:\(0?\d{1,4}\)[ ./-]?)?\d(?:[ ./-]?\d){5,13}\b`)
	northAmerican = regexp.MustCompile(`\(\d{3}\) ?\d{3}-\d{4}\b|\b[2-9]\d{2}-[2-9]\d{2}-\d{4}\b`)
	dayNumber     = regexp.MustCompile(`^(?:19|20)\d{2}(?:-\d{1,2}(?:-\d{1,2})?)?$`)
	unitAfter     = regexp.MustCompile(`^(?: ?(?:ml|mm|cm|kg|g|x|pcs|pieces|days?|weeks?|months?|tage?n?|usd|eur|gbp)\b| ?[个件天元块台]|[.,]\d| ?[€$£%円](?:\D|$))`)
)

func (r *Recogniser) emails(s *scan) {
	for _, m := range emailShape.FindAllStringIndex(s.text, maxHits) {
		start := m[0] + len(s.text[m[0]:m[1]]) - len(strings.TrimLeft(s.text[m[0]:m[1]], ".-%+…"))
		s.add(Hit{Kind: Email, Start: start, End: m[1]}, true)
	}
}

// orderShapes looks for the order numbers of the platforms. The platform is
// offered with them. Bare digits behind another label are left to it.
func (r *Recogniser) orderShapes(s *scan) {
	for _, shape := range r.shapes {
		for _, m := range s.matches(shape.re, 4*maxHits) {
			start, end := m[2], m[3]
			if s.joined(start, m[1]) {
				continue
			}
			plain := strings.Trim(s.text[start:end], "0123456789") == ""
			kind, labelled := r.labelBefore(s, start)
			if plain && labelled && kind != Order {
				continue
			}
			if s.add(Hit{Kind: Order, Start: start, End: end}, true) {
				s.add(Hit{Kind: Platform, Value: shape.platform, Start: start, End: end}, false)
			}
		}
	}
}

// joined tells whether a number is a piece of a longer one.
func (s *scan) joined(start, end int) bool {
	b, a := s.before(start), s.after(end)
	if isAlnum(b) || isAlnum(a) {
		return true
	}
	far := func(i int) bool { return i >= 0 && i < len(s.text) && isAlnum(s.text[i]) }
	return b == '-' && far(start-2) || a == '-' && far(end+1) || b == '.' && far(start-2)
}

// labelReach is how far before a number its label may stand, in bytes.
const labelReach = 40

// labelBefore is what the last label on the line before pos announces.
func (r *Recogniser) labelBefore(s *scan, pos int) (kind string, ok bool) {
	from := max(s.lineStart(pos), pos-labelReach)
	near := s.folded[from:pos]
	best := -1
	for _, l := range r.labels {
		at := strings.LastIndex(near, l.word)
		if at < 0 || at+len(l.word) <= best || !s.standsAlone(from+at, from+at+len(l.word)) {
			continue
		}
		if strings.ContainsAny(near[at+len(l.word):], ".!?;,。") && len(near)-at-len(l.word) > 8 {
			continue // another sentence
		}
		best, kind, ok = at+len(l.word), l.kind, true
	}
	return kind, ok
}

// labelledOrders looks for what stands behind "order no." in any language, and
// for numbers with a hash.
func (r *Recogniser) labelledOrders(s *scan) {
	for _, m := range s.matches(r.orderLabel, 8*maxHits) {
		start, end := m[8], m[9]
		for end > start && s.text[end-1] == '-' {
			end--
		}
		if !s.standsAlone(m[2], m[3]) || s.joined(start, end) {
			continue
		}
		sure := m[4] >= 0 || r.numbering.MatchString(s.text[m[2]:m[3]]) || m[6] < m[7] || strings.Contains(s.text[m[3]:start], "#")
		if r.orderLike(s, start, end, sure) {
			s.add(Hit{Kind: Order, Start: start, End: end}, true)
		}
	}
	for _, m := range s.matches(hashOrder, 4*maxHits) {
		kind, labelled := r.labelBefore(s, m[2])
		if !(labelled && kind != Order) {
			s.add(Hit{Kind: Order, Start: m[2], End: m[3]}, true)
		}
	}
}

// orderLike tells whether a word behind the label can be an order number. sure
// tells that the label says "number" or has a sign behind it.
func (r *Recogniser) orderLike(s *scan, start, end int, sure bool) bool {
	number := s.text[start:end]
	digits := countDigits(number)
	if digits < 2 || len(number) < 3 || dayNumber.MatchString(number) || isDay(number) && !sure {
		return false
	}
	if unitAfter.MatchString(s.folded[end:min(len(s.folded), end+12)]) {
		return false
	}
	if m, ok := r.carriers.Best(number); ok && !m.Loose {
		return false
	}
	return sure || digits >= 4
}

// isDay tells whether eight digits are a day.
func isDay(number string) bool {
	_, err := time.Parse("20060102", number)
	return err == nil
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// phones looks for numbers with a country code, in the North American form, or
// behind a label.
func (r *Recogniser) phones(s *scan) {
	phone := func(start, end int) {
		for end > start && !isDigit(s.text[end-1]) {
			end--
		}
		if n := countDigits(s.text[start:end]); n >= 7 && n <= 15 && !s.joined(start, end) {
			s.add(Hit{Kind: Phone, Start: start, End: end}, true)
		}
	}
	for _, m := range s.matches(r.phoneLabel, 2*maxHits) {
		if s.standsAlone(m[2], m[3]) {
			phone(m[8], m[9])
		}
	}
	for _, m := range plusPhone.FindAllStringIndex(s.text, 2*maxHits) {
		if kind, labelled := r.labelBefore(s, m[0]); s.text[m[0]] == '+' || labelled && kind == Phone {
			phone(m[0], m[1])
		}
	}
	for _, m := range northAmerican.FindAllStringIndex(s.text, 2*maxHits) {
		if kind, labelled := r.labelBefore(s, m[0]); !labelled || kind == Phone {
			phone(m[0], m[1])
		}
	}
}

func group(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}
