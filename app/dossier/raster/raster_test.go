package raster_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/raster"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

var (
	update = flag.Bool("update", false, "write the golden file anew")
	faces  = typeset.LoadFaces(os.DirFS("../../../assets"))
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// quarters writes a JPEG of 120 × 80 with a dark upper left corner, and says
// in it how it lies.
func quarters(t testing.TB, orientation int) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 120, 80))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{R: 230, G: 210, B: 160, A: 255}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, 0, 60, 40), image.NewUniform(color.RGBA{R: 40, G: 60, B: 120, A: 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}))
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	tiff[18] = byte(orientation)
	exif := append([]byte("Exif\x00\x00"), tiff...)
	raw := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	raw = append(append(raw, exif...), b.Bytes()[2:]...)
	path := filepath.Join(t.TempDir(), "p.jpg")
	check(t, os.WriteFile(path, raw, 0o600))
	return path
}

// sample is a page with one of everything.
func sample(t testing.TB) page.Document {
	t.Helper()
	gray, ink, red := typeset.RGB{R: 0xEE, G: 0xEA, B: 0xE0}, typeset.RGB{R: 0x20, G: 0x28, B: 0x30}, typeset.RGB{R: 0xA0, G: 0x30, B: 0x10}
	p := page.Page{
		Fills: []page.Fill{{Rect: page.Rect{X: 20, Y: 20, W: 260, H: 40}, Color: gray}, {Rect: page.Rect{X: 20, Y: 60, W: 260, H: 12.3}, Color: red}},
		Rules: []page.Rule{
			{X1: 20, Y1: 90, X2: 280, Y2: 90, Width: 0.5, Color: ink}, {X1: 150, Y1: 100, X2: 150, Y2: 200, Width: 2, Color: red},
			{X1: 20, Y1: 380, X2: 280, Y2: 350, Width: 3, Color: ink},
		},
	}
	for i := range 8 {
		p.Images = append(p.Images, page.Image{Path: quarters(t, i+1), Rect: page.Rect{X: 20 + 33*float64(i), Y: 300, W: 30, H: 30}})
	}
	p.Images = append(p.Images, page.Image{Path: "no such file", Alt: "E-06 broken 坏了", Rect: page.Rect{X: 160, Y: 210, W: 120, H: 70}})
	y := 40.0
	for _, v := range []struct {
		text  string
		style typeset.Style
	}{
		{"Folding desk lamp 折叠台灯", typeset.Style{Size: 16, Weight: typeset.Bold, Color: ink}},
		{"“12.50 EUR” — Größe XL, 订单 302-8841276", typeset.Style{Size: 10, Color: ink}},
		{"买家：“灯没有到。” 😡🇩🇪 [\uE000\U000F0000\x07]", typeset.Style{Size: 11, Color: red}},
		{"Small print, 小字, ﬁ ffi", typeset.Style{Size: 6, Color: ink}},
	} {
		for _, line := range faces.Break([]typeset.Span{{Text: v.text, Style: v.style}}, 250) {
			p.Texts = append(p.Texts, page.Text{X: 25, Y: y, Line: line})
			y += 40
		}
	}
	return page.Document{W: 300, H: 400, Pages: []page.Page{p}}
}

func drawn(t testing.TB, doc page.Document, scale float64) *image.RGBA {
	t.Helper()
	img, err := raster.New(faces).Page(context.Background(), doc, 0, scale)
	check(t, err)
	return img
}

func TestPageLooksAsBefore(t *testing.T) {
	const name = "testdata/page.png"
	got := drawn(t, sample(t), 1.5)
	if *update {
		var b bytes.Buffer
		check(t, png.Encode(&b, got))
		check(t, os.MkdirAll("testdata", 0o755))
		check(t, os.WriteFile(name, b.Bytes(), 0o644))
		return
	}
	if mean, spot := difference(t, got, read(t, name)); mean > 1 || spot > 20 {
		t.Errorf("differs by %.2f, a spot by %.0f of 255; after a change that is meant, run go test ./app/dossier/raster -update", mean, spot)
	}
}

