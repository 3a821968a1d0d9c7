package dossier

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/kit"
)

// paperWhite is the colour of paper in both variants of the theme.
var paperWhite = color.White

// veil lies over the page and takes the wheel and the keys; the scroll bars
// below it still take the mouse.
type veil struct {
	widget.BaseWidget
	s *sheet
}

func newVeil(s *sheet) *veil {
	v := &veil{s: s}
	v.ExtendBaseWidget(v)
	return v
}

// Scrolled implements fyne.Scrollable.
func (v *veil) Scrolled(e *fyne.ScrollEvent) { v.s.scrolled(e) }

// FocusGained implements fyne.Focusable.
func (v *veil) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (v *veil) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (v *veil) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (v *veil) TypedKey(e *fyne.KeyEvent) { v.s.typed(e.Name) }

// CreateRenderer implements fyne.Widget.
func (v *veil) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.Spacer(0, 0))
}
