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
		first, err := s.Deadlines.First(ctx, ids)
		if err != nil {
			t.Fatal(err)
		}
		return first[id].Kind
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
	if err := s.Deadlines.KeepPromise(ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Deadlines.Answered(ctx, ids[0], deadlines.Answer{At: now()}); err != nil {
		t.Fatal(err)
	}
	if got := kind(ids[0]); got != deadlines.Resolution {
		t.Errorf("after an answer first is %q", got)
	}
	if none, err := s.Deadlines.First(ctx, nil); err != nil || len(none) != 0 {
		t.Errorf("%v %v", none, err)
	}
}
