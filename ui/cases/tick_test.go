package cases_test

import (
	"testing"
	"time"

	"casefolio/app/deadlines/words"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
)

// The list's clocks go on with every minute, without another read.
func TestTheListsClocksGoOn(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	now := b.s.Now()
	b.deps.Due, b.deps.Now = b.s.Deadlines, func() time.Time { return now }
	ahead, err := b.s.Deadlines.Ahead(t.Context(), []string{c.ID})
	if err != nil || len(ahead[c.ID]) == 0 {
		t.Fatal(ahead, err)
	}
	due := ahead[c.ID][0].Due
	left := func() string { return words.Texts(kit.T).Left(ahead[c.ID][0], now) }
	now = due.Add(-30 * time.Minute)
	p := uicases.NewPage(b.deps, c.ID)
	b.Show(p)
	if !b.Has(left()) {
		t.Fatalf("the list does not say %q", left())
	}
	now = now.Add(time.Minute)
	p.Tick()
	if !b.Has(left()) {
		t.Errorf("a minute later the list does not say %q", left())
	}
	now = due.Add(time.Hour)
	p.Tick()
	if !b.Has(left()) {
		t.Errorf("when it is over the list does not say %q", left())
	}
}
