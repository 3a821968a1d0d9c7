package tasks_test

import (
	"casefolio/app/undo"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/tasks"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	uitasks "casefolio/ui/tasks"
)

type bench struct {
	*kittest.Shell
	s       *app.Services
	c       cases.Case
	pane    *uitasks.Pane
	changed int
}

// page lets the pane stand in the window as a page.
type page struct{ b *bench }

func (p page) Content() fyne.CanvasObject { return kit.Pad(p.b.pane.Content(), 0, 380, 0, 380) }
func (p page) Reload()                    { p.b.pane.Show(p.b.c, p.b.c.DeletedAt.IsZero()) }

func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	must(t, err)
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{Customer: "Emma Schneider", Category: "logistics.lost", Channel: "email"})
	must(t, err)
	b.Undo, b.Undone = s.Undo, func(undo.Deed) { b.pane.Show(b.c, true) }
	b.pane = uitasks.NewPane(uitasks.Deps{
		Shell: b, Cases: s.Cases, Tasks: s.Tasks, Promises: s.Deadlines, Lists: s.Lists, Now: s.Now,
		Changed: func(string) { b.changed++; b.pane.Show(b.c, true) },
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

// entries are the entries that can be seen, a dialog's first.
func (b *bench) entries() (all []*kit.Entry) {
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			all = append(all, e)
		}
	})
	return all
}

func (b *bench) checks() (all []*kit.Check) {
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok {
			all = append(all, c)
		}
	})
	return all
}

func (b *bench) sheet(t *testing.T) tasks.Sheet {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatal(b.Errors)
	}
	sheet, err := b.s.Tasks.Sheet(t.Context(), b.c.ID)
	must(t, err)
	return sheet
}

func (b *bench) undo(t *testing.T) {
	t.Helper()
	if len(b.Actions) == 0 {
		t.Fatal("there is no way back")
	}
	b.Actions[0].Do()
}

// A task is typed, kept with Enter, ticked off and opened again.
func TestATaskIsKeptWithEnter(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		b.Picture(t, "tasks-empty-"+language)
		b.Reach(t)
		b.entries()[0].OnSubmitted("")
		if !b.Has(kit.T("fault.task.empty")) {
			t.Error("nothing is a task")
		}
		b.entries()[0].SetText("Ask the carrier for a trace")
		b.Tap(t, kit.T("tasks.when.tomorrow"))
		b.entries()[0].OnSubmitted("")
		sheet := b.sheet(t)
		if len(sheet.Tasks) != 1 || sheet.Tasks[0].Is.Due.Hour() != 18 || b.entries()[0].Text != "" || b.entries()[1].Text != "" {
			t.Fatalf("%+v", sheet)
		}
		b.checks()[0].SetChecked(true)
		if !b.sheet(t).Tasks[0].Is.Done() || !b.checks()[0].Checked {
			t.Fatal("not done")
		}
		b.undo(t)
		if b.sheet(t).Tasks[0].Is.Done() || b.checks()[0].Checked {
			t.Fatal("not open again")
		}
		b.Tap(t, kit.T("tasks.edit"))
		b.entries()[1].SetText("no time")
		b.Tap(t, kit.T("tasks.save"))
		if !b.Has(kit.T("fault.task.time")) {
			t.Error("no word about the time")
		}
		b.entries()[1].SetText("")
		b.entries()[0].SetText("Ask twice")
		b.Tap(t, kit.T("tasks.save"))
		if is := b.sheet(t).Tasks[0].Is; is.Text != "Ask twice" || !is.Due.IsZero() {
			t.Fatalf("%+v", is)
		}
		b.Tap(t, kit.T("tasks.remove"))
		b.undo(t)
		if n := len(b.sheet(t).Tasks); n != 1 || b.changed < 4 {
			t.Error(n, b.changed)
		}
	}
}

// What is tapped about the cause is kept at once, with the case.
func TestTheCauseIsTapped(t *testing.T) {
	b := open(t, "en")
	b.Tap(t, "Lost by the carrier")
	b.Tap(t, kit.T("tasks.likely.take", "name", "Carrier"))
	b.Tap(t, kit.T("tasks.valid.yes"))
	is := b.sheet(t).Cause.Is
	c, err := b.s.Cases.Get(t.Context(), b.c.ID)
	must(t, err)
	if is.Root != "carrier_lost" || is.Responsibility != "carrier" || is.Valid != tasks.Yes || c.Responsibility != "carrier" {
		t.Fatalf("%+v %q", is, c.Responsibility)
	}
	b.undo(t)
	if v := b.sheet(t).Cause.Is.Valid; v != "" {
		t.Errorf("%q", v)
	}
	entries := b.entries() // text, due, own words, share, note
	entries[3].SetText("60％")
	entries[2].SetText("The lorry burnt")
	entries[2].OnSubmitted("")
	if is := b.sheet(t).Cause.Is; is.Root != "The lorry burnt" || is.Share != 60 {
		t.Fatalf("%+v", is)
	}
	b.entries()[3].SetText("200")
	b.entries()[3].OnSubmitted("")
	if !b.Has(kit.T("fault.task.share")) {
		t.Error("200 per cent")
	}
	b.Tap(t, kit.T("tasks.root.more"))
	b.Tap(t, "Production defect")
	if is := b.sheet(t).Cause.Is; is.Root != "defect" {
		t.Fatalf("%+v", is)
	}
}

