package data_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/money"
	"casefolio/data"
	"casefolio/data/datatest"
)

var _ app.Store = (*data.Workspace)(nil)

var ctx = context.Background()

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func mustCase(t testing.TB, w *data.Workspace, c cases.Case) cases.Case {
	t.Helper()
	if c.Stage == "" {
		c.Stage = cases.Intake
	}
	made, err := w.CreateCase(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// whole fails the test unless the journal and all originals are whole.
func whole(t testing.TB, w *data.Workspace) journal.Report {
	t.Helper()
	r, err := journal.NewService(w, time.Now).Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !r.OK {
		t.Fatalf("not whole: %v", r.Problems)
	}
	return r
}

func TestCaseRoundTrip(t *testing.T) {
	w := datatest.Open(t)
	given := cases.Case{
		Customer: "Zoë \x00 \U0001F600 \U00020BB7", Contact: "z@example.com", Shop: "Lantern", Platform: "ebay",
		Channel: "chat", Order: "114-1", SKU: "LN-9", Product: "lamp", Tracking: "1Z999", Category: "lost",
		Amount: money.Amount{Minor: 3990, Currency: "EUR"}, Severity: "high", CustomerType: "quiet",
		Responsibility: "carrier", BuyerZone: "Europe/Berlin", Story: "line 1\r\nline 2 \xff", Demand: "'; DROP TABLE cases; --",
		Occurred: time.Date(2026, 11, 8, 23, 59, 59, 123456789, zone(t, "America/New_York")),
		Received: time.Date(9999, 12, 31, 23, 59, 0, 0, zone(t, "America/New_York")), // one more hour than RFC 3339 can name
		Stage:    cases.Intake,
		Remedy:   "free_resend", Cost: money.Amount{Minor: 4250, Currency: "CNY"}, Recovered: money.Amount{Currency: "JPY"},
		FollowUp: "solved\n谢谢", Satisfaction: 5, Lesson: "a\xff", Prevention: "b\x00",
		FollowedUp: time.Date(2026, 12, 1, 9, 0, 0, 0, zone(t, "Europe/Berlin")),
	}
	made := mustCase(t, w, given)
	if made.Number != "CF-2026-0001" || made.Revision != 1 || made.ID == "" || made.CreatedAt.IsZero() {
		t.Errorf("made %q revision %d id %q at %v", made.Number, made.Revision, made.ID, made.CreatedAt)
	}
	for _, ref := range []string{made.ID, "cf-2026-0001"} {
		got, err := w.Case(ctx, ref)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Occurred.Equal(given.Occurred) || got.Occurred.Format(time.RFC3339Nano) != given.Occurred.Format(time.RFC3339Nano) {
			t.Errorf("occurred %v, want %v", got.Occurred, given.Occurred)
		}
		if !got.Received.Equal(given.Received) {
			t.Errorf("received %v, want %v", got.Received, given.Received)
		}
		if !got.FollowedUp.Equal(given.FollowedUp) {
			t.Errorf("followed up %v, want %v", got.FollowedUp, given.FollowedUp)
		}
		got.Occurred, got.Received, got.FollowedUp = given.Occurred, given.Received, given.FollowedUp
		given.ID, given.Number, given.Revision = got.ID, got.Number, got.Revision
		given.CreatedAt, given.UpdatedAt = got.CreatedAt, got.UpdatedAt
		if got != given {
			t.Errorf("got  %+v\nwant %+v", got, given)
		}
	}
	if _, err := w.Case(ctx, "CF-2026-0002"); !fault.Is(err, "case.unknown") {
		t.Errorf("unknown case: %v", err)
	}
	whole(t, w)
}

func TestUpdateNamesTheChanges(t *testing.T) {
	w := datatest.Open(t)
	made := mustCase(t, w, cases.Case{Customer: "Anna", Story: "late"})
	changed := made
	changed.Customer, changed.Amount = "Anna B.", money.Amount{Minor: 500, Currency: "USD"}
	changed.Stage, changed.Number = cases.Archive, "CF-1" // not facts
	saved, err := w.UpdateCase(ctx, changed)
	if err != nil {
		t.Fatal(err)
	}
	if saved.Revision != 2 || saved.Customer != "Anna B." || saved.Stage != cases.Intake || saved.Number != made.Number {
		t.Errorf("saved %+v", saved)
	}
	if _, err := w.UpdateCase(ctx, changed); !fault.Is(err, "case.changed") {
		t.Errorf("stale revision: %v", err)
	}
	if again, err := w.UpdateCase(ctx, saved); err != nil || again.Revision != 2 {
		t.Errorf("saving the same again: revision %d, %v", again.Revision, err)
	}
	entries, err := w.CaseEntries(ctx, made.ID)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	facts, err := entries[1].Facts()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"fields": "customer,amount", "customer.old": "Anna", "customer.new": "Anna B.", "amount.old": "", "amount.new": "USD 5.00",
	}
	for key, value := range want {
		if facts[key] != value || len(facts) != len(want) {
			t.Fatalf("facts %v, want %v", facts, want)
		}
	}
}

func TestNumbersAreNeverReused(t *testing.T) {
	now := time.Date(2026, 12, 31, 23, 0, 0, 0, time.FixedZone("", 8*3600))
	w, err := data.Open(t.TempDir(), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	make := func() string { return mustCase(t, w, cases.Case{CreatedAt: now}).Number }
	first := make()
	c, err := w.Case(ctx, first)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.TrashCase(ctx, c.ID, now); err != nil {
		t.Fatal(err)
	}
	got := []string{first, make()}
	now = now.Add(2 * time.Hour) // the new year, in the seller's zone
	got = append(got, make())
	now = now.Add(-2 * time.Hour)
	got = append(got, make())
	if want := "CF-2026-0001 CF-2026-0002 CF-2027-0001 CF-2026-0003"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestTrash(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	mustCase(t, w, cases.Case{Customer: "Ben", Stage: cases.FollowUp})
	at := time.Date(2026, 11, 10, 8, 0, 0, 0, time.UTC)
	for range 2 { // the second time changes nothing
		if err := w.TrashCase(ctx, c.ID, at); err != nil {
			t.Fatal(err)
		}
	}
	counts, err := w.CountCases(ctx)
	if err != nil || counts[cases.All] != 1 || counts[cases.Trash] != 1 || counts[cases.Open] != 0 || counts[cases.Visit] != 1 {
		t.Errorf("counts %v, %v", counts, err)
	}
	page, err := w.Cases(ctx, cases.Query{Group: cases.Trash})
	if err != nil || len(page.Cases) != 1 || !page.Cases[0].DeletedAt.Equal(at) {
		t.Errorf("trash %+v, %v", page, err)
	}
	if err := w.RestoreCase(ctx, c.ID, at.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	back, err := w.Case(ctx, c.ID)
	if err != nil || !back.DeletedAt.IsZero() || back.Revision != 3 {
		t.Errorf("restored %+v, %v", back, err)
	}
	if err := w.TrashCase(ctx, "no-such-case", at); !fault.Is(err, "case.unknown") {
		t.Errorf("unknown case: %v", err)
	}
	if n := whole(t, w).Entries; n != 4 {
		t.Errorf("%d entries, want 4", n)
	}
}

func TestStages(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	move := cases.StageMove{CaseID: c.ID, From: cases.Intake, To: cases.Resolution, Reason: "photos are enough"}
	moved, err := w.MoveStage(ctx, move)
	if err != nil || moved.Stage != cases.Resolution || moved.Revision != 2 {
		t.Fatalf("moved %+v, %v", moved, err)
	}
	if _, err := w.MoveStage(ctx, move); !fault.Is(err, "case.changed") {
		t.Errorf("a move from a stage that was left: %v", err)
	}
	moves, err := w.StageMoves(ctx, c.ID)
	if err != nil || len(moves) != 1 || moves[0].Reason != move.Reason || moves[0].To != cases.Resolution || moves[0].At.IsZero() {
		t.Errorf("moves %+v, %v", moves, err)
	}
}

func TestListPages(t *testing.T) {
	w := datatest.Open(t)
	at := time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC)
	for i := range 25 {
		c := cases.Case{Customer: "Anna", Stage: cases.Stages()[i%6], CreatedAt: at.Add(time.Duration(i/5) * time.Second)}
		mustCase(t, w, c) // five share one instant each
	}
	for group, want := range map[cases.Group]int{cases.All: 25, cases.Open: 17, cases.Visit: 4, cases.Archived: 4, cases.Trash: 0} {
		seen := map[string]bool{}
		var last cases.Case
		for q := (cases.Query{Group: group, Limit: 4}); ; {
			page, err := w.Cases(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range page.Cases {
				if last.ID != "" && (c.UpdatedAt.After(last.UpdatedAt) || c.UpdatedAt.Equal(last.UpdatedAt) && c.ID > last.ID) {
					t.Errorf("%s: %s after %s", group, c.Number, last.Number)
				}
				seen[c.ID], last = true, c
			}
			if q.After = page.Next; q.After == (cases.Cursor{}) {
				break
			}
		}
		if len(seen) != want {
			t.Errorf("%s: %d cases, want %d", group, len(seen), want)
		}
	}
}

func TestSearch(t *testing.T) {
	w := datatest.Open(t)
	anna := mustCase(t, w, cases.Case{Customer: "Änna Müller", Contact: "anna@example.com", Order: "114-55%_\\x", Product: "Lampe"})
	li := mustCase(t, w, cases.Case{Customer: "\u674e\u96f7", Tracking: "LX123456789CN", Story: "\u5305\u88f9\u4e22\u4e86\x00 after the end", Demand: "refund"})
	chat, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: anna.ID, Kind: evidence.Chat, Title: "Chat"},
		[]evidence.Message{{Seq: 1, Body: "Where is my PARCEL?"}, {Seq: 2, Body: "\uff21\uff22\uff23"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: li.ID, Parcel: evidence.Parcel{Number: "RR000111222DE"}}, nil, nil); err != nil {
		t.Fatal(err)
	}
	find := func(search string) string {
		page, err := w.Cases(ctx, cases.Query{Search: search})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range page.Cases {
			names = append(names, c.Customer)
		}
		return strings.Join(names, ",")
	}
	for search, want := range map[string]string{
		"äNNA": anna.Customer, "55%_\\X": anna.Customer, "%": anna.Customer, "_": anna.Customer, "lampe": anna.Customer,
		"parcel": anna.Customer, "abc": anna.Customer, "ANNA@": anna.Customer, "müller parcel": anna.Customer,
		"\u5305": li.Customer, "\u4e22\u4e86": li.Customer, "rr000111222de": li.Customer, "lx1234": li.Customer,
		"end": li.Customer, "refund": li.Customer, "0002": li.Customer, "parcel \u5305": "", "' OR 1=1": "",
	} {
		if got := find(search); got != want {
			t.Errorf("%q finds %q, want %q", search, got, want)
		}
	}
	if err := w.TrashExhibit(ctx, chat.ID, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if got := find("parcel"); got != "" {
		t.Errorf("a message in the trash is found: %q", got)
	}
	anna.Order, anna.Revision = "9-9", 1
	if _, err := w.UpdateCase(ctx, anna); err != nil {
		t.Fatal(err)
	}
	if find("55%") != "" || find("9-9") != anna.Customer {
		t.Error("an old order number is still found, or the new one is not")
	}
}

func TestDrafts(t *testing.T) {
	w := datatest.Open(t)
	first := cases.Draft{ID: "d1", Form: []byte(`{"customer":"A"}`), Pasted: "hello", UpdatedAt: time.Unix(100, 0)}
	for _, d := range []cases.Draft{first, {ID: "d2", UpdatedAt: time.Unix(200, 0)}, {ID: "d1", Form: []byte(`{}`), UpdatedAt: time.Unix(300, 0)}} {
		if err := w.SaveDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	drafts, err := w.Drafts(ctx)
	if err != nil || len(drafts) != 2 || drafts[0].ID != "d1" || string(drafts[0].Form) != "{}" {
		t.Errorf("drafts %+v, %v", drafts, err)
	}
	if err := errors.Join(w.DeleteDraft(ctx, "d1"), w.DeleteDraft(ctx, "d1")); err != nil {
		t.Error(err)
	}
	if drafts, _ := w.Drafts(ctx); len(drafts) != 1 {
		t.Errorf("%d drafts are left", len(drafts))
	}
}
