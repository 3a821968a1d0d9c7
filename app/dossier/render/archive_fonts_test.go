package render_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// Each font is in the file, each code that a page uses has a glyph that is not
// the one for "missing", the width that the font itself tells, and a text.
func TestArchiveFonts(t *testing.T) {
	doc := wholeDocument(t)
	place(&doc, typeset.Style{Size: 12}, "\uFEFFa\uFEFFb 中\uFEFF\uFFFE\uFFFF\U0010FFFF")
	pdf, _ := write(t, doc)
	f := parse(t, pdf)
	used := usedCodes(t, f)
	seen := 0
	f.all(func(d dict) {
		if d["Type"] != "/Font" || d["Subtype"] != "/Type0" {
			return
		}
		seen++
		checkFont(t, f, d, used)
	})
	if seen < 5 {
		t.Errorf("only %d fonts", seen)
	}
}

func checkFont(t *testing.T, f *file, font dict, used map[string]map[int]bool) {
	t.Helper()
	name := font["BaseFont"].(string)
	inner := f.dict(f.list(font["DescendantFonts"])[0])
	descriptor := f.dict(inner["FontDescriptor"])
	if font["Encoding"] != "/Identity-H" || inner["Subtype"] != "/CIDFontType2" || inner["BaseFont"] != name || inner["CIDToGIDMap"] != "/Identity" || descriptor["FontName"] != name ||
		!regexp.MustCompile(`^/[A-Z]{6}\+`).MatchString(name) {
		t.Errorf("%s: %v %v", name, font, inner)
	}
	if info := f.dict(inner["CIDSystemInfo"]); len(info) != 3 || string(info["Registry"].([]byte)) != "Adobe" {
		t.Errorf("%s: CIDSystemInfo %v", name, info)
	}
	program := f.stream(descriptor["FontFile2"])
	widths, texts := widthsOf(f, inner), textsOf(f.stream(font["ToUnicode"]))
	codes := used[name]
	if len(codes) == 0 {
		t.Errorf("%s is used nowhere", name)
	}
	for code := range codes {
		width, ok := widths[code]
		if want := advance(program, code); code == 0 || !ok || width < want-1 || width > want+1 {
			t.Errorf("%s, code %04X: width %d %v, the font says %d", name, code, width, ok, want)
		}
		if text := texts[code]; !goodText(text) {
			t.Errorf("%s, code %04X: text %q", name, code, text)
		}
	}
}

// goodText tells whether a text, in hexadecimal units, may stand for a code.
func goodText(hex string) bool {
	for i := 0; i+4 <= len(hex); i += 4 {
		if slices.Contains([]string{"0000", "FEFF", "FFFE"}, hex[i:i+4]) {
			return false
		}
	}
	return hex != ""
}

// usedCodes collects, by font name, the codes that the pages draw.
func usedCodes(t *testing.T, f *file) map[string]map[int]bool {
	t.Helper()
	used := map[string]map[int]bool{}
	operator := regexp.MustCompile(`/(F\S+) [\d.]+ Tf|\(((?:[^()\\]|\\[\s\S])*)\) Tj`)
	f.all(func(d dict) {
		if d["Type"] != "/Page" {
			return
		}
		fonts := f.dict(f.dict(d["Resources"])["Font"])
		current := ""
		for _, m := range operator.FindAllSubmatch(f.stream(d["Contents"]), -1) {
			if len(m[1]) > 0 {
				current = f.dict(fonts[string(m[1])])["BaseFont"].(string)
				continue
			}
			if used[current] == nil {
				used[current] = map[int]bool{}
			}
			text := (&scanner{raw: append(append([]byte("("), m[2]...), ')')}).literal()
			for i := 0; i+1 < len(text); i += 2 {
				used[current][int(text[i])<<8|int(text[i+1])] = true
			}
		}
	})
	return used
}

