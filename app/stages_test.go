package app_test

import (
	"os"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/data/datatest"
)

// What the program sees of a case must follow what the nouns keep.
func TestTheChecklistSeesWhatTheNounsKeep(t *testing.T) {
	ctx := t.Context()
	now := datatest.Clock()
	s, err := app.New(datatest.Open(t), os.DirFS("../assets"), now)
	if err != nil {
		t.Fatal(err)
	}
	amount := money.Amount{Minor: 3990, Currency: "EUR"}
	c, err := s.Cases.Create(ctx, cases.Case{Customer: "Emma", Amount: amount, Category: "after_sales.exchange"})
	if err != nil {
		t.Fatal(err)
	}
	done := func(stage cases.Stage, item string) bool {
		t.Helper()
		b, err := s.Steps.Board(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range b.List(stage).Points {
			if p.ID == item {
				if !p.Seen {
					t.Errorf("%s is not seen", item)
				}
				return p.Done
			}
		}
		t.Fatalf("%s asks for no %s", stage, item)
		return false
	}
	var promise string
	for _, x := range []struct {
		stage cases.Stage
		item  string
		do    func() error
		was   bool // before
	}{
		{cases.Analysis, "analysis.chat", func() error {
			_, err := s.Evidence.Add(ctx, c.ID, evidence.TextInput("[15/11/2026, 09:00:00] Emma: Any news?\n[15/11/2026, 09:01:00] Shop: Not yet.\n"), evidence.Options{Buyer: "Emma"})
			return err
		}, false},
		{cases.Analysis, "analysis.answered", func() error {
			_, err := s.Deadlines.Answered(ctx, c.ID, deadlines.Answer{At: now()})
			return err
		}, false},
		{cases.Resolution, "resolution.offer", func() error {
			_, err := s.Remedies.Offer(ctx, c.ID, remedies.Offer{Option: remedies.Option{Kind: remedies.Discount, Share: 2000}, OfferedAt: now()})
			return err
		}, false},
		{cases.Execution, "execution.promises", func() error {
			e, err := s.Deadlines.Promise(ctx, c.ID, deadlines.Promise{Text: "an answer", Due: now().Add(time.Hour)})
			promise = e.ID
			return err
		}, true},
		{cases.Execution, "execution.promises", func() error { return s.Deadlines.KeepPromise(ctx, promise) }, false},
		{cases.Execution, "execution.returns", func() error {
			_, err := s.Returns.Add(ctx, c.ID, returns.Step{State: returns.Asked, At: now()}, returns.Exchange{})
			return err
		}, true},
		{cases.Execution, "execution.returns", func() error {
			_, err := s.Returns.Add(ctx, c.ID, returns.Step{State: returns.Declined, At: now().Add(time.Hour)}, returns.Exchange{})
			return err
		}, false},
		{cases.Execution, "execution.money", func() error {
			_, err := s.Ledger.Add(ctx, c.ID, ledger.Line{Kind: ledger.Refund, Amount: amount, At: now()})
			return err
		}, false},
		{cases.FollowUp, "follow_up.branches", func() error {
			_, err := s.Steps.TakeBranch(ctx, c.ID, "supplier")
			return err
		}, true},
	} {
		if got := done(x.stage, x.item); got != x.was {
			t.Errorf("%s: %v before", x.item, got)
		}
		if err := x.do(); err != nil {
			t.Fatalf("%s: %v", x.item, err)
		}
		if got := done(x.stage, x.item); got == x.was {
			t.Errorf("%s: still %v", x.item, got)
		}
	}
}
