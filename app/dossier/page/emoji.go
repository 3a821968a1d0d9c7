package page

import "casefolio/app/dossier/typeset"

// Measures of an emoji in ems of its run. The face of the monochrome emoji sets
// all of them as wide, and draws them between -0.17 and 0.85 em.
const (
	emojiAdvance = 2600.0 / 2048
	emojiMiddle  = 0.34 // above the baseline
	emojiSide    = 1.12 // of the picture, which has a little air around it
)

// Emoji is what a colour picture takes in place of g, a glyph of a run whose
// origin is x, y: the square of the picture, and the width of its text.
func Emoji(run typeset.Run, g typeset.Glyph, x, y float64) (square Rect, width float64) {
	em := run.Size
	return Rect{
		X: x + g.X + (emojiAdvance-emojiSide)/2*em, Y: y + g.Y - (emojiMiddle+emojiSide/2)*em,
		W: emojiSide * em, H: emojiSide * em,
	}, emojiAdvance * em
}

// Ground returns the colour behind the middle of r: that of the last fill
// there, or white.
func (p Page) Ground(r Rect) typeset.RGB {
	x, y := r.X+r.W/2, r.Y+r.H/2
	for i := len(p.Fills) - 1; i >= 0; i-- {
		if f := p.Fills[i].Rect; x >= f.X && x < f.X+f.W && y >= f.Y && y < f.Y+f.H {
			return p.Fills[i].Color
		}
	}
	return typeset.RGB{R: 0xFF, G: 0xFF, B: 0xFF}
}
