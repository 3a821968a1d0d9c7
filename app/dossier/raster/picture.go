package raster

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg" // page pictures are JPEG
	_ "image/png"  // or, for small originals, PNG
	"io"
	"math"
	"os"
	"strings"

	"github.com/bep/imagemeta"
	scale "golang.org/x/image/draw"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// Limits of a picture file, as those of the PDF file.
const (
	maxPictureBytes  = 64 << 20
	maxPicturePixels = 100 << 20
)

var errPicture = errors.New("not a picture that can be shown")

// picture draws a picture upright, in its proportions, centred in its place.
func (s *sheet) picture(at page.Image) error {
	decoded, orientation, err := load(at.Path)
	if err != nil {
		return err
	}
	b := decoded.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	sideways := orientation > 4
	if sideways {
		w, h = h, w
	}
	fit := min(at.Rect.W/w, at.Rect.H/h) * s.scale
	x, y := (at.Rect.X+at.Rect.W/2)*s.scale-w*fit/2, (at.Rect.Y+at.Rect.H/2)*s.scale-h*fit/2
	area := image.Rect(pixel(x), pixel(y), pixel(x+w*fit), pixel(y+h*fit))
	if area.Dx() <= 0 || area.Dy() <= 0 || area.Dx() > math.MaxInt32/area.Dy() || area.Dx()*area.Dy() > 2*MaxPixels {
		return nil // too small to be seen, or far beyond the page
	}
	if orientation <= 1 {
		scale.BiLinear.Scale(s.img, area, decoded, b, scale.Over, nil)
		return nil
	}
	size := area.Size()
	if sideways {
		size.X, size.Y = size.Y, size.X
	}
	small := image.NewRGBA(image.Rectangle{Max: size})
	scale.BiLinear.Scale(small, small.Bounds(), decoded, b, scale.Src, nil)
	draw.Draw(s.img, area, upright(small, orientation), image.Point{}, draw.Over)
	return nil
}

// load decodes a picture file and tells its EXIF orientation (1 to 8).
func load(path string) (image.Image, int, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPictureBytes+1))
	if err != nil {
		return nil, 0, err
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, 0, err
	}
	if len(data) > maxPictureBytes || config.Width <= 0 || config.Height <= 0 || config.Width > maxPicturePixels/config.Height {
		return nil, 0, errPicture
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil || kind != "jpeg" {
		return decoded, 1, err
	}
	return decoded, orientation(data), nil
}

// orientation reads how a JPEG lies, 1 (upright) where it does not say.
func orientation(data []byte) int {
	found := 1
	// Whatever is wrong behind the tag does not matter here.
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			return t.Tag == "Orientation" && strings.HasPrefix(t.Namespace, "IFD0")
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			if n := strings.TrimSpace(fmt.Sprint(t.Value)); len(n) == 1 && n >= "1" && n <= "8" {
				found = int(n[0] - '0')
			}
			return nil
		},
	})
	return found
}

// upright turns and mirrors a picture of an EXIF orientation as it was seen.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Pt(w, h)
	if orientation > 4 {
		size = image.Pt(h, w)
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	for y := range h {
		for x := range w {
			p := turned(x, y, w, h, orientation)
			copy(out.Pix[out.PixOffset(p.X, p.Y):][:4], img.Pix[img.PixOffset(x, y):][:4])
		}
	}
	return out
}

// turned is where a pixel of a picture of w × h goes.
func turned(x, y, w, h, orientation int) image.Point {
	right, bottom := w-1-x, h-1-y
	switch orientation {
	case 2:
		return image.Pt(right, y)
	case 3:
		return image.Pt(right, bottom)
	case 4:
		return image.Pt(x, bottom)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(bottom, x)
	case 7:
		return image.Pt(bottom, right)
	case 8:
		return image.Pt(y, right)
	}
	return image.Pt(x, y)
}

// frameColor is the outline of a picture that cannot be shown.
var frameColor = typeset.RGB{R: 0xB8, G: 0xB8, B: 0xB8}

// frame outlines the place of a picture that cannot be shown.
func (s *sheet) frame(r page.Rect) {
	const hairline = 0.5
	left, top, right, bottom := r.X+hairline/2, r.Y+hairline/2, r.X+r.W-hairline/2, r.Y+r.H-hairline/2
	for _, l := range [][4]float64{{left, top, right, top}, {left, bottom, right, bottom}, {left, top, left, bottom}, {right, top, right, bottom}} {
		s.rule(page.Rule{X1: l[0], Y1: l[1], X2: l[2], Y2: l[3], Width: hairline, Color: frameColor})
	}
}

// substitute sets the alternative text of a picture into its place.
func (s *sheet) substitute(at page.Image) {
	const size, margin = 9, 6
	style := typeset.Style{Size: size, Color: typeset.RGB{R: 0x55, G: 0x55, B: 0x55}}
	y := at.Rect.Y + margin
	for _, line := range s.d.faces.Break([]typeset.Span{{Text: at.Alt, Style: style}}, at.Rect.W-2*margin) {
		if y+line.Height() > at.Rect.Y+at.Rect.H {
			return
		}
		s.text(page.Text{X: at.Rect.X + margin, Y: y + line.Ascent, Line: line})
		y += line.Height()
	}
}
