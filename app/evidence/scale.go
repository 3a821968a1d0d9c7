package evidence

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"
)

// bytesPerPixel is what a decoded picture takes at most.
func bytesPerPixel(config image.Config) int64 {
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.GrayModel, color.AlphaModel:
		return 1
	case color.Gray16Model, color.Alpha16Model:
		return 2
	case color.YCbCrModel:
		return 3
	}
	return 4
}

// scale returns m within edge pixels, on white where it is transparent. A large
// photo is shrunk by a whole factor first, which is quick, and then smoothly.
func scale(m image.Image, edge int) *image.RGBA {
	size := m.Bounds().Size()
	w, h := fit(size.X, size.Y, edge)
	if factor := min(size.X/w, size.Y/h); factor >= 2 {
		if photo, ok := m.(*image.YCbCr); ok {
			m = boxYCbCr(photo, factor)
		} else {
			m = boxRGBA(m, factor)
		}
	}
	if m.Bounds().Size() != image.Pt(w, h) {
		return resample(m, w, h)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range out.Pix {
		out.Pix[i] = 0xFF
	}
	draw.Draw(out, out.Bounds(), m, m.Bounds().Min, draw.Over)
	return out
}

// fit returns the size of a picture within edge, never larger than it is and
// never less than a pixel.
func fit(w, h, edge int) (int, int) {
	longest := max(w, h)
	if longest <= edge {
		return w, h
	}
	return max(1, (w*edge+longest/2)/longest), max(1, (h*edge+longest/2)/longest)
}

// boxYCbCr averages blocks of factor × factor pixels. The colour planes, which
// are mostly coarser, are averaged over the same area.
func boxYCbCr(m *image.YCbCr, factor int) *image.YCbCr {
	b := m.Bounds()
	w, h := b.Dx()/factor, b.Dy()/factor
	out := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
	stepX, stepY := chromaStep(m.SubsampleRatio)
	boxPlane(out.Y, out.YStride, w, h, m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, b.Dx(), b.Dy(), factor, 1, 1)
	c := m.COffset(b.Min.X, b.Min.Y)
	boxPlane(out.Cb, out.CStride, w, h, m.Cb[c:], m.CStride, b.Dx(), b.Dy(), factor, stepX, stepY)
	boxPlane(out.Cr, out.CStride, w, h, m.Cr[c:], m.CStride, b.Dx(), b.Dy(), factor, stepX, stepY)
	return out
}

// boxRGBA averages blocks of factor × factor pixels of any picture, a strip at a
// time, so that no second copy of the whole is made.
func boxRGBA(m image.Image, factor int) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()/factor, b.Dy()/factor))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), factor))
	for y := range out.Rect.Dy() {
		draw.Draw(strip, strip.Rect, m, image.Pt(b.Min.X, b.Min.Y+y*factor), draw.Src)
		for x := range out.Rect.Dx() {
			var sum [4]int
			for dy := range factor {
				row := strip.Pix[dy*strip.Stride+x*factor*4:][:factor*4]
				for i := 0; i < len(row); i += 4 {
					sum[0] += int(row[i])
					sum[1] += int(row[i+1])
					sum[2] += int(row[i+2])
					sum[3] += int(row[i+3])
				}
			}
			for i, v := range sum {
				out.Pix[y*out.Stride+x*4+i] = byte((v + factor*factor/2) / (factor * factor))
			}
		}
	}
	return out
}

// chromaStep is how many pixels share a colour sample, across and down.
func chromaStep(ratio image.YCbCrSubsampleRatio) (x, y int) {
	switch ratio {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}

// boxPlane averages one plane, whose samples stand for stepX × stepY pixels.
func boxPlane(dst []byte, dstStride, w, h int, src []byte, srcStride, srcW, srcH, factor, stepX, stepY int) {
	if factor == 2 && stepX == stepY { // by far the most photos
		halvePlane(dst, dstStride, w, h, src, srcStride, stepX)
		return
	}
	planeW, planeH := (srcW+stepX-1)/stepX, (srcH+stepY-1)/stepY
	for y := range h {
		y0 := y * factor / stepY
		y1 := min(max(y0+1, (y+1)*factor/stepY), planeH)
		for x := range w {
			x0 := x * factor / stepX
			x1 := min(max(x0+1, (x+1)*factor/stepX), planeW)
			sum := 0
			for sy := y0; sy < y1; sy++ {
				for _, v := range src[sy*srcStride+x0 : sy*srcStride+x1] {
					sum += int(v)
				}
			}
			n := (y1 - y0) * (x1 - x0)
			dst[y*dstStride+x] = byte((sum + n/2) / n)
		}
	}
}

// halvePlane averages blocks of two by two pixels; a plane whose samples stand
// for such blocks already is taken over.
func halvePlane(dst []byte, dstStride, w, h int, src []byte, srcStride, step int) {
	for y := range h {
		to := dst[y*dstStride:][:w]
		if step == 2 {
			copy(to, src[y*srcStride:])
			continue
		}
		upper, lower := src[2*y*srcStride:][:2*w], src[(2*y+1)*srcStride:][:2*w]
		for x := range to {
			to[x] = byte((int(upper[2*x]) + int(upper[2*x+1]) + int(lower[2*x]) + int(lower[2*x+1]) + 2) / 4)
		}
	}
}

// upright applies an EXIF orientation, so that the picture stands as it was seen.
func upright(m *image.RGBA, orientation int) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	// from maps a point of the upright picture to one of the stored picture.
	var from func(x, y int) (int, int)
	switch orientation {
	case 2:
		from = func(x, y int) (int, int) { return w - 1 - x, y }
	case 3:
		from = func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }
	case 4:
		from = func(x, y int) (int, int) { return x, h - 1 - y }
	case 5:
		from = func(x, y int) (int, int) { return y, x }
	case 6:
		from = func(x, y int) (int, int) { return y, h - 1 - x }
	case 7:
		from = func(x, y int) (int, int) { return w - 1 - y, h - 1 - x }
	case 8:
		from = func(x, y int) (int, int) { return w - 1 - y, x }
	default:
		return m
	}
	outW, outH := w, h
	if orientation >= 5 {
		outW, outH = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, outW, outH))
	for y := range outH {
		for x := range outW {
			sx, sy := from(x, y)
			copy(out.Pix[y*out.Stride+x*4:][:4], m.Pix[sy*m.Stride+sx*4:][:4])
		}
	}
	return out
}