// What the window shows must be what the file shows in another program.
func TestPageLooksAsThePDF(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed")
	}
	doc, dir := sample(t), t.TempDir()
	f, err := os.Create(filepath.Join(dir, "p.pdf"))
	check(t, err)
	_, err = render.Render(context.Background(), f, doc, faces)
	check(t, err)
	check(t, f.Close())
	if out, err := exec.Command("pdftoppm", "-r", "108", "-png", "-singlefile", f.Name(), filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	mean, spot := difference(t, drawn(t, doc, 1.5), read(t, filepath.Join(dir, "p.png")))
	t.Logf("mean difference %.2f, of the worst spot %.0f of 255", mean, spot)
	if mean > 3 || spot > 48 {
		t.Errorf("mean difference %.2f, of the worst spot %.0f of 255", mean, spot)
	}
}

func read(t testing.TB, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	check(t, err)
	defer f.Close()
	img, err := png.Decode(f)
	check(t, err)
	return img
}

// difference is the mean difference of the greys, and the greatest between
// spots of 8 × 8 pixels.
func difference(t testing.TB, a, b image.Image) (mean, spot float64) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v and %v", a.Bounds(), b.Bounds())
	}
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y += 8 {
		for x := r.Min.X; x < r.Max.X; x += 8 {
			sum, n := 0.0, 0.0
			for dy := range min(8, r.Max.Y-y) {
				for dx := range min(8, r.Max.X-x) {
					d := grey(a, x+dx, y+dy) - grey(b, x+dx, y+dy)
					mean += math.Abs(d)
					sum, n = sum+d, n+1
				}
			}
			spot = max(spot, math.Abs(sum/n))
		}
	}
	return mean / float64(r.Dx()*r.Dy()), spot
}

func grey(img image.Image, x, y int) float64 {
	r, g, b, _ := img.At(x, y).RGBA()
	return float64(r+g+b) / 3 / 257
}

func TestRefuses(t *testing.T) {
	ctx := context.Background()
	d, doc := raster.New(faces), sample(t)
	for _, i := range []int{-1, 1} {
		if _, err := d.Page(ctx, doc, i, 1); !errors.Is(err, raster.ErrPage) {
			t.Error(i, err)
		}
	}
	for _, scale := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := d.Page(ctx, doc, 0, scale); !errors.Is(err, raster.ErrSize) {
			t.Error(scale, err)
		}
	}
	for _, s := range [][2]float64{{0, 10}, {1e-9, 1e9}, {math.Inf(1), 1}, {math.NaN(), 1}} {
		if _, err := d.Page(ctx, page.Document{W: s[0], H: s[1], Pages: doc.Pages}, 0, 1); !errors.Is(err, raster.ErrSize) {
			t.Error(s, err)
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := d.Page(stopped, doc, 0, 1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFarTooLargeScaleIsLowered(t *testing.T) {
	doc := page.Document{W: 300, H: 400, Pages: []page.Page{{}}}
	if b := drawn(t, doc, 1e6).Bounds(); b.Dx()*b.Dy() > raster.MaxPixels+b.Dx()+b.Dy() {
		t.Error(b)
	}
}

// What lies off the page, at the edge or nowhere harms nothing.
func TestStrangePlaces(t *testing.T) {
	base := sample(t).Pages[0]
	doc := page.Document{W: 300, H: 400, Pages: []page.Page{{}}}
	p := &doc.Pages[0]
	for _, v := range []float64{-1e12, -20, 295, 1e12, math.Inf(1), math.NaN()} {
		for _, text := range base.Texts {
			text.X, text.Y = v, v
			p.Texts = append(p.Texts, text)
		}
		r := page.Rect{X: v, Y: v, W: 30, H: v}
		p.Fills = append(p.Fills, page.Fill{Rect: r})
		p.Rules = append(p.Rules, page.Rule{X1: v, X2: 10, Y2: v, Width: 1}, page.Rule{X1: v, X2: v, Y1: 2, Y2: 2, Width: v})
		p.Images = append(p.Images, page.Image{Rect: r, Path: base.Images[5].Path}, page.Image{Rect: r, Alt: "x"})
	}
	drawn(t, doc, 2)
}

func TestManyAtOnce(t *testing.T) {
	d, doc := raster.New(faces), sample(t)
	want := drawn(t, doc, 1).Pix
	ended := make(chan bool)
	for range 4 {
		go func() {
			img, err := d.Page(context.Background(), doc, 0, 1)
			ended <- err == nil && bytes.Equal(img.Pix, want)
		}()
	}
	for range 4 {
		if !<-ended {
			t.Error("another picture")
		}
	}
}

func BenchmarkPage(b *testing.B) {
	d, doc := raster.New(faces), sample(b)
	for b.Loop() {
		_, err := d.Page(context.Background(), doc, 0, 2)
		check(b, err)
	}
}
