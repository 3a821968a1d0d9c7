// Package exchange writes the phrase library into files that other programs
// read, and tells what such a file would change in it: tables of a spreadsheet,
// and YAML as espanso reads it. It works on bytes and rows alone.
package exchange

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"casefolio/app/facts"
	"casefolio/app/phrases"
)

// Limits of a file. They are far above any library.
const (
	MaxFile    = 10 << 20 // bytes
	MaxRecords = 20_000
)

// Column is one column of a table. One that is guessed names no language: each
// of its texts is put where it belongs.
type Column struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"names"`
	Also  []string          `json:"also,omitempty"` // headings of other programs
	Guess bool              `json:"guess,omitempty"`
}

// Rules are how tables name what a phrase has.
type Rules struct {
	Columns []Column `json:"columns"` // in the order in which they are written
	Yes     []string `json:"yes"`     // the first Chinese and the first English word are written
	No      []string `json:"no"`
	Default struct {
		Group string `json:"group"`
		Tone  string `json:"tone"`
	} `json:"default"` // of a new phrase that names none

	headings map[string]string // key of a heading → column
}

// LoadRules reads and checks rules/exchange.json.
func LoadRules(files fs.FS) (*Rules, error) {
	const name = "rules/exchange.json"
	r := Rules{headings: map[string]string{}}
	if err := facts.Whole(files, name, &r); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, c := range r.Columns {
		if seen[c.ID] || !known(c.ID, c.Guess) {
			return nil, fmt.Errorf("%s: column %q is not known, or stands twice", name, c.ID)
		}
		seen[c.ID] = true
		for _, heading := range append([]string{c.ID, c.Names["zh"], c.Names["en"]}, c.Also...) {
			k := key(heading)
			if of, ok := r.headings[k]; k == "" || ok && of != c.ID {
				return nil, fmt.Errorf("%s: heading %q of %q is empty or belongs to %q", name, heading, c.ID, of)
			}
			r.headings[k] = c.ID
		}
	}
	for _, id := range columns() {
		if !seen[id] {
			return nil, fmt.Errorf("%s: column %q is missing", name, id)
		}
	}
	if len(r.Yes) == 0 || r.Default.Group == "" || r.Default.Tone == "" {
		return nil, fmt.Errorf("%s: yes, or a default, is missing", name)
	}
	return &r, nil
}

// Name is what a column is called.
func (r *Rules) Name(id, lang string) string {
	for _, c := range r.Columns {
		if c.ID == id {
			return c.Names[lang]
		}
	}
	return id
}

// columns are all that a phrase has, in the order in which changes are told.
func columns() []string {
	all := []string{"id", "shortcut", "group", "category", "stage", "platform", "tone"}
	for _, kind := range []string{"title", "when", "not"} {
		for _, lang := range phrases.Languages() {
			all = append(all, kind+"_"+lang)
		}
	}
	for _, lang := range phrases.Spoken() {
		all = append(all, "text_"+lang)
	}
	return append(all, "favourite")
}

func known(id string, guess bool) bool {
	if guess {
		return slices.Contains([]string{"title", "when", "not", "text"}, id)
	}
	return slices.Contains(columns(), id)
}

// key makes words comparable: letters and digits alone, of one width and case.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// Term is a name that a phrase may have in one of its columns: a group, a tone,
// a category, a stage, a platform.
type Term struct {
	ID    string
	Names map[string]string
}

// Terms are the terms of each column.
type Terms map[string][]Term

// find reads what a cell says, an id or a name in any language; what two terms
// share means neither.
func (t Terms) find(column, word string) (string, bool) {
	for _, term := range t[column] {
		if term.ID == word {
			return word, true
		}
	}
	id, k := "", key(word)
	for _, term := range t[column] {
		for _, name := range term.Names {
			if key(name) == k && id != term.ID {
				if id != "" {
					return "", false
				}
				id = term.ID
			}
		}
	}
	return id, id != ""
}

// name is how a term is written so that find knows it again.
func (t Terms) name(column, id, lang string) string {
	for _, term := range t[column] {
		if name := term.Names[lang]; term.ID == id && name != "" {
			if of, ok := t.find(column, name); ok && of == id {
				return name
			}
		}
	}
	return id
}
