package ui

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/undo"
	"casefolio/ui/kit"
	"casefolio/ui/readiness"
	"casefolio/ui/replies"
	"casefolio/ui/submissions"
)

// undoing is what can be taken back and done again on the open case, in words,
// for the menu.
type undoing struct {
	undo, redo string
	asked      atomic.Bool // that the words be read again

	// The cases that the deeds on the board of today were about and can be taken
	// back on, and those on which they were: the last one comes next.
	dealt, back []string
}

// last is the case that comes next, or empty.
func last(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// turned notes that the last deed on a case was taken back or done again.
func (u *undoing) turned(id string, redo bool) {
	from, to := &u.dealt, &u.back
	if redo {
		from, to = to, from
	}
	if id != "" && last(*from) == id {
		*from, *to = (*from)[:len(*from)-1], append(*to, id)
	}
}

// dropped forgets a case on which there is nothing more to take back or to do
// again.
func (u *undoing) dropped(id string, redo bool) {
	ids := &u.dealt
	if redo {
		ids = &u.back
	}
	if id != "" && last(*ids) == id {
		*ids = (*ids)[:len(*ids)-1]
	}
}

// did notes a deed on the board of today.
func (s *shell) did(caseID string) {
	s.undoing.dealt, s.undoing.back = append(s.undoing.dealt, caseID), nil
	s.readUndo()
}

// phraseKind is the record of what the seller does with a phrase.
var phraseKind = phrases.Kind().Name

// soon is how long the words of the menu wait for more to be written.
const soon = 150 * time.Millisecond

// addUndo gives the window the keys. They are the canvas's, so that a field
// that has the focus keeps its own.
func (s *shell) addUndo() {
	c := s.win.Canvas()
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { s.takeBack() })
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { s.doAgain() })
	shift := &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	c.AddShortcut(shift, func(fyne.Shortcut) { s.doAgain() })
}

// watchUndo keeps the words of the menu up to date with what is written.
func (s *shell) watchUndo() {
	if s.tasks.Inline() {
		return
	}
	s.work.Services.Undo.Watch(func() {
		if !s.undoing.asked.Swap(true) {
			time.AfterFunc(soon, func() { fyne.Do(s.readUndo) })
		}
	})
}

// undoCase is the case that the keys are for; empty on pages that show none.
func (s *shell) undoCase() string {
	switch r := s.current.route; r.Page {
	case kit.PageCases, kit.PageEvidence:
		return s.caseID
	case kit.PageToday:
		return last(s.undoing.dealt)
	case readiness.PageName, submissions.PageName, replies.PageName:
		id, _, _ := strings.Cut(r.ID, "#")
		return id
	}
	return ""
}

// undoKinds are the records that the keys are for on a page about no case.
func (s *shell) undoKinds() []string {
	if s.current.route.Page == kit.PagePhrases {
		return []string{phraseKind}
	}
	return nil
}

// shownCase is the case that the page shows.
func (s *shell) shownCase() string {
	if s.current.route.Page == kit.PageToday {
		return ""
	}
	return s.undoCase()
}

// redoCase is the case on which something is done again.
func (s *shell) redoCase() string {
	if s.current.route.Page == kit.PageToday {
		return last(s.undoing.back)
	}
	return s.undoCase()
}

// next is what can be taken back and done again.
type next struct{ undo, redo undo.Deed }

// readUndo reads what the menu offers.
func (s *shell) readUndo() {
	s.undoing.asked.Store(false)
	id, redo, kinds := s.undoCase(), s.redoCase(), s.undoKinds()
	if s.content == nil || s.quitting {
		return
	}
	if id == "" && redo == "" && kinds == nil {
		s.setUndo(next{})
		return
	}
	service := s.work.Services.Undo
	kit.Run(s.tasks, "shell/undo", func(ctx context.Context) (n next, err error) {
		if id != "" || kinds != nil {
			n.undo, n.redo, err = service.Next(ctx, id, kinds...)
		}
		if err == nil && redo != id {
			n.redo = undo.Deed{}
			if redo != "" {
				_, n.redo, err = service.Next(ctx, redo)
			}
		}
		return n, err
	}, func(n next, err error) {
		if err == nil && s.undoCase() == id && s.redoCase() == redo && slices.Equal(s.undoKinds(), kinds) {
			s.setUndo(n)
		}
	})
}

func (s *shell) setUndo(n next) {
	undo, redo := deedWords(n.undo), deedWords(n.redo)
	if undo != s.undoing.undo || redo != s.undoing.redo {
		s.undoing.undo, s.undoing.redo = undo, redo
		s.setMenu()
	}
}

