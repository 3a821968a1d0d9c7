package render

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casefolio/app/packed"
)

// A glyph of a font that was cut is drawn as in the whole one.
func TestCutFontDrawsAsTheWholeOne(t *testing.T) {
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
			if got := sum(small); got != wholeSum {
				t.Errorf("the file adds up to %X", got)
			}
			var from, to cutter
			if err := errors.Join(from.open(font), to.open(small)); err != nil {
				t.Fatal(err)
			}
			for _, code := range codes {
				sameGlyph(t, &from, &to, code.glyph, code.code)
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
		codes = append(codes, codeGlyph{code: uint16(firstCode + i), glyph: uint16(glyph), text: "x"})
	}
	return codes, composites
}

// sameGlyph holds the outline and the metric of a glyph against each other, and
// those of what it is composed of.
func sameGlyph(t *testing.T, from, to *cutter, old, now uint16) {
	t.Helper()
	want, err := from.outline(old)
	got, err2 := to.outline(now)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(from.metric(int(old)), to.metric(int(now))) {
		t.Errorf("glyph %d, now %d: metric %x, was %x", old, now, to.metric(int(now)), from.metric(int(old)))
	}
	if len(got) < len(want) || len(got) >= len(want)+4 {
		t.Fatalf("glyph %d, now %d: %d bytes of %d", old, now, len(got), len(want))
	}
	want, got = slices.Clone(want), slices.Clone(got[:len(want)])
	var parts [][2]uint16
	_ = eachComponent(want, func(at int) error {
		parts = append(parts, [2]uint16{binary.BigEndian.Uint16(want[at:]), binary.BigEndian.Uint16(got[at:])})
		binary.BigEndian.PutUint16(want[at:], 0)
		binary.BigEndian.PutUint16(got[at:], 0)
		return nil
	})
	if !bytes.Equal(want, got) {
		t.Errorf("glyph %d, now %d, is drawn in another way", old, now)
	}
	for _, part := range parts {
		sameGlyph(t, from, to, part[0], part[1])
	}
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
