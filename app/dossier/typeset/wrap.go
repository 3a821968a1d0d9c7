package typeset

import (
	"math"

	"github.com/go-text/typesetting/language"
)

// The height of a line follows the Chinese face whatever stands in it, so that
// lines of mixed scripts keep one rhythm. In ems, from its hhea table.
const (
	lineAscent  = 1.16
	lineDescent = 0.288
)

// tolerance absorbs rounding when a text is set to its own measure.
const tolerance = 1e-6

// Break sets spans as one text and breaks it into lines no wider than width;
// only a single character may be wider. A text has one paragraph more than it
// has hard breaks, an empty one gives an empty line of the height of its span.
// White space at the end of a line is left out. No span gives no line.
func (f *Faces) Break(spans []Span, width float64) []Line {
	w := f.workers.Get().(*worker)
	defer f.workers.Put(w)
	w.common = w.commonFamily(spans)
	var lines []Line
	eachParagraph(spans, func(p *paragraph) {
		w.setText(p)
		lines = w.wrap(lines, p, width)
	})
	return lines
}

// Measure returns the natural width of spans on one line; of several
// paragraphs, the widest.
func (f *Faces) Measure(spans []Span) float64 {
	w := f.workers.Get().(*worker)
	defer f.workers.Put(w)
	w.common = w.commonFamily(spans)
	widest := 0.0
	eachParagraph(spans, func(p *paragraph) {
		w.setText(p)
		sum := 0.0
		for _, c := range w.clusters {
			sum += c.advance
		}
		widest = max(widest, sum)
	})
	return widest
}

// wrap fills line after line with as many clusters as fit.
func (w *worker) wrap(lines []Line, p *paragraph, width float64) []Line {
	w.refine(p)
	for from := 0; ; {
		to, next := w.fit(p, from, width)
		line := w.line(p, from, to)
		line.Last = next >= len(w.clusters)
		if w.rtl {
			line.flushRight(width)
		}
		lines = append(lines, line)
		if line.Last {
			return lines
		}
		from = next
	}
}

// flushRight moves the line to the right edge of its measure, where a
// right-to-left paragraph begins. The room on the left becomes part of the
// line, so that whoever places lines need not know.
func (l *Line) flushRight(width float64) {
	if len(l.Runs) == 0 || math.IsInf(width, 1) || l.Width >= width {
		return
	}
	shift := width - l.Width
	for i := range l.Runs {
		l.Runs[i].X += shift
	}
	l.Width = width
}

// fit finds the clusters of the line that begins at from: it ends before to,
// and the next one begins at next, the white space between them left out.
func (w *worker) fit(p *paragraph, from int, width float64) (to, next int) {
	at, end := w.places(p, from, width)
	if at.between > at.chance && w.tooLong(at.chance, width, false) {
		at.chance = at.between
	}
	switch {
	case end == len(w.clusters):
		next = end
	case at.within > at.chance && (at.chance == from || w.tooLong(at.chance, width, true)):
		next = at.within
	case at.chance > from:
		next = at.chance
	case at.decent > from:
		next = at.decent
	default:
		next = at.anywhere
	}
	to = next
	for to > from && w.isSpace(p, to-1) {
		to--
	}
	return to, next
}

// places are the last clusters with which the next line may begin, by how good
// that is; each is the first cluster of this line where there is none.
type places struct {
	chance   int // between words
	between  int // between words that belong together
	within   int // within a word, where it may be cut
	decent   int // between two characters that look right at an edge
	anywhere int // between any two
}

// places looks at the clusters that fit into a line, and returns the first that
// does not.
func (w *worker) places(p *paragraph, from int, width float64) (places, int) {
	at := places{from, from, from, from, from}
	sum := 0.0 // up to and with cluster k
	for k := from; k < len(w.clusters); k++ {
		c := w.clusters[k]
		if k > from {
			at.chance = later(at.chance, k, w.breaks[c.start])
			at.between = later(at.between, k, w.soft[c.start] == tied)
			at.within = later(at.within, k, w.soft[c.start] == soft)
			at.anywhere = later(at.anywhere, k, w.starts[c.start])
			at.decent = later(at.decent, k, w.starts[c.start] && looksRight(p.runes[c.start-1], p.runes[c.start]))
		}
		sum += c.advance
		if sum > width+tolerance && at.anywhere > from && !w.isSpace(p, k) {
			return at, k
		}
	}
	return at, len(w.clusters)
}

