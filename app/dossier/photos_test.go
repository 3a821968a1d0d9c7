package dossier

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/compose"
	"casefolio/app/shop"
)

// screenshot is a long PNG with bubbles of a chat.
func screenshot(t testing.TB, w, h int) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Gray{0xB0}, color.Black})
	for y := range h {
		for x := range w {
			switch {
			case x < 4 || x >= w-4 || y < 4 || y >= h-4:
				img.SetColorIndex(x, y, 2)
			case y/200%2 == 0 && x > w/8 && x < w/2+y%400, y%200 == 0:
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	check(t, png.Encode(&b, img))
	return b.Bytes()
}

func TestALongScreenshotIsCutOverPages(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "small.jpg", photo(t, 640, 480))
	d.add(t, c, "chat.png", screenshot(t, 540, 5000))
	broken := d.add(t, c, "cut.png", screenshot(t, 540, 3000)[:2000])
	for _, paper := range papers() {
		in, err := d.gather(ctx, c, Options{Lang: "en", Paper: paper}.with(shop.Profile{}))
		check(t, err)
		if n := len(in.Exhibits[1].Parts); n != 7 {
			t.Fatalf("%d parts", n)
		}
		check(t, d.faces.Load())
		doc := pages(t, in.Input)
		shown := map[string]float64{}
		for _, p := range doc.Pages {
			n := 0
			for _, im := range p.Images {
				if im.Alt == "E-02 chat.png" {
					n++
					shown[im.Path] = im.Rect.W
				}
			}
			if n > 1 {
				t.Errorf("%s: %d parts on one page", paper, n)
			}
		}
		const legible = 200.0 // points: as wide as a phone
		for path, w := range shown {
			if w < legible || w != shown[in.Exhibits[1].Parts[0].Path] {
				t.Errorf("%s: %s is %.0f points wide", paper, filepath.Base(path), w)
			}
		}
		text := bare(tool(t, "pdftotext", printed(t, doc), "-"))
		for _, want := range []string{"E-02 · part 1/7", "continued on the next page", "part 7/7", "from the page before"} {
			if !strings.Contains(text, bare(want)) {
				t.Errorf("%s: %q is missing", paper, want)
			}
		}
		if len(shown) != 7 || strings.Count(text, bare("continued on the next page")) != 6 {
			t.Errorf("%s: %d parts shown", paper, len(shown))
		}
	}
	path := filepath.Join(d.folder, "long.pdf")
	res, err := d.Write(ctx, c.Number, Options{}, path)
	check(t, err)
	if !slices.Equal(res.Faults, []string{broken.Label()}) {
		t.Errorf("faults %v", res.Faults)
	}
	tool(t, "qpdf", "--check", path)
}

func TestPhotosToAPage(t *testing.T) {
	in := fixture(t, "en", "a4")
	portrait, landscape := in.Exhibits[2], in.Exhibits[4]
	for _, perPage := range []int{1, 2, 4} {
		for name, kind := range map[string]compose.Exhibit{"portrait": portrait, "landscape": landscape} {
			in.Photos, in.Exhibits = perPage, nil
			for i := range 8 {
				kind.No = i + 1
				in.Exhibits = append(in.Exhibits, kind)
			}
			most := 0
			for _, p := range pages(t, in).Pages {
				most = max(most, len(p.Images))
			}
			if most != perPage {
				t.Errorf("%d to a page, %s: %d on one", perPage, name, most)
			}
		}
	}
}

func TestLetterhead(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	logo := d.add(t, c, "logo.png", photo(t, 400, 100))
	p := shop.Defaults()
	p.Owner, p.Shops, p.Logo = "Lumo Trading Ltd", []shop.Shop{{Name: "LumoHaus"}}, logo.SHA256
	check(t, d.from.Shop.Save(ctx, p))
	for _, form := range forms() {
		path := filepath.Join(d.folder, form+".pdf")
		_, err := d.Write(ctx, c.Number, Options{Lang: "en", Form: form}, path)
		check(t, err)
		if text := bare(tool(t, "pdftotext", "-l", "1", path, "-")); !strings.Contains(text, bare("Lumo Trading Ltd LumoHaus")) {
			t.Errorf("%s: no letterhead in %s", form, text)
		}
		if list := tool(t, "pdfimages", "-l", "1", "-list", path); strings.Count(list, "\n") != 3 {
			t.Errorf("%s: no logo\n%s", form, list)
		}
	}
	p.Logo = strings.Repeat("0", 64)
	check(t, d.from.Shop.Save(ctx, p))
	_, err := d.Write(ctx, c.Number, Options{}, filepath.Join(d.folder, "lost.pdf"))
	check(t, err)
}
