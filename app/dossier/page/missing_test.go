package page_test

import (
	"math"
	"os"
	"reflect"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

func TestMissing(t *testing.T) {
	faces := typeset.LoadFaces(os.DirFS("../../../assets"))
	paper := func(texts ...string) (p page.Page) {
		for _, text := range texts {
			for _, line := range faces.Break([]typeset.Span{{Text: text, Style: typeset.Style{Size: 10}}}, math.Inf(1)) {
				p.Texts = append(p.Texts, page.Text{Line: line})
			}
		}
		return p
	}
	doc := page.Document{Pages: []page.Page{
		paper("灯不亮了 ok", "😀 שלום 한국어"),
		paper("x\U000F0000y\uE000", "\uE000 再次"),
		paper(""),
		paper("a\x07b"),
	}}
	want := []page.Boxed{{Page: 2, Codes: []rune{0xE000, 0xF0000}}, {Page: 4, Codes: []rune{0x07}}}
	if got := page.Missing(doc); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if got := page.Missing(page.Document{}); got != nil {
		t.Errorf("an empty document: %v", got)
	}
}
