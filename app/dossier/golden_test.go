package dossier

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
)

var update = flag.Bool("update", false, "write the golden files anew")

var variants = [][2]string{{"zh", "a4"}, {"en", "letter"}}

// dump writes where everything stands, to a tenth of a point.
func dump(doc page.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "paper %.1f x %.1f, title %q, lang %s, created %s\n", doc.W, doc.H, doc.Title, doc.Lang, doc.Created)
	for i, p := range doc.Pages {
		fmt.Fprintf(&b, "\npage %d: %d fills\n", i+1, len(p.Fills))
		for _, a := range p.Anchors {
			fmt.Fprintf(&b, "anchor %6.1f %d %s %q\n", a.Y, a.Level, a.Name, a.Title)
		}
		for _, l := range p.Links {
			fmt.Fprintf(&b, "link   %6.1f %6.1f %s\n", l.Rect.Y, l.Rect.H, l.Target)
		}
		for _, im := range p.Images {
			fmt.Fprintf(&b, "image  %6.1f %6.1f %6.1f %6.1f %s\n", im.Rect.X, im.Rect.Y, im.Rect.W, im.Rect.H, im.Alt)
		}
		for _, r := range p.Rules {
			fmt.Fprintf(&b, "rule   %6.1f %6.1f %6.1f %6.1f %.1f\n", r.X1, r.Y1, r.X2, r.Y2, r.Width)
		}
		for _, t := range p.Texts {
			size := 0.0
			if len(t.Line.Runs) > 0 {
				size = t.Line.Runs[0].Size
			}
			fmt.Fprintf(&b, "text   %6.1f %6.1f %4.1f %s\n", t.X, t.Y, size, t.Line.Text)
		}
	}
	return b.String()
}

func TestPagesStandAsBefore(t *testing.T) {
	for _, v := range variants {
		name := filepath.Join("testdata", "golden", v[0]+"-"+v[1]+".txt")
		got := dump(pages(t, fixture(t, v[0], v[1])))
		if *update {
			write(t, name, []byte(got))
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		have, old := strings.Split(got, "\n"), strings.Split(strings.ReplaceAll(string(want), "\r\n", "\n"), "\n")
		for i := range have {
			if i >= len(old) || have[i] != old[i] {
				t.Errorf("%s: line %d is\n%s\nafter a change that is meant, run go test ./app/dossier -update", name, i+1, have[i])
				break
			}
		}
		if len(old) > len(have) {
			t.Errorf("%s: %d lines less", name, len(old)-len(have))
		}
	}
}

func TestPagesLookAsBefore(t *testing.T) {
	for _, v := range variants {
		looksAsBefore(t, v[0]+"-"+v[1], pages(t, fixture(t, v[0], v[1])), "-r", "60")
	}
}

// looksAsBefore compares each page of a document with the picture kept of it.
func looksAsBefore(t *testing.T, name string, doc page.Document, options ...string) {
	t.Helper()
	folder := t.TempDir()
	args := append(options, "-gray", "-png", printed(t, doc), filepath.Join(folder, "p"))
	tool(t, "pdftoppm", args...)
	made, err := filepath.Glob(filepath.Join(folder, "p*.png"))
	if err != nil || len(made) == 0 {
		t.Fatal("no pictures", err)
	}
	for i, file := range made {
		name := filepath.Join("testdata", "golden", fmt.Sprintf("%s-%d.png", name, i+1))
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			write(t, name, raw)
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if d := difference(t, raw, want); d > 20 {
			t.Errorf("%s: a spot differs by %d of 255", name, d)
		}
	}
}

// difference is the greatest difference of the mean grey of spots of 8 × 8
// pixels: what another version of the rasteriser does to edges does not count.
func difference(t *testing.T, a, b []byte) int {
	t.Helper()
	x, y := decodePNG(t, a), decodePNG(t, b)
	if x.Bounds() != y.Bounds() {
		return 255
	}
	most := 0
	for sy := 0; sy+8 <= x.Bounds().Dy(); sy += 8 {
		for sx := 0; sx+8 <= x.Bounds().Dx(); sx += 8 {
			most = max(most, abs(mean(x, sx, sy)-mean(y, sx, sy)))
		}
	}
	return most
}

func decodePNG(t *testing.T, raw []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func mean(img image.Image, x, y int) int {
	sum := 0
	if grey, ok := img.(*image.Gray); ok { // as pdftoppm writes them
		for dy := range 8 {
			for _, tone := range grey.Pix[grey.PixOffset(x, y+dy):][:8] {
				sum += int(tone)
			}
		}
		return sum / 64
	}
	for dy := 0; dy < 8; dy++ {
		for dx := 0; dx < 8; dx++ {
			r, g, b, _ := img.At(x+dx, y+dy).RGBA()
			sum += int(r+g+b) / 3 >> 8
		}
	}
	return sum / 64
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func write(t *testing.T, name string, raw []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}
