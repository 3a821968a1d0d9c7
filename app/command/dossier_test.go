package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The command names what paper does not show, with the reason and the page.
func TestDossierNamesItsProblems(t *testing.T) {
	run := runner(t, `{"customer":"Emma","story":"Marked `+"\U00012000"+` on the box."}`)
	folder := t.TempDir()
	broken := filepath.Join(folder, "broken.jpg")
	if err := os.WriteFile(broken, []byte("\xff\xd8\xff\xe0nothing more"), 0o600); err != nil {
		t.Fatal(err)
	}
	run("case", "new", "-")
	if got := run("evidence", "add", "CF-2026-0001", broken); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	got := run("dossier", "CF-2026-0001", "--out", filepath.Join(folder, "x.pdf"), "--json")
	for _, want := range []string{
		`"pages":`, `"sha256":"`, `"faults":["E-01"]`,
		`"problems":[{"exhibit":"E-01","code":"picture","page":`, `{"part":"story","code":"no_glyph","count":1,"page":1}]`,
	} {
		if got.code != 0 || !strings.Contains(got.out, want) {
			t.Errorf("%s is missing in %+v", want, got)
		}
	}
	if !strings.Contains(got.err, "E-01") {
		t.Errorf("%q does not name the exhibit", got.err)
	}
}
