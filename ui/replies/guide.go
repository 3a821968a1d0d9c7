package replies

import "slices"

// order is the natural order of a conversation, as a guide: a step that a text
// has may be left out, taken later or twice.
func order() []string {
	return []string{"greeting", "listen", "empathy", "confirm", "expect", "options", "action", "visit", "thanks", "closing"}
}

// next is the step that naturally follows those that a text has; empty when
// nothing does. The visit belongs to the end of a case.
func next(has []string, visiting bool) string {
	steps := order()
	last := -1
	for i, s := range steps {
		if slices.Contains(has, s) {
			last = i
		}
	}
	for _, s := range steps[last+1:] {
		if s != "visit" || visiting {
			return s
		}
	}
	return ""
}
