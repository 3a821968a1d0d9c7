package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Marks lie where the letters are, over as many rows as they take, and neither
// setting them nor looking for their places moves the caret.
func TestMarkedEntry(t *testing.T) {
	test.NewTempApp(t)
	e := NewMarkedEntry(6)
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(220, 300))
	text := "Dear Emma,\n\nplease wait until Saturday 21 November 18:00 in Berlin, 我们会答复您。\nBye"
	e.SetText(text)
	w.Canvas().Focus(e)
	at := strings.Index(text, "Berlin")
	e.SetCaret(at)
	if e.Caret() != at {
		t.Fatalf("the caret is at %d, not %d", e.Caret(), at)
	}
	from := strings.Index(text, "Saturday")
	e.SetMarks([]Mark{{0, 4, ToneGood}, {from, at + 6, ToneSoon}})
	if e.Caret() != at {
		t.Fatal("marks moved the caret")
	}
	rows := map[float32]bool{}
	for _, s := range e.spots {
		if s.mark == 1 {
			rows[s.pos.Y] = true
		}
		if s.size.Width <= 2 || s.size.Height <= 5 {
			t.Errorf("a spot is %v", s.size)
		}
	}
	if len(rows) < 2 {
		t.Errorf("the long mark stands on %d rows", len(rows))
	}
	if first := e.spots[0]; e.markAt(first.pos.AddXY(3, 3)) != 0 || e.markAt(first.pos.AddXY(200, 3)) != -1 {
		t.Error("the first mark is not found at its place")
	}
	e.Insert("XY")
	if want := text[:at] + "XY" + text[at:]; e.Text != want || e.Caret() != at+2 {
		t.Errorf("inserted: %q, caret %d", e.Text, e.Caret())
	}
	e.Replace(text, 7)
	if e.Text != text || e.Caret() != 7 || e.SelectedText() != "" {
		t.Errorf("replaced: %q, caret %d, selected %q", e.Text, e.Caret(), e.SelectedText())
	}
	if e.Replace("", 0); e.Text != "" {
		t.Errorf("replaced by nothing: %q", e.Text)
	}
	e.Replace(text, 0)
	e.SetMarks([]Mark{{len(text), len(text) + 9, ToneLate}}) // of a text that is no more
	if len(e.spots) != 0 {
		t.Error("a mark behind the text is painted")
	}
}

// The line that is typed into stays in sight when the entry becomes lower.
func TestMarkedEntryFollowsItsCaret(t *testing.T) {
	test.NewTempApp(t)
	e := NewMarkedEntry(2)
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(220, 300))
	e.SetText(strings.Repeat("one line\n", 10) + "the last")
	e.SetCaret(len(e.Text))
	if e.hidden() > 0 {
		t.Fatalf("the caret is %v out of sight in a high entry", e.hidden())
	}
	e.Resize(fyne.NewSize(220, 90))
	if e.hidden() > 0 {
		t.Errorf("the caret is %v out of sight in a low entry", e.hidden())
	}
	e.SetCaret(0)
	e.inner.ScrollToTop()
	e.Resize(fyne.NewSize(220, 120))
	if e.inner.Offset.Y != 0 {
		t.Errorf("scrolled to %v away from the caret", e.inner.Offset.Y)
	}
}

// What the program wrote is taken back and done again in one step each, and the
// empty text between is never told of.
func TestMarkedEntryTakesBackWhatWasWritten(t *testing.T) {
	test.NewTempApp(t)
	e := NewMarkedEntry(4)
	w := test.NewTempWindow(t, e)
	w.Canvas().Focus(e)
	var told []string
	texts := []string{"Hello Emma.", "Hello Emma. 我们会答复您。", "Hello Emma. 我会答复您。", "Guten Tag Emma."}
	e.SetText("")
	for _, text := range texts {
		e.Replace(text, len(text))
		if e.Text != text || e.Caret() != len(text) {
			t.Fatalf("%q, the caret at %d", e.Text, e.Caret())
		}
	}
	e.OnChanged = func(text string) {
		if !e.Undoing() {
			t.Error("not told that it is taken back")
		}
		told = append(told, text)
	}
	var want []string
	for _, i := range []int{2, 1, 0} {
		e.TypedShortcut(&fyne.ShortcutUndo{})
		want = append(want, texts[i])
	}
	for _, i := range []int{1, 2, 3} {
		e.TypedShortcut(&fyne.ShortcutRedo{})
		want = append(want, texts[i])
	}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, not %q", told, want)
	}
}
