package packets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// tick is a box to tick in a list: the arrows go to the ticks above and below,
// Return opens what it stands for.
type tick struct {
	widget.Check
	move func(by int)
	open func()
}

func newTick(on bool, changed func(on bool)) *tick {
	t := &tick{}
	t.Checked = on
	t.ExtendBaseWidget(t)
	t.OnChanged = changed
	return t
}

// framed draws the box in the colour of secondary text: the thin lines of fields
// are too faint for a box that stands alone.
func (t *tick) framed() fyne.CanvasObject {
	return container.NewThemeOverride(t, strongLines{fyne.CurrentApp().Settings().Theme()})
}

type strongLines struct{ fyne.Theme }

// Color implements fyne.Theme.
func (s strongLines) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == fynetheme.ColorNameInputBorder {
		name = theme.ColorMuted
	}
	return s.Theme.Color(name, variant)
}

// set ticks without telling anybody.
func (t *tick) set(on bool) {
	if t.Checked == on {
		return
	}
	told := t.OnChanged
	t.OnChanged = nil
	t.SetChecked(on)
	t.OnChanged = told
}

// TypedKey implements fyne.Focusable.
func (t *tick) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		t.step(-1)
	case fyne.KeyDown:
		t.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.open != nil {
			t.open()
		}
	default:
		t.Check.TypedKey(e)
	}
}

func (t *tick) step(by int) {
	if t.move != nil {
		t.move(by)
	}
}
