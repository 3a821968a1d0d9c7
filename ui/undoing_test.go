package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/links"
	"casefolio/app/phrases"
	"casefolio/ui/kit"
)

// The window takes back what was done to the open case, and the toast and the menu
// say what it was.
func TestUndoInTheWindow(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	sv := s.work.Services
	list, err := sv.Cases.List(t.Context(), cases.Query{Group: cases.All})
	if err != nil {
		t.Fatal(err)
	}
	c := list.Cases[0]
	s.Go(kit.Route{Page: kit.PageCases, ID: c.ID})
	was := c.Story
	c.Story = "Another story"
	if _, err := sv.Cases.Update(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	s.readUndo()
	is := func(want, said string) {
		t.Helper()
		got, err := sv.Cases.Get(t.Context(), c.ID)
		if err != nil || got.Story != want {
			t.Errorf("%q %v", got.Story, err)
		}
		if text := shownIn(s); !strings.Contains(text, said) {
			t.Errorf("%q is not said in:\n%s", said, text)
		}
	}
	menu := func(want string) {
		t.Helper()
		found := slices.ContainsFunc(s.win.MainMenu().Items[0].Items, func(i *fyne.MenuItem) bool { return strings.HasPrefix(i.Label, want) })
		if !found {
			t.Errorf("the menu has no %q", want)
		}
	}
	menu("Undo: changed What happened")
	s.takeBack()
	is(was, "Undone: changed What happened")
	menu("Redo: changed What happened")
	s.doAgain()
	is("Another story", "Done again: changed What happened")
	s.takeBack()
	s.doAgain()
	is("Another story", "Done again: changed What happened")
	s.doAgain() // there is nothing more
	is("Another story", "There is nothing to redo.")
	s.Go(kit.Route{Page: kit.PageSettings})
	s.takeBack()
	is("Another story", "")
}

// On the board of today the keys take back its deeds, the last one first, each on
// its own case, and nothing that was done elsewhere.
func TestUndoOnTheBoard(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	sv := s.work.Services
	var both [2]cases.Case
	for n := range both {
		c, err := sv.Cases.Create(t.Context(), cases.Case{Customer: "Emma Schneider", Received: sv.Now()})
		if err != nil {
			t.Fatal(err)
		}
		both[n] = c
	}
	waits := func(want ...int) {
		t.Helper()
		for n, k := range want {
			all, err := sv.Deadlines.Waits(t.Context(), both[n].ID)
			if err != nil || len(all) != k {
				t.Errorf("case %d: %d waits, not %d, %v", n, len(all), k, err)
			}
		}
	}
	s.goSection(kit.PageToday)
	s.takeBack() // nothing was done here
	if text := shownIn(s); !strings.Contains(text, "There is nothing to undo.") {
		t.Errorf("nothing is said in:\n%s", text)
	}
	for _, c := range both {
		if _, err := sv.Deadlines.Wait(t.Context(), c.ID, deadlines.Wait{For: deadlines.ForCarrier}); err != nil {
			t.Fatal(err)
		}
		s.did(c.ID)
	}
	waits(1, 1)
	s.takeBack()
	waits(1, 0)
	s.takeBack()
	waits(0, 0)
	s.takeBack()
	waits(0, 0)
	s.doAgain()
	waits(1, 0)
	s.doAgain()
	waits(1, 1)
	s.doAgain()
	waits(1, 1)
	s.takeBack()
	s.did(both[0].ID) // a new deed leaves nothing to do again
	s.doAgain()
	waits(1, 0)
}

// What was done in a field is kept when the window is closed while it has the
// focus.
func TestLeavingKeepsTheFieldWithTheFocus(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	left := 0
	e := kit.NewLongEntry(2)
	e.OnLeft = func() { left++ }
	s.content.Objects = []fyne.CanvasObject{e}
	s.content.Refresh()
	s.win.Canvas().Focus(e)
	s.leave()
	if left == 0 {
		t.Error("the field was not left")
	}
}

// The toast of a deed takes back that very deed, whatever was done beside it
// since; the keys go on from there.
func TestTheToastTakesBackItsOwnDeed(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	sv := s.work.Services
	list, err := sv.Cases.List(t.Context(), cases.Query{Group: cases.All})
	if err != nil {
		t.Fatal(err)
	}
	c := list.Cases[0]
	s.Go(kit.Route{Page: kit.PageCases, ID: c.ID})
	was := c.Story
	var back kit.Back
	kit.Do(s, c.ID, func(ctx context.Context) error {
		c.Story = "Another story"
		var err error
		c, err = sv.Cases.Update(ctx, c)
		return err
	}, func(b kit.Back, err error) {
		if back = b; err != nil {
			t.Fatal(err)
		}
	})
	if _, err := sv.Deadlines.Wait(t.Context(), c.ID, deadlines.Wait{For: deadlines.ForCarrier}); err != nil {
		t.Fatal(err)
	}
	is := func(story string, waits int) {
		t.Helper()
		got, err := sv.Cases.Get(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		all, err := sv.Deadlines.Waits(t.Context(), c.ID)
		if err != nil || got.Story != story || len(all) != waits {
			t.Errorf("%q, %d waits, %v", got.Story, len(all), err)
		}
	}
	s.TakeBack(back)
	is(was, 1)
	s.takeBack()
	is(was, 0)
	s.doAgain()
	is(was, 1)
	s.doAgain()
	is("Another story", 1)
	s.Go(kit.Route{Page: kit.PageToday})
	s.TakeBack(back)
	is(was, 1)
	if text := shownIn(s); !strings.Contains(text, c.Number+" · "+c.Customer+" · Undone: changed What happened") {
		t.Errorf("the case is not named in:\n%s", text)
	}
	s.TakeBack(back) // once more
	is(was, 1)
	if text := shownIn(s); !strings.Contains(text, "This has been undone already.") {
		t.Errorf("nothing is said in:\n%s", text)
	}
}

// What is about no case is taken back from its toast, on the page of phrases and
// on the board of today, which has deeds of its own.
func TestUndoOfWhatIsAboutNoCase(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	sv := s.work.Services
	const id = "empathy.delay"
	for _, page := range []string{kit.PagePhrases, kit.PageToday} {
		s.Go(kit.Route{Page: page})
		var back kit.Back
		kit.Do(s, "", func(ctx context.Context) error {
			_, err := sv.Phrases.Favour(ctx, id, true)
			return err
		}, func(b kit.Back, err error) {
			if back = b; err != nil || b.None() {
				t.Fatal(b, err)
			}
		})
		s.TakeBack(back)
		if err := sv.Phrases.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if p, _ := sv.Phrases.Get(id); p.Favourite {
			t.Errorf("not taken back on %s", page)
		}
		if text := shownIn(s); !strings.Contains(text, "Undone: phrase marked as a favourite") {
			t.Errorf("not said on %s:\n%s", page, text)
		}
	}
}

// On the page of phrases the keys take back what was done to phrases, the last
// deed first, and nothing else that is about no case.
func TestUndoOnThePageOfPhrases(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	sv, ctx := s.work.Services, t.Context()
	id := sv.Phrases.Search(phrases.Query{})[0].ID // the page shows it first
	own, err := sv.Phrases.Duplicate(ctx, id, map[string]string{"en": "Duplicated by hand"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sv.Phrases.Favour(ctx, id, true); err != nil {
		t.Fatal(err)
	}
	if _, err := sv.Phrases.Trash(ctx, own.ID); err != nil {
		t.Fatal(err)
	}
	standards, err := sv.Deadlines.Standards(ctx)
	if err != nil {
		t.Fatal(err)
	}
	standards[0].First.N++
	if err := sv.Deadlines.SaveStandard(ctx, standards[0]); err != nil {
		t.Fatal(err)
	}
	s.Go(kit.Route{Page: kit.PagePhrases})
	state := func() string {
		if err := sv.Phrases.Refresh(ctx); err != nil {
			t.Fatal(err)
		}
		words := ""
		if p, there := sv.Phrases.Get(own.ID); there {
			words = "there "
			if p.Trashed {
				words = "trashed "
			}
		}
		if p, _ := sv.Phrases.Get(id); p.Favourite {
			words += "favourite"
		}
		return words
	}
	for _, turn := range []struct {
		do          func()
		state, said string
	}{
		{s.takeBack, "there favourite", "Undone: phrase moved to the trash"},
		{s.takeBack, "there ", "Undone: phrase marked as a favourite"},
		{s.takeBack, "", "Undone: phrase added"},
		{s.takeBack, "", "There is nothing to undo."},
		{s.doAgain, "there ", "Done again: phrase added"},
		{s.doAgain, "there favourite", "Done again: phrase marked"},
		{s.takeBack, "there ", "Undone: phrase marked as a favourite"},
	} {
		turn.do()
		if got := state(); got != turn.state {
			t.Fatalf("%q after %q", got, turn.said)
		}
		if text := shownIn(s); !strings.Contains(text, turn.said) {
			t.Errorf("%q is not said in:\n%s", turn.said, text)
		} else if strings.Contains(text, "★ Favourite") != strings.Contains(turn.state, "favourite") {
			t.Errorf("the page shows what was before %q", turn.said)
		}
	}
	item := slices.IndexFunc(s.win.MainMenu().Items[0].Items, func(i *fyne.MenuItem) bool { return strings.HasPrefix(i.Label, "Redo: phrase marked") })
	if item < 0 {
		t.Error("the menu does not tell what can be done again")
	}
}

// Where a split is taken back while the case that it made is shown, the window
// goes back to the case that was split.
func TestTakingBackASplit(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	sv := s.work.Services
	c, err := sv.Cases.Create(t.Context(), cases.Case{Customer: "Emma Schneider", Received: sv.Now()})
	if err != nil {
		t.Fatal(err)
	}
	made := ""
	var back kit.Back
	kit.Do(s, c.ID, func(ctx context.Context) (err error) {
		made, err = sv.Links.Split(ctx, c.ID, links.Part{Groups: []links.Group{links.Buyer}})
		return err
	}, func(b kit.Back, doErr error) { back, err = b, doErr })
	if err != nil {
		t.Fatal(err)
	}
	s.Go(kit.Route{Page: kit.PageCases, ID: made})
	for name, turn := range map[string]func(){"the toast": func() { s.TakeBack(back) }, "the keys": s.takeBack} {
		turn()
		if got := s.current.route; got.ID != c.ID || s.caseID != c.ID {
			t.Errorf("%s: %+v is shown, not %s", name, got, c.ID)
		}
		s.doAgain()
		s.Go(kit.Route{Page: kit.PageCases, ID: made})
	}
}
