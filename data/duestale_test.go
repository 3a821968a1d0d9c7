package data_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/data"
)

// between runs something once after the basis was remembered, before cases are
// counted by it.
type between struct {
	*data.Workspace
	run func()
}

func (b *between) BaseDue(ctx context.Context, basis string) error {
	err := b.Workspace.BaseDue(ctx, basis)
	if run := b.run; run != nil {
		b.run = nil
		run()
	}
	return err
}

// Who began to count by the standards of before does not go on with them where
// the seller has changed them meanwhile.
func TestStandardChangesWhileCounting(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	manyOpen(t, w, 1200, clock.at)
	s := clocks(t, w, clock.now)
	store := &between{Workspace: w}
	store.run = func() {
		standards, err := s.Standards(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range standards {
			one.First = deadlines.Span{}
			if err := s.SaveStandard(ctx, one); err != nil {
				t.Fatal(err)
			}
		}
		half, stop := context.WithCancel(ctx)
		if err := s.Sync(half, func(int, int) { stop() }); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	rules, err := deadlines.LoadRules(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if err := deadlines.NewService(store, rules, outside{}, nil, clock.now).Sync(ctx, nil); err != nil {
		t.Fatal(err)
	}
	for section, items := range board(t, s) {
		if slices.ContainsFunc(items, func(i string) bool { return len(i) > 14 && i[len(i)-14:] == "first_response" }) {
			t.Errorf("%s: counted by the standards of before: %v", section, items[:1])
		}
	}
	if _, _, err := w.RecountDue(ctx, "another", 10, nil, nil); err != nil {
		t.Error("nothing waits, so nothing is counted", err)
	}
	if err := w.Exec(`INSERT INTO stale_cases VALUES ('case-0000007')`); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.RecountDue(ctx, "another", 10, nil, nil); !errors.Is(err, deadlines.ErrBasis) {
		t.Error(err)
	}
}

// Moves stand in the order in which they were made, though the clock of the
// computer was put back between them.
func TestDueThoughTheClockWasPutBack(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Received: beijing("2026-11-23 09:30")})
	for n, to := range []cases.Stage{cases.Resolution, cases.FollowUp, cases.Execution} {
		at := clock.at.Add(time.Duration(-n) * time.Hour)
		if c, err = w.MoveStage(ctx, cases.StageMove{CaseID: c.ID, From: c.Stage, To: to, At: at}); err != nil {
			t.Fatal(err)
		}
	}
	is(t, "reopened", board(t, s), deadlines.SectionSoon, "Anna resolution")
}

// A case of which nobody said when the complaint came is answered by a message
// after it was filed.
func TestReplyWithoutReceived(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Channel: "email"})
	chat := []evidence.Message{
		{Seq: 1, At: beijing("2026-11-23 09:00"), Role: evidence.Seller, Body: "before"},
		{Seq: 2, At: beijing("2026-11-23 11:00"), Role: evidence.Seller, Body: "we are looking"},
	}
	if _, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Chat}, chat[:1], nil); err != nil {
		t.Fatal(err)
	}
	is(t, "a message of before", board(t, s), deadlines.SectionSoon, "Anna first_response", "Anna resolution")
	if _, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Chat}, chat, nil); err != nil {
		t.Fatal(err)
	}
	is(t, "answered", board(t, s), deadlines.SectionSoon, "Anna resolution")
}

// Saying once more that something is over does not make it later.
func TestOverOnce(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	wait, err := s.Wait(ctx, c.ID, deadlines.Wait{For: deadlines.ForBuyer})
	if err != nil {
		t.Fatal(err)
	}
	promise, err := s.Promise(ctx, c.ID, deadlines.Promise{Text: "a label", Due: clock.at.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	over := clock.at.Add(time.Minute)
	for range 2 {
		clock.at = clock.at.Add(time.Minute)
		if err := errors.Join(s.EndWait(ctx, wait.ID), s.KeepPromise(ctx, promise.ID)); err != nil {
			t.Fatal(err)
		}
	}
	waits, err1 := s.Waits(ctx, c.ID)
	promises, err2 := s.Promises(ctx, c.ID)
	if err := errors.Join(err1, err2); err != nil || !waits[0].Is.EndedAt.Equal(over) || !promises[0].Is.KeptAt.Equal(over) {
		t.Errorf("%+v %+v %v", waits[0].Is, promises[0].Is, err)
	}
}

// However much is late, what is ahead has its place in a calendar file.
func TestAllIsAhead(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	manyOpen(t, w, 200, clock.at)
	b, err := s.Today(ctx, deadlines.Query{PerSection: 10, Sections: []deadlines.Section{deadlines.SectionAll}})
	if err != nil || len(b.Groups[0].Items) != 10 {
		t.Fatalf("%+v %v", b, err)
	}
	for _, i := range b.Groups[0].Items {
		if !i.Due.After(clock.at) {
			t.Errorf("%+v", i)
		}
	}
}
