package render

import (
	"fmt"
	"strconv"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// A box stands for a character that no font has. It holds the code point in
// tiny figures, two rows of them, so that nobody takes it for an empty place.
// The figures are strokes, not text: what is copied is the character alone.

// Measures of a box in ems.
const (
	boxTop      = 0.82   // of the frame above the baseline
	boxBottom   = 0.12   // of the frame below the baseline
	boxMargin   = 0.06   // of the frame to its neighbours
	boxStroke   = 0.04   // width of frame and figures
	figureWide  = 0.15   // of a figure
	figureHigh  = 0.30   // of a figure
	figureSpace = 0.11   // between two figures of a row
	rowSpace    = 0.12   // between the rows
	blank       = 0x3000 // an empty glyph of one em carries the text
)

// segments are the strokes of a figure from 0 to F, as a display of seven
// segments shows them. Bits 0 to 6 are: top, upper right, lower right, bottom,
// lower left, upper left, middle.
var segments = [16]byte{0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71}

// segmentEnds are the ends of each segment on a grid one wide and two high.
var segmentEnds = [7][4]float64{{0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 1, 2}, {0, 2, 1, 2}, {0, 1, 0, 2}, {0, 0, 0, 1}, {0, 1, 1, 1}}

// boxRows writes a code point in one row of two figures, or in two rows.
func boxRows(code uint32) []string {
	hex := fmt.Sprintf("%04X", code)
	if code < 0x100 {
		return []string{hex[2:]}
	}
	half := (len(hex) + 1) / 2
	return []string{hex[:half], hex[half:]}
}

func (b *builder) collectBoxes(run typeset.Run) {
	face := b.faces.Base()
	if face == nil {
		return
	}
	font := b.embed(face)
	for _, g := range run.Glyphs {
		b.add(font, blankKey(face, g))
	}
}

func blankKey(face *typeset.Face, g typeset.Glyph) codeKey {
	glyph, ok := face.Nominal(blank)
	if !ok {
		glyph, _ = face.Nominal(' ')
	}
	return codeKey{glyph, copied(g.Text)}
}

// drawBoxes draws a run without a face, and lays the text over it.
func (b *builder) drawBoxes(run typeset.Run, x, y float64) {
	b.pdf.SetDrawColor(rgb(run.Color))
	b.pdf.SetLineWidth(boxStroke * run.Size)
	for _, g := range run.Glyphs {
		b.drawBox(page.Rect{
			X: x + g.X + boxMargin*run.Size, Y: y + g.Y - boxTop*run.Size,
			W: g.Advance - 2*boxMargin*run.Size, H: (boxTop + boxBottom) * run.Size,
		}, boxRows(g.ID), run.Size)
	}
	face := b.faces.Base()
	if face == nil {
		return
	}
	b.use(b.fonts[face], run.Size, run.Color)
	s := stroke{b: b, font: b.fonts[face], size: run.Size}
	for _, g := range run.Glyphs {
		s.put(x+g.X, y+g.Y, blankKey(face, g))
	}
	s.flush()
}

func (b *builder) drawBox(frame page.Rect, rows []string, em float64) {
	b.pdf.Rect(frame.X, frame.Y, frame.W, frame.H, "D")
	high := (float64(len(rows))*(figureHigh+rowSpace) - rowSpace) * em
	y := frame.Y + (frame.H-high)/2
	for _, row := range rows {
		wide := (float64(len(row))*(figureWide+figureSpace) - figureSpace) * em
		x := frame.X + (frame.W-wide)/2
		for _, digit := range row {
			b.drawFigure(x, y, em, digit)
			x += (figureWide + figureSpace) * em
		}
		y += (figureHigh + rowSpace) * em
	}
}

func (b *builder) drawFigure(x, y, em float64, digit rune) {
	value, err := strconv.ParseUint(string(digit), 16, 8)
	if err != nil {
		return
	}
	for i, ends := range segmentEnds {
		if segments[value]>>i&1 == 1 {
			b.pdf.Line(x+ends[0]*figureWide*em, y+ends[1]*figureHigh/2*em, x+ends[2]*figureWide*em, y+ends[3]*figureHigh/2*em)
		}
	}
}
