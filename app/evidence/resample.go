package evidence

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"
)

// resample returns m in w × h pixels, smoothly and on white. It goes through
// the picture row by row and keeps as few rows as the filter spans: the filter
// of x/image takes 32 bytes for every pixel of an intermediate picture, which
// for a photo is more than the photo.
func resample(m image.Image, w, h int) *image.RGBA {
	b := m.Bounds()
	across, down := weights(w, b.Dx()), weights(h, b.Dy())
	r := rowReader{
		m: m, across: across,
		strip: image.NewRGBA(image.Rect(0, 0, b.Dx(), 1)),
		kept:  make([][]float32, down.span),
	}
	for i := range r.kept {
		r.kept[i] = make([]float32, 3*w)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	sum := make([]float32, 3*w)
	for y := range h {
		from, share := down.at(y)
		clear(sum)
		for k, s := range share {
			for i, v := range r.row(from + k) {
				sum[i] += s * v
			}
		}
		store(out.Pix[y*out.Stride:][:4*w], sum)
	}
	return out
}

func store(pix []byte, sum []float32) {
	for i := 0; i < len(sum); i += 3 {
		p := pix[i/3*4:][:4]
		p[0], p[1], p[2], p[3] = level(sum[i]), level(sum[i+1]), level(sum[i+2]), 0xFF
	}
}

// level rounds and clips: the filter overshoots at edges.
func level(v float32) byte { return byte(max(0, min(255, v+0.5))) }

// rowReader gives the rows of a picture at their final width, each worked out
// once while the filter moves down.
type rowReader struct {
	m      image.Image
	across filter
	strip  *image.RGBA
	kept   [][]float32 // the last rows, row y at y modulo their number
	next   int         // the first row not yet worked out
}

func (r *rowReader) row(y int) []float32 {
	for ; r.next <= y; r.next++ {
		r.narrow(r.next)
	}
	return r.kept[y%len(r.kept)]
}

func (r *rowReader) narrow(y int) {
	b := r.m.Bounds()
	draw.Draw(r.strip, r.strip.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(r.strip, r.strip.Rect, r.m, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
	out := r.kept[y%len(r.kept)]
	for x := range len(out) / 3 {
		from, share := r.across.at(x)
		pix := r.strip.Pix[4*from:][:4*len(share)]
		var red, green, blue float32
		for k, s := range share {
			red += s * float32(pix[4*k])
			green += s * float32(pix[4*k+1])
			blue += s * float32(pix[4*k+2])
		}
		out[3*x], out[3*x+1], out[3*x+2] = red, green, blue
	}
}

// filter tells for each pixel of a row or column what it takes from where.
type filter struct {
	span   int // the most that one takes
	from   []int
	shares [][]float32
}

func (f filter) at(i int) (from int, shares []float32) { return f.from[i], f.shares[i] }

// weights spreads the Catmull-Rom kernel over as many pixels as become one.
func weights(to, of int) filter {
	ratio := float64(of) / float64(to)
	width := max(1, ratio)
	f := filter{from: make([]int, to), shares: make([][]float32, to)}
	for i := range to {
		centre := (float64(i)+0.5)*ratio - 0.5
		first := max(0, int(math.Ceil(centre-2*width)))
		last := min(of-1, int(math.Floor(centre+2*width)))
		share, sum := make([]float32, last-first+1), 0.0
		for k := range share {
			v := catmullRom(math.Abs(float64(first+k)-centre) / width)
			share[k] = float32(v)
			sum += v
		}
		for k := range share { // at the edges something is cut off
			share[k] /= float32(sum)
		}
		f.from[i], f.shares[i] = first, share
		f.span = max(f.span, len(share))
	}
	return f
}

// catmullRom is the cubic kernel with B = 0 and C = 1/2 (Mitchell and
// Netravali, 1988); it ends at 2.
func catmullRom(t float64) float64 {
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}
