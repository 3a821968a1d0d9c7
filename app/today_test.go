package app_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/dossier/readback"
	"casefolio/data/datatest"
)

// due opens a workspace in which n promises are open.
func due(t *testing.T, n int) *app.Services {
	t.Helper()
	s, err := app.New(datatest.Open(t), os.DirFS("../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(t.Context(), cases.Case{Customer: "Emma Schneider", BuyerZone: "Europe/Berlin"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		p := deadlines.Promise{Text: fmt.Sprintf("call Emma back, matter %d, and tell her what the carrier says about it", i), Due: s.Now().Add(time.Duration(i+1) * time.Hour)}
		if _, err := s.Deadlines.Promise(t.Context(), c.ID, p); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// However much is due, the sheet is one page; a second one does not take the
// place of the first.
func TestTodayPaperIsOnePage(t *testing.T) {
	for _, n := range []int{0, 3, 80} {
		s := due(t, n)
		dir := filepath.Join(t.TempDir(), "lists")
		for k, lang := range []string{"zh", "en"} {
			path, err := s.TodayPaper(t.Context(), lang, dir)
			if err != nil {
				t.Fatal(err)
			}
			f, err := readback.Open(context.Background(), path)
			if err != nil || len(f.Pages) != 1 {
				t.Fatalf("%d items: %d pages, %v", n, len(f.Pages), err)
			}
			if all, err := os.ReadDir(dir); err != nil || len(all) != k+1 {
				t.Errorf("%d files, %v", len(all), err)
			}
		}
	}
}

// A calendar file leaves nothing out that is ahead.
func TestTodayCalendarHasAll(t *testing.T) {
	const many = 230
	s := due(t, many)
	n, err := s.TodayCalendar(t.Context(), "zh", filepath.Join(t.TempDir(), "a.ics"), false)
	if err != nil || n < many {
		t.Errorf("%d of %d, %v", n, many, err)
	}
}

// A calendar file names buyers, and what was promised to them, only where that
// is asked for.
func TestTodayCalendarNames(t *testing.T) {
	s := due(t, 2)
	for _, names := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "a.ics")
		n, err := s.TodayCalendar(t.Context(), "en", path, names)
		if err != nil || n < 2 {
			t.Fatal(n, err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(raw), "BEGIN:VEVENT"); got != n {
			t.Errorf("%d entries, not %d", got, n)
		}
		if has := strings.Contains(string(raw), "Emma"); has != names {
			t.Errorf("names %v:\n%s", names, raw)
		}
	}
	if _, err := s.TodayCalendar(t.Context(), "en", filepath.Join(t.TempDir(), "gone", "a.ics"), false); err == nil {
		t.Error("written into a folder that is not there")
	}
}
