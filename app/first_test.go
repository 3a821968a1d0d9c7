package app_test

import (
	"os"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/data/datatest"
)

// The list of cases must show what has just been changed, without a count of
// everything.
func TestFirstFollowsWhatWasChanged(t *testing.T) {
	ctx := t.Context()
	now := datatest.Clock()
	s, err := app.New(datatest.Open(t), os.DirFS("../assets"), now)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for range 2 {
		c, err := s.Cases.Create(ctx, cases.Case{Customer: "Emma", Channel: "platform_message"})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	kind := func(id string) deadlines.ItemKind {
		t.Helper()
		ahead, err := s.Deadlines.Ahead(ctx, ids)
		if err != nil {
			t.Fatal(err)
		}
		return deadlines.First(ahead[id], now()).Kind
	}
	if got := kind(ids[0]); got != deadlines.FirstResponse {
		t.Errorf("first is %q", got)
	}
	p, err := s.Deadlines.Promise(ctx, ids[0], deadlines.Promise{Text: "a call", Due: now().Add(time.Minute)})
	if err != nil {
		t.Fatal(err)
	}
	if got := kind(ids[0]); got != deadlines.Promised {
		t.Errorf("after a promise first is %q", got)
	}
	if got := kind(ids[1]); got != deadlines.FirstResponse {
		t.Errorf("of the other case first is %q", got)
	}
	key := string(deadlines.Promised)
	if items, err := s.Deadlines.Case(ctx, ids[0]); err != nil {
		t.Fatal(err)
	} else {
		for _, i := range items {
			if i.Kind == deadlines.Promised {
				key = i.Key
			}
		}
	}
	if err := s.Deadlines.Snooze(ctx, ids[0], key, now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := kind(ids[0]); got != deadlines.FirstResponse {
		t.Errorf("while the promise is put off first is %q", got)
	}
	if ahead, err := s.Deadlines.Ahead(ctx, ids); err != nil || deadlines.First(ahead[ids[0]], now().Add(2*time.Hour)).Kind != deadlines.Promised {
		t.Errorf("what was put off does not come back: %v %v", ahead[ids[0]], err)
	}
	if err := s.Deadlines.KeepPromise(ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Deadlines.Answered(ctx, ids[0], deadlines.Answer{At: now()}); err != nil {
		t.Fatal(err)
	}
	if got := kind(ids[0]); got != deadlines.Resolution {
		t.Errorf("after an answer first is %q", got)
	}
	if none, err := s.Deadlines.Ahead(ctx, nil); err != nil || len(none) != 0 {
		t.Errorf("%v %v", none, err)
	}
}
