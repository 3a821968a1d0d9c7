// Package raster draws one page of a display list as a picture for the
// screen: the same places, colours and glyph outlines as in the PDF file.
package raster

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/vector"

	"casefolio/app/dossier/emoji"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// MaxPixels limits one picture: A4 at about 500 dots per inch. A larger scale
// is lowered to it.
const MaxPixels = 24 << 20

// maxSide limits the pixels of one side, for pages that are hardly a line.
const maxSide = 1 << 15

// Errors of a page that cannot be drawn.
var (
	ErrPage = errors.New("no such page")
	ErrSize = errors.New("a page without a size")
)

// Drawer draws pages and remembers the outlines of glyphs and the emoji. Safe
// for concurrent use.
type Drawer struct {
	faces *typeset.Faces // sets the words in place of a faulty picture

	mu     sync.Mutex
	fonts  map[*typeset.Face]*outlines
	known  int                      // outlines kept
	emojis map[emoji.ID]*image.RGBA // nil for one that cannot be read
}

// New returns a drawer; faces are those that the document was laid out with.
func New(faces *typeset.Faces) *Drawer {
	return &Drawer{faces: faces, fonts: map[*typeset.Face]*outlines{}, emojis: map[emoji.ID]*image.RGBA{}}
}

// Page draws page i of doc, scale pixels to a point, on white.
func (d *Drawer) Page(ctx context.Context, doc page.Document, i int, scale float64) (*image.RGBA, error) {
	if i < 0 || i >= len(doc.Pages) {
		return nil, ErrPage
	}
	if !(doc.W > 0 && doc.H > 0 && scale > 0) || math.IsInf(doc.W*doc.H*scale, 0) {
		return nil, ErrSize
	}
	scale = min(scale, math.Sqrt(MaxPixels/(doc.W*doc.H)))
	if max(doc.W, doc.H)*scale > maxSide {
		return nil, ErrSize
	}
	w, h := max(1, int(math.Round(doc.W*scale))), max(1, int(math.Round(doc.H*scale)))
	s := &sheet{d: d, scale: scale, img: image.NewRGBA(image.Rect(0, 0, w, h))}
	draw.Draw(s.img, s.img.Bounds(), image.White, image.Point{}, draw.Src)
	if err := s.page(ctx, doc.Pages[i]); err != nil {
		return nil, err
	}
	return s.img, nil
}

// sheet is one page in the making.
type sheet struct {
	d     *Drawer
	scale float64
	img   *image.RGBA
	fill  vector.Rasterizer
}

// page paints fills, pictures, strokes and text, in this order.
func (s *sheet) page(ctx context.Context, p page.Page) error {
	for _, f := range p.Fills {
		s.block(f.Rect, f.Color)
	}
	var faulty []page.Image
	for _, at := range p.Images {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.picture(at); err != nil {
			faulty = append(faulty, at)
		}
	}
	for _, r := range p.Rules {
		s.rule(r)
	}
	for _, at := range faulty {
		s.frame(at.Rect)
	}
	for _, t := range p.Texts {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.text(t)
	}
	for _, at := range faulty {
		s.substitute(at)
	}
	return ctx.Err()
}

func opaque(c typeset.RGB) *image.Uniform {
	return image.NewUniform(color.RGBA{R: c.R, G: c.G, B: c.B, A: 0xFF})
}

// pixel is the nearest edge between two pixels. It is bounded, so that a place
// far off the page cannot overflow.
func pixel(v float64) int {
	const far = 1 << 24
	return int(math.Round(max(-far, min(far, v))))
}

// block fills a rectangle whose edges fall between pixels, so that neighbours
// meet without a seam.
func (s *sheet) block(r page.Rect, c typeset.RGB) {
	area := image.Rect(pixel(r.X*s.scale), pixel(r.Y*s.scale), pixel((r.X+r.W)*s.scale), pixel((r.Y+r.H)*s.scale))
	draw.Draw(s.img, area, opaque(c), image.Point{}, draw.Src)
}

// rule draws a stroke. One that lies straight takes whole pixels, at least
// one, and stays sharp.
func (s *sheet) rule(r page.Rule) {
	wide := max(1, math.Round(r.Width*s.scale))
	switch {
	case r.Y1 == r.Y2:
		top := pixel(r.Y1*s.scale - wide/2)
		from, to := min(r.X1, r.X2), max(r.X1, r.X2)
		draw.Draw(s.img, image.Rect(pixel(from*s.scale), top, pixel(to*s.scale), top+int(wide)), opaque(r.Color), image.Point{}, draw.Src)
	case r.X1 == r.X2:
		left := pixel(r.X1*s.scale - wide/2)
		from, to := min(r.Y1, r.Y2), max(r.Y1, r.Y2)
		draw.Draw(s.img, image.Rect(left, pixel(from*s.scale), left+int(wide), pixel(to*s.scale)), opaque(r.Color), image.Point{}, draw.Src)
	default:
		s.stroke(r)
	}
}

// stroke fills the four corners of a line of any slope.
func (s *sheet) stroke(r page.Rule) {
	x1, y1, x2, y2 := r.X1*s.scale, r.Y1*s.scale, r.X2*s.scale, r.Y2*s.scale
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 || math.IsInf(length, 0) || math.IsNaN(length) {
		return
	}
	half := r.Width * s.scale / 2
	dx, dy := (x2-x1)/length*half, (y2-y1)/length*half
	corners := [4][2]float64{{x1 - dy, y1 + dx}, {x2 - dy, y2 + dx}, {x2 + dy, y2 - dx}, {x1 + dy, y1 - dx}}
	reach := math.Abs(dx) + math.Abs(dy)
	area := image.Rect(
		pixel(math.Floor(min(x1, x2)-reach)), pixel(math.Floor(min(y1, y2)-reach)),
		pixel(math.Ceil(max(x1, x2)+reach)), pixel(math.Ceil(max(y1, y2)+reach)),
	).Intersect(s.img.Bounds())
	if area.Empty() {
		return
	}
	s.fill.Reset(area.Dx(), area.Dy())
	for i, c := range corners {
		x, y := float32(c[0]-float64(area.Min.X)), float32(c[1]-float64(area.Min.Y))
		if i == 0 {
			s.fill.MoveTo(x, y)
		} else {
			s.fill.LineTo(x, y)
		}
	}
	s.fill.ClosePath()
	s.fill.Draw(s.img, area, opaque(r.Color), image.Point{})
}
