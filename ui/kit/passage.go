package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Span is a piece of a passage. A marked one stands bold on its tone.
type Span struct {
	Text   string
	Marked bool
	Tone   Tone
}

// Passage is text of several lines in which some pieces are marked. It breaks
// lines as wrapText does.
type Passage struct {
	widget.BaseWidget
	spans []Span
}

// NewPassage returns a passage.
func NewPassage(spans ...Span) *Passage {
	p := &Passage{spans: spans}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes what the passage says.
func (p *Passage) Set(spans []Span) {
	p.spans = spans
	p.Refresh()
}

// Text is the passage without its marks.
func (p *Passage) Text() string {
	var b strings.Builder
	for _, s := range p.spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// CreateRenderer implements fyne.Widget.
func (p *Passage) CreateRenderer() fyne.WidgetRenderer {
	r := &passageRenderer{p: p}
	r.typeset(p.Size().Width)
	return r
}

// passageRenderer draws each run of one line and one mark by itself.
type passageRenderer struct {
	p       *Passage
	width   float32
	height  float32
	objects []fyne.CanvasObject
}

// piece is a run of one line: text of one span.
type piece struct {
	text string
	span int
}

func (r *passageRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		r.typeset(s.Width)
	}
}

func (r *passageRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, r.height) }
func (r *passageRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *passageRenderer) Destroy()                     {}

func (r *passageRenderer) Refresh() {
	r.typeset(r.width)
	canvas.Refresh(r.p)
}

func (r *passageRenderer) typeset(width float32) {
	r.width, r.height, r.objects = width, 0, nil
	size := theme.Size(theme.SizeBody)
	leading := fyne.MeasureText("M", size, fyne.TextStyle{}).Height + 4
	for _, line := range passageLines(r.p.spans, width, r.measure) {
		x := float32(0)
		for _, pc := range line {
			x += r.draw(pc, x, r.height, size, leading)
		}
		r.height += leading
	}
}

func (r *passageRenderer) measure(text string, span int) float32 {
	return fyne.MeasureText(text, theme.Size(theme.SizeBody), fyne.TextStyle{Bold: r.p.spans[span].Marked}).Width
}

// draw adds a piece at (x, y) and returns its width.
func (r *passageRenderer) draw(pc piece, x, y, size, leading float32) float32 {
	s := r.p.spans[pc.span]
	w := r.measure(pc.text, pc.span)
	ink, back := theme.ColorInk, fyne.ThemeColorName("")
	if s.Marked {
		ink, back = s.Tone.colors()
		rect := canvas.NewRectangle(theme.Color(back))
		rect.CornerRadius = 3
		rect.Move(fyne.NewPos(x, y+1))
		rect.Resize(fyne.NewSize(w, leading-2))
		r.objects = append(r.objects, rect)
	}
	t := canvas.NewText(pc.text, theme.Color(ink))
	t.TextSize = size
	t.TextStyle.Bold = s.Marked
	t.Move(fyne.NewPos(x, y+2))
	t.Resize(fyne.NewSize(w, leading-4))
	r.objects = append(r.objects, t)
	return w
}

// passageLines breaks spans into lines of pieces.
func passageLines(spans []Span, width float32, measure func(text string, span int) float32) [][]piece {
	var text []rune
	var owner []int
	for i, s := range spans {
		for _, c := range s.Text {
			text, owner = append(text, c), append(owner, i)
		}
	}
	var lines [][]piece
	for start := 0; start <= len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		lines = append(lines, wrapPieces(text[start:end], owner[start:end], width, measure)...)
		start = end + 1
	}
	return lines
}

// wrapPieces breaks one paragraph.
func wrapPieces(text []rune, owner []int, width float32, measure func(string, int) float32) [][]piece {
	lines := [][]piece{nil}
	used := float32(0)
	from := 0
	for _, to := range breaksOf(text) {
		word := pieces(text[from:to], owner[from:to])
		w := widthOf(trimEnd(word), measure)
		if used > 0 && used+w > width && width > 0 {
			lines, used = append(lines, nil), 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], word...)
		used += widthOf(word, measure)
		from = to
	}
	for i := range lines {
		lines[i] = join(lines[i])
	}
	return lines
}

// pieces cuts a run of text where its span changes.
func pieces(text []rune, owner []int) []piece {
	var out []piece
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && owner[j] == owner[i] {
			j++
		}
		out = append(out, piece{string(text[i:j]), owner[i]})
		i = j
	}
	return out
}

// join puts neighbouring pieces of one span together.
func join(line []piece) []piece {
	var out []piece
	for _, p := range line {
		if n := len(out); n > 0 && out[n-1].span == p.span {
			out[n-1].text += p.text
			continue
		}
		out = append(out, p)
	}
	return out
}

func widthOf(word []piece, measure func(string, int) float32) float32 {
	w := float32(0)
	for _, p := range word {
		w += measure(p.text, p.span)
	}
	return w
}

// trimEnd leaves out white space at the end of a word.
func trimEnd(word []piece) []piece {
	if len(word) == 0 {
		return word
	}
	out := append([]piece{}, word...)
	last := &out[len(out)-1]
	last.text = strings.TrimRightFunc(last.text, unicode.IsSpace)
	return out
}
