package data_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/money"
	"casefolio/data"
	"casefolio/data/datatest"
)

// old opens a workspace as the first version of the program left it, with a
// case and a chat, and closes it.
func old(t *testing.T, dir string) {
	t.Helper()
	first, err := fs.ReadFile(data.Migrations, "migrations/0001_workspace.sql")
	if err != nil {
		t.Fatal(err)
	}
	w, err := data.OpenWith(dir, datatest.Clock(), fstest.MapFS{"migrations/0001_workspace.sql": {Data: first}})
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		`INSERT INTO cases (id, number, revision, customer, contact, shop, platform, channel, order_no, sku, product, tracking,
			amount_minor, amount_currency, category, severity, customer_type, responsibility, occurred, received, buyer_zone,
			story, demand, stage, created_at, updated_at)
			VALUES ('c1', 'CF-2026-0007', 3, 'Anna', '', '', '', '', '', '', '', '', 3990, 'EUR', '', '', '', '', '', '', '',
			'late', '', 'archive', 1, 1)`,
		`INSERT INTO exhibits VALUES ('e1', 'c1', 1, 'chat', 'plain', '', '', '', 1, 'aa', 'paste', '', '', 1, NULL, 1, 0, 0, 0, 1, '', 0, '', '', '')`,
		`INSERT INTO messages VALUES ('m1', 'e1', 1, '', 0, 'Anna', 'buyer', 'Wo ist es?', 0, 1)`,
	} {
		if err := w.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	created := journal.Draft{Action: "case.created", CaseID: "c1", Subject: "c1", Detail: map[string]string{
		"number": "CF-2026-0007", "stage": "archive", "customer": "Anna", "amount": "EUR 39.90", "story": "late",
	}}
	if _, err := w.Append(ctx, created, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAnOldWorkspaceGetsRoomForTheOutcome(t *testing.T) {
	dir := t.TempDir()
	old(t, dir)
	w, err := data.Open(dir, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if names := copies(t, dir); len(names) != 1 || !strings.Contains(names[0], "schema1") {
		t.Errorf("copies %v", names)
	}
	unchanged := func() {
		t.Helper()
		for _, p := range verify(t, w).Problems {
			if p.Code == "row.changed" {
				t.Errorf("%+v", p)
			}
		}
	}
	unchanged()
	c, err := w.Case(ctx, "CF-2026-0007")
	if err != nil {
		t.Fatal(err)
	}
	want := cases.Case{
		ID: "c1", Number: "CF-2026-0007", Revision: 3, Customer: "Anna", Amount: money.Amount{Minor: 3990, Currency: "EUR"},
		Story: "late", Stage: cases.Archive, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt,
	}
	if c != want {
		t.Errorf("got %+v", c)
	}
	c.Remedy, c.Cost, c.Satisfaction = "coupon", money.Amount{Minor: 500, Currency: "EUR"}, 4
	if c, err = w.UpdateCase(ctx, c); err != nil || c.Revision != 4 || c.Cost.String() != "EUR 5.00" {
		t.Errorf("%+v, %v", c, err)
	}
	unchanged()
	if err := w.TranslateMessage(ctx, "e1", 1, "在哪里？", "DeepL", time.Time{}); err != nil {
		t.Error(err)
	}
	if m, err := w.Messages(ctx, "e1"); err != nil || m[0].Body != "Wo ist es?" || m[0].Translation != "在哪里？" {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestTheOutcomeIsNamedInTheJournal(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Cost: money.Amount{Minor: 100, Currency: "EUR"}})
	c.Remedy, c.Cost, c.Satisfaction, c.Lesson = "coupon", money.Amount{Minor: 200, Currency: "EUR"}, 4, "pack better"
	if _, err := w.UpdateCase(ctx, c); err != nil {
		t.Fatal(err)
	}
	entries, err := w.CaseEntries(ctx, c.ID)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	facts, err := entries[1].Facts()
	if err != nil || facts["fields"] != "remedy,cost,satisfaction,lesson" || facts["cost.old"] != "EUR 1.00" || facts["satisfaction.new"] != "4" {
		t.Errorf("%v, %v", facts, err)
	}
	whole(t, w)
}

func TestTranslations(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	blob, err := w.Put(ctx, strings.NewReader("Wo ist es?\nHallo?"), 100)
	if err != nil {
		t.Fatal(err)
	}
	chat, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, SHA256: blob.SHA256},
		[]evidence.Message{{Seq: 1, Body: "Wo ist es?"}, {Seq: 2, Body: "Hallo?"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	put := func(seq int, text, source string) {
		t.Helper()
		if err := w.TranslateMessage(ctx, chat.ID, seq, text, source, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	found := func(word string) int {
		t.Helper()
		page, err := w.Cases(ctx, cases.Query{Search: word})
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Cases)
	}
	put(2, "在吗", evidence.Self)
	put(2, "在吗", evidence.Self) // says nothing new
	put(2, "你在吗", "DeepL")
	if found("你在吗") != 1 {
		t.Error("a translation is not found by search")
	}
	all, err := w.Messages(ctx, chat.ID)
	if err != nil || all[0].Translation != "" || all[1].Translation != "你在吗" || all[1].TranslationSource != "DeepL" || all[1].Body != "Hallo?" {
		t.Errorf("%+v, %v", all, err)
	}
	put(2, "", "")
	put(1, "", "")
	if all, err = w.Messages(ctx, chat.ID); err != nil || all[1].Translation != "" || all[1].TranslationSource != "" {
		t.Errorf("%+v, %v", all, err)
	}
	if found("你在吗") != 0 {
		t.Error("a removed translation is found by search")
	}
	if n := whole(t, w).Entries; n != 5 {
		t.Errorf("%d entries, want one for the case, the exhibit and each of three changes", n)
	}
	for _, seq := range []int{0, 3, -1} {
		if err := w.TranslateMessage(ctx, chat.ID, seq, "x", "", time.Time{}); !fault.Is(err, "message.unknown") {
			t.Errorf("message %d: %v", seq, err)
		}
	}
	if err := w.TranslateMessage(ctx, "nothing", 1, "x", "", time.Time{}); !fault.Is(err, "exhibit.unknown") {
		t.Error(err)
	}

	const secret = "Anna-Lena-Mustermann"
	put(1, secret, evidence.Self)
	put(1, "", "")
	if err := w.EraseDetails(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if inFiles(t, w.Root(), secret) {
		t.Error("an erased translation is still on the disk")
	}
	whole(t, w)
}
