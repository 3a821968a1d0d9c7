package raster

import (
	"image"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// maxKnown limits the outlines that are kept, about 1 KB each. Beyond it they
// are forgotten together: a dossier rarely has as many characters.
const maxKnown = 8192

// outlines are the glyphs of one face as far as they were drawn.
type outlines struct {
	font   *sfnt.Font // nil when the file cannot be read
	buffer sfnt.Buffer
	em     float64
	glyphs map[uint32]outline
}

// outline is a glyph in units of its font, downwards from the baseline.
type outline struct {
	segments               sfnt.Segments
	left, top, right, base float64
}

// glyph returns the outline of a glyph and the units of an em. An empty or
// faulty glyph has no segments.
func (d *Drawer) glyph(face *typeset.Face, id uint32) (outline, float64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.fonts[face]
	if f == nil {
		f = newOutlines(face)
		d.fonts[face] = f
	}
	if g, ok := f.glyphs[id]; ok {
		return g, f.em
	}
	if d.known >= maxKnown {
		for _, all := range d.fonts {
			clear(all.glyphs)
		}
		d.known = 0
	}
	g := f.load(id)
	f.glyphs[id] = g
	d.known++
	return g, f.em
}

func newOutlines(face *typeset.Face) *outlines {
	f := &outlines{em: 1000, glyphs: map[uint32]outline{}}
	if font, err := sfnt.Parse(face.Data); err == nil && font.UnitsPerEm() > 0 {
		f.font, f.em = font, float64(font.UnitsPerEm())
	}
	return f
}

func (f *outlines) load(id uint32) outline {
	if f.font == nil || id > math.MaxUint16 {
		return outline{}
	}
	// At a size of one unit each, coordinates come as the font has them.
	drawn, err := f.font.LoadGlyph(&f.buffer, sfnt.GlyphIndex(id), fixed.Int26_6(f.font.UnitsPerEm()), nil)
	if err != nil || len(drawn) == 0 {
		return outline{}
	}
	b := drawn.Bounds()
	return outline{
		segments: append(sfnt.Segments(nil), drawn...), // the buffer is used again
		left:     float64(b.Min.X), top: float64(b.Min.Y), right: float64(b.Max.X), base: float64(b.Max.Y),
	}
}

// text draws a line.
func (s *sheet) text(t page.Text) {
	for _, run := range t.Line.Runs {
		x := t.X + run.X
		if run.Face == nil {
			s.boxes(run, x, t.Y)
			continue
		}
		ink := opaque(run.Color)
		for _, g := range run.Glyphs {
			if img := s.d.emoji(run, g); img != nil {
				s.emoji(img, run, g, x, t.Y)
				continue
			}
			// On a whole row of pixels letters are sharper, and all lines alike.
			s.glyph(run, g.ID, (x+g.X)*s.scale, math.Round((t.Y+g.Y)*s.scale), ink)
		}
	}
}

// glyph fills an outline with its origin at x, y in pixels.
func (s *sheet) glyph(run typeset.Run, id uint32, x, y float64, ink *image.Uniform) {
	g, em := s.d.glyph(run.Face, id)
	if len(g.segments) == 0 {
		return
	}
	unit := run.Size * s.scale / em
	area := image.Rect(
		pixel(math.Floor(x+g.left*unit)), pixel(math.Floor(y+g.top*unit)),
		pixel(math.Ceil(x+g.right*unit)), pixel(math.Ceil(y+g.base*unit)),
	).Intersect(s.img.Bounds())
	if area.Empty() {
		return
	}
	s.fill.Reset(area.Dx(), area.Dy())
	x, y = x-float64(area.Min.X), y-float64(area.Min.Y)
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(x + float64(p.X)*unit), float32(y + float64(p.Y)*unit)
	}
	for _, seg := range g.segments {
		ax, ay := at(seg.Args[0])
		bx, by := at(seg.Args[1])
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			s.fill.ClosePath()
			s.fill.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			s.fill.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			s.fill.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			cx, cy := at(seg.Args[2])
			s.fill.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	s.fill.ClosePath()
	s.fill.Draw(s.img, area, ink, image.Point{})
}
