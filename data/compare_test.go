package data_test

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/data"
	"casefolio/data/datatest"
)

// TestVerifyFindsForgedRows changes rows behind the program's back.
func TestVerifyFindsForgedRows(t *testing.T) {
	for _, forged := range []struct{ name, sql, want string }{
		{"nothing", `SELECT 1`, ""},
		{"customer", `UPDATE cases SET customer = 'Mallory' WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"amount", `UPDATE cases SET amount_minor = 1 WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"time", `UPDATE cases SET occurred = 'garbage' WHERE number = 'CF-2026-0001'`, "row.changed"},
		{"remedy", `UPDATE cases SET remedy = 'coupon' WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"cost", `UPDATE cases SET cost_minor = 1 WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"recovered", `UPDATE cases SET recovered_currency = 'USD' WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"satisfaction", `UPDATE cases SET satisfaction = 5 WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"lesson", `UPDATE cases SET lesson = '' WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"translation", `UPDATE message_translations SET text = 'x' WHERE seq = 1`, "row.changed CF-2026-0001 E-01"},
		{"source of a translation", `UPDATE message_translations SET source = 'x' WHERE seq = 1`, "row.changed CF-2026-0001 E-01"},
		{"translation gone", `DELETE FROM message_translations WHERE seq = 1`, "row.changed CF-2026-0001 E-01"},
		{"translation that nobody made", `UPDATE message_translations SET seq = 2 WHERE seq = 1`, "row.changed CF-2026-0001 E-01"},
		{"stage", `UPDATE cases SET stage = 'archive' WHERE number = 'CF-2026-0001'`, "row.changed CF-2026-0001"},
		{"out of the trash", `UPDATE cases SET deleted_at = NULL`, "row.changed CF-2026-0002"},
		{"case", `PRAGMA foreign_keys = OFF; DELETE FROM cases WHERE number = 'CF-2026-0002'`, "row.missing CF-2026-0002"},
		{"original", `UPDATE exhibits SET sha256 = (SELECT sha256 FROM exhibits WHERE no = 2) WHERE no = 1`, "row.changed CF-2026-0001 E-01"},
		{"title", `UPDATE exhibits SET title = 'x' WHERE no = 1`, "row.changed CF-2026-0001 E-01"},
		{"exhibit", `PRAGMA foreign_keys = OFF; DELETE FROM exhibits WHERE no = 1`, "row.missing CF-2026-0001 E-01"},
		{"message", `UPDATE messages SET body = 'I got it'`, "row.changed CF-2026-0001 E-01"},
		{"event", `UPDATE events SET text = 'Delivered'`, "row.changed CF-2026-0001 E-02"},
		{"event gone", `DELETE FROM events`, "row.changed CF-2026-0001 E-02"},
		{"phrase", `UPDATE phrase_uses SET text = 'x'`, "row.changed"},
		{"detail", `DELETE FROM journal_details WHERE rowid = 3`, "journal.detail"},
		{"end of the journal", `DROP TRIGGER journal_keeps_rows; DELETE FROM journal_details;
			DELETE FROM journal WHERE seq > 1`, "row.unlogged"},
	} {
		t.Run(forged.name, func(t *testing.T) {
			w := datatest.Open(t)
			fill(t, w)
			if err := w.Exec(forged.sql); err != nil {
				t.Fatal(err)
			}
			r := verify(t, w)
			var found []string
			for _, p := range r.Problems {
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

// fill makes rows of every kind and changes each in every way the program has.
func fill(t *testing.T, w *data.Workspace) {
	t.Helper()
	at := time.Date(2026, 11, 9, 22, 14, 0, 0, time.FixedZone("", 8*3600))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c := mustCase(t, w, cases.Case{Customer: "Anna", Demand: "refund", Amount: money.Amount{Minor: 3990, Currency: "EUR"}})
	c.Customer, c.Demand, c.Occurred = "Emma", "", at
	c.Remedy, c.Cost, c.Recovered = "free_resend", money.Amount{Minor: 4250, Currency: "CNY"}, money.Amount{Currency: "EUR"}
	c.FollowUp, c.Satisfaction, c.FollowedUp, c.Lesson, c.Prevention = "solved", 4, at, "pack better", "double box"
	c, err := w.UpdateCase(ctx, c)
	must(err)
	_, err = w.MoveStage(ctx, cases.StageMove{CaseID: c.ID, From: c.Stage, To: cases.Analysis, At: at})
	must(err)
	must(w.TrashCase(ctx, mustCase(t, w, cases.Case{}).ID, at))
	chat, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, FileName: "bad\xff\xfe.txt", SHA256: strings.Repeat("0", 64)},
		[]evidence.Message{{Seq: 1, At: at, Sender: "Emma", Body: "Where is it?\x00"}, {Seq: 2, Body: "?"}, {Seq: 3}}, nil)
	must(err)
	for _, text := range []string{"它在哪？\x00", "它在哪里？\x00"} {
		must(w.TranslateMessage(ctx, chat.ID, 1, text, evidence.Self, at))
		must(w.TranslateMessage(ctx, chat.ID, 3, text, "DeepL", at))
	}
	must(w.TranslateMessage(ctx, chat.ID, 3, "", "", at))
	_, err = w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, SHA256: strings.Repeat("1", 64)}, nil,
		[]evidence.Event{{Seq: 1, At: at, Place: "Leipzig", Text: "Arrived"}})
	must(err)
	must(w.RetitleExhibit(ctx, chat.ID, "Chat", at))
	must(w.SetSpeaker(ctx, chat.ID, "Emma", evidence.Buyer, at))
	must(w.TrashExhibit(ctx, chat.ID, at))
	must(w.RestoreExhibit(ctx, chat.ID, at))
	for _, id := range []string{c.ID, ""} {
		_, err = w.LogUse(ctx, phrases.Use{PhraseID: "p", CaseID: id, Text: "Hello"})
		must(err)
	}
}
