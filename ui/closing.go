package ui

import (
	"log/slog"

	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
)

// quit keeps what is unfinished, lets running work end and closes.
func (s *shell) quit() {
	if s.quitting {
		return
	}
	s.quitting = true
	s.leave()
	keepSize(s.app, s.win.Canvas().Size())
	s.after(s.detach(), s.win.Close)
}

// leaveWorkspace ends everything that uses the present workspace and goes on
// with then.
func (s *shell) leaveWorkspace(then func()) {
	s.leave()
	if s.work.Close == nil && s.closing == 0 {
		then()
		return
	}
	end := s.detach()
	s.forget()
	s.history, s.caseID, s.content = nil, "", nil
	s.undoing.dealt, s.undoing.back = nil, nil
	s.setMenu()
	s.after(end, then)
}

// detach takes the workspace out of the window and returns what ends the work
// on it and closes it.
func (s *shell) detach() (end func()) {
	tasks, work := s.tasks, s.work
	s.stopDaily()
	s.unwatch()
	for _, slot := range []string{slotBackup, "settings.verify"} { // can be had again
		tasks.Cancel(slot)
	}
	s.work, s.warned, s.tasks = Workspace{}, false, kit.NewTasks(tasks.Inline())
	return func() {
		s.ending.Lock()
		defer s.ending.Unlock()
		tasks.Stop()
		closeQuietly(work)
	}
}

// after does end off the window's thread, which stays alive but covered, and
// then what was asked for last. What is being written may take some seconds.
func (s *shell) after(end, then func()) {
	if s.tasks.Inline() {
		end()
		then()
		return
	}
	s.wanted = then
	s.closing++
	s.cover(closingPage())
	go func() {
		end()
		fyne.Do(s.letGone)
	}()
}

func (s *shell) letGone() {
	if s.closing--; s.closing == 0 {
		s.wanted()
	}
}

// closingPage stands while what was begun is written to its end.
func closingPage() fyne.CanvasObject {
	return kit.Middle(kit.VBox(8,
		kit.Title(kit.T("shell.title")).Aligned(fyne.TextAlignCenter),
		kit.Muted(kit.T("shell.closing")).Aligned(fyne.TextAlignCenter),
	), 520)
}

func closeQuietly(w Workspace) {
	if w.Close == nil {
		return
	}
	if err := w.Close(); err != nil {
		slog.Error("closing the workspace", "cause", err)
	}
}
