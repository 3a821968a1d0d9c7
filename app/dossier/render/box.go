package render

import (
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// blank is an empty glyph of one em, which carries the text of a box or an
// emoji.
const blank = 0x3000

func (b *builder) collectBoxes(run typeset.Run) {
	face := b.faces.Base()
	if face == nil {
		return
	}
	font := b.embed(face)
	for _, g := range run.Glyphs {
		b.add(font, blankKey(face, g.Text))
	}
}

func blankKey(face *typeset.Face, text string) codeKey {
	glyph, ok := face.Nominal(blank)
	if !ok {
		glyph, _ = face.Nominal(' ')
	}
	return codeKey{glyph, copied(text)}
}

// drawBoxes draws a run without a face, and lays the text over it.
func (b *builder) drawBoxes(run typeset.Run, x, y float64) {
	b.pdf.SetDrawColor(b.rgb(run.Color))
	b.pdf.SetLineWidth(page.BoxStroke * run.Size)
	for _, g := range run.Glyphs {
		frame, strokes := page.Box(run, g, x, y)
		b.pdf.Rect(frame.X, frame.Y, frame.W, frame.H, "D")
		for _, l := range strokes {
			b.pdf.Line(l[0], l[1], l[2], l[3])
		}
	}
	face := b.faces.Base()
	if face == nil {
		return
	}
	b.use(b.fonts[face], run.Size, run.Color)
	s := stroke{b: b, font: b.fonts[face], size: run.Size}
	for _, g := range run.Glyphs {
		s.put(x+g.X, y+g.Y, blankKey(face, g.Text))
	}
	s.flush()
}
