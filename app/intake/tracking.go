package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"casefolio/app/carriers"
)

var numberWord = regexp.MustCompile(`[0-9A-Za-z]+`)

// Limits on what is tried: words of a text that could be numbers, and how many
// of them are joined to one.
const maxWords, maxJoined = 6_000, 12

// sureTracking looks for numbers that a carrier's format tells by themselves:
// in one word, or in groups as they are printed on labels. One whose check
// digit is wrong is kept as such.
func (r *Recogniser) sureTracking(s *scan) {
	words := numberWord.FindAllStringIndex(s.text, maxWords)
	for i := 0; i < len(words); i++ {
		w := words[i]
		if s.isTaken(w[0], w[1]) || s.glued(w[0]) {
			continue
		}
		if r.sure(s, w[0], w[1], false) {
			continue
		}
		if n := r.joinedNumber(s, words[i:]); n > 0 {
			i += n - 1
		}
	}
}

// glued tells whether the character before start makes the word a piece of
// something else: an address, a decimal, the end of a hyphenated number.
func (s *scan) glued(start int) bool {
	switch s.before(start) {
	case '@', '.', '_':
		return true
	case '-':
		return start > 1 && isAlnum(s.text[start-2])
	}
	return false
}

// joinedNumber tries words that are parted by one space each, the longest run
// first, and returns how many made a number.
func (r *Recogniser) joinedNumber(s *scan, words [][]int) int {
	n := 1
	for n < len(words) && n < maxJoined && words[n][0]-words[n-1][1] == 1 && s.after(words[n-1][1]) == ' ' && countDigits(s.text[words[n][0]:words[n][1]]) > 0 {
		n++
	}
	if n < len(words) && n < maxJoined && words[n][0]-words[n-1][1] == 1 && words[n][1]-words[n][0] == 2 {
		n++ // the country of "RR 123 456 785 CN"
	}
	for ; n > 1; n-- {
		if r.sure(s, words[0][0], words[n-1][1], true) {
			return n
		}
	}
	return 0
}

// sure keeps a number in the format of a carrier that is not loose.
func (r *Recogniser) sure(s *scan, start, end int, parted bool) bool {
	text := s.text[start:end]
	if end-start < 9 || end-start > 60 || countDigits(text) < 6 || strings.ToUpper(text) != text && parted {
		return false
	}
	all := r.carriers.Match(text)
	if len(all) == 0 || all[0].Loose || parted && all[0].Check != carriers.Right && len(text) < 24 && !strings.HasPrefix(all[0].Format, "YT") {
		return false
	}
	if kind, ok := r.labelBefore(s, start); ok && kind == Order && all[0].Check != carriers.Right && strings.Trim(text, "0123456789") == "" {
		return false
	}
	if all[0].Check == carriers.Wrong && strings.Trim(text, "0123456789 ") == "" {
		if !r.speaksOfParcels(s, start) {
			return false // long digits that nothing says a parcel's are
		}
	}
	return s.add(r.parcel(s, start, end, all), true)
}

// parcel makes the hit of a tracking number: the carrier that the text speaks
// of goes first, then the surest.
func (r *Recogniser) parcel(s *scan, start, end int, all []carriers.Match) Hit {
	near := r.around(s, start)
	named := func(m carriers.Match) bool {
		return slices.ContainsFunc(m.Carrier.Words, func(w string) bool { return near.says(w) })
	}
	rank := func(m carriers.Match) int {
		n := 0
		if m.Check == carriers.Wrong {
			n += 4
		}
		if !named(m) {
			n += 2
		}
		if m.Loose && m.Check == carriers.Unchecked {
			n++
		}
		return n
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b carriers.Match) int { return cmp.Compare(rank(a), rank(b)) })
	h := Hit{Kind: Tracking, Value: carriers.Clean(s.text[start:end]), Start: start, End: end}
	if len(all) > 0 {
		best := all[0]
		h.Wrong = best.Check == carriers.Wrong && (!best.Loose || named(best))
		h.Known = h.Wrong || best.Check == carriers.Right || best.Check == carriers.Unchecked && (!best.Loose || named(best))
		h.Carriers = all
		return h
	}
	for _, c := range r.carriers.All() { // no format fits: as the text says
		if m := (carriers.Match{Carrier: c}); named(m) {
			h.Carriers, h.Known = append(h.Carriers, m), true
		}
	}
	return h
}

