package ledger_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"casefolio/app/ledger"
)

func TestCSV(t *testing.T) {
	b, ctx := open(t), t.Context()
	zone := b.Now().Location()
	b.add(t, ledger.Line{Kind: ledger.Refund, Amount: sum(1200, "EUR"), Note: "=HYPERLINK(\"x\")\nsecond, line", At: time.Date(2026, 10, 31, 23, 0, 0, 0, zone)})
	b.add(t, ledger.Line{Kind: ledger.Recovered, Amount: sum(8000, "CNY"), Rate: "0.128", RateDate: "2026-11-01", From: "carrier", At: time.Date(2026, 11, 1, 0, 0, 0, 0, zone)})
	all, err := b.Ledger.Postings(ctx, b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := ledger.WriteCSV(&out, all, zone, func(key string) string { return key }); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked || len(rows) != 3 || !strings.HasSuffix(text, "\r\n") {
		t.Fatal(rows, err)
	}
	want := []string{b.c.Number, "302-8841276-2210751", "2026-11-01 00:00", "ledger.kind.recovered", "ledger.side.recovered", "80.00", "CNY",
		"0.128", "2026-11-01", "10.24", "EUR", "ledger.from.carrier", "", ""}
	for i, cell := range want {
		if rows[2][i] != cell {
			t.Errorf("%s: %q, want %q", rows[0][i], rows[2][i], cell)
		}
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+@\t\r-") {
				t.Errorf("%q is a formula", cell)
			}
		}
	}
	november, err := b.Ledger.Between(ctx, time.Date(2026, 11, 1, 0, 0, 0, 0, zone), time.Date(2026, 12, 1, 0, 0, 0, 0, zone))
	if err != nil || len(november) != 1 || november[0].Number != b.c.Number || november[0].Is.Kind != ledger.Recovered {
		t.Errorf("%+v %v", november, err)
	}
	if all, err = b.Ledger.Between(ctx, time.Time{}, time.Time{}); err != nil || len(all) != 2 {
		t.Error(all, err)
	}
}
