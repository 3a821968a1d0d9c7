package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"casefolio/app/shop"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// welcome is the first page that a seller ever sees.
func (s *shell) welcome() {
	languages := []string{kit.Chinese, kit.English}
	selected := 0
	if kit.Language() == kit.English {
		selected = 1
	}
	toggle := kit.NewSegments([]string{kit.T("shell.language.zh"), kit.T("shell.language.en")}, selected, func(i int) {
		s.speak(languages[i])
		s.welcome()
	})
	own := s.own()
	begin := kit.NewPrimary(kit.T("shell.welcome.own.button"), func() { s.startOwn(own) })
	rows := []fyne.CanvasObject{
		container.NewCenter(kit.Sized(s.mark(), 72, 72)),
		kit.Title(kit.T("shell.title")).Aligned(fyne.TextAlignCenter),
		kit.Muted(kit.T("shell.welcome.promise")).Wrapped().Aligned(fyne.TextAlignCenter),
		kit.Spacer(0, 4),
		choice(kit.T("shell.welcome.own"), kit.T("shell.welcome.own.body"), begin),
		choice(kit.T("shell.welcome.sample"), kit.T("shell.welcome.sample.body"), kit.NewButton(kit.T("shell.welcome.sample.button"), s.startSample)),
		kit.Row(8, 0, kit.Small(kit.T("shell.welcome.folder", "folder", own)),
			kit.NewQuiet(kit.T("shell.error.other"), s.chooseWorkspace),
			kit.NewQuiet(kit.T("shell.menu.restore"), func() { s.chooseBackup(nil) })),
	}
	if service := s.o.Host.CloudService(own); service != "" {
		rows = append(rows, kit.Small(kit.T("shell.cloud.body", "service", service)).Colored(theme.ColorSoon).Wrapped())
	}
	rows = append(rows, container.NewCenter(toggle))
	s.cover(container.NewVScroll(kit.Pad(kit.Middle(kit.VBox(12, rows...), 560), 16, 0, 16, 0)))
	s.win.Canvas().Focus(begin)
}

// choice is a card with what it offers at the left and its button at the
// right. A tap anywhere on it is a tap on the button.
func choice(title, body string, button *kit.Button) fyne.CanvasObject {
	return kit.NewCard(kit.Row(16, 0, kit.Sized(kit.VBox(4, kit.Heading(title), kit.Muted(body).Wrapped()), 150, 0), button),
		func() { button.Tapped(&fyne.PointEvent{}) })
}

// mark is the program's picture.
func (s *shell) mark() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(s.app.Icon())
	icon.FillMode = canvas.ImageFillContain
	return icon
}

// speak changes the language before a workspace is open.
func (s *shell) speak(language string) {
	s.app.Preferences().SetString(prefLanguage, language)
	if err := kit.LoadTranslations(s.o.Files, language); err != nil {
		s.ShowError(err)
	}
	s.win.SetTitle(kit.T("shell.title"))
	s.setMenu()
}

// startOwn opens the seller's workspace, or makes it in the language that they
// chose.
func (s *shell) startOwn(dir string) {
	if s.o.Host.Exists(dir) {
		s.open(dir)
		return
	}
	language := s.app.Preferences().String(prefLanguage)
	s.openWith(dir, func(p *shop.Profile) { p.Language = language })
}

// startSample opens the sample workspace and makes it first where it is not
// there yet.
func (s *shell) startSample() {
	dir := s.o.Host.SampleDir()
	language := s.app.Preferences().String(prefLanguage)
	keep := func(p *shop.Profile) { p.Language = language }
	if s.o.Host.Exists(dir) {
		s.openWith(dir, keep)
		return
	}
	if s.tasks.Busy("sample") { // a second tap of a double click
		return
	}
	progress := s.Progress(kit.T("shell.sample.making"), func() { s.tasks.Cancel("sample") })
	kit.Run(s.tasks, "sample", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.o.Host.MakeSample(ctx, dir, progress.Set)
	}, func(_ struct{}, err error) {
		progress.Close()
		if err != nil {
			s.ShowError(err)
			return
		}
		s.openWith(dir, keep)
	})
}
