package evidence

import (
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"casefolio/app/evidence"
)

// white is the paper of labels and the rim of everything else.
var white = color.White

func (p *pen) side() float32   { return min(p.v.pane.size.Width, p.v.pane.size.Height) }
func (p *pen) letter() float32 { return p.side() * evidence.MarkLetter }
func (p *pen) stroke() float32 { return max(1, p.side()*evidence.MarkStroke) }

// draw shows the marks over the picture.
func (p *pen) draw() {
	over := p.v.pane.over
	over.Objects = nil
	number := 0
	list := p.marks.List
	if p.pending.Kind != "" {
		list = append(slices.Clone(list), p.pending)
	}
	for _, m := range list { // what is covered lies below, as in the copy
		if m.Kind == evidence.MarkRedact {
			over.Objects = append(over.Objects, p.shape(m, 0)...)
		}
	}
	for _, m := range list {
		if m.Kind == evidence.MarkNumber {
			number++
		}
		if m.Kind != evidence.MarkRedact {
			over.Objects = append(over.Objects, p.shape(m, number)...)
		}
	}
	over.Refresh()
}

func (p *pen) shape(m evidence.Mark, number int) []fyne.CanvasObject {
	z := p.v.pane
	at := func(x, y float64) fyne.Position {
		return fyne.NewPos(z.at.X+float32(x)*z.size.Width, z.at.Y+float32(y)*z.size.Height)
	}
	a, b := at(m.X1, m.Y1), at(m.X2, m.Y2)
	switch m.Kind {
	case evidence.MarkArrow:
		return p.arrow(a, b)
	case evidence.MarkBox, evidence.MarkRedact:
		at, size := fyne.NewPos(min(a.X, b.X), min(a.Y, b.Y)), fyne.NewSize(max(a.X, b.X)-min(a.X, b.X), max(a.Y, b.Y)-min(a.Y, b.Y))
		var all []fyne.CanvasObject
		draw := func(fill, line color.Color, width float32) { // the toolkit strokes inward
			r := canvas.NewRectangle(fill)
			r.StrokeColor, r.StrokeWidth = line, width
			r.Move(at.SubtractXY(width/2, width/2))
			r.Resize(size.AddWidthHeight(width, width))
			all = append(all, r)
		}
		if m.Kind == evidence.MarkRedact {
			draw(evidence.MarkCover, nil, 0)
		} else {
			draw(nil, white, p.stroke()*1.8)
			draw(nil, evidence.MarkColor, p.stroke())
		}
		return all
	case evidence.MarkNumber:
		radius := p.letter() * 0.85
		c := canvas.NewCircle(evidence.MarkColor)
		c.StrokeColor, c.StrokeWidth = white, p.stroke()*0.4
		c.Move(a.SubtractXY(radius, radius))
		c.Resize(fyne.NewSquareSize(2 * radius))
		t := canvas.NewText(strconv.Itoa(number), white)
		t.TextSize, t.Alignment = p.letter(), fyne.TextAlignCenter
		size := t.MinSize()
		t.Move(a.SubtractXY(size.Width/2, size.Height/2))
		t.Resize(size)
		return []fyne.CanvasObject{c, t}
	case evidence.MarkText:
		return p.label(a, m.Text)
	}
	return nil
}

func (p *pen) arrow(a, b fyne.Position) []fyne.CanvasObject {
	length := math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))
	if length == 0 {
		return nil
	}
	ux, uy := float32(float64(b.X-a.X)/length), float32(float64(b.Y-a.Y)/length)
	head := min(p.stroke()*5, float32(length))
	wing := head * 0.5
	neck := b.SubtractXY(ux*head, uy*head)
	left, right := neck.AddXY(-uy*wing, ux*wing), neck.AddXY(uy*wing, -ux*wing)
	var all []fyne.CanvasObject
	draw := func(c color.Color, width float32) { // on a white rim, so that it can be seen on red
		for _, ends := range [][2]fyne.Position{{a, b}, {left, b}, {right, b}} {
			l := canvas.NewLine(c)
			l.StrokeWidth, l.Position1, l.Position2 = width, ends[0], ends[1]
			all = append(all, l)
		}
	}
	draw(white, p.stroke()*1.8)
	draw(evidence.MarkColor, p.stroke())
	return all
}

func (p *pen) label(a fyne.Position, text string) []fyne.CanvasObject {
	pad, letter := p.letter()*0.3, p.letter()
	lines := p.lines(text)
	wide := float32(0)
	for _, l := range lines {
		wide = max(wide, fyne.MeasureText(l, letter, fyne.TextStyle{}).Width)
	}
	size := fyne.NewSize(wide+2*pad, letter*1.3*float32(len(lines))+2*pad)
	z := p.v.pane
	a.X = max(z.at.X, min(a.X, z.at.X+z.size.Width-size.Width))
	a.Y = max(z.at.Y, min(a.Y, z.at.Y+z.size.Height-size.Height))
	back := canvas.NewRectangle(white)
	back.StrokeColor, back.StrokeWidth = evidence.MarkColor, p.stroke()/2
	back.Move(a)
	back.Resize(size)
	all := []fyne.CanvasObject{back}
	for i, l := range lines {
		t := canvas.NewText(l, evidence.MarkColor)
		t.TextSize = letter
		m := t.MinSize()
		t.Move(a.AddXY(pad, pad+letter*1.3*float32(i)+(letter*1.3-m.Height)/2))
		t.Resize(m)
		all = append(all, t)
	}
	return all
}

// lines breaks a label as the copy does: where it would be wider than the
// picture.
func (p *pen) lines(text string) []string {
	room := p.v.pane.size.Width - p.letter()*0.6
	var out []string
	for _, l := range strings.Split(text, "\n") {
		runes, from := []rune(l), 0
		for i := range runes {
			if i > from && fyne.MeasureText(string(runes[from:i+1]), p.letter(), fyne.TextStyle{}).Width > room {
				out = append(out, string(runes[from:i]))
				from = i
			}
		}
		out = append(out, string(runes[from:]))
	}
	return out
}
