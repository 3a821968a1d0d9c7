package cases_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/submissions"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
)

// TestSubmissionsBesideACase: the timeline, the inspector and the record say
// what was handed in, and the clock stands.
func TestSubmissionsBesideACase(t *testing.T) {
	b := open(t, "en")
	b.deps.Submitted = b.s.Submissions
	c := b.lateParcel(t)
	ctx := context.Background()
	if _, err := b.s.Programmes.Choose(ctx, c.ID, "amazon.atoz.us.inr", time.Time{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "packet.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.7 invented"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := b.s.Submissions.Record(ctx, submissions.Draft{
		CaseID: c.ID, Recipient: "Amazon", ProgrammeID: "amazon.atoz.us.inr", Channel: submissions.ByPortal, Files: []string{path},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.s.Submissions.Answer(ctx, s.ID, submissions.Decision{Result: submissions.Lost, Reason: "no signature"}); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.noErrors(t)
	b.Picture(t, "case-submitted")
	for _, text := range []string{"to Amazon: the clock stands still", "to Amazon: Lost", "no signature", "packet.pdf", "Online form"} {
		if !b.Has(text) {
			t.Errorf("%q is not shown", text)
		}
	}
	b.Walk(func(o fyne.CanvasObject) {
		if tabs, ok := o.(*kit.Tabs); ok {
			tabs.Select(2)
		}
	})
	if !b.Has("Answer from Amazon: Lost, reason: no signature") || !b.Has("Submitted to Amazon on") {
		t.Error("the record does not say what was handed in")
	}
	b.Tap(t, kit.T("cases.submitted.open"))
	if last := b.Routes[len(b.Routes)-1]; last.Page != "submissions" || last.ID != c.ID {
		t.Errorf("%v", b.Routes)
	}
}
