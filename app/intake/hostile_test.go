package intake_test

import (
	"strings"
	"testing"
)

// Texts that no buyer writes must neither fill memory nor take long; the test
// binary's own time limit is the judge.
func TestHostileTexts(t *testing.T) {
	r := recogniser(t)
	for name, text := range map[string]string{
		"digits":      strings.Repeat("1234567890", 1_000),
		"groups":      strings.Repeat("123 ", 500),
		"words":       strings.Repeat("order tracking ", 200),
		"hyphens":     strings.Repeat("1-", 1_000),
		"addresses":   strings.Repeat("a@b.c.", 700),
		"sums":        strings.Repeat("$1,", 700),
		"dates":       strings.Repeat("1/2/2026 ", 300),
		"lines":       strings.Repeat("\n", 20_000),
		"full width":  strings.Repeat("１２３４", 500),
		"not unicode": strings.Repeat("\xff\xfe", 2_500),
		"numbers":     strings.Repeat("DHL 3318810026 ", 200),
	} {
		if n := len(r.Recognise(text).Hits); n > 400 {
			t.Errorf("%s: %d hits", name, n)
		}
	}
}
