package playbooks

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"casefolio/app/facts"
)

// folder is where the shipped cards are.
const folder = "playbooks"

// Load reads and checks the shipped cards: each stands once and is written in
// every language with at least one thing to look at, three steps, one thing not
// to do and two ways to prevent it, as many in one language as in the other.
func Load(files fs.FS) (map[string]Card, error) {
	names, err := fs.Glob(files, folder+"/*.json")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: no cards", folder)
	}
	all := map[string]Card{}
	for _, name := range names {
		var cards map[string]map[string]Text
		if err := facts.Whole(files, name, &cards); err != nil {
			return nil, err
		}
		for _, id := range slices.Sorted(maps.Keys(cards)) {
			if _, twice := all[id]; twice {
				return nil, fmt.Errorf("%s: %s stands twice", name, id)
			}
			if err := whole(cards[id]); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, id, err)
			}
			all[id] = Card{ID: id, Texts: cards[id]}
		}
	}
	return all, nil
}

// whole tells what a shipped card lacks.
func whole(texts map[string]Text) error {
	first := texts[Languages()[0]]
	for _, lang := range Languages() {
		t := texts[lang]
		parts := []struct {
			name           string
			lines, twin    []string
			fewest, mostly int
		}{
			{"look", t.Look, first.Look, 1, 4}, {"now", t.Now, first.Now, 3, 6},
			{"avoid", t.Avoid, first.Avoid, 1, 4}, {"prevent", t.Prevent, first.Prevent, 2, 5},
		}
		for _, p := range parts {
			if len(p.lines) < p.fewest || len(p.lines) > p.mostly || len(p.lines) != len(p.twin) {
				return fmt.Errorf("%s: %d lines of %s", lang, len(p.lines), p.name)
			}
			if !slices.Equal(p.lines, tidy(p.lines)) {
				return fmt.Errorf("%s: %s is not tidy", lang, p.name)
			}
		}
	}
	return nil
}
