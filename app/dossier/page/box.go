package page

import (
	"fmt"
	"strconv"

	"casefolio/app/dossier/typeset"
)

// A box stands for a character that no font has. It holds the code point in
// tiny figures, two rows of them, so that nobody takes it for an empty place.
// The figures are strokes, not text: what is copied is the character alone.

// BoxStroke is the width of a box's strokes in ems.
const BoxStroke = 0.04

// Measures of a box in ems.
const (
	boxTop      = 0.82 // of the frame above the baseline
	boxBottom   = 0.12 // of the frame below the baseline
	boxMargin   = 0.06 // of the frame to its neighbours
	figureWide  = 0.15 // of a figure
	figureHigh  = 0.30 // of a figure
	figureSpace = 0.11 // between two figures of a row
	rowSpace    = 0.12 // between the rows
)

// segments are the strokes of a figure from 0 to F, as a display of seven
// segments shows them. Bits 0 to 6 are: top, upper right, lower right, bottom,
// lower left, upper left, middle.
var segments = [16]byte{0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71}

// segmentEnds are the ends of each segment on a grid one wide and two high.
var segmentEnds = [7][4]float64{{0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 1, 2}, {0, 2, 1, 2}, {0, 1, 0, 2}, {0, 0, 0, 1}, {0, 1, 1, 1}}

// Box is what stands for g of a run without a face whose origin is x, y: the
// frame, and the strokes of the figures in it, each as x1, y1, x2, y2.
func Box(run typeset.Run, g typeset.Glyph, x, y float64) (frame Rect, strokes [][4]float64) {
	em := run.Size
	frame = Rect{
		X: x + g.X + boxMargin*em, Y: y + g.Y - boxTop*em,
		W: g.Advance - 2*boxMargin*em, H: (boxTop + boxBottom) * em,
	}
	rows := boxRows(g.ID)
	high := (float64(len(rows))*(figureHigh+rowSpace) - rowSpace) * em
	top := frame.Y + (frame.H-high)/2
	for _, row := range rows {
		wide := (float64(len(row))*(figureWide+figureSpace) - figureSpace) * em
		left := frame.X + (frame.W-wide)/2
		for _, digit := range row {
			strokes = append(strokes, figure(left, top, em, digit)...)
			left += (figureWide + figureSpace) * em
		}
		top += (figureHigh + rowSpace) * em
	}
	return frame, strokes
}

// boxRows writes a code point in one row of two figures, or in two rows.
func boxRows(code uint32) []string {
	hex := fmt.Sprintf("%04X", code)
	if code < 0x100 {
		return []string{hex[2:]}
	}
	half := (len(hex) + 1) / 2
	return []string{hex[:half], hex[half:]}
}

func figure(x, y, em float64, digit rune) (strokes [][4]float64) {
	value, err := strconv.ParseUint(string(digit), 16, 8)
	if err != nil {
		return nil
	}
	for i, ends := range segmentEnds {
		if segments[value]>>i&1 == 1 {
			strokes = append(strokes, [4]float64{
				x + ends[0]*figureWide*em, y + ends[1]*figureHigh/2*em,
				x + ends[2]*figureWide*em, y + ends[3]*figureHigh/2*em,
			})
		}
	}
	return strokes
}
