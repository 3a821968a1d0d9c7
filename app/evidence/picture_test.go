package evidence

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
	"time"
)

// exif builds the camera's notes of a JPEG: little-endian TIFF with an
// orientation, a capture time and its offset.
func exif(orientation uint16, taken, offset string) []byte {
	le := binary.LittleEndian
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) []byte {
		b := make([]byte, 12)
		le.PutUint16(b, tag)
		le.PutUint16(b[2:], kind)
		le.PutUint32(b[4:], count)
		le.PutUint32(b[8:], value)
		return b
	}
	const sub = 8 + 2 + 2*12 + 4
	tiff = append(tiff, 2, 0)
	tiff = append(tiff, entry(0x0112, 3, 1, uint32(orientation))...)
	tiff = append(tiff, entry(0x8769, 4, 1, sub)...)
	tiff = append(tiff, 0, 0, 0, 0)
	const text = sub + 2 + 2*12 + 4
	tiff = append(tiff, 2, 0)
	tiff = append(tiff, entry(0x9003, 2, 20, text)...)
	tiff = append(tiff, entry(0x9011, 2, uint32(len(offset)+1), text+20)...)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = append(append(tiff, taken...), 0)
	tiff = append(append(tiff, offset...), 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	head := []byte{0xFF, 0xE1, 0, 0}
	binary.BigEndian.PutUint16(head[2:], uint16(len(body)+2))
	return append(head, body...)
}

