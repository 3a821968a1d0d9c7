package evidence

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// pictureFile reads a picture that was made for these tests: 192 × 128 pixels, blue,
// with a red quarter at the upper left.
func pictureFile(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "pictures", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func encoded(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deep(m image.Image) *image.NRGBA64 {
	out := image.NewNRGBA64(m.Bounds())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			out.Set(x, y, m.At(x, y))
		}
	}
	return out
}

func paletted(m image.Image) *image.Paletted {
	out := image.NewPaletted(m.Bounds(), color.Palette{color.RGBA{B: 255, A: 255}, color.RGBA{R: 255, A: 255}})
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			out.Set(x, y, m.At(x, y))
		}
	}
	return out
}

// kinds are pictures of every kind that is shown: all of the same content, some
// named as something else.
func kinds(t testing.TB) map[string][]byte {
	m := corner(192, 128)
	still := encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, paletted(m), nil) })
	moving := encoded(t, func(b *bytes.Buffer) error {
		other := image.NewPaletted(m.Bounds(), color.Palette{color.White})
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{paletted(m), other}, Delay: []int{10, 10}})
	})
	return map[string][]byte{
		"jpeg":       jpegOf(t, m),
		"png":        encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, m) }),
		"png deep":   encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, deep(m)) }),
		"png few":    encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, paletted(m)) }),
		"gif":        still,
		"gif_moving": moving,
		"bmp":        encoded(t, func(b *bytes.Buffer) error { return bmp.Encode(b, m) }),
		"tiff":       encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, m, nil) }),
		"tiff small": encoded(t, func(b *bytes.Buffer) error {
			return tiff.Encode(b, m, &tiff.Options{Compression: tiff.Deflate, Predictor: true})
		}),
		"png woven": pictureFile(t, "woven.png"),
		"jpeg cmyk": pictureFile(t, "cmyk.jpg"),
		"jpeg slow": pictureFile(t, "progressive.jpg"),
		"webp":      pictureFile(t, "lossy.webp"),
		"webp full": pictureFile(t, "lossless.webp"),
		"heic":      pictureFile(t, "plain.heic"),
		"heic turn": pictureFile(t, "turned.heic"),
	}
}

func TestEveryKindOfPicture(t *testing.T) {
	r := testReaders(t)
	for name, raw := range kinds(t) {
		format, _, _ := bytes.Cut([]byte(name), []byte(" "))
		for _, file := range []string{"photo.jpg", "photo.heic", "Foto ohne Namen", "photo.txt"} {
			got := readString(t, r, file, string(raw), Options{})
			if got.Kind != Photo || got.Format != string(format) || got.Problem != "" {
				t.Errorf("%s named %s: %s %s %s", name, file, got.Kind, got.Format, got.Problem)
			}
		}
		p := readString(t, r, "photo", string(raw), Options{}).Picture
		w, h, red := 192, 128, image.Pt(20, 20)
		if name == "heic turn" { // a quarter to the right, said once by the container and once by the camera
			w, h, red = 128, 192, image.Pt(107, 20)
		}
		if p.Width != w || p.Height != h || p.Orientation != 1 {
			t.Errorf("%s: %d × %d, orientation %d", name, p.Width, p.Height, p.Orientation)
		}
		page, thumb, err := derive(bytes.NewReader(raw), p.Orientation)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, data := range [][]byte{page, thumb} {
			m, err := jpeg.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if m.Bounds() != image.Rect(0, 0, w, h) || !isRed(m.At(red.X, red.Y)) || isRed(m.At(w-red.X, h-red.Y)) || isRed(m.At(red.X, h-red.Y)) || isRed(m.At(w-red.X, red.Y)) {
				t.Errorf("%s: %v, not what was drawn", name, m.Bounds())
			}
		}
	}
}

// What cannot be shown is kept and named; nothing of it is decoded.
func TestPicturesThatAreRefused(t *testing.T) {
	r := testReaders(t)
	huge := pictureFile(t, "plain.heic")
	at := bytes.Index(huge, []byte("ispe"))
	binary.BigEndian.PutUint32(huge[at+8:], 60_000)
	binary.BigEndian.PutUint32(huge[at+12:], 60_000)
	tiny := pictureFile(t, "plain.heic")
	binary.BigEndian.PutUint32(tiny[at+8:], 100)
	wide := encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, corner(8, 8), nil) })
	if at := bytes.LastIndex(wide, []byte{0x00, 0x01}); at > 0 { // the width is the first entry of the directory
		dir := binary.LittleEndian.Uint32(wide[4:])
		binary.LittleEndian.PutUint16(wide[dir+4:], 4)
		binary.LittleEndian.PutUint32(wide[dir+10:], 900_000_000)
	}
	avif := []byte("\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf\x00\x00\x00\x08mdat")
	whole := kinds(t)
	for name, c := range map[string]struct {
		raw     []byte
		problem string
	}{
		"huge.heic": {huge, problemTooLarge},
		"wide.tiff": {wide, problemTooLarge},
		"tiny.heic": {tiny, problemUnsupported},
		"new.avif":  {avif, problemUnsupported},
		"half.heic": {whole["heic"][:200], problemBroken},
		"half.png":  {whole["png"][:20], problemBroken},
		"none.gif":  {[]byte("GIF89a\x00\x00\x00\x00\x00\x00\x00"), problemBroken},
	} {
		if got := readString(t, r, name, string(c.raw), Options{}); got.Kind != Photo || got.Problem != c.problem {
			t.Errorf("%s: %s, problem %q", name, got.Kind, got.Problem)
		}
		if _, _, err := decode(bytes.NewReader(c.raw)); err == nil {
			t.Errorf("%s was decoded", name)
		}
	}
}

func TestMovingPictures(t *testing.T) {
	all := kinds(t)
	if isMoving(bytes.NewReader(all["gif"])) || !isMoving(bytes.NewReader(all["gif_moving"])) {
		t.Error("frames were not counted")
	}
	for n := range len(all["gif_moving"]) {
		isMoving(bytes.NewReader(all["gif_moving"][:n])) // ends, and does not panic
	}
}

func TestCamera(t *testing.T) {
	for _, c := range [][3]string{
		{"Apple", "iPhone 14", "Apple iPhone 14"}, {"Canon", "Canon EOS R5", "Canon EOS R5"},
		{"NIKON CORPORATION", "NIKON D750", "NIKON D750"}, {"", "", ""}, {" HUAWEI\x00", "P30", "HUAWEI P30"},
	} {
		if got := camera(c[0], c[1]); got != c[2] {
			t.Errorf("%q %q: %q", c[0], c[1], got)
		}
	}
}

func FuzzPictureKinds(f *testing.F) {
	for _, raw := range kinds(f) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if heif, _ := isHEIF(bytes.NewReader(raw)); heif { // its decoder has a memory of its own; its header is ours
			_, _ = header(bytes.NewReader(raw))
			return
		}
		r := bytes.NewReader(raw)
		if c, err := header(r); err != nil || c.Width*c.Height > 1<<20 {
			return
		}
		isMoving(r)
		readPlace(r, "jpeg")
		_, _, _ = derive(r, 0)
	})
}
