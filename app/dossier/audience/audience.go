// Package audience decides what of a case may leave the house. One table says of
// every field what kind of thing it holds; one gate strips and masks a case
// before anything is composed of it. Nothing that is printed for somebody else
// takes another way.
package audience

import (
	"casefolio/app/dossier/compose"
	"casefolio/app/redact"
)

// Audience is who a paper is made for.
type Audience string

// The audiences. What is empty or unknown counts as Outside, so that a mistake
// tells too little.
const (
	Own      Audience = "own"      // the seller: everything
	Outside  Audience = "outside"  // a platform, a bank, a carrier, an authority
	Supplier Audience = "supplier" // as Outside, and nothing that tells who the buyer is
)

// All are the audiences in the order in which they are offered.
func All() []Audience { return []Audience{Own, Outside, Supplier} }

// Leaves tells whether a paper for this audience leaves the house.
func (a Audience) Leaves() bool { return a != Own }

// Kind is what a field holds.
type Kind int

// The kinds. A field without a kind is a mistake that a test finds; the gate
// drops it.
const (
	unknown   Kind = iota
	Fact           // what happened, what was written, what the evidence says
	Identity       // who the buyer is, or what may say so, such as the name of a file
	Price          // what the buyer paid: a supplier reads the margin in it
	Speaker        // who says something: for a supplier only that somebody does
	Judgement      // what the seller thinks: of the buyer, of the case, of a record
	Money          // what the case cost the seller and brought back
	Internal       // how the seller works: steps, settings, the journal
	Form           // how the paper is made: ids, codes, languages, files
	Part           // holds fields with kinds of their own
)

// passes tells what becomes of a field of a kind: whether it is kept, and
// whether its words are masked.
func (a Audience) passes(k Kind) (kept, masked bool) {
	switch k {
	case Fact, Part:
		return true, true
	case Identity, Price:
		return a != Supplier, true
	case Speaker:
		return true, true
	case Form:
		return true, false
	}
	return false, false
}

// Apply is the one gate. For the seller's own papers nothing changes. For all
// others every field whose kind may not leave is emptied and every text is
// masked whole, before a line of the paper is composed: a quotation that is cut
// short cannot show half of a masked name. in is not changed.
func Apply(a Audience, m *redact.Masker, in compose.Input) compose.Input {
	if !a.Leaves() {
		in.Outside, in.Masked = false, false
		return in
	}
	g := gate{audience: a, masker: m}
	out := passed(&g, in)
	out.Outside, out.Masked = true, g.marks > 0
	return out
}

// Shown is an exhibit that goes out beside what was gathered, as Apply leaves it.
func Shown(a Audience, m *redact.Masker, e compose.Exhibit) compose.Exhibit {
	if !a.Leaves() {
		return e
	}
	return passed(&gate{audience: a, masker: m}, e)
}
