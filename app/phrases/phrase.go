// Package phrases is the library of reply texts: several languages side by
// side, placeholders that are filled from a case, a log of what was copied.
package phrases

import (
	"context"
	"io"
	"time"

	"casefolio/app/records"
)

// Phrase is one text of the library (话术): one of the starter set, as it came or
// in the seller's words, or one that the seller wrote.
type Phrase struct {
	ID       string            `json:"id,omitempty"`
	Group    string            `json:"group"`              // id of a group of the conversation
	Category string            `json:"category,omitempty"` // id of the category tree it fits
	Stage    string            `json:"stage,omitempty"`
	Platform string            `json:"platform,omitempty"` // id of the lists: it is about a rule of this one
	Titles   map[string]string `json:"titles"`             // by language
	Texts    map[string]string `json:"texts"`              // by language, with {placeholders}
	When     map[string]string `json:"when,omitempty"`     // when to use it, by language
	Not      map[string]string `json:"not,omitempty"`      // when not to use it, by language
	Tone     string            `json:"tone"`               // id
	Only     string            `json:"-"`                  // what kind of case it is for, and no other: see Near.About

	Marks `json:"-"`
}

// Marks are what the workspace holds of a phrase beside its words.
type Marks struct {
	Own       bool // the seller's, not of the starter set
	Edited    bool // of the starter set, in the seller's words
	Favourite bool
	Trashed   bool
	Shortcut  string    // what finds it when typed, such as ";late"; unique, may be empty
	Files     []File    // go with the phrase
	Changed   time.Time // zero: as it came with the program
}

// File is an attachment of a phrase. Its bytes lie in the vault.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Mime   string `json:"mime,omitempty"`
}

// Stat tells how a phrase was used and what became of those cases. A phrase
// counts when a single copy of it was logged, and when a reply with it was sent.
type Stat struct {
	Count  int
	Last   time.Time // zero: never
	Cases  int       // in which it was used
	Closed int       // of Cases, those that are archived
	Rated  int       // of Cases, those whose buyer gave a mark
	Mean   float64   // of the marks, 1 to 5; zero where Rated is
}

// Use is one copy of a filled phrase to the clipboard. Copying is not sending.
type Use struct {
	ID, PhraseID, CaseID string
	Lang, Text           string
	At                   time.Time
}

// Store is what the service needs from the workspace. LogUse writes the
// journal entry in the same transaction.
type Store interface {
	records.Store
	LogUse(ctx context.Context, u Use) (Use, error)
	Uses(ctx context.Context, caseID string) ([]Use, error)   // of one case, oldest first
	PhraseStats(ctx context.Context) (map[string]Stat, error) // by phrase
	PutPaper(ctx context.Context, r io.Reader, limit int64) (sum string, size int64, err error)
	Open(sum string) (io.ReadSeekCloser, error)
}
