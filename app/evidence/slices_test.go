package evidence

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

func TestCutsCoverTheWholePicture(t *testing.T) {
	for _, size := range [][2]int{{1080, 2400}, {0, 9}, {1600, 900}, {100, 260}} {
		if got := cuts(size[0], size[1]); got != nil {
			t.Errorf("%v is cut: %v", size, got)
		}
	}
	for _, size := range [][2]int{{1080, 12000}, {1080, 2809}, {1, 3}, {1, 90000}, {3000, 40000}, {300, 400000}, {100, 261}} {
		w, h := size[0], size[1]
		all := cuts(w, h)
		if len(all) < 2 || len(all) > maxSlices+1 || all[0].Top != 0 || all[len(all)-1].Bottom != h {
			t.Errorf("%v: %d slices", size, len(all))
			continue
		}
		for i, c := range all[1:] {
			if shared := all[i].Bottom - c.Top; shared <= 0 || c.Bottom <= all[i].Bottom {
				t.Errorf("%v: slice %d shares %d rows and ends at %d", size, i+2, shared, c.Bottom)
			}
		}
	}
}

// ladder is a picture whose red grows with every row.
func ladder(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{R: uint8(y * 255 / h), G: uint8(x * 255 / w), A: 255})
		}
	}
	return m
}

// turned stores a picture so that the orientation makes it upright again.
func turned(m *image.RGBA, orientation int) *image.RGBA {
	undo := map[int]int{6: 8, 8: 6} // all others undo themselves
	if o, ok := undo[orientation]; ok {
		orientation = o
	}
	return upright(m, orientation)
}

func TestSlicesStandUpright(t *testing.T) {
	const w, h = 60, 400
	for o := 1; o <= 8; o++ {
		raw := jpegOf(t, turned(ladder(w, h), o))
		all := cuts(w, h)
		n := 0
		err := slice(context.Background(), bytes.NewReader(raw), Picture{Width: w, Height: h, Orientation: o}, func(i int, data []byte) error {
			n++
			m, err := jpeg.Decode(bytes.NewReader(data))
			if err != nil {
				return err
			}
			if got := m.Bounds().Size(); got != image.Pt(w, all[i].Bottom-all[i].Top) {
				t.Errorf("orientation %d, slice %d: %v", o, i, got)
			}
			for _, row := range []int{3, m.Bounds().Dy() - 4} {
				r, g, _, _ := m.At(m.Bounds().Min.X+50, row).RGBA()
				if want := (all[i].Top + row) * 255 / h; abs(int(r>>8)-want) > 12 || abs(int(g>>8)-50*255/w) > 16 {
					t.Errorf("orientation %d, slice %d, row %d: red %d, green %d, want %d", o, i, row, r>>8, g>>8, want)
				}
			}
			return nil
		})
		if err != nil || n != len(all) {
			t.Errorf("orientation %d: %d slices, %v", o, n, err)
		}
	}
}

func TestSlicesAreNarrowEnough(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 2000, 7000))
	err := slice(context.Background(), bytes.NewReader(jpegOf(t, m)), Picture{Width: 2000, Height: 7000, Orientation: 1}, func(i int, data []byte) error {
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if c.Width != sliceWidth || c.Height > sliceRatio*sliceWidth+1 {
			t.Errorf("slice %d is %d × %d", i, c.Width, c.Height)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestSliceRefuses(t *testing.T) {
	raw := jpegOf(t, ladder(60, 400))
	put := func(int, []byte) error { return nil }
	if slice(context.Background(), bytes.NewReader(raw[:300]), Picture{Width: 60, Height: 400}, put) == nil {
		t.Error("a broken picture was cut")
	}
	if slice(context.Background(), bytes.NewReader(raw), Picture{Width: 70, Height: 400}, put) == nil {
		t.Error("a picture of another size was cut")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := slice(ctx, bytes.NewReader(raw), Picture{Width: 60, Height: 400}, put); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
func abs(n int) int { return max(n, -n) }
