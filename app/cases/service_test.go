package cases_test

import (
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/data/datatest"
)

func TestService(t *testing.T) {
	ctx := t.Context()
	s := cases.NewService(datatest.Open(t), datatest.Clock())
	c, err := s.Create(ctx, cases.Case{Customer: " Emma\xff ", Story: "  kept\n", Stage: cases.Archive})
	if err != nil {
		t.Fatal(err)
	}
	if c.Number != "CF-2026-0001" || c.Customer != "Emma\uFFFD" || c.Story != "  kept\n" || c.Stage != cases.Intake {
		t.Errorf("%+v", c)
	}
	if c.Received.IsZero() || !c.Received.Equal(c.CreatedAt) {
		t.Errorf("received %v, created %v", c.Received, c.CreatedAt)
	}

	c.Demand = "refund"
	c.Remedy, c.Lesson, c.Satisfaction = " coupon ", " kept\xff\n", 9
	changed, err := s.Update(ctx, c)
	if err != nil || changed.Revision != 2 {
		t.Fatalf("%+v %v", changed, err)
	}
	if changed.Remedy != "coupon" || changed.Lesson != " kept\uFFFD\n" || changed.Satisfaction != 0 {
		t.Errorf("%+v", changed)
	}
	if _, err := s.Update(ctx, c); !fault.Is(err, "case.changed") {
		t.Errorf("a stale update: %v", err)
	}

	if _, err := s.Move(ctx, c.ID, "nowhere", ""); !fault.Is(err, "case.stage") {
		t.Errorf("a stage that does not exist: %v", err)
	}
	for _, to := range []cases.Stage{cases.Analysis, cases.Analysis, cases.Archive, cases.Intake} {
		if c, err = s.Move(ctx, c.ID, to, "because\xff"); err != nil || c.Stage != to {
			t.Fatalf("%s: %v %v", to, c.Stage, err)
		}
	}
	moves, err := s.Moves(ctx, c.ID)
	if err != nil || len(moves) != 3 || moves[0].Reason != "because\uFFFD" || moves[2].To != cases.Intake {
		t.Errorf("%+v %v", moves, err)
	}

	if got, err := s.Get(ctx, " cf-2026-0001 "); err != nil || got.ID != c.ID {
		t.Errorf("%v %v", got.ID, err)
	}
	if err := s.Trash(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	counts, err := s.Counts(ctx)
	if err != nil || counts[cases.All] != 0 || counts[cases.Trash] != 1 {
		t.Errorf("%v %v", counts, err)
	}
	if err := s.Restore(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	page, err := s.List(ctx, cases.Query{Group: cases.Open, Search: " emma "})
	if err != nil || len(page.Cases) != 1 {
		t.Errorf("%v %v", page, err)
	}
}

func TestDrafts(t *testing.T) {
	ctx := t.Context()
	s := cases.NewService(datatest.Open(t), datatest.Clock())
	for _, d := range []cases.Draft{{ID: "a", Pasted: "1"}, {ID: "b"}, {ID: "a", Pasted: "2"}} {
		if err := s.SaveDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	drafts, err := s.Drafts(ctx)
	if err != nil || len(drafts) != 2 || drafts[0].Pasted != "2" || drafts[0].UpdatedAt.Before(drafts[1].UpdatedAt) {
		t.Errorf("%+v %v", drafts, err)
	}
	if err := s.DeleteDraft(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if drafts, err = s.Drafts(ctx); err != nil || len(drafts) != 1 {
		t.Errorf("%+v %v", drafts, err)
	}
}

func TestStageIndex(t *testing.T) {
	if cases.FollowUp.Index() != 4 || cases.Stage("x").Index() != -1 {
		t.Error("the order of the stages is wrong")
	}
}

func TestFormOfCaseWithoutTimes(t *testing.T) {
	if f := cases.FormOf(cases.Case{}, time.UTC); f != (cases.Form{}) {
		t.Errorf("%+v", f)
	}
}
