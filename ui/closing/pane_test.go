package closing_test

import (
	"casefolio/app/undo"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/app/tasks"
	"casefolio/assets"
	"casefolio/data/datatest"
	uiclosing "casefolio/ui/closing"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s       *app.Services
	c       cases.Case
	pane    *uiclosing.Pane
	printed []string
	dir     string
}

// page lets the pane stand in the window as a page.
type page struct{ b *bench }

func (p page) Content() fyne.CanvasObject { return kit.Pad(p.b.pane.Content(), 0, 340, 0, 340) }
func (p page) Reload()                    { p.b.pane.Show(p.b.c, true) }

func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	must(t, err)
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s, dir: t.TempDir()}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Category: "logistics.lost", Remedy: "free_resend",
		Cost: money.Amount{Minor: 3240, Currency: "EUR"}, Recovered: money.Amount{Minor: 2000, Currency: "EUR"},
	})
	must(t, err)
	b.Undo, b.Undone = s.Undo, func(undo.Deed) { b.pane.Show(b.c, true) }
	b.pane = uiclosing.NewPane(uiclosing.Deps{
		Shell: b, Cases: s.Cases, Tasks: s.Tasks, Steps: s.Steps, Cards: s, Dossier: s.Dossier, Lists: s.Lists, Now: s.Now, Folder: b.dir,
		Print: func(path string) error {
			b.printed = append(b.printed, path)
			return nil
		},
	})
	b.Show(page{b})
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *bench) read(t *testing.T) cases.Case {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatal(b.Errors)
	}
	c, err := b.s.Cases.Get(t.Context(), b.c.ID)
	must(t, err)
	return c
}

func (b *bench) texts() (all []*kit.LongEntry) {
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.LongEntry); ok {
			all = append(all, e)
		}
	})
	return all
}

func (b *bench) act(t *testing.T, label string) {
	t.Helper()
	for _, a := range b.Actions {
		if a.Label == label {
			a.Do()
			return
		}
	}
	t.Fatalf("the toast offers no %q", label)
}

// What is missing leads to where it is filled in, by a tap and by the keys.
func TestWhatIsMissingLeadsThere(t *testing.T) {
	b := open(t, "en")
	var went []cases.Place
	b.pane.Lead(func(at cases.Place) { went = append(went, at) })
	b.pane.Show(b.c, true)
	b.Tap(t, kit.T("steps.lead"))
	if len(went) != 1 || went[0] != cases.AtTasks {
		t.Errorf("the first line, the cause, leads to %v", went)
	}
	b.Tap(t, kit.T("closing.close"))
	var ways []*kit.Button
	b.Walk(func(o fyne.CanvasObject) {
		if w, ok := o.(*kit.Button); ok && w.Text() == kit.T("steps.lead") {
			ways = append(ways, w)
		}
	})
	if len(ways) == 0 {
		t.Fatal("the question leads nowhere")
	}
	went = nil
	ways[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(went) != 1 || b.Window().Canvas().Overlays().Top() != nil {
		t.Errorf("%v, and the question is still there", went)
	}
	b.pane.Show(b.c, false)
	if b.Has(kit.T("steps.lead")) {
		t.Error("in the trash there is nothing to fill in")
	}
	b.read(t)
}

// What is typed is kept when the field is left, and can be taken back.
func TestTheLessonIsKept(t *testing.T) {
	b := open(t, "en")
	lesson := b.texts()[0]
	lesson.SetText("Ask the carrier earlier.")
	lesson.FocusLost()
	if c := b.read(t); c.Lesson != "Ask the carrier earlier." {
		t.Fatalf("%q", c.Lesson)
	}
	told := len(b.Toasts)
	lesson.FocusLost()
	if len(b.Toasts) != told {
		t.Error("nothing was typed, and yet it is kept again")
	}
	b.act(t, kit.T("undo.undo"))
	if c := b.read(t); c.Lesson != "" || lesson.Text != "" {
		t.Errorf("%q, %q", c.Lesson, lesson.Text)
	}
	b.Tap(t, kit.T("closing.take"))
	first := b.read(t).Prevention
	b.Tap(t, kit.T("closing.take"))
	both := b.read(t).Prevention
	if first == "" || !strings.HasPrefix(both, first+"\n") {
		t.Errorf("%q, %q", first, both)
	}
	lesson.SetText("typed and gone to another case")
	other, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Noor"})
	must(t, err)
	b.pane.Show(other, true)
	if c := b.read(t); c.Lesson != "typed and gone to another case" {
		t.Error("what was typed is lost")
	}
	if e := b.texts()[0]; e.Text != "" {
		t.Errorf("%q stands in another case", e.Text)
	}
}

// A case is closed over gaps with a reason, without gaps at once, and can be
// taken back.
func TestClosing(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		ctx := t.Context()
		_, err := b.s.Tasks.SetCause(ctx, b.c.ID, tasks.Cause{Root: "carrier_lost", Responsibility: "carrier", Valid: tasks.Yes})
		must(t, err)
		_, err = b.s.Tasks.Add(ctx, b.c.ID, tasks.Task{Text: "Ask the carrier"})
		must(t, err)
		_, err = b.s.Tasks.PutVisit(ctx, b.c.ID, tasks.VisitEntry{Is: tasks.Visit{Score: 4, Solved: tasks.Yes, Said: "It came."}})
		must(t, err)
		page{b}.Reload()
		b.Picture(t, "closing-"+language)
		b.Reach(t)
		b.texts()[0].SetText("Ask earlier.")
		b.Tap(t, kit.T("closing.close"))
		b.Picture(t, "closing-reason-"+language)
		b.Tap(t, kit.T("closing.still"))
		if !b.Has(kit.T("closing.reason.needed")) {
			t.Error("no reason is asked for")
		}
		b.Tap(t, b.s.Steps.Guide().Reasons[0].Name(language))
		b.Tap(t, kit.T("closing.still"))
		if c := b.read(t); c.Stage != cases.Archive || c.Lesson != "Ask earlier." {
			t.Fatal(c.Stage, c.Lesson)
		}
		if !b.Has(kit.T("closing.archived")) {
			t.Error("it does not say that the case is archived")
		}
		b.act(t, kit.T("undo.undo"))
		if c := b.read(t); c.Stage != cases.Intake {
			t.Fatal(c.Stage)
		}
	}
}

// The summary is written into the folder and sent to the printer.
func TestTheSummaryIsPrinted(t *testing.T) {
	b := open(t, "zh")
	b.Tap(t, kit.T("closing.print"))
	b.read(t)
	found, err := filepath.Glob(filepath.Join(b.dir, "*.pdf"))
	must(t, err)
	if len(found) != 1 || len(b.printed) != 1 || b.printed[0] != found[0] {
		t.Fatal(found, b.printed)
	}
	if info, err := os.Stat(found[0]); err != nil || info.Size() < 1000 {
		t.Error(info, err)
	}
	b.Tap(t, kit.T("closing.look"))
	if len(b.Routes) == 0 {
		t.Error("nothing to look at")
	}
}
