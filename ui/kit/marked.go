package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Mark is a range of a text, in bytes, that stands on a tone.
type Mark struct {
	Start, End int
	Tone       Tone
}

// Marked shows a text of which pieces are marked, in the place of an entry,
// which cannot colour its text. What is typed or pasted into it, and taps beside
// the marks, are handed on: to the entry that takes its place then.
type Marked struct {
	widget.BaseWidget
	OnTapped   func(mark int, e *fyne.PointEvent) // -1 beside the marks
	OnHovered  func(mark int)                     // -1 when the pointer leaves the marks
	OnRune     func(r rune)
	OnKey      func(e *fyne.KeyEvent)
	OnShortcut func(s fyne.Shortcut)
	OnFocus    func(on bool)
	OnTab      func() // where Tab goes; nil: to the next in order

	text  string
	marks []Mark
	over  int
	spots []spot
}

// spot is where a piece of a mark stands.
type spot struct {
	pos  fyne.Position
	size fyne.Size
	mark int
}

// NewMarked returns an empty text.
func NewMarked() *Marked {
	m := &Marked{over: -1}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows a text with marks, which are in its order and do not overlap.
func (m *Marked) Set(text string, marks []Mark) {
	m.text, m.marks, m.over = text, marks, -1
	m.Refresh()
}

// Text is what is shown.
func (m *Marked) Text() string { return m.text }

// Marks are the ranges that are marked.
func (m *Marked) Marks() []Mark { return m.marks }

func (m *Marked) markAt(p fyne.Position) int {
	for _, s := range m.spots {
		if p.X >= s.pos.X && p.Y >= s.pos.Y && p.X < s.pos.X+s.size.Width && p.Y < s.pos.Y+s.size.Height {
			return s.mark
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (m *Marked) Tapped(e *fyne.PointEvent) {
	if m.OnTapped != nil {
		m.OnTapped(m.markAt(e.Position), e)
	}
}

// MouseIn implements desktop.Hoverable.
func (m *Marked) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (m *Marked) MouseMoved(e *desktop.MouseEvent) { m.hover(m.markAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (m *Marked) MouseOut() { m.hover(-1) }

func (m *Marked) hover(mark int) {
	if mark == m.over {
		return
	}
	m.over = mark
	if m.OnHovered != nil {
		m.OnHovered(mark)
	}
}

// Cursor implements desktop.Cursorable.
func (m *Marked) Cursor() desktop.Cursor {
	if m.over >= 0 {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// FocusGained implements fyne.Focusable.
func (m *Marked) FocusGained() { m.focus(true) }

// FocusLost implements fyne.Focusable.
func (m *Marked) FocusLost() { m.focus(false) }

func (m *Marked) focus(on bool) {
	if m.OnFocus != nil {
		m.OnFocus(on)
	}
}

// TypedRune implements fyne.Focusable.
func (m *Marked) TypedRune(r rune) {
	if m.OnRune != nil {
		m.OnRune(r)
	}
}

// AcceptsTab implements fyne.Tabbable.
func (m *Marked) AcceptsTab() bool { return m.OnTab != nil }

// TypedKey implements fyne.Focusable.
func (m *Marked) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyTab && m.OnTab != nil {
		if backwards() {
			fyne.CurrentApp().Driver().CanvasForObject(m).FocusPrevious()
			return
		}
		m.OnTab()
		return
	}
	if m.OnKey != nil {
		m.OnKey(e)
	}
}

// backwards tells whether Shift is held.
func backwards() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// TypedShortcut implements fyne.Shortcutable.
func (m *Marked) TypedShortcut(s fyne.Shortcut) {
	if m.OnShortcut != nil {
		m.OnShortcut(s)
	}
}

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer {
	r := &markedRenderer{m: m}
	r.typeset(m.Size().Width)
	return r
}

// markedRenderer draws each line by itself, in as many pieces as marks cut it
// into.
type markedRenderer struct {
	m       *Marked
	width   float32
	height  float32
	objects []fyne.CanvasObject
}

func (r *markedRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		r.typeset(s.Width)
	}
}

func (r *markedRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, r.height) }
func (r *markedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markedRenderer) Destroy()                     {}

func (r *markedRenderer) Refresh() {
	r.typeset(r.width)
	canvas.Refresh(r.m)
}

func (r *markedRenderer) typeset(width float32) {
	r.width, r.height, r.objects, r.m.spots = width, 0, nil, nil
	if width <= 0 {
		return
	}
	size := theme.Size(theme.SizeBody)
	leading := fyne.MeasureText("M", size, fyne.TextStyle{}).Height // as an entry's, so that nothing moves between them
	mark := 0
	for _, l := range linesOf(r.m.text, width, NewMeasure(theme.SizeBody)) {
		for mark < len(r.m.marks) && r.m.marks[mark].End <= l[0] {
			mark++
		}
		r.line(l[0], l[1], mark, size, leading)
		r.height += leading
	}
}

// line draws the text between two offsets; first is the first mark that can
// lie in it.
func (r *markedRenderer) line(from, to, first int, size, leading float32) {
	x := float32(0)
	for i := first; i < len(r.m.marks) && r.m.marks[i].Start < to; i++ {
		start, end := max(from, r.m.marks[i].Start), min(to, r.m.marks[i].End)
		x = r.piece(r.m.text[from:start], -1, x, size, leading)
		x = r.piece(r.m.text[start:end], i, x, size, leading)
		from = end
	}
	r.piece(r.m.text[from:to], -1, x, size, leading)
}

// piece draws text at x and returns where it ends.
func (r *markedRenderer) piece(text string, mark int, x, size, leading float32) float32 {
	text = strings.ToValidUTF8(strings.ReplaceAll(strings.TrimRight(text, "\r"), "\t", "    "), "\uFFFD")
	if text == "" {
		return x
	}
	w := fyne.MeasureText(text, size, fyne.TextStyle{}).Width
	ink := theme.ColorInk
	if mark >= 0 {
		var back fyne.ThemeColorName
		ink, back = r.m.marks[mark].Tone.colors()
		rect := canvas.NewRectangle(theme.Color(back))
		rect.CornerRadius = 3
		rect.Move(fyne.NewPos(x-1, r.height+0.5))
		rect.Resize(fyne.NewSize(w+2, leading-1))
		r.objects = append(r.objects, rect)
		r.m.spots = append(r.m.spots, spot{rect.Position(), rect.Size(), mark})
	}
	t := canvas.NewText(text, theme.Color(ink))
	t.TextSize = size
	t.Move(fyne.NewPos(x, r.height))
	t.Resize(fyne.NewSize(w, leading))
	r.objects = append(r.objects, t)
	return x + w
}

// linesOf breaks a text into lines, each as its first byte and the one behind
// its last.
func linesOf(text string, width float32, measure *Measure) [][2]int {
	var lines [][2]int
	for start := 0; start <= len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		lines = append(lines, wrapRange(text[start:end], start, width, measure)...)
		start = end + 1
	}
	return lines
}

// wrapRange breaks one paragraph that begins at offset.
func wrapRange(text string, offset int, width float32, measure *Measure) [][2]int {
	runes := []rune(text)
	at := make([]int, 0, len(runes)+1)
	for i := range text {
		at = append(at, offset+i)
	}
	at = append(at, offset+len(text))
	breaks := breaksOf(runes)
	var lines [][2]int
	for start := 0; start < len(runes); {
		line, last, i := float32(0), 0, start
		for ; i < len(runes); i++ {
			line += measure.rune(runes[i])
			if line > width && !unicode.IsSpace(runes[i]) {
				break
			}
			for len(breaks) > 0 && breaks[0] <= i+1 {
				last, breaks = breaks[0], breaks[1:]
			}
		}
		end := last
		if i == len(runes) {
			end = i
		} else if end <= start { // one word is wider than the line
			end = max(i, start+1)
		}
		lines = append(lines, [2]int{at[start], at[end]})
		start = end
	}
	if len(lines) == 0 {
		lines = append(lines, [2]int{offset, offset + len(text)})
	}
	return lines
}
