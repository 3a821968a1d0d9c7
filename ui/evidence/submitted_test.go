package evidence_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/submissions"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// asked keeps what the window asks before a deed.
type asked struct {
	*bench
	body string
}

func (a *asked) Confirm(_, body, _ string, _ bool, _ func()) { a.body = body }

// TestAFrozenFileSaysWhatItProves on its page and before it goes.
func TestAFrozenFileSaysWhatItProves(t *testing.T) {
	b := open(t, "en")
	ctx := context.Background()
	c, err := b.s.Cases.Create(ctx, cases.Case{Customer: "Emma"})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "packet.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.7 invented"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := b.s.Submissions.Record(ctx, submissions.Draft{CaseID: c.ID, Recipient: "Amazon", Files: []string{path}})
	if err != nil {
		t.Fatal(err)
	}
	a := &asked{bench: b}
	deps := b.deps
	deps.Shell, deps.Submitted = a, b.s.Submissions
	b.Show(uievidence.NewPage(deps, s.ExhibitIDs[0]))
	b.noErrors(t)
	b.Picture(t, "exhibit-frozen")
	if !b.Has("To Amazon, 2026-11-09 22:14") || !b.Has("as submitted") {
		t.Error("the page does not say where the file went")
	}
	b.Tap(t, kit.T("viewer.trash"))
	if !strings.Contains(a.body, "submission to Amazon of 2026-11-09 22:14") {
		t.Errorf("%q", a.body)
	}
}
