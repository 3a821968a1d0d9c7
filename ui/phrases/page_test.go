package phrases

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

func services(t *testing.T) *app.Services {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func page(t *testing.T, s *app.Services, language, caseID string) (*Page, *kittest.Shell) {
	t.Helper()
	shell := kittest.New(t, assets.Files, language)
	p := New(Deps{
		Shell: shell, Lists: s.Lists, Drafts: Drafts{}, Library: s.Phrases, Cases: s.Cases, Values: s.ReplyValues, Now: s.Now, Copied: s.CopyPhrase,
		Sent: func(ctx context.Context, id string) error {
			_, err := s.Replies.Confirm(ctx, id)
			return err
		},
	}, caseID)
	shell.Show(p)
	return p, shell
}

func newCase(t *testing.T, s *app.Services) cases.Case {
	t.Helper()
	c, err := s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Order: "302-88", Shop: "LumoHaus", Product: "cup"})
	if err != nil {
		t.Fatal(err)
	}
	profile, err := s.Shop.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	profile.Owner = "Mei"
	if err := s.Shop.Save(t.Context(), profile); err != nil {
		t.Fatal(err)
	}
	return c
}

// phraseWith finds a phrase that needs a placeholder.
func phraseWith(t *testing.T, s *app.Services, placeholder string) phrases.Phrase {
	t.Helper()
	for _, p := range s.Phrases.Search(phrases.Query{}) {
		if strings.Contains(p.Texts["en"], placeholder) {
			return p
		}
	}
	t.Fatalf("no phrase has %s", placeholder)
	return phrases.Phrase{}
}

func TestFilledFromTheCase(t *testing.T) {
	s := services(t)
	c := newCase(t, s)
	p, shell := page(t, s, "en", c.ID)
	first, ok := s.Phrases.Get("greeting.first")
	if !ok {
		t.Fatal("the starter set has no first reply")
	}
	p.choose(first)
	if got := p.sheet.preview.Text(); !strings.Contains(got, "Emma") || !strings.Contains(got, "302-88") || strings.Contains(got, "{") {
		t.Errorf("the preview says %q", got)
	}
	p.copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != p.sheet.preview.Text() {
		t.Errorf("the clipboard has %q", got)
	}
	all, err := s.Replies.Versions(t.Context(), c.ID)
	if err != nil || len(all) != 1 || all[0].Is.Pieces[0].Phrase != first.ID || all[0].Is.Lang != "en" || !all[0].Is.Waits() {
		t.Errorf("logged %+v, %v", all, err)
	}
	if len(shell.Toasts) != 1 || !strings.Contains(shell.Toasts[0], c.Number) {
		t.Errorf("said %q", shell.Toasts)
	}
}

// A tap says that what was copied went out; the time that it names is kept with it.
func TestPromiseOutOfAReply(t *testing.T) {
	s := services(t)
	c := newCase(t, s)
	p, shell := page(t, s, "en", c.ID)
	p.choose(phraseWith(t, s, "by {deadline}"))
	for _, name := range s.Phrases.Fill(p.phrase(), "en", p.valuesFor("en")).Missing {
		p.sheet.inputs[name].entry.SetText("VALUE")
	}
	due := s.Now().AddDate(0, 0, 3)
	p.sheet.inputs["deadline"].entry.SetText(due.Format("2006-01-02") + " 18:00")
	p.copy()
	if len(shell.Actions) != 1 || shell.Actions[0].Label != "Sent" {
		t.Fatalf("offered %+v after %q", shell.Actions, fyne.CurrentApp().Clipboard().Content())
	}
	if all, err := s.Deadlines.Promises(t.Context(), c.ID); err != nil || len(all) != 0 {
		t.Fatalf("noted without a tap: %+v %v", all, err)
	}
	shell.Actions[0].Do()
	all, err := s.Deadlines.Promises(t.Context(), c.ID)
	if err != nil || len(all) != 1 || all[0].Is.Due.In(due.Location()).Format("2006-01-02 15:04") != due.Format("2006-01-02")+" 18:00" {
		t.Fatalf("%+v %v", all, err)
	}
	if len(shell.Actions) != 1 {
		t.Error("there is no way back")
	}
}

