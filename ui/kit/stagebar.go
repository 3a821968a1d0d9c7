package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// StageBar shows the steps of a case: those behind, the one it is in, those to
// come. Each can be tapped.
type StageBar struct {
	widget.BaseWidget
	steps []*step
}

// NewStageBar returns a bar of stages, of which the one at current is the
// present one. onTap is told the place of a tapped stage.
func NewStageBar(stages []string, current int, onTap func(i int)) *StageBar {
	b := &StageBar{}
	for i, s := range stages {
		b.steps = append(b.steps, newStep(i, s, func() {
			if onTap != nil {
				onTap(i)
			}
		}))
	}
	b.ExtendBaseWidget(b)
	b.SetCurrent(current)
	return b
}

// SetCurrent moves the present stage.
func (b *StageBar) SetCurrent(i int) {
	for k, s := range b.steps {
		s.set(k - i)
	}
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *StageBar) CreateRenderer() fyne.WidgetRenderer { return &stageRenderer{b} }

type stageRenderer struct{ b *StageBar }

func (r *stageRenderer) MinSize() fyne.Size {
	var s fyne.Size
	for _, st := range r.b.steps {
		m := st.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
	}
	return s
}

func (r *stageRenderer) Layout(s fyne.Size) {
	n := float32(max(1, len(r.b.steps)))
	w := s.Width / n
	names := true // all of them, or only the present one's
	for _, st := range r.b.steps {
		names = names && st.fits(w)
	}
	for i, st := range r.b.steps {
		st.setNamed((names || st.side == 0) && st.fits(w))
		st.Resize(fyne.NewSize(w, s.Height))
		st.Move(fyne.NewPos(w*float32(i), 0))
	}
}

func (r *stageRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.b.steps))
	for i, s := range r.b.steps {
		objects[i] = s
	}
	return objects
}

func (r *stageRenderer) Refresh() {
	r.Layout(r.b.Size())
	for _, s := range r.b.steps {
		s.Refresh()
	}
}

func (r *stageRenderer) Destroy() {}

// step is one stage of the bar. Where the names do not fit, its number stands
// alone.
type step struct {
	widget.BaseWidget
	number, name string
	named        bool
	side         int // less than zero: behind; zero: present; more: to come
	bar          *paint
	label        *Text
	onTap        func()
	hovered      bool
	focused      bool
}

// circled is the sign of the first circled number; the six stages follow it.
const circled = '①'

func newStep(i int, name string, onTap func()) *step {
	s := &step{
		number: string(rune(circled + i)), name: name, bar: newPaint(theme.ColorLine, 0, fyne.NewSize(0, 4)),
		label: newText("", theme.SizeSmall, theme.ColorMuted, false).Aligned(fyne.TextAlignCenter), onTap: onTap,
	}
	s.ExtendBaseWidget(s)
	return s
}

func (s *step) set(side int) {
	s.side = side
	s.restyle()
}

func (s *step) full() string {
	if s.side < 0 {
		return s.number + " " + s.name + " ✓"
	}
	return s.number + " " + s.name
}

// fits tells whether the name has room in width.
func (s *step) fits(width float32) bool {
	return fyne.MeasureText(s.full(), theme.Size(theme.SizeSmall), fyne.TextStyle{Bold: true}).Width <= width-4
}

func (s *step) setNamed(on bool) {
	if s.named != on {
		s.named = on
		s.restyle()
	}
}

func (s *step) restyle() {
	bar, ink := theme.ColorLine, theme.ColorMuted
	switch {
	case s.side < 0:
		bar, ink = theme.ColorGood, theme.ColorInk
	case s.side == 0:
		bar, ink = theme.ColorAccent, theme.ColorInk
	}
	if s.hovered || s.focused {
		ink = theme.ColorAccent
	}
	s.bar.set(bar, "")
	text := s.number
	if s.named {
		text = s.full()
	}
	s.label.SetText(text)
	s.label.Bold(s.side == 0 || s.focused).Colored(ink)
}

func (s *step) Tapped(*fyne.PointEvent)        { s.onTap() }
func (s *step) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (s *step) MouseIn(*desktop.MouseEvent)    { s.hovered = true; s.restyle() }
func (s *step) MouseMoved(*desktop.MouseEvent) {}
func (s *step) MouseOut()                      { s.hovered = false; s.restyle() }
func (s *step) FocusGained()                   { s.focused = true; s.restyle() }
func (s *step) FocusLost()                     { s.focused = false; s.restyle() }
func (s *step) TypedRune(rune)                 {}
func (s *step) TypedKey(e *fyne.KeyEvent) {
	if isPress(e) {
		s.onTap()
	}
}

func (s *step) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(VBox(5, s.bar, s.label))
}
