package sample

import (
	"image"
	"image/color"
	"image/draw"
	"io/fs"
	"math"
	"math/rand/v2"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"casefolio/app/packed"
)

// point is a place on a canvas in pixels.
type point struct{ x, y float64 }

// canvas is a picture being drawn. Shapes go through turn, so that a parcel
// can lie a little askew, as in a real photo.
type canvas struct {
	*image.RGBA
	fonts *fonts
	angle float64 // radians, around the middle
}

func newCanvas(w, h int, f *fonts) *canvas {
	return &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, w, h)), fonts: f}
}

// turn moves a point by the angle around the middle.
func (c *canvas) turn(p point) point {
	mx, my := float64(c.Rect.Dx())/2, float64(c.Rect.Dy())/2
	sin, cos := math.Sincos(c.angle)
	x, y := p.x-mx, p.y-my
	return point{mx + x*cos - y*sin, my + x*sin + y*cos}
}

// polygon fills a closed shape. Only the rectangle around it is worked on.
func (c *canvas) polygon(col color.Color, points ...point) {
	turned := make([]point, len(points))
	for i, p := range points {
		turned[i] = c.turn(p)
	}
	box := bounds(turned).Intersect(c.Rect)
	if box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, p := range turned {
		x, y := float32(p.x)-float32(box.Min.X), float32(p.y)-float32(box.Min.Y)
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	r.Draw(c.RGBA, box, image.NewUniform(col), image.Point{})
}

// bounds is the smallest rectangle of whole pixels around points.
func bounds(points []point) image.Rectangle {
	x0, y0, x1, y1 := points[0].x, points[0].y, points[0].x, points[0].y
	for _, p := range points {
		x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
	}
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}

func (c *canvas) rect(col color.Color, x, y, w, h float64) {
	c.polygon(col, point{x, y}, point{x + w, y}, point{x + w, y + h}, point{x, y + h})
}

// round fills a rectangle with rounded corners.
func (c *canvas) round(col color.Color, x, y, w, h, radius float64) {
	var points []point
	for i, corner := range []point{{x + w - radius, y + h - radius}, {x + radius, y + h - radius}, {x + radius, y + radius}, {x + w - radius, y + radius}} {
		for step := range 9 {
			a := math.Pi/2*float64(i) + math.Pi/16*float64(step)
			points = append(points, point{corner.x + radius*math.Cos(a), corner.y + radius*math.Sin(a)})
		}
	}
	c.polygon(col, points...)
}

func (c *canvas) ellipse(col color.Color, x, y, rx, ry float64) {
	points := make([]point, 72)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(points)))
		points[i] = point{x + rx*cos, y + ry*sin}
	}
	c.polygon(col, points...)
}

// line strokes a straight line.
func (c *canvas) line(col color.Color, width float64, from, to point) {
	dx, dy := to.x-from.x, to.y-from.y
	n := math.Hypot(dx, dy)
	if n == 0 {
		return
	}
	ox, oy := -dy/n*width/2, dx/n*width/2
	c.polygon(col, point{from.x + ox, from.y + oy}, point{to.x + ox, to.y + oy},
		point{to.x - ox, to.y - oy}, point{from.x - ox, from.y - oy})
}

// gradient paints the whole canvas from top to bottom.
func (c *canvas) gradient(top, bottom color.RGBA) {
	h := c.Rect.Dy()
	mix := func(a, b uint8, y int) uint8 { return uint8((int(a)*(h-y) + int(b)*y) / h) }
	for y := range h {
		col := color.RGBA{mix(top.R, bottom.R, y), mix(top.G, bottom.G, y), mix(top.B, bottom.B, y), 255}
		draw.Draw(c.RGBA, image.Rect(0, y, c.Rect.Dx(), y+1), image.NewUniform(col), image.Point{}, draw.Src)
	}
}

// grain darkens the corners and adds the noise of a phone's sensor, the same
// for the same seed.
func (c *canvas) grain(seed uint64, strength int) {
	rng := rand.New(rand.NewPCG(seed, 7))
	w, h := c.Rect.Dx(), c.Rect.Dy()
	dark := func(i, n int) int { d := float64(2*i-n) / float64(n); return int(26 * d * d) }
	across := make([]int, w)
	for x := range across {
		across[x] = dark(x, w)
	}
	var bits uint64
	for y := range h {
		row, down := c.Pix[y*c.Stride:][:4*w], dark(y, h)
		for x := range across {
			if x%8 == 0 {
				bits = rng.Uint64()
			}
			noise := int(bits&0xFF)*strength/256 - strength/2
			bits >>= 8
			shade := 256 - down - across[x]
			for i := 4 * x; i < 4*x+3; i++ {
				row[i] = uint8(min(max(int(row[i])*shade/256+noise, 0), 255))
			}
		}
	}
}

// text writes a line with its left end and baseline at (x, y). Text stays
// level: a canvas that is turned writes its texts along the turned line.
func (c *canvas) text(col color.Color, bold bool, size, x, y float64, s string) {
	face := c.fonts.face(bold, size)
	if c.angle == 0 {
		d := font.Drawer{Dst: c.RGBA, Src: image.NewUniform(col), Face: face, Dot: fixed.P(int(x), int(y))}
		d.DrawString(s)
		return
	}
	for _, r := range s {
		p := c.turn(point{x, y})
		d := font.Drawer{Dst: c.RGBA, Src: image.NewUniform(col), Face: face, Dot: fixed.P(int(math.Round(p.x)), int(math.Round(p.y)))}
		d.DrawString(string(r))
		x += float64(font.MeasureString(face, string(r))) / 64
	}
}

// centred writes a line around x.
func (c *canvas) centred(col color.Color, bold bool, size, x, y float64, s string) {
	c.text(col, bold, size, x-float64(font.MeasureString(c.fonts.face(bold, size), s))/128, y, s)
}

// fonts are the window's faces, parsed once for all pictures.
type fonts struct {
	regular, bold *opentype.Font
	faces         map[faceKey]font.Face
}

type faceKey struct {
	bold bool
	size float64
}

func loadFonts(files fs.FS) (*fonts, error) {
	parse := func(name string) (*opentype.Font, error) {
		raw, err := packed.ReadFile(files, "fonts/"+name+".zst")
		if err != nil {
			return nil, err
		}
		return opentype.Parse(raw)
	}
	regular, err := parse("CasefolioUI-Regular.ttf")
	if err != nil {
		return nil, err
	}
	bold, err := parse("CasefolioUI-Bold.ttf")
	return &fonts{regular: regular, bold: bold, faces: map[faceKey]font.Face{}}, err
}

func (f *fonts) face(bold bool, size float64) font.Face {
	key := faceKey{bold, size}
	if face := f.faces[key]; face != nil {
		return face
	}
	source := f.regular
	if bold {
		source = f.bold
	}
	face, err := opentype.NewFace(source, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil { // sizes are constants of this package
		panic(err)
	}
	f.faces[key] = face
	return face
}
