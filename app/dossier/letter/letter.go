// Package letter writes the letters that go with the evidence of a case: what
// is asked of a platform, a bank, a carrier or a supplier, in the seller's
// name. A letter is made of the paragraphs that the linked exhibits bear out;
// its text keeps tokens for facts and exhibits, so that both follow the case.
package letter

import (
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/letter/stored"
)

// Whom a template is written to.
const (
	ToPlatform = "platform" // a marketplace or payment service; the same letter does for a bank
	ToBank     = "bank"     // the cardholder's bank, by way of the seller's
	ToCarrier  = "carrier"
	ToSupplier = "supplier"
	ToCustoms  = "customs"
)

// Recipients lists whom a template can be written to.
func Recipients() []string { return []string{ToPlatform, ToBank, ToCarrier, ToSupplier, ToCustoms} }

// Languages are the languages that every template has.
func Languages() []string { return []string{"zh", "en"} }

// Letter is a letter as the workspace keeps it.
type Letter = stored.Letter

// Kind is what a piece of a filled letter is.
type Kind int

// The kinds of pieces.
const (
	Plain        Kind = iota
	Value             // a fact that was filled in
	Exhibit           // numbers of exhibits
	List              // the list of all exhibits that the letter refers to
	MissingValue      // a fact that nobody knows; Text is the token
	EmptyExhibit      // no exhibit is linked; Text is the token
)

// Piece is a stretch of a filled letter. Name is the fact or the evidence keys.
type Piece struct {
	Kind       Kind
	Text, Name string
}

// Reference is an exhibit that the letter refers to, with what it shows.
type Reference struct {
	ID    string   // of the exhibit
	No    int      // its number in the case
	Label string   // E-01
	Shows []string // names of the evidence, in the language of the letter

	of string // the exhibit that it is the covered copy of; empty: none
}

// Filled is a letter with its tokens filled. What has no value stays in Text
// as its token, is named, and keeps the letter from being set.
type Filled struct {
	Letter  Letter
	Text    string
	Missing []string    // facts without a value
	Empty   []string    // evidence keys without an exhibit
	Naming  []string    // words that tell who the buyer is, in a letter that must not
	Spans   [][2]int    // byte ranges of Text that were filled in
	Pieces  []Piece     // all of Text, in order
	Refs    []Reference // by number

	Audience audience.Audience // whom it is written for
	Head     Head
}

// Ready tells whether the letter can be set.
func (f Filled) Ready() bool { return len(f.Missing)+len(f.Empty)+len(f.Naming) == 0 }

// Head is what stands over the text: whose letter it is, and of which day.
type Head struct{ Name, Sub, Date string }

// Original is the id of the exhibit that is linked: that of the reference, or
// of what it is the covered copy of.
func (r Reference) Original() string {
	if r.of != "" {
		return r.of
	}
	return r.ID
}
