package links

import (
	"slices"
	"time"

	"casefolio/app/money"
)

// By is what a case was found by.
type By string

// What cases can have in common, the surest first.
const (
	ByOrder   By = "order"
	ByContact By = "contact"
	ByName    By = "name" // and the platform
	ByProduct By = "product"
)

// Look is what other cases are looked for by. Empty facts find nothing.
type Look struct {
	Except   string // global id of the case itself
	Order    string
	Contact  string
	Customer string
	Platform string
	SKU      string
}

// Repeat is what was found by one thing.
type Repeat struct {
	By    By
	Total int
	Cases []Seen         // the newest first, at most MostSeen
	Costs []money.Amount // what all of them cost the seller, one sum for each currency
}

// MostSeen bounds how many cases a Repeat names.
const MostSeen = 20

// Seen is a case that was found.
type Seen struct {
	CaseID, Number    string
	Customer, Product string
	Category, Remedy  string // ids of lists, or the seller's words
	Stage             string
	Cost              money.Amount
	Satisfaction      int // 0: not known
	Received          time.Time
}

// Tie is how cases that were found by this are tied.
func (b By) Tie() Tie {
	switch b {
	case ByOrder:
		return SameOrder
	case ByContact, ByName:
		return SameBuyer
	}
	return ""
}

// Telling leaves out what only says again what a surer thing in common says: a
// buyer's second case about one order has the buyer in common as well.
func Telling(all []Repeat) []Repeat {
	said := map[string]bool{}
	var out []Repeat
	for _, r := range all {
		if len(out) > 0 && r.Total <= len(r.Cases) && !slices.ContainsFunc(r.Cases, func(s Seen) bool { return !said[s.CaseID] }) {
			continue
		}
		for _, s := range r.Cases {
			said[s.CaseID] = true
		}
		out = append(out, r)
	}
	return out
}
