// Package phrases is the library of reply texts: several languages side by
// side, placeholders that are filled from a case, a log of what was copied.
package phrases

import (
	"context"
	"time"
)

// Phrase is one text of the library (话术).
type Phrase struct {
	ID       string            `json:"id"`
	Group    string            `json:"group"`              // id of a group of the conversation
	Category string            `json:"category,omitempty"` // id of the category tree it fits
	Stage    string            `json:"stage,omitempty"`
	Platform string            `json:"platform,omitempty"` // id of the lists: it is about a rule of this one
	Titles   map[string]string `json:"titles"`             // by language
	Texts    map[string]string `json:"texts"`              // by language, with {placeholders}
	When     map[string]string `json:"when"`               // when to use it, by language
	Not      map[string]string `json:"not"`                // when not to use it, by language
	Tone     string            `json:"tone"`               // id
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
	LogUse(ctx context.Context, u Use) (Use, error)
	Uses(ctx context.Context, caseID string) ([]Use, error) // of one case, oldest first
	UseCounts(ctx context.Context) (map[string]int, error)  // by phrase
}
