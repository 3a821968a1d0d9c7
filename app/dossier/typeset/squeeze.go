package typeset

import (
	"math"
	"strings"
	"unicode"
)

// squeezed is the blank half of a square mark, in ems.
const squeezed = 0.5

// setText sets a paragraph and brings its punctuation together.
func (w *worker) setText(p *paragraph) {
	w.set(p)
	w.squeeze(p)
}

// squeeze takes away the blank half between two Chinese marks in a row, such as
// a colon and the quotation that it announces, where a whole square of white
// would gape. In the Chinese face the ink of all marks that close or stop is in
// the left half, of those that open in the right.
func (w *worker) squeeze(p *paragraph) {
	for k := 0; k+1 < len(w.clusters); k++ {
		a, b := w.clusters[k], w.clusters[k+1]
		if !w.isSquareCluster(a) || !w.isSquareCluster(b) || w.items[a.item].style.Size != w.items[b.item].style.Size {
			continue
		}
		before, after := p.runes[a.start], p.runes[b.start]
		if isOpening(before) && isOpening(after) || closesSquare(before) && (closesSquare(after) || isOpening(after)) {
			by := squeezed * w.items[a.item].style.Size
			w.clusters[k].advance -= by
			w.glyphs[a.from].Advance -= by
		}
	}
}

// isSquareCluster tells the clusters of one character that fill a square of the
// Chinese face.
func (w *worker) isSquareCluster(c cluster) bool {
	it := &w.items[c.item]
	return c.end == c.start+1 && c.to == c.from+1 && it.family == hanFamily && it.level == 0 &&
		math.Abs(c.advance-it.style.Size) < tolerance
}

func closesSquare(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("\u3001\u3002\uff0c\uff0e\uff1b\uff1a\uff01\uff1f", r)
}
