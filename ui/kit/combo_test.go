package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestACombo(t *testing.T) {
	test.NewTempApp(t)
	left := 0
	c, next := NewCombo([]string{"Amazon", "eBay"}), NewEntry()
	c.OnLeft = func() { left++ }
	w := test.NewTempWindow(t, container.NewVBox(c, next))
	canvas := w.Canvas()
	canvas.Focus(c)
	canvas.FocusNext()
	if canvas.Focused() != fyne.Focusable(next) || left != 1 {
		t.Errorf("Tab leads to %T, left %d times", canvas.Focused(), left)
	}
	canvas.Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	list := canvas.Focused()
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.Text != "eBay" {
		t.Errorf("%q was chosen", c.Text)
	}
	escapes := 0
	canvas.SetOnTypedKey(func(*fyne.KeyEvent) { escapes++ })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if escapes != 1 {
		t.Error("Esc does not reach the page")
	}
}
