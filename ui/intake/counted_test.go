package intake_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/ledger"
	"casefolio/app/money"
	uiintake "casefolio/ui/intake"
	"casefolio/ui/kit"
)

// Sums that are counted from lines are shown, and left to the ledger.
func TestCountedSumsAreNotTyped(t *testing.T) {
	b := open(t, "zh")
	b.deps.Ledger = b.s.Ledger
	c, err := b.s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma", Platform: "ebay", Category: "logistics.lost", Story: "Lost.", Amount: money.Amount{Minor: 3990, Currency: "EUR"},
	})
	if err != nil {
		t.Fatal(err)
	}
	line, err := b.s.Ledger.Add(t.Context(), c.ID, ledger.Line{Kind: ledger.Refund, Amount: money.Amount{Minor: 1250, Currency: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	p := uiintake.NewPage(b.deps, c.ID)
	b.Show(p)
	if !b.Has(kit.T("ledger.outcome.counted")) || !b.fixed(t, "cost") || !b.fixed(t, "cost_currency") || b.fixed(t, "recovered") {
		t.Error("a counted sum can be typed")
	}
	b.Picture(t, "intake-counted")
	b.into(t, kit.T("intake_field.lesson"))
	b.paste(t, "Ask earlier.")
	b.Tap(t, kit.T("intake.save"))
	b.noErrors(t)
	if now := b.only(t); now.Cost.String() != "EUR 12.50" || now.Lesson != "Ask earlier." {
		t.Errorf("%+v", now)
	}
	if err := b.s.Ledger.Remove(t.Context(), line.ID); err != nil {
		t.Fatal(err)
	}
	b.Show(uiintake.NewPage(b.deps, c.ID))
	if b.fixed(t, "cost") || b.Has(kit.T("ledger.outcome.counted")) {
		t.Error("a sum without lines cannot be typed")
	}
}

// fixed tells whether the input of a field cannot be changed.
func (b *bench) fixed(t *testing.T, key string) bool {
	t.Helper()
	label := kit.T("intake_field." + key)
	under, found, fixed := false, false, false
	b.Walk(func(o fyne.CanvasObject) {
		if text, ok := o.(*kit.Text); ok && text.Text() == label {
			under = true
		}
		if input, ok := o.(interface {
			fyne.Disableable
			fyne.Focusable
		}); ok && under && !found {
			found, fixed = true, input.Disabled()
		}
	})
	if !found {
		t.Fatal("no field", key)
	}
	return fixed
}
