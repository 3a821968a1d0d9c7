//go:build figures && linux

package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/phrases"
	"casefolio/assets"
	"casefolio/data"
)

// ownPhrases is how many phrases of the seller's own are searched.
const ownPhrases = 10_000

// TestPhraseFigures takes a large library: how long it is until it is found
// after a start, and to look for something in it.
func TestPhraseFigures(t *testing.T) {
	ctx := context.Background()
	w, err := data.Open(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	started := func() *phrases.Service {
		s, err := app.New(w, assets.Files, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		return s.Phrases
	}
	s := started()
	starter := s.Search(phrases.Query{})
	changes := make([]phrases.Change, ownPhrases)
	for i := range changes {
		p := starter[i%len(starter)]
		p.Marks, p.Titles, p.Texts = phrases.Marks{}, map[string]string{}, map[string]string{}
		for n, lang := range phrases.Spoken() { // other texts together in each
			of := starter[(i*(n+3)+i/len(starter))%len(starter)]
			p.Texts[lang] = phrases.Pick(of.Texts, lang)
			if n < len(phrases.Languages()) {
				p.Titles[lang] = fmt.Sprint(of.Titles[lang], " ", i)
			}
		}
		changes[i].Phrase = p
	}
	if _, err := s.SaveAll(ctx, changes...); err != nil {
		t.Fatal(err)
	}
	s = started()
	begun := time.Now()
	if n := len(s.Search(phrases.Query{})); n != len(starter) { // what is looked at until the rest is read
		t.Errorf("%d phrases", n)
	}
	fmt.Printf("%-44s %8.2f ms\n", "first list of phrases", float64(time.Since(begun).Microseconds())/1000)
	begun = time.Now()
	if err := s.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%-44s %8.2f s\n", fmt.Sprintf("read and index %d own phrases", ownPhrases), time.Since(begun).Seconds())
	near := phrases.Near{Group: "options", Category: "logistics.lost", Lang: "de"}
	for _, text := range []string{"e", "the", "refund", "sorry delay order", "的", "延误", "物流延误致歉", "Entschuldigung", "ありがとう"} {
		holds(t, "search "+text, 10*time.Millisecond, func() time.Duration {
			begun := time.Now()
			if len(s.Search(phrases.Query{Text: text, Near: near})) == 0 {
				t.Errorf("%q finds nothing", text)
			}
			return time.Since(begun)
		})
	}
}
