package raster

import (
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// boxes draws a run without a face.
func (s *sheet) boxes(run typeset.Run, x, y float64) {
	line := func(x1, y1, x2, y2 float64) {
		s.stroke(page.Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: page.BoxStroke * run.Size, Color: run.Color})
	}
	for _, g := range run.Glyphs {
		r, strokes := page.Box(run, g, x, y)
		right, bottom := r.X+r.W, r.Y+r.H
		line(r.X, r.Y, right, r.Y)
		line(right, r.Y, right, bottom)
		line(right, bottom, r.X, bottom)
		line(r.X, bottom, r.X, r.Y)
		for _, l := range strokes {
			line(l[0], l[1], l[2], l[3])
		}
	}
}
