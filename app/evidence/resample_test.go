package evidence

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
)

// speckled has edges, gradients and noise.
func speckled(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(3, 5, 3+w, 5+h))
	r := rand.New(rand.NewPCG(1, 9))
	for y := range h {
		for x := range w {
			c := color.NRGBA{R: uint8(x * 255 / w), G: uint8(y * 255 / h), B: uint8(x / 7 % 2 * 200), A: 255}
			if x > w/2 {
				c.G = uint8(r.IntN(256))
			}
			m.SetNRGBA(3+x, 5+y, c)
		}
	}
	return m
}

// The rows must come out as x/image makes them with the whole picture in
// memory.
func TestResampleIsTheSameFilterAsTheLibrarys(t *testing.T) {
	for _, size := range [][4]int{{200, 150, 160, 120}, {200, 150, 67, 91}, {97, 31, 13, 30}, {40, 40, 1, 1}, {1, 300, 1, 160}, {30, 20, 45, 50}} {
		m := speckled(size[0], size[1])
		got := resample(m, size[2], size[3])
		want := image.NewRGBA(got.Rect)
		draw.CatmullRom.Scale(want, want.Rect, m, m.Rect, draw.Src, nil)
		for i := range got.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -1 || d > 1 {
				t.Errorf("%v: %d instead of %d", size, got.Pix[i], want.Pix[i])
				break
			}
		}
	}
}

func TestResampleLaysTransparencyOnWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 30, 30)) // nothing at all
	for _, v := range resample(m, 20, 20).Pix {
		if v != 0xFF {
			t.Fatalf("%d", v)
		}
	}
}

func TestResampleKeepsAPlainColour(t *testing.T) {
	grey := image.NewUniform(color.Gray{Y: 77})
	m := image.NewYCbCr(image.Rect(0, 0, 333, 222), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = 77
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = 128, 128
	}
	for _, size := range []image.Point{{100, 60}, {332, 221}, {1, 1}} {
		out := resample(m, size.X, size.Y)
		for y := range size.Y {
			for x := range size.X {
				if r, g, b, a := out.At(x, y).RGBA(); r>>8 != 77 || g>>8 != 77 || b>>8 != 77 || a != 0xFFFF {
					t.Fatalf("%v at %d, %d: %v instead of %v", size, x, y, out.At(x, y), grey)
				}
			}
		}
	}
}
