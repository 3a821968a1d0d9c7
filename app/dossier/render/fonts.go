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
	family string // its name inside gofpdf and in the pages
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
	firstCode = 1      // the glyph for "missing" has 0
	lastCode  = 0xEFFF // behind them there is room for what glyphs are composed of
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
	e.next++
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

// of returns the glyph's width in thousandths of an em, rounded as it is
// written into the file.
func (w widths) of(glyph uint32) float64 {
	if w.count == 0 || w.upem == 0 {
		return 0
	}
	i := min(int(glyph), w.count-1)
	return float64(int(float64(binary.BigEndian.Uint16(w.hmtx[4*i:]))*1000/w.upem + 0.5))
}
