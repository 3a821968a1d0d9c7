package app_test

import (
	"slices"
	"testing"

	"casefolio/app"
	"casefolio/app/fault"
	"casefolio/app/replies"
	"casefolio/app/undo"
)

// found are the rules that the checks name at a desk.
func found(s *app.Services, d replies.Desk, text string) (rules []string) {
	for _, f := range s.ReplyRules.Check(d.Input(d.Draft.Edit(text), s.Now())) {
		rules = append(rules, f.Rule)
	}
	return rules
}

// A rule that is switched off is off for every reply, with its reason and since
// when; it can be taken back and switched on again, and the journal stays whole.
func TestRulesOff(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	desk := func() replies.Desk {
		t.Helper()
		d, err := s.Replies.Desk(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	back := func(mark *undo.Mark) {
		t.Helper()
		if _, err := s.Undo.UndoThese(ctx, "", mark.Deeds()...); err != nil || len(mark.Deeds()) != 1 {
			t.Fatal(err, mark.Deeds())
		}
	}
	const text = "We will answer soon, you idiot."
	if got := found(s, desk(), text); !slices.Contains(got, "soon") || !slices.Contains(got, "insult") {
		t.Fatal(got)
	}
	for _, bad := range []struct{ rule, reason, want string }{
		{"soon", " \n", "reply.off.reason"}, {"nothing", "because", "reply.off.rule"}, {"", "because", "reply.off.rule"},
	} {
		if _, err := s.Replies.SwitchOff(ctx, bad.rule, bad.reason); !fault.Is(err, bad.want) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	marked, off := undo.Marked(ctx)
	first, err := s.Replies.SwitchOff(marked, "soon", " The carrier\ngives no date. ")
	if err != nil || first.Is != (replies.Off{Rule: "soon", Reason: "The carrier gives no date."}) || first.CreatedAt.IsZero() {
		t.Fatalf("%+v %v", first, err)
	}
	if got := found(s, desk(), text); slices.Contains(got, "soon") || !slices.Contains(got, "insult") {
		t.Error(got)
	}
	marked, change := undo.Marked(ctx)
	if again, err := s.Replies.SwitchOff(marked, "soon", "Another reason"); err != nil || again.ID != first.ID || again.Is.Reason != "Another reason" {
		t.Errorf("%+v %v", again, err)
	}
	all, err := s.Replies.RulesOff(ctx)
	if err != nil || len(all) != 1 || all[0].Is.Reason != "Another reason" {
		t.Errorf("%+v %v", all, err)
	}
	back(change)
	if all, _ = s.Replies.RulesOff(ctx); len(all) != 1 || all[0].Is.Reason != "The carrier gives no date." {
		t.Errorf("taken back: %+v", all)
	}
	back(off)
	if got := found(s, desk(), text); !slices.Contains(got, "soon") {
		t.Error("taken back:", got)
	}
	if _, err := s.Replies.SwitchOff(ctx, "soon", "Again"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // it is no fault to say so twice
		if err := s.Replies.SwitchOn(ctx, "soon"); err != nil {
			t.Fatal(err)
		}
	}
	if got := found(s, desk(), text); !slices.Contains(got, "soon") {
		t.Error(got)
	}
	if err := s.Replies.SwitchOn(ctx, "nothing"); !fault.Is(err, "reply.off.rule") {
		t.Error(err)
	}
	if report, err := s.Journal.Verify(ctx, nil); err != nil || len(report.Problems) > 0 {
		t.Error(report, err)
	}
}

// Gaps are never copied, whatever is switched off.
func TestGapsBlockWhateverIsOff(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	if _, err := s.Replies.SwitchOff(ctx, "placeholder", "We know what we do"); err != nil {
		t.Fatal(err)
	}
	d, err := s.Replies.Desk(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	draft := d.Draft.Edit("Your order {order} left today.")
	if _, err := s.Replies.Copy(ctx, c.ID, draft, nil); !fault.Is(err, "reply.gaps") {
		t.Error(err)
	}
}
