package tasks_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/tasks"
	"casefolio/data/datatest"
)

func open(t *testing.T) (*app.Services, cases.Case) {
	t.Helper()
	s, err := app.New(datatest.Open(t), os.DirFS("../../assets"), datatest.Clock())
	must(t, err)
	c, err := s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Category: "logistics.lost"})
	must(t, err)
	return s, c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTasks(t *testing.T) {
	s, c := open(t)
	ctx, now := t.Context(), s.Now()
	for _, task := range []tasks.Task{
		{Text: "whenever"}, {Text: "  send\n the  part ", Due: now.Add(3 * time.Hour), Owner: " Li "}, {Text: "sooner", Due: now.Add(time.Hour)},
	} {
		_, err := s.Tasks.Add(ctx, c.ID, task)
		must(t, err)
	}
	sheet, err := s.Tasks.Sheet(ctx, c.ID)
	must(t, err)
	if got := texts(sheet); got != "sooner,send the part,whenever" || sheet.Open() != 3 {
		t.Fatal(got)
	}
	if e := sheet.Tasks[1].Is; e.Owner != "Li" || e.Late(now) || !e.Late(now.Add(4*time.Hour)) {
		t.Errorf("%+v", e)
	}
	done, err := s.Tasks.Done(ctx, sheet.Tasks[0].ID, true)
	must(t, err)
	if again, err := s.Tasks.Done(ctx, done.ID, true); err != nil || again.Revision != done.Revision || !done.Is.Done() || done.Is.Late(now.Add(99*time.Hour)) {
		t.Error(again, err)
	}
	must(t, s.Tasks.Remove(ctx, sheet.Tasks[2].ID))
	sheet, err = s.Tasks.Sheet(ctx, c.ID)
	must(t, err)
	if got := texts(sheet); got != "send the part,sooner" || sheet.Open() != 1 {
		t.Error(got)
	}
	if owners, err := s.Tasks.Owners(ctx); err != nil || !slices.Equal(owners, []string{"Li"}) {
		t.Error(owners, err)
	}
	for want, task := range map[string]tasks.Task{
		"task.empty": {Text: " \n"}, "task.long": {Text: strings.Repeat("长", 501)}, "task.time": {Text: "x", Due: time.Date(20026, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		if _, err := s.Tasks.Add(ctx, c.ID, task); !fault.Is(err, want) {
			t.Error(want, err)
		}
	}
}

func texts(s tasks.Sheet) string {
	var all []string
	for _, e := range s.Tasks {
		all = append(all, e.Is.Text)
	}
	return strings.Join(all, ",")
}

// The cause and who is responsible are one thing.
func TestTheCauseChangesTheCase(t *testing.T) {
	s, c := open(t)
	ctx := t.Context()
	for i, v := range []tasks.Cause{
		{}, {Root: "carrier_lost", Responsibility: "carrier", Valid: tasks.Yes, Share: 80},
		{Root: "fell off a lorry", Responsibility: "mixed", Valid: tasks.Partly}, {},
		{Valid: tasks.No, Responsibility: "buyer"},
	} {
		_, err := s.Tasks.SetCause(ctx, c.ID, v)
		must(t, err)
		sheet, err := s.Tasks.Sheet(ctx, c.ID)
		must(t, err)
		is, err := s.Cases.Get(ctx, c.ID)
		must(t, err)
		if sheet.Cause.Is != v || is.Responsibility != v.Responsibility || (sheet.Cause.ID == "") != v.Empty() {
			t.Errorf("%d: %+v %q", i, sheet.Cause, is.Responsibility)
		}
	}
	if _, err := s.Tasks.SetCause(ctx, c.ID, tasks.Cause{Valid: "maybe"}); !fault.Is(err, "task.answer") {
		t.Error(err)
	}
	if _, err := s.Tasks.SetCause(ctx, c.ID, tasks.Cause{Share: 101, Responsibility: "seller"}); !fault.Is(err, "task.share") {
		t.Error(err)
	}
	must(t, s.Cases.Trash(ctx, c.ID))
	if _, err := s.Tasks.SetCause(ctx, c.ID, tasks.Cause{Valid: tasks.Yes}); !fault.Is(err, "task.trashed") {
		t.Error(err)
	}
}

// The case says what the visits say, and what was typed before comes back when
// the last of them goes, whichever that is.
func TestTheCaseFollowsTheVisits(t *testing.T) {
	s, c := open(t)
	ctx, now := t.Context(), s.Now()
	typed := now.Add(-72 * time.Hour)
	c.FollowUp, c.Satisfaction, c.FollowedUp = "asked by phone", 2, typed
	c, err := s.Cases.Update(ctx, c)
	must(t, err)
	put := func(v tasks.Visit) tasks.VisitEntry {
		e, err := s.Tasks.PutVisit(ctx, c.ID, tasks.VisitEntry{Is: v})
		must(t, err)
		return e
	}
	expect := func(words string, score int, at time.Time) {
		t.Helper()
		is, err := s.Cases.Get(ctx, c.ID)
		must(t, err)
		if is.FollowUp != words || is.Satisfaction != score || !is.FollowedUp.Equal(at) {
			t.Errorf("%q %d %v", is.FollowUp, is.Satisfaction, is.FollowedUp)
		}
	}
	later := put(tasks.Visit{At: now, Score: 4, Solved: tasks.Yes})
	expect("asked by phone", 4, now)
	earlier := put(tasks.Visit{At: now.Add(-time.Hour), Score: 1, Said: "no parcel yet"})
	expect("no parcel yet", 4, now)
	must(t, s.Tasks.RemoveVisit(ctx, later.ID))
	expect("no parcel yet", 1, earlier.Is.At)
	must(t, s.Tasks.RemoveVisit(ctx, later.ID))
	must(t, s.Tasks.RemoveVisit(ctx, earlier.ID))
	expect("asked by phone", 2, typed)
	must(t, s.Tasks.RestoreVisit(ctx, later.ID))
	expect("asked by phone", 4, now)
	sheet, err := s.Tasks.Sheet(ctx, c.ID)
	must(t, err)
	e, ok := sheet.Latest()
	if !ok || e.ID != later.ID {
		t.Fatal(e)
	}
	e.Is.Score, e.Is.Said = 5, "thanks"
	_, err = s.Tasks.PutVisit(ctx, c.ID, e)
	must(t, err)
	expect("thanks", 5, now)
	c, err = s.Cases.Get(ctx, c.ID)
	must(t, err)
	c.FollowUp, c.Satisfaction = "typed into the form", 3
	_, err = s.Cases.Update(ctx, c)
	must(t, err)
	third := put(tasks.Visit{At: now.Add(-2 * time.Hour), Said: "an older one", Score: 1})
	expect("typed into the form", 3, now)
	must(t, s.Tasks.RemoveVisit(ctx, third.ID))
	expect("typed into the form", 3, now)
	fourth := put(tasks.Visit{At: now.Add(time.Hour), Score: 2})
	expect("typed into the form", 2, fourth.Is.At)
	if now := put(tasks.Visit{Review: tasks.ReviewRemoved, ReviewBefore: 1, ReviewAfter: 5}); now.Is.ReviewAfter != 0 || now.Is.At.IsZero() {
		t.Errorf("%+v", now)
	}
	for want, v := range map[string]tasks.Visit{
		"task.next": {At: now, Next: now}, "task.score": {At: now, Score: 6}, "task.answer": {At: now, Review: "bought"},
		"task.visit_time": {At: time.Date(1, 2, 3, 4, 5, 6, 0, time.UTC)},
	} {
		if _, err := s.Tasks.PutVisit(ctx, c.ID, tasks.VisitEntry{Is: v}); !fault.Is(err, want) {
			t.Error(want, err)
		}
	}
	if r, err := s.Journal.Verify(ctx, nil); err != nil || len(r.Problems) > 0 {
		t.Error(r, err)
	}
}

// Every category is offered some causes, and each cause belongs to one that is
// there.
func TestRoots(t *testing.T) {
	files := os.DirFS("../../assets")
	roots, err := tasks.LoadRoots(files)
	must(t, err)
	lists, err := cases.LoadLists(files)
	must(t, err)
	for _, r := range roots.All {
		if r.Responsibility != "" && cases.Name(lists.Responsibilities, r.Responsibility, "en") == r.Responsibility {
			t.Errorf("%s: nobody is %q", r.ID, r.Responsibility)
		}
		for _, id := range r.Only {
			if _, _, ok := lists.Category(id); !ok {
				t.Errorf("%s: no category %q", r.ID, id)
			}
		}
	}
	for _, top := range lists.Categories() {
		for _, leaf := range append(top.Leaves, top.Term) {
			if n := len(roots.For(leaf.ID)); n == 0 || n == len(roots.All) {
				t.Errorf("%s: %d causes", leaf.ID, n)
			}
		}
	}
	if len(roots.For("")) != len(roots.All) || len(roots.For("own.category")) != len(roots.All) {
		t.Error("where nothing is known, any cause may be")
	}
	if roots.Name("carrier_lost", "zh") == "carrier_lost" || roots.Name("her cat", "en") != "her cat" {
		t.Error("names")
	}
}
