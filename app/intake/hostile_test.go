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
		"digits":      strings.Repeat("1234567890", 2_000),
		"groups":      strings.Repeat("123 ", 1_000),
		"words":       strings.Repeat("order tracking ", 400),
		"hyphens":     strings.Repeat("1-", 2_500),
		"addresses":   strings.Repeat("a@b.c.", 1400),
		"sums":        strings.Repeat("$1,", 1_500),
		"dates":       strings.Repeat("1/2/2026 ", 600),
		"lines":       strings.Repeat("\n", 20_000),
		"full width":  strings.Repeat("１２３４", 500),
		"not unicode": strings.Repeat("\xff\xfe", 2_500),
		"numbers":     strings.Repeat("DHL 3318810026 ", 400),
	} {
		if n := len(r.Recognise(text).Hits); n > 400 {
			t.Errorf("%s: %d hits", name, n)
		}
	}
}
