package readiness

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// The fields of the editor's dialog, which Esc leaves from each of them.

// noteEntry is a text of several lines that Tab leaves.
type noteEntry struct {
	widget.Entry
	cancel func()
}

func newNoteEntry(cancel func()) *noteEntry {
	n := &noteEntry{cancel: cancel}
	n.MultiLine = true
	n.Wrapping = fyne.TextWrapWord
	n.SetMinRowsVisible(3)
	n.ExtendBaseWidget(n)
	return n
}

// AcceptsTab implements fyne.Tabbable.
func (n *noteEntry) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (n *noteEntry) TypedKey(k *fyne.KeyEvent) { typedOr(k, n.cancel, n.Entry.TypedKey) }

// choice is one of a few words.
type choice struct {
	widget.Select
	cancel func()
}

func newChoice(options []string, cancel func()) *choice {
	c := &choice{cancel: cancel}
	c.Options = options
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *choice) TypedKey(k *fyne.KeyEvent) { typedOr(k, c.cancel, c.Select.TypedKey) }

// typedOr gives a key to a field, except Esc.
func typedOr(k *fyne.KeyEvent, cancel func(), typed func(*fyne.KeyEvent)) {
	if k.Name == fyne.KeyEscape {
		cancel()
		return
	}
	typed(k)
}
