package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Widths of the panes.
const (
	paneMin    = 236 // a side pane never gets narrower
	middleMin  = 360 // nor the middle, while a side pane can fold instead
	middleGood = 470 // what side panes leave to the middle while nobody dragged them
	grip       = 7   // of a divider, to take hold of
	stripWidth = 22  // of a folded pane
)

// ThreePane is a page of two or three panes. The dividers can be dragged; a
// side pane folds into a strip when the window is narrow, or when its divider
// is double-clicked, and opens over the middle when the strip is clicked.
type ThreePane struct {
	widget.BaseWidget
	left, middle, right *pane
	absent              *pane // the right one while it has nothing to say
	width               float32
}

// pane is one of the three; the middle uses only content.
type pane struct {
	content fyne.CanvasObject
	back    fyne.CanvasObject
	width   float32 // what the seller wants
	dragged bool    // the seller said so
	divider *divider
	strip   *strip
	folded  bool // by the seller
	narrow  bool // by the window
	open    bool // over the middle, while folded
}

// NewThreePane returns panes for a list, a file and an inspector. left or
// right may be nil.
func NewThreePane(left, middle, right fyne.CanvasObject) *ThreePane {
	t := &ThreePane{middle: &pane{content: middle, back: newPaint(theme.ColorGround, 0, fyne.Size{})}}
	t.left = t.side(left, 316, 1)
	t.right = t.side(right, 300, -1)
	t.ExtendBaseWidget(t)
	return t
}

func (t *ThreePane) side(content fyne.CanvasObject, width, direction float32) *pane {
	if content == nil {
		return nil
	}
	p := &pane{content: content, back: newPaint(theme.ColorPane, 0, fyne.Size{}), width: width}
	p.divider = newDivider(
		func(dx float32) { p.width, p.dragged = t.bounded(p.width+dx*direction), true; t.Refresh() },
		func() { p.folded, p.open = true, false; t.Refresh() },
	)
	p.strip = newStrip(direction > 0, func() { t.toggle(p) })
	return p
}

// SetWidths sets what the side panes would like to have; zero leaves one as it is.
func (t *ThreePane) SetWidths(left, right float32) {
	if t.left != nil && left > 0 {
		t.left.width = left
	}
	if t.right != nil && right > 0 {
		t.right.width = right
	}
	t.Refresh()
}

// ShowRight takes the right pane away, or brings it back.
func (t *ThreePane) ShowRight(on bool) {
	if on == (t.right != nil) {
		return
	}
	t.right, t.absent = t.absent, t.right
	t.Refresh()
}

// CloseOver closes a folded pane that is open over the middle, as after
// choosing from it.
func (t *ThreePane) CloseOver() {
	for _, p := range []*pane{t.left, t.right} {
		if p != nil {
			p.open = false
		}
	}
	t.Refresh()
}

// OpenLeft opens the left pane over the middle where it is folded.
func (t *ThreePane) OpenLeft() {
	if t.left != nil && t.left.away() {
		t.left.open = true
		t.Refresh()
	}
}

// OpenRight opens the right pane over the middle where it is folded.
func (t *ThreePane) OpenRight() {
	if t.right != nil && t.right.away() {
		t.CloseOver()
		t.right.open = true
		t.Refresh()
	}
}

// Folded tells which side panes are strips now.
func (t *ThreePane) Folded() (left, right bool) {
	return t.left != nil && t.left.away(), t.right != nil && t.right.away()
}

// toggle opens a strip: to a pane of its own where the window has room for it,
// over the middle otherwise.
func (t *ThreePane) toggle(p *pane) {
	switch {
	case p.open:
		p.open = false
	case !p.narrow:
		p.folded = false
	default:
		t.CloseOver()
		p.open = true
	}
	t.Refresh()
}

func (p *pane) away() bool { return p.folded || p.narrow }

func (t *ThreePane) bounded(w float32) float32 {
	return max(paneMin, min(w, t.width*0.6))
}

// fit decides which panes the window has no room for: the right one folds
// first, then the left.
func (t *ThreePane) fit(width float32) {
	t.width = width
	room := width
	for _, p := range []*pane{t.left, t.right} {
		if p == nil {
			continue
		}
		p.narrow = false
		need := float32(paneMin)
		if p.folded {
			need = stripWidth
		}
		if room-need < middleMin && !p.folded {
			p.narrow = true
			need = stripWidth
		}
		room -= need
	}
}

// shares gives the side panes their widths: what they want, or less where the
// middle would get too narrow.
func (t *ThreePane) shares(width float32) (left, right float32) {
	left, right = t.share(t.left), t.share(t.right)
	middle := float32(middleGood)
	for _, p := range []*pane{t.left, t.right} {
		if p != nil && p.dragged {
			middle = middleMin
		}
	}
	over := left + right + middle - width
	for _, s := range []struct {
		p *pane
		w *float32
	}{{t.right, &right}, {t.left, &left}} {
		if over > 0 && s.p != nil && !s.p.away() {
			cut := min(over, *s.w-paneMin)
			*s.w -= cut
			over -= cut
		}
	}
	return left, right
}

func (t *ThreePane) share(p *pane) float32 {
	switch {
	case p == nil:
		return 0
	case p.away():
		return stripWidth
	}
	return max(paneMin, p.width)
}

// CreateRenderer implements fyne.Widget.
func (t *ThreePane) CreateRenderer() fyne.WidgetRenderer { return &panesRenderer{t} }

type panesRenderer struct{ t *ThreePane }

