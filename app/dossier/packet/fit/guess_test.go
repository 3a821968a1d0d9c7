package fit

import (
	"context"
	"os"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
)

// A photo that came twice is guessed like its twin that was made, to the byte.
func TestTwinsAreGuessedAlike(t *testing.T) {
	store, ctx := folder(t.TempDir()), context.Background()
	first := store.put(t, scene(900, 600, 1, 4), "page")
	raw, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	key := strings.Repeat("ab", sumLength/2)
	if err := store.PutDerived(key, "page", raw); err != nil {
		t.Fatal(err)
	}
	with := func(path string) page.Document {
		return page.Document{Pages: []page.Page{{Images: []page.Image{{Path: path, Rect: page.Rect{W: 493, H: 329}}}}}}
	}
	twin := store.Derived(key, "page")
	s := NewSizer(store)
	for _, rung := range Ladder(0, false) {
		_, made, err := s.Pictures(ctx, with(first), rung, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{first, twin} {
			guess, err := s.Guess(ctx, with(path), rung, nil)
			if err != nil {
				t.Fatal(err)
			}
			if is, want := guess[path].Bytes, made[first].Bytes; is != want {
				t.Errorf("rung %v: guessed %d, is %d", rung, is, want)
			}
		}
	}
}

// What one sizer learned changes no guess of another one that was begun anew,
// with the same pictures in the store.
func TestAnewKnowsNothing(t *testing.T) {
	store, ctx := folder(t.TempDir()), context.Background()
	path := store.put(t, scene(900, 600, 2, 4), "page")
	doc := page.Document{Pages: []page.Page{{Images: []page.Image{{Path: path, Rect: page.Rect{W: 493, H: 329}}}}}}
	s, rungs := NewSizer(store), Ladder(0, true)
	guess := func(s *Sizer) (all []int64) {
		for _, rung := range rungs {
			made, err := s.Guess(ctx, doc, rung, nil)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, made[path].Bytes)
		}
		return all
	}
	before := guess(s)
	for _, rung := range rungs {
		if _, _, err := s.Pictures(ctx, doc, rung, nil); err != nil {
			t.Fatal(err)
		}
	}
	learned, after := guess(s), guess(s.Anew())
	differ := false
	for i := range rungs {
		differ = differ || learned[i] != before[i]
		if after[i] != before[i] {
			t.Errorf("rung %d: guessed %d, then %d", i, before[i], after[i])
		}
	}
	if !differ {
		t.Error("nothing was learned")
	}
}
