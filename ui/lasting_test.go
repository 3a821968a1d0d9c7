package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// The daily backup is made when the newest one is a day old and there is
// something to lose.
func TestDailyBackup(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startOwn(h.DefaultDir())
	count := func() int {
		all, err := s.work.Services.Backup.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	s.backUpDaily()
	if count() != 0 {
		t.Error("an empty workspace was backed up")
	}
	if _, err := fill(t.Context(), s.work.Services); err != nil {
		t.Fatal(err)
	}
	s.backUpDaily()
	s.backUpDaily()
	if count() != 1 || !strings.Contains(shownIn(s), "Last backup today") {
		t.Errorf("%d backups, shown:\n%s", count(), shownIn(s))
	}
	later, err := s.work.Services.WithClock(func() time.Time { return datatest.Clock()().Add(25 * time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	s.work.Services = later
	s.backUpDaily()
	if count() != 2 {
		t.Errorf("%d backups a day later", count())
	}
	backups := filepath.Join(s.work.Dir, "backups")
	if err := errors.Join(os.RemoveAll(backups), os.WriteFile(backups, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	s.backUpDaily()
	if !strings.Contains(shownIn(s), "did not succeed") {
		t.Errorf("a failure says:\n%s", shownIn(s))
	}
}

// Work that is under way when the seller leaves is written before the workspace
// is closed.
func TestQuitWaitsForWork(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startOwn(h.DefaultDir())
	tasks := kit.NewTasks(false)
	s.tasks = tasks
	begun, wrote := make(chan struct{}), false
	work := s.work
	kit.Run(tasks, "", func(ctx context.Context) (struct{}, error) {
		close(begun)
		time.Sleep(100 * time.Millisecond)
		_, err := fill(ctx, work.Services)
		wrote = err == nil
		return struct{}{}, err
	}, func(struct{}, error) {})
	<-begun
	end := s.detach()
	if s.work.Services != nil {
		t.Error("the window still has the workspace")
	}
	end()
	if !wrote {
		t.Error("the workspace was closed under the work")
	}
}

func TestStartFailureIsExplained(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	err := startFailed(s.app, s.o, "window creation error")
	path := filepath.Join(h.DefaultDir(), failureFile)
	raw, readErr := os.ReadFile(path)
	sentence, hint := kit.FaultText(err)
	if readErr != nil || !strings.Contains(string(raw), sentence) || !strings.Contains(string(raw), hint) || !fault.Is(err, "screen.none") {
		t.Errorf("%v, %q, %v", err, raw, readErr)
	}
	if h.Exists(h.DefaultDir()) {
		t.Error("the note makes the folder a workspace")
	}
	forgetFailure(h.DefaultDir())
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the note stays: %v", err)
	}
}

// The Tab key brings what it reaches into sight.
func TestPageFollowsTheFocus(t *testing.T) {
	s := open(t, newHost(t), kit.English, fyne.NewSize(1024, 700))
	s.startSample()
	s.Go(kit.Route{Page: kit.PageSettings})
	page := s.content.Objects[0]
	b := kittest.Button(page, kit.T("shell.menu.open"))
	where := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y }
	before := where()
	if before < 700 {
		t.Fatalf("the button is in sight at once, at %v", before)
	}
	s.win.Canvas().Focus(b)
	s.follower.Look(s.win.Canvas(), page)
	if y := where(); y < 100 || y >= before {
		t.Errorf("the button went from %v to %v", before, y)
	}
}
