package cases_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/dossier"
	"casefolio/app/evidence"
	uicases "casefolio/ui/cases"
	uidossier "casefolio/ui/dossier"
	"casefolio/ui/kit"
)

// The dialog offers all forms, tells the size of the originals, and what it is
// told is what is written.
func TestDossierAsItIsAskedFor(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.deps.Folder = filepath.Join(b.deps.Folder, strings.Repeat("a very long folder name ", 8))
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("cases.print"))
	if !b.Has("2 originals, ") || !b.Has("…") {
		t.Error("neither the size of the originals nor the folder can be read")
	}
	for _, choice := range []string{"preview.form.summary", "preview.lang.both", "preview.attach.yes"} {
		b.Tap(t, kit.T(choice))
	}
	b.Picture(t, "dossier-options")
	b.Reach(t)
	b.Tap(t, kit.T("cases.dossier.write"))
	b.noErrors(t)
	raw, err := os.ReadFile(filepath.Join(b.deps.Folder, c.Number+".pdf"))
	if err != nil || strings.Count(string(raw), "/Type /EmbeddedFile") != 2 {
		t.Errorf("%v, %d originals", err, strings.Count(string(raw), "/Type /EmbeddedFile"))
	}
	b.Tap(t, kit.T("cases.print")) // it was remembered
	b.Tap(t, kit.T("preview.open"))
	want := uidossier.Route(c.ID, dossier.Options{Lang: "en", Paper: "a4", Form: "summary", Photos: 2, Attach: true})
	if n := len(b.Routes); n == 0 || b.Routes[n-1] != want {
		t.Errorf("%v, not %v", b.Routes, want)
	}
}

// A file with problems leads back to its pages.
func TestDossierWithProblemsTellsThem(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	broken := evidence.Input{Name: "broken.jpg", Source: evidence.FromFile, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("\xff\xd8\xff\xe0nothing more")), nil
	}}
	if _, err := b.s.Evidence.Add(context.Background(), c.ID, broken, evidence.Options{}); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("cases.print"))
	b.Tap(t, kit.T("cases.dossier.write"))
	b.noErrors(t)
	if n := len(b.Toasts); n == 0 || !strings.Contains(b.Toasts[n-1], "E-03: "+kit.T("preview.problem.picture")) {
		t.Fatal(b.Toasts)
	}
	if len(b.Actions) == 0 || b.Actions[0].Label != kit.T("preview.see") {
		t.Fatal(b.Actions)
	}
	b.Actions[0].Do()
	if n := len(b.Routes); n == 0 || b.Routes[n-1].Page != uidossier.PageName {
		t.Error(b.Routes)
	}
}
