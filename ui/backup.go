package ui

import (
	"context"
	"path/filepath"
	"time"

	"casefolio/app/backup"
	"casefolio/ui/kit"
)

// slotBackup is where all backups run, one at a time.
const slotBackup = "backup"

// backUp makes a backup and shows it.
func (s *shell) backUp() {
	if s.tasks.Busy(slotBackup) { // the daily one, perhaps
		s.Toast(kit.T("shell.backup.busy"))
		return
	}
	service := s.work.Services.Backup
	progress := s.Progress(kit.T("shell.backup.making"), func() { s.tasks.Cancel(slotBackup) })
	kit.Run(s.tasks, slotBackup, func(ctx context.Context) (backup.Info, error) {
		return service.Make(ctx, backup.Manual, percent(progress))
	}, func(info backup.Info, err error) {
		progress.Close()
		if err != nil {
			s.ShowError(err)
			return
		}
		if n := len(info.Problems); n > 0 {
			s.Toast(kit.T("shell.backup.problems", "count", kit.Count(n)))
		} else {
			s.Toast(kit.T("shell.backup.made", "name", filepath.Base(info.Path), "size", kit.FileSize(info.Size)))
		}
		s.readBackups()
		if s.current.page != nil {
			s.current.page.Reload()
		}
	})
}

// percent shows bytes as parts of a hundred, which is what a person reads.
func percent(p *kit.Progress) func(done, total int64) {
	return func(done, total int64) {
		if total > 0 {
			p.Set(int(done*100/total), 100)
		}
	}
}

// readBackups shows at the foot of the rail when the last backup was made.
func (s *shell) readBackups() {
	work, rail := s.work, s.rail
	kit.Run(s.tasks, "backups", func(ctx context.Context) ([]backup.Info, error) {
		return work.Services.Backup.List(ctx)
	}, func(all []backup.Info, err error) {
		if err != nil || len(all) == 0 {
			rail.setBackup(kit.T("shell.backup.none"))
			return
		}
		rail.setBackup(kit.T("shell.backup.last", "time", dayAndTime(all[0].At, work.Services.Now())))
	})
}

// dayAndTime writes a moment shortly: today and yesterday by name.
func dayAndTime(t, now time.Time) string {
	t = t.In(now.Location())
	clock := t.Format("15:04")
	switch t.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return kit.T("shell.today", "time", clock)
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return kit.T("shell.yesterday", "time", clock)
	}
	return t.Format(time.DateOnly)
}

// chooseBackup restores a backup into a new folder and opens it. A nil info
// lets the seller pick the file first.
func (s *shell) chooseBackup(info *backup.Info) {
	if info == nil {
		kit.ChooseFileIn(s, kit.T("shell.restore.file"), s.backupFolder(), []string{".zip"}, s.chooseTarget)
		return
	}
	s.chooseTarget(info.Path)
}

// backupFolder is where the backups of the seller's workspace are.
func (s *shell) backupFolder() string {
	dir := s.work.Dir
	if dir == "" {
		dir = s.own()
	}
	return filepath.Join(dir, "backups")
}

func (s *shell) chooseTarget(archive string) {
	kit.ChooseFolder(s, kit.T("shell.restore.folder"), "", func(dir string) { s.restore(archive, dir) })
}

func (s *shell) restore(archive, dir string) {
	if s.tasks.Busy("restore") {
		return
	}
	progress := s.Progress(kit.T("shell.restore.running"), func() { s.tasks.Cancel("restore") })
	kit.Run(s.tasks, "restore", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.o.Host.Restore(ctx, archive, dir, percent(progress))
	}, func(_ struct{}, err error) {
		progress.Close()
		if err != nil {
			s.ShowError(err)
			return
		}
		s.offerRestored(dir)
	})
}

// offerRestored asks whether to go on in what was restored; the present
// workspace is still there.
func (s *shell) offerRestored(dir string) {
	d := kit.NewDialog(s.win.Canvas(), kit.T("shell.restore.done"), kit.Body(kit.T("shell.restore.done.body", "folder", dir)).Wrapped())
	d.SetButtons(
		kit.NewButton(kit.T("shell.restore.stay"), d.Hide),
		kit.NewPrimary(kit.T("shell.restore.open"), func() { d.Hide(); s.open(dir) }),
	)
	d.Show()
}