// A visit fills the case; one that is not solved takes the case up again.
func TestAVisit(t *testing.T) {
	b := open(t, "zh")
	_, err := b.s.Cases.Move(t.Context(), b.c.ID, cases.FollowUp, "")
	must(t, err)
	page{b}.Reload()
	b.Tap(t, kit.T("tasks.visit.new"))
	b.Tap(t, kit.T("tasks.solved.no"))
	b.Tap(t, "2 不满意")
	b.Tap(t, kit.T("tasks.review.changed"))
	b.Tap(t, kit.T("tasks.when.week"))
	b.Picture(t, "visit-zh")
	b.Reach(t)
	for _, c := range b.checks()[:1] {
		test.Tap(c)
	}
	b.Tap(t, kit.T("tasks.save"))
	v, ok := b.sheet(t).Latest()
	c, err := b.s.Cases.Get(t.Context(), b.c.ID)
	must(t, err)
	if !ok || v.Is.Score != 2 || v.Is.Solved != tasks.No || !v.Is.Reopened || v.Is.Next.IsZero() || v.Is.Channel != "email" || c.Satisfaction != 2 {
		t.Fatalf("%+v", v.Is)
	}
	if c.Stage != cases.Resolution {
		t.Fatal(c.Stage)
	}
	b.undo(t)
	c, err = b.s.Cases.Get(t.Context(), b.c.ID)
	must(t, err)
	if c.Stage != cases.FollowUp || c.Satisfaction != 0 || len(b.sheet(t).Visits) != 0 {
		t.Fatal(c.Stage, c.Satisfaction)
	}
}

// The whole pane, with promises, as the seller sees it.
func TestTheWholePane(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		ctx, now := t.Context(), b.s.Now()
		for _, is := range []tasks.Task{
			{Text: "Ask the carrier for a trace", Due: now.Add(-26 * time.Hour), Owner: "Li"},
			{Text: "Resend by express, with a signature on delivery and the new address", Due: now.Add(5 * time.Hour)},
			{Text: "Tell the supplier"}, {Text: "Refund the freight", DoneAt: now.Add(-time.Hour)},
		} {
			_, err := b.s.Tasks.Add(ctx, b.c.ID, is)
			must(t, err)
		}
		p, err := b.s.Deadlines.Promise(ctx, b.c.ID, deadlines.Promise{Text: "A new parcel leaves before Saturday", Due: now.Add(48 * time.Hour)})
		must(t, err)
		_, err = b.s.Tasks.SetCause(ctx, b.c.ID, tasks.Cause{Root: "carrier_lost", Responsibility: "carrier", Valid: tasks.Yes, Share: 80})
		must(t, err)
		_, err = b.s.Tasks.PutVisit(ctx, b.c.ID, tasks.VisitEntry{Is: tasks.Visit{
			At: now.Add(-2 * time.Hour), Score: 3, Solved: tasks.Partly, Said: "The parcel came, the box was open.", Channel: "email",
			Review: tasks.ReviewChanged, ReviewBefore: 1, ReviewAfter: 4, Next: now.Add(72 * time.Hour), OpenPoints: "a lid is missing",
		}})
		must(t, err)
		page{b}.Reload()
		b.Reach(t)
		b.Picture(t, "tasks-"+language)
		checks := b.checks()
		checks[len(checks)-1].SetChecked(true)
		all, err := b.s.Deadlines.Promises(ctx, b.c.ID)
		must(t, err)
		if all[0].ID != p.ID || all[0].Is.KeptAt.IsZero() {
			t.Error("the promise is not kept")
		}
		must(t, b.s.Cases.Trash(ctx, b.c.ID))
		b.c, err = b.s.Cases.Get(ctx, b.c.ID)
		must(t, err)
		page{b}.Reload()
		for _, c := range b.checks() {
			if !c.Disabled() {
				t.Error("a case in the trash can be changed")
			}
		}
	}
}

