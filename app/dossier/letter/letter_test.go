package letter_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/letter"
)

// Every template, in both languages, with all that it can rest on, fits a page
// of the shorter paper, too, and leaves nothing open.
func TestTemplatesWhole(t *testing.T) {
	b := newBench(t)
	b.linkAll(60)
	p, err := b.Shop.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.Paper = "letter"
	if err := b.Shop.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	look := os.Getenv("CASEFOLIO_LOOK") // where to leave all of them, to be looked at
	if look != "" {
		folder = look
	}
	set := []string{"unauthorised.address", "carrier.damaged"} // the longest of two kinds
	if n := len(b.Letters.Templates()); n < 9 {
		t.Fatalf("only %d templates", n)
	}
	for _, tpl := range b.Letters.Templates() {
		for _, lang := range letter.Languages() {
			d := b.open(tpl.ID, lang)
			f := d.Fill(d.Compose(b.typed()))
			if !f.Ready() {
				t.Errorf("%s %s: missing %v, empty %v, naming %v", tpl.ID, lang, f.Missing, f.Empty, f.Naming)
				continue
			}
			if strings.ContainsAny(f.Text, "{}") {
				t.Errorf("%s %s: a brace stays: %s", tpl.ID, lang, f.Text)
			}
			if look == "" && !slices.Contains(set, tpl.ID) {
				continue
			}
			kept, err := b.Letters.Save(t.Context(), f.Letter)
			if err != nil {
				t.Fatal(err)
			}
			done, err := b.Letters.Write(t.Context(), kept.ID, filepath.Join(folder, tpl.ID+"-"+lang+".pdf"))
			if err != nil {
				t.Fatalf("%s %s: %v", tpl.ID, lang, err)
			}
			if done.Pages != 1 {
				t.Errorf("%s %s: %d pages", tpl.ID, lang, done.Pages)
			}
		}
	}
}
