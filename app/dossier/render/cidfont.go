package render

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// completeFont gives an object of a font its name and its widths. gofpdf leaves
// out the widths of glyphs that take no room.
func (b *builder) completeFont(head []byte) []byte {
	var font *embedded
	head = fontName.ReplaceAllFunc(head, func(match []byte) []byte {
		parts := fontName.FindSubmatch(match)
		if font = b.family(string(parts[2])); font == nil {
			return match
		}
		return []byte("/" + string(parts[1]) + " /" + font.tag() + font.face.Name)
	})
	from, to := bytes.Index(head, []byte("/W [")), bytes.Index(head, []byte("/CIDToGIDMap"))
	if font == nil || from < 0 || to < from {
		return head
	}
	return slices.Concat(head[:from], font.widthArray(), head[to:])
}

// widthArray tells the width of each code.
func (e *embedded) widthArray() []byte {
	out := []byte("/W [")
	for i, g := range e.glyphs {
		if i%8 == 0 { // lines stay short
			out = append(out, '\n')
		}
		out = fmt.Appendf(out, "%d [%d] ", g.code, int(e.widths.of(uint32(g.glyph))))
	}
	return append(out, "]\n"...)
}

// tag marks the font as a subset: six letters and a plus sign.
func (e *embedded) tag() string {
	n, _ := strconv.Atoi(e.family[1:])
	return fmt.Sprintf("CASE%c%c+", 'A'+n/26%26, 'A'+n%26)
}

// toUnicode returns the object that tells the text of each code.
func (e *embedded) toUnicode(number int) []byte {
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
	packed := deflated(m.Bytes())
	return fmt.Appendf(nil, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", number, len(packed), packed)
}
