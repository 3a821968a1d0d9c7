package data_test

import (
	"slices"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/data"
	"casefolio/data/datatest"
)

// hand is a clock that a test sets.
type hand struct{ at time.Time }

func (h *hand) now() time.Time { return h.at }

func beijing(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("CST", 8*3600))
	if err != nil {
		panic(err)
	}
	return at
}

func board(t *testing.T, s *deadlines.Service) map[deadlines.Section][]string {
	t.Helper()
	b, err := s.Today(ctx, deadlines.Query{PerSection: 5000})
	if err != nil {
		t.Fatal(err)
	}
	found := map[deadlines.Section][]string{}
	for _, g := range b.Groups {
		if g.Total != len(g.Items) {
			t.Errorf("%s: %d of %d", g.Section, len(g.Items), g.Total)
		}
		for _, i := range g.Items {
			found[g.Section] = append(found[g.Section], i.Customer+" "+string(i.Kind))
		}
	}
	return found
}

func is(t *testing.T, what string, got map[deadlines.Section][]string, section deadlines.Section, want ...string) {
	t.Helper()
	if !slices.Equal(got[section], want) {
		t.Errorf("%s: %s: got %q, want %q", what, section, got[section], want)
	}
}

// A day of the seller: what is due stands in one section, moves on with the
// clock, and goes when it is done.
func TestBoard(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")} // a Monday
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	anna := mustCase(t, w, cases.Case{Customer: "Anna", Channel: "email", Received: beijing("2026-11-23 09:30")})
	ben := mustCase(t, w, cases.Case{Customer: "Ben", Channel: "instant_message", Received: beijing("2026-11-23 09:30")})
	got := board(t, s)
	is(t, "in the morning", got, deadlines.SectionOverdue, "Ben first_response")
	is(t, "in the morning", got, deadlines.SectionToday, "Anna first_response") // half an hour of tomorrow is no buffer
	is(t, "in the morning", got, deadlines.SectionSoon, "Ben resolution", "Anna resolution")

	if _, err := s.Answered(ctx, ben.ID, deadlines.Answer{Channel: "instant_message"}); err != nil {
		t.Fatal(err)
	}
	promise, err := s.Promise(ctx, ben.ID, deadlines.Promise{Text: "a label", Due: beijing("2026-11-23 18:00")})
	if err != nil {
		t.Fatal(err)
	}
	wait, err := s.Wait(ctx, anna.ID, deadlines.Wait{For: deadlines.ForBuyer, Until: beijing("2026-11-25 10:00")})
	if err != nil {
		t.Fatal(err)
	}
	got = board(t, s)
	is(t, "answered", got, deadlines.SectionOverdue)
	is(t, "promised", got, deadlines.SectionToday, "Ben promise", "Anna first_response")
	is(t, "waiting", got, deadlines.SectionWaiting, "Anna wait")
	is(t, "paused", got, deadlines.SectionSoon, "Ben resolution")
	counts, err := s.Counts(ctx)
	if err != nil || counts.Today != 2 || counts.Soon != 1 || counts.Waiting != 1 || counts.Urgent() != 2 {
		t.Errorf("%+v %v", counts, err)
	}
	if !counts.Next.Equal(beijing("2026-11-23 17:12")) { // a tenth of eight hours before the promise
		t.Error(counts.Next)
	}
	falling, err := s.Falling(ctx, beijing("2026-11-23 17:00"), beijing("2026-11-23 17:30"))
	if err != nil || len(falling) != 1 || falling[0].RefID != promise.ID || falling[0].Number != ben.Number {
		t.Errorf("%+v %v", falling, err)
	}

	if err := s.Snooze(ctx, ben.ID, "promise:"+promise.ID, beijing("2026-11-23 15:00")); err != nil {
		t.Fatal(err)
	}
	is(t, "snoozed", board(t, s), deadlines.SectionToday, "Anna first_response")
	clock.at = beijing("2026-11-23 15:00")
	is(t, "awake", board(t, s), deadlines.SectionToday, "Ben promise", "Anna first_response")
	clock.at = beijing("2026-11-23 18:01")
	is(t, "late", board(t, s), deadlines.SectionOverdue, "Ben promise")
	if err := s.KeepPromise(ctx, promise.ID); err != nil {
		t.Fatal(err)
	}
	is(t, "kept", board(t, s), deadlines.SectionOverdue)
	if err := s.OpenPromise(ctx, promise.ID); err != nil {
		t.Fatal(err)
	}
	is(t, "taken back", board(t, s), deadlines.SectionOverdue, "Ben promise")

	clock.at = beijing("2026-11-25 09:00")
	is(t, "ask again", board(t, s), deadlines.SectionToday, "Ben resolution", "Anna wait")
	if err := s.EndWait(ctx, wait.ID); err != nil {
		t.Fatal(err)
	}
	is(t, "no longer waiting", board(t, s), deadlines.SectionWaiting)
	all, err := s.Case(ctx, anna.ID)
	if err != nil || len(all) != 3 || !all[2].Stopped {
		t.Fatalf("%+v %v", all, err)
	}

	if err := w.TrashCase(ctx, ben.ID, clock.at); err != nil {
		t.Fatal(err)
	}
	for section, items := range board(t, s) {
		if slices.ContainsFunc(items, func(i string) bool { return i[:3] == "Ben" }) {
			t.Errorf("%s: %v", section, items)
		}
	}
	if _, err := s.Case(ctx, "nobody"); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
}

