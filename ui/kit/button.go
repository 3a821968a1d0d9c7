package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// rank is how loud a button is.
type rank int

const (
	rankPlain rank = iota
	rankPrimary
	rankDanger
	rankQuiet
)

// Button is a labelled deed, with its keys beside the label where it has some.
type Button struct {
	widget.BaseWidget
	OnTapped func()

	rank     rank
	label    *Text
	keys     *Text
	back     *paint
	veil     *paint
	ring     *paint
	disabled bool
	hovered  bool
	focused  bool
	repeats  bool
	tapped   time.Time
}

// DoubleClick is how soon the second tap of a double click follows. Many
// people double-click everything; the second tap must not do the deed again.
// Tests, which tap faster than any hand, set it to zero.
var DoubleClick = 400 * time.Millisecond

// Repeating lets quick taps count one by one, as for zooming, and returns the
// button.
func (b *Button) Repeating() *Button {
	b.repeats = true
	return b
}

// NewButton is a deed among others.
func NewButton(label string, onTap func()) *Button { return newButton(label, rankPlain, onTap) }

// NewPrimary is the main deed of a screen.
func NewPrimary(label string, onTap func()) *Button { return newButton(label, rankPrimary, onTap) }

// NewDanger is a deed that destroys something; its label names it.
func NewDanger(label string, onTap func()) *Button { return newButton(label, rankDanger, onTap) }

// NewQuiet is a deed that looks like a link.
func NewQuiet(label string, onTap func()) *Button { return newButton(label, rankQuiet, onTap) }

func newButton(label string, r rank, onTap func()) *Button {
	b := &Button{OnTapped: onTap, rank: r, back: newPaint("", 6, fyne.Size{}), veil: newPaint("", 6, fyne.Size{}), ring: newRing(8)}
	b.label = newText(label, theme.SizeBody, theme.ColorInk, r == rankPrimary || r == rankDanger).Whole()
	b.keys = newText("", theme.SizeBody, theme.ColorMuted, false).Whole()
	b.keys.Hide()
	b.ExtendBaseWidget(b)
	b.restyle()
	return b
}

// WithKeys shows a shortcut beside the label and returns the button.
func (b *Button) WithKeys(keys string) *Button {
	b.keys.SetText(keys)
	if keys == "" {
		b.keys.Hide()
	} else {
		b.keys.Show()
	}
	b.Refresh()
	return b
}

// SetText changes the label.
func (b *Button) SetText(s string) {
	b.label.SetText(s)
	b.Refresh()
}

// Text is the label.
func (b *Button) Text() string { return b.label.Text() }

// Enable lets the button be pressed.
func (b *Button) Enable() { b.setDisabled(false) }

// Disable greys the button out.
func (b *Button) Disable() { b.setDisabled(true) }

// Disabled tells whether the button is greyed out.
func (b *Button) Disabled() bool { return b.disabled }

func (b *Button) setDisabled(d bool) {
	if b.disabled == d {
		return
	}
	b.disabled = d
	b.restyle()
}

// restyle sets the colours that follow from rank and state.
func (b *Button) restyle() {
	text, keys, fill, stroke := theme.ColorInk, theme.ColorMuted, theme.ColorCard, theme.ColorFieldLine
	switch {
	case b.disabled:
		text, fill, stroke = theme.ColorMuted, theme.ColorNeutralBack, ""
	case b.rank == rankPrimary:
		text, keys, fill, stroke = theme.ColorOnAccent, theme.ColorOnAccent, theme.ColorAccent, ""
	case b.rank == rankDanger:
		text, keys, fill, stroke = theme.ColorCard, theme.ColorCard, theme.ColorLate, ""
	case b.rank == rankQuiet:
		text, fill, stroke = theme.ColorAccent, "", ""
	}
	if b.disabled && b.rank == rankQuiet {
		fill = ""
	}
	b.label.Colored(text)
	b.keys.Colored(keys)
	b.back.set(fill, stroke)
	veil := fyne.ThemeColorName("")
	if b.hovered && !b.disabled {
		veil = "hover"
	}
	b.veil.set(veil, "")
	b.ring.lit(b.focused)
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(e *fyne.PointEvent) {
	if b.disabled || b.OnTapped == nil {
		return
	}
	now := time.Now()
	if e != nil && !b.repeats && now.Sub(b.tapped) < DoubleClick {
		return
	}
	if e != nil { // the keys have no double click
		b.tapped = now
	}
	b.OnTapped()
}

// Cursor implements desktop.Cursorable.
func (b *Button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.restyle() }

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() { b.hovered = false; b.restyle() }

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.restyle() }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.restyle() }

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if !escaped(b, e) && isPress(e) {
		b.Tapped(nil)
	}
}

// isPress tells whether a key presses what has the focus.
func isPress(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	content := HBox(6, b.label, b.keys)
	r := &labelRenderer{
		content: content, back: []fyne.CanvasObject{b.back}, front: []fyne.CanvasObject{b.veil},
		ring: b.ring, padX: 12, padY: 7,
	}
	if b.rank == rankQuiet {
		r.padX, r.leading = 6, true
	}
	return laid(b, r)
}

// laid lays a new renderer out. The toolkit drops the renderers of what was out
// of sight for a minute, and makes new ones without laying them out where the
// size stayed.
func laid(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if s := w.Size(); !s.IsZero() {
		r.Layout(s)
	}
	return r
}

// labelRenderer centres a content on a background.
type labelRenderer struct {
	content     *fyne.Container
	back, front []fyne.CanvasObject
	ring        *paint // around the rest; nil: none
	padX, padY  float32
	leading     bool // at the left instead
}

func (r *labelRenderer) MinSize() fyne.Size {
	m := r.content.MinSize()
	return fyne.NewSize(m.Width+2*r.padX, m.Height+2*r.padY)
}

func (r *labelRenderer) Layout(s fyne.Size) {
	for _, o := range append(r.back, r.front...) {
		o.Resize(s)
	}
	if r.ring != nil {
		r.ring.Move(fyne.NewPos(-ringGap, -ringGap))
		r.ring.Resize(s.Add(fyne.NewSize(2*ringGap, 2*ringGap)))
	}
	m := r.content.MinSize()
	r.content.Resize(fyne.NewSize(min(m.Width, max(0, s.Width-r.padX)), m.Height))
	x := max(r.padX, (s.Width-m.Width)/2)
	if r.leading {
		x = r.padX
	}
	r.content.Move(fyne.NewPos(x, (s.Height-m.Height)/2))
}

func (r *labelRenderer) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{}, r.back...)
	objects = append(append(objects, r.content), r.front...)
	if r.ring != nil {
		objects = append(objects, r.ring)
	}
	return objects
}

func (r *labelRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *labelRenderer) Destroy() {}
