package intake_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/intake"
	"casefolio/data/datatest"
	uiintake "casefolio/ui/intake"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

const letter = `From: Emma Schneider <k2x9@marketplace.amazon.example>
Date: Fri, 06 Nov 2026 06:31:09 +0100
Order ID: 302-8841276-2210751

Hello, I ordered two weeks ago and the tracking has not moved since 9 Nov. Where is my parcel? I need it before the weekend. 😡

--- 17TRACK ---
YT2630921266112233
2026-11-05 22:14 Leipzig, Arrived at facility
2026-11-01 08:40 Shenzhen, Departed
`

// bench is a window on a real workspace.
type bench struct {
	*kittest.Shell
	s    *app.Services
	deps uiintake.Deps
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	recogniser, err := intake.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.deps = uiintake.Deps{
		Shell: b, Lists: s.Lists, Cases: s.Cases, Evidence: s.Evidence, Shop: s.Shop, Recogniser: recogniser, Now: s.Now,
	}
	return b
}

// paste puts text into the field that has the focus, all at once.
func (b *bench) paste(t *testing.T, text string) {
	t.Helper()
	clipboard := test.NewClipboard()
	clipboard.SetContent(text)
	b.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
}

// into puts the focus into the entry below a label.
func (b *bench) into(t *testing.T, label string) {
	t.Helper()
	var field *kit.Field
	b.Walk(func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *kit.Field:
			field = x
		case *kit.Text: // the first text of a field is its label
			said, _, _ := strings.Cut(strings.TrimSuffix(x.Text(), " *"), " · ")
			if field != nil && strings.TrimSuffix(said, " *") == label {
				focusEntry(b.Window().Canvas(), field)
			}
			field = nil
		}
	})
}

func focusEntry(c fyne.Canvas, field *kit.Field) {
	var find func(o fyne.CanvasObject)
	done := false
	find = func(o fyne.CanvasObject) {
		if f, ok := o.(fyne.Focusable); ok && !done {
			c.Focus(f)
			done = true
			return
		}
		switch x := o.(type) {
		case *fyne.Container:
			for _, child := range x.Objects {
				find(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(x).Objects() {
				find(child)
			}
		}
	}
	find(field.Input)
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

// only returns the one case of the workspace.
func (b *bench) only(t *testing.T) cases.Case {
	t.Helper()
	page, err := b.s.Cases.List(context.Background(), cases.Query{Group: cases.All})
	if err != nil || len(page.Cases) != 1 {
		t.Fatalf("%d cases, %v", len(page.Cases), err)
	}
	return page.Cases[0]
}

func (b *bench) drafts(t *testing.T) []cases.Draft {
	t.Helper()
	all, err := b.s.Cases.Drafts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPastedLetterBecomesACase(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			b.Show(uiintake.NewPage(b.deps, ""))
			b.Picture(t, "intake-empty-"+language)
			b.paste(t, letter)
			b.Picture(t, "intake-"+language)
			if n := b.Reach(t); n < 30 {
				t.Errorf("only %d things to tap", n)
			}
			b.Tap(t, kit.T("intake.create"))
			if len(b.Routes) > 0 {
				t.Fatal("a case without a story was filed unasked")
			}
			b.Picture(t, "intake-missing-"+language)
			b.into(t, kit.T("intake_field.story"))
			b.paste(t, "No news since 9 November.")
			b.Tap(t, kit.T("intake.create"))
			b.noErrors(t)

			c := b.only(t)
			for what, pair := range map[string][2]string{
				"customer": {c.Customer, "Emma Schneider"}, "order": {c.Order, "302-8841276-2210751"},
				"tracking": {c.Tracking, "YT2630921266112233"}, "platform": {c.Platform, "amazon"},
				"story":    {c.Story, "No news since 9 November."},
				"received": {c.Received.UTC().Format("2006-01-02 15:04"), "2026-11-06 05:31"},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s is %q, want %q", what, pair[0], pair[1])
				}
			}
			exhibits, err := b.s.Evidence.List(context.Background(), c.ID)
			if err != nil || len(exhibits) != 1 || exhibits[0].Label() != "E-01" {
				t.Fatalf("exhibits %v, %v", exhibits, err)
			}
			if n := len(b.drafts(t)); n != 0 {
				t.Errorf("%d drafts are left", n)
			}
			if want := (kit.Route{Page: kit.PageCases, ID: c.ID}); len(b.Routes) != 1 || b.Routes[0] != want {
				t.Errorf("went to %v", b.Routes)
			}
		})
	}
}

func TestACaseCanBeFiledIncomplete(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	b.paste(t, "Hello, my cup arrived broken.")
	b.Tap(t, kit.T("intake.create"))
	b.Tap(t, kit.T("intake.anyway"))
	b.noErrors(t)
	if c := b.only(t); c.Number != "CF-2026-0001" {
		t.Errorf("number %s", c.Number)
	}
}

