package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Combo is a listed word or the seller's own. Down opens the list, Tab goes on
// to the next field and not to the arrow.
type Combo struct {
	widget.SelectEntry
	OnLeft func() // the focus goes; may be nil
}

// NewCombo returns a combo that offers words.
func NewCombo(options []string) *Combo {
	c := &Combo{}
	c.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	c.ExtendBaseWidget(c)
	c.SetOptions(options)
	c.ActionItem = newArrow(c.ActionItem.(*widget.Button).OnTapped)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *Combo) TypedKey(k *fyne.KeyEvent) {
	switch {
	case escaped(c, k):
	case k.Name == fyne.KeyDown:
		c.ActionItem.(*arrow).Tapped(nil)
	default:
		c.SelectEntry.TypedKey(k)
	}
}

// FocusLost implements fyne.Focusable.
func (c *Combo) FocusLost() {
	c.SelectEntry.FocusLost()
	if c.OnLeft != nil {
		c.OnLeft()
	}
}

// arrow opens a list by the mouse. The toolkit's own is a button, a stop of its
// own for Tab behind every field.
type arrow struct {
	widget.DisableableWidget
	open func()
}

func newArrow(open func()) *arrow {
	a := &arrow{open: open}
	a.ExtendBaseWidget(a)
	return a
}

// Tapped implements fyne.Tappable.
func (a *arrow) Tapped(*fyne.PointEvent) {
	if !a.Disabled() {
		a.open()
	}
}

// CreateRenderer implements fyne.Widget.
func (a *arrow) CreateRenderer() fyne.WidgetRenderer {
	icon := widget.NewIcon(fynetheme.Icon(fynetheme.IconNameArrowDropDown))
	side := theme.Size(fynetheme.SizeNameInlineIcon)
	return laid(a, widget.NewSimpleRenderer(container.NewCenter(container.New(layout.NewGridWrapLayout(fyne.NewSquareSize(side)), icon))))
}
