package submissions

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/app/submissions"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s    *app.Services
	c    cases.Case
	page *Page
}

const claim = "amazon.atoz.us.inr"

// open shows the page of a case with one programme.
func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", BuyerZone: "Europe/Berlin", Amount: money.Amount{Minor: 3990, Currency: "USD"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Programmes.Choose(t.Context(), b.c.ID, claim, time.Time{}); err != nil {
		t.Fatal(err)
	}
	b.Undo = s.Undo
	b.page = NewPage(Deps{
		Shell: b, Records: s.Submissions, Evidence: s.Evidence, Programmes: s.Programmes, Cases: s.Cases, Now: s.Now,
	}, b.c.ID)
	b.Show(b.page)
	return b
}

func file(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("%PDF-1.7 invented "+name), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (b *bench) list(t *testing.T) []submissions.Submission {
	t.Helper()
	all, err := b.s.Submissions.List(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// field finds the input under a label.
func (b *bench) field(t *testing.T, label string) fyne.CanvasObject {
	t.Helper()
	var found fyne.CanvasObject
	b.Walk(func(o fyne.CanvasObject) {
		f, ok := o.(*kit.Field)
		if !ok || found != nil {
			return
		}
		for _, part := range test.WidgetRenderer(f).Objects()[0].(*fyne.Container).Objects {
			if text, ok := part.(*kit.Text); ok && strings.HasPrefix(text.Text(), label) {
				found = f.Input
			}
		}
	})
	if found == nil {
		t.Fatalf("no field %q", label)
	}
	return found
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatal(b.Errors)
	}
}

// TestASubmissionFromBeginningToEnd goes the seller's way.
func TestASubmissionFromBeginningToEnd(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		b.Picture(t, "submissions-empty-"+language)
		b.Reach(t)
		b.page.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(file(t, "packet-1.pdf")), storage.NewFileURI(file(t, "packet-2.pdf"))})
		b.Tap(t, kit.T("submissions.record.verb"))
		if len(b.list(t)) != 0 || !b.Has(kit.T("fault.submission.recipient")) {
			t.Fatal("recorded for nobody")
		}
		b.field(t, kit.T("submissions.field.recipient")).(*kit.Combo).SetText("Amazon A-to-z")
		b.Picture(t, "submissions-record-"+language)
		b.Reach(t)
		b.Tap(t, kit.T("submissions.record.verb"))
		b.noErrors(t)
		all := b.list(t)
		if len(all) != 1 || all[0].Recipient != "Amazon A-to-z" || all[0].ProgrammeID != claim || all[0].Channel != submissions.ByPortal || len(all[0].ExhibitIDs) != 2 {
			t.Fatalf("%+v", all)
		}
		b.Picture(t, "submissions-open-"+language)
		b.Tap(t, kit.T("submissions.answer"))
		b.Picture(t, "submissions-answer-"+language)
		b.Reach(t)
		b.Tap(t, kit.T("submissions.answer.verb"))
		if b.list(t)[0].Answered() || !b.Has(kit.T("fault.submission.result")) {
			t.Fatal("nothing chosen is no result")
		}
		b.Tap(t, kit.T("submissions.result.partly"))
		b.field(t, kit.T("submissions.field.amount")).(*kit.Entry).SetText("half")
		b.Tap(t, kit.T("submissions.answer.verb"))
		if b.list(t)[0].Answered() || !b.Has(kit.T("fault.submission.amount")) {
			t.Fatal("half is no amount")
		}
		b.field(t, kit.T("submissions.field.amount")).(*kit.Entry).SetText("19.5")
		b.field(t, kit.T("submissions.field.reason")).(*kit.Entry).SetText("parcel was late")
		b.Tap(t, kit.T("submissions.answer.verb"))
		b.noErrors(t)
		if got := b.list(t)[0]; got.Result != submissions.Partly || got.Amount.String() != "USD 19.50" || got.Reason != "parcel was late" {
			t.Fatalf("%+v", got)
		}
		b.Picture(t, "submissions-answered-"+language)
		b.Reach(t)
		b.Tap(t, kit.T("submissions.correct"))
		b.Picture(t, "submissions-correct-"+language)
		b.field(t, kit.T("submissions.field.channel")).(*kit.Combo).SetText(kit.T("submissions.channel.mail"))
		b.Tap(t, kit.T("submissions.correct.verb"))
		b.noErrors(t)
		if got := b.list(t)[0]; got.Channel != submissions.ByMail || !got.At.Equal(all[0].At) || got.ProgrammeID != claim {
			t.Fatalf("%+v", got)
		}
		b.Tap(t, kit.T("submissions.take_back"))
		b.Picture(t, "submissions-back-"+language)
		b.Tap(t, kit.T("submissions.take_back.verb"))
		b.noErrors(t)
		if len(b.list(t)) != 0 {
			t.Fatal("still counts")
		}
		if all, err := b.s.Evidence.List(t.Context(), b.c.ID); err != nil || len(all) != 0 {
			t.Error(all, err)
		}
		b.Actions[0].Do()
		if len(b.list(t)) != 1 || !b.Has("Amazon A-to-z") {
			t.Error("not back")
		}
		for _, e := range b.entries(t) {
			said := Sentence(e[0], facts(t, b, e[1]), time.UTC)
			if strings.Contains(said, "{{") || strings.Contains(said, "cases.journal") || strings.Contains(said, "<no value>") {
				t.Error(said)
			}
			t.Log(said)
		}
	}
}

