package ledger_test

import (
	"casefolio/app/undo"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	uiledger "casefolio/ui/ledger"
)

type bench struct {
	*kittest.Shell
	s       *app.Services
	c       cases.Case
	pane    *uiledger.Pane
	changed int
}

// page lets the pane stand in the window as a page.
type page struct{ b *bench }

func (p page) Content() fyne.CanvasObject { return kit.Pad(p.b.pane.Content(), 0, 320, 0, 320) }
func (p page) Reload()                    { p.b.pane.Show(p.b.c, true) }

func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", BuyerZone: "Europe/Berlin", Order: "302-8841276-2210751",
		Amount: money.Amount{Minor: 3990, Currency: "EUR"},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.Undo, b.Undone = s.Undo, func(undo.Deed) { b.pane.Show(b.c, true) }
	b.pane = uiledger.NewPane(uiledger.Deps{
		Shell: b, Money: s.Ledger, Returns: s.Returns, Evidence: s.Evidence, Now: s.Now,
		Changed: func(string) { b.changed++; b.pane.Show(b.c, true) }, OrderCosts: s.OrderCosts,
	})
	b.Show(page{b})
	return b
}

// entries are the entries that can be seen, a dialog's first.
func (b *bench) entries() (all []*kit.Entry) {
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			all = append(all, e)
		}
	})
	return all
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatal(b.Errors)
	}
}

// TestTheOrderItself offers what the order cost where that is known.
func TestTheOrderItself(t *testing.T) {
	b := open(t, "zh")
	if err := b.s.Remedies.SaveFigures(t.Context(), b.c.ID, remedies.Figures{
		Goods: money.Amount{Minor: 1200, Currency: "EUR"}, FreightOut: money.Amount{Minor: 480, Currency: "EUR"},
	}); err != nil {
		t.Fatal(err)
	}
	b.entries()[0].SetText("10")
	b.entries()[0].OnSubmitted("")
	if !b.Has(kit.T("ledger.order_cost.known", "what", "货值 EUR 12.00、发货运费 EUR 4.80")) || !b.Has("+EUR 29.90") {
		t.Error("not said that the order's own cost is missing")
	}
	b.Picture(t, "ledger-order")
	b.Tap(t, kit.T("ledger.order_cost.log"))
	b.noErrors(t)
	if !b.Has("+EUR 13.10") || b.cost(t) != "EUR 10.00" || b.Has("EUR 4.80、") {
		t.Error("the order's own cost is not logged")
	}
	b.Actions[0].Do()
	if !b.Has("+EUR 29.90") {
		t.Error("not undone as one")
	}
	if text := uiledger.MoneySentence("record.added", nil, []byte(`{"kind":"refund","amount":{"Minor":1250,"Currency":"EUR"}}`)); !strings.Contains(text, "EUR 12.50") {
		t.Error(text)
	}
	for kind, say := range uiledger.Sentences() {
		for _, action := range []string{"record.added", "record.changed", "record.removed", "record.restored", "else", ""} {
			for _, body := range []string{"", "{", "[]", `{"kind":7}`, "{}", "null"} {
				if say(action, []byte(body), []byte(body)) == "" && action != "else" && action != "" {
					t.Errorf("%s: %s %s says nothing", kind, action, body)
				}
			}
		}
	}
}

