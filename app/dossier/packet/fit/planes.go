package fit

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// A JPEG is brightness and two planes of colour, mostly of half the size. They
// are scaled as they are: that is half the work of going through red, green and
// blue, and a grey picture needs the first one alone.

// plane is one of them.
type plane struct {
	pix          []byte
	stride, w, h int
}

// planes are a decoded picture. A grey one has no planes of colour.
type planes struct {
	w, h      int
	y, cb, cr plane
}

func (p *planes) grey() bool { return p.cb.w == 0 }

// split takes a picture apart; one that is no JPEG is set on white first.
func split(m image.Image) *planes {
	b := m.Bounds()
	p := &planes{w: b.Dx(), h: b.Dy()}
	switch m := m.(type) {
	case *image.Gray:
		p.y = plane{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, p.w, p.h}
	case *image.YCbCr:
		w, h := chroma(m.SubsampleRatio, p.w, p.h)
		at := m.COffset(b.Min.X, b.Min.Y)
		p.y = plane{m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, p.w, p.h}
		p.cb, p.cr = plane{m.Cb[at:], m.CStride, w, h}, plane{m.Cr[at:], m.CStride, w, h}
	default:
		p.separate(m)
	}
	return p
}

// chroma is the size of a plane of colour.
func chroma(ratio image.YCbCrSubsampleRatio, w, h int) (int, int) {
	switch ratio {
	case image.YCbCrSubsampleRatio422:
		return (w + 1) / 2, h
	case image.YCbCrSubsampleRatio420:
		return (w + 1) / 2, (h + 1) / 2
	case image.YCbCrSubsampleRatio440:
		return w, (h + 1) / 2
	case image.YCbCrSubsampleRatio411:
		return (w + 3) / 4, h
	case image.YCbCrSubsampleRatio410:
		return (w + 3) / 4, (h + 1) / 2
	}
	return w, h
}

func (p *planes) separate(m image.Image) {
	b := m.Bounds()
	for _, to := range []*plane{&p.y, &p.cb, &p.cr} {
		*to = plane{make([]byte, p.w*p.h), p.w, p.w, p.h}
	}
	row := image.NewRGBA(image.Rect(0, 0, p.w, 1))
	for y := range p.h {
		draw.Draw(row, row.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, m, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
		for x := range p.w {
			pix := row.Pix[4*x:][:3]
			i := y*p.w + x
			p.y.pix[i], p.cb.pix[i], p.cr.pix[i] = color.RGBToYCbCr(pix[0], pix[1], pix[2])
		}
	}
}

// scaled is the picture in w × h pixels.
func (p *planes) scaled(w, h int, grey bool) image.Image {
	if grey || p.grey() {
		return &image.Gray{Pix: p.y.scaled(w, h), Stride: w, Rect: image.Rect(0, 0, w, h)}
	}
	cw, ch := (w+1)/2, (h+1)/2
	return &image.YCbCr{
		Y: p.y.scaled(w, h), Cb: p.cb.scaled(cw, ch), Cr: p.cr.scaled(cw, ch),
		YStride: w, CStride: cw, SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: image.Rect(0, 0, w, h),
	}
}

// scaled is the plane in w × h samples, without gaps between its rows.
func (p plane) scaled(w, h int) []byte {
	out := make([]byte, w*h)
	if w == p.w && h == p.h {
		for y := range h {
			copy(out[y*w:][:w], p.pix[y*p.stride:])
		}
		return out
	}
	across, down := taps(w, p.w), taps(h, p.h)
	rows := make([][]int32, down.most) // the last rows at their final width, row y at y modulo their number
	for i := range rows {
		rows[i] = make([]int32, w)
	}
	sum := make([]int32, w)
	for y, next := 0, 0; y < h; y++ {
		from, share := down.from[y], down.share[y]
		for ; next < from+len(share); next++ {
			narrow(rows[next%len(rows)], p.pix[next*p.stride:][:p.w], across)
		}
		clear(sum)
		for k, s := range share {
			for i, v := range rows[(from+k)%len(rows)] {
				sum[i] += s * v
			}
		}
		for i, v := range sum {
			out[y*w+i] = clip((v + 1<<(2*precision-rowShift-1)) >> (2*precision - rowShift))
		}
	}
	return out
}

const (
	precision = 12 // bits of a share behind the point
	rowShift  = 6  // bits that a row gives up, so that sums stay within 32
)

func narrow(to []int32, row []byte, f filter) {
	for x := range to {
		share := f.share[x]
		pix := row[f.from[x]:][:len(share)]
		sum := int32(0)
		for k, s := range share {
			sum += s * int32(pix[k])
		}
		to[x] = (sum + 1<<(rowShift-1)) >> rowShift
	}
}

func clip(v int32) byte { return byte(max(0, min(255, v))) }

// filter tells for each sample what it takes from where; the shares of one sum
// up to one.
type filter struct {
	most  int
	from  []int
	share [][]int32
}

// taps spreads the cubic kernel with B = 0 and C = 1/2 (Mitchell and Netravali,
// 1988) over as many samples as become one.
func taps(to, of int) filter {
	const one = 1 << precision
	ratio := float64(of) / float64(to)
	width := max(1, ratio)
	f := filter{from: make([]int, to), share: make([][]int32, to)}
	for i := range to {
		centre := (float64(i)+0.5)*ratio - 0.5
		first := max(0, int(math.Ceil(centre-2*width)))
		last := min(of-1, int(math.Floor(centre+2*width)))
		exact, total := make([]float64, last-first+1), 0.0
		for k := range exact {
			exact[k] = cubic(math.Abs(float64(first+k)-centre) / width)
			total += exact[k]
		}
		share, left, largest := make([]int32, len(exact)), int32(one), 0
		for k, v := range exact {
			share[k] = int32(math.Round(v / total * one))
			left -= share[k]
			if share[k] > share[largest] {
				largest = k
			}
		}
		share[largest] += left // an even ground stays even
		f.from[i], f.share[i] = first, share
		f.most = max(f.most, len(share))
	}
	return f
}

func cubic(t float64) float64 {
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}
