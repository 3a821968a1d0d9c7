package replies

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
)

// A phrase that is not there in the language stays as it is, and the seller is told.
func TestPhraseWithoutTheLanguage(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	f, err := b.s.Phrases.Add(t.Context(), phrases.Phrase{
		Group: "thanks", Tone: b.s.Phrases.Tones()[0].ID, Titles: map[string]string{"en": "Two languages"},
		Texts: map[string]string{"en": "Thank you for the picture.", "zh": "谢谢您的照片。"},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.p.insert(f)
	told := kit.T("replies.foreign.advice")
	if len(b.p.foreign()) != 0 || b.Has(told) {
		t.Fatal("told in its own language")
	}
	b.p.speak("de")
	if len(b.p.foreign()) != 1 || !b.Has(told) || !slices.Contains(b.Toasts, kit.T("replies.foreign.count", "count", "1", "lang", "Deutsch")) {
		t.Fatalf("not told: %q", b.Toasts)
	}
	b.typeAt(" Danke.")
	b.p.speak("zh")
	if len(b.p.foreign()) != 0 || b.Has(told) {
		t.Fatal("told after it was put into Chinese")
	}
	b.noErrors(t)
}

// What is found in several places is said once and leads from one to the next.
func TestOneLineForManyPlaces(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.typeAt("See https://a.example now, or https://b.example then.")
	blocks := b.p.blocks()
	if len(blocks) != 2 {
		t.Fatalf("%+v", b.p.findings)
	}
	line := b.p.checks.box.Objects[0].(*checkLine)
	if want := kit.T("replies.check.places", "says", blocks[0].Message("en"), "count", "2"); line.text.Text() != want {
		t.Fatalf("%q", line.text.Text())
	}
	for _, i := range []int{0, 1, 0} {
		line.Tapped(nil)
		if at := b.p.editor.caret(); at != blocks[i].Start {
			t.Errorf("the caret is at %d, not %d", at, blocks[i].Start)
		}
	}
}

// In a low window the text and what is asked for have the room of what the buyer wrote.
func TestLowWindow(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.typeAt("Your refund of {offer} is on its way.")
	b.Window().Resize(fyne.NewSize(1024, 700))
	if !b.p.heard.content.Visible() {
		t.Fatal("what the buyer wrote is not shown")
	}
	b.Window().Resize(fyne.NewSize(680, 440))
	if b.p.heard.content.Visible() || b.p.below.Size().Height < 50 || b.p.editor.entry.Size().Height < 60 {
		t.Errorf("low: %v for the text, %v below", b.p.editor.entry.Size(), b.p.below.Size())
	}
	b.Window().Resize(fyne.NewSize(1024, 700))
	if !b.p.heard.content.Visible() {
		t.Error("it does not come back")
	}
}

// What stands below the text about a finding goes when the finding does.
func TestNoteGoesWithItsFinding(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.typeAt("Dear Emma, you are a liar.")
	f := b.p.blocks()[0]
	b.p.jump(f)
	if b.p.editor.note.Text() != f.Message("en") {
		t.Fatalf("note: %q", b.p.editor.note.Text())
	}
	b.p.askPass(f)
	b.Window().Canvas().Focused().(*kit.Entry).SetText("quoted")
	b.Tap(t, kit.T("replies.pass.verb"))
	if got := strings.TrimSpace(b.p.editor.note.Text()); got == f.Message("en") {
		t.Fatalf("the note stays: %q", got)
	}
}