func (r *panesRenderer) MinSize() fyne.Size {
	h := r.t.middle.content.MinSize().Height
	for _, p := range []*pane{r.t.left, r.t.right} {
		if p != nil && !p.away() {
			h = max(h, p.content.MinSize().Height)
		}
	}
	return fyne.NewSize(middleMin-60, h)
}

func (r *panesRenderer) Layout(s fyne.Size) {
	t := r.t
	t.fit(s.Width)
	left, right := t.shares(s.Width)
	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(0, w), s.Height))
	}
	put(t.middle.back, left, s.Width-left-right)
	put(t.middle.content, left, s.Width-left-right)
	r.side(t.left, put, 0, left, left-(grip+1)/2, s.Width)
	r.side(t.right, put, s.Width-right, right, s.Width-right-(grip-1)/2, s.Width)
}

// side places one side pane, whose share of the width begins at x.
func (r *panesRenderer) side(p *pane, put func(fyne.CanvasObject, float32, float32), x, share, gripAt, whole float32) {
	if p == nil {
		return
	}
	shown := !p.away() || p.open
	show(p.content, shown)
	show(p.back, shown)
	show(p.divider, !p.away())
	show(p.strip, p.away())
	p.strip.set(p.open)
	if !p.away() {
		put(p.back, x, share)
		put(p.divider, gripAt, grip)
		if x == 0 { // a scroll bar at the edge must not lie under the divider
			share = gripAt
		}
		put(p.content, x, share)
		return
	}
	put(p.strip, x, stripWidth)
	over := min(max(p.width, paneMin), whole-2*stripWidth)
	if x == 0 {
		put(p.back, stripWidth, over)
		put(p.content, stripWidth, over)
		return
	}
	put(p.back, x-over, over)
	put(p.content, x-over, over)
}

func show(o fyne.CanvasObject, on bool) {
	if on == o.Visible() {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (r *panesRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.t.middle.back, r.t.middle.content}
	for _, p := range []*pane{r.t.left, r.t.right} {
		if p != nil {
			objects = append(objects, p.back, p.content, p.strip, p.divider)
		}
	}
	return objects
}

func (r *panesRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *panesRenderer) Destroy() {}

// divider is the line between two panes.
type divider struct {
	widget.BaseWidget
	line   *paint
	onMove func(dx float32)
	onFold func()
}

func newDivider(onMove func(float32), onFold func()) *divider {
	d := &divider{line: newPaint(theme.ColorLine, 0, fyne.Size{}), onMove: onMove, onFold: onFold}
	d.ExtendBaseWidget(d)
	return d
}

func (d *divider) Dragged(e *fyne.DragEvent)      { d.onMove(e.Dragged.DX) }
func (d *divider) DragEnd()                       {}
func (d *divider) DoubleTapped(*fyne.PointEvent)  { d.onFold() }
func (d *divider) Cursor() desktop.Cursor         { return desktop.HResizeCursor }
func (d *divider) MouseIn(*desktop.MouseEvent)    { d.line.set(theme.ColorAccent, "") }
func (d *divider) MouseMoved(*desktop.MouseEvent) {}
func (d *divider) MouseOut()                      { d.line.set(theme.ColorLine, "") }

func (d *divider) CreateRenderer() fyne.WidgetRenderer { return &dividerRenderer{d} }

type dividerRenderer struct{ d *divider }

func (r *dividerRenderer) MinSize() fyne.Size { return fyne.NewSize(grip, 0) }
func (r *dividerRenderer) Layout(s fyne.Size) {
	r.d.line.Resize(fyne.NewSize(1, s.Height))
	r.d.line.Move(fyne.NewPos((grip-1)/2, 0))
}
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.d.line} }
func (r *dividerRenderer) Refresh()                     { r.d.line.Refresh() }
func (r *dividerRenderer) Destroy()                     {}

// strip stands for a folded pane.
type strip struct {
	widget.BaseWidget
	isLeft bool
	arrow  *Text
	back   *paint
	onTap  func()
}

func newStrip(isLeft bool, onTap func()) *strip {
	s := &strip{
		isLeft: isLeft, arrow: newText("", theme.SizeHeading, theme.ColorAccent, true).Whole(),
		back: newPaint(theme.ColorPane, 0, fyne.Size{}), onTap: onTap,
	}
	s.back.stroke = theme.ColorLine
	s.ExtendBaseWidget(s)
	s.set(false)
	return s
}

func (s *strip) set(open bool) {
	if s.isLeft == open {
		s.arrow.SetText("‹")
	} else {
		s.arrow.SetText("›")
	}
}

func (s *strip) Tapped(*fyne.PointEvent)        { s.onTap() }
func (s *strip) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (s *strip) MouseIn(*desktop.MouseEvent)    { s.back.set(theme.ColorSelected, theme.ColorLine) }
func (s *strip) MouseMoved(*desktop.MouseEvent) {}
func (s *strip) MouseOut()                      { s.back.set(theme.ColorPane, theme.ColorLine) }
func (s *strip) FocusGained()                   { s.back.set(theme.ColorSelected, theme.ColorAccent) }
func (s *strip) FocusLost()                     { s.back.set(theme.ColorPane, theme.ColorLine) }
func (s *strip) TypedRune(rune)                 {}
func (s *strip) TypedKey(e *fyne.KeyEvent) {
	if isPress(e) {
		s.onTap()
	}
}

func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return laid(s, &labelRenderer{content: HBox(0, s.arrow), back: []fyne.CanvasObject{s.back}, padX: 7})
}
