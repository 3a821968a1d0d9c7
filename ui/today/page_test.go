package today_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/undo"
	"casefolio/data/datatest"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	"casefolio/ui/today"
)

type bench struct {
	*kittest.Shell
	s       *app.Services
	deps    today.Deps
	page    *today.Page
	all     []cases.Case
	replied string // the case that a reply was wanted for
}

// open shows the board of a workspace with n cases, each received an hour before
// the one ahead of it.
func open(t *testing.T, language string, n int) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	for i := range n {
		c, err := s.Cases.Create(t.Context(), cases.Case{
			Customer: "Emma Schneider", Channel: "platform_message", BuyerZone: "Europe/Berlin",
			Received: s.Now().Add(-time.Duration(i+1) * time.Hour),
		})
		if err != nil {
			t.Fatal(err)
		}
		b.all = append(b.all, c)
	}
	b.deps = today.Deps{
		Deps: due.Deps{
			Shell: b, Clocks: s.Deadlines, Programmes: s.Programmes, Now: s.Now,
			Reply: func(caseID string) { b.replied = caseID },
		},
		Board: s.Deadlines,
	}
	b.page = today.NewPage(b.deps)
	b.Undo, b.Undone = s.Undo, func(d undo.Deed) {
		b.page.Returned(d.First)
		b.page.Reload()
	}
	b.Show(b.page)
	return b
}