// widthsOf reads the array of widths in the form that names the first code.
func widthsOf(f *file, font dict) map[int]int {
	widths := map[int]int{}
	list := f.list(font["W"])
	for i := 0; i+1 < len(list); i += 2 {
		for k, width := range list[i+1].([]any) {
			widths[list[i].(int)+k] = width.(int)
		}
	}
	return widths
}

func textsOf(cmap []byte) map[int]string {
	texts := map[int]string{}
	for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]+)>$`).FindAllSubmatch(cmap, -1) {
		code, _ := strconv.ParseInt(string(m[1]), 16, 32)
		texts[int(code)] = string(m[2])
	}
	return texts
}

// advance reads a glyph's width, in thousandths, out of a font program.
func advance(font []byte, glyph int) int {
	found := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		r := font[12+16*i:]
		found[string(r[:4])] = font[binary.BigEndian.Uint32(r[8:]):]
	}
	upem := int(binary.BigEndian.Uint16(found["head"][18:]))
	count := int(binary.BigEndian.Uint16(found["hhea"][34:]))
	i := min(glyph, count-1)
	return int(binary.BigEndian.Uint16(found["hmtx"][4*i:])) * 1000 / upem
}

// More glyphs than a font has codes: nothing is lost, the face comes twice.
func TestMoreGlyphsThanCodes(t *testing.T) {
	face := faces.Base()
	if face == nil {
		t.Fatal("no face")
	}
	glyph, _ := face.Nominal('中')
	var run typeset.Run
	run.Face, run.Size = face, 1
	const count = 33_000
	for i := range count { // one picture, but each stands for another text
		run.Glyphs = append(run.Glyphs, typeset.Glyph{ID: glyph, X: float64(i % 100), Y: float64(i / 100), Advance: 1, Text: fmt.Sprintf("%d.", i)})
	}
	doc := page.Document{W: 200, H: 400, Pages: []page.Page{{Texts: []page.Text{{X: 10, Y: 10, Line: typeset.Line{Runs: []typeset.Run{run}}}}}}}
	pdf, _ := write(t, doc)
	f := parse(t, pdf)
	used, codes := usedCodes(t, f), 0
	for _, of := range used {
		codes += len(of)
	}
	if codes != count {
		t.Errorf("%d codes", codes)
	}
	f.all(func(d dict) {
		if d["Subtype"] == "/Type0" {
			checkFont(t, f, d, used)
		}
	})
}

// A picture in the inks of print stands in the file's own colours.
func TestArchivePicturesOfFourInks(t *testing.T) {
	path := save(t, "inks.jpg", fourInks())
	doc := page.Document{W: 300, H: 300, Pages: []page.Page{{Images: []page.Image{{Rect: page.Rect{W: 100, H: 100}, Path: path}}}}}
	pdf, faults := write(t, doc)
	if len(faults) != 0 || !bytes.Contains(pdf, []byte("/Width 8")) || bytes.Contains(pdf, []byte("/DeviceCMYK")) || !bytes.Contains(pdf, []byte("/ColorSpace /DeviceRGB")) {
		t.Errorf("%v", faults)
	}
}

// fourInks is a JPEG of 8 by 8 pixels, each ink at its half: one block with
// nothing in it for each of the four.
func fourInks() []byte {
	segment := func(marker byte, data ...byte) []byte {
		return append([]byte{0xFF, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}, data...)
	}
	lengths := make([]byte, 16)
	lengths[0] = 1 // one code, of one bit
	return slices.Concat(
		[]byte{0xFF, 0xD8},
		segment(0xEE, append([]byte("Adobe"), 0, 100, 0, 0, 0, 0, 0)...),
		segment(0xDB, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...),
		segment(0xC0, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0),
		segment(0xC4, slices.Concat([]byte{0x00}, lengths, []byte{0})...),
		segment(0xC4, slices.Concat([]byte{0x10}, lengths, []byte{0})...),
		segment(0xDA, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0),
		[]byte{0x00, 0xFF, 0xD9}, // two bits for each block
	)
}
