package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/deadlines"
	"casefolio/ui/clocks"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/replies"
	"casefolio/ui/today"
)

// dues is what the window knows of what is due.
type dues struct {
	timer  *time.Timer // of the next look
	later  *time.Timer // of a look after something has changed
	minute func()      // repaints clocks beside a case; nil where none are shown
	failed bool        // the last look did, and was logged
}

// How often the clocks are looked at, and how soon after a change.
const (
	dueEvery = time.Minute
	dueAfter = 400 * time.Millisecond
	landWait = 1500 * time.Millisecond // until cases are shown though nobody knows yet
)

const slotDue = "due"

// registerDue names the pages of what is due.
func registerDue(s *shell) {
	sv := s.work.Services
	s.Register(kit.PageToday, func(string) kit.Page {
		return today.NewPage(today.Deps{
			Deps: clockDeps(s), Board: sv.Deadlines, Changed: s.countDue, Did: s.did,
			Settings: func() { s.Go(kit.Route{Page: clocks.PageName}) },
			Paper: func(ctx context.Context) (string, error) {
				return sv.TodayPaper(ctx, kit.Language(), filepath.Join(s.work.Dir, "lists"))
			},
			Calendar: func(ctx context.Context, path string, names bool) (int, error) {
				return sv.TodayCalendar(ctx, kit.Language(), path, names)
			},
			Open: s.openFile, Print: s.o.Print,
		})
	})
	s.Register(clocks.PageName, func(string) kit.Page {
		return clocks.NewPage(clocks.Deps{
			Shell: s, Clocks: sv.Deadlines, Reminders: sv.Reminders, Lists: sv.Lists, Closed: aheadWorks,
			Try: func() {
				s.app.SendNotification(fyne.NewNotification(kit.T("clocks.reminders.example"), kit.T("clocks.reminders.example.body")))
			},
		})
	})
}

// clockDeps are the deeds on what is due.
func clockDeps(s *shell) due.Deps {
	sv := s.work.Services
	return due.Deps{
		Shell: s, Clocks: sv.Deadlines, Programmes: sv.Programmes, Replies: sv.Replies, Now: sv.Now,
		Reply:  func(caseID string) { s.Go(replies.Route(caseID)) },
		Minute: func(repaint func()) { s.dues.minute = repaint },
		Finish: map[deadlines.ItemKind]due.Finish{
			deadlines.Task: func(ctx context.Context, i deadlines.Item) error {
				_, err := sv.Tasks.Done(ctx, i.RefID, true)
				return err
			},
		},
	}
}

// urgent is how much is late or due today in a workspace that has just been
// opened. Counting all cases anew takes its time; it goes on when they are shown.
func urgent(ctx context.Context, w Workspace) int {
	ctx, cancel := context.WithTimeout(ctx, landWait)
	defer cancel()
	c, err := w.Services.Deadlines.Counts(ctx)
	if err != nil {
		slog.Warn("counting what is due", "cause", err)
		return 0
	}
	return c.Urgent()
}

// land shows what is due, or the cases where nothing is.
func (s *shell) land(urgent int) {
	page := kit.PageCases
	if urgent > 0 {
		page = kit.PageToday
	}
	s.Go(kit.Route{Page: page})
	s.rail.setCount(kit.PageToday, urgent)
}

// watch looks at the clocks every minute, until the workspace is left. Tests,
// where work runs at once, look by themselves.
func (s *shell) watch() {
	s.stopWatch()
	if s.tasks.Inline() {
		return
	}
	dir := s.work.Dir
	s.dues.timer = time.AfterFunc(dueEvery, func() {
		fyne.Do(func() {
			if s.content != nil && s.work.Dir == dir { // it may have been left meanwhile
				s.lookAtClocks()
				s.watch()
			}
		})
	})
}

func (s *shell) stopWatch() {
	for _, t := range []*time.Timer{s.dues.timer, s.dues.later} {
		if t != nil {
			t.Stop()
		}
	}
}

// unwatch ends looking and forgets what was seen, with the workspace.
func (s *shell) unwatch() {
	s.stopWatch()
	s.dues = dues{}
}

// lookAtClocks is one look: the count of the rail, the clocks on show, reminders.
func (s *shell) lookAtClocks() {
	s.countDue()
	if s.current.route.Page == kit.PageToday && !s.blocked() {
		s.current.page.Reload()
	}
	if s.current.route.Page == kit.PageCases && s.dues.minute != nil && !s.blocked() {
		s.dues.minute()
	}
	if t, ok := s.current.page.(kit.Ticker); ok && !s.blocked() {
		t.Tick()
	}
	s.remind()
}

// dueSoon counts when a moment has passed without another change.
func (s *shell) dueSoon() {
	if s.content == nil || s.work.Services == nil {
		return
	}
	if s.tasks.Inline() {
		s.countDue()
		return
	}
	if s.dues.later != nil {
		s.dues.later.Stop()
	}
	s.dues.later = time.AfterFunc(dueAfter, func() { fyne.Do(s.countDue) })
}

// countDue shows in the rail how much is late or due today. It says nothing
// where that fails: the page itself does.
func (s *shell) countDue() {
	if s.content == nil || s.work.Services == nil {
		return
	}
	kit.Run(s.tasks, slotDue, s.work.Services.Deadlines.Counts, func(c deadlines.Counts, err error) {
		if err != nil {
			if !s.dues.failed {
				slog.Error("counting what is due", "cause", err)
			}
			s.dues.failed = true
			return
		}
		s.dues.failed = false
		if s.rail != nil {
			s.rail.setCount(kit.PageToday, c.Urgent())
		}
	})
}
