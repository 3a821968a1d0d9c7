package replies

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// bench is a window on a real workspace with one case.
type bench struct {
	*kittest.Shell
	s    *app.Services
	deps Deps
	c    cases.Case
	p    *Page
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Shop: "LumoHaus", Platform: "amazon", Category: "logistics.lost", Product: "Thermos",
		Order: "302-8841276-2210751", Tracking: "YT2630921266112233", Amount: money.Amount{Minor: 3990, Currency: "EUR"},
		BuyerZone: "Europe/Berlin", CustomerType: "aggressive",
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Evidence.Add(t.Context(), b.c.ID, evidence.TextInput("[03/11/2026, 06:31:09] Emma Schneider: Hello, where is my parcel?\n"), evidence.Options{Buyer: "Emma Schneider"}); err != nil {
		t.Fatal(err)
	}
	b.deps = Deps{
		Shell: b, Library: s.Phrases, Replies: s.Replies, Rules: s.ReplyRules, Cases: s.Cases, Clocks: s.Deadlines,
		Lists: s.Lists, Now: s.Now, Hand: &Hand{},
	}
	return b
}

func (b *bench) show() {
	b.p = New(b.deps, b.c.ID)
	b.Show(b.p)
}

// text is what the entry shows.
func (b *bench) text() string { return b.p.editor.entry.Text }

