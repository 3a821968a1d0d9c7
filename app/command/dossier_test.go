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

// A copy for outside masks what was asked for, and says so.
func TestDossierForOutside(t *testing.T) {
	run := runner(t, `{"customer":"Wilhelmina Quast","contact":"w.quast@example.com","story":"Frau Quast wrote about our blue lamp."}`)
	path := filepath.Join(t.TempDir(), "x.pdf")
	run("case", "new", "-")
	got := run("dossier", "CF-2026-0001", "--out", path, "--audience", "outside", "--mask", "name,contact", "--word", "blue lamp", "--json")
	if got.code != 0 || !strings.Contains(got.out, `"audience":"outside","masked":`) || strings.Contains(got.out, `"masked":0`) {
		t.Fatalf("%+v", got)
	}
	if got := run("dossier", "CF-2026-0001", "--out", path, "--audience", "supplier", "--mask", "none"); got.code != 0 || !strings.Contains(got.out, "supplier") {
		t.Errorf("%+v", got)
	}
	for _, bad := range [][]string{{"--mask", "names"}, {"--mask", "name"}, {"--audience", "everybody"}} {
		if got := run(append([]string{"dossier", "CF-2026-0001", "--out", path}, bad...)...); got.code == 0 {
			t.Errorf("%v: %+v", bad, got)
		}
	}
}
