package layout

import (
	"context"
	"math"
	"strconv"

	"casefolio/app/dossier/block"
)

// builder turns blocks into pieces.
type builder struct {
	ctx    context.Context
	set    Setter
	sheet  sheet
	pieces []*piece

	minText float64 // 0: any

	done, total int // steps of progress
}

func (b *builder) add(p ...*piece) { b.pieces = append(b.pieces, p...) }

func (b *builder) block(bl block.Block) {
	switch bl := bl.(type) {
	case block.Letterhead:
		b.letterhead(bl)
	case block.Opening:
		b.opening(bl)
	case block.Header:
		b.header(bl)
	case block.Paragraph:
		b.paragraph(bl)
	case block.Facts:
		b.facts(bl.Facts)
	case block.Table:
		b.table(bl)
	case block.Photos:
		b.photos(bl)
	case block.Card:
		b.card(bl)
	case block.Seal:
		b.seal(bl)
	case block.Signatures:
		b.signatures(bl)
	}
}

// flow adds a band that may run over pages.
func (b *builder) flow(bd *band, before float64) {
	pieces := lineByLine(bd)
	pieces[0].before = before
	b.add(pieces...)
}

// row adds a band that is cut only when it is taller than half a page: a
// short one is never torn apart. It returns its pieces.
func (b *builder) row(bd *band) []*piece {
	p := whole(bd)
	pieces := []*piece{p}
	if p.height > b.sheet.height()/2 {
		pieces = lineByLine(bd)
	}
	b.add(pieces...)
	return pieces
}

func (b *builder) full(t block.Text, leading float64) *band {
	w := b.sheet.width()
	return &band{columns: []column{{w: w, lines: setText(b.set, t, w, leading)}}}
}

func (b *builder) opening(o block.Opening) {
	b.flow(b.full(block.Say(block.Title, o.Title), 1.3), 14)
	b.pieces[len(b.pieces)-1].keep = true
	if o.Sub != "" {
		sub := b.full(block.Say(block.Muted, o.Sub), loose)
		sub.foot = 4
		b.flow(sub, 0)
	}
}

func (b *builder) header(h block.Header) {
	bd := b.full(block.Say(block.Heading, h.Text), tight)
	bd.foot = 4
	bd.strokes = []stroke{{0, b.sheet.width(), headRule, ink}}
	pieces := lineByLine(bd)
	for _, p := range pieces {
		p.keep = true
	}
	pieces[0].before = 18
	pieces[0].marks = h.Marks
	pieces[0].running = h.Running
	b.add(pieces...)
}

func (b *builder) paragraph(p block.Paragraph) {
	if !p.Text.Empty() {
		b.holdNote(p)
		w := b.sheet.width()
		b.flow(&band{columns: []column{{w: w, lines: runningText(b.set, p.Text, w)}}}, 3+p.Above)
		b.pieces[len(b.pieces)-1].keep = p.Keep
	}
}

// holdNote keeps a note on the page of the last row of the table above it.
func (b *builder) holdNote(p block.Paragraph) {
	if n := len(b.pieces) - 1; n >= 0 && p.Text[0].Tone == block.Small && b.pieces[n].row {
		b.pieces[n].keep = true
	}
}

// facts sets labelled values in two columns; one that needs more than three
// lines there gets the full width below.
func (b *builder) facts(facts []block.Fact) {
	const gutter = 18.0
	half := (b.sheet.width() - gutter) / 2
	label := 0.0
	for _, f := range facts {
		label = math.Max(label, b.set.Measure(spansOf(block.Say(block.Muted, f.Label))))
	}
	label = math.Min(label+1+padLeft+2*padRight, half/2)
	at := func(x, w float64, f block.Fact) []column {
		return []column{
			{x: x + padLeft, w: label - padLeft - padRight, lines: setText(b.set, block.Say(block.Muted, f.Label), label-padLeft-padRight, tight)},
			{x: x + label, w: w - label - padRight, lines: setText(b.set, block.Say(block.Body, f.Value), w-label-padRight, tight)},
		}
	}
	var short, long [][]column
	for _, f := range facts {
		if set := at(0, half, f); len(set[1].lines) <= 3 {
			short = append(short, set)
		} else {
			long = append(long, at(0, b.sheet.width(), f))
		}
	}
	rows := (len(short) + 1) / 2
	for i := 0; i < rows; i++ {
		bd := &band{columns: short[i], above: padRow, foot: padRow, strokes: []stroke{{0, half, hairline, line}}}
		if j := i + rows; j < len(short) {
			for _, c := range short[j] {
				c.x += half + gutter
				bd.columns = append(bd.columns, c)
			}
			bd.strokes = append(bd.strokes, stroke{half + gutter, b.sheet.width(), hairline, line})
		}
		bd.align()
		pieces := b.row(bd)
		if i == 0 {
			pieces[0].before = 4
		}
	}
	for _, columns := range long {
		b.row(&band{columns: columns, above: padRow, foot: padRow, strokes: []stroke{{0, b.sheet.width(), hairline, line}}})
	}
}

func (b *builder) card(c block.Card) {
	const inset = 12.0
	w := b.sheet.width() - 2*inset
	t := block.Text{{Tone: block.Strong, Text: c.Name}}
	if c.Note != "" {
		t = append(t, block.Span{Tone: block.Muted, Text: "\n" + c.Note})
	}
	bd := &band{
		columns: []column{{x: inset, w: w, lines: setText(b.set, t, w, loose), bar: true}},
		above:   6, foot: 6,
		strokes: []stroke{{0, b.sheet.width(), hairline, line}},
	}
	for _, p := range b.row(bd)[:1] {
		p.before = 4
	}
}

func (b *builder) signatures(s block.Signatures) {
	const gutter = 30.0
	if len(s.Labels) == 0 {
		return
	}
	n := float64(len(s.Labels))
	w := (b.sheet.width() - gutter*(n-1)) / n
	blank := &band{least: 34}
	names := &band{above: 4}
	for i, l := range s.Labels {
		x := float64(i) * (w + gutter)
		blank.strokes = append(blank.strokes, stroke{x, x + w, headRule, ink})
		names.columns = append(names.columns, column{x: x, w: w, lines: setText(b.set, block.Say(block.Body, l), w, tight)})
	}
	space := whole(blank)
	space.keep = true
	b.add(space)
	b.row(names)
}

func number(n int) string { return strconv.Itoa(n) }