func TestGapsBlockCopying(t *testing.T) {
	s := services(t)
	c := newCase(t, s)
	p, shell := page(t, s, "zh", c.ID)
	fyne.CurrentApp().Clipboard().SetContent("before")
	p.choose(phraseWith(t, s, "{tracking}")) // the case has no tracking number
	p.copy()
	if !p.sheet.copy.Disabled() || fyne.CurrentApp().Clipboard().Content() != "before" || len(shell.Toasts) > 0 {
		t.Error("a text with gaps was copied")
	}
	filled := s.Phrases.Fill(p.phrase(), "en", p.valuesFor("en"))
	for _, name := range filled.Missing {
		in := p.sheet.inputs[name]
		if in == nil {
			t.Fatalf("%s is not asked for", name)
		}
		in.entry.SetText("VALUE")
	}
	if p.sheet.copy.Disabled() || strings.Contains(p.sheet.preview.Text(), "{") {
		t.Errorf("filled in by hand: %q", p.sheet.preview.Text())
	}
	p.copy()
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "VALUE") {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestTypedValuesStayWithTheirCase(t *testing.T) {
	s := services(t)
	one, two := newCase(t, s), newCase(t, s)
	p, shell := page(t, s, "en", "")
	shell.SetCurrentCase(one.ID)
	p.Reload()
	p.typed["tracking"] = "OF-ONE"
	p.Reload()
	if p.valuesFor("en")["tracking"] != "OF-ONE" {
		t.Error("what was typed is gone after a reload")
	}
	shell.SetCurrentCase(two.ID)
	p.Reload()
	if got := p.valuesFor("en")["tracking"]; got != "" {
		t.Errorf("the other case has %q", got)
	}
}

func TestWithoutACase(t *testing.T) {
	p, shell := page(t, services(t), "zh", "")
	if len(p.found) < 40 || len(shell.Errors) > 0 {
		t.Errorf("%d phrases, errors %v", len(p.found), shell.Errors)
	}
	p.choose(phraseWith(t, services(t), "{order}"))
	if !p.sheet.copy.Disabled() {
		t.Error("gaps do not block copying")
	}
}

func TestSearchAndGroups(t *testing.T) {
	p, _ := page(t, services(t), "zh", "")
	all := len(p.found)
	p.search.SetText("退款")
	if n := len(p.found); n == 0 || n >= all {
		t.Errorf("a search finds %d of %d", n, all)
	}
	p.search.SetText("zzzzqqq")
	if len(p.found) != 0 || !p.none.Visible() {
		t.Error("nothing found is not said")
	}
	p.search.SetText("")
	p.chips["thanks"].Tapped(nil)
	for _, f := range p.found {
		if f.Group != "thanks" {
			t.Errorf("%s is of group %s", f.ID, f.Group)
		}
	}
	if !p.chips["thanks"].Selected() || p.chips[""].Selected() {
		t.Error("the chips do not show the group")
	}
}

// What the keys copy is among what was found.
func TestTypingShowsWhatItFinds(t *testing.T) {
	p, _ := page(t, services(t), "en", "")
	was := p.chosen
	p.search.SetText("customs")
	if p.chosen == was || p.chosen != p.found[0].ID || p.sheet.phrase.ID != p.chosen {
		t.Errorf("%s is shown, %s was found", p.sheet.phrase.ID, p.found[0].ID)
	}
	second := p.found[1]
	p.choose(second)
	p.search.SetText("customs ") // it is still among them
	if p.chosen != second.ID {
		t.Error("the chosen one went")
	}
	p.edit()
	p.search.SetText("refund")
	if p.editor == nil || p.editor.was.ID != second.ID {
		t.Error("searching left the editor")
	}
}

func TestLostCaseIsToldOnce(t *testing.T) {
	_, shell := page(t, services(t), "en", "no-such-case")
	if codes := shell.FaultCodes(); len(codes) != 1 || codes[0] != "case.unknown" {
		t.Errorf("told %v", codes)
	}
}

func TestSpans(t *testing.T) {
	f := phrases.Fill("{a} and {b} {b}, {c}!", map[string]string{"a": "{b}", "c": "é"})
	got := spans(f, strings.ToUpper)
	want := []kit.Span{
		{Text: "{b}", Marked: true, Tone: kit.ToneGood}, {Text: " and "}, {Text: "{B}", Marked: true, Tone: kit.ToneSoon},
		{Text: " "}, {Text: "{B}", Marked: true, Tone: kit.ToneSoon}, {Text: ", "},
		{Text: "é", Marked: true, Tone: kit.ToneGood}, {Text: "!"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("span %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

// The tap goes through the canvas, so that nothing above a row may swallow it.
func TestTapOnACardChoosesIt(t *testing.T) {
	s := services(t)
	p, shell := page(t, s, "zh", "")
	second := p.found[1]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.list)
	test.TapCanvas(shell.Window().Canvas(), at.AddXY(150, 1.5*rowHeight))
	if p.chosen != second.ID {
		t.Errorf("the tap chose %q, not %q", p.chosen, second.ID)
	}
	if n := shell.Reach(t); n < 20 {
		t.Errorf("only %d things to tap", n)
	}
}

// What could not be kept is not on the clipboard either.
func TestNotKeptNotCopied(t *testing.T) {
	s := services(t)
	c := newCase(t, s)
	p, shell := page(t, s, "en", c.ID)
	first, _ := s.Phrases.Get("greeting.first")
	p.choose(first)
	p.d.Copied = func(context.Context, cases.Case, phrases.Phrase, string, string) (replies.Entry, error) {
		return replies.Entry{}, errors.New("the disk is full")
	}
	fyne.CurrentApp().Clipboard().SetContent("before")
	p.copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != "before" || len(shell.Errors) != 1 || len(shell.Toasts) != 0 {
		t.Errorf("the clipboard has %q, told %v %q", got, shell.Errors, shell.Toasts)
	}
}
