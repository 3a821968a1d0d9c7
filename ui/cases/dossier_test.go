package cases_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
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
	want := uidossier.Route(c.ID, dossier.Options{Lang: "en", Paper: "a4", Form: "summary", Photos: 2, Attach: true, Audience: audience.Own})
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

// The deed is named with who the dossier is for, and so are the file and the
// result; the next dialog begins with the same choice.
func TestAnOutsideCopyIsCalledOne(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.deps.Folder = t.TempDir()
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("cases.print"))
	b.Tap(t, kit.T("preview.audience.outside"))
	if b.Has(kit.T("preview.attach")) || !b.Has(kit.T("masking.line.none")) {
		t.Error("the choices are those of an own copy")
	}
	b.Picture(t, "dossier-outside")
	b.Reach(t)
	b.Tap(t, kit.T("cases.dossier.write.outside"))
	b.noErrors(t)
	if _, err := os.Stat(filepath.Join(b.deps.Folder, c.Number+"-outside.pdf")); err != nil {
		t.Error(err)
	}
	if n := len(b.Toasts); n == 0 || !strings.Contains(b.Toasts[n-1], kit.T("preview.badge.outside")) {
		t.Error(b.Toasts)
	}
	b.Tap(t, kit.T("cases.print"))
	if !b.Has(kit.T("cases.dossier.write.outside")) {
		t.Error("not remembered")
	}
}
