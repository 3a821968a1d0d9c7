package replies

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/replies"
	"casefolio/ui/kit"
)

// Taking back that a reply was sent brings its text back into the editor, with its
// pieces and values; so does what the board of today does meanwhile.
func TestSentIsTakenBack(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.p.insert(phrase(t, b, "greeting", "{order}"))
	b.p.fillGap("owner", "Li")
	b.typeAt(" I am looking into it.")
	was := b.p.draft
	b.p.copyOut()
	b.p.bar.confirm()
	if b.text() != "" {
		t.Fatalf("a new reply begins with %q", b.text())
	}
	if _, err := b.s.Undo.Undo(t.Context(), b.c.ID); err != nil {
		t.Fatal(err)
	}
	b.p.Reload()
	if b.p.draft.Text != was.Text || len(b.p.draft.Pieces) != len(was.Pieces) || len(b.p.draft.Places) != len(was.Places) || !b.p.bar.on {
		t.Fatalf("after undo: %q of %q", b.text(), was.Text)
	}
	if _, err := b.s.Replies.Confirm(t.Context(), b.p.bar.entry.ID); err != nil { // on the board of today
		t.Fatal(err)
	}
	b.p.Reload()
	if b.text() != "" || b.p.bar.on {
		t.Errorf("after it was sent elsewhere: %q", b.text())
	}
	b.typeAt("The next one.")
	if _, err := b.s.Undo.Undo(t.Context(), b.c.ID); err != nil {
		t.Fatal(err)
	}
	b.p.Reload()
	if b.text() != "The next one." || !b.p.bar.on || len(b.p.state.desk.Versions) != 1 {
		t.Errorf("what was begun is lost: %q", b.text())
	}
	b.p.bar.drop()
	if b.text() != "The next one." || b.p.bar.on {
		t.Errorf("after dropping: %q", b.text())
	}
	b.noErrors(t)
}

// The key that takes back typing takes back the sending, where the text is empty.
func TestUndoKeyInAnEmptyText(t *testing.T) {
	b := open(t, "en")
	b.Undo = b.s.Undo
	b.show()
	b.p.speak("en")
	b.typeAt("Thank you, it is on its way.")
	b.p.copyOut()
	b.p.bar.confirm()
	b.p.editor.entry.TypedShortcut(&fyne.ShortcutUndo{})
	b.noErrors(t)
	if b.text() != "Thank you, it is on its way." || !b.p.bar.on {
		t.Errorf("%q", b.text())
	}
}

// A rule that is switched off for good is found in no reply, is listed with its
// reason and can be switched on again.
func TestRuleIsSwitchedOff(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.typeAt("Dear Emma, you are a liar.")
	blocks := b.p.blocks()
	if len(blocks) == 0 {
		t.Fatal("nothing blocks")
	}
	rule := blocks[0].Rule
	b.p.askOff(blocks[0])
	reason := b.Window().Canvas().Focused().(*kit.Entry)
	b.Tap(t, kit.T("replies.off.verb")) // without a reason
	if len(b.p.state.desk.Off) != 0 {
		t.Fatal("it went off without a reason")
	}
	reason.SetText("we quote buyers")
	b.Tap(t, kit.T("replies.off.verb"))
	b.noErrors(t)
	if len(b.p.blocks()) != 0 || len(b.p.state.desk.Off) != 1 || b.p.state.desk.Off[0].Is.Rule != rule {
		t.Fatalf("%+v, still %+v", b.p.state.desk.Off, b.p.blocks())
	}
	b.p.insert(phrase(t, b, "options", "{other_arrival}"))
	b.p.copyOut()
	if len(b.versions(t)) != 0 {
		t.Error("gaps were copied")
	}
	b.p.switchOn(rule)
	b.noErrors(t)
	if len(b.p.blocks()) == 0 || len(b.p.state.desk.Off) != 0 {
		t.Error("it is still off")
	}
}

