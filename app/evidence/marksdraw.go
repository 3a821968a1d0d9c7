package evidence

import (
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// MarkStroke and MarkLetter are the width of a line and the height of letters
// of marks, as shares of the picture's shorter side.
const (
	MarkStroke = 0.006
	MarkLetter = 0.034
)

// MarkColor is the colour of marks, MarkCover that of what is covered.
var (
	MarkColor = color.RGBA{R: 0xD9, G: 0x1E, B: 0x18, A: 0xFF}
	MarkCover = color.RGBA{R: 0x14, G: 0x14, B: 0x14, A: 0xFF}
)

// jpegBlock is the grid on which a JPEG keeps its pixels together: a cover that
// fills whole blocks is one colour after encoding, too.
const jpegBlock = 16

// burner draws marks into the pixels of a picture.
type burner struct {
	m      *image.RGBA
	stroke float64
	face   font.Face // nil: no text can be drawn
	letter float64
}

// burn draws marks, which are for this very picture. What is covered is written
// over first, so that a label can stand on it. grid rounds covers outward.
func burn(m *image.RGBA, marks Marks, letters *opentype.Font, grid int) error {
	side := float64(min(m.Rect.Dx(), m.Rect.Dy()))
	b := burner{m: m, stroke: max(2, side*MarkStroke), letter: max(12, side*MarkLetter)}
	if letters != nil {
		face, err := opentype.NewFace(letters, &opentype.FaceOptions{Size: b.letter, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return err
		}
		defer face.Close()
		b.face = face
	}
	for _, x := range marks.List {
		if x.Kind == MarkRedact {
			draw.Draw(m, cover(x, m.Rect, grid), image.NewUniform(MarkCover), image.Point{}, draw.Src)
		}
	}
	number := 0
	for _, x := range marks.List {
		x1, y1, x2, y2 := b.points(x)
		switch x.Kind {
		case MarkArrow:
			b.arrow(x1, y1, x2, y2)
		case MarkBox:
			b.frame(x1, y1, x2, y2)
		case MarkText:
			b.label(x1, y1, x.Text)
		case MarkNumber:
			number++
			b.number(x1, y1, number)
		}
	}
	return nil
}

// cover is what a redaction covers: whole pixels, outward, on a grid.
func cover(x Mark, r image.Rectangle, grid int) image.Rectangle {
	x = x.ordered()
	grid = max(1, grid)
	down := func(share float64, size int) int { return int(math.Floor(share*float64(size))) / grid * grid }
	up := func(share float64, size int) int {
		return (int(math.Ceil(share*float64(size))) + grid - 1) / grid * grid
	}
	return image.Rect(down(x.X1, r.Dx()), down(x.Y1, r.Dy()), up(x.X2, r.Dx()), up(x.Y2, r.Dy())).Add(r.Min).Intersect(r)
}

func (b *burner) points(x Mark) (x1, y1, x2, y2 float64) {
	w, h := float64(b.m.Rect.Dx()), float64(b.m.Rect.Dy())
	return x.X1 * w, x.Y1 * h, x.X2 * w, x.Y2 * h
}

// point is a point of the picture in pixels.
type point struct{ x, y float64 }

// fill fills a polygon. Only the part of the picture that it touches is worked
// on.
func (b *burner) fill(c color.Color, all ...point) {
	box := image.Rectangle{}
	for i, p := range all {
		at := image.Rect(int(math.Floor(p.x)), int(math.Floor(p.y)), int(math.Ceil(p.x))+1, int(math.Ceil(p.y))+1)
		if i == 0 {
			box = at
		}
		box = box.Union(at)
	}
	// What lies outside of the picture stays in the polygon, only not in the box.
	seen := box.Intersect(image.Rect(0, 0, b.m.Rect.Dx(), b.m.Rect.Dy()))
	if seen.Empty() {
		return
	}
	r := vector.NewRasterizer(seen.Dx(), seen.Dy())
	for i, p := range all {
		x, y := float32(p.x-float64(seen.Min.X)), float32(p.y-float64(seen.Min.Y))
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	r.Draw(b.m, seen.Add(b.m.Rect.Min), image.NewUniform(c), image.Point{})
}

// arrow is a line with a head, on a white rim that keeps it visible on red.
func (b *burner) arrow(x1, y1, x2, y2 float64) {
	rim := b.stroke * 0.4
	b.arrowOf(color.White, x1, y1, x2, y2, rim)
	b.arrowOf(MarkColor, x1, y1, x2, y2, 0)
}

func (b *burner) arrowOf(c color.Color, x1, y1, x2, y2, rim float64) {
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	ux, uy := (x2-x1)/length, (y2-y1)/length
	head := min(b.stroke*5, length)
	half, wing := b.stroke/2+rim, b.stroke*2+rim
	// The neck is where the head begins; the rim grows outward on all sides.
	nx, ny := x2-ux*head, y2-uy*head
	at := func(x, y, along, across float64) point {
		return point{x + ux*along - uy*across, y + uy*along + ux*across}
	}
	b.fill(c,
		at(x1, y1, -rim, half), at(nx, ny, -rim, half), at(nx, ny, -rim, wing), at(x2, y2, rim*1.5, 0),
		at(nx, ny, -rim, -wing), at(nx, ny, -rim, -half), at(x1, y1, -rim, -half))
}

func (b *burner) frame(x1, y1, x2, y2 float64) {
	rim := b.stroke * 0.4
	ring := func(c color.Color, out float64) {
		o, i := b.stroke/2+out, b.stroke/2+out
		b.fill(c, point{x1 - o, y1 - o}, point{x2 + o, y1 - o}, point{x2 + o, y1 + i}, point{x1 - o, y1 + i})
		b.fill(c, point{x1 - o, y2 - i}, point{x2 + o, y2 - i}, point{x2 + o, y2 + o}, point{x1 - o, y2 + o})
		b.fill(c, point{x1 - o, y1 - o}, point{x1 + i, y1 - o}, point{x1 + i, y2 + o}, point{x1 - o, y2 + o})
		b.fill(c, point{x2 - i, y1 - o}, point{x2 + o, y1 - o}, point{x2 + o, y2 + o}, point{x2 - i, y2 + o})
	}
	ring(color.White, rim)
	ring(MarkColor, 0)
}

func (b *burner) disc(c color.Color, x, y, radius float64) {
	const corners = 64
	all := make([]point, corners)
	for i := range all {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		all[i] = point{x + cos*radius, y + sin*radius}
	}
	b.fill(c, all...)
}

func (b *burner) number(x, y float64, n int) {
	radius := b.letter * 0.85
	x = min(max(x, radius), float64(b.m.Rect.Dx())-radius)
	y = min(max(y, radius), float64(b.m.Rect.Dy())-radius)
	b.disc(color.White, x, y, radius+b.stroke*0.4)
	b.disc(MarkColor, x, y, radius)
	s := strconv.Itoa(n)
	b.write(color.White, s, x-b.width(s)/2, y+b.letter*0.36)
}

// label is text on white within a red frame, moved so that it stays in the
// picture and broken where it is too wide for it.
func (b *burner) label(x, y float64, text string) {
	pad := b.letter * 0.3
	w, h := float64(b.m.Rect.Dx()), float64(b.m.Rect.Dy())
	lines := b.lines(text, w-2*pad-b.stroke)
	wide := 0.0
	for _, l := range lines {
		wide = max(wide, b.width(l))
	}
	high := b.letter * 1.3 * float64(len(lines))
	x = max(0, min(x, w-wide-2*pad-b.stroke))
	y = max(0, min(y, h-high-2*pad-b.stroke))
	in := b.stroke / 2
	b.fill(MarkColor, point{x, y}, point{x + wide + 2*pad + 2*in, y}, point{x + wide + 2*pad + 2*in, y + high + 2*pad + 2*in}, point{x, y + high + 2*pad + 2*in})
	b.fill(color.White, point{x + in, y + in}, point{x + wide + 2*pad + in, y + in}, point{x + wide + 2*pad + in, y + high + 2*pad + in}, point{x + in, y + high + 2*pad + in})
	for i, l := range lines {
		b.write(MarkColor, l, x+in+pad, y+in+pad+b.letter*(1.3*float64(i)+1))
	}
}

// lines breaks a text at its line ends and wherever a line gets too wide.
func (b *burner) lines(text string, wide float64) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		from := 0
		runes := []rune(l)
		for i := range runes {
			if i > from && b.width(string(runes[from:i+1])) > wide {
				out = append(out, string(runes[from:i]))
				from = i
			}
		}
		out = append(out, string(runes[from:]))
	}
	return out
}

func (b *burner) width(s string) float64 {
	if b.face == nil {
		return 0
	}
	return float64(font.MeasureString(b.face, s)) / 64
}

func (b *burner) write(c color.Color, s string, x, y float64) {
	if b.face == nil {
		return
	}
	d := font.Drawer{
		Dst: b.m, Src: image.NewUniform(c), Face: b.face,
		Dot: fixed.Point26_6{
			X: fixed.Int26_6((x + float64(b.m.Rect.Min.X)) * 64),
			Y: fixed.Int26_6((y + float64(b.m.Rect.Min.Y)) * 64),
		},
	}
	d.DrawString(s)
}
