package raster

import (
	"fmt"
	"strconv"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// A box stands for a character that no font has, with its code point in tiny
// figures. Its measures, in ems, are those of the PDF file (render/box.go).
const (
	boxTop      = 0.82
	boxBottom   = 0.12
	boxMargin   = 0.06
	boxStroke   = 0.04
	figureWide  = 0.15
	figureHigh  = 0.30
	figureSpace = 0.11
	rowSpace    = 0.12
)

// segments are the strokes of a figure from 0 to F: bits 0 to 6 are top, upper
// right, lower right, bottom, lower left, upper left, middle.
var segments = [16]byte{0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71}

// segmentEnds are the ends of each segment on a grid one wide and two high.
var segmentEnds = [7][4]float64{{0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 1, 2}, {0, 2, 1, 2}, {0, 1, 0, 2}, {0, 0, 0, 1}, {0, 1, 1, 1}}

// pen draws thin lines, smooth at any width.
type pen struct {
	s     *sheet
	width float64
	color typeset.RGB
}

func (p pen) line(x1, y1, x2, y2 float64) {
	p.s.stroke(page.Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: p.width, Color: p.color})
}

func (s *sheet) boxes(run typeset.Run, x, y float64) {
	p := pen{s, boxStroke * run.Size, run.Color}
	for _, g := range run.Glyphs {
		p.box(page.Rect{
			X: x + g.X + boxMargin*run.Size, Y: y + g.Y - boxTop*run.Size,
			W: g.Advance - 2*boxMargin*run.Size, H: (boxTop + boxBottom) * run.Size,
		}, boxRows(g.ID), run.Size)
	}
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

func (p pen) box(r page.Rect, rows []string, em float64) {
	right, bottom := r.X+r.W, r.Y+r.H
	p.line(r.X, r.Y, right, r.Y)
	p.line(right, r.Y, right, bottom)
	p.line(right, bottom, r.X, bottom)
	p.line(r.X, bottom, r.X, r.Y)
	y := r.Y + (r.H-(float64(len(rows))*(figureHigh+rowSpace)-rowSpace)*em)/2
	for _, row := range rows {
		x := r.X + (r.W-(float64(len(row))*(figureWide+figureSpace)-figureSpace)*em)/2
		for _, digit := range row {
			p.figure(x, y, em, digit)
			x += (figureWide + figureSpace) * em
		}
		y += (figureHigh + rowSpace) * em
	}
}

func (p pen) figure(x, y, em float64, digit rune) {
	value, err := strconv.ParseUint(string(digit), 16, 8)
	if err != nil {
		return
	}
	for i, ends := range segmentEnds {
		if segments[value]>>i&1 == 1 {
			p.line(x+ends[0]*figureWide*em, y+ends[1]*figureHigh/2*em, x+ends[2]*figureWide*em, y+ends[3]*figureHigh/2*em)
		}
	}
}
