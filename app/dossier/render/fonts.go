package render

import (
	"encoding/binary"
	"fmt"

	"casefolio/app/dossier/typeset"
)

// embedded is a face as one document uses it. Text in the file is a string of
// 16-bit codes; each stands for a glyph together with the text that it shows,
// so that what is copied from the page is what was written.
type embedded struct {
	face   *typeset.Face
	family string // its name inside gofpdf
	codes  map[codeKey]uint16
	glyphs []codeGlyph // by rising code
	next   int
	widths widths
	more   *embedded // the same face again, when all codes are taken
}

type codeKey struct {
	glyph uint32
	text  string
}

type codeGlyph struct {
	code, glyph uint16
	text        string
}

const (
	firstCode = 0x100
	lastCode  = 0xFFFD
	// codeStep leaves gaps, because gofpdf needs quadratic time for codes in a
	// row.
	codeStep = 2
	// longestText limits the text of one code, in bytes.
	longestText = 64
)

func (b *builder) embed(face *typeset.Face) *embedded {
	e, ok := b.fonts[face]
	if !ok {
		e = b.part(face)
		b.fonts[face] = e
	}
	return e
}

func (b *builder) part(face *typeset.Face) *embedded {
	e := &embedded{face: face, family: fmt.Sprintf("f%d", len(b.order)), codes: map[codeKey]uint16{}, next: firstCode, widths: readWidths(face.Data)}
	b.order = append(b.order, e)
	return e
}

// add gives the glyph a code. Should a document ever need more than there are,
// the face is embedded once more: nothing is drawn as missing.
func (b *builder) add(e *embedded, key codeKey) {
	for ; ; e = e.more {
		if _, ok := e.codes[key]; ok {
			return
		}
		if e.next <= lastCode {
			e.add(key)
			return
		}
		if e.more == nil {
			e.more = b.part(e.face)
		}
	}
}

func (e *embedded) add(key codeKey) {
	code := uint16(e.next)
	e.codes[key] = code
	e.glyphs = append(e.glyphs, codeGlyph{code, uint16(key.glyph), key.text})
	if e.next += codeStep; e.next >= 0xD800 && e.next < 0xE000 { // no string can hold a surrogate
		e.next = 0xE000
	}
}

// find returns the code of a glyph and the part of the font that has it.
func (e *embedded) find(key codeKey) (*embedded, uint16) {
	for part := e; part != nil; part = part.more {
		if code, ok := part.codes[key]; ok {
			return part, code
		}
	}
	return e, 0
}

// file returns the font with the glyphs of the document, and a character map
// that is the document's own.
func (e *embedded) file() ([]byte, error) { return cut(e.face.Data, e.glyphs) }

// cmap builds a character map table with one subtable of format 4 for the
// Windows platform: a segment for each code, and the closing one.
func cmap(codes []codeGlyph) []byte {
	n := len(codes) + 1
	var t []byte
	u16 := func(v int) { t = binary.BigEndian.AppendUint16(t, uint16(v)) }
	u16(0) // version
	u16(1) // subtables
	u16(3)
	u16(1)
	t = binary.BigEndian.AppendUint32(t, 12)
	u16(4)
	u16(min(16+8*n, 0xFFFF)) // length
	u16(0)                   // language
	u16(2 * n)
	u16(0) // the three search hints, which gofpdf does not read
	u16(0)
	u16(0)
	for _, g := range codes {
		u16(int(g.code)) // segment ends
	}
	u16(0xFFFF)
	u16(0)
	for _, g := range codes {
		u16(int(g.code)) // segment starts
	}
	u16(0xFFFF)
	for _, g := range codes {
		u16(int(g.glyph) - int(g.code)) // glyph is code + delta
	}
	u16(1)
	for range n {
		u16(0) // no offsets into a glyph array
	}
	return t
}

// table is a record of a TrueType file's table directory.
type table struct {
	tag        string
	from, size int
}

func tables(font []byte) ([]table, error) {
	if len(font) < 12 {
		return nil, errBadFont
	}
	count := int(binary.BigEndian.Uint16(font[4:]))
	if len(font) < 12+16*count {
		return nil, errBadFont
	}
	list := make([]table, count)
	for i := range list {
		r := font[12+16*i:]
		list[i] = table{string(r[:4]), int(binary.BigEndian.Uint32(r[8:])), int(binary.BigEndian.Uint32(r[12:]))}
		if list[i].from+list[i].size > len(font) {
			return nil, errBadFont
		}
	}
	return list, nil
}

// widths reads the advance widths of a font.
type widths struct {
	hmtx  []byte
	count int // of glyphs with a width of their own; the rest have the last
	upem  float64
}

func readWidths(font []byte) widths {
	w := widths{upem: 1000}
	list, err := tables(font)
	if err != nil {
		return w
	}
	for _, t := range list {
		data := font[t.from : t.from+t.size]
		switch {
		case t.tag == "head" && len(data) >= 20:
			w.upem = float64(binary.BigEndian.Uint16(data[18:]))
		case t.tag == "hhea" && len(data) >= 36:
			w.count = int(binary.BigEndian.Uint16(data[34:]))
		case t.tag == "hmtx":
			w.hmtx = data
		}
	}
	w.count = min(w.count, len(w.hmtx)/4)
	return w
}

// of returns the glyph's width in thousandths of an em, rounded as gofpdf
// writes it into the file.
func (w widths) of(glyph uint32) float64 {
	if w.count == 0 || w.upem == 0 {
		return 0
	}
	i := min(int(glyph), w.count-1)
	return float64(int(float64(binary.BigEndian.Uint16(w.hmtx[4*i:]))*1000/w.upem + 0.5))
}
