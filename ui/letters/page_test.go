package letters_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier/letter"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/programmes"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	"casefolio/ui/letters"
)

// bench is a window on a real workspace with one case.
type bench struct {
	*kittest.Shell
	s    *app.Services
	deps letters.Deps
	c    cases.Case
	all  []evidence.Exhibit
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.deps = letters.Deps{Shell: b, Letters: s.Letters, Evidence: s.Programmes, Folder: t.TempDir()}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Shop: "LumoHaus", Platform: "amazon", Category: "logistics.lost", Product: "Thermos",
		Order: "302-1", Tracking: "YT2630921266112233", Amount: money.Amount{Minor: 3990, Currency: "EUR"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"[03/11/2026, 06:31:09] Emma Schneider: Hello, where is my parcel?\n[03/11/2026, 07:02:44] LumoHaus: I am asking the carrier now.\n[03/11/2026, 07:05:01] Emma Schneider: Please hurry.\n",
		"Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Delivered\n2026-10-28 08:40 Shenzhen, Departed\n2026-10-27 16:20 Shenzhen, Picked up\n",
	} {
		e, err := s.Evidence.Add(t.Context(), b.c.ID, evidence.TextInput(text), evidence.Options{Buyer: "Emma Schneider", Seller: []string{"LumoHaus"}})
		if err != nil {
			t.Fatal(err)
		}
		b.all = append(b.all, e)
	}
	return b
}

func (b *bench) link(t *testing.T, key string, e evidence.Exhibit) {
	t.Helper()
	if err := b.s.Programmes.Link(context.Background(), b.c.ID, programmes.Mark{Key: key, ExhibitID: e.ID}); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

// text is the editor.
func (b *bench) text() *kit.LongEntry {
	var found *kit.LongEntry
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.LongEntry); ok {
			found = e
		}
	})
	return found
}

func (b *bench) tabs() *kit.Tabs {
	var found *kit.Tabs
	b.Walk(func(o fyne.CanvasObject) {
		if t, ok := o.(*kit.Tabs); ok {
			found = t
		}
	})
	return found
}

// preview is the letter as it would be set.
func (b *bench) preview() string {
	var first *kit.Passage
	b.Walk(func(o fyne.CanvasObject) {
		if p, ok := o.(*kit.Passage); ok && first == nil {
			first = p
		}
	})
	return first.Text()
}

func (b *bench) kept(t *testing.T) []letter.Letter {
	t.Helper()
	all, err := b.s.Letters.List(context.Background(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWriteALetter(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			b.link(t, "proof_of_delivery", b.all[1])
			p := letters.New(b.deps, letters.Route(b.c.ID, "not_received.delivered", "en", "").ID)
			b.Show(p)
			b.noErrors(t)
			b.Picture(t, "letters-"+language)
			if n := b.Reach(t); n < 10 {
				t.Errorf("only %d things can be tapped", n)
			}
			if text := b.preview(); !strings.Contains(text, "delivery on 1 November 2026") || !strings.Contains(text, "E-02") {
				t.Fatal(text)
			}
			// What the seller writes is seen at once; it is kept and goes into the file.
			test.Type(b.text(), "Dear team, ")
			if !strings.Contains(b.preview(), "Dear team") || !b.Has(kit.T("letters.status.aside")) {
				t.Error(b.preview())
			}
			b.Tap(t, kit.T("letters.save"))
			b.noErrors(t)
			if all := b.kept(t); len(all) != 1 || !strings.Contains(all[0].Text, "Dear team, ") || !strings.Contains(all[0].Text, "{e:proof_of_delivery}") {
				t.Fatalf("%+v", all)
			}
			b.Tap(t, kit.T("letters.reset"))
			if strings.Contains(b.preview(), "Dear team") {
				t.Error("not the template's again")
			}
			b.Actions[0].Do()
			if !strings.Contains(b.preview(), "Dear team") {
				t.Error("undo gave nothing back")
			}
			b.Tap(t, kit.T("letters.remove"))
			if len(b.kept(t)) != 0 {
				t.Error("still kept")
			}
			b.Actions[0].Do()
			if len(b.kept(t)) != 1 {
				t.Error("not given back")
			}
			b.noErrors(t)
		})
	}
}

