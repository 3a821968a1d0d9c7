package data_test

import (
	"slices"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/redact"
	"casefolio/data/datatest"
)

func TestMaskingIsKept(t *testing.T) {
	w := datatest.Open(t)
	now := datatest.Clock()
	c := mustCase(t, w, cases.Case{Customer: "Emma"})
	if kept, err := w.Masking(ctx, c.ID); err != nil || len(kept) != 0 {
		t.Fatalf("%v %v", kept, err)
	}
	terms := []redact.Term{{Kind: redact.Word, Text: "blue", Reason: "a secret"}, {Kind: redact.Name, Text: "Emma"}}
	for range 2 { // the second time nothing changes
		if err := w.KeepMasking(ctx, c.ID, terms, now()); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := w.Masking(ctx, c.ID); err != nil || !slices.Equal(kept, terms) {
		t.Errorf("%v %v", kept, err)
	}
	if err := w.KeepMasking(ctx, c.ID, terms[:1], now()); err != nil {
		t.Fatal(err)
	}
	if kept, err := w.Masking(ctx, c.ID); err != nil || !slices.Equal(kept, terms[:1]) {
		t.Errorf("%v %v", kept, err)
	}
	entries, err := w.CaseEntries(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if e.Action == "masking.kept" {
			n++
			facts, err := e.Facts()
			if want := `[{"kind":"word","text":"blue","reason":"a secret"}`; err != nil || facts["terms"][:len(want)] != want {
				t.Errorf("%v %v", facts, err)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d entries", n)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Errorf("%v %v", found, err)
	}
	if err := w.KeepMasking(ctx, "no such case", terms, now()); err == nil {
		t.Error("kept for no case")
	}
}

func TestPicturesAreLookedAtOnce(t *testing.T) {
	w := datatest.Open(t)
	now := datatest.Clock()
	c := mustCase(t, w, cases.Case{Customer: "Emma"})
	e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Photo, SHA256: strings.Repeat("0", 64)}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := now()
	for range 2 {
		if err := w.MarkLooked(ctx, e.ID, first); err != nil {
			t.Fatal(err)
		}
	}
	looked, err := w.Looked(ctx, c.ID)
	if err != nil || len(looked) != 1 || looked[e.ID].IsZero() {
		t.Errorf("%v %v", looked, err)
	}
	if err := w.MarkLooked(ctx, "no such exhibit", first); err == nil {
		t.Error("an exhibit that is not there was looked at")
	}
	if other, err := w.Looked(ctx, "another"); err != nil || len(other) != 0 {
		t.Errorf("%v %v", other, err)
	}
}

// What is masked and which pictures were looked at cannot be changed behind the
// journal's back: a name that is no longer masked would go out.
func TestMaskingIsHeldAgainstTheJournal(t *testing.T) {
	for name, forged := range map[string]struct{ sql, want string }{
		"text":    {`UPDATE masked_terms SET text = 'Emm' WHERE text = 'Emma'`, "row.changed CF-2026-0001"},
		"reason":  {`UPDATE masked_terms SET reason = '' WHERE text = 'blue'`, "row.changed CF-2026-0001"},
		"gone":    {`DELETE FROM masked_terms WHERE text = 'Emma'`, "row.changed CF-2026-0001"},
		"none":    {`DELETE FROM masked_terms`, "row.changed CF-2026-0001"},
		"look":    {`INSERT INTO looked_pictures SELECT id, 1 FROM exhibits WHERE no = 2`, "row.changed CF-2026-0001 E-02"},
		"no look": {`DELETE FROM looked_pictures`, "row.changed CF-2026-0001 E-01"},
		"time":    {`UPDATE looked_pictures SET at = at + 1`, "row.changed CF-2026-0001 E-01"},
	} {
		t.Run(name, func(t *testing.T) {
			w := datatest.Open(t)
			now := datatest.Clock()
			c := mustCase(t, w, cases.Case{Customer: "Emma"})
			var first evidence.Exhibit
			for _, sum := range []string{"0", "1"} {
				e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Photo, SHA256: strings.Repeat(sum, 64)}, nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				if first.ID == "" {
					first = e
				}
			}
			for _, terms := range [][]redact.Term{{{Kind: redact.Word, Text: "x"}}, {}, {{Kind: redact.Word, Text: "blue", Reason: "a secret"}, {Kind: redact.Name, Text: "Emma"}}} {
				if err := w.KeepMasking(ctx, c.ID, terms, now()); err != nil {
					t.Fatal(err)
				}
				if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
					t.Fatalf("%v %v", found, err)
				}
			}
			if err := w.MarkLooked(ctx, first.ID, now()); err != nil {
				t.Fatal(err)
			}
			if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
				t.Fatalf("%v %v", found, err)
			}
			if err := w.Exec(forged.sql); err != nil {
				t.Fatal(err)
			}
			found, err := w.Mismatches(ctx)
			if err != nil || len(found) != 1 || found[0].Code+" "+found[0].Subject != forged.want {
				t.Errorf("%v %v", found, err)
			}
		})
	}
}
