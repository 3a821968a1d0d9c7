package typeset

// zeroWidthSpace is a character that has no look.
const zeroWidthSpace = "\u200B"

// Unseen is a run in the face of the line that draws nothing, with which text
// extraction finds a line where paper is blank. A line that is nothing but
// boxes has none.
func (l Line) Unseen() (Run, bool) {
	for _, r := range l.Runs {
		if r.Face != nil {
			return Run{
				Face: r.Face, Size: r.Size, Color: r.Color, Text: zeroWidthSpace,
				Glyphs: []Glyph{{ID: r.Face.space, Advance: r.Face.spaceWidth * r.Size, Text: zeroWidthSpace}},
			}, true
		}
	}
	return Run{}, false
}