// What is being written outlasts the program, without a word in the journal; it
// is gone when the letter is kept or as it was.
func TestOutlastsTheProgram(t *testing.T) {
	b := open(t, "en")
	route := letters.Route(b.c.ID, "not_received.delivered", "en", "").ID
	again := func() {
		t.Helper()
		b.Show(letters.New(b.deps, route)) // the one before never heard that it is left
		b.noErrors(t)
	}
	again()
	asItWas := b.text().Text
	test.Type(b.text(), "Dear team, ")
	if !b.Has(kit.T("letters.status.aside")) || len(b.kept(t)) != 0 {
		t.Fatal("not put aside")
	}
	again()
	if !strings.HasPrefix(b.text().Text, "Dear team, ") || !b.Has(kit.T("letters.status.aside")) {
		t.Fatal(b.text().Text)
	}
	if drafts, err := b.s.Cases.Drafts(t.Context()); err != nil || len(drafts) != 0 {
		t.Errorf("among the drafts of forms: %v %v", drafts, err)
	}
	b.text().SetText(asItWas)
	again()
	if b.text().Text != asItWas || !b.Has(kit.T("letters.status.draft")) {
		t.Error(b.text().Text)
	}
	test.Type(b.text(), "Hello, ")
	b.Tap(t, kit.T("letters.save"))
	again()
	if !strings.HasPrefix(b.text().Text, "Hello, ") || b.Has(kit.T("letters.status.aside")) || len(b.kept(t)) != 1 {
		t.Error(b.text().Text)
	}
}

// A letter with gaps is not set: they are named in place, and filling them
// lets it go.
func TestGaps(t *testing.T) {
	b := open(t, "en")
	b.link(t, "refund_proof", b.all[0])
	p := letters.New(b.deps, letters.Route(b.c.ID, "refund.done", "en", "").ID)
	b.Show(p)
	if text := b.preview(); !strings.Contains(text, "{Amount refunded}") || !strings.Contains(text, "{Date of the refund}") {
		t.Fatal(text)
	}
	p.Shortcuts()[1].Do() // make a PDF: leads to the first gap
	gap, ok := b.Window().Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("the focus is on %T", b.Window().Canvas().Focused())
	}
	gap.SetText("9 November 2026")
	if strings.Contains(b.preview(), "{Date of the refund}") {
		t.Error("the date is not in the letter")
	}
	p.Shortcuts()[1].Do()
	b.Window().Canvas().Focused().(*widget.Entry).SetText("EUR 39.90")
	b.text().SetText(b.text().Text + "\n{e:invoice}")
	if !strings.Contains(b.preview(), "{Invoice or order receipt}") || !b.Has(kit.T("letters.drop")) {
		t.Errorf("a reference to nothing is not named: %s", b.preview())
	}
	b.Tap(t, kit.T("letters.drop"))
	if strings.Contains(b.preview(), "{") {
		t.Error(b.preview())
	}
	b.noErrors(t)
}

// Evidence that is linked here brings its sentence; a text that was changed is
// left alone and the sentence offered.
func TestLinkAndOffer(t *testing.T) {
	b := open(t, "en")
	b.link(t, "proof_of_delivery", b.all[1])
	p := letters.New(b.deps, letters.Route(b.c.ID, "not_received.delivered", "en", "").ID)
	b.Show(p)
	b.link(t, "signature_confirmation", b.all[1])
	p.Reload()
	if !strings.Contains(b.preview(), "signed for") {
		t.Error(b.preview())
	}
	test.Type(b.text(), "X")
	b.link(t, "buyer_acknowledgement", b.all[0])
	p.Reload()
	if strings.Contains(b.preview(), "confirmed having") {
		t.Error("a changed text was written over")
	}
	b.Tap(t, kit.T("letters.offers.add"))
	if text := b.preview(); !strings.Contains(text, "X") || !strings.Contains(text, "confirmed having the goods (E-01)") {
		t.Error(text)
	}
	p.Leaving() // keeps it
	if all := b.kept(t); len(all) != 1 || !strings.Contains(all[0].Text, "{e:buyer_acknowledgement}") {
		t.Errorf("%+v", all)
	}
	b.noErrors(t)
}

// Both languages are letters of their own.
func TestLanguages(t *testing.T) {
	b := open(t, "en")
	b.link(t, "proof_of_delivery", b.all[1])
	b.Show(letters.New(b.deps, letters.Route(b.c.ID, "not_received.delivered", "en", "").ID))
	test.Type(b.text(), "Mine. ")
	b.tabs().Select(1)
	if text := b.preview(); !strings.Contains(text, "妥投") || strings.Contains(text, "Mine.") {
		t.Error(text)
	}
	b.tabs().Select(0)
	if !strings.Contains(b.preview(), "Mine.") {
		t.Error("what was written is gone")
	}
	all := b.kept(t)
	if len(all) != 1 || all[0].Lang != "en" {
		t.Errorf("%+v", all)
	}
	if _, err := b.s.Letters.Write(t.Context(), all[0].ID, filepath.Join(t.TempDir(), "x.pdf")); err != nil {
		t.Error(err)
	}
	b.noErrors(t)
}
