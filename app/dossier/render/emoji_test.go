package render_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

// emojiPages has many emoji, on white and on a fill, in all kinds.
func emojiPages() page.Document {
	var doc page.Document
	for range 3 {
		place(&doc, typeset.Style{Size: 10}, "😡😡 我的包裹😢", "👍🏽👍🏿👍🏽 🇩🇪 👨‍👩‍👧‍👦 1️⃣ ❤️ ❤", "שלום 👋🏽 עולם")
	}
	doc.Pages[1].Fills = []page.Fill{{Rect: page.Rect{W: doc.W, H: doc.H}, Color: typeset.RGB{R: 0x20, G: 0x40, B: 0xE0}}}
	return doc
}

// Each emoji is in the file once for each ground, and nothing shines through.
func TestEmojiAreEmbeddedOnce(t *testing.T) {
	const kinds = 9 // ❤️ and ❤ are one
	doc := emojiPages()
	pdf, faults := write(t, doc)
	if len(faults) > 0 {
		t.Error(faults)
	}
	if n := bytes.Count(pdf, []byte("/Subtype /Image")); n != 2*kinds {
		t.Errorf("%d pictures", n)
	}
	parse(t, pdf).all(func(d dict) {
		if d["SMask"] != nil || d["Mask"] != nil || d["Group"] != nil {
			t.Errorf("not opaque: %v", d)
		}
	})
	strict(t, pdf)
	if out := tool(t, pdf, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	if again, _ := write(t, doc); !bytes.Equal(pdf, again) {
		t.Error("the same document gave another file")
	}
}

// pixels draws the only page of a file, one pixel to a point.
func pixels(t *testing.T, pdf []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(strings.NewReader(tool(t, pdf, "pdftoppm", "-r", "72", "-png", "FILE")))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// coloured counts the pixels of an area that are not grey.
func coloured(picture image.Image, area image.Rectangle) (n int) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); max(r, g, b)-min(r, g, b) > 0x2000 {
				n++
			}
		}
	}
	return n
}

func TestEmojiByTheirSelector(t *testing.T) {
	tests := []struct {
		text   string
		colour bool
	}{
		{"😡", true}, {"👎🏽", true}, {"❤️", true}, {"❤", true}, {"☔", true}, {"⭐", true}, {"1️⃣", true}, {"🇫🇷", true}, {"🏴󠁧󠁢󠁷󠁬󠁳󠁿", true}, {"ℹ️", true},
		{"😡︎", false}, {"❤︎", false}, {"☔︎", false}, {"©", false}, {"®", false}, {"™", false}, {"1", false}, {"#", false}, {"ℹ", false}, {"★", false},
	}
	const row = 36
	doc := page.Document{W: 100, H: row * float64(len(tests)), Pages: make([]page.Page, 1)}
	for i, test := range tests {
		line := faces.Break([]typeset.Span{{Text: test.text, Style: typeset.Style{Size: 24}}}, doc.W)[0]
		doc.Pages[0].Texts = append(doc.Pages[0].Texts, page.Text{X: 20, Y: row*float64(i) + 28, Line: line})
	}
	pdf, _ := write(t, doc)
	picture := pixels(t, pdf)
	for i, test := range tests {
		if n := coloured(picture, image.Rect(0, row*i, 100, row*(i+1))); (n > 30) != test.colour {
			t.Errorf("%s %+q: %d pixels of colour", test.text, test.text, n)
		}
	}
}

// Around an emoji stands the colour of the fill behind it.
func TestEmojiOnAFill(t *testing.T) {
	doc := emojiPages()
	pdf, _ := write(t, page.Document{W: doc.W, H: doc.H, Pages: doc.Pages[1:2]})
	picture := pixels(t, pdf)
	white := 0
	for y := range 60 {
		for x := range 60 {
			if r, g, b, _ := picture.At(40+x, 40+y).RGBA(); min(r, g, b) > 0xF000 {
				white++
			}
		}
	}
	if white > 20 { // in a few eyes
		t.Errorf("%d white pixels", white)
	}
}

// withoutPictures are the assets with another pack of emoji.
func withoutPictures(t *testing.T, pack []byte) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	for _, folder := range []string{"fonts", "icc"} {
		entries, err := os.ReadDir("../../../assets/" + folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if strings.HasPrefix(entry.Name(), "NotoColorEmoji") {
				continue
			}
			data, err := os.ReadFile("../../../assets/" + folder + "/" + entry.Name())
			if err != nil {
				t.Fatal(err)
			}
			files[folder+"/"+entry.Name()] = &fstest.MapFile{Data: data}
		}
	}
	if pack != nil {
		files["fonts/NotoColorEmoji.pack"] = &fstest.MapFile{Data: pack}
	}
	return files
}

// A pack that is missing or cut short leaves the emoji in black.
func TestEmojiWithoutTheirPictures(t *testing.T) {
	whole, err := os.ReadFile("../../../assets/fonts/NotoColorEmoji.pack")
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range [][]byte{nil, whole[:len(whole)/50]} {
		other := typeset.LoadFaces(withoutPictures(t, pack))
		var doc page.Document
		doc.W, doc.H = 300, 100
		for _, line := range other.Break([]typeset.Span{{Text: "a 😡 👍🏽 b", Style: typeset.Style{Size: 12}}}, 200) {
			doc.Pages = append(doc.Pages, page.Page{Texts: []page.Text{{X: 20, Y: 50, Line: line}}})
		}
		var out bytes.Buffer
		if _, err := render.Render(context.Background(), &out, doc, other); err != nil {
			t.Fatal(err)
		}
		if coloured(pixels(t, out.Bytes()), image.Rect(0, 0, 300, 100)) > 0 || bytes.Contains(out.Bytes(), []byte("/Subtype /Image")) {
			t.Error("colour out of nothing")
		}
		if text := tool(t, out.Bytes(), "pdftotext", "FILE", "-"); !strings.Contains(text, "a 😡 👍🏽 b") {
			t.Errorf("%q", text)
		}
	}
}
