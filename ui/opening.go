package ui

import (
	"context"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/fault"
	"casefolio/app/shop"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// opened is what the first look into a workspace gives.
type opened struct {
	work    Workspace
	profile shop.Profile
	urgent  int // how much is late or due today
}

// start opens the seller's workspace; where there is none yet, it asks.
func (s *shell) start() {
	if !s.home() {
		s.welcome()
	}
}

// home opens the seller's workspace and tells whether there should be one. One
// that was there last time and is gone, as on a drive that is not plugged in,
// is never made anew in silence.
func (s *shell) home() bool {
	dir := s.own()
	switch {
	case s.o.Host.Exists(dir):
		s.open(dir)
	case dir == s.app.Preferences().String(prefWorkspace):
		s.cannotOpen(dir, fault.New("workspace.gone"), s.start)
	default:
		return false
	}
	return true
}

// own is the folder of the seller's own workspace: the one that was asked for,
// else the last one, else the default one.
func (s *shell) own() string {
	if s.o.Dir != "" {
		return s.o.Dir
	}
	return s.app.Preferences().StringWithFallback(prefWorkspace, s.o.Host.DefaultDir())
}

// open opens the workspace in dir and shows its cases.
func (s *shell) open(dir string) { s.openWith(dir, nil) }

// openWith opens dir; change, when given, is applied to the shop profile of a
// workspace that has just been made.
func (s *shell) openWith(dir string, change func(*shop.Profile)) {
	s.leaveWorkspace(func() {
		s.cover(openingPage(dir))
		kit.Run(s.tasks, "open", func(ctx context.Context) (opened, error) {
			return s.look(ctx, dir, change)
		}, func(o opened, err error) {
			if err != nil {
				s.cannotOpen(dir, err, func() { s.open(dir) })
				return
			}
			s.work = o.work
			s.watchUndo()
			s.appear(o.profile)
			s.build()
			s.land(o.urgent)
			s.readBackups()
			s.daily(dailyDelay)
			s.watch()
			s.remember(dir)
		})
	})
}

// look opens a workspace and reads what the window needs first. One that nobody
// waits for any more is given free again.
func (s *shell) look(ctx context.Context, dir string, change func(*shop.Profile)) (o opened, err error) {
	if o.work, err = s.o.Host.Open(ctx, dir); err != nil {
		return o, err
	}
	if o.profile, err = o.work.Services.Shop.Profile(ctx); err == nil && change != nil {
		change(&o.profile)
		err = o.work.Services.Shop.Save(ctx, o.profile)
	}
	if err == nil {
		o.urgent = urgent(ctx, o.work)
		err = ctx.Err()
	}
	if err != nil {
		closeQuietly(o.work)
	}
	return o, err
}

// remember makes dir the workspace of the next start. The sample is not
// remembered; the way from it to the seller's own cases is shown instead.
func (s *shell) remember(dir string) {
	if dir != s.o.Host.SampleDir() {
		s.app.Preferences().SetString(prefWorkspace, dir)
		return
	}
	s.Toast(kit.T("shell.sample.opened"), kit.Action{Label: kit.T("shell.menu.own"), Do: s.openOwn})
}

// openOwn leaves another workspace for the seller's own.
func (s *shell) openOwn() {
	if !s.home() {
		s.startOwn(s.own())
	}
}

// appear puts language, colours and size of a profile in force and remembers
// them for the next start. It tells whether the language changed.
func (s *shell) appear(p shop.Profile) (newLanguage bool) {
	prefs := s.app.Preferences()
	same := prefs.String(prefTheme) == p.Theme && float32(prefs.Float(prefScale)) == p.Scale
	prefs.SetString(prefTheme, p.Theme)
	prefs.SetFloat(prefScale, float64(p.Scale))
	before := kit.Language()
	if prefs.String(prefLanguage) != p.Language {
		prefs.SetString(prefLanguage, p.Language)
		if err := kit.LoadTranslations(s.o.Files, p.Language); err != nil {
			slog.Error("translations", "cause", err)
		}
	}
	if !same {
		setScale(p.Scale)
		s.keepOnScreen(func() { s.app.Settings().SetTheme(s.theme.Mode(mode(p.Theme))) })
	}
	return kit.Language() != before
}

// keepOnScreen holds the window at its size on the screen where a change of the
// scale would make it grow.
func (s *shell) keepOnScreen(change func()) {
	c := s.win.Canvas()
	before, size := c.Scale(), c.Size()
	change()
	fyne.Do(func() {
		if after := c.Scale(); after > 0 && after != before {
			s.win.Resize(fyne.NewSize(size.Width*before/after, size.Height*before/after))
		}
	})
}

// build makes rail and pages for the open workspace.
func (s *shell) build() {
	s.pages = map[string]func(string) kit.Page{}
	s.forget()
	s.win.SetTitle(kit.T("shell.title.workspace", "folder", filepath.Base(s.work.Dir)))
	s.rail = newRail(s.goSection)
	s.content = container.NewStack()
	registerPages(s)
	s.cover(frame(s.rail, s.content))
}

// rebuild shows everything anew, after a change of language.
func (s *shell) rebuild() {
	r := s.current.route
	s.leave()
	s.build()
	s.show(r)
	s.readBackups()
}

// chooseWorkspace opens another folder, or makes a workspace in it.
func (s *shell) chooseWorkspace() {
	kit.ChooseFolder(s, kit.T("shell.open.title"), filepath.Dir(s.own()), s.take)
}

// take opens dir. Before it makes a workspace there it asks, and warns of a
// folder that a service syncs: two machines that write at once damage a
// database.
func (s *shell) take(dir string) {
	if s.o.Host.Exists(dir) {
		s.open(dir)
		return
	}
	body := kit.T("shell.make.body", "folder", dir)
	if service := s.o.Host.CloudService(dir); service != "" {
		body += "\n\n" + kit.T("shell.cloud.body", "service", service)
	}
	s.Confirm(kit.T("shell.make.title"), body, kit.T("shell.make.verb"), false, func() { s.startOwn(dir) })
}

// openingPage stands while a workspace is opened. It is empty before the first
// one, so that a quick start does not flicker.
func openingPage(dir string) fyne.CanvasObject {
	if dir == "" {
		return container.NewStack()
	}
	return kit.Middle(kit.VBox(8,
		kit.Title(kit.T("shell.title")).Aligned(fyne.TextAlignCenter),
		kit.Muted(kit.T("shell.opening")).Aligned(fyne.TextAlignCenter),
		kit.Small(dir).Aligned(fyne.TextAlignCenter),
	), 520)
}

// cannotOpen says why a workspace could not be opened and offers what helps.
func (s *shell) cannotOpen(dir string, err error, again func()) {
	slog.Error("opening the workspace", "code", fault.Of(err).Code, "cause", err)
	s.leaveWorkspace(func() { s.sayCannotOpen(dir, err, again) })
}

func (s *shell) sayCannotOpen(dir string, err error, again func()) {
	sentence, hint := kit.FaultText(err)
	s.cover(kit.Middle(kit.NewCard(kit.VBox(12,
		kit.HBox(0, kit.NewBadge(kit.T("shell.error.badge"), kit.ToneLate)),
		kit.Title(sentence).Wrapped(),
		kit.Body(hint).Wrapped(),
		kit.Small(kit.T("shell.error.folder", "folder", dir)).Colored(theme.ColorMuted).Wrapped(),
		kit.Flow(8,
			kit.NewPrimary(kit.T("shell.error.again"), again),
			kit.NewButton(kit.T("shell.error.other"), s.chooseWorkspace),
			kit.NewButton(kit.T("shell.menu.restore"), func() { s.chooseBackup(nil) }),
		),
	)), 560))
}