// entries are action and id of what the journal tells of submissions.
func (b *bench) entries(t *testing.T) (out [][2]string) {
	t.Helper()
	all, err := b.s.Journal.Case(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if strings.HasPrefix(e.Action, "submission.") {
			out = append(out, [2]string{e.Action, e.ID})
		}
	}
	return out
}

func facts(t *testing.T, b *bench, id string) map[string]string {
	t.Helper()
	all, err := b.s.Journal.Case(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.ID == id {
			f, err := e.Facts()
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
	}
	return nil
}

// TestByKeys: every input of the dialog is reached by Tab, and Enter in the
// time records.
func TestByKeys(t *testing.T) {
	b := open(t, "en")
	b.page.Shortcuts()[0].Do()
	canvas := b.Window().Canvas()
	seen := map[fyne.Focusable]bool{}
	for range 30 {
		seen[canvas.Focused()] = true
		canvas.FocusNext()
	}
	entries := 0
	for f := range seen {
		switch f.(type) {
		case *kit.Entry, *kit.LongEntry, *kit.Combo:
			entries++
		}
	}
	if entries != 4 {
		t.Errorf("%d inputs are reached: %v", entries, seen)
	}
	b.field(t, kit.T("submissions.field.recipient")).(*kit.Combo).SetText("Bank")
	b.field(t, kit.T("submissions.field.note")).(*kit.LongEntry).SetText("typed into the form")
	at := b.field(t, kit.T("submissions.field.at")).(*kit.Entry)
	at.SetText("2026-11-09 20:15")
	at.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.noErrors(t)
	if all := b.list(t); len(all) != 1 || all[0].At.Format(time.RFC3339) != "2026-11-09T20:15:00+08:00" {
		t.Fatalf("%+v", all)
	}
	if !b.Has("2026-11-09 20:15 · buyer") {
		t.Error("the buyer's clock is not shown")
	}
}

// TestAFileIsLeftOut before anything is kept.
func TestAFileIsLeftOut(t *testing.T) {
	b := open(t, "en")
	b.page.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(file(t, "a.pdf")), storage.NewFileURI(file(t, "b.pdf"))})
	b.Tap(t, kit.T("submissions.files.remove"))
	b.field(t, kit.T("submissions.field.recipient")).(*kit.Combo).SetText("Bank")
	b.Tap(t, kit.T("submissions.programme.none"))
	b.Tap(t, kit.T("submissions.record.verb"))
	b.noErrors(t)
	all := b.list(t)
	if len(all) != 1 || len(all[0].ExhibitIDs) != 1 || all[0].ProgrammeID != "" {
		t.Fatalf("%+v", all)
	}
	if e, err := b.s.Evidence.Get(t.Context(), all[0].ExhibitIDs[0]); err != nil || e.FileName != "b.pdf" {
		t.Error(e, err)
	}
	if err := b.s.Cases.Trash(t.Context(), b.c.ID); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	b.Walk(func(o fyne.CanvasObject) {
		if button, ok := o.(*kit.Button); ok && button.Text() == kit.T("submissions.take_back") {
			t.Error("a case in the trash can be changed")
		}
	})
}

// TestTheRecipientTellsTheProgramme until the seller says otherwise.
func TestTheRecipientTellsTheProgramme(t *testing.T) {
	b := open(t, "en")
	s, err := b.page.deps.load(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.recipients = []Recipient{{ID: "x", Name: "Carrier", Parties: []string{"DHL"}}, {ID: "y", Name: "Amazon", Parties: []string{party(s)}}}
	f := newForm(b.page.deps, s)
	f.record(submissions.Draft{RecipientID: "x"}, func(submissions.Submission) {})
	if f.recipient.Text != "Carrier" || f.programme != "" {
		t.Error(f.recipient.Text, f.programme)
	}
	f.recipient.SetText("Amazon")
	if f.programme != claim || f.to().ID != "y" {
		t.Error(f.programme)
	}
	test.Tap(f.chips[""])
	f.recipient.SetText("Carrier")
	f.recipient.SetText("Amazon")
	if f.programme != "" {
		t.Error("the seller's choice is gone")
	}
}

func party(s state) string {
	for _, p := range s.all {
		if p.ID == claim {
			return p.Party
		}
	}
	return ""
}
