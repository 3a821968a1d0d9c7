package ui

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"runtime"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/deadlines/reminders"
	"casefolio/ui/due"
	"casefolio/ui/kit"
)

// Of reminders, remembered on this machine.
const (
	prefReminded = "reminded" // until when, by workspace
	prefAhead    = "reminders.ahead"
)

// Reminders for the time in which the program is closed.
const (
	aheadDays   = 3
	aheadMost   = 5
	aheadMargin = 2 * time.Minute // after their moment, when a running program has said it already
)

// aheadWorks tells whether the system shows notifications while the program is
// closed; others would only do it at the next start.
const aheadWorks = runtime.GOOS == "windows" || runtime.GOOS == "darwin"

const slotRemind = "reminders"

// reminding is what a look for reminders found.
type reminding struct {
	now    time.Time
	quiet  bool
	fallen []reminders.Notice
	ahead  []reminders.Notice
}

// remind tells outside of the window what has come due since the last look. The
// sample is nobody's work.
func (s *shell) remind() {
	if s.work.Dir == s.o.Host.SampleDir() || s.tasks.Busy(slotRemind) {
		return
	}
	sv, dir := s.work.Services, s.work.Dir
	last, _ := time.Parse(time.RFC3339, s.app.Preferences().String(prefReminded+"."+dir))
	kit.Run(s.tasks, slotRemind, func(ctx context.Context) (reminding, error) {
		return lookForReminders(ctx, sv, last)
	}, func(r reminding, err error) {
		if err != nil {
			slog.Error("reminders", "cause", err)
			return
		}
		s.keepAhead(r.ahead)
		if r.quiet {
			return
		}
		s.app.Preferences().SetString(prefReminded+"."+dir, r.now.Format(time.RFC3339))
		for _, n := range r.fallen {
			s.app.SendNotification(fyne.NewNotification(n.Title, n.Body))
		}
	})
}

// lookForReminders reads what has come due since last, and what comes next.
func lookForReminders(ctx context.Context, sv *app.Services, last time.Time) (r reminding, err error) {
	r.now = sv.Now().Truncate(time.Second)
	settings, err := sv.Reminders.Settings(ctx)
	if err != nil || settings.Off {
		return r, err
	}
	hours, err := sv.Deadlines.WorkTime(ctx)
	if err != nil {
		return r, err
	}
	if r.quiet = reminders.Quiet(settings, hours, r.now); !r.quiet {
		from := reminders.Since(last, r.now)
		items, err := sv.Deadlines.Falling(ctx, from, r.now)
		if err != nil {
			return r, err
		}
		r.fallen = reminders.Fallen(items, settings, due.Words(), from, r.now)
	}
	if aheadWorks {
		items, err := sv.Deadlines.Falling(ctx, r.now, r.now.AddDate(0, 0, aheadDays))
		if err != nil {
			return r, err
		}
		r.ahead = reminders.Ahead(items, settings, hours, due.Words(), r.now, aheadMargin, aheadMost)
	}
	return r, nil
}

// given is a notification that the system has been given.
type given struct {
	ID string    `json:"id"`
	At time.Time `json:"at"`
}

// keepAhead gives the system what comes next and takes back what does not any
// more. What a running program says by itself is taken back before its margin
// is over.
func (s *shell) keepAhead(want []reminders.Notice) {
	p := s.app.Preferences()
	has := map[string]given{}
	if raw := p.String(prefAhead); raw != "" && json.Unmarshal([]byte(raw), &has) != nil {
		has = map[string]given{}
	}
	next, changed := map[string]given{}, false
	for _, n := range want {
		key := cmp.Or(n.Key, n.Title) + "/" + n.Title + "/" + n.At.UTC().Format(time.RFC3339)
		if g, ok := has[key]; ok {
			next[key] = g
			delete(has, key)
			continue
		}
		made, err := s.app.ScheduleNotification(fyne.NewNotification(n.Title, n.Body), n.At)
		if err != nil {
			slog.Warn("a reminder for later", "cause", err)
			continue
		}
		next[key], changed = given{made.ID(), n.At}, true
	}
	for _, g := range has {
		changed = true
		if err := s.app.CancelScheduledNotification(g.ID); err != nil {
			slog.Warn("taking a reminder back", "cause", err)
		}
	}
	if !changed {
		return
	}
	if raw, err := json.Marshal(next); err == nil {
		p.SetString(prefAhead, string(raw))
	}
}
