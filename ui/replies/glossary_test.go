package replies

import (
	"strings"
	"testing"
)

func TestPlaceholdersAreShownByName(t *testing.T) {
	w := glossary{map[string]string{"order": "Order number", "x": "Y"}, map[string]string{"Order number": "order", "Y": "x"}}
	raw := "No. {order}, {unknown}, {x}!"
	shown := w.show(raw)
	if shown != "No. {Order number}, {unknown}, {Y}!" || w.read(shown) != raw {
		t.Fatalf("%q, back %q", shown, w.read(shown))
	}
	there, back := w.shownAt(raw), w.rawAt(shown)
	for _, word := range []string{"No.", "{unknown}", "!"} {
		from, to := strings.Index(raw, word), strings.Index(shown, word)
		if there.of(from) != to || back.of(to) != from {
			t.Errorf("%s: %d becomes %d, back %d", word, from, there.of(from), back.of(to))
		}
	}
	if got := there.of(strings.Index(raw, "order")); got != strings.Index(shown, "{Order") {
		t.Errorf("within a token: %d", got)
	}
}
