package dossier

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"

	"casefolio/app/dossier/raster"
	"casefolio/app/fault"
)

// Every page of the fixtures looks on the screen as in the file.
func TestPreviewLooksAsTheFile(t *testing.T) {
	for _, v := range variants {
		doc, folder := pages(t, fixture(t, v[0], v[1])), t.TempDir()
		tool(t, "pdftoppm", "-r", "144", printed(t, doc), filepath.Join(folder, "p"))
		d := raster.New(faces())
		for i := range doc.Pages {
			raw, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("p-%d.ppm", i+1)))
			check(t, err)
			img, err := d.Page(context.Background(), doc, i, 2)
			check(t, err)
			m := meanDifference(t, img, decodePPM(t, raw))
			t.Logf("%s page %d: mean difference %.2f of 255", v[0], i+1, m)
			if m > 6 { // edges of letters, which every rasteriser smooths in its own way
				t.Errorf("%s page %d: mean difference %.2f of 255", v[0], i+1, m)
			}
		}
	}
}

// decodePPM reads what pdftoppm writes fastest: a head, then three bytes a pixel.
func decodePPM(t *testing.T, raw []byte) *image.RGBA {
	t.Helper()
	var w, h, most int
	_, err := fmt.Sscanf(string(raw[:min(len(raw), 40)]), "P6\n%d %d\n%d\n", &w, &h, &most)
	if err != nil || most != 255 || w < 1 || h < 1 || len(raw) < 3*w*h {
		t.Fatal("no picture", err)
	}
	img, pixels := image.NewRGBA(image.Rect(0, 0, w, h)), raw[len(raw)-3*w*h:]
	for i := range w * h {
		copy(img.Pix[4*i:], pixels[3*i:3*i+3])
		img.Pix[4*i+3] = 255
	}
	return img
}

// meanDifference looks at greys; one more row or column of pixels, as rounding
// makes it, does not count.
func meanDifference(t *testing.T, a, b *image.RGBA) float64 {
	t.Helper()
	x, y := a.Bounds(), b.Bounds()
	if abs(x.Dx()-y.Dx()) > 1 || abs(x.Dy()-y.Dy()) > 1 {
		t.Fatalf("%v and %v", x, y)
	}
	both, sum, n := x.Intersect(y), 0, 0
	for py := both.Min.Y; py < both.Max.Y; py += 3 { // every third row tells enough
		p, q := a.Pix[a.PixOffset(both.Min.X, py):], b.Pix[b.PixOffset(both.Min.X, py):]
		for i := 0; i < 4*both.Dx(); i += 4 {
			one := int(p[i]) + int(p[i+1]) + int(p[i+2])
			other := int(q[i]) + int(q[i+1]) + int(q[i+2])
			sum += abs(one-other) * 257 / 3 >> 8
			n++
		}
	}
	return float64(sum) / float64(n)
}

func TestPreview(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "shelf.jpg", photo(t, 640, 480))
	broken := d.add(t, c, "broken.jpg", photo(t, 640, 480)[:400])
	p, err := d.Preview(ctx, c.Number, Options{Lang: "en"})
	check(t, err)
	res, err := d.Write(ctx, c.Number, Options{Lang: "en"}, filepath.Join(d.folder, "x.pdf"))
	check(t, err)
	if p.Pages() != res.Pages || p.Number != c.Number || len(p.Problems) != 1 || p.Problems[0] != (Problem{Label: broken.Label(), ID: broken.ID, Code: Picture, Page: p.Problems[0].Page}) {
		t.Errorf("%d pages of %s with problems %v, the file has %d", p.Pages(), p.Number, p.Problems, res.Pages)
	}
	w, h := p.Size()
	img, err := p.Page(ctx, 0, 0.5)
	check(t, err)
	if b := img.Bounds(); abs(b.Dx()-int(w/2)) > 1 || abs(b.Dy()-int(h/2)) > 1 {
		t.Errorf("%v for %v × %v", b, w, h)
	}
	if img, err := p.Page(ctx, p.Pages(), 1); err == nil || img != nil {
		t.Error("a page too many")
	}
	if _, err := d.Preview(ctx, c.Number, Options{Lang: "fr"}); !fault.Is(err, "dossier.option") {
		t.Error(err)
	}
	if _, err := d.Preview(ctx, "CF-1999-0001", Options{}); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
}
