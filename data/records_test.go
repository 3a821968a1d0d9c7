package data_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/data/datatest"
)

type errand struct {
	What string    `json:"what"`
	Due  time.Time `json:"due,omitzero"`
}

// Records are kept whole, tell the journal what they were and became, and an
// altered row is found.
func TestRecords(t *testing.T) {
	ctx := context.Background()
	w := datatest.Open(t)
	now := datatest.Clock()
	c, err := w.CreateCase(ctx, cases.Case{Customer: "Anna", Stage: cases.Intake})
	if err != nil {
		t.Fatal(err)
	}
	kind := records.Kind[errand]{Name: "errand", Check: func(e *errand) error {
		if e.What = strings.TrimSpace(e.What); e.What == "" {
			return fault.New("errand.empty")
		}
		return nil
	}}
	box := records.NewBox(w, now, kind)
	due := time.Date(2026, 11, 28, 18, 0, 0, 0, time.FixedZone("", 3600))
	first, err := box.Add(ctx, c.ID, errand{" call the carrier ", due})
	if err != nil || first.Is.What != "call the carrier" || !first.Is.Due.Equal(due) || first.Revision != 1 {
		t.Fatal(first, err)
	}
	if _, err := box.Add(ctx, c.ID, errand{}); !fault.Is(err, "errand.empty") {
		t.Error(err)
	}
	if _, err := box.Add(ctx, c.ID, errand{What: strings.Repeat("x", records.MaxBody)}); !fault.Is(err, "record.long") {
		t.Error(err)
	}
	if _, err := box.Add(ctx, "nobody", errand{What: "x"}); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
	changed := first
	changed.Is.What = "call again"
	if changed, err = box.Put(ctx, changed); err != nil || changed.Revision != 2 {
		t.Fatal(changed, err)
	}
	if _, err := box.Put(ctx, first); !fault.Is(err, "record.changed") {
		t.Error(err)
	}
	if same, err := box.Put(ctx, changed); err != nil || same.Revision != 2 {
		t.Error("the same again changes nothing", same, err)
	}
	if err := box.Remove(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	if all, err := box.List(ctx, c.ID); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	if err := box.Restore(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := box.Add(ctx, "", errand{What: "of all"}); err != nil {
		t.Fatal(err)
	}
	if all, err := box.List(ctx, ""); err != nil || len(all) != 1 || all[0].Is.What != "of all" {
		t.Error(all, err)
	}
	if all, err := box.All(ctx); err != nil || len(all) != 1 || all[0].Is.What != "call again" || !all[0].DeletedAt.IsZero() {
		t.Error(all, err)
	}
	entries, err := w.CaseEntries(ctx, c.ID)
	if err != nil || len(entries) != 5 {
		t.Fatal(len(entries), err)
	}
	facts, err := entries[2].Facts()
	var was errand
	if err != nil || entries[2].Action != "record.changed" || json.Unmarshal([]byte(facts["old"]), &was) != nil || was.What != "call the carrier" {
		t.Error(entries[2].Action, facts, err)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) != 0 {
		t.Fatal(found, err)
	}
	if err := w.Exec(`UPDATE records SET body = '{"what":"nothing"}' WHERE case_id IS NOT NULL`); err != nil {
		t.Fatal(err)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) != 1 || found[0].Code != "row.changed" {
		t.Error(found, err)
	}
}

// One deed of several records is all or nothing.
func TestRecordsOfOneDeed(t *testing.T) {
	ctx := context.Background()
	w := datatest.Open(t)
	good := records.Row{Meta: records.Meta{Kind: "errand"}, Body: json.RawMessage(`{}`)}
	bad := good
	bad.ID = "nowhere"
	if _, err := w.PutRecords(ctx, time.Time{}, good, bad); !fault.Is(err, "record.unknown") {
		t.Error(err)
	}
	if rows, err := w.Records(ctx, records.Query{}); err != nil || len(rows) != 0 {
		t.Error(rows, err)
	}
}
