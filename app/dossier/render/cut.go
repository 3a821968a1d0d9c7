package render

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

// A font of Chinese has 65,000 glyphs. What is embedded holds no others than those
// of the document, and only the tables that draw them. The number of a glyph is its
// code, so that no table is needed to find it.

var errBadFont = errors.New("font file: not as it should be")

// cutter takes glyphs out of a font.
type cutter struct {
	tables map[string][]byte
	glyphs int               // in the font
	wide   int               // of them with a width of their own; the rest have the last one's
	kept   map[uint16]uint16 // the new numbers
	order  []uint16          // what is kept, as numbered in the font
}

// cut returns a font with the glyphs, numbered by their codes, which go from 1 on
// in a row, and behind them what they are composed of.
func cut(font []byte, codes []codeGlyph) ([]byte, error) {
	c := cutter{kept: map[uint16]uint16{0: 0}, order: []uint16{0}} // the one for "missing"
	if err := c.open(font); err != nil {
		return nil, err
	}
	for i, code := range codes {
		if int(code.code) != firstCode+i {
			return nil, errBadFont
		}
		c.order = append(c.order, code.glyph)
		if _, twice := c.kept[code.glyph]; !twice { // it may stand for two texts
			c.kept[code.glyph] = code.code
		}
	}
	for i := 0; i < len(c.order); i++ { // it grows
		if err := c.keepParts(c.order[i]); err != nil {
			return nil, err
		}
	}
	return c.write(), nil
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

// keepParts takes up what a glyph is composed of.
func (c *cutter) keepParts(glyph uint16) error {
	outline, err := c.outline(glyph)
	if err != nil {
		return err
	}
	return eachComponent(outline, func(at int) error {
		part := binary.BigEndian.Uint16(outline[at:])
		if _, twice := c.kept[part]; twice {
			return nil
		}
		if len(c.order) > mostGlyphs {
			return errBadFont
		}
		c.kept[part] = uint16(len(c.order))
		c.order = append(c.order, part)
		return nil
	})
}

// mostGlyphs is how many a font may have besides the first one.
const mostGlyphs = 0xFFFE

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
func (c *cutter) write() []byte {
	var glyf, loca, hmtx []byte
	for _, glyph := range c.order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		hmtx = append(hmtx, c.metric(int(glyph))...)
		outline, _ := c.outline(glyph) // keepParts has seen it
		from := len(glyf)
		glyf = append(glyf, outline...)
		_ = eachComponent(outline, func(at int) error {
			number := c.kept[binary.BigEndian.Uint16(outline[at:])]
			binary.BigEndian.PutUint16(glyf[from+at:], number)
			return nil
		})
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	count := len(c.order)
	return assemble(map[string][]byte{
		"cvt ": c.tables["cvt "], "fpgm": c.tables["fpgm"], "prep": c.tables["prep"],
		"head": with(with(c.tables["head"], 50, 1), 8, 0, 0), // its checksum follows
		"hhea": with(c.tables["hhea"], 34, count),
		"maxp": with(c.tables["maxp"], 4, count),
		"glyf": glyf, "hmtx": hmtx, "loca": loca,
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

// with returns a copy of a table with other numbers from a place on.
func with(data []byte, at int, numbers ...int) []byte {
	data = slices.Clone(data)
	for i, number := range numbers {
		binary.BigEndian.PutUint16(data[at+2*i:], uint16(number))
	}
	return data
}

// wholeSum is what the words of a font file add up to.
const wholeSum = 0xB1B0AFBA

// assemble writes a font file of the tables that there are.
func assemble(parts map[string][]byte) []byte {
	var tags []string
	for tag, data := range parts {
		if data != nil {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	power := bits.Len(uint(len(tags))) - 1
	for _, v := range []int{len(tags), 16 << power, power, 16 * (len(tags) - 1<<power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at, head := len(out)+16*len(tags), 0
	for _, tag := range tags {
		if tag == "head" {
			head = at
		}
		out = append(out, tag...)
		out = binary.BigEndian.AppendUint32(out, sum(parts[tag]))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(parts[tag])))
		at += (len(parts[tag]) + 3) &^ 3
	}
	out = slices.Grow(out, at-len(out))
	for _, tag := range tags {
		out = append(out, parts[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[head+8:], wholeSum-sum(out))
	return out
}

// sum adds up the words of a table, the last filled with zeros.
func sum(data []byte) (total uint32) {
	for ; len(data) >= 4; data = data[4:] {
		total += binary.BigEndian.Uint32(data)
	}
	var last [4]byte
	copy(last[:], data)
	return total + binary.BigEndian.Uint32(last[:])
}