// A cited exhibit is pointed to in the reply's language before the end of the
// sentence, and in the Chinese beside it.
func TestEvidenceIsMentioned(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.p.insertPart(replies.Part{Phrase: "x", Texts: map[string]string{"en": "You asked on 3 November.", "zh": "您11月3日问过。"}})
	e := b.p.state.desk.Exhibits[0]
	b.p.cite(e.ID)
	if !b.p.cites.box.Visible() || !b.Has(e.Label) {
		t.Error("what is cited is not listed")
	}
	b.p.mention(e)
	if b.text() != "You asked on 3 November (see message record 1)." {
		t.Errorf("%q", b.text())
	}
	is := b.p.draft.Pieces[0]
	if b.p.draft.Changed(is) || is.Beside != "您11月3日问过（见聊天记录1）。" {
		t.Errorf("%+v", is)
	}
	b.p.speak("de")
	b.p.editor.entry.SetCaret(0)
	b.p.mention(e)
	if !strings.HasPrefix(b.text(), "(siehe Nachrichtenverlauf 1) You") {
		t.Errorf("%q", b.text())
	}
	b.noErrors(t)
}

// The files of a phrase travel with the reply: copying reminds of them, and they
// are saved under free names.
func TestFilesAreSaved(t *testing.T) {
	b := open(t, "en")
	chart := filepath.Join(t.TempDir(), "size_chart.jpg")
	if err := os.WriteFile(chart, []byte("a chart"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := phrase(t, b, "thanks", "help")
	f, err := b.s.Phrases.Attach(t.Context(), f.ID, chart)
	if err != nil {
		t.Fatal(err)
	}
	b.show()
	b.p.speak("en")
	b.p.insert(f)
	if !b.Has("size_chart.jpg") {
		t.Error("the file is not listed")
	}
	dir := t.TempDir()
	fyne.CurrentApp().Preferences().SetString(prefFolder, dir)
	b.p.copyOut()
	if !strings.Contains(strings.Join(b.Toasts, "\n"), "size_chart.jpg") {
		t.Errorf("nobody is reminded: %v", b.Toasts)
	}
	b.p.saveAll(b.p.draft.Files)
	b.p.saveAll(b.p.draft.Files) // is there already
	b.noErrors(t)
	if raw, err := os.ReadFile(filepath.Join(dir, "size_chart.jpg")); err != nil || string(raw) != "a chart" {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "size_chart.jpg"), []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	odd := b.p.draft.Files[0]
	odd.Name = "../a:b\x00?.jpg"
	paths, err := b.s.Replies.SaveFiles(context.Background(), dir, []replies.File{b.p.draft.Files[0], odd})
	if err != nil || !slices.Equal(paths, []string{filepath.Join(dir, "size_chart (2).jpg"), filepath.Join(dir, "_a_b__.jpg")}) {
		t.Error(paths, err)
	}
	b.p.leaveOut(b.p.draft.Files[0])
	if len(b.p.draft.Files) != 0 || b.Has("size_chart.jpg · ") {
		t.Error("it still goes along")
	}
}

// Taking back in the text brings its phrases, their Chinese and its language again.
func TestUndoBringsPhrasesBack(t *testing.T) {
	b := open(t, "zh")
	b.show()
	b.p.speak("en")
	b.p.left.take(0)
	b.typeAt("\n\nOf my own. ")
	b.p.left.take(1)
	english, pieces := b.text(), len(b.p.draft.Pieces)
	undo, redo := &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}
	b.p.speak("de")
	german := b.text()
	if german == english || pieces < 2 {
		t.Fatalf("%d phrases in %q", pieces, german)
	}
	b.p.editor.entry.TypedShortcut(undo)
	if b.text() != english || b.p.draft.Lang != "en" || len(b.p.draft.Pieces) != pieces {
		t.Fatalf("taken back: %q in %s with %d phrases", b.text(), b.p.draft.Lang, len(b.p.draft.Pieces))
	}
	if !strings.Contains(b.p.beside.text.Text(), "您") {
		t.Errorf("the Chinese is %q", b.p.beside.text.Text())
	}
	b.p.editor.entry.TypedShortcut(redo)
	if b.text() != german || b.p.draft.Lang != "de" {
		t.Fatalf("done again: %q in %s", b.text(), b.p.draft.Lang)
	}
	b.p.editor.entry.TypedShortcut(undo)
	b.p.editor.entry.TypedShortcut(undo)
	if len(b.p.draft.Pieces) != pieces-1 || strings.TrimSpace(b.text()) == "" {
		t.Fatalf("the phrase taken back: %q", b.text())
	}
	b.noErrors(t)
}
