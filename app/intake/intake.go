// Package intake recognises what a seller pastes: order and tracking numbers,
// the buyer's name and addresses, dates, amounts, the language, the likely
// category and what the buyer asks for. It offers, it never decides.
package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/carriers"
)

// The kinds of what is recognised.
const (
	Order    = "order"
	Platform = "platform" // value: listed id; stands at the order number or the platform's name
	Tracking = "tracking" // value: capitals without spaces
	SKU      = "sku"
	Product  = "product"
	Email    = "email"
	Phone    = "phone"
	Amount   = "amount" // value: "EUR 39.90"
	Date     = "date"   // value: RFC 3339, or "2026-11-09 22:14:00", or "2026-11-09"
	Name     = "name"
	Category = "category" // value: id of the category tree
	Demand   = "demand"   // value: the sentence that asks for something
)

// Kinds are all kinds, as they are offered when one is changed by hand.
func Kinds() []string {
	return []string{Order, Tracking, Email, Phone, Name, Amount, Date, SKU, Product, Demand}
}

// Hit is one recognised thing. Start and End are byte offsets into the text.
type Hit struct {
	Kind, Value string
	Start, End  int

	// Of a tracking number: who can have given it, the likeliest first, and
	// whether the first is more than a guess; Wrong tells that its check digit
	// is not right.
	Carriers []carriers.Match
	Known    bool
	Wrong    bool

	Other   string // of a date such as 3/4/2026: the reading with the day first
	Derived bool   // a date without its year or "two weeks ago", counted from the date of the message
	Event   bool   // a date of a pasted tracking record, not one that somebody wrote
}

// Carrier is who has given a tracking number, as far as it is known.
func (h Hit) Carrier() (carriers.Carrier, bool) {
	if !h.Known || len(h.Carriers) == 0 {
		return carriers.Carrier{}, false
	}
	return h.Carriers[0].Carrier, true
}

// Scored is a category with how much speaks for it, from 0 to 1.
type Scored struct {
	ID    string
	Score float64
}

// Found is all that was recognised, the hits in the order of the text. Hits of
// the same kind do not overlap, except dates and what they are part of.
type Found struct {
	Hits       []Hit
	Categories []Scored // best first
	Language   string   // BCP 47: "en", "zh-Hans"; empty where nothing tells
}

// MaxText is how much of a text is looked at, in bytes. A pasted page is far
// smaller, and recognition runs while the seller types.
const MaxText = 64 << 10

// maxHits bounds what one kind can offer.
const maxHits = 50

// Recognise looks through text. Only its first 64 KiB count.
func (r *Recogniser) Recognise(text string) Found {
	if len(text) > MaxText {
		cut := MaxText
		for !utf8.RuneStart(text[cut]) && cut > MaxText-utf8.UTFMax {
			cut--
		}
		text = text[:cut]
	}
	s := newScan(text)
	s.language = r.languages.detect(s.text)
	r.emails(s)
	r.orderShapes(s)
	r.sureTracking(s)
	r.allDates(s)
	r.labelledOrders(s)
	r.looseTracking(s)
	r.phones(s)
	r.goods(s)
	r.amounts(s)
	r.relativeDates(s)
	r.names(s)
	r.platformWords(s)
	scored := r.categories(s)
	r.demands(s)
	slices.SortStableFunc(s.hits, func(a, b Hit) int { return cmp.Compare(a.Start, b.Start) })
	return Found{Hits: s.hits, Categories: scored, Language: s.language}
}

// scan is one text being looked through: a narrowed copy, from whose offsets
// hits are led back to the text.
type scan struct {
	original string
	text     string
	folded   string // of equal length as text
	at       []int32
	language string
	hits     []Hit
	taken    [][2]int       // ranges of text which nothing else may claim
	counts   map[string]int // of hits by kind
}

// add keeps a hit with offsets into s.text; claim keeps other kinds away from
// its place.
func (s *scan) add(h Hit, claim bool) bool {
	if h.Value == "" {
		h.Value = s.source(h.Start, h.End)
	}
	h.Value = strings.TrimSpace(strings.ToValidUTF8(h.Value, "\uFFFD"))
	if h.Value == "" || s.counts[h.Kind] >= maxHits || (claim && s.isTaken(h.Start, h.End)) {
		return false
	}
	if claim {
		s.taken = append(s.taken, [2]int{h.Start, h.End})
	}
	h.Start, h.End = s.origin(h.Start), s.origin(h.End)
	if h.End <= h.Start {
		return false
	}
	s.hits = append(s.hits, h)
	s.counts[h.Kind]++
	return true
}

func (s *scan) isTaken(start, end int) bool {
	return slices.ContainsFunc(s.taken, func(r [2]int) bool { return start < r[1] && r[0] < end })
}

func (s *scan) has(kind string) bool { return s.counts[kind] > 0 }

// origin leads an offset of the narrowed text back.
func (s *scan) origin(pos int) int { return int(s.at[pos]) }

// source is the text as it came, between two offsets of the narrowed one.
func (s *scan) source(start, end int) string { return s.original[s.origin(start):s.origin(end)] }

// lineStart is where the line of pos begins.
func (s *scan) lineStart(pos int) int { return strings.LastIndexByte(s.text[:pos], '\n') + 1 }

// lineEnd is where the line of pos ends.
func (s *scan) lineEnd(pos int) int {
	if n := strings.IndexByte(s.text[pos:], '\n'); n >= 0 {
		return pos + n
	}
	return len(s.text)
}
