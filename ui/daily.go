package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/backup"
	"casefolio/ui/kit"
)

// The backup that nobody has to think of: some minutes after the start, when
// the newest one is a day old; looked at again every hour, because windows stay
// open over night.
const (
	dailyDelay = 2 * time.Minute
	dailyAgain = time.Hour
	dailyAge   = 24 * time.Hour
)

// daily waits for the next look. The sample is not worth a backup, and tests,
// where work runs at once, look by themselves.
func (s *shell) daily(in time.Duration) {
	s.stopDaily()
	if s.tasks.Inline() || s.work.Dir == s.o.Host.SampleDir() {
		return
	}
	dir := s.work.Dir
	s.timer = time.AfterFunc(in, func() {
		fyne.Do(func() {
			if s.content != nil && s.work.Dir == dir { // it may have been left meanwhile
				s.backUpDaily()
				s.daily(dailyAgain)
			}
		})
	})
}

func (s *shell) stopDaily() {
	if s.timer != nil {
		s.timer.Stop()
	}
}

// backUpDaily makes a backup without a word when it is time. It shares its slot
// with the seller's own, so that there are never two at once.
func (s *shell) backUpDaily() {
	if s.tasks.Busy(slotBackup) {
		return
	}
	work := s.work
	kit.Run(s.tasks, slotBackup, func(ctx context.Context) (*backup.Info, error) {
		if due, err := dailyDue(ctx, work); err != nil || !due {
			return nil, err
		}
		info, err := work.Services.Backup.Make(ctx, backup.Daily, nil)
		return &info, err
	}, func(info *backup.Info, err error) {
		switch {
		case err != nil:
			slog.Error("the daily backup", "cause", err)
			if !s.warned { // once is enough: the rail shows how old the last one is
				s.warned = true
				sentence, _ := kit.FaultText(err)
				s.Toast(kit.T("shell.backup.daily.failed", "why", sentence), kit.Action{Label: kit.T("shell.backup.now"), Do: s.backUp})
			}
			return
		case info == nil:
			return
		case len(info.Problems) > 0:
			s.Toast(kit.T("shell.backup.problems", "count", kit.Count(len(info.Problems))))
		}
		s.readBackups()
		if s.current.route.Page == kit.PageSettings {
			s.current.page.Reload()
		}
	})
}

// dailyDue tells whether there is something to lose and no fresh backup of it.
func dailyDue(ctx context.Context, w Workspace) (bool, error) {
	all, err := w.Services.Backup.List(ctx)
	if err != nil {
		return false, err
	}
	if len(all) > 0 && w.Services.Now().Sub(all[0].At) < dailyAge {
		return false, nil
	}
	counts, err := w.Services.Cases.Counts(ctx)
	for _, n := range counts {
		if n > 0 {
			return true, err
		}
	}
	return false, err
}
