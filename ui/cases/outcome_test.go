package cases_test

import (
	"testing"

	"casefolio/app/cases"
	"casefolio/app/money"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
)

// What became of a case is written on the tabs and in its form; beside the case
// it is not asked again, and the record names what was changed.
func TestTheOutcomeStandsOnce(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	if _, err := b.s.Cases.Move(t.Context(), c.ID, cases.FollowUp, ""); err != nil {
		t.Fatal(err)
	}
	now := b.get(t, c.ID)
	now.Remedy, now.Satisfaction, now.Cost = "free_resend", 4, money.Amount{Minor: 1240, Currency: "EUR"}
	if _, err := b.s.Cases.Update(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	p := uicases.NewPage(b.deps, c.ID)
	b.Show(p)
	if b.Has(kit.T("cases.section.outcome")) {
		t.Error("the outcome is asked for beside the case")
	}
	b.tab(t, 2)
	if !b.Has(kit.T("cases.journal.case.updated", "fields", kit.T("intake_field.remedy")+kit.T("cases.list_comma")+kit.T("intake_field.cost")+kit.T("cases.list_comma")+kit.T("intake_field.satisfaction"))) {
		t.Error("the record does not name the change")
	}
	now = b.get(t, c.ID)
	now.Responsibility = "carrier"
	if _, err := b.s.Cases.Update(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	p.Reload()
	said := kit.T("cases.set", "fact", kit.T("intake_field.responsibility"), "value", cases.Name(b.s.Lists.Responsibilities, "carrier", kit.Language()))
	if !b.Has(kit.T("cases.journal.case.updated", "fields", said)) {
		t.Error("the record does not name who is responsible")
	}
}
