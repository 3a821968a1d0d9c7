package typeset

import (
	"unicode"
	"unicode/utf8"
)

// markStep is how far the places of marks stand apart, in points.
const markStep = 0.05

// readable adds what text extraction needs to find the words of scripts whose
// clusters have several glyphs: spaces that draw nothing and do not move the
// pen. Programs such as poppler take the place of a cluster from its first
// glyph's left edge to its last glyph's right edge; where that is a dot or a
// mark of no width, they would see gaps and cut words in two.
func readable(run Run) []Glyph {
	out := make([]Glyph, 0, 2*len(run.Glyphs))
	for from := 0; from < len(run.Glyphs); {
		to := from + 1
		for to < len(run.Glyphs) && run.Glyphs[to].Text == "" {
			to++
		}
		cluster := run.Glyphs[from:to]
		var marks string
		if run.RTL {
			cluster[0].Text, marks = splitMarks(cluster[0].Text)
		}
		out = append(out, cluster...)
		if len(cluster) > 1 {
			out = append(out, run.blank(right(cluster)-run.Face.spaceWidth*run.Size, ""))
		}
		// Such programs turn right-to-left text round letter by letter, by where
		// each stands. A mark must stand left of its letter to come after it.
		x := cluster[0].X
		for _, mark := range marks {
			x -= markStep
			out = append(out, run.blank(x, string(mark)))
		}
		from = to
	}
	return out
}

func (run Run) blank(x float64, text string) Glyph {
	return Glyph{ID: run.Face.space, X: x, Text: text}
}

func right(cluster []Glyph) float64 {
	edge := cluster[0].X + cluster[0].Advance
	for _, g := range cluster[1:] {
		edge = max(edge, g.X+g.Advance)
	}
	return edge
}

// splitMarks cuts the marks off the end of a cluster's text.
func splitMarks(text string) (base, marks string) {
	for end := len(text); end > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:end])
		if !unicode.Is(unicode.Mn, r) || end == size {
			return text[:end], text[end:]
		}
		end -= size
	}
	return text, ""
}
