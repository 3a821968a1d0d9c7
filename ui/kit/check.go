package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Check is a box to tick: Esc leaves the dialog that it is in, Enter does the
// dialog's deed.
type Check struct{ widget.Check }

// NewCheck returns a box that is ticked or not.
func NewCheck(label string, on bool, changed func(on bool)) *Check {
	c := &Check{}
	c.Text, c.Checked, c.OnChanged = label, on, changed
	c.ExtendBaseWidget(c)
	return c
}

// Set ticks the box without telling anybody.
func (c *Check) Set(on bool) {
	told := c.OnChanged
	c.OnChanged = nil
	c.SetChecked(on)
	c.OnChanged = told
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(k *fyne.KeyEvent) {
	switch {
	case escaped(c, k):
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && dialogOf(c) != nil:
		dialogOf(c).press()
	default:
		c.Check.TypedKey(k)
	}
}
