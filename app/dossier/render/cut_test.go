package render

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"casefolio/app/packed"
)

// What gofpdf writes of a font that was cut is what it writes of the whole one.
func TestCutFontIsWrittenAsTheWholeOne(t *testing.T) {
	assets := os.DirFS("../../../assets")
	names, err := filepath.Glob("../../../assets/fonts/Noto*.ttf.zst")
	if err != nil || len(names) < 10 {
		t.Fatalf("%v, %v", names, err)
	}
	composed := 0
	for i, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			font, err := packed.ReadFile(assets, "fonts/"+filepath.Base(name))
			if err != nil {
				t.Fatal(err)
			}
			codes, composites := someGlyphs(t, font, rand.New(rand.NewPCG(11, uint64(i))))
			composed += composites
			small, err := cut(font, codes)
			if err != nil {
				t.Fatal(err)
			}
			if len(small) > len(font)/2 && len(font) > 1<<20 {
				t.Errorf("%d bytes of %d", len(small), len(font))
			}
			want, got := written(t, whole(t, font, cmap(codes)), codes), written(t, small, codes)
			if !bytes.Equal(want, got) {
				t.Errorf("%d glyphs: %d bytes, of the whole font %d", len(codes), len(got), len(want))
			}
		})
	}
	if composed == 0 {
		t.Error("no glyph was composed of others")
	}
}

// someGlyphs draws glyphs of a font by lot, among them the first, the last, and
// composed ones, each with a code, and tells how many are composed.
func someGlyphs(t *testing.T, font []byte, random *rand.Rand) (codes []codeGlyph, composites int) {
	t.Helper()
	var c cutter
	if err := c.open(font); err != nil {
		t.Fatal(err)
	}
	glyphs := []int{0, c.glyphs - 1, c.wide - 1, min(c.wide, c.glyphs-1)}
	for glyph := range c.glyphs {
		if outline, err := c.outline(uint16(glyph)); err != nil {
			t.Fatal(err)
		} else if len(outline) > 1 && outline[0]&0x80 != 0 && composites < 40 && random.IntN(3) == 0 {
			composites++
			glyphs = append(glyphs, glyph)
		}
	}
	for range 200 {
		glyphs = append(glyphs, random.IntN(c.glyphs))
	}
	random.Shuffle(len(glyphs), func(i, k int) { glyphs[i], glyphs[k] = glyphs[k], glyphs[i] })
	for i, glyph := range glyphs { // some come twice, as in a document
		codes = append(codes, codeGlyph{code: uint16(firstCode + codeStep*i), glyph: uint16(glyph), text: "x"})
	}
	return codes, composites
}

// whole is the font with another character map behind it.
func whole(t *testing.T, font, cmap []byte) []byte {
	t.Helper()
	list, err := tables(font)
	if err != nil {
		t.Fatal(err)
	}
	out := slices.Clone(font)
	for len(out)%4 != 0 {
		out = append(out, 0)
	}
	for i, table := range list {
		if table.tag == "cmap" {
			binary.BigEndian.PutUint32(out[12+16*i+8:], uint32(len(out)))
			binary.BigEndian.PutUint32(out[12+16*i+12:], uint32(len(cmap)))
			return append(out, cmap...)
		}
	}
	t.Fatal("no character map")
	return nil
}

// written is a file of gofpdf with two glyphs of three.
func written(t *testing.T, font []byte, codes []codeGlyph) []byte {
	t.Helper()
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false)
	pdf.SetCreationDate(time.Unix(0, 0))
	pdf.SetModificationDate(time.Unix(0, 0))
	pdf.AddUTF8FontFromBytes("f0", "", font)
	pdf.AddPage()
	pdf.SetFont("f0", "", 10)
	for i, code := range codes {
		if i%3 != 0 {
			pdf.Text(10, 10, string(rune(code.code)))
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A font that is not whole is an error, wherever it breaks off.
func TestCutBrokenFont(t *testing.T) {
	font, err := packed.ReadFile(os.DirFS("../../../assets"), "fonts/NotoSansThai-Regular.ttf.zst")
	if err != nil {
		t.Fatal(err)
	}
	codes := []codeGlyph{{firstCode, 40, "x"}}
	if _, err := cut(font, codes); err != nil {
		t.Fatal(err)
	}
	for size := 0; size < len(font)-4; size += 97 {
		if _, err := cut(font[:size], codes); err == nil {
			t.Fatalf("the first %d bytes of %d were taken", size, len(font))
		}
	}
	if _, err := cut(font, []codeGlyph{{firstCode, 0xFFFF, "x"}}); err == nil {
		t.Error("a glyph that the font does not have was taken")
	}
}
