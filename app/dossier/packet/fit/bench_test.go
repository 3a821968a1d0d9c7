package fit

import (
	"context"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
)

// BenchmarkPictures is one rung for 40 page pictures, which the sizer has not
// seen before.
func BenchmarkPictures(b *testing.B) {
	source := folder(b.TempDir())
	doc := page.Document{}
	for i := range 40 {
		path := source.put(b, scene(1600, 1200, uint64(i%2), 4), "page-"+strings.Repeat("i", i+1))
		doc.Pages = append(doc.Pages, page.Page{Images: []page.Image{{Path: path, Rect: page.Rect{W: 493, H: 310}}}})
	}
	for b.Loop() {
		s := NewSizer(sink{source})
		if _, _, err := s.Pictures(context.Background(), doc, rungs[3], nil); err != nil {
			b.Fatal(err)
		}
	}
}

// sink keeps nothing.
type sink struct{ folder }

func (sink) PutDerived(string, string, []byte) error { return nil }
