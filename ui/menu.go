package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
	"casefolio/ui/shelf"
	"casefolio/ui/tables"
	"casefolio/ui/theme"
)

// setMenu builds the menu for the present page. A shortcut of the menu works
// while a field has the focus, too; one of the canvas does not.
func (s *shell) setMenu() {
	space := fyne.NewMenu(kit.T("shell.menu.workspace"),
		s.item(kit.Shortcut{Name: kit.T("shell.backup.now"), Key: fyne.KeyB, Do: s.backUp}),
		fyne.NewMenuItem(kit.T("shelf.menu"), s.guarded(func() { s.Go(kit.Route{Page: shelf.PageName}) })),
		fyne.NewMenuItem(kit.T("tables.menu"), s.guarded(func() { s.Go(kit.Route{Page: tables.PageName}) })),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(kit.T("shell.menu.open"), s.unlessAsked(s.chooseWorkspace)),
		fyne.NewMenuItem(kit.T("shell.menu.restore"), s.unlessAsked(func() { s.chooseBackup(nil) })),
	)
	if s.content != nil && s.work.Dir == s.o.Host.SampleDir() {
		space.Items = append(space.Items, fyne.NewMenuItem(kit.T("shell.menu.own"), s.unlessAsked(s.openOwn)))
	}
	if s.content == nil {
		space.Items = append(space.Items[4:], s.quitItem())
		s.win.SetMainMenu(fyne.NewMainMenu(withKeys(space)))
		return
	}
	s.win.SetMainMenu(fyne.NewMainMenu(withKeys(s.caseMenu()), withKeys(s.viewMenu()), withKeys(space)))
}

func (s *shell) caseMenu() *fyne.Menu {
	m := fyne.NewMenu(kit.T("shell.menu.case"),
		s.item(kit.Shortcut{Name: kit.T("shell.menu.new"), Key: fyne.KeyN, Do: func() { s.Go(kit.Route{Page: kit.PageIntake}) }}),
		s.pasteItem(),
	)
	if items := s.undoItems(); len(items) > 0 {
		m.Items = append(append(m.Items, fyne.NewMenuItemSeparator()), items...)
	}
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
		s.item(kit.Shortcut{Name: kit.T("shell.rail.today"), Key: fyne.KeyT, Do: func() { s.goSection(kit.PageToday) }}),
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
	if !nativeMenu {
		m.Shortcut = named{m.Shortcut.ShortcutName(), k.Label()}
	}
	return m
}

// pasteItem has the keys before any field: a screenshot must arrive while one
// has the focus, too.
func (s *shell) pasteItem() *fyne.MenuItem {
	m := fyne.NewMenuItem(kit.T("shell.menu.paste"), s.paste)
	m.Shortcut = &fyne.ShortcutPaste{}
	if !nativeMenu {
		m.Shortcut = named{m.Shortcut.ShortcutName(), kit.ShortcutLabel(fyne.KeyV)}
	}
	return m
}

// nativeMenu tells whether the system itself draws the menu.
const nativeMenu = runtime.GOOS == "darwin"

// named is a shortcut that the toolkit finds by its name but whose keys it does
// not draw: it would write them too pale to be read.
type named struct{ name, keys string }

// ShortcutName implements fyne.Shortcut.
func (n named) ShortcutName() string { return n.name }

// withKeys writes the keys of a menu behind its words, in a column of their own
// as far as blanks can make one.
func withKeys(m *fyne.Menu) *fyne.Menu {
	width := func(s string) float32 { return fyne.MeasureText(s, theme.Size(theme.SizeBody), fyne.TextStyle{}).Width }
	widest := float32(0)
	for _, i := range m.Items {
		widest = max(widest, width(i.Label))
	}
	blank := width("a a") - width("aa")
	for _, i := range m.Items {
		if n, ok := i.Shortcut.(named); ok && blank > 0 {
			i.Label += strings.Repeat(" ", int((widest-width(i.Label)+24)/blank+0.5)) + n.keys
		}
	}
	return m
}

// quitItem ends the program; without it the toolkit adds one that would not
// keep what is unfinished.
func (s *shell) quitItem() *fyne.MenuItem {
	m := fyne.NewMenuItem(kit.T("shell.menu.quit"), s.quit)
	m.IsQuit = true
	if k := (kit.Shortcut{Key: fyne.KeyQ}); !nativeMenu { // there the system has it
		m.Shortcut = named{k.Desktop().ShortcutName(), k.Label()}
	}
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
		if !s.blocked() && !s.quitting {
			do()
		}
	}
}
