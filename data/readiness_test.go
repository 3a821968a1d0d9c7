package data_test

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/programmes"
)

// TestVerifyHoldsReadiness changes rows of readiness behind the program's back.
func TestVerifyHoldsReadiness(t *testing.T) {
	for _, forged := range []struct{ name, sql, want string }{
		{"nothing", `SELECT 1`, ""},
		{"rule", `UPDATE programme_overrides SET change = '{}' WHERE programme_id = 'temu.any'`, "row.changed temu.any"},
		{"rule gone", `DELETE FROM programme_overrides WHERE programme_id = 'temu.any'`, "row.missing"},
		{"rule added", `INSERT INTO programme_overrides VALUES ('x', 'temu.x', '{}', 1)`, "row.unlogged temu.x"},
		{"programme", `UPDATE case_programmes SET programme_id = 'temu.any'`, "row.changed CF-2026-0001 temu.any"},
		{"due", `UPDATE case_programmes SET due = '2026-12-31T00:00:00Z'`, "row.changed CF-2026-0001 amazon.atoz.us.inr"},
		{"no programme", `DELETE FROM case_programmes`, "row.missing CF-2026-0001"},
		{"link", `UPDATE evidence_slots SET key = 'invoice' WHERE key = 'reply'`, "row.changed CF-2026-0001 invoice"},
		{"link gone", `DELETE FROM evidence_slots WHERE key = 'reply'`, "row.missing CF-2026-0001 E-01"},
		{"reason", `UPDATE evidence_slots SET reason = 'x' WHERE exhibit_id IS NULL`, "row.changed CF-2026-0001 ship_date"},
		{"link added", `INSERT INTO evidence_slots SELECT 'x', case_id, 'y', exhibit_id, '', 1 FROM evidence_slots LIMIT 1`, "row.unlogged CF-2026-0001 y"},
	} {
		t.Run(forged.name, func(t *testing.T) {
			b := openProgrammes(t)
			b.fill(t)
			if err := b.w.Exec(forged.sql); err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, p := range verify(t, b.w).Problems {
				if p.Code != "file.missing" { // the rows name originals that never were
					found = append(found, p.Code+" "+p.Subject)
				}
			}
			if got := strings.Join(found, "\n"); forged.want == "" && got != "" || !strings.Contains(got, forged.want) {
				t.Errorf("found %q, want %q", got, forged.want)
			}
		})
	}
}

// fill makes rows of every kind and takes some away again.
func (b programmeBench) fill(t *testing.T) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	p, _ := b.s.Shipped("temu.any")
	p.Note = "mine"
	must(b.s.Save(ctx, p))
	p.Note = "mine again"
	must(b.s.Save(ctx, p))
	p, _ = b.s.Shipped("ebay.mbg.inr")
	p.Note = "gone soon"
	must(b.s.Save(ctx, p))
	must(b.s.Revert(ctx, "ebay.mbg.inr"))
	for _, id := range []string{"amazon.atoz.us.inr", "paypal.claim.inr"} {
		for _, due := range []time.Time{{}, time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC)} {
			_, err := b.s.Choose(ctx, b.c.ID, id, due)
			must(err)
		}
	}
	must(b.s.Drop(ctx, b.c.ID, "paypal.claim.inr"))
	must(b.s.Link(ctx, b.c.ID, programmes.Mark{Key: "reply", ExhibitID: b.chat.ID}, programmes.Mark{Key: "invoice", ExhibitID: b.tracking.ID}))
	must(b.s.Unlink(ctx, b.c.ID, "invoice", b.tracking.ID))
	must(b.s.Waive(ctx, b.c.ID, "ship_date", "no"))
	must(b.s.Waive(ctx, b.c.ID, "ship_date", "not asked"))
	must(b.s.Waive(ctx, b.c.ID, "ship_method", "no"))
	must(b.s.Unwaive(ctx, b.c.ID, "ship_method"))
}