func (b *bench) cost(t *testing.T) string {
	t.Helper()
	c, err := b.s.Cases.Get(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return c.Cost.String()
}

// narrow is the pane beside two others in a small window.
type narrow struct{ b *bench }

func (n narrow) Content() fyne.CanvasObject { return kit.Pad(n.b.pane.Content(), 0, 436, 0, 436) }
func (n narrow) Reload()                    { n.b.pane.Show(n.b.c, true) }

// TestASmallWindow: nothing is pushed out of sight.
func TestASmallWindow(t *testing.T) {
	for _, language := range []string{"en"} {
		b := open(t, language)
		for _, is := range []ledger.Line{
			{Kind: ledger.FreightBack, Amount: money.Amount{Minor: 123450, Currency: "CNY"}, Rate: "0.128", Note: "Paid to the forwarder, parcel of three"},
			{Kind: ledger.Recovered, Amount: money.Amount{Minor: 500, Currency: "EUR"}, From: "insurance"},
		} {
			if _, err := b.s.Ledger.Add(t.Context(), b.c.ID, is); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := b.s.Returns.Add(t.Context(), b.c.ID, returns.Step{State: returns.LabelSent, Tracking: "00340434161094000000"}, returns.Exchange{}); err != nil {
			t.Fatal(err)
		}
		b.Show(narrow{b})
		b.Show(narrow{b})
		b.Picture(t, "ledger-narrow-"+language)
		b.Reach(t)
		if w := b.pane.Content().MinSize().Width; w > 320 {
			t.Errorf("the pane needs %v", w)
		}
		for _, o := range []string{kit.T("ledger.add"), kit.T("ledger.edit"), kit.T("ledger.remove")} {
			b.Walk(func(x fyne.CanvasObject) {
				if button, ok := x.(*kit.Button); ok && button.Text() == o {
					at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
					if right := at.X + button.Size().Width; right > 1192-436 {
						t.Errorf("%s ends at %v", o, right)
					}
				}
			})
		}
	}
}

// TestMoneyIsLoggedInOneRow goes the seller's way.
func TestMoneyIsLoggedInOneRow(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		b.Picture(t, "ledger-empty-"+language)
		b.Reach(t)
		b.entries()[0].OnSubmitted("")
		if !b.Has(kit.T("fault.ledger.amount")) {
			t.Error("nothing is a sum")
		}
		b.entries()[0].SetText("12,5")
		b.entries()[0].OnSubmitted("")
		b.noErrors(t)
		if b.cost(t) != "EUR 12.50" || b.changed != 1 || b.entries()[0].Text != "" {
			t.Fatal(b.cost(t), b.changed)
		}
		b.Tap(t, kit.T("ledger.kind.freight_back"))
		b.entries()[0].SetText("80 cny")
		b.entries()[0].OnSubmitted("")
		if !b.Has(kit.T("fault.ledger.no_rate", "from", "CNY", "to", "EUR")) {
			t.Error("counted without a rate")
		}
		b.Picture(t, "ledger-rate-"+language)
		b.entries()[2].SetText("0.128")
		b.entries()[2].OnSubmitted("")
		b.noErrors(t)
		if b.cost(t) != "EUR 22.74" || !b.Has("EUR 10.24") {
			t.Fatal(b.cost(t))
		}
		b.Tap(t, kit.T("ledger.kind.recovered"))
		b.Tap(t, kit.T("ledger.from.carrier"))
		b.entries()[0].SetText("5")
		b.entries()[0].OnSubmitted("")
		b.noErrors(t)
		if !b.Has("+EUR 22.16") {
			t.Error("the balance is not shown")
		}
		b.Picture(t, "ledger-lines-"+language)
		b.Reach(t)
		b.Actions[0].Do()
		if !b.Has("+EUR 17.16") {
			t.Error("not undone")
		}
		b.Tap(t, kit.T("ledger.remove")) // the refund
		if b.cost(t) != "EUR 10.24" {
			t.Error(b.cost(t))
		}
		b.Actions[0].Do()
		b.Tap(t, kit.T("ledger.edit"))
		b.Picture(t, "ledger-edit-"+language)
		b.Reach(t)
		b.entries()[0].SetText("15")
		b.Tap(t, kit.T("ledger.save"))
		b.noErrors(t)
		if b.cost(t) != "EUR 25.24" {
			t.Error(b.cost(t))
		}
		b.Actions[0].Do()
		if b.cost(t) != "EUR 22.74" {
			t.Error(b.cost(t))
		}
		b.Tap(t, kit.T("ledger.shop.ask", "currency", "USD"))
		b.entries()[0].SetText("1.1")
		b.Tap(t, kit.T("ledger.save"))
		b.noErrors(t)
		if !b.Has("−USD 25.01") {
			t.Error("not counted in the shop's currency")
		}
	}
}

// TestAReturnFromWishToRefund follows the steps and their money.
func TestAReturnFromWishToRefund(t *testing.T) {
	for _, language := range []string{"zh"} {
		b := open(t, language)
		b.Tap(t, kit.T("ledger.next.asked"))
		b.Tap(t, kit.T("ledger.save"))
		b.Tap(t, kit.T("ledger.next.approved"))
		b.Tap(t, kit.T("ledger.save"))
		b.Tap(t, kit.T("ledger.next.label_sent"))
		b.Picture(t, "return-step-"+language)
		b.Reach(t)
		all := b.entries()
		all[1].SetText("6.20")
		all[2].SetText("00340434161094000000")
		b.Tap(t, kit.T("ledger.save"))
		b.noErrors(t)
		if b.cost(t) != "EUR 6.20" || !b.Has(kit.T("ledger.of_return")) {
			t.Fatal(b.cost(t))
		}
		b.Tap(t, kit.T("ledger.next.received"))
		b.Tap(t, kit.T("ledger.save"))
		b.Picture(t, "return-way-"+language)
		b.Reach(t)
		b.Tap(t, kit.T("ledger.copy"))
		if said := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(said, "angekommen") {
			t.Errorf("%q", said)
		}
		b.Tap(t, "Français")
		b.Tap(t, kit.T("ledger.copy"))
		if said := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(said, "reçu") {
			t.Errorf("%q", said)
		}
		b.Tap(t, kit.T("ledger.next.refunded"))
		b.entries()[1].SetText("39.90")
		b.Tap(t, kit.T("ledger.save"))
		b.noErrors(t)
		if b.cost(t) != "EUR 46.10" {
			t.Fatal(b.cost(t))
		}
		b.Picture(t, "return-over-"+language)
		b.Actions[0].Do()
		if b.cost(t) != "EUR 6.20" {
			t.Error(b.cost(t))
		}
		track, err := b.s.Returns.Track(t.Context(), b.c.ID)
		if err != nil || track.Now != returns.Received {
			t.Error(track.Now, err)
		}
		report, err := b.s.Journal.Verify(context.Background(), nil)
		if err != nil || !report.OK {
			t.Error(report, err)
		}
	}
}

// TestExport writes a table that a spreadsheet reads.
func TestExport(t *testing.T) {
	b := open(t, "zh")
	b.entries()[0].SetText("12.5")
	b.entries()[0].OnSubmitted("")
	b.Tap(t, kit.T("ledger.export"))
	b.Picture(t, "ledger-export")
	b.Reach(t)
	b.Tap(t, kit.T("ledger.export.all"))
	b.Tap(t, kit.T("ledger.export.verb"))
	b.noErrors(t)
	dir := t.TempDir()
	var name string
	for _, e := range b.entries() {
		if strings.HasSuffix(e.Text, ".csv") {
			name = e.Text
		} else if e.OnSubmitted != nil && filepath.IsAbs(e.Text) {
			e.OnSubmitted(dir)
		}
	}
	b.Tap(t, kit.T("kit.file.savebutton"))
	path := filepath.Join(dir, name)
	raw, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(raw), "\ufeff"+kit.T("ledger.csv.case")+",") || !strings.Contains(string(raw), ",12.50,EUR,") {
		t.Errorf("%q %v", raw, err)
	}
}