// nearby is the lines around a place.
type nearby struct {
	s        *scan
	from, to int
}

// around is the line of pos and the filled line before it.
func (r *Recogniser) around(s *scan, pos int) nearby {
	from := s.lineStart(pos)
	for i := from; i > 0; i = from {
		from = s.lineStart(i - 1)
		if strings.TrimSpace(s.text[from:i]) != "" {
			break
		}
	}
	return nearby{s, max(from, pos-400), min(s.lineEnd(pos), pos+400)}
}

func (n nearby) says(word string) bool {
	for pos := n.from; pos < n.to; {
		at := strings.Index(n.s.folded[pos:n.to], word)
		if at < 0 {
			return false
		}
		if n.s.standsAlone(pos+at, pos+at+len(word)) {
			return true
		}
		pos += at + len(word)
	}
	return false
}

// speaksOfParcels tells whether the lines around pos name a carrier or a
// parcel's number, and the number has no other label.
func (r *Recogniser) speaksOfParcels(s *scan, pos int) bool {
	if kind, ok := r.labelBefore(s, pos); ok {
		return kind == Tracking
	}
	near := r.around(s, pos)
	for _, l := range r.labels {
		if l.kind == Tracking && near.says(l.word) {
			return true
		}
	}
	for _, c := range r.carriers.All() {
		if slices.ContainsFunc(c.Words, near.says) {
			return true
		}
	}
	return false
}

// looseTracking looks for numbers that a label announces, and for bare digits
// in lines that speak of parcels.
func (r *Recogniser) looseTracking(s *scan) {
	for _, m := range s.matches(r.trackLabel, 4*maxHits) {
		if s.standsAlone(m[2], m[3]) {
			r.labelledParcel(s, m[8], m[9])
		}
	}
	for _, w := range numberWord.FindAllStringIndex(s.text, maxWords) {
		word := s.text[w[0]:w[1]]
		if len(word) < 10 || countDigits(word) < 9 || s.isTaken(w[0], w[1]) || s.joined(w[0], w[1]) || s.glued(w[0]) {
			continue
		}
		all := r.carriers.Match(word)
		if len(all) == 0 {
			continue
		}
		alone := strings.TrimSpace(s.text) == word
		if alone && all[0].Check == carriers.Right || r.speaksOfParcels(s, w[0]) {
			if h := r.parcel(s, w[0], w[1], all); h.Known {
				s.add(h, true)
			}
		}
	}
}

// labelledParcel takes what stands behind a label: the longest run of groups
// that a format fits, else the first word if it looks like a number.
func (r *Recogniser) labelledParcel(s *scan, start, end int) {
	words := numberWord.FindAllStringIndex(s.text[start:end], maxJoined)
	if len(words) == 0 || words[0][0] != 0 {
		return
	}
	for n := len(words); n > 0; n-- {
		to := start + words[n-1][1]
		all := r.carriers.Match(s.text[start:to])
		if len(all) > 0 && all[0].Check != carriers.Wrong && !s.joined(start, to) && (n == 1 || all[0].Check == carriers.Right) {
			s.add(r.parcel(s, start, to, all), true)
			return
		}
	}
	to := start + words[0][1]
	word := s.text[start:to]
	if len(word) < 8 || countDigits(word) < 6 || s.joined(start, to) || isDay(word) {
		return
	}
	s.add(r.parcel(s, start, to, r.carriers.Match(word)), true)
}
