package cases_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/data/datatest"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	"casefolio/ui/theme"
)

// bench is a window on a real workspace.
type bench struct {
	*kittest.Shell
	s    *app.Services
	deps uicases.Deps
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.Undo = s.Undo
	b.deps = uicases.Deps{
		Shell: b, Lists: s.Lists, Cases: s.Cases, Steps: s.Steps, Evidence: s.Evidence, Phrases: s.Phrases, Journal: s.Journal,
		Dossier: s.Dossier, Shop: s.Shop, Now: s.Now, Folder: t.TempDir(),
		Open: func(string) error { return nil }, Programmes: s.Programmes,
	}
	return b
}

// lateParcel files a case with a chat and a tracking record.
func (b *bench) lateParcel(t *testing.T) cases.Case {
	t.Helper()
	ctx := context.Background()
	amount, err := money.Parse("39.90", "EUR")
	if err != nil {
		t.Fatal(err)
	}
	c, err := b.s.Cases.Create(ctx, cases.Case{
		Customer: "Emma Schneider", Contact: "k2x9@marketplace.example", Platform: "amazon", Shop: "LumoHaus",
		Channel: "platform_message", Order: "302-8841276-2210751", SKU: "TB-500-BL", Product: "保温杯 500ml 蓝",
		Tracking: "YT2630921266112233", Amount: amount, Category: "logistics.stuck", Severity: "high",
		CustomerType: "aggressive", BuyerZone: "Europe/Berlin",
		Story: "下单两周，11-09 后物流无更新。买家要求周末前收到。", Demand: "查件并告知到达时间；否则退款",
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"[03/11/2026, 06:31:09] Emma Schneider: Hello, I ordered two weeks ago and the tracking has not moved. Where is my parcel? I need it before the weekend. 😡\n" +
			"[03/11/2026, 07:02:44] LumoHaus: Hello Emma, I am sorry. I am asking the carrier now.\n" +
			"[03/11/2026, 07:05:01] Emma Schneider: Please hurry.\n",
		"Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Arrived at facility\n2026-10-28 08:40 Shenzhen, Departed\n2026-10-27 16:20 Shenzhen, Picked up\n",
	} {
		if _, err := b.s.Evidence.Add(ctx, c.ID, evidence.TextInput(text), evidence.Options{Buyer: c.Customer, Seller: []string{"LumoHaus"}}); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestPageShowsACase(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			c := b.lateParcel(t)
			p := uicases.NewPage(b.deps, c.ID)
			b.Show(p)
			b.Picture(t, "case-"+language)
			b.Window().Resize(fyne.NewSize(856, 700))
			b.Picture(t, "case-narrow-"+language)
			b.Window().Resize(fyne.NewSize(1192, 860))
			fyne.CurrentApp().Settings().SetTheme(theme.New(os.DirFS("../../assets")).Mode(theme.Dark))
			b.Picture(t, "case-dark-"+language)
			if len(b.Errors) > 0 {
				t.Fatal(b.Errors)
			}
		})
	}
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

func (b *bench) get(t *testing.T, id string) cases.Case {
	t.Helper()
	c, err := b.s.Cases.Get(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// undo taps the way back of the last toast.
func (b *bench) undo(t *testing.T) {
	t.Helper()
	if len(b.Actions) == 0 {
		t.Fatalf("the last toast offers no way back: %v", b.Toasts)
	}
	b.Actions[0].Do()
	b.noErrors(t)
}

// stage taps a stage of the bar by its place.
func (b *bench) stage(t *testing.T, i int) {
	t.Helper()
	b.Walk(func(o fyne.CanvasObject) {
		if bar, ok := o.(*kit.StageBar); ok {
			test.Tap(test.WidgetRenderer(bar).Objects()[i].(fyne.Tappable))
		}
	})
}

func TestStageMovesAndComesBack(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.stage(t, 1)
	b.Picture(t, "move")
	test.Type(b.Window().Canvas().Focused(), "asked the carrier")
	b.Tap(t, kit.T("cases.move.verb", "stage", "Analysis"))
	b.noErrors(t)
	moves, err := b.s.Cases.Moves(context.Background(), c.ID)
	if err != nil || len(moves) != 1 || moves[0].Reason != "asked the carrier" || b.get(t, c.ID).Stage != cases.Analysis {
		t.Fatalf("moves %+v, %v", moves, err)
	}
	b.undo(t)
	if now := b.get(t, c.ID); now.Stage != cases.Intake {
		t.Errorf("stage %s after undo", now.Stage)
	}
}

func TestPastedTextBecomesAnExhibitAndGoesAgain(t *testing.T) {
	b := open(t, "zh")
	c := b.lateParcel(t)
	p := uicases.NewPage(b.deps, c.ID)
	b.Show(p)
	fyne.CurrentApp().Clipboard().SetContent("[15/11/2026, 09:00:00] Emma Schneider: Any news?\n[15/11/2026, 09:01:00] LumoHaus: Not yet.\n")
	if !p.Pasted() {
		t.Fatal("the clipboard was not taken")
	}
	b.Tap(t, kit.T("chat.preview.take"))
	b.noErrors(t)
	list := func() int {
		all, err := b.s.Evidence.List(context.Background(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if list() != 3 || !b.Has("Any news?") {
		t.Fatalf("%d exhibits", list())
	}
	b.undo(t)
	if list() != 2 || b.Has("Any news?") {
		t.Errorf("%d exhibits after undo", list())
	}
}

func TestDroppedFilesSayWhatFailed(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	p := uicases.NewPage(b.deps, c.ID)
	b.Show(p)
	dir := t.TempDir()
	good, empty := filepath.Join(dir, "note.txt"), filepath.Join(dir, "empty.txt")
	for path, text := range map[string]string{good: "The box was dented.", empty: ""} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(good), storage.NewFileURI(empty), storage.NewFileURI(dir)})
	b.Picture(t, "failures")
	if all, err := b.s.Evidence.List(context.Background(), c.ID); err != nil || len(all) != 3 {
		t.Errorf("%d exhibits, %v", len(all), err)
	}
	if !b.Has("empty.txt") || !b.Has(kit.T("viewer.failed", "count", "2")) {
		t.Error("the failures are not named")
	}
}

func TestJudgementIsSetAndUndone(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, "Carrier")
	if now := b.get(t, c.ID); now.Responsibility != "carrier" {
		t.Fatalf("responsibility %q", now.Responsibility)
	}
	b.undo(t)
	if now := b.get(t, c.ID); now.Responsibility != "" {
		t.Errorf("responsibility %q after undo", now.Responsibility)
	}
}

func TestAChangeElsewhereIsShownInsteadOfLost(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	c.Severity = "low"
	if _, err := b.s.Cases.Update(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	b.Tap(t, "Carrier")
	if now := b.get(t, c.ID); now.Responsibility != "" || now.Severity != "low" {
		t.Fatalf("%q %q", now.Responsibility, now.Severity)
	}
	b.Tap(t, "Carrier")
	b.noErrors(t)
	if now := b.get(t, c.ID); now.Responsibility != "carrier" || now.Severity != "low" {
		t.Errorf("%q %q", now.Responsibility, now.Severity)
	}
}

func TestTrashAsksAndGivesBack(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("cases.trash.verb"))
	if len(b.Asked) != 1 || b.get(t, c.ID).DeletedAt.IsZero() {
		t.Fatalf("asked %v", b.Asked)
	}
	b.Picture(t, "trashed")
	b.undo(t)
	if !b.get(t, c.ID).DeletedAt.IsZero() {
		t.Error("the case is still in the trash")
	}
}

func TestDossierIsWrittenBesideTheLast(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	for range 2 {
		b.Tap(t, kit.T("cases.print"))
		b.Picture(t, "dossier")
		b.Tap(t, kit.T("cases.dossier.write"))
		b.noErrors(t)
	}
	for _, name := range []string{c.Number + ".pdf", c.Number + " (2).pdf"} {
		if info, err := os.Stat(filepath.Join(b.deps.Folder, name)); err != nil || info.Size() < 1000 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(b.Actions) == 0 {
		t.Error("the dossier cannot be opened from the toast")
	}
}

func TestListSearchesAndFilters(t *testing.T) {
	b := open(t, "en")
	b.lateParcel(t)
	other, err := b.s.Cases.Create(context.Background(), cases.Case{Customer: "Sato Misaki", Category: "quality.faulty", Story: "Broken on arrival."})
	if err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, ""))
	if !b.Has("Sato Misaki") || b.CurrentCase() != other.ID {
		t.Fatal("the newest case is not open")
	}
	b.Walk(func(o fyne.CanvasObject) {
		if f, ok := o.(fyne.Focusable); ok {
			if s, ok := o.(interface{ SetPlaceHolder(string) }); ok && s != nil {
				b.Window().Canvas().Focus(f)
			}
		}
	})
	test.Type(b.Window().Canvas().Focused(), "302-8841276")
	b.Picture(t, "search")
	b.Tap(t, kit.T("cases.group.archived"))
	if !b.Has(kit.T("cases.empty.search")) {
		t.Error("an empty list does not say why")
	}
	b.noErrors(t)
}

func TestDraftsAreOffered(t *testing.T) {
	b := open(t, "en")
	ctx := context.Background()
	if err := b.s.Cases.SaveDraft(ctx, cases.Draft{ID: "d1", Form: []byte(`{"customer":"Half Typed"}`), Pasted: "Hello"}); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, ""))
	b.Picture(t, "draft")
	if !b.Has("Half Typed") {
		t.Fatal("the draft is not offered")
	}
	b.Tap(t, kit.T("cases.draft.continue"))
	if want := (kit.Route{Page: kit.PageIntake, ID: "draft:d1"}); b.Routes[len(b.Routes)-1] != want {
		t.Errorf("went to %v", b.Routes)
	}
	b.Tap(t, kit.T("cases.draft.discard"))
	if all, err := b.s.Cases.Drafts(ctx); err != nil || len(all) != 0 {
		t.Fatalf("drafts %v, %v", all, err)
	}
	b.undo(t)
	if all, err := b.s.Cases.Drafts(ctx); err != nil || len(all) != 1 || all[0].Pasted != "Hello" {
		t.Errorf("drafts after undo %v, %v", all, err)
	}
}