// A wait for the same takes the place of the one before.
func TestWaitOnce(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Received: clock.at})
	for _, who := range []string{deadlines.ForBuyer, deadlines.ForCarrier, deadlines.ForBuyer} {
		clock.at = clock.at.Add(time.Minute)
		if _, err := s.Wait(ctx, c.ID, deadlines.Wait{For: who}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Waits(ctx, c.ID)
	if err != nil || len(all) != 3 || all[0].Is.EndedAt.IsZero() || !all[1].Is.EndedAt.IsZero() || !all[2].Is.EndedAt.IsZero() {
		t.Errorf("%+v %v", all, err)
	}
	if _, err := s.Wait(ctx, c.ID, deadlines.Wait{For: "godot"}); !fault.Is(err, "due.wait") {
		t.Error(err)
	}
}

// The board can be made again at any time: what changed bit by bit is what is
// counted at once.
func TestDueCanBeMadeAgain(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	manyOpen(t, w, 2500, clock.at)
	told := 0
	if err := s.Sync(ctx, func(done, all int) {
		if told++; done > all || all != 2500 {
			t.Errorf("%d of %d", done, all)
		}
	}); err != nil || told != 3 {
		t.Fatal(told, err)
	}
	before := board(t, s)
	if err := w.Exec(`DELETE FROM due_items`); err != nil {
		t.Fatal(err)
	}
	if err := w.Exec(`DELETE FROM due_basis`); err != nil {
		t.Fatal(err)
	}
	counts, err := s.Counts(ctx)
	if err != nil || counts.Overdue == 0 {
		t.Fatal(counts, err)
	}
	after := board(t, s)
	for section, items := range before {
		is(t, "again", after, section, items...)
	}
}

// Nothing of what is due is in the journal, and verifying does not mind.
func TestDueIsDerived(t *testing.T) {
	w := datatest.Open(t)
	s := clocks(t, w, datatest.Clock())
	mustCase(t, w, cases.Case{Customer: "Anna", Received: beijing("2026-11-09 09:00")})
	var before, after int
	for range w.Entries(ctx) {
		before++
	}
	if _, err := s.Counts(ctx); err != nil {
		t.Fatal(err)
	}
	for range w.Entries(ctx) {
		after++
	}
	if before != after {
		t.Error(before, after)
	}
}

// What the seller says about clocks can be taken back.
func TestDueDeedsAreTakenBack(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Channel: "email", Received: clock.at})
	state := func() string {
		all, err := s.Case(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, i := range all {
			if i.Stopped {
				text += "-"
			}
			text += string(i.Kind) + " "
		}
		return text
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	expect := func(what, want string) {
		t.Helper()
		if got := state(); got != want {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
	}
	// remove is what taking back does; the zero time brings back.
	remove := func(id string, at time.Time) {
		t.Helper()
		r, err := w.Record(ctx, id)
		do(err)
		r.DeletedAt = at
		_, err = w.PutRecords(ctx, clock.at, r)
		do(err)
	}
	a, err := s.Answered(ctx, c.ID, deadlines.Answer{})
	do(err)
	expect("answered", "resolution -first_response ")
	remove(a.ID, clock.at)
	expect("not answered", "first_response resolution ")

	p, err := s.Promise(ctx, c.ID, deadlines.Promise{Text: "a label", Due: clock.at.Add(time.Hour)})
	do(err)
	do(s.BreakPromise(ctx, p.ID, "the printer broke"))
	expect("broken", "first_response resolution -promise ")
	do(s.OpenPromise(ctx, p.ID))
	all, err := s.Promises(ctx, c.ID)
	do(err)
	if all[0].Is.Note != "the printer broke" || all[0].Is.MadeAt.IsZero() {
		t.Errorf("%+v", all[0].Is)
	}
	all[0].Is.Text = "two labels"
	_, err = s.SavePromise(ctx, all[0])
	do(err)
	remove(p.ID, clock.at)
	expect("removed", "first_response resolution ")
	remove(p.ID, time.Time{})
	expect("restored", "promise first_response resolution ")
	do(s.KeepPromise(ctx, p.ID))

	x, err := s.Wait(ctx, c.ID, deadlines.Wait{For: deadlines.ForBuyer})
	do(err)
	expect("waiting", "first_response wait resolution -promise ")
	do(s.ProlongWait(ctx, x.ID, clock.at.Add(time.Hour)))
	expect("until then", "wait first_response resolution -promise ")
	do(s.EndWait(ctx, x.ID))
	remove(x.ID, clock.at)
	expect("never waited", "first_response resolution -promise ")

	do(s.Snooze(ctx, c.ID, "resolution:"+c.ID, clock.at.Add(time.Hour)))
	do(s.Snooze(ctx, c.ID, "resolution:"+c.ID, clock.at.Add(5*time.Hour)))
	do(s.Snooze(ctx, c.ID, "resolution:"+c.ID, time.Time{}))
	do(s.Snooze(ctx, c.ID, "resolution:"+c.ID, time.Time{}))
	if err := s.Snooze(ctx, c.ID, "", clock.at.Add(time.Hour)); !fault.Is(err, "due.item") {
		t.Error(err)
	}
	if err := s.KeepPromise(ctx, "nobody"); !fault.Is(err, "record.unknown") {
		t.Error(err)
	}
	if err := s.EndWait(ctx, p.ID); !fault.Is(err, "record.unknown") { // another kind's
		t.Error(err)
	}
}
