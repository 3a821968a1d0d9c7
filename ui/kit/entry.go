package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Entry is a line of text in a dialog: Esc leaves the dialog, Enter does its
// deed, through OnSubmitted where that is given.
type Entry struct {
	widget.Entry
	OnDown   func() // the arrow down, to what stands below
	OnUp     func()
	OnEscape func() // outside of a dialog
}

// NewLongEntry returns an empty entry of several lines, in which Enter begins a
// new one and Tab goes on to the next field.
func NewLongEntry(rows int) *LongEntry {
	e := &LongEntry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

// LongEntry is a text of several lines in a dialog: Esc leaves the dialog.
type LongEntry struct {
	widget.Entry
	OnLeft func() // the focus goes; may be nil
	inner  *container.Scroll
}

// CreateRenderer implements fyne.Widget.
func (e *LongEntry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			e.inner = s
		}
	}
	return r
}

// FocusLost implements fyne.Focusable.
func (e *LongEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// TypedKey implements fyne.Focusable.
func (e *LongEntry) TypedKey(k *fyne.KeyEvent) {
	if !escaped(e, k) {
		e.Entry.TypedKey(k)
	}
}

// AcceptsTab implements fyne.Tabbable.
func (e *LongEntry) AcceptsTab() bool { return false }

// NewEntry returns an empty entry.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case escaped(e, k):
	case k.Name == fyne.KeyDown && e.OnDown != nil:
		e.OnDown()
	case k.Name == fyne.KeyUp && e.OnUp != nil:
		e.OnUp()
	case k.Name == fyne.KeyEscape && e.OnEscape != nil:
		e.OnEscape()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && e.OnSubmitted == nil && dialogOf(e) != nil:
		dialogOf(e).press()
	default:
		e.Entry.TypedKey(k)
	}
}
