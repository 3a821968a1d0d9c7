package layout

import (
	"math"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// column is set text at its place in a band. x counts from the left edge of
// the frame.
type column struct {
	x, w   float64
	lines  []setLine
	shift  float64 // down, so that the first baselines of a band meet
	right  bool
	bar    bool
	pageOf string
}

// stroke is a horizontal rule below a band.
type stroke struct {
	x1, x2, width float64
	color         typeset.RGB
}

// band is a strip of the page: columns side by side, rules below.
type band struct {
	columns     []column
	above, foot float64 // space over the first and under the last line
	least       float64 // least height
	strokes     []stroke
	target      string
	art         func(p *pen, top float64) // drawn before the text
}

// steps is into how many pieces the band can be cut.
func (b *band) steps() int {
	n := 1
	for _, c := range b.columns {
		n = max(n, len(c.lines))
	}
	return n
}

// height is that of the lines from, to-1 with the space over and under them.
func (b *band) height(from, to int) float64 {
	h := 0.0
	for _, c := range b.columns {
		ch := c.shift
		for i := from; i < min(to, len(c.lines)); i++ {
			ch += c.lines[i].pitch
		}
		h = math.Max(h, ch)
	}
	if from == 0 {
		h += b.above
	}
	if to == b.steps() {
		h += b.foot
		if from == 0 {
			h = math.Max(h, b.least)
		}
	}
	return h
}

// align lets the first baselines of all columns meet.
func (b *band) align() {
	base := 0.0
	for _, c := range b.columns {
		if len(c.lines) > 0 {
			base = math.Max(base, c.lines[0].base)
		}
	}
	for i, c := range b.columns {
		if len(c.lines) > 0 {
			b.columns[i].shift = base - c.lines[0].base
		}
	}
}

// piece is what is never cut: a band, or some lines of one.
type piece struct {
	band    *band
	from    int
	to      int
	height  float64
	before  float64 // space above, dropped at the top of a page
	keep    bool    // stays on the page of the next piece
	fresh   bool    // opens a page
	row     bool    // of a table
	head    *piece  // of the table, set again when the piece opens a page
	marks   []block.Mark
	running string
}

// whole is the band as one piece.
func whole(b *band) *piece {
	n := b.steps()
	return &piece{band: b, from: 0, to: n, height: b.height(0, n)}
}

// lineByLine cuts the band at every line, so that it can run over pages, but
// never leaves fewer than two lines on either side.
func lineByLine(b *band) []*piece {
	n := b.steps()
	pieces := make([]*piece, n)
	for i := range pieces {
		pieces[i] = &piece{band: b, from: i, to: i + 1, height: b.height(i, i+1), keep: n > 1 && (i == 0 || i == n-2)}
	}
	return pieces
}

// pen draws on one page.
type pen struct {
	page  *page.Page
	sheet sheet
	set   Setter
	where map[string]int
}

// draw paints what was dealt to the page. Pieces of one band that follow each
// other are drawn column by column, as a reader takes them in.
func (p *pen) draw(all []placed) {
	for i := 0; i < len(all); {
		first := all[i]
		to := first.piece.to
		j := i + 1
		for ; j < len(all) && all[j].piece.band == first.piece.band && all[j].piece.from == to; j++ {
			to = all[j].piece.to
		}
		for _, m := range first.piece.marks {
			p.page.Anchors = append(p.page.Anchors, page.Anchor{Name: m.Name, Y: first.y, Title: m.Title, Level: m.Level})
		}
		p.band(first.piece.band, first.piece.from, to, first.y)
		i = j
	}
}

func (p *pen) band(b *band, from, to int, top float64) {
	if b.art != nil && from == 0 {
		b.art(p, top)
	}
	y := top
	if from == 0 {
		y += b.above
	}
	for _, c := range b.columns {
		p.column(c, from, to, y)
	}
	bottom := top + b.height(from, to)
	if to == b.steps() {
		for _, s := range b.strokes {
			p.rule(margin+s.x1, bottom, margin+s.x2, bottom, s.width, s.color)
		}
	}
	if b.target != "" {
		p.page.Links = append(p.page.Links, page.Link{
			Rect: page.Rect{X: margin, Y: top, W: p.sheet.width(), H: bottom - top}, Target: b.target,
		})
	}
}

func (p *pen) column(c column, from, to int, top float64) {
	lines := c.lines
	if c.pageOf != "" {
		lines = p.pageNumber(c)
	}
	y := top + c.shift
	for i := from; i < min(to, len(lines)); i++ {
		x := margin + c.x
		if c.right {
			x += c.w - lines[i].Width
		}
		p.page.Texts = append(p.page.Texts, page.Text{X: x, Y: y + lines[i].base, Line: lines[i].Line})
		y += lines[i].pitch
	}
	if c.bar && y > top {
		x := margin + c.x - barIndent + barWidth/2
		p.rule(x, top+1, x, y, barWidth, muted)
	}
}

func (p *pen) pageNumber(c column) []setLine {
	return setText(p.set, block.Say(block.Figure, number(p.where[c.pageOf])), c.w, tight)
}

func (p *pen) rule(x1, y1, x2, y2, width float64, color typeset.RGB) {
	p.page.Rules = append(p.page.Rules, page.Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: width, Color: color})
}
