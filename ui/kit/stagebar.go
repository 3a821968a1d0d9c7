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
	hint  *Text // the name of a stage under the pointer that shows only its number
}

// NewStageBar returns a bar of stages, of which the one at current is the
// present one. onTap is told the place of a tapped stage.
func NewStageBar(stages []string, current int, onTap func(i int)) *StageBar {
	b := &StageBar{hint: newText("", theme.SizeSmall, theme.ColorAccent, true).Whole()}
	b.hint.Hide()
	for i, s := range stages {
		b.steps = append(b.steps, newStep(i, s, func() {
			if onTap != nil {
				onTap(i)
			}
		}))
	}
	for _, s := range b.steps {
		s.onHover = b.name
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

// name says the name of the stage that the pointer or the focus is on, where it
// shows only its number, in the place of the words beside it.
func (b *StageBar) name() {
	var at *step
	for _, s := range b.steps {
		if (s.hovered || s.focused) && s.words == wordsNumber {
			at = s
		}
	}
	for _, s := range b.steps {
		show(s.label, at == nil)
	}
	show(b.hint, at != nil)
	if at == nil {
		return
	}
	b.hint.SetText(at.text(wordsFull))
	m := b.hint.MinSize()
	x := at.Position().X + (at.Size().Width-m.Width)/2
	b.hint.Resize(m)
	b.hint.Move(fyne.NewPos(max(0, min(x, b.Size().Width-m.Width)), at.label.Position().Y))
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

// Layout gives each stage the same width where all words have room in it, and
// what its words need where they have room together. In less, the numbers go; in
// still less, only the present stage and the next keep their names, and in least
// the present one alone.
func (r *stageRenderer) Layout(s fyne.Size) {
	words := func(*step) wording { return wordsFull }
	equal := s.Width / float32(max(1, len(r.b.steps)))
	if !r.fitEach(words, equal) {
		for _, try := range []func(*step) wording{
			words,
			func(*step) wording { return wordsName },
			func(st *step) wording {
				if st.side == 0 || st.side == 1 {
					return wordsFull
				}
				return wordsNumber
			},
			func(st *step) wording {
				if st.side == 0 {
					return wordsFull
				}
				return wordsNumber
			},
		} {
			words = try
			if r.need(words) <= s.Width {
				break
			}
		}
		equal = 0
	}
	spare := max(0, s.Width-r.need(words)) / float32(max(1, len(r.b.steps)))
	x := float32(0)
	for _, st := range r.b.steps {
		w := equal
		if w == 0 {
			w = st.need(words(st)) + spare
		}
		st.say(words(st))
		st.Resize(fyne.NewSize(w, s.Height))
		st.Move(fyne.NewPos(x, 0))
		x += w
	}
}

func (r *stageRenderer) fitEach(words func(*step) wording, width float32) bool {
	for _, st := range r.b.steps {
		if st.need(words(st)) > width {
			return false
		}
	}
	return true
}

// need is the width of all stages together.
func (r *stageRenderer) need(words func(*step) wording) (width float32) {
	for _, st := range r.b.steps {
		width += st.need(words(st))
	}
	return width
}

func (r *stageRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.b.steps))
	for i, s := range r.b.steps {
		objects[i] = s
	}
	return append(objects, r.b.hint)
}

func (r *stageRenderer) Refresh() {
	r.Layout(r.b.Size())
	for _, s := range r.b.steps {
		s.Refresh()
	}
}

func (r *stageRenderer) Destroy() {}

// wording is how much a stage says.
type wording int

const (
	wordsFull   wording = iota // number, name, tick
	wordsName                  // name
	wordsNumber                // number
)

// wordGap keeps the words of two stages apart.
const wordGap = 6

// step is one stage of the bar.
type step struct {
	widget.BaseWidget
	number, name string
	words        wording
	side         int // less than zero: behind; zero: present; more: to come
	bar          *paint
	label        *Text
	onTap        func()
	onHover      func()
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

func (s *step) text(w wording) string {
	switch {
	case w == wordsName:
		return s.name
	case w == wordsNumber:
		return s.number
	case s.side < 0:
		return s.number + " " + s.name + " ✓"
	}
	return s.number + " " + s.name
}

// need is the width of the words, bold as they may get.
func (s *step) need(w wording) float32 {
	return fyne.MeasureText(s.text(w), theme.Size(theme.SizeSmall), fyne.TextStyle{Bold: true}).Width + wordGap
}

func (s *step) say(w wording) {
	if s.words != w {
		s.words = w
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
	s.label.SetText(s.text(s.words))
	s.label.Bold(s.side == 0 || s.focused).Colored(ink)
}

func (s *step) Tapped(*fyne.PointEvent)        { s.onTap() }
func (s *step) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (s *step) MouseIn(*desktop.MouseEvent)    { s.hovered = true; s.restyle(); s.onHover() }
func (s *step) MouseMoved(*desktop.MouseEvent) {}
func (s *step) MouseOut()                      { s.hovered = false; s.restyle(); s.onHover() }
func (s *step) FocusGained()                   { s.focused = true; s.restyle(); s.onHover() }
func (s *step) FocusLost()                     { s.focused = false; s.restyle(); s.onHover() }
func (s *step) TypedRune(rune)                 {}
func (s *step) TypedKey(e *fyne.KeyEvent) {
	if !escaped(s, e) && isPress(e) {
		s.onTap()
	}
}

func (s *step) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(VBox(5, s.bar, s.label))
}