// What is typed for a case and not logged is there again when it is.
func TestTypingIsKeptForItsCase(t *testing.T) {
	b := open(t, "en")
	other, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Léa", Amount: money.Amount{Minor: 100, Currency: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	b.entries()[0].SetText("12.50")
	b.pane.Show(other, true)
	if text := b.entries()[0].Text; text != "" {
		t.Error("another case has", text)
	}
	b.pane.Show(b.c, true)
	if text := b.entries()[0].Text; text != "12.50" {
		t.Error("lost:", text)
	}
	b.entries()[0].OnSubmitted("")
	if b.cost(t) != "EUR 12.50" || b.entries()[0].Text != "" {
		t.Error(b.cost(t), b.entries()[0].Text)
	}
	b.pane.Show(other, true)
	b.pane.Show(b.c, true)
	if text := b.entries()[0].Text; text != "" {
		t.Error("typed twice:", text)
	}
	b.noErrors(t)
}

// The states of a return have their names where there is room for all of them,
// and none is cut off where there is not.
func TestTheWayHasRoom(t *testing.T) {
	b := open(t, "en")
	if _, err := b.s.Returns.Add(t.Context(), b.c.ID, returns.Step{State: returns.Asked}, returns.Exchange{}); err != nil {
		t.Fatal(err)
	}
	b.pane.Show(b.c, true)
	if !b.Has("Inspected") {
		t.Error("there is room for the names")
	}
	b.Show(narrow{b})
	b.pane.Show(b.c, true)
	b.Picture(t, "ledger-way-narrow")
	if b.Has("Inspected") || !b.Has("Asked") {
		t.Error("names without room")
	}
	b.noErrors(t)
}
