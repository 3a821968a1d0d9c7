package clipboard

import (
	"bytes"
	"encoding/binary"
	"image/color"
	"image/png"
	"path/filepath"
	"slices"
	"testing"
)

// dib makes a bitmap of 3 × 2 pixels as Windows puts it into the clipboard: red
// at the upper left, green elsewhere.
func dib(header, bits, compression int, topDown bool, alpha byte) []byte {
	b := make([]byte, header)
	le := binary.LittleEndian
	le.PutUint32(b, uint32(header))
	le.PutUint32(b[4:], 3)
	high := int32(2)
	if topDown {
		high = -2
	}
	le.PutUint32(b[8:], uint32(high))
	le.PutUint16(b[12:], 1)
	le.PutUint16(b[14:], uint16(bits))
	le.PutUint32(b[16:], uint32(compression))
	masks := []uint32{0xFF0000, 0xFF00, 0xFF}
	if compression == maskedPixels {
		for i, m := range masks {
			if header > 40 {
				le.PutUint32(b[40+4*i:], m)
			} else {
				b = le.AppendUint32(b, m)
			}
		}
	}
	for y := range 2 {
		for x := range 3 {
			at := y
			if !topDown {
				at = 1 - y
			}
			pixel := []byte{0, 0xFF, 0, alpha}
			if x == 0 && at == 0 {
				pixel = []byte{0, 0, 0xFF, alpha}
			}
			b = append(b, pixel[:bits/8]...)
		}
		for bits == 24 && len(b)%4 != header%4 {
			b = append(b, 0)
		}
	}
	return b
}

func TestBitmaps(t *testing.T) {
	for name, raw := range map[string][]byte{
		"plain":               dib(40, 32, plainPixels, false, 0),
		"opaque":              dib(40, 32, plainPixels, false, 0xFF),
		"top down":            dib(40, 32, plainPixels, true, 0),
		"with masks":          dib(40, 32, maskedPixels, false, 0),
		"later header":        dib(124, 32, maskedPixels, false, 0xFF),
		"later, unused alpha": dib(124, 32, plainPixels, true, 0),
		"24 bits":             dib(40, 24, plainPixels, false, 0),
	} {
		out, err := fromDIB(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		m, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if m.Bounds().Dx() != 3 || m.Bounds().Dy() != 2 {
			t.Errorf("%s: %v", name, m.Bounds())
		}
		for y := range 2 {
			for x := range 3 {
				want := color.NRGBA{G: 255, A: 255}
				if x == 0 && y == 0 {
					want = color.NRGBA{R: 255, A: 255}
				}
				if got := color.NRGBAModel.Convert(m.At(x, y)); got != want {
					t.Errorf("%s: %d %d is %v", name, x, y, got)
				}
			}
		}
	}
}

func TestBitmapsThatAreRefused(t *testing.T) {
	whole := dib(40, 32, plainPixels, false, 0)
	for n := range len(whole) {
		if _, err := fromDIB(whole[:n]); err == nil {
			t.Errorf("%d bytes of %d were read", n, len(whole))
		}
	}
	huge := slices.Clone(whole)
	binary.LittleEndian.PutUint32(huge[4:], 1<<30)
	if _, err := fromDIB(huge); err == nil {
		t.Error("a bitmap of a thousand million pixels was read")
	}
}

func FuzzBitmap(f *testing.F) {
	f.Add(dib(40, 32, plainPixels, false, 0))
	f.Add(dib(124, 32, maskedPixels, true, 7))
	f.Add(dib(40, 24, plainPixels, false, 0))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		if out, err := fromDIB(raw); err == nil {
			if _, err := png.DecodeConfig(bytes.NewReader(out)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestFileList(t *testing.T) {
	got := fileList("# from the file manager\r\nfile:///tmp/a%20b.jpg\r\nfile://localhost/tmp/c.png\r\n" +
		"https://example.com/d.png\nfile://server/share/e.png\nnothing\nfile:relative\n\x00")
	want := []string{filepath.FromSlash("/tmp/a b.jpg"), filepath.FromSlash("/tmp/c.png")}
	if filepath.Separator == '/' && !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