// undoItems are the lines of the menu. The keys stand there to be read: they
// are the canvas's.
func (s *shell) undoItems() []*fyne.MenuItem {
	if s.undoCase() == "" && s.redoCase() == "" && s.undoKinds() == nil && s.current.route.Page != kit.PageToday {
		return nil
	}
	line := func(text, words string, k kit.Shortcut) *fyne.MenuItem {
		if words != "" {
			text = kit.T("undo.menu.of", "verb", text, "deed", words)
		}
		m := fyne.NewMenuItem(text, s.guarded(k.Do))
		m.Disabled = words == "" && !s.tasks.Inline()
		if !nativeMenu {
			m.Shortcut = named{"menu of " + text, k.Label()}
		}
		return m
	}
	return []*fyne.MenuItem{
		line(kit.T("undo.menu.undo"), s.undoing.undo, kit.Shortcut{Key: fyne.KeyZ, Do: s.takeBack}),
		line(kit.T("undo.menu.redo"), s.undoing.redo, kit.Shortcut{
			Key: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: s.doAgain,
		}),
	}
}

// turning is what is to be taken back or done again.
type turning struct {
	kit.Back // without deeds the last one on the case
	kinds    []string
	redo     bool
}

// takeBack takes back what was done last to the open case, on the board of today
// or to the phrases.
func (s *shell) takeBack() {
	s.turn(turning{Back: kit.Back{CaseID: s.undoCase()}, kinds: s.undoKinds()})
}

// doAgain does again what was taken back last.
func (s *shell) doAgain() {
	s.turn(turning{Back: kit.Back{CaseID: s.redoCase()}, kinds: s.undoKinds(), redo: true})
}

// TakeBack implements kit.Shell.
func (s *shell) TakeBack(b kit.Back) { s.turn(turning{Back: b}) }

// turned is a deed that was turned, and its case where the page does not show it.
type turned struct {
	undo.Deed
	of string
}

func (s *shell) turn(what turning) {
	if s.blocked() || s.quitting || s.content == nil {
		return
	}
	id, today := what.CaseID, s.current.route.Page == kit.PageToday
	if id == "" && len(what.Deeds) == 0 && what.kinds == nil { // certain deeds may be about no case
		if today {
			s.sayNone(fault.New(noneCode(what.redo)))
		}
		return
	}
	service, elsewhere := s.work.Services, id != "" && s.shownCase() != id
	kit.RunInOrder(s.tasks, func(ctx context.Context) (t turned, err error) { // after what is still being kept
		if t.Deed, err = what.turn(ctx, service.Undo); err != nil || !elsewhere {
			return t, err
		}
		if c, err := service.Cases.Get(ctx, id); err == nil { // it was turned all the same
			t.of = strings.TrimSuffix(c.Number+" · "+c.Customer, " · ")
		}
		return t, nil
	}, func(t turned, err error) {
		switch {
		case fault.Is(err, noneCode(what.redo)):
			if len(what.Deeds) == 0 {
				s.undoing.dropped(id, what.redo)
			}
			s.sayNone(err)
		case fault.Is(err, "undo.already"):
			s.sayNone(err)
		case err != nil:
			s.ShowError(err)
		default:
			s.undoing.turned(id, what.redo)
			s.sayTurned(what, t)
		}
		if r, ok := s.current.page.(kit.Returner); ok && err == nil && !what.redo {
			r.Returned(t.First)
		}
		shown := s.shownCase()
		if from := t.MadeFrom(shown); err == nil && !what.redo && from != "" {
			s.Go(kit.Route{Page: kit.PageCases, ID: from}) // what is shown lies in the trash now
		} else if today || shown != "" || s.undoKinds() != nil {
			s.current.page.Reload() // also where it was not taken back: something changed meanwhile
		}
		s.readUndo()
	})
}

func noneCode(redo bool) string {
	if redo {
		return "redo.none"
	}
	return "undo.none"
}

// sayNone says that there is nothing to do, which is no reason for a dialog.
func (s *shell) sayNone(err error) {
	sentence, _ := kit.FaultText(err)
	s.Toast(sentence)
}

// sayTurned says what was taken back or done again, with the way back from that.
func (s *shell) sayTurned(what turning, t turned) {
	key, label := "undo.done", "undo.redo"
	if what.redo {
		key, label = "undo.done_again", "undo.undo"
	}
	again := turning{Back: what.Back, redo: !what.redo}
	if len(again.Deeds) == 0 {
		again.Deeds = []int64{t.First}
	}
	said := kit.T(key, "deed", deedWords(t.Deed))
	if t.of != "" {
		said = kit.T("undo.of", "case", t.of, "said", said)
	}
	s.Toast(said, kit.Action{Label: kit.T(label), Do: func() { s.turn(again) }})
}

// turn takes back or does again.
func (t turning) turn(ctx context.Context, service *undo.Service) (undo.Deed, error) {
	switch {
	case len(t.Deeds) == 0 && t.redo:
		return service.Redo(ctx, t.CaseID, t.kinds...)
	case len(t.Deeds) == 0:
		return service.Undo(ctx, t.CaseID, t.kinds...)
	case t.redo:
		return service.RedoThese(ctx, t.CaseID, t.Deeds...)
	}
	return service.UndoThese(ctx, t.CaseID, t.Deeds...)
}
