package app_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
)

// longReply is a reply of about 2,000 words out of phrases of the library, with
// its gaps.
func longReply(t testing.TB) (replies.Draft, replies.Desk, *check.Rules) {
	t.Helper()
	s, c := wholeCase(t, "Europe/Berlin")
	library, err := phrases.LoadLibrary(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	rules, err := check.Load(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	desk, err := s.Replies.Desk(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	d, at := replies.New("en"), 0
	for _, p := range library.Phrases {
		if len(strings.Fields(d.Text)) >= 2000 {
			break
		}
		d, at = d.Insert(at, replies.Part{Phrase: p.ID, Group: p.Group, Texts: p.Texts}, desk.Values)
	}
	if n := len(strings.Fields(d.Text)); n < 2000 {
		t.Fatalf("only %d words", n)
	}
	return d, desk, rules
}

// Filling and checking what is typed: one letter more, a value typed into all of
// its gaps, all values anew, and all checks.
func BenchmarkFillAndCheck(b *testing.B) {
	d, desk, rules := longReply(b)
	now := time.Date(2026, 11, 9, 14, 14, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		e := d.Edit(d.Text+".").Fill("arrival", "20 November", desk.Values).Refresh(desk.Values)
		for _, p := range e.Pieces {
			e.Beside(p, desk.Values)
		}
		rules.Check(desk.Input(e, now))
	}
}

// BenchmarkFill is the part of filling alone.
func BenchmarkFill(b *testing.B) {
	d, desk, _ := longReply(b)
	b.ReportAllocs()
	for b.Loop() {
		e := d.Edit(d.Text+".").Fill("arrival", "20 November", desk.Values).Refresh(desk.Values)
		for _, p := range e.Pieces {
			e.Beside(p, desk.Values)
		}
	}
}