func TestWrongFieldsStopAndSayWhy(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	b.into(t, kit.T("intake_field.amount"))
	b.paste(t, "a lot")
	b.into(t, kit.T("intake_field.customer")) // leaving the field checks it
	if !b.Has(kit.T("intake_field.fault.amount")) {
		t.Error("the amount is not marked after leaving it")
	}
	b.Tap(t, kit.T("intake.create"))
	if len(b.Routes) > 0 || len(b.Toasts) == 0 {
		t.Errorf("routes %v, toasts %v", b.Routes, b.Toasts)
	}
}

func TestTypedTextIsNeverOverwritten(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	paste := b.Window().Canvas().Focused()
	b.into(t, kit.T("intake_field.customer"))
	b.paste(t, "E. Schneider-Wolf")
	b.Window().Canvas().Focus(paste)
	b.paste(t, letter)
	drafts := b.drafts(t)
	if len(drafts) != 1 || !strings.Contains(string(drafts[0].Form), `"customer":"E. Schneider-Wolf"`) {
		t.Fatalf("drafts %+v", drafts)
	}
	if !strings.Contains(string(drafts[0].Form), "302-8841276-2210751") {
		t.Error("the empty order field was not filled")
	}
}

func TestADraftSurvivesAndGoesOn(t *testing.T) {
	b := open(t, "zh")
	p := uiintake.NewPage(b.deps, "")
	b.Show(p)
	b.paste(t, letter)
	p.Leaving()
	drafts := b.drafts(t)
	if len(drafts) != 1 || drafts[0].Pasted != letter {
		t.Fatalf("drafts %+v", drafts)
	}
	b.Show(uiintake.NewPage(b.deps, "draft:"+drafts[0].ID))
	if !b.entryHas("Emma Schneider") {
		t.Error("the draft does not show the customer")
	}
	b.into(t, kit.T("intake_field.story"))
	b.paste(t, "还没到货")
	b.Tap(t, kit.T("intake.create"))
	b.noErrors(t)
	if c := b.only(t); c.Story != "还没到货" || len(b.drafts(t)) != 0 {
		t.Errorf("story %q, %d drafts", c.Story, len(b.drafts(t)))
	}
}

// entryHas tells whether an entry that can be seen holds exactly this text.
func (b *bench) entryHas(text string) bool {
	found := false
	b.Walk(func(o fyne.CanvasObject) {
		if r, ok := o.(*widget.RichText); ok && r.String() == text {
			found = true
		}
	})
	return found
}

func TestFactsAreChangedWithTheirRevision(t *testing.T) {
	b := open(t, "en")
	ctx := context.Background()
	c, err := b.s.Cases.Create(ctx, cases.Case{Customer: "Emma", Platform: "ebay", Category: "logistics.lost", Story: "Lost."})
	if err != nil {
		t.Fatal(err)
	}
	b.Show(uiintake.NewPage(b.deps, c.ID))
	b.Picture(t, "intake-edit")
	b.into(t, kit.T("intake_field.product"))
	b.paste(t, "Cup")

	c.Story = "Lost for good." // somebody else is faster
	if _, err := b.s.Cases.Update(ctx, c); err != nil {
		t.Fatal(err)
	}
	b.Tap(t, kit.T("intake.save"))
	if b.Backs != 0 {
		t.Fatal("the form was left although the case had changed")
	}
	b.Tap(t, kit.T("intake.save"))
	b.noErrors(t)
	if now := b.only(t); now.Product != "Cup" || b.Backs != 1 || len(b.drafts(t)) != 0 {
		t.Errorf("product %q, %d times back, drafts %d", now.Product, b.Backs, len(b.drafts(t)))
	}
}

