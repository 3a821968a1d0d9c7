package due_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/undo"
	"casefolio/data/datatest"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// bench is a window on a real workspace with one case and the pane of its
// clocks.
type bench struct {
	*kittest.Shell
	s     *app.Services
	deps  due.Deps
	deeds *due.Deeds
	pane  *due.Pane
	c     cases.Case
	told  int
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.deps = due.Deps{Shell: b, Clocks: s.Deadlines, Programmes: s.Programmes, Now: s.Now}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Platform: "amazon", Channel: "platform_message", BuyerZone: "Europe/Berlin",
		Received: s.Now().Add(-2 * time.Hour), Category: "logistics.lost",
	})
	if err != nil {
		t.Fatal(err)
	}
	changed := func(id string) {
		b.told++
		b.pane.Show(b.c, true)
	}
	b.Undo, b.Undone = s.Undo, func(undo.Deed) { changed(b.c.ID) }
	b.deeds = due.NewDeeds(b.deps, changed)
	b.pane = due.NewPane(b.deps, changed)
	b.Window().SetContent(b.pane.Content())
	b.Window().Resize(fyne.NewSize(320, 860))
	b.pane.Show(b.c, true)
	return b
}

func (b *bench) items(t *testing.T) []deadlines.Item {
	t.Helper()
	all, err := b.s.Deadlines.Case(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// item finds the clock of a kind, running or not.
func (b *bench) item(t *testing.T, k deadlines.ItemKind) (deadlines.Item, bool) {
	t.Helper()
	for _, i := range b.items(t) {
		if i.Kind == k {
			return i, true
		}
	}
	return deadlines.Item{}, false
}

func (b *bench) enter() {
	b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// write puts text in the place of what stands in the field with the focus.
func (b *bench) write(text string) {
	f := b.Window().Canvas().Focused()
	f.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f, text)
}

func (b *bench) undo(t *testing.T) {
	t.Helper()
	if len(b.Actions) != 1 {
		t.Fatalf("no way back after %q", b.Toasts)
	}
	b.Actions[0].Do()
}

func (b *bench) fine(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

// The buyer is answered with one tap, and not answered after undo.
func TestAnswered(t *testing.T) {
	b := open(t, "zh")
	i, ok := b.item(t, deadlines.FirstResponse)
	if !ok || !i.Running() {
		t.Fatalf("no clock of the first response: %+v", b.items(t))
	}
	b.Picture(t, "due")
	b.Tap(t, kit.T("due.answered.button"))
	if i, _ := b.item(t, deadlines.FirstResponse); i.Running() {
		t.Error("an answer does not stop the first response")
	}
	b.undo(t)
	if i, _ := b.item(t, deadlines.FirstResponse); !i.Running() {
		t.Error("undo does not start the first response again")
	}
	b.fine(t)
	if b.told != 2 {
		t.Errorf("the page was told %d times", b.told)
	}
}

// What a toast takes back is undone, not done the other way round: the next undo
// goes on with what was before it.
func TestUndoOfAToastIsAnUndo(t *testing.T) {
	b := open(t, "en")
	before, _, err := b.s.Undo.Next(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	i, _ := b.item(t, deadlines.Resolution)
	for name, deed := range map[string]func(){
		"answered": func() { b.deeds.Answered(b.c.ID, time.Time{}) },
		"wait":     func() { b.deeds.Wait(b.c.ID, ""); b.enter() },
		"snooze":   func() { b.deeds.Snooze(i); b.enter() },
	} {
		deed()
		b.undo(t)
		if next, redo, err := b.s.Undo.Next(t.Context(), b.c.ID); err != nil || next.First != before.First || redo.First == 0 {
			t.Errorf("%s: next is %d, not %d, and again %d, %v", name, next.First, before.First, redo.First, err)
		}
	}
	b.deeds.Wake(i) // it is not put off
	if len(b.Actions) != 0 {
		t.Error("what changed nothing can be taken back")
	}
	b.fine(t)
}

// A promise is noted by the keys alone, moved, kept and broken, each with a way
// back.
func TestPromise(t *testing.T) {
	b := open(t, "en")
	b.Tap(t, kit.T("due.promise.button"))
	b.enter()
	if !b.dialog() {
		t.Fatal("an empty promise was kept")
	}
	b.write("ask the carrier")
	b.enter()
	b.fine(t)
	i, ok := b.item(t, deadlines.Promised)
	if !ok || i.Title != "ask the carrier" || i.Due.Before(b.s.Now()) {
		t.Fatalf("%+v", i)
	}
	was := i.Due
	b.deeds.Move(i)
	b.write("2026-12-01 18:00")
	b.enter()
	if i, _ = b.item(t, deadlines.Promised); i.Due.Format(time.RFC3339) != "2026-12-01T18:00:00+08:00" {
		t.Errorf("moved to %v", i.Due)
	}
	b.undo(t)
	if i, _ = b.item(t, deadlines.Promised); !i.Due.Equal(was) {
		t.Errorf("moved back to %v", i.Due)
	}
	for name, deed := range map[string]func(){"keep": func() { b.deeds.Done(i) }, "break": func() { b.deeds.Break(i) }} {
		deed()
		if i, ok := b.item(t, deadlines.Promised); ok && i.Running() {
			t.Errorf("%s: still open", name)
		}
		b.undo(t)
		if i, _ := b.item(t, deadlines.Promised); !i.Running() {
			t.Errorf("%s: not open again", name)
		}
	}
	b.fine(t)
}

func (b *bench) dialog() bool { return b.Window().Canvas().Overlays().Top() != nil }

// Waiting for the buyer pauses the resolution; its end lets it run.
func TestWaiting(t *testing.T) {
	b := open(t, "en")
	b.Tap(t, kit.T("due.wait.button"))
	b.Picture(t, "due-wait")
	b.enter()
	b.fine(t)
	w, ok := b.item(t, deadlines.Waiting)
	if !ok || w.For != deadlines.ForBuyer || w.Due.IsZero() {
		t.Fatalf("%+v", w)
	}
	if r, _ := b.item(t, deadlines.Resolution); !r.Paused {
		t.Error("the resolution is not paused")
	}
	b.undo(t)
	if r, _ := b.item(t, deadlines.Resolution); r.Paused {
		t.Error("undo leaves the resolution paused")
	}
	b.Tap(t, kit.T("due.wait.button"))
	b.Tap(t, kit.T("due.who.carrier"))
	b.Tap(t, kit.T("due.preset.open"))
	b.Tap(t, kit.T("due.wait.verb"))
	b.fine(t)
	w, _ = b.item(t, deadlines.Waiting)
	if w.For != deadlines.ForCarrier || !w.Due.IsZero() {
		t.Fatalf("%+v", w)
	}
	b.deeds.Done(w)
	if w, ok := b.item(t, deadlines.Waiting); ok && w.Running() {
		t.Error("still waiting")
	}
	b.fine(t)
}

// A time that is over is refused at its field; "18:00" is the next one.
func TestSnooze(t *testing.T) {
	b := open(t, "en")
	i, _ := b.item(t, deadlines.Resolution)
	b.deeds.Snooze(i)
	b.write("2026-01-01 09:00")
	b.enter()
	if !b.dialog() || !b.Has("This time is over") {
		t.Fatal("a time that is over was taken")
	}
	b.write("nonsense")
	b.enter()
	if !b.dialog() {
		t.Fatal("nonsense was taken")
	}
	b.write("18:00") // it is past ten in the evening
	b.enter()
	if i, _ = b.item(t, deadlines.Resolution); i.Snoozed.Format(time.RFC3339) != "2026-11-10T18:00:00+08:00" {
		t.Errorf("put off until %v", i.Snoozed)
	}
	b.undo(t)
	if i, _ = b.item(t, deadlines.Resolution); !i.Snoozed.IsZero() {
		t.Errorf("undo leaves it put off until %v", i.Snoozed)
	}
	b.fine(t)
}

// A typed date goes before the rule; emptied, the rule counts again.
func TestTypedDate(t *testing.T) {
	b := open(t, "zh")
	if _, err := b.s.Programmes.Choose(t.Context(), b.c.ID, "amazon.atoz.us.inr", time.Time{}); err != nil {
		t.Fatal(err)
	}
	i, ok := b.item(t, deadlines.Programme)
	if !ok {
		t.Fatal("no clock of the programme")
	}
	b.deeds.Type(i)
	b.write("2026-11-15 18:00")
	b.enter()
	b.fine(t)
	if i, _ = b.item(t, deadlines.Programme); i.Why != deadlines.WhyTyped || i.Due.Format(time.DateTime) != "2026-11-15 18:00:00" {
		t.Fatalf("%+v", i)
	}
	b.undo(t)
	if i, _ = b.item(t, deadlines.Programme); i.Why == deadlines.WhyTyped {
		t.Errorf("%+v", i)
	}
}

// Nothing can be changed in the trash, where only the heading folds, and
// everything on show can be tapped.
func TestReach(t *testing.T) {
	b := open(t, "zh")
	if n := b.Reach(t); n < 4 {
		t.Errorf("only %d things can be tapped", n)
	}
	b.pane.Show(b.c, false)
	if n := b.Reach(t); n != 1 {
		t.Errorf("%d things can be tapped in the trash", n)
	}
}

// What the journal holds is said in words, whatever it holds.
func TestSentences(t *testing.T) {
	open(t, "en")
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	for _, kind := range []string{"promise", "answer", "wait", "snooze", "else"} {
		say := due.Sentence(kind, time.UTC)
		for _, action := range []string{"record.added", "record.changed", "record.removed", "record.restored", "else"} {
			for _, body := range []string{``, `null`, `[]`, `{"for":7}`, `{"for":"carrier","until":"2026-11-22T18:00:00Z"}`, `{"text":"x","due":"2026-11-22T18:00:00Z"}`} {
				got := say(action, raw(body), raw(body))
				if got == "" || strings.HasPrefix(got, "due.") {
					t.Errorf("%s %s %s: %q", kind, action, body, got)
				}
			}
		}
	}
	if got := due.Sentence("promise", time.UTC)("record.changed", raw(`{"text":"call","due":"2026-11-22T18:00:00Z"}`),
		raw(`{"text":"call","due":"2026-11-22T18:00:00Z","kept_at":"2026-11-22T17:00:00Z"}`)); got != "Promise kept: call" {
		t.Error(got)
	}
}

// What is put off comes back before it is due, and a later time is warned of.
func TestSnoozeBeforeTheDate(t *testing.T) {
	b := open(t, "en")
	i, _ := b.item(t, deadlines.FirstResponse)
	i.Due = b.s.Now().Add(2 * time.Hour)
	b.deeds.Snooze(i)
	if b.Has("too late") {
		t.Error("the offer is too late")
	}
	b.write(i.Due.Add(time.Minute).Format(kit.StampLayout))
	if !b.Has("too late: it is due") {
		t.Error("a time after it is due is not warned of")
	}
	b.write(i.Due.Add(-time.Minute).Format(kit.StampLayout))
	if b.Has("too late") {
		t.Error("a time before it is due is warned of")
	}
	b.fine(t)
}

// A reply that was copied asks whether it was sent; one tap confirms it, another
// says that it was not, and both have a way back.
func TestWasItSent(t *testing.T) {
	b := open(t, "zh")
	b.deps.Replies = b.s.Replies
	b.deeds = due.NewDeeds(b.deps, nil)
	desk, err := b.s.Replies.Desk(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	d := desk.Draft.Edit("Hello Emma, you have our answer within 2 hours.")
	if _, err := b.s.Replies.Copy(t.Context(), b.c.ID, d, desk.Values); err != nil {
		t.Fatal(err)
	}
	i, ok := b.item(t, deadlines.Unsent)
	if !ok || !i.Running() || due.Words().Title(i) != "已复制，发出了吗？" || !b.deeds.CanFinish(i) || due.DoneKey(i) != "due.sent.menu" {
		t.Fatalf("%+v", i)
	}
	b.deeds.Done(i)
	if i, ok = b.item(t, deadlines.Unsent); ok && i.Running() {
		t.Error("it still asks")
	}
	if i, ok = b.item(t, deadlines.FirstResponse); !ok || !i.Stopped {
		t.Errorf("the clock runs on: %+v", i)
	}
	if i, ok = b.item(t, deadlines.Promised); !ok || !i.Running() {
		t.Error("the promise is not due")
	}
	b.Actions[0].Do()
	if i, ok = b.item(t, deadlines.Unsent); !ok || !i.Running() {
		t.Fatal("taken back, it does not ask again")
	}
	if i, ok := b.item(t, deadlines.FirstResponse); !ok || i.Stopped {
		t.Errorf("taken back, the clock stands: %+v", i)
	}
	i, _ = b.item(t, deadlines.Unsent)
	b.deeds.Drop(i)
	if i, ok = b.item(t, deadlines.Unsent); ok && i.Running() {
		t.Error("dropped, it still asks")
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}
