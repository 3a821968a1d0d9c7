package kit

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Shortcut is a key of a page. Modifier zero means the system's own: Command
// on macOS, Ctrl elsewhere. Name, when given, is its text in the menu.
type Shortcut struct {
	Name     string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Do       func()
}

// Desktop is the form that the toolkit registers.
func (s Shortcut) Desktop() *desktop.CustomShortcut {
	m := s.Modifier
	if m == 0 {
		m = fyne.KeyModifierShortcutDefault
	}
	return &desktop.CustomShortcut{KeyName: s.Key, Modifier: m}
}

// Label writes the keys as the system does: "⇧⌘N" or "Ctrl+Shift+N".
func (s Shortcut) Label() string { return shortcutLabel(runtime.GOOS, s.Key, s.Desktop().Modifier) }

// ShortcutLabel writes key with the system's own modifier: "⌘N" on macOS,
// "Ctrl+N" elsewhere.
func ShortcutLabel(key fyne.KeyName) string { return Shortcut{Key: key}.Label() }

func shortcutLabel(goos string, key fyne.KeyName, m fyne.KeyModifier) string {
	names := []struct {
		mod         fyne.KeyModifier
		mac, others string
	}{
		{fyne.KeyModifierControl, "⌃", "Ctrl+"},
		{fyne.KeyModifierAlt, "⌥", "Alt+"},
		{fyne.KeyModifierShift, "⇧", "Shift+"},
		{fyne.KeyModifierSuper, "⌘", "Super+"},
	}
	var b strings.Builder
	for _, n := range names {
		switch {
		case m&n.mod == 0:
		case goos == "darwin":
			b.WriteString(n.mac)
		default:
			b.WriteString(n.others)
		}
	}
	return b.String() + keyName(key)
}

func keyName(key fyne.KeyName) string {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		return "⏎"
	case fyne.KeyUp:
		return "↑"
	case fyne.KeyDown:
		return "↓"
	case fyne.KeyLeft:
		return "←"
	case fyne.KeyRight:
		return "→"
	}
	return string(key)
}
