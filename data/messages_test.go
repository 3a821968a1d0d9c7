package data_test

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/data/datatest"
)

// TestForgedMarks changes behind the program's back what the seller marked and
// how a chat was read.
func TestForgedMarks(t *testing.T) {
	at := time.Date(2026, 11, 9, 22, 14, 0, 0, time.FixedZone("", 8*3600))
	for _, forged := range []struct {
		name, sql string
		found     bool
	}{
		{"nothing", `SELECT 1`, false},
		{"mark taken away", `DELETE FROM message_marks`, true},
		{"mark that nobody made", `UPDATE message_marks SET seq = 1`, true},
		{"message after it was read again", `UPDATE messages SET body = 'I got it' WHERE seq = 2`, true},
		{"translation after it was read again", `UPDATE message_translations SET text = 'x'`, true},
		{"time after it was read again", `UPDATE messages SET at = '2026-01-01T00:00:00Z' WHERE seq = 1`, true},
	} {
		t.Run(forged.name, func(t *testing.T) {
			w := datatest.Open(t)
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			c := mustCase(t, w, cases.Case{Customer: "Emma"})
			messages := []evidence.Message{
				{Seq: 1, At: at, Sender: "Emma", Body: "one", End: 10}, {Seq: 2, At: at, Sender: "Lin", Body: "two", Start: 10, End: 20},
				{Seq: 3, Sender: "Lin", Body: "three", Start: 20, End: 30},
			}
			e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Chat, SHA256: strings.Repeat("0", 64)}, messages, nil)
			must(err)
			must(w.TranslateMessage(ctx, e.ID, 3, "三", evidence.Self, at))
			must(w.CiteMessages(ctx, e.ID, []int{1, 3}, true, at))
			must(w.CiteMessages(ctx, e.ID, []int{1}, false, at))
			again := []evidence.Message{{Seq: 1, At: at, Sender: "Emma", Body: "one, two", End: 20}, {Seq: 2, Sender: "Lin", Body: "three", Start: 20, End: 30}}
			e.Messages = len(again)
			e, err = w.RereadChat(ctx, e, again, nil, evidence.Choices{Order: evidence.DayFirst}, at)
			must(err)
			got, err := w.Messages(ctx, e.ID)
			must(err)
			if len(got) != 2 || !got[1].Cited || got[1].Translation != "三" || got[0].Cited {
				t.Fatalf("%+v", got)
			}
			must(w.Exec(forged.sql))
			found, err := w.Mismatches(ctx)
			must(err)
			if (len(found) > 0) != forged.found {
				t.Errorf("%+v", found)
			}
		})
	}
}

func TestPatternsAreKeptByName(t *testing.T) {
	w := datatest.Open(t)
	at := datatest.Clock()()
	for _, p := range []evidence.Pattern{{Name: "b", Body: 1}, {Name: "a", Body: 2}, {Name: "b", Body: 3}} {
		if err := w.KeepPattern(ctx, p, at); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time changes nothing
		if err := w.ForgetPattern(ctx, "a", at); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := w.Patterns(ctx); err != nil || len(all) != 1 || all[0].Name != "b" || all[0].Body != 3 {
		t.Errorf("%+v, %v", all, err)
	}
}
