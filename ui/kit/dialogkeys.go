package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// dialogs are the dialogs that are shown on each canvas, the last on top. The
// toolkit gives a key to what has the focus alone, so whatever has it asks here
// what Esc means. Of the window's thread only.
var dialogs = map[fyne.Canvas]*dialogStack{}

type dialogStack struct {
	shown  []*Dialog
	before func(*fyne.KeyEvent) // what the canvas did with keys before the first
}

// push puts d on top and takes the keys that nothing has the focus for.
func (d *Dialog) push() {
	s := dialogs[d.canvas]
	if s == nil {
		s = &dialogStack{before: d.canvas.OnTypedKey()}
		dialogs[d.canvas] = s
		d.canvas.SetOnTypedKey(s.typed)
	}
	s.shown = append(s.shown, d)
}

// pop takes d out, wherever it is.
func (d *Dialog) pop() {
	s := dialogs[d.canvas]
	if s == nil {
		return
	}
	s.shown = slices.DeleteFunc(s.shown, func(x *Dialog) bool { return x == d })
	if len(s.shown) == 0 {
		d.canvas.SetOnTypedKey(s.before)
		delete(dialogs, d.canvas)
	}
}

func (s *dialogStack) top() *Dialog { return s.shown[len(s.shown)-1] }

// typed takes a key while nothing in the dialog has the focus, as after a click
// beside its fields.
func (s *dialogStack) typed(e *fyne.KeyEvent) {
	d := s.top()
	switch e.Name {
	case fyne.KeyEscape:
		d.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.press()
	}
}

// escape closes a dialog that may be left without an answer.
func (d *Dialog) escape() {
	if !d.NoEscape {
		d.Hide()
	}
}

// press does the main deed of a dialog. One that destroys takes more than a
// stray Enter.
func (d *Dialog) press() {
	if n := len(d.buttons); n > 0 && d.buttons[n-1].rank != rankDanger {
		d.buttons[n-1].Tapped(nil)
	}
}

// dialogOf is the dialog that o stands in, as far as only the one on top can
// have the focus; nil where none is shown.
func dialogOf(o fyne.CanvasObject) *Dialog {
	if len(dialogs) == 0 {
		return nil
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if s := dialogs[c]; c != nil && s != nil {
		return s.top()
	}
	return nil
}

// escaped gives Esc to the dialog on top or to the page, and tells whether one
// of them takes it.
func escaped(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if e.Name != fyne.KeyEscape || c == nil || c.OnTypedKey() == nil {
		return false
	}
	c.OnTypedKey()(e)
	return true
}
