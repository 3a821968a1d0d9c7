package typeset_test

import (
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"

	"casefolio/app/dossier/typeset"
)

// A pair of LRE and PDF, as around WhatsApp's telephone numbers, is not seen;
// every other control is.
func TestHarmlessEmbeddingsAreNotSeen(t *testing.T) {
	tests := []struct {
		text  string
		boxes int
	}{
		{"Call \u202a+49 341 0\u202c now", 0},
		{"\u202a+49\u202c and \u202a+1\u202c", 0},
		{"\u202aאבג\u202c", 2},
		{"\u202a+49", 1},
		{"+49\u202c", 1},
		{"\u202eabc\u202c", 2},
		{"\u202a\u202eabc\u202c\u202c", 4},
		{"\u202b+49\u202c", 2},
	}
	for _, test := range tests {
		boxes := 0
		line := faces.Break(span(test.text), math.Inf(1))[0]
		for _, run := range line.Runs {
			if run.Face == nil {
				boxes += len(run.Glyphs)
			}
		}
		if boxes != test.boxes || line.Text != test.text {
			t.Errorf("%q: %d boxes, want %d; %q", test.text, boxes, test.boxes, line.Text)
		}
	}
}

// A paragraph stands at the right edge when its first letter is written from
// right to left, at the left edge otherwise.
func TestRightToLeftParagraphsStandRight(t *testing.T) {
	tests := []struct {
		text  string
		right bool
	}{
		{"שלום", true}, {"مرحبا abc", true}, {"12 שלום", true}, {"\u202a+1\u202c שלום", true},
		{"abc שלום", false}, {"买家 مرحبا", false}, {"123", false}, {"", false},
	}
	for _, test := range tests {
		line := faces.Break(span(test.text), 300)[0]
		left := line.Width
		for _, run := range line.Runs {
			left = min(left, run.X)
		}
		if test.right != (line.Width == 300 && left > 0) || !test.right && left != 0 {
			t.Errorf("%q: from %v to %v", test.text, left, line.Width)
		}
	}
}

// Only the fonts that a text needs are opened.
func TestFontsAreReadOnNeed(t *testing.T) {
	files := &opened{FS: os.DirFS("../../../assets")}
	fresh := typeset.LoadFaces(files)
	for _, step := range []struct{ text, want string }{
		{"订单 order 123", "NotoSansSC-Regular"},
		{"한국", "NotoSansKR-Regular"},
		{"שלום", "NotoSansHebrew-Regular"},
	} {
		files.names = nil
		fresh.Break(span(step.text), 100)
		if got := strings.Join(files.names, " "); got != "fonts/"+step.want+".ttf.zst" {
			t.Errorf("%s opened %s", step.text, got)
		}
	}
}

type opened struct {
	fs.FS
	names []string
}

func (o *opened) Open(name string) (fs.File, error) {
	o.names = append(o.names, name)
	return o.FS.Open(name)
}
