package data_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/journal"
	"casefolio/data"
	"casefolio/data/datatest"
)

func newCancelled() (context.Context, context.CancelFunc) {
	c, cancel := context.WithCancel(ctx)
	cancel()
	return c, cancel
}

func TestAppendsWaitForEachOther(t *testing.T) {
	w := datatest.Open(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 20 {
				d := journal.Draft{Action: "test.noted", Detail: map[string]string{"who": fmt.Sprint(i), "n": fmt.Sprint(n)}}
				if _, err := w.Append(ctx, d, time.Now()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := whole(t, w).Entries; n != 160 {
		t.Errorf("%d entries", n)
	}
}

func TestEntriesComeBackAsSealed(t *testing.T) {
	w := datatest.Open(t)
	for _, at := range []time.Time{
		time.Date(2026, 11, 9, 22, 14, 5, 123456789, time.FixedZone("", 8*3600)),
		time.Date(2026, 11, 9, 22, 14, 5, 100, zone(t, "America/St_Johns")),
		time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC),
	} {
		sealed, err := w.Append(ctx, journal.Draft{Action: "test.noted", CaseID: "c"}, at)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := w.CaseEntries(ctx, "c")
		if err != nil {
			t.Fatal(err)
		}
		got := entries[len(entries)-1]
		if !got.At.Equal(at) || got.Head != sealed.Head || !bytes.Equal(got.Detail, sealed.Detail) {
			t.Errorf("got %+v, want %+v", got, sealed)
		}
	}
	whole(t, w)
}

func TestLongChainsAreWalkedWhole(t *testing.T) {
	w := datatest.Open(t)
	const entries = 1005 // more than a walk reads at once
	for range entries {
		if _, err := w.Append(ctx, journal.Draft{Action: "test.noted"}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if n := whole(t, w).Entries; n != entries {
		t.Errorf("%d entries", n)
	}
}

func TestJournalOnlyGrows(t *testing.T) {
	w := datatest.Open(t)
	mustCase(t, w, cases.Case{Customer: "Anna"})
	for _, query := range []string{
		`DELETE FROM journal`, `UPDATE journal SET at = ''`, `UPDATE journal_details SET detail = x''`,
	} {
		if err := w.Exec(query); err == nil {
			t.Errorf("%s went through", query)
		}
	}
}

// TestEveryChangeIsFound changes single bytes anywhere in the stored chain.
func TestEveryChangeIsFound(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Story: "late"})
	for _, to := range []cases.Stage{cases.Analysis, cases.Resolution} {
		m := cases.StageMove{CaseID: c.ID, From: c.Stage, To: to, Reason: "because"}
		var err error
		if c, err = w.MoveStage(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	whole(t, w)
	for _, query := range []string{
		`DROP TRIGGER journal_keeps_rows`, `DROP TRIGGER journal_keeps_content`,
		`DROP TRIGGER journal_details_keep_content`, `PRAGMA foreign_keys = 0`,
	} {
		if err := w.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for seq := 1; seq <= 3; seq++ {
		for _, column := range []string{"id", "at", "action", "case_id", "subject", "commitment", "prev", "head"} {
			for range 12 {
				flip(t, w, random, "journal", column, "text", fmt.Sprintf("seq = %d", seq))
			}
		}
		for _, column := range []string{"salt", "detail"} {
			for range 12 {
				flip(t, w, random, "journal_details", column, "blob",
					fmt.Sprintf("entry_id = (SELECT id FROM journal WHERE seq = %d)", seq))
			}
		}
		changed(t, w, fmt.Sprintf(`UPDATE journal SET version = 3 - version WHERE seq = %d`, seq))
		changed(t, w, fmt.Sprintf(`UPDATE journal SET seq = -seq WHERE abs(seq) = %d`, seq))
	}
	whole(t, w)
	if err := w.Exec(`DELETE FROM journal WHERE seq = 2`); err != nil {
		t.Fatal(err)
	}
	if verify(t, w).OK {
		t.Error("a missing entry is not found")
	}
}

func verify(t *testing.T, w *data.Workspace) journal.Report {
	t.Helper()
	r, err := journal.NewService(w, time.Now).Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// flip changes one bit of one byte, looks whether it is found, and changes it back.
func flip(t *testing.T, w *data.Workspace, random *rand.Rand, table, column, kind, where string) {
	t.Helper()
	value, err := w.Ask(true, fmt.Sprintf(`SELECT %s FROM %s WHERE %s`, column, table, where))
	if err != nil {
		t.Fatal(err)
	}
	raw := []byte(value)
	i := random.IntN(len(raw))
	raw[i] ^= 1 << random.IntN(8)
	set := fmt.Sprintf(`UPDATE %s SET %s = CAST(? AS %s) WHERE %s`, table, column, kind, where)
	if err := w.Exec(set, raw); err != nil {
		t.Fatal(err)
	}
	if verify(t, w).OK {
		t.Errorf("%s: %q instead of %q is not found", column, raw, value)
	}
	if err := w.Exec(set, []byte(value)); err != nil {
		t.Fatal(err)
	}
}

// changed runs a statement that undoes itself when it runs twice.
func changed(t *testing.T, w *data.Workspace, query string) {
	t.Helper()
	for _, ok := range []bool{false, true} {
		if err := w.Exec(query); err != nil {
			t.Fatal(err)
		}
		if got := verify(t, w).OK; got != ok {
			t.Errorf("%s: whole %v, want %v", query, got, ok)
		}
	}
}

func TestErasedDetailsLeaveTheChainWhole(t *testing.T) {
	w := datatest.Open(t)
	const secret = "Anna-Lena-Mustermann"
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	other := mustCase(t, w, cases.Case{Customer: "Ben"})
	d := journal.Draft{Action: "test.noted", CaseID: c.ID, Detail: map[string]string{"who": secret}}
	if _, err := w.Append(ctx, d, time.Now()); err != nil {
		t.Fatal(err)
	}
	if !inFiles(t, w.Root(), secret) {
		t.Fatal("the detail is not on the disk")
	}
	if err := w.EraseDetails(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if n := whole(t, w).Entries; n != 4 {
		t.Errorf("%d entries", n)
	}
	entries, err := w.CaseEntries(ctx, c.ID)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		if e.Erased() != (e.Action != "details.erased") || e.Erased() && e.Salt != nil {
			t.Errorf("%s: erased %v", e.Action, e.Erased())
		}
	}
	if entries, err := w.CaseEntries(ctx, other.ID); err != nil || entries[0].Erased() {
		t.Errorf("another case lost its detail, %v", err)
	}
	if inFiles(t, w.Root(), secret) {
		t.Error("the detail is still on the disk")
	}
}

// inFiles looks for text in the database and its log.
func inFiles(t *testing.T, dir, text string) bool {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "casefolio.db*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(text)) {
			return true
		}
	}
	return false
}
