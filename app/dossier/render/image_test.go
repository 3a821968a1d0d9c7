package render_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
)

// corner paints the upper left quarter red, the rest green.
func corner(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{G: 0xC0, A: 0xFF}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 0xC0, A: 0xFF}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withExif adds an EXIF segment that holds an orientation and a secret.
func withExif(file []byte, orientation uint16) []byte {
	exif := []byte("Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	exif = binary.BigEndian.AppendUint16(exif, orientation)
	exif = append(exif, "\x00\x00\x00\x00\x00\x00GPS-SECRET"...)
	out := append([]byte{}, file[:2]...)
	out = append(out, 0xFF, 0xE1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(exif)+2))
	return append(append(out, exif...), file[2:]...)
}

func save(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// samplePictures are of one width, so that their order in the file is not told
// by it.
func samplePictures(t testing.TB) []page.Image {
	t.Helper()
	gray := image.NewGray(image.Rect(0, 0, 40, 30))
	deep := image.NewRGBA64(image.Rect(0, 0, 40, 30))
	draw.Draw(deep, deep.Bounds(), image.NewUniform(color.RGBA64{R: 0x1234, A: 0xFFFF}), image.Point{}, draw.Src)
	palette := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Black, color.White})
	glass := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	var images []page.Image
	for i, data := range [][]byte{
		jpegOf(t, corner(40, 30)), jpegOf(t, gray), pngOf(t, corner(40, 30)), pngOf(t, gray), pngOf(t, deep), pngOf(t, palette), pngOf(t, glass),
	} {
		images = append(images, page.Image{Path: save(t, "picture", data), Rect: page.Rect{X: float64(50 + 70*i), Y: 600, W: 60, H: 45}})
	}
	return images
}

func TestPictures(t *testing.T) {
	images := samplePictures(t)
	doc := page.Document{W: 595, H: 842, Pages: []page.Page{{Images: images}}}
	pdf, faults := write(t, doc)
	if faults != nil {
		t.Errorf("faults: %v", faults)
	}
	if out := tool(t, pdf, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	if n := bytes.Count(pdf, []byte("/Subtype /Image")); n != len(images) {
		t.Errorf("%d pictures", n)
	}
	twice := append(images, images...)
	twice = append(twice, page.Image{Path: save(t, "copy", jpegOf(t, corner(40, 30))), Rect: images[0].Rect})
	pdf, _ = write(t, page.Document{W: 595, H: 842, Pages: []page.Page{{Images: twice}}})
	if n := bytes.Count(pdf, []byte("/Subtype /Image")); n != len(images) {
		t.Errorf("drawn twice: %d pictures", n)
	}
}

func TestFaultyPictures(t *testing.T) {
	whole := jpegOf(t, corner(40, 30))
	good := save(t, "good.jpg", whole)
	paths := []string{
		filepath.Join(t.TempDir(), "missing.jpg"),
		save(t, "text.jpg", []byte("not a picture")),
		save(t, "empty.png", nil),
		save(t, "cut.jpg", whole[:len(whole)-20]),
		save(t, "cut.png", pngOf(t, corner(40, 30))[:100]),
		save(t, "header.jpg", whole[:4]),
	}
	doc := page.Document{W: 595, H: 842, Pages: []page.Page{{}, {}}}
	for i, path := range append(paths, good) {
		at := page.Image{Path: path, Rect: page.Rect{X: 50, Y: float64(20 + 90*i), W: 200, H: 80}, Alt: "无法显示的图片"}
		doc.Pages[0].Images = append(doc.Pages[0].Images, at)
		doc.Pages[1].Images = append(doc.Pages[1].Images, at)
	}
	pdf, faults := write(t, doc)
	if !slices.Equal(faults, paths) {
		t.Errorf("faults: %v", faults)
	}
	tool(t, pdf, "qpdf", "--check", "FILE")
	if text := tool(t, pdf, "pdftotext", "FILE", "-"); strings.Count(text, "无法显示的图片") != 2*len(paths) {
		t.Errorf("text: %q", text)
	}
}

func TestPhotosAreUprightAndKeepNoSecret(t *testing.T) {
	turned := []func(x, y int) (int, int){ // where the pixel x, y of the upright picture is stored
		1: func(x, y int) (int, int) { return x, y },
		2: func(x, y int) (int, int) { return 79 - x, y },
		3: func(x, y int) (int, int) { return 79 - x, 39 - y },
		4: func(x, y int) (int, int) { return x, 39 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, 79 - x },
		7: func(x, y int) (int, int) { return 39 - y, 79 - x },
		8: func(x, y int) (int, int) { return 39 - y, x },
	}
	upright := corner(80, 40)
	for orientation := 1; orientation <= 8; orientation++ {
		w, h := 80, 40
		if orientation > 4 {
			w, h = h, w
		}
		stored := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range 40 {
			for x := range 80 {
				sx, sy := turned[orientation](x, y)
				stored.Set(sx, sy, upright.At(x, y))
			}
		}
		path := save(t, "photo.jpg", withExif(jpegOf(t, stored), uint16(orientation)))
		doc := page.Document{W: 100, H: 100, Pages: []page.Page{{Images: []page.Image{{Path: path, Rect: page.Rect{X: 10, Y: 20, W: 80, H: 40}}}}}}
		pdf, faults := write(t, doc)
		if faults != nil || bytes.Contains(pdf, []byte("GPS-SECRET")) {
			t.Errorf("%d: faults %v, or metadata left", orientation, faults)
		}
		picture, err := png.Decode(strings.NewReader(tool(t, pdf, "pdftoppm", "-r", "72", "-png", "FILE")))
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []struct {
			x, y int
			red  bool
		}{{20, 30, true}, {70, 30, false}, {20, 50, false}, {70, 50, false}} {
			r, g, _, _ := picture.At(at.x, at.y).RGBA()
			if (r > g) != at.red {
				t.Errorf("orientation %d: wrong colour at %d, %d", orientation, at.x, at.y)
			}
		}
	}
}

func FuzzPictures(f *testing.F) {
	f.Add(jpegOf(f, corner(8, 8)))
	f.Add(withExif(jpegOf(f, corner(8, 8)), 6))
	f.Add(pngOf(f, corner(8, 8)))
	f.Add(pngOf(f, image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.Black, color.White})))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := save(t, "picture", data)
		write(t, page.Document{W: 100, H: 100, Pages: []page.Page{{Images: []page.Image{{Path: path, Rect: page.Rect{W: 10, H: 10}}}}}})
	})
}
