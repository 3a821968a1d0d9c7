package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Fold is a section under a heading that a tap folds away. How the seller left
// it is remembered on this machine, for all sections with its key.
type Fold struct {
	widget.BaseWidget
	key  string
	shut bool // as long as nobody said otherwise
	head *foldHead
	body fyne.CanvasObject
}

// How a fold was left.
const (
	prefFold = "fold."
	foldOpen = "open"
	foldShut = "shut"
)

// NewFold returns a section that is open until it is folded away. note, which
// may be empty, is said behind the heading, also while it is folded.
func NewFold(key, title, note string, body fyne.CanvasObject) *Fold {
	f := &Fold{key: key, body: body}
	f.head = newFoldHead(title, note, f.toggle)
	f.ExtendBaseWidget(f)
	f.apply()
	return f
}

// Shut folds the section away where nobody said otherwise, and returns it.
func (f *Fold) Shut() *Fold {
	f.shut = true
	f.apply()
	return f
}

// Open tells whether the section is not folded away.
func (f *Fold) Open() bool {
	switch fyne.CurrentApp().Preferences().String(prefFold + f.key) {
	case foldOpen:
		return true
	case foldShut:
		return false
	}
	return !f.shut
}

func (f *Fold) toggle() {
	state := foldOpen
	if f.Open() {
		state = foldShut
	}
	fyne.CurrentApp().Preferences().SetString(prefFold+f.key, state)
	f.apply()
	Settle(f)
}

func (f *Fold) apply() {
	open := f.Open()
	f.head.set(open)
	show(f.body, open)
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer {
	return laid(f, widget.NewSimpleRenderer(VBox(5, f.head, f.body)))
}

// foldHead is the heading of a section, with a sign for how it stands.
type foldHead struct {
	widget.BaseWidget
	title, note, sign *Text
	onTap             func()
	hovered, focused  bool
}

func newFoldHead(title, note string, onTap func()) *foldHead {
	h := &foldHead{title: Heading(title), note: Strong(note).Whole(), sign: Muted("").Whole(), onTap: onTap}
	h.ExtendBaseWidget(h)
	return h
}

func (h *foldHead) set(open bool) {
	sign := "›"
	if open {
		sign = "∨"
	}
	h.sign.SetText(sign)
}

func (h *foldHead) restyle() {
	ink, sign := theme.ColorInk, theme.ColorMuted
	if h.hovered || h.focused {
		ink, sign = theme.ColorAccent, theme.ColorAccent
	}
	h.title.Colored(ink)
	h.sign.Bold(h.focused).Colored(sign)
}

func (h *foldHead) Tapped(*fyne.PointEvent)        { h.onTap() }
func (h *foldHead) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (h *foldHead) MouseIn(*desktop.MouseEvent)    { h.hovered = true; h.restyle() }
func (h *foldHead) MouseMoved(*desktop.MouseEvent) {}
func (h *foldHead) MouseOut()                      { h.hovered = false; h.restyle() }
func (h *foldHead) FocusGained()                   { h.focused = true; h.restyle() }
func (h *foldHead) FocusLost()                     { h.focused = false; h.restyle() }
func (h *foldHead) TypedRune(rune)                 {}
func (h *foldHead) TypedKey(e *fyne.KeyEvent) {
	if !escaped(h, e) && isPress(e) {
		h.onTap()
	}
}

func (h *foldHead) CreateRenderer() fyne.WidgetRenderer {
	return laid(h, widget.NewSimpleRenderer(Row(8, 0, h.title, h.note, Sized(h.sign, 12, 0))))
}
