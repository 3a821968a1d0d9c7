package layout

import (
	"math"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/typeset"
)

// Some recipients refuse small type. Then everything is set at their least
// size, and what was larger grows a little, so that headings still stand out.

// smallest is the size of the smallest tone.
const smallest = 8.0

// readable returns a setter that sets nothing below least points.
func readable(set Setter, least float64) Setter {
	if least <= smallest {
		return set
	}
	return largeSetter{set, least}
}

type largeSetter struct {
	Setter
	least float64
}

func (l largeSetter) Break(spans []typeset.Span, width float64) []typeset.Line {
	return l.Setter.Break(l.larger(spans), width)
}

func (l largeSetter) Measure(spans []typeset.Span) float64 {
	return l.Setter.Measure(l.larger(spans))
}

// larger is a copy: where the sizes of spans decide how lines stand, the
// caller takes those of the lines.
func (l largeSetter) larger(spans []typeset.Span) []typeset.Span {
	out := make([]typeset.Span, len(spans))
	for i, s := range spans {
		s.Style.Size = math.Max(l.least, s.Style.Size+(l.least-smallest)/2)
		s.Style.Least = l.least
		out[i] = s
	}
	return out
}

// Of a table in large type.
const (
	leastGrowing = 0.25 // of the width is left to the columns that grow
	sampleRows   = 400  // whose text decides on widths
)

// widths are those of the columns of a table. In large type a fixed column gets
// what its text needs on one line, but no more than it would have in
// proportion, and together they leave room for those that grow.
func (b *builder) widths(t block.Table) []block.Column {
	if b.minText <= smallest {
		return t.Columns
	}
	out := append([]block.Column(nil), t.Columns...)
	total, grows := 0.0, false
	for i, c := range out {
		if grows = grows || c.Grow > 0; c.Width > 0 {
			out[i].Width = math.Min(b.needed(t, i), c.Width*b.minText/smallest)
			total += out[i].Width
		}
	}
	most := b.sheet.width()
	if grows {
		most *= 1 - leastGrowing
	}
	narrow(out, total-most)
	return out
}

// narrow takes so much off the columns, always off the widest: what needs
// several lines anyway needs one more, but no number and no short word is cut.
func narrow(columns []block.Column, excess float64) {
	for excess > 0 {
		widest, next, n := 0.0, 0.0, 0 // the widest, the one after it, how many are as wide
		for _, c := range columns {
			switch {
			case c.Width > widest:
				widest, next, n = c.Width, widest, 1
			case c.Width == widest:
				n++
			default:
				next = math.Max(next, c.Width)
			}
		}
		least := math.Max(next, widest-excess/float64(n))
		for i, c := range columns {
			if c.Width == widest {
				columns[i].Width = least
			}
		}
		excess -= (widest - least) * float64(n)
		if widest == least { // what is left of the excess is rounding
			return
		}
	}
}

// needed is the width of the widest line of a column.
func (b *builder) needed(t block.Table, i int) float64 {
	widest := b.set.Measure(spansOf(block.Say(block.Small, t.Columns[i].Head)))
	for k, r := range t.Rows {
		if k == sampleRows {
			break
		}
		if r.Wide || i >= len(r.Cells) {
			continue
		}
		text, extra := r.Cells[i].Text, 0.0
		if r.Cells[i].PageOf != "" {
			text = block.Say(block.Figure, number(9999))
		}
		if r.Cells[i].Bar {
			extra = barIndent
		}
		widest = math.Max(widest, b.set.Measure(spansOf(text))+extra)
	}
	return widest + padLeft + padRight + 1
}
