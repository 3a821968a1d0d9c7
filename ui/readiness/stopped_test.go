package readiness_test

import (
	"testing"

	"casefolio/app/submissions"
	"casefolio/ui/kit"
	"casefolio/ui/readiness"
)

// TestASubmissionStopsTheClock until the seller says that a new round began.
func TestASubmissionStopsTheClock(t *testing.T) {
	b := open(t, "en")
	due := b.s.Now().AddDate(0, 0, 2)
	if _, err := b.s.Programmes.Choose(t.Context(), b.c.ID, "amazon.atoz.us.inr", due); err != nil {
		t.Fatal(err)
	}
	if _, err := b.s.Submissions.Record(t.Context(), submissions.Draft{
		CaseID: b.c.ID, Recipient: "Amazon", ProgrammeID: "amazon.atoz.us.inr", Note: "typed into the form",
	}); err != nil {
		t.Fatal(err)
	}
	b.Show(readiness.NewPage(b.deps, b.c.ID))
	b.Picture(t, "readiness-stopped")
	if !b.Has("to Amazon: the clock stands still") {
		t.Fatal("the page does not say that the clock stands")
	}
	for _, verb := range []string{"readiness.reopen.no", "readiness.reopen.yes"} {
		due = due.AddDate(0, 0, 5)
		b.Tap(t, kit.T("readiness.due.change"))
		b.Window().Canvas().Focused().(*kit.Entry).SetText(due.Format(kit.StampLayout))
		b.Tap(t, kit.T("readiness.save"))
		b.Picture(t, "readiness-reopen")
		b.Tap(t, kit.T(verb))
		b.noErrors(t)
		if got := b.readiness(t).Choice; got.Due.Format(kit.StampLayout) != due.Format(kit.StampLayout) ||
			got.Stopped() != (verb == "readiness.reopen.no") {
			t.Fatalf("%s: %+v", verb, got)
		}
	}
	b.Tap(t, kit.T("readiness.due.change"))
	b.Tap(t, kit.T("readiness.save"))
	if b.readiness(t).Choice.Stopped() {
		t.Error("the clock stands again")
	}
}