func withEXIF(plain, notes []byte) []byte {
	return append(append([]byte{0xFF, 0xD8}, notes...), plain[2:]...)
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// corner is a picture that is red in its upper left quarter.
func corner(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{B: 255, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 255, A: 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func isRed(c color.Color) bool {
	r, _, b, _ := c.RGBA()
	return r > 0xB000 && b < 0x5000
}

func TestOrientations(t *testing.T) {
	r := testReaders(t)
	plain := jpegOf(t, corner(400, 200))
	// Where the red quarter of the stored picture stands in the upright one.
	quarters := map[int][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}
	for orientation, quarter := range quarters {
		raw := withEXIF(plain, exif(uint16(orientation), "2026:11:03 16:20:05", "+08:00"))
		got := readString(t, r, "p.jpg", string(raw), Options{Zone: time.UTC})
		p := got.Picture
		if got.Kind != Photo || got.Problem != "" || p.Orientation != orientation {
			t.Fatalf("%d: %+v", orientation, got)
		}
		if at := p.CapturedAt.Format(time.RFC3339); at != "2026-11-03T16:20:05+08:00" || !p.ZoneKnown || !got.EventAt.Equal(p.CapturedAt) {
			t.Errorf("%d: captured %s", orientation, at)
		}
		page, thumb, err := derive(bytes.NewReader(raw), p.Orientation)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(page, []byte("Exif")) || bytes.Contains(thumb, []byte("Exif")) {
			t.Errorf("%d: notes of the camera in a derived picture", orientation)
		}
		for _, data := range [][]byte{page, thumb} {
			m, err := jpeg.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			size := m.Bounds().Size()
			if size.X > size.Y != (p.Width > p.Height) || len(data) == len(page) && size != image.Pt(p.Width, p.Height) {
				t.Errorf("%d: %v, said to be %d × %d", orientation, size, p.Width, p.Height)
			}
			for _, q := range [][2]int{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				at := image.Pt(size.X/4+q[0]*size.X/2, size.Y/4+q[1]*size.Y/2)
				if isRed(m.At(at.X, at.Y)) != (q == quarter) {
					t.Errorf("%d: quarter %v is wrong", orientation, q)
				}
			}
		}
	}
}

func TestCaptureTimeWithoutOffset(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	raw := withEXIF(jpegOf(t, corner(8, 8)), exif(1, "2026:11:03 16:20:05", ""))
	p := readString(t, testReaders(t), "p.jpg", string(raw), Options{Zone: berlin}).Picture
	if p.ZoneKnown || p.CapturedAt.Format(time.RFC3339) != "2026-11-03T16:20:05+01:00" {
		t.Errorf("%v, zone known: %v", p.CapturedAt, p.ZoneKnown)
	}
}

func TestPNGKinds(t *testing.T) {
	box := image.Rect(0, 0, 40, 30)
	deep := image.NewNRGBA64(box)
	clear := image.NewNRGBA(box) // all transparent: white on paper
	palette := image.NewPaletted(box, color.Palette{color.White, color.Black})
	gray := image.NewGray16(box)
	for i := range gray.Pix {
		gray.Pix[i] = 0xFF
	}
	for i := range deep.Pix {
		deep.Pix[i] = 0xFF
	}
	for name, m := range map[string]image.Image{"deep": deep, "clear": clear, "palette": palette, "gray": gray} {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		got := readString(t, testReaders(t), "p.png", b.String(), Options{})
		if got.Format != "png" || got.Problem != "" || got.Picture.Width != 40 || got.Picture.Height != 30 {
			t.Errorf("%s: %+v", name, got)
		}
		page, _, err := derive(bytes.NewReader(b.Bytes()), 1)
		if err != nil {
			t.Fatal(err)
		}
		out, err := jpeg.Decode(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if r, g, b, _ := out.At(20, 15).RGBA(); r < 0xF000 || g < 0xF000 || b < 0xF000 {
			t.Errorf("%s is not white: %x %x %x", name, r, g, b)
		}
	}
}

func TestBrokenPictures(t *testing.T) {
	r := testReaders(t)
	whole := jpegOf(t, corner(300, 200))
	if got := readString(t, r, "p.jpg", "no picture at all", Options{}); got.Kind != Photo || got.Problem != problemBroken {
		t.Errorf("text named .jpg: %+v", got)
	}
	half := whole[:len(whole)/2]
	if _, _, err := derive(bytes.NewReader(half), 1); pictureProblem(err) != problemBroken {
		t.Errorf("half a picture: %v", err)
	}
	// A header that claims more pixels than fit.
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	huge := b.Bytes()
	binary.BigEndian.PutUint32(huge[16:], 200_000)
	binary.BigEndian.PutUint32(huge[20:], 200_000)
	binary.BigEndian.PutUint32(huge[29:], crcOf(huge[12:29]))
	if got := readString(t, r, "p.png", string(huge), Options{}); got.Problem != problemTooLarge {
		t.Errorf("huge: %+v", got)
	}
	if got := readString(t, r, "p.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", Options{}); got.Kind != Photo || got.Problem != problemBroken {
		t.Errorf("heic: %+v", got)
	}
}

func TestLongPictureKeepsAPixel(t *testing.T) {
	m := scale(image.NewGray(image.Rect(0, 0, 1, 9000)), thumbEdge)
	if m.Rect.Dx() != 1 || m.Rect.Dy() != thumbEdge {
		t.Errorf("%v", m.Rect)
	}
}

// noisy is a picture of 12 megapixels with detail everywhere, as a camera makes.
func noisy() *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	seed := uint32(1)
	for i := range m.Y {
		seed = seed*1664525 + 1013904223
		m.Y[i] = byte(i/4000/12) + byte(seed>>28)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = byte(i%2000/8), byte(i/2000/6)
	}
	return m
}

func BenchmarkDerive12MP(b *testing.B) {
	raw := jpegOf(b, noisy())
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := derive(bytes.NewReader(raw), 6); err != nil {
			b.Fatal(err)
		}
	}
}

func crcOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

// A logo is no exhibit that was looked at: its orientation is read with it.
func TestUnknownOrientationIsRead(t *testing.T) {
	raw := withEXIF(jpegOf(t, corner(80, 40)), exif(6, "2026:11:03 16:20:05", "+08:00"))
	page, _, err := derive(bytes.NewReader(raw), 0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds() != image.Rect(0, 0, 40, 80) || !isRed(m.At(30, 10)) || isRed(m.At(10, 10)) {
		t.Errorf("a logo on its side: %v", m.Bounds())
	}
	plain := jpegOf(t, corner(80, 40))
	if page, _, err = derive(bytes.NewReader(plain), 0); err != nil {
		t.Fatal(err)
	}
	if size, err := jpeg.DecodeConfig(bytes.NewReader(page)); err != nil || size.Width != 80 {
		t.Errorf("%v %v", size, err)
	}
}
