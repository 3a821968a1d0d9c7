package layout

import (
	"casefolio/app/dossier/block"
	"casefolio/app/dossier/progress"
)

// table sets a head that is repeated on every page, then row after row.
func (b *builder) table(t block.Table) {
	columns := b.columns(b.widths(t))
	var head *piece
	if texts, any := heads(t.Columns); any {
		bd := b.cells(columns, texts)
		bd.above, bd.foot = 5, 3.5
		pieces := b.row(bd)
		for _, p := range pieces {
			p.keep = true
		}
		if len(pieces) == 1 { // one that fills half a page is not said twice
			head = pieces[0]
		}
	}
	for i, r := range t.Rows {
		if i%64 == 0 {
			if b.ctx.Err() != nil {
				return
			}
			progress.Tell(b.ctx, progress.Blocks, b.done+i, b.total)
		}
		in := columns
		if r.Wide {
			in = []column{{x: padLeft, w: b.sheet.width() - padLeft - padRight}}
		}
		bd := b.cells(in, r.Cells)
		bd.above, bd.foot, bd.target = padRow, padRow, r.Target
		bd.align()
		pieces := b.row(bd)
		for _, p := range pieces {
			p.head, p.row = head, true
		}
		if n := len(t.Rows); len(pieces) == 1 && (i == 0 && n > 1 || i == n-2) {
			pieces[0].keep = true // no row stands alone at either end
		}
	}
}

// columns shares out the width.
func (b *builder) columns(in []block.Column) []column {
	rest, grow := b.sheet.width(), 0.0
	for _, c := range in {
		rest -= c.Width
		grow += c.Grow
	}
	out := make([]column, len(in))
	x := 0.0
	for i, c := range in {
		w := c.Width
		if c.Grow > 0 {
			w += rest * c.Grow / grow
		}
		out[i] = column{x: x + padLeft, w: w - padLeft - padRight, right: c.Right}
		x += w
	}
	return out
}

func heads(columns []block.Column) (cells []block.Cell, any bool) {
	for _, c := range columns {
		cells = append(cells, block.Cell{Text: block.Say(block.Small, c.Head)})
		any = any || c.Head != ""
	}
	return cells, any
}

// cells sets one row; a cell without a column is left out.
func (b *builder) cells(columns []column, cells []block.Cell) *band {
	bd := &band{strokes: []stroke{{0, b.sheet.width(), hairline, line}}}
	for i, cell := range cells[:min(len(cells), len(columns))] {
		c := columns[i]
		if cell.Bar {
			c.bar = true
			c.x += barIndent
			c.w -= barIndent
		}
		c.pageOf = cell.PageOf
		c.lines = setText(b.set, cell.Text, c.w, tight)
		if cell.PageOf != "" { // any figure has the height of the one to come
			c.lines = setText(b.set, block.Say(block.Figure, number(0)), c.w, tight)
		}
		bd.columns = append(bd.columns, c)
	}
	return bd
}
