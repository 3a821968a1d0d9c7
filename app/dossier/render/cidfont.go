package render

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
)

// write writes the font as objects: the one under number that the pages name, and
// what it is made of. gofpdf would do it, too, but describes 65,536 widths for
// each font of each file, and goes through every glyph again and again.
func (e *embedded) write(out *assembly, number int) error {
	program, err := cut(e.face.Data, e.glyphs)
	if err != nil {
		return err
	}
	name := e.tag() + e.face.Name
	inner, texts, description, file := out.reserve(), out.reserve(), out.reserve(), out.reserve()
	out.object(number, "<</Type /Font\n/Subtype /Type0\n/BaseFont /%s\n/Encoding /Identity-H\n/DescendantFonts [%d 0 R]\n/ToUnicode %d 0 R>>\nendobj\n",
		name, inner, texts)
	m := readMetrics(e.face.Data)
	out.object(inner, "<</Type /Font\n/Subtype /CIDFontType2\n/BaseFont /%s\n"+
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>>\n/FontDescriptor %d 0 R\n/DW %d\n%s/CIDToGIDMap /Identity>>\nendobj\n",
		name, description, int(e.widths.of(0)), e.widthArray())
	out.stream(texts, "/Filter /FlateDecode", deflated(e.toUnicode()))
	out.object(description, "<</Type /FontDescriptor /FontName /%s\n/Ascent %d /Descent %d /CapHeight %d /Flags %d /FontBBox [%d %d %d %d] "+
		"/ItalicAngle %d /StemV %d /MissingWidth %d /FontFile2 %d 0 R>>\nendobj\n",
		name, m.ascent, m.descent, m.capHeight, m.flags, m.box[0], m.box[1], m.box[2], m.box[3],
		m.slant, m.stem, int(e.widths.of(0)), file)
	out.stream(file, fmt.Sprintf("/Filter /FlateDecode /Length1 %d", len(program)), deflated(program))
	return nil
}

// widthArray tells the width of each code.
func (e *embedded) widthArray() []byte {
	out := fmt.Appendf(nil, "/W [%d [", firstCode)
	for i, g := range e.glyphs {
		if i%16 == 0 { // lines stay short
			out = append(out, '\n')
		}
		out = fmt.Appendf(out, "%d ", int(e.widths.of(uint32(g.glyph))))
	}
	return append(out, "]]\n"...)
}

// tag marks the font as a subset: six letters and a plus sign.
func (e *embedded) tag() string {
	n, _ := strconv.Atoi(e.family[1:])
	return fmt.Sprintf("CASE%c%c+", 'A'+n/26%26, 'A'+n%26)
}

// toUnicode tells the text of each code.
func (e *embedded) toUnicode() []byte {
	var m bytes.Buffer
	m.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(e.glyphs, 100) { // no block may have more
		fmt.Fprintf(&m, "%d beginbfchar\n", len(part))
		for _, g := range part {
			fmt.Fprintf(&m, "<%04X> <%X>\n", g.code, utf16BE(g.text)[2:])
		}
		m.WriteString("endbfchar\n")
	}
	m.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return m.Bytes()
}

// metrics describe a font for readers that do not have it, lengths in thousandths
// of an em.
type metrics struct {
	ascent, descent, capHeight, slant, stem, flags int
	box                                            [4]int
}

// Of the flags of a description.
const (
	fixedPitch = 1 << 0
	symbolic   = 1 << 2 // its codes are its own
	italic     = 1 << 6
	forceBold  = 1 << 18
)

const (
	normalWeight = 400
	boldFrom     = 600
)

func readMetrics(font []byte) metrics {
	list, _ := tables(font) // cut has read them
	table := map[string][]byte{}
	for _, t := range list {
		table[t.tag] = font[t.from : t.from+t.size]
	}
	at := func(tag string, place int) int {
		if data := table[tag]; len(data) >= place+2 {
			return int(int16(binary.BigEndian.Uint16(data[place:])))
		}
		return 0
	}
	upem := max(at("head", 18), 1)
	scaled := func(tag string, place int) int { return at(tag, place) * 1000 / upem }
	m := metrics{
		ascent: scaled("hhea", 4), descent: scaled("hhea", 6), capHeight: scaled("OS/2", 88),
		slant: at("post", 4), flags: symbolic,
		box: [4]int{scaled("head", 36), scaled("head", 38), scaled("head", 40), scaled("head", 42)},
	}
	if at("OS/2", 0) < 2 { // it does not tell
		m.capHeight = m.ascent
	}
	weight := at("OS/2", 4)
	if weight == 0 {
		weight = normalWeight
	}
	m.stem = 50 + weight*weight/(65*65)
	if weight >= boldFrom {
		m.flags |= forceBold
	}
	if m.slant != 0 {
		m.flags |= italic
	}
	if at("post", 12) != 0 || at("post", 14) != 0 {
		m.flags |= fixedPitch
	}
	return m
}