// The journal has words for every record, and none for what is foreign.
func TestSentences(t *testing.T) {
	b := open(t, "en")
	all := uitasks.Sentences(b.s.Tasks.Roots(), b.s.Lists, time.UTC)
	say := func(kind, action string, old, is any) string {
		o, _ := json.Marshal(old)
		i, _ := json.Marshal(is)
		return all[kind](action, o, i)
	}
	task := tasks.Task{Text: "Call\nher"}
	done := task
	done.DoneAt = b.s.Now()
	for want, got := range map[string]string{
		"Task added: Call her":      say("task", "record.added", nil, task),
		"Task done: Call her":       say("task", "record.changed", task, done),
		"Task opened again":         say("task", "record.changed", done, task),
		"Task removed":              say("task", "record.removed", nil, task),
		"Lost by the carrier":       say("cause", "record.changed", nil, tasks.Cause{Root: "carrier_lost"}),
		"cleared":                   say("cause", "record.removed", nil, tasks.Cause{}),
		"2026-11-03 08:00 · Solved": say("visit", "record.added", nil, tasks.Visit{At: time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC), Solved: tasks.Yes}),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q, not %q", got, want)
		}
	}
	for kind, s := range all {
		for _, raw := range []string{"", "null", "[]", `{"text": 7}`, "{}"} {
			s("record.changed", json.RawMessage(raw), json.RawMessage(raw))
			s("", json.RawMessage(raw), nil)
		}
		if s("record.added", nil, json.RawMessage(`{"at": 3, "text": 7, "root": 7}`)) != "" {
			t.Errorf("%s: a foreign record has words", kind)
		}
	}
}

// slow is a service that lets something happen while a task is being kept.
type slow struct {
	*tasks.Service
	meanwhile func() error
}

func (s *slow) Add(ctx context.Context, caseID string, is tasks.Task) (tasks.TaskEntry, error) {
	if do := s.meanwhile; do != nil {
		s.meanwhile = nil
		if err := do(); err != nil {
			return tasks.TaskEntry{}, err
		}
	}
	return s.Service.Add(ctx, caseID, is)
}

// Whoever types on while a task is being kept loses nothing of it, and what could
// not be kept comes back.
func TestTypingGoesOnWhileATaskIsKept(t *testing.T) {
	b := open(t, "en")
	s := &slow{Service: b.s.Tasks}
	b.pane = uitasks.NewPane(uitasks.Deps{
		Shell: b, Cases: b.s.Cases, Tasks: s, Lists: b.s.Lists, Now: b.s.Now, Changed: func(string) { b.pane.Show(b.c, true) },
	})
	b.Show(page{b})
	entry := b.entries()[0]
	s.meanwhile = func() error {
		if entry.Text != "" {
			t.Errorf("%q still stands there", entry.Text)
		}
		entry.SetText("second")
		entry.OnSubmitted("")
		entry.SetText("thi")
		return nil
	}
	entry.SetText("first")
	entry.OnSubmitted("")
	if sheet := b.sheet(t); len(sheet.Tasks) != 2 || entry.Text != "thi" {
		t.Fatalf("%+v, and %q is typed", sheet.Tasks, entry.Text)
	}
	s.meanwhile = func() error {
		entry.SetText("fourth")
		return errors.New("the disk is full")
	}
	entry.SetText("third")
	entry.OnSubmitted("")
	if entry.Text != "fourth" || !slices.ContainsFunc(b.Toasts, func(s string) bool { return strings.Contains(s, "third") }) {
		t.Errorf("%q is typed, said was %v", entry.Text, b.Toasts)
	}
	entry.OnSubmitted("")
	if len(b.Errors) != 1 || entry.Text != "third" {
		t.Errorf("%q did not come back: %v", entry.Text, b.Errors)
	}
}

// Two things about the cause that are tapped one after the other both count.
func TestTheCauseIsTappedQuickly(t *testing.T) {
	b := open(t, "en")
	s := &slowCause{Service: b.s.Tasks}
	b.pane = uitasks.NewPane(uitasks.Deps{
		Shell: b, Cases: b.s.Cases, Tasks: s, Lists: b.s.Lists, Now: b.s.Now, Changed: func(string) { b.pane.Show(b.c, true) },
	})
	b.Show(page{b})
	s.meanwhile = func() { b.Tap(t, "Carrier") }
	b.Tap(t, kit.T("tasks.valid.yes"))
	// In a test the second is kept first, and the first then without it: what
	// counts is that the second knew of the first.
	if s.first.Valid != tasks.Yes || s.first.Responsibility != "carrier" {
		t.Errorf("%+v", s.first)
	}
}

// slowCause is a service that lets something happen while a cause is being kept.
type slowCause struct {
	*tasks.Service
	meanwhile func()
	first     tasks.Cause // what was kept first
}

func (s *slowCause) SetCause(ctx context.Context, caseID string, c tasks.Cause) (tasks.CauseEntry, error) {
	if do := s.meanwhile; do != nil {
		s.meanwhile = nil
		do()
	}
	if s.first.Empty() {
		s.first = c
	}
	return s.Service.SetCause(ctx, caseID, c)
}
