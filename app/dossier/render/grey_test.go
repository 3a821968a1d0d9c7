package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// greyDocument has every kind of thing that can have a colour.
func greyDocument(t testing.TB) page.Document {
	doc := emojiPages()
	red, green := typeset.RGB{R: 0xC0, G: 0x20, B: 0x20}, typeset.RGB{R: 0x20, G: 0x90, B: 0x30}
	place(&doc, typeset.Style{Size: 12, Color: red}, "红字 red words", "no face has \U000F0000")
	p := &doc.Pages[len(doc.Pages)-1]
	p.Fills = []page.Fill{{Rect: page.Rect{X: 20, Y: 20, W: 50, H: 50}, Color: green}}
	p.Rules = []page.Rule{{X1: 10, Y1: 10, X2: 200, Y2: 10, Width: 2, Color: red}}
	p.Images = append(samplePictures(t),
		page.Image{Path: save(t, "inks.jpg", fourInks()), Rect: page.Rect{X: 50, Y: 700, W: 60, H: 60}},
		page.Image{Path: "/nowhere.jpg", Alt: "gone", Rect: page.Rect{X: 150, Y: 700, W: 60, H: 60}})
	doc.Grey = true
	return doc
}

var (
	colourOperator = regexp.MustCompile(`(?m)(^|\s)(rg|RG|k|K|cs|CS|sc|SC|scn|SCN)(\s|$)`)
	literalString  = regexp.MustCompile(`(?s)\((?:\\.|[^\\)])*\)`)
)

func TestGreyHasNoColourAtAll(t *testing.T) {
	doc := greyDocument(t)
	pdf, faults := write(t, doc)
	if len(faults) != 1 {
		t.Errorf("faults: %v", faults)
	}
	strict(t, pdf)
	pictures := 0
	parse(t, pdf).all(func(d dict) {
		if d["Subtype"] == "/Image" {
			pictures++
			if d["ColorSpace"] != "/DeviceGray" {
				t.Errorf("a picture in %v", d["ColorSpace"])
			}
		}
	})
	if found := colourOperators(t, pdf); len(found) > 0 {
		t.Errorf("operators of colour: %q", found)
	}
	if pictures < 20 {
		t.Errorf("%d pictures", pictures)
	}
	if !bytes.Contains(pdf, []byte("/OutputIntents")) {
		t.Error("no output intent")
	}
	for _, n := range []string{"1", "2", "4"} {
		out := tool(t, pdf, "pdftoppm", "-r", "72", "-f", n, "-l", n, "FILE")
		head, body, _ := strings.Cut(out, "\n255\n")
		if !strings.HasPrefix(head, "P6") {
			t.Fatalf("%q", head)
		}
		for i := 0; i+2 < len(body); i += 3 {
			if body[i] != body[i+1] || body[i] != body[i+2] {
				t.Fatalf("page %s has colours", n)
			}
		}
	}
	if again, _ := write(t, doc); !bytes.Equal(pdf, again) {
		t.Error("the same document gave another file")
	}
	doc.Grey = false
	if coloured, _ := write(t, doc); len(colourOperators(t, coloured)) == 0 {
		t.Error("the test does not see colours")
	}
}

// colourOperators are those in the contents of all pages.
func colourOperators(t *testing.T, pdf []byte) (found []string) {
	f := parse(t, pdf)
	f.all(func(d dict) {
		if d["Type"] == "/Page" {
			content := literalString.ReplaceAll(f.stream(d["Contents"]), nil)
			for _, m := range colourOperator.FindAllSubmatch(content, -1) {
				found = append(found, string(m[2]))
			}
		}
	})
	return found
}
