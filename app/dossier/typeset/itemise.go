package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/text/unicode/norm"
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
	wide     []bool // a shared mark that stands in Chinese
	starts   []bool // a grapheme cluster begins here
	breaks   []bool // a line may begin here
	cuts     []bool // an item must begin here

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
	if n == 0 {
		return
	}
	w.segment.Init(p.runes)
	for lines := w.segment.LineIterator(); lines.Next(); {
		w.breaks[lines.Line().Offset] = true
	}
	chineseMarks(p.runes, w.wide)
	w.chooseFamilies(p)
	w.directions(p.runes)
}

// longestGrapheme limits a cluster, in characters: the longest emoji have 10. A
// text that joins thousands must still break into lines.
const longestGrapheme = 32

// chooseFamilies gives each grapheme cluster a family, so that accents and the
// parts of an emoji stay together.
func (w *worker) chooseFamilies(p *paragraph) {
	span := 0
	for graphemes := w.segment.GraphemeIterator(); graphemes.Next(); {
		g := graphemes.Grapheme()
		start, rest := g.Offset, len(g.Text)
		for rest > 0 {
			size := min(rest, longestGrapheme)
			w.starts[start] = true
			w.cuts[start] = start != g.Offset
			for p.ends[span].end <= start {
				span++
			}
			w.chooseFamily(p.runes[start:start+size], start, p.ends[span].style.Weight)
			start, rest = start+size, rest-size
		}
	}
}

func (w *worker) chooseFamily(cluster []rune, start int, weight Weight) {
	fam := w.familyOf(cluster, weight, w.wide[start])
	for i := range cluster {
		w.families[start+i] = fam
		if fam == noFamily && len(cluster) > 1 {
			w.starts[start+i] = true
			w.families[start+i] = w.familyOf(cluster[i:i+1], weight, w.wide[start+i])
		}
	}
}

// familyOf returns the first family that has the whole cluster.
func (w *worker) familyOf(cluster []rune, weight Weight, wide bool) family {
	if cluster[0] == hidden {
		return noFamily
	}
	for _, fam := range w.preferred(cluster, wide) {
		if w.hasAll(w.faces.face(fam, weight), cluster) {
			return fam
		}
	}
	return noFamily
}

func (w *worker) preferred(cluster []rune, wide bool) [familyCount]family {
	first := cluster[0]
	switch {
	case wantsEmoji(cluster):
		return [...]family{emojiFamily, hanFamily, latinFamily}
	case isCJK(first) || wide:
		return [...]family{hanFamily, latinFamily, emojiFamily}
	case isQuote(first) || isShared(first) || w.common == latinFamily:
		return [...]family{latinFamily, hanFamily, emojiFamily}
	}
	return [...]family{hanFamily, latinFamily, emojiFamily}
}

// wantsEmoji tells the sequences that are pictures although their first
// character may stand in a text face: keycaps, flags, and what is followed by
// the emoji selector, a joiner or a skin tone.
func wantsEmoji(cluster []rune) bool {
	if cluster[0] >= 0x1F000 {
		return true
	}
	for _, r := range cluster[1:] {
		if r == 0xFE0F || r == 0x20E3 || r >= 0x1F3FB && r <= 0x1F3FF {
			return true
		}
	}
	return false
}

// hasAll tells whether the face draws the cluster, composed or as it stands.
func (w *worker) hasAll(face *Face, cluster []rune) bool {
	if face == nil {
		return false
	}
	if len(cluster) == 1 {
		return face.has(cluster[0]) || isBlank(cluster[0])
	}
	if covers(face, cluster) {
		return true
	}
	if len(cluster) > 4 { // nothing longer composes
		return false
	}
	return covers(face, []rune(norm.NFC.String(string(cluster))))
}

// isBlank tells what the shaper makes up where a face lacks it.
func isBlank(r rune) bool { return isInvisible(r) || unicode.Is(unicode.Zs, r) }

func covers(face *Face, cluster []rune) bool {
	for _, r := range cluster {
		if !face.has(r) && !isBlank(r) {
			return false
		}
	}
	return true
}

// commonFamily chooses one design for all Latin, Greek and Cyrillic of a text:
// that of the Chinese face, unless it lacks a letter. A word in two designs
// would look broken.
func (w *worker) commonFamily(spans []Span) family {
	han, latin := w.faces.face(hanFamily, Regular), (*Face)(nil)
	for _, span := range spans {
		for _, r := range span.Text {
			if r < 0x100 || r >= 0x2E80 && r < 0xA640 || han.has(r) || !isEuropean(r) {
				continue
			}
			if latin == nil {
				latin = w.faces.face(latinFamily, Regular)
			}
			if latin.has(r) {
				return latinFamily
			}
		}
	}
	return hanFamily
}

func isEuropean(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
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