func TestTextOfAnyKindIsShown(t *testing.T) {
	b := open(t, "zh")
	ctx := context.Background()
	for _, text := range []string{
		strings.Repeat("w", 10_000), strings.Repeat("长", 10_000), "\u202eأين الطرد\u202c 👩‍👩‍👧 🇩🇪 𠮷𡃁",
		"a\x00b\x07c\r\nd\te", "bad \xff\xfe utf-8", "{{.name}} %s %d", strings.Repeat("\n", 3000) + "end",
	} {
		c, err := b.s.Cases.Create(ctx, cases.Case{
			Customer: text, Contact: text, Shop: text, Platform: text, Channel: text, Order: text, SKU: text, Product: text,
			Tracking: text, Category: text, Severity: text, CustomerType: text, Responsibility: text, Story: text, Demand: text,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.s.Evidence.Add(ctx, c.ID, evidence.TextInput("Emma: "+text+"\nLumoHaus: "+text), evidence.Options{}); err != nil {
			t.Fatal(err)
		}
		b.Show(uicases.NewPage(b.deps, c.ID))
	}
	b.Picture(t, "any-text")
	b.noErrors(t)
}

func TestRemovedExhibitsWaitAtTheFootOfTheEvidence(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	ctx := context.Background()
	all, err := b.s.Evidence.List(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.s.Evidence.Trash(ctx, all[1].ID); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Walk(func(o fyne.CanvasObject) {
		if tabs, ok := o.(*kit.Tabs); ok {
			tabs.Select(1)
		}
	})
	if b.Has("E-02") {
		t.Error("the removed exhibit is shown unasked")
	}
	b.Tap(t, kit.T("cases.removed.unfold", "count", "1"))
	b.Picture(t, "removed")
	b.Tap(t, kit.T("viewer.restore"))
	b.noErrors(t)
	if all, err = b.s.Evidence.List(ctx, c.ID); err != nil || len(all) != 2 {
		t.Errorf("%d exhibits, %v", len(all), err)
	}
	if b.Has(kit.T("cases.removed.fold", "count", "0")) {
		t.Error("an empty group stays")
	}
}

func TestANumberOfTheEvidenceIsOffered(t *testing.T) {
	b := open(t, "zh")
	c := b.lateParcel(t)
	c.Tracking = ""
	if _, err := b.s.Cases.Update(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("viewer.take_number"))
	b.noErrors(t)
	if now := b.get(t, c.ID); now.Tracking != "YT2630921266112233" {
		t.Errorf("number %q", now.Tracking)
	}
	if b.Has(kit.T("cases.number.found", "number", "YT2630921266112233")) {
		t.Error("it is still offered")
	}
}