// typeAt types at the caret, as a key does.
func (b *bench) typeAt(words string) {
	b.Window().Canvas().Focus(b.p.editor.entry)
	test.Type(b.p.editor.entry, words)
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

func (b *bench) versions(t *testing.T) []replies.Entry {
	t.Helper()
	all, err := b.s.Replies.Versions(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// unsent counts the questions on the board whether a reply went out.
func (b *bench) unsent(t *testing.T) (n int) {
	t.Helper()
	board, err := b.s.Deadlines.Today(t.Context(), deadlines.Query{PerSection: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range board.Groups {
		for _, i := range g.Items {
			if i.Kind == deadlines.Unsent && i.CaseID == b.c.ID {
				n++
			}
		}
	}
	return n
}

func phrase(t *testing.T, b *bench, group, holds string) phrases.Phrase {
	t.Helper()
	for _, f := range b.s.Phrases.Search(phrases.Query{Group: group}) {
		if strings.Contains(f.Texts["en"], holds) {
			return f
		}
	}
	t.Fatalf("no phrase of %s has %s", group, holds)
	return phrases.Phrase{}
}

// A reply from the first phrase to what was sent: gaps keep it from being
// copied and are filled in place, copying asks whether it went out, and one key
// says so.
func TestFromPhraseToSent(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	if b.p.left.step != "greeting" || b.p.left.chips["greeting"].Selected() == false {
		t.Errorf("it begins with %q", b.p.left.step)
	}
	b.p.canvas().Focus(b.p.left.search)
	b.p.left.search.OnSubmitted("")
	if !strings.Contains(b.text(), "Emma") {
		t.Fatalf("the first phrase is not in the text: %q", b.text())
	}
	if b.p.left.step == "greeting" {
		t.Error("the guide did not go on")
	}
	b.p.insert(phrase(t, b, "options", "{other_arrival}"))
	gapsBefore := b.p.missing()
	if !slices.Contains(gapsBefore, "other_arrival") || !strings.Contains(b.text(), "{New expected arrival}") {
		t.Fatalf("%v in %q", gapsBefore, b.text())
	}
	fyne.CurrentApp().Clipboard().SetContent("before")
	b.p.copyOut()
	if fyne.CurrentApp().Clipboard().Content() != "before" || len(b.versions(t)) != 0 {
		t.Fatal("a reply with gaps was copied")
	}
	if b.Window().Canvas().Focused() != fyne.Focusable(b.p.gaps.fields[gapsBefore[0]].entry) {
		t.Error("the first gap has not got the keys")
	}
	for _, id := range gapsBefore {
		b.p.gaps.fields[id].entry.SetText("Friday 20 November")
	}
	if strings.Contains(b.text(), "{") || !strings.Contains(b.text(), "Friday 20 November") {
		t.Fatalf("not filled: %q", b.text())
	}
	b.p.copyOut()
	b.noErrors(t)
	all := b.versions(t)
	if len(all) != 1 || fyne.CurrentApp().Clipboard().Content() != all[0].Is.Text || all[0].Is.Text != b.p.draft.Text {
		t.Fatalf("%+v", all)
	}
	if b.unsent(t) != 1 || !b.p.bar.content.Visible() {
		t.Error("nobody asks whether it was sent")
	}
	b.p.bar.confirm()
	b.noErrors(t)
	all = b.versions(t)
	if len(all) != 1 || !all[0].Is.Sent() || b.unsent(t) != 0 || b.p.bar.content.Visible() || b.text() != "" {
		t.Fatalf("after confirming: %+v, %q", all, b.text())
	}
	items, err := b.s.Deadlines.Case(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		if i.Kind == deadlines.FirstResponse && i.Running() {
			t.Error("the clock of the first answer goes on")
		}
	}
	b.p.begin(all[0].Is.Again())
	if b.text() != all[0].Is.Text {
		t.Error("a version cannot be begun with")
	}
}

// What is written is found again on a page that is opened anew, as after a crash.
func TestDraftIsFoundAgain(t *testing.T) {
	b := open(t, "zh")
	b.show()
	b.p.speak("en")
	b.p.left.take(0)
	b.typeAt(" And my own words.")
	b.p.cite(b.p.state.desk.Exhibits[0].ID)
	was := b.p.draft
	b.show() // nothing told the first page to keep anything
	if b.p.draft.Text != was.Text || !strings.Contains(b.text(), "my own words") || len(b.p.draft.Pieces) != len(was.Pieces) ||
		len(b.p.draft.Exhibits) != 1 || b.p.draft.Lang != "en" {
		t.Errorf("%+v, was %+v", b.p.draft, was)
	}
	b.noErrors(t)
}

// Marks are set while the seller types, and the caret stays where it is.
func TestMarksLeaveTheCaret(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.p.left.take(0)
	at := strings.Index(b.text(), "Emma")
	b.p.editor.entry.SetCaret(at)
	b.typeAt("xy")
	b.typeAt("z")
	if !strings.Contains(b.text(), "xyzEmma") || b.p.editor.entry.Caret() != at+3 {
		t.Errorf("%q, caret %d", b.text(), b.p.editor.entry.Caret())
	}
	found := false
	for _, m := range b.p.editor.entry.Marks() {
		if b.text()[m.Start:m.End] == "Emma Schneider" || b.text()[m.Start:m.End] == "Emma" {
			found = m.Tone == kit.ToneGood
		}
	}
	if !found {
		t.Errorf("the name is not marked: %+v in %q", b.p.editor.entry.Marks(), b.text())
	}
	if b.Window().Canvas().Focused() != fyne.Focusable(b.p.editor.entry) {
		t.Error("the text has lost the keys")
	}
}

// What must not go out keeps the reply from being copied, until it is taken out
// or let stand with a reason.
func TestWhatMustNotGoOut(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.typeAt("Dear Emma, you are a liar.")
	blocks := b.p.blocks()
	if len(blocks) == 0 {
		t.Fatalf("nothing blocks: %+v", b.p.findings)
	}
	b.p.copyOut()
	if len(b.versions(t)) != 0 || len(b.Toasts) == 0 {
		t.Fatal("it was copied")
	}
	for _, f := range blocks {
		b.p.askPass(f)
		reason := b.Window().Canvas().Focused().(*kit.Entry)
		b.Tap(t, kit.T("replies.pass.verb")) // without a reason
		reason.SetText("quoted")
		b.Tap(t, kit.T("replies.pass.verb"))
	}
	b.p.copyOut()
	b.noErrors(t)
	all := b.versions(t)
	if len(all) != 1 || len(all[0].Is.Passed) != len(blocks) || all[0].Is.Passed[0].Reason != "quoted" {
		t.Fatalf("%+v", all)
	}
	b.p.unpass(blocks[0].Rule)
	if len(b.p.blocks()) == 0 {
		t.Error("the rule is not looked at again")
	}
}

// Words of the seller's own get a meaning, phrases bring theirs along.
func TestChineseBeside(t *testing.T) {
	b := open(t, "zh")
	b.show()
	b.p.speak("en")
	b.p.left.take(0)
	if got := b.p.beside.text.Text(); strings.Contains(got, "{order}") || !strings.Contains(got, "您") {
		t.Errorf("%q", got)
	}
	b.typeAt("\n\nSee you soon.")
	s := b.p.draft.Segments()
	b.p.askMeaning(s[len(s)-1], "")
	b.Window().Canvas().Focused().(*kit.LongEntry).SetText("回头见。")
	b.Tap(t, kit.T("replies.meaning.verb"))
	if got := b.p.beside.text.Text(); !strings.Contains(got, "回头见。") || strings.Contains(got, "See you") {
		t.Errorf("%q", got)
	}
	b.p.speak("zh")
	if b.p.beside.card.Visible() || !strings.Contains(b.text(), "您") {
		t.Errorf("in Chinese: %q", b.text())
	}
	b.noErrors(t)
}

// A phrase and options are brought from other pages, also to a page that is
// there already.
func TestBroughtFromElsewhere(t *testing.T) {
	b := open(t, "en")
	b.show()
	f := phrase(t, b, "thanks", "Thank")
	b.deps.Hand.Phrase(b, b.c.ID, f.ID)
	b.p.Reload()
	if len(b.Routes) != 1 || b.Routes[0] != Route(b.c.ID) || len(b.p.draft.Pieces) != 1 || b.p.draft.Pieces[0].Phrase != f.ID {
		t.Fatalf("%v %+v", b.Routes, b.p.draft)
	}
	b.deps.Hand.Options(b, b.c.ID, "en", map[string]string{"en": "1. One\n2. Two", "de": "1. Eins\n2. Zwei", "zh": "1. 一\n2. 二"})
	b.p.Reload()
	b.p.Reload() // once only
	if n := strings.Count(b.text(), "2. Zwei") + strings.Count(b.text(), "2. Two"); n != 1 {
		t.Errorf("%q", b.text())
	}
	b.deps.Hand.Phrase(b, "another", f.ID)
	b.p.Reload()
	if len(b.p.draft.Pieces) != 2 {
		t.Error("what was brought to another case was taken")
	}
}

// A new phrase has placeholders where the reply has values.
func TestSaveAsPhrase(t *testing.T) {
	b := open(t, "en")
	b.show()
	b.p.speak("en")
	b.p.left.take(0)
	b.typeAt(" Mine alone.")
	b.p.askPhrase()
	b.Window().Canvas().Focused().(*kit.Entry).SetText("My opening")
	b.Tap(t, kit.T("replies.save.verb"))
	b.noErrors(t)
	found := b.s.Phrases.Search(phrases.Query{Text: "My opening"})
	if len(found) == 0 || !strings.Contains(found[0].Texts["en"], "{customer}") || !strings.Contains(found[0].Texts["en"], "Mine alone.") {
		t.Fatalf("%+v", found)
	}
}

// All can be reached by the mouse, in a small window, too, and the keys lead
// from the text to the phrases and back.
func TestReachAndKeys(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		b := open(t, lang)
		b.show()
		b.Picture(t, "empty-"+lang)
		for range 6 {
			b.p.left.take(0)
		}
		b.typeAt("\n\nWe will fix it soon. You are a liar. {deadline}")
		b.Picture(t, "full-"+lang)
		if n := b.Reach(t); n < 20 {
			t.Errorf("only %d things to tap", n)
		}
		b.Window().Resize(fyne.NewSize(832, 660))
		b.Picture(t, "small-"+lang)
		b.Reach(t)
		b.p.begin(replies.New("en"))
		b.typeAt("/")
		if b.Window().Canvas().Focused() != fyne.Focusable(b.p.left.search) || b.text() != "" {
			t.Errorf("a stroke on an empty line: %q", b.text())
		}
		b.p.left.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		if b.p.left.at != 1 {
			t.Error("the arrow does not go down")
		}
		b.p.left.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if b.Window().Canvas().Focused() != fyne.Focusable(b.p.editor.entry) {
			t.Error("Esc does not lead back")
		}
	}
}
