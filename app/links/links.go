// Package links ties cases to one another (关联): two about one order or one
// buyer, one taken into another, one made of a part of another. What ties two
// cases stands in both, so that it is found from either.
package links

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Tie is what two cases have to do with each other.
type Tie string

// The ties. Those of merging and splitting are made by them alone.
const (
	SameBuyer  Tie = "same_buyer"
	SameOrder  Tie = "same_order"
	SameParcel Tie = "same_parcel"
	Duplicate  Tie = "duplicate"
	Split      Tie = "split"  // one was made of a part of the other
	Merged     Tie = "merged" // one was taken into the other and lies in the trash
)

// Ties lists those that a seller can choose.
func Ties() []Tie { return []Tie{SameBuyer, SameOrder, SameParcel, Duplicate} }

// Link is one side of a tie.
type Link struct {
	Other  string `json:"other"`  // global id of the other case
	Number string `json:"number"` // of the other case
	Kind   Tie    `json:"kind"`
	Note   string `json:"note,omitempty"`
	// Away tells that this case was taken into the other, or made of it.
	Away bool `json:"away,omitempty"`
	// Taken are the exhibits of this case that came from the other: the number
	// here and the one there.
	Taken []Taken `json:"taken,omitempty"`
}

// Case is one that is tied.
type Case struct{ ID, Number string }

// Taken is an exhibit that came from another case, by both of its numbers.
type Taken struct {
	Here  string `json:"here"`  // "E-05"
	There string `json:"there"` // "E-01"
}

// Record is how links are kept.
var Record = records.Kind[Link]{Name: "link", Check: (*Link).check}

// maxNote is how long a note may be, in characters.
const maxNote = 500

func (l *Link) check() error {
	l.Note = strings.TrimSpace(strings.ToValidUTF8(l.Note, "\uFFFD"))
	switch {
	case l.Other == "":
		return fault.New("link.case")
	case !slices.Contains(append(Ties(), Split, Merged), l.Kind):
		return fault.New("link.kind")
	case utf8.RuneCountInString(l.Note) > maxNote:
		return fault.New("link.long", "limit", "500")
	}
	return nil
}

// Part is what of a case goes into a new one.
type Part struct {
	Exhibits []string // global ids
	Groups   []Group  // facts that the new case begins with
	Move     bool     // the exhibits go into the trash of the case that they came from
}

// Group is a group of facts that belong together.
type Group string

// The groups of facts.
const (
	Buyer   Group = "buyer"   // who it is, and where they were met
	Order   Group = "order"   // order, product, parcel, amount
	Problem Group = "problem" // category, story, demand
)

// Groups lists the groups of facts in the order of the form.
func Groups() []Group { return []Group{Buyer, Order, Problem} }

// Store is what is needed from the workspace.
type Store interface {
	records.Store
	// MergeCases takes from's live exhibits, what is still to be done in it and
	// what the buyer was told and asked into another case, ties both and puts from into the trash, as one
	// transaction.
	MergeCases(ctx context.Context, into, from string, at time.Time) error
	// SplitCase files a case with a part of another and ties both, as one
	// transaction. It returns the global id of the new case.
	SplitCase(ctx context.Context, from string, p Part, at time.Time) (string, error)
	// Repeats finds what cases outside the trash have in common with one, the
	// surest first.
	Repeats(ctx context.Context, look Look) ([]Repeat, error)
}

// Service ties cases.
type Service struct {
	*records.Box[Link]
	store Store
	now   func() time.Time
}

// NewService returns a service on store.
func NewService(store Store, now func() time.Time) *Service {
	return &Service{records.NewBox(store, now, Record), store, now}
}

// Tie ties two cases, as one deed. Cases that are tied that way already stay as
// they are. Faults: "link.self", "link.kind", "link.long".
func (s *Service) Tie(ctx context.Context, a, b Case, kind Tie, note string) error {
	if a.ID == b.ID {
		return fault.New("link.self")
	}
	if !slices.Contains(Ties(), kind) {
		return fault.New("link.kind")
	}
	there, err := s.List(ctx, a.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(there, func(e records.Entry[Link]) bool { return e.Is.Other == b.ID && e.Is.Kind == kind }) {
		return nil
	}
	rows, err := Rows(a, b, Link{Kind: kind, Note: note}, Link{Kind: kind, Note: note})
	if err != nil {
		return err
	}
	_, err = s.store.PutRecords(ctx, s.now(), rows...)
	return err
}

// Rows are both sides of a tie as they are kept; isA is what stands in a.
func Rows(a, b Case, isA, isB Link) ([]records.Row, error) {
	isA.Other, isA.Number, isB.Other, isB.Number = b.ID, b.Number, a.ID, a.Number
	one, err := Record.Row(Record.New(a.ID, isA))
	if err != nil {
		return nil, err
	}
	other, err := Record.Row(Record.New(b.ID, isB))
	return []records.Row{one, other}, err
}

// Untie takes a tie away on both sides, as one deed.
func (s *Service) Untie(ctx context.Context, id string) error {
	e, err := s.Get(ctx, id)
	if err != nil || !e.DeletedAt.IsZero() {
		return err
	}
	both := []records.Entry[Link]{e}
	others, err := s.List(ctx, e.Is.Other)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.Is.Other == e.CaseID && o.Is.Kind == e.Is.Kind {
			both = append(both, o)
			break
		}
	}
	rows := make([]records.Row, len(both))
	for i, o := range both {
		o.DeletedAt = s.now()
		if rows[i], err = Record.Row(o); err != nil {
			return err
		}
	}
	_, err = s.store.PutRecords(ctx, s.now(), rows...)
	return err
}

// Merge takes the case from into another: its exhibits come along as the same
// originals, with its tasks, promises, replies, visits and money; what was judged
// of it stays. Both are tied, and from goes into the trash.
func (s *Service) Merge(ctx context.Context, into, from string) error {
	if into == from {
		return fault.New("link.self")
	}
	return s.store.MergeCases(ctx, into, from, s.now())
}

// Split makes a new case of a part of another and returns its global id. A part
// that is nothing is the fault "split.nothing".
func (s *Service) Split(ctx context.Context, from string, p Part) (string, error) {
	if len(p.Exhibits) == 0 && len(p.Groups) == 0 {
		return "", fault.New("split.nothing")
	}
	return s.store.SplitCase(ctx, from, p, s.now())
}

// Facts are the names of the facts in a group, as the journal has them.
func (g Group) Facts() []string {
	switch g {
	case Buyer:
		return []string{"customer", "contact", "shop", "platform", "channel", "customer_type", "buyer_zone", "received"}
	case Order:
		return []string{"order", "sku", "product", "tracking", "amount", "occurred"}
	case Problem:
		return []string{"category", "severity", "story", "demand"}
	}
	return nil
}

// Filled are the facts that a case takes from one that is merged into it, where
// it has none itself.
func Filled() []string {
	return []string{"contact", "shop", "platform", "buyer_zone", "order", "sku", "product", "tracking", "amount", "occurred"}
}
