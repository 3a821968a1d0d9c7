package app_test

import (
	"os"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/tables"
	"casefolio/data"
	"casefolio/data/datatest"
)

func remedyCase(t *testing.T) (*app.Services, *data.Workspace, cases.Case) {
	t.Helper()
	w := datatest.Open(t)
	s, err := app.New(w, os.DirFS("../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma", Order: "302-8841276", Category: "quality.damaged", Platform: "amazon", Remedy: "explain",
		Amount: money.Amount{Minor: 2400, Currency: "EUR"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, w, c
}

// What the order report and the product list know fills the comparison.
func TestRemediesFromTheOrder(t *testing.T) {
	s, w, c := remedyCase(t)
	eur := func(n int64) money.Amount { return money.Amount{Minor: n, Currency: "EUR"} }
	cny := func(n int64) money.Amount { return money.Amount{Minor: n, Currency: "CNY"} }
	sheet, err := s.Remedies.Sheet(t.Context(), c.Number)
	if err != nil || sheet.Cell(remedies.Price).Given != eur(2400) || sheet.Cell(remedies.Price).From != remedies.FromCase {
		t.Fatal(sheet.Cells, err)
	}
	_, err = w.SaveOrders(t.Context(), tables.Import{Kind: tables.Orders, At: time.Now()}, []tables.Order{{
		Platform: "amazon", Number: "302-8841276", Country: "DE", Amount: eur(4790),
		Items: []tables.Item{{SKU: "TB-500", Quantity: 2}, {SKU: "LID-1", Quantity: 1}},
	}}, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	products := []tables.Product{{SKU: "TB-500", Cost: cny(6200)}}
	if _, err = w.SaveProducts(t.Context(), tables.Import{Kind: tables.Products, At: time.Now()}, products, false, nil); err != nil {
		t.Fatal(err)
	}
	sheet, err = s.Remedies.Sheet(t.Context(), c.Number)
	if err != nil || sheet.Cell(remedies.Price).Given != eur(4790) || sheet.Cell(remedies.Price).From != remedies.FromOrder || sheet.Country != "DE" {
		t.Fatal(sheet.Cells, err)
	}
	if g := sheet.Cell(remedies.Goods); g.Given.Given() {
		t.Error("one item's cost is not known, so the sum is not either:", g)
	}
	products = []tables.Product{{SKU: "LID-1", Cost: cny(800)}}
	if _, err = w.SaveProducts(t.Context(), tables.Import{Kind: tables.Products, At: time.Now()}, products, false, nil); err != nil {
		t.Fatal(err)
	}
	lines := ledger.Line{Kind: ledger.Goods, Amount: cny(100), Rate: "0.125", RateDate: "2026-11-09"}
	if _, err := s.Ledger.Add(t.Context(), c.ID, lines); err != nil {
		t.Fatal(err)
	}
	sheet, err = s.Remedies.Sheet(t.Context(), c.Number)
	if g := sheet.Cell(remedies.Goods); err != nil || g.Given != cny(13200) || g.Counted != eur(1650) || len(sheet.NoRate) > 0 {
		t.Error("the rate of the ledger counts", g, err)
	}
	if err := s.Remedies.SaveFigures(t.Context(), "", remedies.Figures{Rates: map[string]string{"EUR": "8.25", "CNY": "1.1"}}); err != nil {
		t.Fatal(err)
	}
	p, err := s.Shop.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.Currency = "CNY"
	if err := s.Shop.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	sheet, err = s.Remedies.Sheet(t.Context(), c.Number)
	if g := sheet.Cell(remedies.Goods); err != nil || g.Given != cny(13200) || g.Counted != eur(1600) || g.From != remedies.FromProducts {
		t.Error(g, err)
	}
}

// Accepting an offer is one deed with the case's remedy, and so is taking it
// back; nothing that was kept is changed behind the journal.
func TestOffersSettleTheCase(t *testing.T) {
	s, w, c := remedyCase(t)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	two, err := s.Remedies.Offer(ctx, c.ID,
		remedies.Offer{Option: remedies.Option{Kind: remedies.Discount, Share: 2000}, Share: 2000},
		remedies.Offer{Option: remedies.Option{Kind: remedies.FreeResend}, Channel: " email "})
	must(err)
	if len(two) != 2 || two[1].Is.Channel != "email" || two[0].Is.OfferedAt.IsZero() {
		t.Fatal(two)
	}
	state := func() (remedy string, answers [2]remedies.Answer) {
		t.Helper()
		is, err := s.Cases.Get(ctx, c.ID)
		must(err)
		all, err := s.Remedies.Offers(ctx, c.ID)
		must(err)
		for i := range all {
			answers[i] = all[i].Is.Answer
		}
		return is.Remedy, answers
	}
	expect := func(what, remedy string, one, other remedies.Answer) {
		t.Helper()
		if r, a := state(); r != remedy || a != [2]remedies.Answer{one, other} {
			t.Errorf("%s: %s %v", what, r, a)
		}
		found, err := w.Mismatches(ctx)
		if err != nil || len(found) > 0 {
			t.Fatal(what, found, err)
		}
	}
	expect("offered", "explain", remedies.Open, remedies.Open)
	before, err := w.CaseEntries(ctx, c.ID)
	must(err)
	must(s.Remedies.Answer(ctx, two[0].ID, remedies.Reply{Answer: remedies.Accepted}))
	expect("accepted", "discount", remedies.Accepted, remedies.Declined)
	after, err := w.CaseEntries(ctx, c.ID)
	must(err)
	for _, e := range after[len(before):] {
		if !e.At.Equal(after[len(before)].At) {
			t.Error("not one deed")
		}
	}
	if len(after)-len(before) != 3 {
		t.Error("want an entry for the case and one for each offer:", len(after)-len(before))
	}
	must(s.Remedies.Answer(ctx, two[0].ID, remedies.Reply{Answer: remedies.Declined, Note: "wants a new one"}))
	expect("taken back", "explain", remedies.Declined, remedies.Open)
	must(s.Remedies.Answer(ctx, two[1].ID, remedies.Reply{Answer: remedies.Accepted}))
	expect("the other", "free_resend", remedies.Declined, remedies.Accepted)
	must(s.Remedies.Withdraw(ctx, two[1].ID))
	expect("withdrawn", "explain", remedies.Declined, "")
	_, err = s.Undo.Undo(ctx, c.ID)
	must(err)
	expect("not withdrawn", "free_resend", remedies.Declined, remedies.Accepted)
	// A remedy that was changed by hand since stays.
	is, err := s.Cases.Get(ctx, c.ID)
	must(err)
	is.Remedy = "refund_only"
	_, err = s.Cases.Update(ctx, is)
	must(err)
	must(s.Remedies.Answer(ctx, two[1].ID, remedies.Reply{Answer: remedies.Open}))
	expect("changed by hand", "refund_only", remedies.Declined, remedies.Open)

	if _, err := s.Remedies.Offer(ctx, c.ID); !fault.Is(err, "remedy.nothing") {
		t.Error(err)
	}
	if _, err := s.Remedies.Offer(ctx, c.ID, remedies.Offer{Option: remedies.Option{Kind: "gift"}}); !fault.Is(err, "remedy.kind") {
		t.Error(err)
	}
	early := remedies.Reply{Answer: remedies.Declined, At: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	if err := s.Remedies.Answer(ctx, two[1].ID, early); !fault.Is(err, "remedy.early") {
		t.Error(err)
	}
	if err := s.Remedies.Answer(ctx, two[1].ID, remedies.Reply{Answer: "perhaps"}); !fault.Is(err, "remedy.answer") {
		t.Error(err)
	}
	if err := s.Remedies.Answer(ctx, "nobody", remedies.Reply{Answer: remedies.Open}); !fault.Is(err, "record.unknown") {
		t.Error(err)
	}
}

// Settled cases tell how like ones went.
func TestRemedyHistory(t *testing.T) {
	s, w, c := remedyCase(t)
	for range 3 {
		_, err := w.CreateCase(t.Context(), cases.Case{
			Stage: cases.FollowUp, CreatedAt: s.Now(), UpdatedAt: s.Now(),
			Category: "quality.faulty", Remedy: "discount", Amount: money.Amount{Minor: 1000, Currency: "USD"},
			Cost: money.Amount{Minor: 180, Currency: "USD"}, Satisfaction: 4,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	sheet, err := s.Remedies.Sheet(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	h, err := s.Remedies.History(t.Context(), sheet.Facts)
	if err != nil || h.Like != remedies.SameTop || h.Cases != 3 || h.Outcomes[0].MeanShare != 1800 || h.Outcomes[0].Satisfied != 3 {
		t.Errorf("%+v %v", h, err)
	}
}

// A refund after a second shipment: whichever acceptance is taken back, the case
// keeps the remedy that still stands, and undoing that restores both.
func TestOneRemedyAfterAnother(t *testing.T) {
	s, _, c := remedyCase(t)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	expect := func(what, remedy string) {
		t.Helper()
		if is, err := s.Cases.Get(ctx, c.ID); err != nil || is.Remedy != remedy {
			t.Errorf("%s: %s, want %s %v", what, is.Remedy, remedy, err)
		}
	}
	for _, kinds := range [][2]remedies.Kind{{remedies.FreeResend, remedies.RefundOnly}, {remedies.Discount, remedies.Discount}} {
		var ids [2]string
		var at [2]time.Time
		for i, k := range kinds {
			offered, err := s.Remedies.Offer(ctx, c.ID, remedies.Offer{Option: remedies.Option{Kind: k}})
			must(err)
			ids[i], at[i] = offered[0].ID, offered[0].Is.OfferedAt.Add(time.Duration(i+1)*time.Minute)
			must(s.Remedies.Answer(ctx, ids[i], remedies.Reply{Answer: remedies.Accepted, At: at[i]}))
		}
		last := string(kinds[1])
		expect("both", last)
		must(s.Remedies.Answer(ctx, ids[0], remedies.Reply{Answer: remedies.Open}))
		expect("the first taken back", last)
		must(s.Remedies.Answer(ctx, ids[0], remedies.Reply{Answer: remedies.Accepted, At: at[0]}))
		expect("and accepted again", last)
		must(s.Remedies.Answer(ctx, ids[1], remedies.Reply{Answer: remedies.Open}))
		expect("the second taken back", string(kinds[0]))
		must(s.Remedies.Answer(ctx, ids[0], remedies.Reply{Answer: remedies.Open}))
		expect("and the first", "explain")
		must(s.Remedies.Withdraw(ctx, ids[:]...))
	}
}

// Taking back the acceptance of an offer leaves it as it was: declined because of
// another, so that it opens again with that one.
func TestUndoOfAnAcceptanceKeepsTheLink(t *testing.T) {
	s, _, c := remedyCase(t)
	ctx := t.Context()
	kept, err := s.Remedies.Offer(ctx, c.ID,
		remedies.Offer{Option: remedies.Option{Kind: remedies.Discount, Share: 2000}}, remedies.Offer{Option: remedies.Option{Kind: remedies.FreeResend}})
	if err != nil {
		t.Fatal(err)
	}
	first, second := kept[0].ID, kept[1].ID
	is := func(one, two remedies.Answer, instead, remedy string) {
		t.Helper()
		all, err := s.Remedies.Offers(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		now, err := s.Cases.Get(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := all[0].Is, all[1].Is; a.Answer != one || b.Answer != two || b.Instead != instead || now.Remedy != remedy {
			t.Errorf("%s %s instead of %q, remedy %q", a.Answer, b.Answer, b.Instead, now.Remedy)
		}
	}
	answer := func(id string, a remedies.Answer) {
		t.Helper()
		if err := s.Remedies.Answer(ctx, id, remedies.Reply{Answer: a}); err != nil {
			t.Fatal(err)
		}
	}
	answer(first, remedies.Accepted)
	is(remedies.Accepted, remedies.Declined, first, "discount")
	answer(second, remedies.Accepted)
	is(remedies.Accepted, remedies.Accepted, "", "free_resend")
	if _, err := s.Undo.Undo(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	is(remedies.Accepted, remedies.Declined, first, "discount")
	answer(first, remedies.Open)
	is(remedies.Open, remedies.Open, "", "explain")
}
