package phrases

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/width"
)

// Query narrows a search; empty fields do not.
type Query struct{ Text, Group string }

// How well a word fits, by where it stands. The best place counts.
const (
	inTitleStart = 8
	inTitle      = 6
	inGroup      = 4
	inWhen       = 3
	inText       = 2
)

// entry is a phrase with its texts folded for comparing.
type entry struct {
	phrase                    Phrase
	titles, group, when, text []string
}

// index folds the library once; a search then only compares.
func index(l *Library) []entry {
	groups := map[string]Group{}
	for _, g := range l.Groups {
		groups[g.ID] = g
	}
	entries := make([]entry, 0, len(l.Phrases))
	for _, p := range l.Phrases {
		entries = append(entries, entry{
			phrase: p,
			titles: folded(p.Titles),
			group:  append(folded(groups[p.Group].Names), fold(p.Group)),
			when:   folded(p.When),
			text:   append(folded(p.Texts), fold(p.ID)),
		})
	}
	return entries
}

func folded(byLang map[string]string) []string {
	var all []string
	for _, lang := range Languages() {
		all = append(all, fold(byLang[lang]))
	}
	return all
}

// fold makes case and width alike.
func fold(s string) string { return cases.Fold().String(width.Fold.String(s)) }

// words splits what was typed; every word must be found somewhere.
func words(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool {
		return unicode.IsSpace(r) || (unicode.IsPunct(r) && r != '{' && r != '}' && r != '_' && r != '\'')
	})
}

// rank is 0 where a word is missing, and grows with the places of the words.
func (e entry) rank(words []string) int {
	total := 1
	for _, w := range words {
		best := e.rankWord(w)
		if best == 0 {
			return 0
		}
		total += best
	}
	return total
}

func (e entry) rankWord(w string) int {
	starts := func(s string) bool { return strings.HasPrefix(s, w) }
	holds := func(s string) bool { return strings.Contains(s, w) }
	switch {
	case slices.ContainsFunc(e.titles, starts):
		return inTitleStart
	case slices.ContainsFunc(e.titles, holds):
		return inTitle
	case slices.ContainsFunc(e.group, holds):
		return inGroup
	case slices.ContainsFunc(e.when, holds):
		return inWhen
	case slices.ContainsFunc(e.text, holds):
		return inText
	}
	return 0
}
