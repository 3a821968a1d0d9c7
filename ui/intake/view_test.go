package intake_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/money"
	"casefolio/app/tables"
	uiintake "casefolio/ui/intake"
	"casefolio/ui/kit"
)

// marked is the view of the pasted text.
func (b *bench) marked(t *testing.T) *kit.Marked {
	t.Helper()
	var found *kit.Marked
	b.Walk(func(o fyne.CanvasObject) {
		if m, ok := o.(*kit.Marked); ok && m.Visible() {
			found = m
		}
	})
	if found == nil {
		t.Fatal("the text is not shown with its marks")
	}
	return found
}

func TestMarksStandInThePastedText(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	b.paste(t, letter)
	m := b.marked(t)
	var words []string
	for _, r := range m.Marks() {
		words = append(words, m.Text()[r.Start:r.End])
	}
	said := strings.Join(words, "|")
	for _, want := range []string{"Emma Schneider", "302-8841276-2210751", "YT2630921266112233", "tracking has not moved", "Where is my parcel"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not marked: %s", want, said)
		}
	}
	if strings.Contains(said, "2026-11-05") {
		t.Error("lines of the tracking record are marked")
	}
	if !b.Has("YunExpress ✓") {
		t.Error("nothing tells whose the tracking number is")
	}
	if b.Window().Canvas().Focused() != m {
		t.Error("the view has no focus after a paste")
	}
	b.Window().Canvas().Focused().TypedRune('x') // goes on in the entry
	if m.Visible() && b.Window().Canvas().Focused() == fyne.Focusable(m) {
		t.Error("typing does not go on in the entry")
	}
}

func TestAWrongCheckDigitIsTold(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	b.paste(t, "UPS parcel 1Z5R89390357567128 is late")
	if b.entryHas("1Z5R89390357567128") {
		t.Error("the number was filled in")
	}
	if !b.Has(kit.T("intake.carrier.wrong", "carrier", "UPS")) {
		t.Error("the wrong check digit is not told")
	}
}

// report is one order of an order report.
type report struct{ tables.Order }

func (r report) Lookup(_ context.Context, number string) (tables.Order, bool, error) {
	return r.Order, number == r.Number, nil
}

func (report) ProductBySKU(context.Context, string) (tables.Product, bool, error) {
	return tables.Product{NameEN: "Thermos 500 ml"}, true, nil
}

func TestTheOrderReportFillsTheForm(t *testing.T) {
	b := open(t, "en")
	b.deps.Orders = report{tables.Order{
		Number: "302-8841276-2210751", Platform: "amazon", Buyer: "Emma S.", Shop: "LumoHaus", Tracking: "1Z5R89390357567127",
		Amount: money.Amount{Minor: 3990, Currency: "EUR"}, Items: []tables.Item{{SKU: "TB-500-BL"}},
	}}
	b.Show(uiintake.NewPage(b.deps, ""))
	b.paste(t, "Order 302-8841276-2210751 is broken, I want $5 back")
	for _, want := range []string{"Emma S.", "LumoHaus", "39.90", "EUR", "TB-500-BL", "Thermos 500 ml", "1Z5R89390357567127"} {
		if !b.entryHas(want) {
			t.Errorf("%q is not filled in", want)
		}
	}
	if !b.Has(kit.T("intake.from_order", "label", kit.T("intake_field.sku"))) {
		t.Error("nothing tells that the SKU is from the order report")
	}
}

func TestAcceptedValuesStayAfterAnotherPaste(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	b.paste(t, "Order 302-8841276-2210751, or was it 302-8841276-2210752?\n")
	b.Tap(t, kit.T("intake.hit", "kind", kit.T("intake_field.hit.order"), "value", "302-8841276-2210752"))
	b.marked(t).TypedShortcut(&fyne.ShortcutSelectAll{})
	b.paste(t, "Order 302-8841276-2210753")
	if !b.entryHas("302-8841276-2210752") {
		t.Error("a later paste replaced what was accepted")
	}
}

func TestADraftKeepsWhatWasSaidAboutTheText(t *testing.T) {
	b := open(t, "en")
	p := uiintake.NewPage(b.deps, "")
	b.Show(p)
	b.paste(t, letter)
	b.tapMark(t, "YT2630921266112233")
	menu := b.Window().Canvas().Focused()
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp}) // the last: ignore it
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.Leaving()
	b.Show(uiintake.NewPage(b.deps, "draft:"+b.drafts(t)[0].ID))
	for _, m := range b.marked(t).Marks() {
		if b.marked(t).Text()[m.Start:m.End] == "YT2630921266112233" {
			t.Error("what was dismissed is marked again")
		}
	}
}

// tapMark taps the mark of some words.
func (b *bench) tapMark(t *testing.T, words string) {
	t.Helper()
	m := b.marked(t)
	for i, r := range m.Marks() {
		if m.Text()[r.Start:r.End] == words {
			m.OnTapped(i, &fyne.PointEvent{})
			return
		}
	}
	t.Fatalf("%q is not marked", words)
}
