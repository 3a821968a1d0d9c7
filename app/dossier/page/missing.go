package page

import (
	"maps"
	"slices"
)

// Boxed are the characters of one page that stand there as boxes: those that no
// font of the program has, and those that are never drawn, as control
// characters.
type Boxed struct {
	Page  int    // from 1
	Codes []rune // each once, rising
}

// Missing returns the pages of doc that have boxes, by rising page. It reads
// only what was set, so that a document can be checked before it is written.
func Missing(doc Document) []Boxed {
	var found []Boxed
	for i, p := range doc.Pages {
		codes := map[rune]bool{}
		for _, text := range p.Texts {
			addBoxed(codes, text)
		}
		if len(codes) > 0 {
			found = append(found, Boxed{Page: i + 1, Codes: slices.Sorted(maps.Keys(codes))})
		}
	}
	return found
}

func addBoxed(codes map[rune]bool, text Text) {
	for _, run := range text.Line.Runs {
		if run.Face != nil {
			continue
		}
		for _, g := range run.Glyphs {
			codes[rune(g.ID)] = true
		}
	}
}
