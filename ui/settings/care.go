package settings

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"casefolio/app/backup"
	"casefolio/app/journal"
	"casefolio/ui/kit"
)

// care is the part of the page about the workspace itself.
type care struct {
	d       Deps
	backups *fyne.Container
	result  *fyne.Container
	tables  *imported
}

// Most lines that the page shows of a list.
const (
	mostBackups  = 10
	mostProblems = 20
)

func newCare(d Deps) *care {
	return &care{d: d, backups: kit.VBox(2), result: kit.VBox(6), tables: newImported(d)}
}

func (c *care) sections() []fyne.CanvasObject {
	folder := kit.VBox(6, kit.Selectable(c.d.Dir))
	if c.d.Cloud != "" {
		folder.Add(kit.HBox(8, kit.NewBadge(kit.T("settings.cloud.badge"), kit.ToneSoon)))
		folder.Add(kit.Body(kit.T("shell.cloud.body", "service", c.d.Cloud)).Wrapped())
	}
	return []fyne.CanvasObject{
		c.tables.section(),
		section(kit.T("settings.clocks"), kit.Muted(kit.T("settings.clocks.hint")).Wrapped(),
			kit.Flow(8, kit.NewButton(kit.T("settings.clocks.open"), c.d.ToClocks))),
		section(kit.T("playbook.settings"), kit.Muted(kit.T("playbook.settings.hint")).Wrapped(),
			kit.Flow(8, kit.NewButton(kit.T("playbook.settings.open"), c.d.ToPlaybooks))),
		section(kit.T("settings.workspace"),
			kit.NewField(kit.T("settings.folder"), false, folder),
			kit.Flow(8, kit.NewButton(kit.T("shell.menu.open"), c.d.OpenOther))),
		section(kit.T("settings.backups"),
			kit.Muted(kit.T("settings.backups.hint")).Wrapped(),
			kit.Flow(8,
				kit.NewButton(kit.T("shell.backup.now"), c.d.BackUp),
				kit.NewButton(kit.T("settings.restore.file"), func() { c.d.Restore(nil) })),
			c.backups, c.place()),
		section(kit.T("settings.verify"),
			kit.Muted(kit.T("settings.verify.hint")).Wrapped(),
			kit.Flow(8, kit.NewButton(kit.T("settings.verify.now"), c.verify)),
			c.result),
		section(kit.T("settings.about"),
			kit.Body(kit.T("settings.about.version", "version", c.d.Version)).Wrapped(),
			kit.Muted(kit.T("settings.about.local")).Wrapped(),
			kit.Muted(kit.T("settings.about.limits")).Wrapped(),
			kit.Muted(kit.T("settings.about.fonts")).Wrapped()),
	}
}

// place says where the backups are, for the copy on another disk.
func (c *care) place() fyne.CanvasObject {
	dir := filepath.Join(c.d.Dir, "backups")
	open := kit.NewQuiet(kit.T("settings.backups.open"), func() {
		if _, err := os.Stat(dir); err != nil {
			c.d.Shell.Toast(kit.T("settings.backups.none"))
			return
		}
		c.d.Shell.ShowError(c.d.Open(dir))
	})
	return kit.VBox(2, kit.Hairline(), kit.Row(8, 0, kit.Small(kit.T("settings.backups.place", "folder", dir)), open))
}

// reload lists the backups and says what was imported.
func (c *care) reload() {
	c.tables.reload()
	kit.Run(c.d.Shell.Tasks(), "settings.backups", func(ctx context.Context) ([]backup.Info, error) {
		return c.d.Backups.List(ctx)
	}, func(all []backup.Info, err error) {
		if err != nil {
			c.d.Shell.ShowError(err)
			return
		}
		c.backups.Objects = nil
		if len(all) == 0 {
			c.backups.Add(kit.Body(kit.T("settings.backups.none")).Wrapped())
		}
		for i, info := range all {
			if i == mostBackups {
				c.backups.Add(kit.Small(kit.T("settings.backups.more", "count", kit.Count(len(all)-i))))
				break
			}
			c.backups.Add(c.backupRow(info))
		}
		c.backups.Refresh()
	})
}

func (c *care) backupRow(info backup.Info) fyne.CanvasObject {
	about := info.At.In(c.d.Now().Location()).Format(kit.StampLayout) + " · " +
		kit.T("settings.backup."+info.Reason) + " · " + kit.FileSize(info.Size)
	return kit.VBox(2, kit.Hairline(), kit.Row(8, 0, kit.Body(about), kit.NewQuiet(kit.T("settings.restore"), func() { c.d.Restore(&info) })))
}

// verify checks everything and says in plain words what came out.
func (c *care) verify() {
	tasks := c.d.Shell.Tasks()
	if tasks.Busy("settings.verify") {
		return
	}
	progress := c.d.Shell.Progress(kit.T("settings.verify.running"), func() { tasks.Cancel("settings.verify") })
	kit.Run(tasks, "settings.verify", func(ctx context.Context) (journal.Report, error) {
		return c.d.Journal.Verify(ctx, func(files int64) { progress.Set(int(files), 0) })
	}, func(r journal.Report, err error) {
		progress.Close()
		if err != nil {
			c.d.Shell.ShowError(err)
			return
		}
		c.showReport(r)
	})
}

func (c *care) showReport(r journal.Report) {
	counts := []string{"entries", kit.Count(int(r.Entries)), "files", kit.Count(int(r.Files)), "problems", kit.Count(len(r.Problems))}
	c.result.Objects = nil
	if r.OK {
		c.result.Add(kit.HBox(8, kit.NewBadge(kit.T("settings.verify.ok"), kit.ToneGood)))
		c.result.Add(kit.Body(kit.T("settings.verify.ok.body", counts...)).Wrapped())
	} else {
		c.result.Add(kit.HBox(8, kit.NewBadge(kit.T("settings.verify.bad", counts...), kit.ToneLate)))
		c.result.Add(kit.Body(kit.T("settings.verify.bad.body", counts...)).Wrapped())
		for i, p := range r.Problems {
			if i == mostProblems {
				c.result.Add(kit.Small(kit.T("settings.problem.more", "count", kit.Count(len(r.Problems)-i))))
				break
			}
			c.result.Add(kit.Selectable(kit.T("settings.problem."+p.Code, "subject", p.Subject)))
		}
	}
	c.result.Add(kit.Small(kit.T("settings.verify.at", "time", c.d.Now().Format(kit.StampLayout))))
	c.result.Refresh()
}
