package render

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// gofpdf goes through every glyph of a font again and again, and a font of
// Chinese has 65,000. So it is given a font that holds no others than those of
// the document, numbered anew in the same order: what it writes is the same
// byte for byte.

var errBadFont = errors.New("font file: not as it should be")

// cutter takes glyphs out of a font.
type cutter struct {
	tables map[string][]byte
	glyphs int // in the font
	wide   int // of them with a width of their own; the rest have the last one's
	kept   map[uint16]uint16
	order  []uint16 // what is kept, as numbered in the font
}

// cut returns a font with the glyphs, what they are composed of, and a character
// map in which each code has its glyph.
func cut(font []byte, codes []codeGlyph) ([]byte, error) {
	c := cutter{kept: map[uint16]uint16{}}
	if err := c.open(font); err != nil {
		return nil, err
	}
	if err := c.keep(0); err != nil { // the one for "missing"
		return nil, err
	}
	for _, code := range codes {
		if err := c.keep(code.glyph); err != nil {
			return nil, err
		}
	}
	slices.Sort(c.order)
	for i, glyph := range c.order {
		c.kept[glyph] = uint16(i)
	}
	return c.write(codes), nil
}

// smallest is how long the tables must be that numbers are read of here.
var smallest = map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0}

func (c *cutter) open(font []byte) error {
	list, err := tables(font)
	if err != nil {
		return err
	}
	c.tables = make(map[string][]byte, len(list))
	for _, t := range list {
		c.tables[t.tag] = font[t.from : t.from+t.size]
	}
	for tag, size := range smallest {
		if data, ok := c.tables[tag]; !ok || len(data) < size {
			return errBadFont
		}
	}
	c.glyphs = int(binary.BigEndian.Uint16(c.tables["maxp"][4:]))
	c.wide = int(binary.BigEndian.Uint16(c.tables["hhea"][34:]))
	if c.wide == 0 || c.wide > c.glyphs || len(c.tables["hmtx"]) < 2*c.wide+2*c.glyphs || len(c.tables["loca"]) < c.offsetSize()*(c.glyphs+1) {
		return errBadFont
	}
	return nil
}

func (c *cutter) offsetSize() int {
	if binary.BigEndian.Uint16(c.tables["head"][50:]) == 0 {
		return 2
	}
	return 4
}

// outline returns what draws a glyph.
func (c *cutter) outline(glyph uint16) ([]byte, error) {
	loca, glyf := c.tables["loca"], c.tables["glyf"]
	at := func(i int) int {
		if c.offsetSize() == 2 {
			return 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
		}
		return int(binary.BigEndian.Uint32(loca[4*i:]))
	}
	if int(glyph) >= c.glyphs {
		return nil, errBadFont
	}
	from, to := at(int(glyph)), at(int(glyph)+1)
	if from > to || to > len(glyf) {
		return nil, errBadFont
	}
	return glyf[from:to], nil
}

// keep takes up a glyph and those that it is composed of.
func (c *cutter) keep(glyph uint16) error {
	if _, twice := c.kept[glyph]; twice {
		return nil
	}
	outline, err := c.outline(glyph)
	if err != nil {
		return err
	}
	c.kept[glyph] = 0 // numbered when all are known
	c.order = append(c.order, glyph)
	return eachComponent(outline, func(at int) error {
		return c.keep(binary.BigEndian.Uint16(outline[at:]))
	})
}

// Of the flags of a component.
const (
	wordArguments  = 1 << 0
	oneScale       = 1 << 3
	moreComponents = 1 << 5
	twoScales      = 1 << 6
	wholeMatrix    = 1 << 7
)

// eachComponent calls do with the place of each number of a glyph in an outline
// that is composed of others.
func eachComponent(outline []byte, do func(at int) error) error {
	if len(outline) < 2 || outline[0]&0x80 == 0 { // a count of contours below 0 marks it
		return nil
	}
	for at, more := 10, true; more; {
		if len(outline) < at+4 {
			return errBadFont
		}
		flags := int(binary.BigEndian.Uint16(outline[at:]))
		if err := do(at + 2); err != nil {
			return err
		}
		more = flags&moreComponents != 0
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&wholeMatrix != 0:
			at += 8
		}
	}
	return nil
}

// write returns the new font, every offset in the long form.
func (c *cutter) write(codes []codeGlyph) []byte {
	var glyf, loca, hmtx []byte
	for _, glyph := range c.order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		hmtx = append(hmtx, c.metric(int(glyph))...)
		outline, _ := c.outline(glyph) // keep has seen it
		from := len(glyf)
		glyf = append(glyf, outline...)
		_ = eachComponent(outline, func(at int) error {
			number := c.kept[binary.BigEndian.Uint16(outline[at:])]
			binary.BigEndian.PutUint16(glyf[from+at:], number)
			return nil
		})
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	renumbered := slices.Clone(codes)
	for i, code := range codes {
		renumbered[i].glyph = c.kept[code.glyph]
	}
	count := len(c.order)
	return assemble(map[string][]byte{
		"OS/2": c.tables["OS/2"], "cvt ": c.tables["cvt "], "fpgm": c.tables["fpgm"], "gasp": c.tables["gasp"],
		"name": c.tables["name"], "post": c.tables["post"], "prep": c.tables["prep"],
		"head": with(c.tables["head"], 50, 1),
		"hhea": with(c.tables["hhea"], 34, count),
		"maxp": with(c.tables["maxp"], 4, count),
		"cmap": cmap(renumbered), "glyf": glyf, "hmtx": hmtx, "loca": loca,
	})
}

// metric returns the width of a glyph and its left bearing.
func (c *cutter) metric(glyph int) []byte {
	hmtx := c.tables["hmtx"]
	if glyph < c.wide {
		return hmtx[4*glyph:][:4]
	}
	return slices.Concat(hmtx[4*(c.wide-1):][:2], hmtx[2*c.wide+2*glyph:][:2])
}

// with returns a copy of a table with another number at a place.
func with(data []byte, at, number int) []byte {
	data = slices.Clone(data)
	binary.BigEndian.PutUint16(data[at:], uint16(number))
	return data
}

// assemble writes a font file of the tables that there are. Each fills whole
// words, because gofpdf writes behind a table that does not. It reads no
// checksums.
func assemble(parts map[string][]byte) []byte {
	var list []table
	for tag, data := range parts {
		if data != nil {
			list = append(list, table{tag: tag, size: len(data)})
		}
	}
	slices.SortFunc(list, func(a, b table) int { return cmp.Compare(a.tag, b.tag) })
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	out = binary.BigEndian.AppendUint16(out, uint16(len(list)))
	out = append(out, make([]byte, 6)...)
	at := len(out) + 16*len(list)
	for _, t := range list {
		out = append(out, t.tag...)
		out = append(out, 0, 0, 0, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(t.size))
		at += (t.size + 3) &^ 3
	}
	out = slices.Grow(out, at-len(out))
	for _, t := range list {
		out = append(out, parts[t.tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}
