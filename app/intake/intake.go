// Package intake recognises what a seller pastes: order and tracking numbers,
// the buyer's name and address, dates, amounts, the likely category and what
// the buyer asks for. It offers, it never decides.
package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The kinds of what is recognised.
const (
	Order    = "order"
	Platform = "platform" // value: listed id; stands at the order number or the platform's name
	Tracking = "tracking" // value without spaces
	SKU      = "sku"
	Product  = "product"
	Email    = "email"
	Amount   = "amount" // value: "EUR 39.90"
	Date     = "date"   // value: RFC 3339, or "2026-11-09 22:14", or "2026-11-09"
	Name     = "name"
	Category = "category" // value: id of the category tree
	Demand   = "demand"   // value: the sentence that asks for something
)

// Hit is one recognised thing. Start and End are byte offsets into the text.
type Hit struct {
	Kind, Value string
	Start, End  int
}

// Found is all that was recognised, in the order of the text. Hits of the same
// kind do not overlap.
type Found struct{ Hits []Hit }

// maxText is how much of a text is looked at, in bytes. A pasted page is far
// smaller, and recognition runs while the seller types.
const maxText = 64 << 10

// maxHits bounds what one kind can offer.
const maxHits = 50

// Recognise looks through text. Only its first 64 KiB count.
func (r *Recogniser) Recognise(text string) Found {
	if len(text) > maxText {
		cut := maxText
		for !utf8.RuneStart(text[cut]) && cut > maxText-utf8.UTFMax {
			cut--
		}
		text = text[:cut]
	}
	s := scan{text: text, folded: fold(text)}
	r.emails(&s)
	r.orders(&s)
	r.tracking(&s)
	r.goods(&s)
	r.dates(&s)
	r.amounts(&s)
	r.names(&s)
	r.platformWords(&s)
	r.category(&s)
	r.demands(&s)
	slices.SortStableFunc(s.hits, func(a, b Hit) int { return cmp.Compare(a.Start, b.Start) })
	return Found{Hits: s.hits}
}

// scan is one text being looked through.
type scan struct {
	text, folded string // of equal length
	hits         []Hit
	taken        [][2]int // ranges of numbers and addresses, which nothing else may claim
}

// add keeps a hit; claim keeps other kinds away from its place.
func (s *scan) add(kind, value string, start, end int, claim bool) bool {
	value = strings.TrimSpace(strings.ToValidUTF8(value, "\uFFFD"))
	if value == "" || s.full(kind) || (claim && s.isTaken(start, end)) {
		return false
	}
	s.hits = append(s.hits, Hit{Kind: kind, Value: value, Start: start, End: end})
	if claim {
		s.taken = append(s.taken, [2]int{start, end})
	}
	return true
}

func (s *scan) full(kind string) bool {
	n := 0
	for _, h := range s.hits {
		if h.Kind == kind {
			n++
		}
	}
	return n >= maxHits
}

func (s *scan) isTaken(start, end int) bool {
	return slices.ContainsFunc(s.taken, func(r [2]int) bool { return start < r[1] && r[0] < end })
}

// lineStart is where the line of pos begins.
func (s *scan) lineStart(pos int) int { return strings.LastIndexByte(s.text[:pos], '\n') + 1 }
