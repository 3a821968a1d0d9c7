package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
)

func longPhoto(n int) block.Photo {
	ph := block.Photo{Mark: block.Mark{Name: "E-02"}, Caption: []block.Text{block.Say(block.Small, filler("caption", 200))}}
	for i := range n {
		part := block.Part{Path: fmt.Sprint("part ", i), W: 1100, H: 1650, Above: fmt.Sprint("over ", i)}
		if i+1 < n {
			part.Below = fmt.Sprint("under ", i)
		} else {
			part.H = 90
		}
		ph.Parts = append(ph.Parts, part)
	}
	return ph
}

func TestPartsStandOnPagesOfTheirOwn(t *testing.T) {
	for _, paper := range []string{"a4", "letter"} {
		photos := []block.Photo{{Path: "before", W: 400, H: 300}, longPhoto(5), longPhoto(1), {Path: "after", W: 400, H: 300}}
		out := mustLayout(t, block.Document{Paper: paper, Blocks: []block.Block{block.Header{Text: "photos"}, block.Photos{Photos: photos}}})
		inside(t, out)
		n, width := 0, 0.0
		for i, p := range out.Pages {
			text := ""
			for _, x := range p.Texts {
				text += x.Line.Text + "\n"
			}
			here := 0
			for _, im := range p.Images {
				if !strings.HasPrefix(im.Path, "part") {
					continue
				}
				here++
				if !strings.Contains(text, strings.Replace(im.Path, "part", "over", 1)) {
					t.Errorf("%s page %d: nothing stands over %s", paper, i+1, im.Path)
				}
				if n < 5 {
					if n > 0 && math.Abs(im.Rect.W-width) > 0.01 {
						t.Errorf("%s: %s is %.1f wide, not %.1f", paper, im.Path, im.Rect.W, width)
					}
					width = im.Rect.W
				}
				if n == 0 && !strings.Contains(text, "caption") {
					t.Errorf("%s: the caption stands on another page", paper)
				}
				n++
			}
			if here > 1 {
				t.Errorf("%s page %d: %d parts", paper, i+1, here)
			}
		}
		if n != 6 {
			t.Errorf("%s: %d parts", paper, n)
		}
	}
}

func TestPhotoAndCaptionStayTogether(t *testing.T) {
	for _, perPage := range []int{0, 1, 2, 4} {
		ph := block.Photos{PerPage: perPage}
		for i := range 23 {
			size := [][2]int{{1600, 1200}, {1200, 1600}, {1600, 400}, {500, 1600}}[i*7%4]
			ph.Photos = append(ph.Photos, block.Photo{
				Path: fmt.Sprintf("p%02d", i), W: size[0], H: size[1],
				Caption: []block.Text{block.Say(block.Small, fmt.Sprintf("c%02d ", i)+strings.Repeat("x", i*11))},
			})
		}
		out := mustLayout(t, block.Document{Paper: "a4", Blocks: []block.Block{block.Header{Text: "photos"}, ph}})
		inside(t, out)
		n := 0
		for i, p := range out.Pages {
			text := ""
			for _, x := range p.Texts {
				text += x.Line.Text
			}
			for _, im := range p.Images {
				n++
				if !strings.Contains(text, "c"+im.Path[1:]) {
					t.Errorf("%d to a page, page %d: %s has lost its caption", perPage, i+1, im.Path)
				}
			}
			if perPage == 1 && len(p.Images) > 1 {
				t.Errorf("page %d has %d photos", i+1, len(p.Images))
			}
		}
		if n != 23 {
			t.Errorf("%d photos", n)
		}
	}
}

func TestABrokenPhotoNeedsNoPage(t *testing.T) {
	ph := block.Photos{PerPage: 1, Photos: []block.Photo{{Path: "a", W: 40, H: 10}, {Fault: "broken"}, {Fault: "lost"}, {Path: "b", W: 40, H: 10}}}
	out := mustLayout(t, block.Document{Paper: "a4", Blocks: []block.Block{ph}})
	if len(out.Pages) != 2 || len(out.Pages[0].Fills) != 2 || len(out.Pages[1].Images) != 1 {
		t.Errorf("%d pages", len(out.Pages))
	}
}

// Where pages are scarce photos stand four to a page; pictures of text are as
// wide as they would be, and those as tall as a telephone stand two to a row.
func TestClosePhotos(t *testing.T) {
	photo := func(w, h int, words bool) block.Photo {
		return block.Photo{Path: fmt.Sprint(w, h, words), W: w, H: h, Words: words}
	}
	set := func(close bool, photos ...block.Photo) page.Document {
		return mustLayout(t, block.Document{Paper: "a4", Blocks: []block.Block{block.Photos{PerPage: 2, Close: close, Photos: photos}}})
	}
	widest := func(doc page.Document) (w float64) {
		for _, p := range doc.Pages {
			for _, image := range p.Images {
				w = max(w, image.Rect.W)
			}
		}
		return w
	}
	wide, shot, phone := photo(800, 600, false), photo(1600, 900, true), photo(1080, 2400, true)
	for _, c := range []struct {
		name        string
		photos      []block.Photo
		far, close  int     // pages
		least, most float64 // points across
	}{
		{"photos", []block.Photo{wide, wide, wide, wide}, 2, 1, 150, 300},
		{"screenshots", []block.Photo{shot, shot, shot, shot}, 2, 2, 400, 600},
		{"telephones", []block.Photo{phone, phone}, 2, 1, 200, 300},
		{"one of each", []block.Photo{wide, shot}, 1, 1, 400, 600},
	} {
		if n := len(set(false, c.photos...).Pages); n != c.far {
			t.Errorf("%s: %d pages", c.name, n)
		}
		doc := set(true, c.photos...)
		if w := widest(doc); len(doc.Pages) != c.close || w < c.least || w > c.most {
			t.Errorf("%s, close: %d pages, %.0f pt across", c.name, len(doc.Pages), w)
		}
	}
}
