package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Dialog asks for a decision over the page. It never grows beyond the window:
// its body scrolls then.
type Dialog struct {
	NoEscape bool    // only a button closes it
	Height   float32 // of a body that fills the dialog and scrolls by itself; zero: the body's own
	OnClosed func()

	canvas  fyne.Canvas
	title   *Text
	body    fyne.CanvasObject
	buttons []*Button
	popup   *widget.PopUp
	width   float32
	focus   fyne.Focusable // what had the focus before
}

// NewDialog prepares a dialog on c.
func NewDialog(c fyne.Canvas, title string, body fyne.CanvasObject) *Dialog {
	return &Dialog{canvas: c, title: Heading(title).Wrapped(), body: body, width: 420}
}

// SetButtons sets the buttons at the foot; the last is the main one.
func (d *Dialog) SetButtons(buttons ...*Button) { d.buttons = buttons }

// SetWidth sets the width for a window that is wide enough.
func (d *Dialog) SetWidth(w float32) { d.width = w }

// Show puts the dialog over the page and the focus on its main button.
func (d *Dialog) Show() {
	d.focus = d.canvas.Focused()
	row := make([]fyne.CanvasObject, 0, len(d.buttons))
	for _, b := range d.buttons {
		row = append(row, b)
	}
	foot := Row(8, 0, append([]fyne.CanvasObject{Spacer(0, 0)}, HBox(8, row...))...)
	if len(row) == 0 {
		foot.Hide()
	}
	body := d.body
	if d.Height == 0 {
		body = FormScroll(Pad(d.body, 0, ringRoom, 0, ringRoom))
	}
	frame := container.New(&dialogLayout{d: d}, d.title, body, foot)
	d.popup = widget.NewModalPopUp(frame, d.canvas)
	size := d.size()
	d.popup.Resize(size)
	d.popup.Show()
	d.push()
	d.popup.Resize(d.size()) // wrapped text knows its height only after the first layout
	if n := len(d.buttons); n > 0 {
		d.canvas.Focus(d.buttons[n-1])
	}
}

// Hide takes the dialog away and gives the focus back.
func (d *Dialog) Hide() {
	if d.popup == nil {
		return
	}
	d.popup.Hide()
	d.popup = nil
	d.pop()
	if d.focus != nil {
		d.canvas.Focus(d.focus)
	}
	if d.OnClosed != nil {
		d.OnClosed()
	}
}

// Shown tells whether the dialog is over the page.
func (d *Dialog) Shown() bool { return d.popup != nil }

// dialogPad is the space around a dialog's content; ringRoom of it belongs to
// the body, so that scrolling does not cut the ring of what has the focus.
const (
	dialogPad = 16
	ringRoom  = ringGap + 1
)

func (d *Dialog) size() fyne.Size {
	room := d.canvas.Size()
	w := min(d.width, room.Width-24)
	h := d.popup.Content.MinSize().Height
	if l, ok := d.popup.Content.(*fyne.Container); ok {
		h = l.Layout.(*dialogLayout).height(w)
	}
	return fyne.NewSize(w, min(h, room.Height-24))
}

// dialogLayout stacks title, scrolling body and foot.
type dialogLayout struct{ d *Dialog }

func (l *dialogLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	w := min(l.d.width, l.d.canvas.Size().Width-24)
	return fyne.NewSize(w, min(l.height(w), l.d.canvas.Size().Height-24))
}

// height is what the dialog would like to have at width w.
func (l *dialogLayout) height(w float32) float32 {
	inner := w - 2*dialogPad
	body := l.d.Height
	if body == 0 {
		body = heightAt(l.d.body, inner)
	}
	h := 2*dialogPad + heightAt(l.d.title, inner) + 10 + body
	if len(l.d.buttons) > 0 {
		h += 16 + l.d.buttons[0].MinSize().Height
	}
	return h
}

func (l *dialogLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	title, body, foot := o[0], o[1], o[2]
	inner := s.Width - 2*dialogPad
	title.Move(fyne.NewPos(dialogPad, dialogPad))
	top := dialogPad + heightAt(title, inner) + 10
	bottom := s.Height - dialogPad
	if foot.Visible() {
		h := foot.MinSize().Height
		foot.Resize(fyne.NewSize(inner, h))
		foot.Move(fyne.NewPos(dialogPad, bottom-h))
		bottom -= h + 16
	}
	room := float32(0)
	if l.d.Height == 0 {
		room = ringRoom
	}
	body.Move(fyne.NewPos(dialogPad-room, top))
	body.Resize(fyne.NewSize(inner+2*room, max(0, bottom-top)))
}

// Ask asks before a deed; verb names it on the button.
func Ask(c fyne.Canvas, title, body, verb string, danger bool, yes func()) *Dialog {
	d := NewDialog(c, title, Body(body).Wrapped())
	deed := NewPrimary(verb, func() { d.Hide(); yes() })
	if danger {
		deed = NewDanger(verb, func() { d.Hide(); yes() })
	}
	no := NewButton(T("kit.cancel"), d.Hide)
	d.SetButtons(no, deed)
	d.Show()
	if danger { // the deed takes more than a stray Enter
		c.Focus(no)
	}
	return d
}

// Tell shows a sentence and a hint that need to be read.
func Tell(c fyne.Canvas, title, body, hint string) *Dialog {
	d := NewDialog(c, title, VBox(8, Body(body).Wrapped(), Muted(hint).Wrapped()))
	if body == "" {
		d.body = Body(hint).Wrapped()
	}
	d.SetButtons(NewPrimary(T("kit.understood"), d.Hide))
	d.Show()
	return d
}
