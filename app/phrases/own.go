package phrases

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Own is the record of what the seller did with a phrase: a whole one of the
// shop's own, or what differs from one of the starter set. It belongs to no case.
type Own struct {
	Of        string   `json:"of,omitempty"` // the phrase of the starter set; empty: it is the seller's own
	Phrase    *Phrase  `json:"phrase,omitempty"`
	Knew      []string `json:"knew,omitempty"` // languages that the starter set had of it when its words were kept
	Favourite bool     `json:"favourite,omitempty"`
	Hidden    bool     `json:"hidden,omitempty"` // in the trash
	Shortcut  string   `json:"shortcut,omitempty"`
	Files     []File   `json:"files,omitempty"`
}

// withNew are the seller's words of a phrase of the starter set, with the
// languages that it was given by a later version of the program.
func (o Own) withNew(starter Phrase) Phrase {
	p := *o.Phrase
	for lang, text := range starter.Texts {
		if p.Texts[lang] == "" && !slices.Contains(o.Knew, lang) {
			p.Texts = maps.Clone(p.Texts)
			p.Texts[lang] = text
		}
	}
	return p
}

// Limits of what the seller writes, in characters.
const (
	MaxTitle    = 120
	MaxAdvice   = 500 // when, and when not
	MaxText     = 8000
	MaxShortcut = 24
	MaxFiles    = 20
)

// MaxFile is the largest attachment of a phrase, in bytes.
const MaxFile = 32 << 20

// Kind is the record of a phrase.
func Kind() records.Kind[Own] { return records.Kind[Own]{Name: "phrase", Check: checkOwn} }

// checkOwn tidies what was typed.
func checkOwn(o *Own) error {
	if o.Of == "" && o.Phrase == nil {
		return fault.New("phrase.empty")
	}
	o.Shortcut = strings.TrimSpace(tidy(o.Shortcut))
	switch {
	case strings.ContainsFunc(o.Shortcut, isBlank):
		return fault.New("phrase.shortcut.blank")
	case utf8.RuneCountInString(o.Shortcut) > MaxShortcut, o.Shortcut != "" && utf8.RuneCountInString(o.Shortcut) < 2:
		return fault.New("phrase.shortcut.length")
	case len(o.Files) > MaxFiles:
		return fault.New("phrase.files")
	}
	if o.Phrase == nil {
		return nil
	}
	p := o.Phrase.tidied()
	o.Phrase = &p
	return p.fits()
}

// ShortcutKey is what shortcuts are compared by: two phrases cannot have the same.
func ShortcutKey(s string) string { return fold(tidy(s)) }

// Turn says what a change of a record was about, by the record before it, empty
// for a new one, and after it: "made", "words", "reset", "favoured",
// "unfavoured", "trashed", "restored", "files", "shortcut".
func Turn(before, after []byte) string {
	var was, is Own
	if json.Unmarshal(after, &is) != nil || len(before) > 0 && json.Unmarshal(before, &was) != nil {
		return "words"
	}
	switch {
	case len(before) == 0 && is.Of == "":
		return "made"
	case is.Hidden && !was.Hidden:
		return "trashed"
	case was.Hidden && !is.Hidden:
		return "restored"
	case is.Phrase == nil && was.Phrase != nil:
		return "reset"
	case is.Phrase != nil && (was.Phrase == nil || !is.Phrase.same(*was.Phrase)):
		return "words"
	case is.Favourite && !was.Favourite:
		return "favoured"
	case was.Favourite && !is.Favourite:
		return "unfavoured"
	case !slices.Equal(is.Files, was.Files):
		return "files"
	}
	return "shortcut"
}
