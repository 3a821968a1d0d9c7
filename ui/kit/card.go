package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Card is a white sheet with a hairline border.
type Card struct {
	widget.BaseWidget
	OnTapped func()

	content  fyne.CanvasObject
	back     *paint
	veil     *paint
	selected bool
}

// NewCard puts content on a card; onTap, when given, makes all of it a button.
func NewCard(content fyne.CanvasObject, onTap ...func()) *Card {
	c := &Card{content: content, back: newPaint(theme.ColorCard, 8, fyne.Size{}), veil: newPaint("", 8, fyne.Size{})}
	if len(onTap) > 0 {
		c.OnTapped = onTap[0]
	}
	c.back.stroke = theme.ColorLine
	c.ExtendBaseWidget(c)
	return c
}

// SetSelected marks the card as the one that is shown beside.
func (c *Card) SetSelected(on bool) {
	if c.selected == on {
		return
	}
	c.selected = on
	c.restyle()
}

func (c *Card) restyle() {
	line := theme.ColorLine
	if c.selected {
		line = theme.ColorAccent
	}
	c.back.set(theme.ColorCard, line)
}

// Tapped implements fyne.Tappable.
func (c *Card) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// Cursor implements desktop.Cursorable.
func (c *Card) Cursor() desktop.Cursor {
	if c.OnTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (c *Card) MouseIn(*desktop.MouseEvent) {
	if c.OnTapped != nil {
		c.veil.set("hover", "")
	}
}

// MouseMoved implements desktop.Hoverable.
func (c *Card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Card) MouseOut() { c.veil.set("", "") }

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	return &cardRenderer{c}
}

const cardPad = 14

type cardRenderer struct{ c *Card }

func (r *cardRenderer) MinSize() fyne.Size {
	return r.c.content.MinSize().Add(fyne.NewSize(2*cardPad, 2*cardPad-4))
}

func (r *cardRenderer) Layout(s fyne.Size) {
	r.c.back.Resize(s)
	r.c.veil.Resize(s)
	r.c.content.Move(fyne.NewPos(cardPad, cardPad-2))
	r.c.content.Resize(fyne.NewSize(max(0, s.Width-2*cardPad), max(0, s.Height-2*cardPad+4)))
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.back, r.c.veil, r.c.content}
}

func (r *cardRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *cardRenderer) Destroy() {}

// DropHint is the dashed box that says what may be dropped here.
type DropHint struct {
	widget.BaseWidget
	text *Text
}

// NewDropHint returns the box with its words.
func NewDropHint(text string) *DropHint {
	d := &DropHint{text: newText(text, theme.SizeBody, theme.ColorInfo, false).Wrapped().Aligned(fyne.TextAlignCenter)}
	d.ExtendBaseWidget(d)
	return d
}

// SetText changes the words.
func (d *DropHint) SetText(s string) { d.text.SetText(s) }

// CreateRenderer implements fyne.Widget.
func (d *DropHint) CreateRenderer() fyne.WidgetRenderer {
	return laid(d, &dropRenderer{d: d, back: newPaint(theme.ColorSelected, 8, fyne.Size{})})
}

// dropRenderer draws the dashes as short lines, which the toolkit lacks.
type dropRenderer struct {
	d      *DropHint
	back   *paint
	dashes []fyne.CanvasObject
}

const (
	dashLength = 5
	dashGap    = 4
	dropPad    = 14
)

func (r *dropRenderer) MinSize() fyne.Size {
	return r.d.text.MinSize().Add(fyne.NewSize(2*dropPad, 2*dropPad))
}

func (r *dropRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	inner := s.Width - 2*dropPad
	r.d.text.Move(fyne.NewPos(dropPad, (s.Height-heightAt(r.d.text, inner))/2))
	r.dashes = r.dashes[:0]
	for x := float32(8); x < s.Width-8; x += dashLength + dashGap {
		w := min(dashLength, s.Width-8-x)
		r.dash(x, 0, w, 1)
		r.dash(x, s.Height-1, w, 1)
	}
	for y := float32(8); y < s.Height-8; y += dashLength + dashGap {
		h := min(dashLength, s.Height-8-y)
		r.dash(0, y, 1, h)
		r.dash(s.Width-1, y, 1, h)
	}
}

func (r *dropRenderer) dash(x, y, w, h float32) {
	p := newPaint(theme.ColorFieldLine, 0, fyne.Size{})
	p.Resize(fyne.NewSize(w, h))
	p.Move(fyne.NewPos(x, y))
	r.dashes = append(r.dashes, p)
}

func (r *dropRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.d.text}, r.dashes...)
}

func (r *dropRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *dropRenderer) Destroy() {}

// NewEmptyState teaches what belongs on an empty screen; its one button, left
// out when buttonLabel is empty, makes the first thing.
func NewEmptyState(title, body, buttonLabel string, onTap func()) fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		Title(title).Wrapped().Aligned(fyne.TextAlignCenter),
		Muted(body).Wrapped().Aligned(fyne.TextAlignCenter),
	}
	if buttonLabel != "" {
		rows = append(rows, container.NewCenter(NewPrimary(buttonLabel, onTap)))
	}
	return Middle(VBox(12, rows...), 420)
}
