package typeset

import (
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

const (
	// emUnits is the size at which text is shaped; results are scaled.
	emUnits = 1000
	// emojiScale brings the emoji face, whose pictures are wider than its em,
	// to about the size of a Chinese character. Much smaller, and poppler takes
	// a line of emoji alone for a block of its own and tears a message apart.
	emojiScale = 0.96
	// tabSpaces is the width of a tab, in spaces.
	tabSpaces = 4
	// boxAdvance is the width of a box for a missing character, in ems.
	boxAdvance = 1.0
)

var tabularFigures = []shaping.FontFeature{{Tag: opentype.MustNewTag("tnum"), Value: 1}}

// cluster is the smallest piece that a line can be made of: characters that
// are drawn together. Clusters are kept in logical order.
type cluster struct {
	start, end int // characters
	item       int
	from, to   int // glyphs of the worker, left to right
	advance    float64
}

// shape sets all items; the clusters' widths are in points. It returns false
// when a face had no glyph after all, and marks those characters as missing.
func (w *worker) shape(p *paragraph) bool {
	w.clusters, w.glyphs = w.clusters[:0], w.glyphs[:0]
	whole := true
	for i, it := range w.items {
		if it.face == nil {
			w.boxes(p, i)
			continue
		}
		first := len(w.clusters)
		w.shapeItem(p, i)
		for _, c := range w.clusters[first:] {
			whole = w.checkGlyphs(c) && whole
		}
	}
	return whole
}

// boxes makes a cluster of one box for each character that no face has.
func (w *worker) boxes(p *paragraph, index int) {
	it := w.items[index]
	for i := it.start; i < it.end; i++ {
		advance := boxAdvance * it.style.Size
		w.glyphs = append(w.glyphs, Glyph{ID: uint32(p.char(i)), Advance: advance, Text: p.slice(i, i+1)})
		w.clusters = append(w.clusters, cluster{start: i, end: i + 1, item: index, from: len(w.glyphs) - 1, to: len(w.glyphs), advance: advance})
	}
}

func (w *worker) shapeItem(p *paragraph, index int) {
	it := &w.items[index]
	out := w.shaper.ShapeNoExtents(it.input(p.runes, w.shapingFace(it.face)))
	scale := it.size() / (emUnits * 64)
	first := len(w.clusters)
	for g := 0; g < len(out.Glyphs); {
		c := cluster{start: out.Glyphs[g].TextIndex(), item: index, from: len(w.glyphs)}
		for start := c.start; g < len(out.Glyphs) && out.Glyphs[g].TextIndex() == start; g++ {
			w.addGlyph(&out.Glyphs[g], scale, it.face, len(w.glyphs) > c.from)
		}
		c.to = len(w.glyphs)
		w.clusters = append(w.clusters, c)
	}
	if first == len(w.clusters) { // the shaper drops what cannot be seen
		w.glyphs = append(w.glyphs, Glyph{ID: it.face.space})
		w.clusters = append(w.clusters, cluster{item: index, from: len(w.glyphs) - 1, to: len(w.glyphs)})
	}
	if it.level%2 == 1 {
		reverse(w.clusters[first:])
	}
	w.finish(p, it, w.clusters[first:])
}

func (it *item) input(runes []rune, face *font.Face) shaping.Input {
	in := shaping.Input{
		Text: runes, RunStart: it.start, RunEnd: it.end,
		Direction: di.DirectionLTR,
		Face:      face,
		Size:      fixed.I(emUnits),
		Script:    it.script,
		Language:  "zh-hans",
	}
	if it.level%2 == 1 {
		in.Direction = di.DirectionRTL
	}
	if it.style.Tabular {
		in.FontFeatures = tabularFigures
	}
	return in
}

// addGlyph takes over a glyph; its X and Y are still relative to the pen.
func (w *worker) addGlyph(g *shaping.Glyph, scale float64, face *Face, follows bool) {
	id := uint32(g.GlyphID)
	if g.GlyphID == font.EmptyGlyph {
		id = face.space
	}
	if follows && id == face.space && g.Advance == 0 {
		return // a selector or joiner, which the cluster's text keeps
	}
	w.glyphs = append(w.glyphs, Glyph{
		ID:      id,
		X:       float64(g.XOffset) * scale,
		Y:       -float64(g.YOffset) * scale,
		Advance: float64(g.Advance) * scale,
	})
}

// finish gives an item's clusters, in logical order, their ends, texts and
// widths. Together they have all its characters, even where the shaper dropped
// some.
func (w *worker) finish(p *paragraph, it *item, clusters []cluster) {
	clusters[0].start = it.start
	for i := range clusters {
		c := &clusters[i]
		c.end = it.end
		if i+1 < len(clusters) {
			c.end = clusters[i+1].start
		}
		w.giveText(p, *c, it.level%2 == 1)
		w.onePicture(c)
		for _, g := range w.glyphs[c.from:c.to] {
			c.advance += g.Advance
		}
	}
}

// giveText gives a cluster's characters to its glyphs: all to the first in
// reading order.
func (w *worker) giveText(p *paragraph, c cluster, rtl bool) {
	glyphs := w.glyphs[c.from:c.to]
	text := p.slice(c.start, c.end)
	if rtl {
		glyphs[len(glyphs)-1].Text = text
		return
	}
	if glyphs[0].Text = text; text == "\t" {
		glyphs[0].Advance *= tabSpaces
	}
}

// checkGlyphs returns false when the cluster has the glyph for "missing", and
// marks its characters.
func (w *worker) checkGlyphs(c cluster) bool {
	for _, g := range w.glyphs[c.from:c.to] {
		if g.ID != 0 {
			continue
		}
		for i := c.start; i < c.end; i++ {
			w.families[i] = noFamily
			w.starts[i] = true
		}
		return false
	}
	return true
}

func (it *item) size() float64 {
	if it.family == emojiFamily {
		return max(it.style.Size*emojiScale, it.style.Least)
	}
	return it.style.Size
}

func (w *worker) shapingFace(face *Face) *font.Face {
	if w.shaped == nil {
		w.shaped = map[*Face]*font.Face{}
	}
	shaped, ok := w.shaped[face]
	if !ok {
		shaped = font.NewFace(face.font)
		w.shaped[face] = shaped
	}
	return shaped
}