func TestTheOutcomeIsTypedInTheFormOfACase(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			c, err := b.s.Cases.Create(context.Background(), cases.Case{Customer: "Emma", Platform: "ebay", Category: "logistics.lost", Story: "Lost."})
			if err != nil {
				t.Fatal(err)
			}
			b.Show(uiintake.NewPage(b.deps, ""))
			if b.Has(kit.T("intake_field.lesson")) {
				t.Error("a new case is asked for its outcome")
			}
			p := uiintake.NewPage(b.deps, uiintake.OutcomeRoute(c.ID).ID)
			b.Show(p)
			b.paste(t, s(language, "免费补发", "Free resend")) // the remedy has the focus
			b.Picture(t, "intake-outcome-"+language)
			for key, text := range map[string]string{
				"cost": "42,50", "cost_currency": "CNY", "recovered": "x", "satisfaction": "9", "followed_up": "2026-11-08 16:00",
				"follow_up": "Solved.", "lesson": "Ask earlier.", "prevention": "Watch.",
			} {
				b.into(t, kit.T("intake_field."+key))
				b.paste(t, text)
			}
			b.Tap(t, kit.T("intake.save"))
			if !b.Has(kit.T("intake_field.fault.score")) || !b.Has(kit.T("intake_field.fault.amount")) || b.Backs != 0 {
				t.Fatal("what is wrong is not said")
			}
			p.Leaving() // the draft keeps it all
			b.Show(uiintake.NewPage(b.deps, c.ID))
			for key, text := range map[string]string{"recovered": "", "satisfaction": "4"} {
				b.into(t, kit.T("intake_field."+key))
				b.Window().Canvas().Focused().(interface{ SetText(string) }).SetText(text)
			}
			b.Tap(t, kit.T("intake.save"))
			b.noErrors(t)
			now := b.only(t)
			if now.Remedy != "free_resend" || now.Cost.String() != "CNY 42.50" || now.Recovered.Given() || now.Satisfaction != 4 ||
				now.FollowedUp.IsZero() || now.FollowUp != "Solved." || now.Lesson != "Ask earlier." || now.Prevention != "Watch." || now.Story != "Lost." {
				t.Errorf("%+v", now)
			}
		})
	}
}

func s(language, zh, en string) string {
	if language == "zh" {
		return zh
	}
	return en
}

func TestALongTextIsKeptWhole(t *testing.T) {
	b := open(t, "en")
	b.Show(uiintake.NewPage(b.deps, ""))
	text := letter + strings.Repeat("And so it goes on. 没有到货。\n", 5000)
	b.paste(t, text)
	b.Picture(t, "intake-long")
	b.Tap(t, kit.T("intake.create"))
	b.Tap(t, kit.T("intake.anyway"))
	b.noErrors(t)
	c := b.only(t)
	if c.Order != "302-8841276-2210751" {
		t.Errorf("order %q", c.Order)
	}
	exhibits, err := b.s.Evidence.List(context.Background(), c.ID)
	if err != nil || len(exhibits) != 1 || exhibits[0].Size != int64(len(text)) {
		t.Errorf("%v, %v, want one of %d bytes", exhibits, err, len(text))
	}
}

func TestFilesWaitForTheCase(t *testing.T) {
	b := open(t, "zh")
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	note, gone := file("note.txt", "a note"), file("gone.txt", "gone soon")
	file("extra.txt", "one too many")
	p := uiintake.NewPage(b.deps, "")
	b.Show(p)
	uris := []fyne.URI{}
	for _, path := range []string{note, gone, dir, note, filepath.Join(dir, "never.txt")} { // some twice, by their folder, too
		uris = append(uris, storage.NewFileURI(path))
	}
	p.Dropped(fyne.Position{}, uris)
	b.Picture(t, "intake-files")
	b.Reach(t)
	if !b.Has(kit.T("viewer.failed", "count", "1")) {
		t.Error("a file that is not there is left out without a word")
	}
	b.Tap(t, kit.T("viewer.understood"))
	b.Tap(t, kit.T("intake.files.chip", "name", "extra.txt"))

	p.Leaving() // the draft knows them
	drafts := b.drafts(t)
	if len(drafts) != 1 {
		t.Fatalf("%d drafts", len(drafts))
	}
	b.Show(uiintake.NewPage(b.deps, "draft:"+drafts[0].ID))
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	b.Tap(t, kit.T("intake.create"))
	b.Tap(t, kit.T("intake.anyway"))
	b.noErrors(t)
	exhibits, err := b.s.Evidence.List(context.Background(), b.only(t).ID)
	if err != nil || len(exhibits) != 1 || exhibits[0].FileName != "note.txt" {
		t.Fatalf("%v, %v", exhibits, err)
	}
	if !b.Has("gone.txt") {
		t.Error("nothing says that a file is missing")
	}
}

func TestSecondsOfATimeStayUntilItIsTyped(t *testing.T) {
	b := open(t, "en")
	ctx := context.Background()
	received := time.Date(2026, 11, 20, 13, 31, 9, 0, time.FixedZone("", 8*3600))
	c, err := b.s.Cases.Create(ctx, cases.Case{Customer: "Emma", Platform: "ebay", Category: "logistics.lost", Story: "Lost.", Received: received})
	if err != nil {
		t.Fatal(err)
	}
	b.Show(uiintake.NewPage(b.deps, c.ID))
	if !b.entryHas("2026-11-20 13:31") {
		t.Error("the time is not calm")
	}
	b.into(t, kit.T("intake_field.product"))
	b.paste(t, "Cup")
	b.Tap(t, kit.T("intake.save"))
	b.noErrors(t)
	if now := b.only(t); !now.Received.Equal(received) || now.Product != "Cup" {
		t.Errorf("received %v, product %q", now.Received, now.Product)
	}
}
