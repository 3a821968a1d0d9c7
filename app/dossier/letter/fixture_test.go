package letter_test

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier/letter"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/programmes"
	"casefolio/app/shop"
	"casefolio/data/datatest"
)

// tracking is a record that ends with a delivery.
const tracking = `Tracking number: 00340434161094021501
2026-11-02 09:12 Shenzhen Shipment picked up
2026-11-05 18:40 Leipzig, Germany Arrived at hub
2026-11-07 11:03 Berlin, Germany Delivered, left with neighbour
`

// desk is a workspace with one case.
type bench struct {
	*app.Services
	t testing.TB
	c cases.Case
}

func newBench(t testing.TB) bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), os.DirFS("../../../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	p := shop.Defaults()
	p.Owner, p.Zone = "Lin Yue", "Asia/Shanghai"
	p.Shops = []shop.Shop{{Name: "Lumen & Loom", Platform: "ebay"}}
	if err := s.Shop.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Contact: "emma.schneider@example.net", Shop: "Lumen & Loom", Platform: "ebay",
		Order: "19-12345-67890", SKU: "LMP-02", Product: "Desk lamp", Tracking: "00340434161094021501",
		Amount: money.Amount{Minor: 8990, Currency: "EUR"}, Category: "logistics.lost", BuyerZone: "Europe/Berlin",
		Received: time.Date(2026, 11, 8, 9, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return bench{s, t, c}
}

// add captures an exhibit from text.
func (b bench) add(name, content string) evidence.Exhibit {
	b.t.Helper()
	e, err := b.Evidence.Add(b.t.Context(), b.c.ID, evidence.Input{
		Name: name, Source: evidence.FromFile,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil },
	}, evidence.Options{Zone: time.UTC})
	if err != nil {
		b.t.Fatal(err)
	}
	return e
}

func (b bench) link(key, exhibitID string) {
	b.t.Helper()
	if err := b.Programmes.Link(b.t.Context(), b.c.ID, programmes.Mark{Key: key, ExhibitID: exhibitID}); err != nil {
		b.t.Fatal(err)
	}
}

// linkAll links an exhibit to every piece of evidence that templates speak of,
// most of them in all.
func (b bench) linkAll(most int) {
	b.t.Helper()
	track := b.add("track.txt", tracking)
	var notes []evidence.Exhibit
	var marks []programmes.Mark
	seen := map[string]bool{"proof_of_delivery": true, "tracking_number": true}
	for key := range seen {
		marks = append(marks, programmes.Mark{Key: key, ExhibitID: track.ID})
	}
	for _, t := range b.Letters.Templates() {
		for _, key := range t.Evidence() {
			if seen[key] {
				continue
			}
			seen[key] = true
			note := len(marks) % most
			if len(notes) < most {
				notes, note = append(notes, b.add(key+".txt", "Note about "+key)), len(notes)
			}
			marks = append(marks, programmes.Mark{Key: key, ExhibitID: notes[note].ID})
		}
	}
	if err := b.Programmes.Link(b.t.Context(), b.c.ID, marks...); err != nil {
		b.t.Fatal(err)
	}
}

func (b bench) open(template, lang string) *letter.Desk {
	b.t.Helper()
	d, err := b.Letters.Open(b.t.Context(), b.c.ID, template, lang)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

// typed gives a value to every fact that no case knows.
func (b bench) typed() map[string]string {
	values := map[string]string{
		"reference": "PP-R-DXB-554120", "handed_to": "a neighbour (no. 12)", "arrival": "14 November 2026", "points": "model, colour and size",
		"offer": "EUR 20.00", "asked_on": "9 November 2026", "refund_amount": "EUR 89.90", "refund_date": "9 November 2026",
		"refund_reference": "74537600123456789012345", "other_order": "19-12399-00001", "other_amount": "EUR 45.00",
		"earlier_orders": "12 March 2026 (EUR 39.90), 2 June 2026 (EUR 24.50)", "terms": "DAP", "duty_amount": "EUR 12.40", "declared_value": "EUR 89.90",
		"asked_amount": "EUR 89.90", "answer_by": "30 November 2026", "supplier": "Hongda Lighting", "purchase_order": "PO-2026-118",
		"quantity": "14", "defect": "the switch stops working after a few days", "product": "Desk lamp", "carrier": "DHL",
	}
	for _, p := range b.Letters.Placeholders() {
		if p.Typed && values[p.ID] == "" {
			b.t.Fatalf("no value for %s", p.ID)
		}
	}
	return values
}
