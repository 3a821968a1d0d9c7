package check_test

import (
	"strings"
	"testing"

	"casefolio/app/phrases"
	"casefolio/app/replies/check"
	"casefolio/assets"
)

// known are findings in phrases of the library that are right as they are.
var known = map[string]string{}

func TestLibraryIsClean(t *testing.T) {
	r, err := check.Load(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	l, err := phrases.LoadLibrary(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range l.Phrases {
		for lang, text := range p.Texts {
			for _, f := range r.Check(check.Input{Text: filled(text), Lang: lang, Platform: p.Platform}) {
				key := p.ID + " " + f.Rule
				seen[key] = true
				if f.Severity == check.Hint || f.Severity == check.Warn && known[key] != "" {
					continue
				}
				t.Errorf("%s in %s: %s %s: %q", p.ID, lang, f.Severity, f.Rule, filled(text)[f.Start:f.End])
			}
		}
	}
	for key := range known {
		if !seen[key] {
			t.Errorf("%s is listed and not found", key)
		}
	}
}

// filled puts a word for each placeholder.
func filled(text string) string {
	return strings.NewReplacer("{customer}", "Maria", "{order}", "028-1234567-1234567", "{product}", "lamp", "{carrier}", "DHL",
		"{tracking}", "00340434161094000000", "{deadline}", "27 November, 18:00", "{arrival}", "27 November", "{amount}", "€60.00", "{offer}", "€12.50",
		"{shop}", "Lamp Shop", "{platform}", "Amazon", "{owner}", "Li", "{last_scan}", "Frankfurt, 12 March, 14:32", "{delivered}", "12 March",
		"{ordered}", "1 March", "{refund}", "€20.00", "{return_by}", "30 April", "{extra}", "€9.00",
		"{return_carrier}", "DHL", "{return_tracking}", "00340434161094000017", "{return_scan}", "Köln, 10 March, 09:12", "{other_carrier}", "DPD",
		"{other_tracking}", "05212345678901", "{other_arrival}", "29 November", "{other_delivered}", "28 November").Replace(text)
}
