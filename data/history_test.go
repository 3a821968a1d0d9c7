package data_test

import (
	"context"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/data/datatest"
)

// Settled cases are found by reason or product, with the share that was accepted.
func TestPastRemedies(t *testing.T) {
	ctx := context.Background()
	w := datatest.Open(t)
	file := func(c cases.Case) cases.Case {
		t.Helper()
		if c.Stage == "" {
			c.Stage = cases.Archive
		}
		c.CreatedAt = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
		made, err := w.CreateCase(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	usd := func(n int64) money.Amount { return money.Amount{Minor: n, Currency: "USD"} }
	one := file(cases.Case{Category: "quality.damaged", Remedy: "discount", Amount: usd(10000), Cost: usd(1800), Satisfaction: 4})
	two := file(cases.Case{Category: "service.slow", SKU: "TB-500", Remedy: "free_resend"})
	file(cases.Case{Category: "quality.damaged"})                                              // not settled
	file(cases.Case{Category: "quality.damaged", Remedy: "discount", Stage: cases.Resolution}) // nor this
	file(cases.Case{Category: "service.slow", Remedy: "discount"})                             // another reason
	gone := file(cases.Case{Category: "quality.damaged", Remedy: "discount", SKU: ""})         // in the trash
	if err := w.TrashCase(ctx, gone.ID, time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	self := file(cases.Case{Category: "quality.damaged", Remedy: "discount", SKU: "TB-500"})
	for _, body := range []string{
		`{"option":{"kind":"discount"},"share":1500,"answer":"accepted"}`,
		`{"option":{"kind":"discount"},"share":9000,"answer":"declined"}`,
		`{"option":{"kind":"free_resend"},"answer":"accepted"}`,
	} {
		_, err := w.PutRecords(ctx, time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC),
			records.Row{Meta: records.Meta{CaseID: one.ID, Kind: remedies.OfferKind}, Body: []byte(body)})
		if err != nil {
			t.Fatal(err)
		}
	}
	q := remedies.PastQuery{
		Besides: self.ID, SKU: "TB-500", Categories: []string{"quality.damaged", "quality"},
		Since: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Limit: 10,
	}
	past, err := w.PastRemedies(ctx, q)
	if err != nil || len(past) != 2 {
		t.Fatal(past, err)
	}
	if p := past[0]; p.CaseID != one.ID || p.Share != 1500 || p.Cost != usd(1800) || p.Satisfaction != 4 {
		t.Errorf("%+v", p)
	}
	if p := past[1]; p.CaseID != two.ID || p.Share != 0 || p.SKU != "TB-500" {
		t.Errorf("%+v", p)
	}
	q.Since = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	if past, err = w.PastRemedies(ctx, q); err != nil || len(past) != 0 {
		t.Error(past, err)
	}
	if past, err = w.PastRemedies(ctx, remedies.PastQuery{Limit: 10}); err != nil || len(past) != 0 {
		t.Error(past, err)
	}
}
