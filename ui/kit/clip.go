package kit

import (
	"context"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// Clip is what the clipboard holds besides text: files that were copied in the
// system's file manager, or a picture such as a screenshot.
type Clip struct {
	Files   []string // absolute paths
	Picture []byte   // PNG
}

// ClipReader reads the clipboard off the window's thread. The picture is left
// out unless it is asked for, because it may have to be encoded first. An empty
// Clip means that there is nothing, or nothing that this system lets a program
// read.
type ClipReader func(ctx context.Context, picture bool) (Clip, error)

// ClipShell is a shell that can read more of the clipboard than text.
type ClipShell interface {
	Clip(ctx context.Context, picture bool) (Clip, error)
}

// ReadClip reads what s can read of the clipboard.
func ReadClip(ctx context.Context, s Shell, picture bool) (Clip, error) {
	if c, ok := s.(ClipShell); ok {
		return c.Clip(ctx, picture)
	}
	return Clip{}, nil
}

// ClipText is the text that the clipboard holds. Programs that hold a picture may
// hand out its bytes as text; that is none.
func ClipText() string {
	text := fyne.CurrentApp().Clipboard().Content()
	if !utf8.ValidString(text) {
		return ""
	}
	return text
}

// PasteInto pastes into the field that has the focus, and tells whether there
// is one that can be written.
func PasteInto(c fyne.Canvas) bool {
	focused := c.Focused()
	field, ok := focused.(fyne.Shortcutable)
	if d, can := focused.(fyne.Disableable); !ok || can && d.Disabled() {
		return false
	}
	field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	return true
}
