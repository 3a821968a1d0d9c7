package typeset

import (
	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
)

// worker sets one text at a time. What it holds is reused, and is not safe for
// concurrent use.
type worker struct {
	faces   *Faces
	shaper  shaping.HarfbuzzShaper
	shaped  map[*Face]*font.Face
	segment segmenter.Segmenter
	bidi    bidi.Paragraph
	common  family // for Latin, Greek and Cyrillic in the present text

	// Of the present paragraph, one entry for each character:
	families []family
	levels   []uint8
	wide     []bool     // a shared mark that stands in Chinese
	starts   []bool     // a grapheme cluster begins here
	breaks   []bool     // a line may begin here
	soft     []strength // where else a line may begin, where it must
	cuts     []bool     // an item must begin here
	rtl      bool       // the paragraph reads from right to left

	items    []item
	clusters []cluster
	glyphs   []Glyph
}

// item is a stretch in one face, direction, script and style.
type item struct {
	start, end int // characters
	face       *Face
	family     family
	script     language.Script
	style      Style
	level      uint8
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

// set itemises and shapes a paragraph.
func (w *worker) set(p *paragraph) {
	w.itemise(p)
	// A face may have a character and yet fail at it in a sequence: what comes
	// back without a glyph is set once more, as boxes.
	for range 3 {
		w.cut(p)
		if w.shape(p) {
			return
		}
	}
}

// itemise fills the worker's tables for a paragraph.
func (w *worker) itemise(p *paragraph) {
	n := len(p.runes)
	w.families = resize(w.families, n)
	w.levels = resize(w.levels, n)
	w.wide = resize(w.wide, n)
	w.starts = resize(w.starts, n+1)
	w.breaks = resize(w.breaks, n+1)
	w.cuts = resize(w.cuts, n)
	w.rtl = false
	if n == 0 {
		return
	}
	w.segment.Init(p.runes)
	for lines := w.segment.LineIterator(); lines.Next(); {
		w.breaks[lines.Line().Offset] = true
	}
	chineseMarks(p.runes, w.wide)
	w.chooseFamilies(p)
	w.directions(p)
}

// cut makes the items out of the tables.
func (w *worker) cut(p *paragraph) {
	w.items = w.items[:0]
	if len(p.runes) == 0 {
		return
	}
	var now item
	span := 0
	for i, r := range p.runes {
		for p.ends[span].end <= i {
			span++
		}
		next := item{start: i, family: w.families[i], style: p.ends[span].style, level: w.levels[i], script: language.LookupScript(r)}
		if i > 0 && !w.cuts[i] && now.joins(next) {
			continue
		}
		if i > 0 {
			w.push(now, i)
		}
		now = next
	}
	w.push(now, len(p.runes))
}

func (w *worker) push(it item, end int) {
	it.end = end
	it.face = w.faces.face(it.family, it.style.Weight)
	w.items = append(w.items, it)
}

// joins tells whether next continues the item, and takes over its script when
// the item had only characters common to all.
func (it *item) joins(next item) bool {
	if it.family != next.family || it.style != next.style || it.level != next.level {
		return false
	}
	if it.family == noFamily || !next.script.Strong() || next.script == it.script {
		return true
	}
	if !it.script.Strong() {
		it.script = next.script
		return true
	}
	return false
}