func (b *bench) key(name fyne.KeyName) {
	b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

func (b *bench) counts(t *testing.T) deadlines.Counts {
	t.Helper()
	c, err := b.s.Deadlines.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (b *bench) fine(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

// By the keys alone: the most urgent first, opened, answered and back.
func TestKeys(t *testing.T) {
	b := open(t, "zh", 3)
	b.Picture(t, "today")
	b.key(fyne.KeyReturn)
	if len(b.Routes) != 1 || b.Routes[0] != (kit.Route{Page: kit.PageCases, ID: b.all[2].ID}) {
		t.Fatalf("%v: not the most urgent case", b.Routes)
	}
	b.key(fyne.KeyDown)
	b.key(fyne.KeyUp)
	if b.key(fyne.KeyR); b.replied != b.all[2].ID {
		t.Errorf("R replies to %q", b.replied)
	}
	before := b.counts(t)
	b.key(fyne.KeyD)
	if items, err := b.s.Deadlines.Case(t.Context(), b.all[2].ID); err != nil || running(items, deadlines.FirstResponse) {
		t.Fatal("D did not answer the most urgent", items, err)
	}
	b.Actions[0].Do()
	if b.counts(t).Urgent() != before.Urgent() {
		t.Errorf("%+v became %+v", before, b.counts(t))
	}
	b.key(fyne.KeyS)
	b.key(fyne.KeyReturn)
	b.key(fyne.KeyW)
	b.key(fyne.KeyReturn)
	b.fine(t)
	if c := b.counts(t); c.Waiting != 1 {
		t.Errorf("%+v", c)
	}
	if n := b.Reach(t); n < 8 {
		t.Errorf("only %d things can be tapped", n)
	}
}

func running(items []deadlines.Item, k deadlines.ItemKind) bool {
	for _, i := range items {
		if i.Kind == k && i.Running() {
			return true
		}
	}
	return false
}

// The mark stays on its item when others come and go, and falls to the next one
// when it is done.
func TestTheMarkStays(t *testing.T) {
	b := open(t, "en", 4)
	b.key(fyne.KeyDown)
	b.key(fyne.KeyReturn)
	second := b.Routes[0].ID
	if _, err := b.s.Deadlines.Answered(t.Context(), b.all[3].ID, deadlines.Answer{}); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	b.key(fyne.KeyReturn)
	if b.Routes[1].ID != second {
		t.Error("the mark moved")
	}
	b.key(fyne.KeyD)
	b.key(fyne.KeyReturn)
	if b.Routes[2].ID == "" || b.Routes[2].ID == second {
		t.Errorf("after D: %v", b.Routes)
	}
	b.fine(t)
}

// What is said of a deed names its case, and taking it back leads back to the item.
func TestTheMarkComesBack(t *testing.T) {
	b := open(t, "en", 4)
	b.key(fyne.KeyDown)
	b.key(fyne.KeyDown)
	b.key(fyne.KeyReturn)
	third := b.Routes[0].ID
	b.key(fyne.KeyD)
	c, err := b.s.Cases.Get(t.Context(), third)
	if err != nil {
		t.Fatal(err)
	}
	if said := b.Toasts[len(b.Toasts)-1]; !strings.Contains(said, c.Number) || !strings.Contains(said, "Emma Schneider") {
		t.Errorf("%q does not name %s", said, c.Number)
	}
	b.key(fyne.KeyUp)
	b.key(fyne.KeyUp)
	b.Actions[0].Do()
	b.key(fyne.KeyReturn)
	if got := b.Routes[1].ID; got != third {
		t.Errorf("the mark is at %s, not %s", got, third)
	}
	b.fine(t)
}

// Each section alone teaches what belongs there when it is empty.
func TestEmptySections(t *testing.T) {
	b := open(t, "zh", 0)
	if !b.Has(kit.T("today.none")) {
		t.Fatal("an empty board says nothing")
	}
	for _, s := range deadlines.Sections() {
		b.Tap(t, kit.T("today.section."+string(s)))
		hint := "today.none." + string(s) + ".hint"
		if !kit.Has(hint) || !b.Has(kit.T(hint)) {
			t.Errorf("%s says nothing", s)
		}
	}
	b.Tap(t, kit.T("today.none.all"))
	b.fine(t)
}

// Many items are shown in part, with the way to all of them.
func TestMore(t *testing.T) {
	b := open(t, "en", 35)
	c := b.counts(t)
	if c.Urgent() < 31 {
		t.Skipf("only %+v", c)
	}
	b.Window().Resize(fyne.NewSize(1024, 4000))
	b.Show(b.page)
	if !b.Has("more") {
		t.Error("nothing says that there is more")
	}
	b.fine(t)
}

// The page fits the smallest windows.
func TestSmallWindow(t *testing.T) {
	b := open(t, "en", 3)
	for _, size := range []fyne.Size{{Width: 440, Height: 320}, {Width: 452, Height: 350}, {Width: 856, Height: 700}} {
		b.Window().Resize(size)
		b.Show(b.page)
		if m := b.page.Content().MinSize(); m.Width > size.Width || m.Height > size.Height {
			t.Errorf("%v needs %v", size, m)
		}
		b.Picture(t, "today-small")
	}
}

// Paper and calendar file tell where they are, or why they are not.
func TestPaperAndCalendar(t *testing.T) {
	b := open(t, "en", 1)
	dir := t.TempDir()
	b.deps.Folder = dir
	b.deps.Paper = func(context.Context) (string, error) { return filepath.Join(dir, "today.pdf"), nil }
	printed := ""
	b.deps.Print = func(path string) error { printed = path; return nil }
	b.deps.Calendar = func(ctx context.Context, path string, names bool) (int, error) {
		return b.s.TodayCalendar(ctx, "en", path, names)
	}
	page := today.NewPage(b.deps)
	b.Show(page)
	b.Tap(t, kit.T("today.print"))
	if len(b.Actions) != 1 || !strings.Contains(b.Toasts[0], "today.pdf") {
		t.Fatalf("%q %v", b.Toasts, b.Actions)
	}
	b.Actions[0].Do()
	if printed == "" {
		t.Error("nothing was printed")
	}
	b.Tap(t, kit.T("today.calendar"))
	b.Tap(t, kit.T("today.calendar.verb"))
	b.Tap(t, kit.T("kit.file.savebutton"))
	b.fine(t)
	raw, err := os.ReadFile(filepath.Join(dir, "casefolio.ics"))
	if err != nil || !strings.Contains(string(raw), "BEGIN:VEVENT") || strings.Contains(string(raw), "Emma") {
		t.Errorf("%v\n%s", err, raw)
	}
	b.deps.Paper = func(context.Context) (string, error) { return "", errors.New("no") }
	b.Show(today.NewPage(b.deps))
	b.Tap(t, kit.T("today.print"))
	if len(b.Errors) != 1 {
		t.Error("a failure was kept quiet")
	}
}
