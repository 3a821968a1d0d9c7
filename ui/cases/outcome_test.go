package cases_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/cases"
	"casefolio/app/money"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
)

func TestTheOutcomeIsShownSetAndUndone(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			c := b.lateParcel(t)
			b.Show(uicases.NewPage(b.deps, c.ID))
			if b.Has(kit.T("cases.section.outcome")) {
				t.Error("an outcome is asked for before the case is looked at")
			}
			if _, err := b.s.Cases.Move(context.Background(), c.ID, cases.FollowUp, ""); err != nil {
				t.Fatal(err)
			}
			b.Show(uicases.NewPage(b.deps, c.ID))
			b.Picture(t, "outcome-empty-"+language)
			if len(b.buttons(kit.T("cases.outcome.edit"))) != 1 {
				t.Error("there is no way to the form")
			}
			b.Tap(t, cases.Name(b.s.Lists.Remedies, "free_resend", language))
			b.Tap(t, cases.Name(b.s.Lists.Satisfactions, "4", language))
			b.noErrors(t)
			if now := b.get(t, c.ID); now.Remedy != "free_resend" || now.Satisfaction != 4 {
				t.Fatalf("%q %d", now.Remedy, now.Satisfaction)
			}
			b.undo(t)
			if now := b.get(t, c.ID); now.Satisfaction != 0 || now.Remedy != "free_resend" {
				t.Errorf("%d after undo", now.Satisfaction)
			}
			now := b.get(t, c.ID)
			now.Cost, now.FollowUp, now.Lesson = money.Amount{Minor: 1240, Currency: "EUR"}, "Solved.", "Ask the carrier earlier."
			if _, err := b.s.Cases.Update(context.Background(), now); err != nil {
				t.Fatal(err)
			}
			b.Show(uicases.NewPage(b.deps, c.ID))
			if !b.Has("EUR 12.40") || !b.Has("Ask the carrier earlier.") {
				t.Error("the outcome is not shown")
			}
			b.Picture(t, "outcome-"+language)
			test.Tap(b.buttons(kit.T("cases.change"))[1]) // the first is of the category
			if n := len(b.Routes); n == 0 || b.Routes[n-1].ID != c.ID+"#outcome" {
				t.Errorf("routes %v", b.Routes)
			}
			b.Walk(func(o fyne.CanvasObject) {
				if tabs, ok := o.(*kit.Tabs); ok {
					tabs.Select(2)
				}
			})
			if !b.Has(kit.T("cases.journal.case.updated", "fields", kit.T("intake_field.satisfaction"))) {
				t.Error("the record does not name the change")
			}
		})
	}
}

// buttons finds all that say text, in the order of the window.
func (b *bench) buttons(text string) []*kit.Button {
	var found []*kit.Button
	b.Walk(func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.Button); ok && x.Text() == text {
			found = append(found, x)
		}
	})
	return found
}
