package replies

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/data/datatest"
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

func TestLook(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		b := open(t, lang)
		b.Window().Resize(fyne.NewSize(1192, 860))
		b.show()
		b.Picture(t, "empty-"+lang)
		for range 6 {
			b.p.left.take(0)
		}
		b.p.editor.entry.SetCaret(len(b.p.editor.entry.Text))
		b.p.editor.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip("\n\nWe will fix it immediately, promise. {deadline}")})
		b.Picture(t, "full-"+lang)
		b.Window().Resize(fyne.NewSize(856, 660))
		b.Picture(t, "small-"+lang)
		if !strings.Contains(b.p.draft.Text, "Emma") {
			t.Error(b.p.draft.Text)
		}
	}
}

type clip string

func (c clip) Content() string { return string(c) }
func (clip) SetContent(string) {}
