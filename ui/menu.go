package ui

import (
	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
)

// setMenu builds the menu for the present page. A shortcut of the menu works
// while a field has the focus, too; one of the canvas does not. The paste key
// is shown only, because fields need it.
func (s *shell) setMenu() {
	space := fyne.NewMenu(kit.T("shell.menu.workspace"),
		s.item(kit.Shortcut{Name: kit.T("shell.backup.now"), Key: fyne.KeyB, Do: s.backUp}),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(kit.T("shell.menu.open"), s.unlessAsked(s.chooseWorkspace)),
		fyne.NewMenuItem(kit.T("shell.menu.restore"), s.unlessAsked(func() { s.chooseBackup(nil) })),
	)
	if s.content != nil && s.work.Dir == s.o.Host.SampleDir() {
		space.Items = append(space.Items, fyne.NewMenuItem(kit.T("shell.menu.own"), s.unlessAsked(s.openOwn)))
	}
	if s.content == nil {
		space.Items = append(space.Items[2:], s.quitItem())
		s.win.SetMainMenu(fyne.NewMainMenu(space))
		return
	}
	s.win.SetMainMenu(fyne.NewMainMenu(s.caseMenu(), s.viewMenu(), space))
}

func (s *shell) caseMenu() *fyne.Menu {
	m := fyne.NewMenu(kit.T("shell.menu.case"),
		s.item(kit.Shortcut{Name: kit.T("shell.menu.new"), Key: fyne.KeyN, Do: func() { s.Go(kit.Route{Page: kit.PageIntake}) }}),
		fyne.NewMenuItem(kit.T("shell.menu.paste", "keys", kit.ShortcutLabel(fyne.KeyV)), s.guarded(s.pasted)),
	)
	if p, ok := s.current.page.(kit.WithShortcuts); ok {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator())
		for _, k := range p.Shortcuts() {
			m.Items = append(m.Items, s.item(k))
		}
	}
	m.Items = append(m.Items, fyne.NewMenuItemSeparator(), s.quitItem())
	return m
}

func (s *shell) viewMenu() *fyne.Menu {
	return fyne.NewMenu(kit.T("shell.menu.view"),
		s.item(kit.Shortcut{Name: kit.T("shell.rail.cases"), Key: fyne.Key1, Do: func() { s.goSection(kit.PageCases) }}),
		s.item(kit.Shortcut{Name: kit.T("shell.rail.phrases"), Key: fyne.Key2, Do: func() { s.goSection(kit.PagePhrases) }}),
		s.item(kit.Shortcut{Name: kit.T("shell.rail.settings"), Key: fyne.KeyComma, Do: func() { s.goSection(kit.PageSettings) }}),
		fyne.NewMenuItemSeparator(),
		s.item(kit.Shortcut{Name: kit.T("shell.menu.back"), Key: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt, Do: s.Back}),
	)
}

// item is a line of the menu with its keys.
func (s *shell) item(k kit.Shortcut) *fyne.MenuItem {
	m := fyne.NewMenuItem(k.Name, s.guarded(k.Do))
	m.Shortcut = k.Desktop()
	return m
}

// quitItem ends the program; without it the toolkit adds one that would not
// keep what is unfinished.
func (s *shell) quitItem() *fyne.MenuItem {
	m := fyne.NewMenuItem(kit.T("shell.menu.quit"), s.quit)
	m.IsQuit = true
	return m
}

// guarded does nothing before a workspace is open or while a dialog waits for
// an answer.
func (s *shell) guarded(do func()) func() {
	return s.unlessAsked(func() {
		if s.content != nil {
			do()
		}
	})
}

func (s *shell) unlessAsked(do func()) func() {
	return func() {
		if !s.blocked() {
			do()
		}
	}
}
