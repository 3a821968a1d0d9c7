//go:build figures && linux

package main

import (
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/assets"
	"casefolio/data"
)

// replyWords is how many words the reply has that is filled and checked.
const replyWords = 2000

// TestReplyFigures takes what every letter costs that is typed into a long reply:
// all values anew, and all checks.
func TestReplyFigures(t *testing.T) {
	ctx := t.Context()
	w, err := data.Open(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s, err := app.New(w, assets.Files, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(ctx, cases.Case{Customer: "Emma Schneider", Order: "302-8841276", Platform: "amazon", BuyerZone: "Europe/Berlin"})
	if err != nil {
		t.Fatal(err)
	}
	desk, err := s.Replies.Desk(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	library, err := phrases.LoadLibrary(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	d, at := replies.New("en"), 0
	for _, p := range library.Phrases {
		if len(strings.Fields(d.Text)) < replyWords {
			d, at = d.Insert(at, replies.Part{Phrase: p.ID, Group: p.Group, Texts: p.Texts}, desk.Values)
		}
	}
	if n := len(strings.Fields(d.Text)); n < replyWords {
		t.Fatalf("only %d words", n)
	}
	begun := time.Now()
	if err := s.ReplyRules.Prepare(); err != nil {
		t.Fatal(err)
	}
	s.ReplyRules.Check(desk.Input(d, s.Now()))
	t.Logf("first check: %v", time.Since(begun))
	holds(t, "fill and check 2,000 words", 10*time.Millisecond, func() time.Duration {
		begun := time.Now()
		e := d.Edit(d.Text+".").Fill("arrival", "20 November", desk.Values).Refresh(desk.Values)
		for _, p := range e.Pieces {
			e.Beside(p, desk.Values)
		}
		s.ReplyRules.Check(desk.Input(e, s.Now()))
		return time.Since(begun)
	})
}
