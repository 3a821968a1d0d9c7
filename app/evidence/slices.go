package evidence

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"golang.org/x/image/draw"

	"casefolio/app/fault"
)

// How a long picture is cut. The whole screen of a phone is at most 2.4 times
// as high as wide and stands on a page wider than the phone itself; beyond
// longRatio it would not.
const (
	longRatio   = 2.6
	sliceWidth  = 1100 // pixels at most
	sliceRatio  = 1.5  // height of a slice by its width
	sliceShared = 0.06 // of the width stands on two slices: about 8 mm on paper
	maxSlices   = 100  // a still longer one is cut into higher slices
)

// cut is a strip of an upright picture, from row Top to row Bottom.
type cut struct{ Top, Bottom int }

// cuts shares a picture out. It returns nil for one that is not long.
func cuts(w, h int) []cut {
	if w <= 0 || float64(h) <= longRatio*float64(w) {
		return nil
	}
	shared := max(1, int(sliceShared*float64(w)))
	step := max(1, int(sliceRatio*float64(w))-shared)
	step = max(step, (h-shared+maxSlices-1)/maxSlices)
	var out []cut
	for top := 0; ; top += step {
		if bottom := top + step + shared; bottom < h {
			out = append(out, cut{top, bottom})
			continue
		}
		return append(out, cut{top, h})
	}
}

// Slices returns the paths of upright JPEGs that show a long picture strip by
// strip, from the top, at a size that can be read on paper; each begins with
// the end of the one before. They are made on first call. A picture that is
// not long has none.
func (s *Service) Slices(ctx context.Context, e Exhibit) ([]string, error) {
	shown := e.Picture.Shown()
	all := cuts(shown.Width, shown.Height)
	if !showable(e) || len(all) == 0 {
		return nil, nil
	}
	paths := make([]string, len(all))
	there := true
	for i := range all {
		paths[i] = s.vault.Derived(e.SHA256, e.Picture.named(sliceName(i)))
		there = there && exists(paths[i])
	}
	if there {
		return paths, nil
	}
	original, err := s.vault.Open(e.SHA256)
	if err != nil {
		return nil, err
	}
	defer original.Close()
	done, err := s.decoding.take(ctx, 0)
	if err != nil {
		return nil, err
	}
	defer done()
	err = slice(ctx, original, shown, func(i int, data []byte) error {
		return s.vault.PutDerived(e.SHA256, e.Picture.named(sliceName(i)), data)
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fault.Wrap(err, "picture.broken", "exhibit", e.Label())
	}
	return paths, nil
}

func sliceName(i int) string { return fmt.Sprintf("%s-%d", pageName, i+1) }

// slice decodes a picture once and gives its slices to put, one at a time, so
// that no second copy of the whole is made.
func slice(ctx context.Context, r io.ReadSeeker, p Picture, put func(i int, data []byte) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("decoder: %v", v)
		}
	}()
	full, _, err := decode(r)
	if err != nil {
		return err
	}
	if got := uprightSize(full.Bounds().Size(), p.Orientation); got != image.Pt(p.Width, p.Height) {
		return errors.New("not the size that its header states")
	}
	factor := min(1, sliceWidth/float64(p.Width))
	for i, c := range cuts(p.Width, p.Height) {
		strip := crop(full, stored(c, full.Bounds(), p.Orientation))
		size := strip.Bounds().Size()
		edge := max(1, int(float64(max(size.X, size.Y))*factor+0.5))
		data, err := encode(upright(scale(strip, edge), p.Orientation))
		if err == nil {
			err = put(i, data)
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

func uprightSize(stored image.Point, orientation int) image.Point {
	if orientation >= 5 {
		return image.Pt(stored.Y, stored.X)
	}
	return stored
}

// stored is where a strip of the upright picture lies in the picture as it is
// stored.
func stored(c cut, b image.Rectangle, orientation int) image.Rectangle {
	switch orientation {
	case 3, 4: // upside down
		return image.Rect(b.Min.X, b.Max.Y-c.Bottom, b.Max.X, b.Max.Y-c.Top)
	case 5, 6: // its rows are columns, from the left
		return image.Rect(b.Min.X+c.Top, b.Min.Y, b.Min.X+c.Bottom, b.Max.Y)
	case 7, 8: // from the right
		return image.Rect(b.Max.X-c.Bottom, b.Min.Y, b.Max.X-c.Top, b.Max.Y)
	}
	return image.Rect(b.Min.X, b.Min.Y+c.Top, b.Max.X, b.Min.Y+c.Bottom)
}

// crop gives a part of a picture, which shares its pixels where it can.
func crop(m image.Image, r image.Rectangle) image.Image {
	if part, ok := m.(interface {
		SubImage(image.Rectangle) image.Image
	}); ok {
		return part.SubImage(r)
	}
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Bounds(), m, r.Min, draw.Src)
	return out
}
