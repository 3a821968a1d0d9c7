package cases_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/programmes"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
)

// TestReadinessBesideACase: the inspector says what is missing, the record what
// was done about it.
func TestReadinessBesideACase(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	ctx := context.Background()
	if _, err := b.s.Programmes.Choose(ctx, c.ID, "amazon.atoz.us.inr", time.Time{}); err != nil {
		t.Fatal(err)
	}
	exhibits, err := b.s.Evidence.List(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.s.Programmes.Link(ctx, c.ID, programmes.Mark{Key: "tracking_number", ExhibitID: exhibits[1].ID}); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.noErrors(t)
	for _, text := range []string{"1 / 4", "✓ Tracking number", "○ Shipping service used"} {
		if !b.Has(text) {
			t.Errorf("%q is not shown", text)
		}
	}
	b.Walk(func(o fyne.CanvasObject) {
		if tabs, ok := o.(*kit.Tabs); ok {
			tabs.Select(2)
		}
	})
	if !b.Has("E-02 linked to \"Tracking number\"") {
		t.Error("the record does not say what was linked")
	}
	b.Tap(t, kit.T("readiness.section.open"))
	if len(b.Routes) == 0 || b.Routes[len(b.Routes)-1].Page != "readiness" {
		t.Errorf("%v", b.Routes)
	}
}
