// Package redact finds what a text says about people and masks it: names,
// contacts, addresses, order numbers and words the seller chose.
package redact

// Kind is what a term is about.
type Kind string

// The kinds, in the order in which they are offered.
const (
	Name    Kind = "name"
	Contact Kind = "contact" // mail addresses, phone numbers, handles, links
	Address Kind = "address" // postal
	Order   Kind = "order"   // order and tracking numbers
	Word    Kind = "word"    // chosen by the seller
)

// Kinds are all kinds in the order in which they are offered.
var Kinds = []Kind{Name, Contact, Address, Order, Word}

// Term is something to mask.
type Term struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	// Reason is the seller's own words for why it is masked; it may be empty.
	Reason string `json:"reason,omitempty"`
}

// Passage is a text to look through. Where names it for the seller: "story",
// "E-03".
type Passage struct{ Where, Text string }

// Candidate is a term that is offered for masking.
type Candidate struct {
	Term
	Count int      // occurrences in all passages
	Where []string // the passages it was found in, each once, in their order
}
