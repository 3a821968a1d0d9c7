package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Tone is what a chip, badge or row says at a glance. The words say it, too.
type Tone int

// The tones.
const (
	ToneNeutral Tone = iota
	ToneInfo
	ToneGood
	ToneSoon
	ToneLate
	ToneAccent
)

// colors names the colours of a tone's text and background.
func (t Tone) colors() (text, back fyne.ThemeColorName) {
	switch t {
	case ToneInfo:
		return theme.ColorInfo, theme.ColorInfoBack
	case ToneGood:
		return theme.ColorGood, theme.ColorGoodBack
	case ToneSoon:
		return theme.ColorSoon, theme.ColorSoonBack
	case ToneLate:
		return theme.ColorLate, theme.ColorLateBack
	case ToneAccent:
		return theme.ColorOnAccent, theme.ColorAccent
	}
	return theme.ColorNeutral, theme.ColorNeutralBack
}

// Badge is a short word on a tone.
type Badge struct {
	widget.BaseWidget
	tone  Tone
	label *Text
	back  *paint
}

// NewBadge returns a badge.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{label: newText("", theme.SizeSmall, theme.ColorNeutral, false).Whole(), back: newPaint("", 4, fyne.Size{})}
	b.ExtendBaseWidget(b)
	b.Set(text, tone)
	return b
}

// Set changes word and tone; an empty word hides the badge.
func (b *Badge) Set(text string, tone Tone) {
	b.tone = tone
	ink, back := tone.colors()
	b.label.SetText(text)
	b.label.Colored(ink)
	b.back.set(back, "")
	if text == "" {
		b.Hide()
	} else {
		b.Show()
	}
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	return laid(b, &labelRenderer{content: HBox(0, b.label), back: []fyne.CanvasObject{b.back}, padX: 7, padY: 2})
}

// Chip is a filter or choice that can be selected. A selected chip is filled
// and bold.
type Chip struct {
	widget.BaseWidget
	OnTapped func()

	text     string
	count    int // less than zero: none shown
	tone     Tone
	selected bool
	hovered  bool
	focused  bool
	label    *Text
	back     *paint
	veil     *paint
	ring     *paint
}

// NewChip returns a chip without a count. A nil onTap leaves it untouchable.
func NewChip(label string, tone Tone, onTap func()) *Chip {
	c := &Chip{
		OnTapped: onTap, text: label, count: -1, tone: tone,
		label: newText("", theme.SizeSmall, theme.ColorNeutral, false).Whole(),
		back:  newPaint("", 4, fyne.Size{}), veil: newPaint("", 4, fyne.Size{}), ring: newRing(6),
	}
	c.ExtendBaseWidget(c)
	c.restyle()
	return c
}

// SetSelected fills or empties the chip.
func (c *Chip) SetSelected(on bool) {
	if c.selected != on {
		c.selected = on
		c.restyle()
	}
}

// Selected tells whether the chip is filled.
func (c *Chip) Selected() bool { return c.selected }

// SetCount shows a number after the label; a negative one takes it away.
func (c *Chip) SetCount(n int) {
	if c.count != n {
		c.count = n
		c.restyle()
	}
}

// SetText changes the label.
func (c *Chip) SetText(s string) {
	c.text = s
	c.restyle()
}

// Text is the label without the count.
func (c *Chip) Text() string { return c.text }

func (c *Chip) restyle() {
	s := c.text
	if c.count >= 0 {
		s += " " + Count(c.count)
	}
	ink, back := c.tone.colors()
	if c.selected {
		ink, back = ToneAccent.colors()
	}
	c.label.SetText(s)
	c.label.Bold(c.selected).Colored(ink)
	c.back.set(back, "")
	c.ring.lit(c.focused)
	veil := fyne.ThemeColorName("")
	if c.hovered && c.OnTapped != nil {
		veil = "hover"
	}
	c.veil.set(veil, "")
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *Chip) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// Cursor implements desktop.Cursorable.
func (c *Chip) Cursor() desktop.Cursor {
	if c.OnTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (c *Chip) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.restyle() }

// MouseMoved implements desktop.Hoverable.
func (c *Chip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Chip) MouseOut() { c.hovered = false; c.restyle() }

// FocusGained implements fyne.Focusable.
func (c *Chip) FocusGained() { c.focused = true; c.restyle() }

// FocusLost implements fyne.Focusable.
func (c *Chip) FocusLost() { c.focused = false; c.restyle() }

// TypedRune implements fyne.Focusable.
func (c *Chip) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *Chip) TypedKey(e *fyne.KeyEvent) {
	if !escaped(c, e) && isPress(e) {
		c.Tapped(nil)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	return laid(c, &labelRenderer{
		content: HBox(0, c.label), back: []fyne.CanvasObject{c.back},
		front: []fyne.CanvasObject{c.veil}, ring: c.ring, padX: 7, padY: 3,
	})
}