func later(last, k int, may bool) int {
	if may {
		return k
	}
	return last
}

// tooLong tells whether no line can hold the words that begin at a cluster: all
// that belong together, or the first of them alone.
func (w *worker) tooLong(from int, width float64, alone bool) bool {
	sum := 0.0
	for k := from; k < len(w.clusters); k++ {
		start := w.clusters[k].start
		if k > from && (w.breaks[start] || alone && w.soft[start] == tied) {
			return false
		}
		if sum += w.clusters[k].advance; sum > width+tolerance {
			return true
		}
	}
	return false
}

func (w *worker) isSpace(p *paragraph, k int) bool {
	c := w.clusters[k]
	return c.end == c.start+1 && isSpace(p.char(c.start))
}

// piece is the part of an item that stands on one line.
type piece struct {
	from, to int // clusters
	level    uint8
	index    int // in logical order
}

// line positions the clusters of one line.
func (w *worker) line(p *paragraph, from, to int) Line {
	line := Line{Ascent: p.before.Size * lineAscent, Descent: p.before.Size * lineDescent}
	if from >= to {
		w.emptyHeight(&line, from)
		return line
	}
	line.Text = p.slice(w.clusters[from].start, w.clusters[to-1].end)
	var pieces []piece
	for k := from; k < to; {
		end := k + 1
		for end < to && w.clusters[end].item == w.clusters[k].item {
			end++
		}
		pieces = append(pieces, piece{k, end, w.items[w.clusters[k].item].level, len(pieces)})
		k = end
	}
	visualOrder(pieces)
	line.Ascent, line.Descent = 0, 0
	line.Runs = make([]Run, len(pieces))
	for _, piece := range pieces {
		run := w.run(p, piece)
		run.X = line.Width
		for _, g := range run.Glyphs {
			line.Width += g.Advance
		}
		it := w.items[w.clusters[piece.from].item]
		line.Ascent = max(line.Ascent, it.style.Size*lineAscent)
		line.Descent = max(line.Descent, it.style.Size*lineDescent)
		line.Runs[piece.index] = run
	}
	return line
}

// emptyHeight takes the height of a line of white space from that.
func (w *worker) emptyHeight(line *Line, from int) {
	if from < len(w.clusters) {
		size := w.items[w.clusters[from].item].style.Size
		line.Ascent, line.Descent = size*lineAscent, size*lineDescent
	}
}

func (w *worker) run(p *paragraph, piece piece) Run {
	it := w.items[w.clusters[piece.from].item]
	run := Run{
		Face: it.face, Size: it.size(), Bold: it.style.Weight == Bold, Color: it.style.Color, RTL: it.level%2 == 1,
		Text: p.slice(w.clusters[piece.from].start, w.clusters[piece.to-1].end),
	}
	count := 0
	for _, c := range w.clusters[piece.from:piece.to] {
		count += c.to - c.from
	}
	run.Glyphs = make([]Glyph, 0, count)
	pen := 0.0
	for i := range piece.to - piece.from {
		k := piece.from + i
		if run.RTL {
			k = piece.to - 1 - i
		}
		for _, g := range w.glyphs[w.clusters[k].from:w.clusters[k].to] {
			g.X += pen
			pen += g.Advance
			run.Glyphs = append(run.Glyphs, g)
		}
	}
	if run.RTL {
		reverse(run.Glyphs)
	}
	if it.family > hangulFamily || it.script == language.Devanagari { // scripts whose marks are glyphs of their own
		run.Glyphs = readable(run)
	}
	return run
}
