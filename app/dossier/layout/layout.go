// Package layout puts blocks on pages. It works in three steps: every block
// becomes bands of set lines, the bands are dealt to pages, the pages are
// drawn. Page numbers do not move anything, so they are known before drawing
// and one dealing is enough. Pure; lengths are points.
package layout

import (
	"context"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/progress"
	"casefolio/app/dossier/typeset"
)

// Setter breaks text into lines; *typeset.Faces is one.
type Setter interface {
	Break(spans []typeset.Span, width float64) []typeset.Line
	Measure(spans []typeset.Span) float64
}

// Layout places the whole document. It ends early with the context's error, and
// tells how far it is through the context.
func Layout(ctx context.Context, doc block.Document, set Setter) (page.Document, error) {
	set = readable(set, doc.MinText)
	b := builder{ctx: ctx, set: set, sheet: sheetOf(doc.Paper), minText: doc.MinText}
	for _, bl := range doc.Blocks {
		b.total += weight(bl)
	}
	for _, bl := range doc.Blocks {
		b.block(bl)
		if err := ctx.Err(); err != nil {
			return page.Document{}, err
		}
		b.done += weight(bl)
		progress.Tell(ctx, progress.Blocks, b.done, b.total)
	}
	sheets := deal(b.pieces, b.sheet.height())
	out := page.Document{
		W: b.sheet.w, H: b.sheet.h, Pages: make([]page.Page, len(sheets)),
		Title: doc.Title, Author: doc.Author, Subject: doc.Subject, Keywords: doc.Keywords,
		Lang: doc.Lang, Created: doc.Created, Grey: doc.Grey, MinText: doc.MinText,
	}
	where := pagesOf(sheets)
	running := doc.Head
	for i, placed := range sheets {
		p := pen{page: &out.Pages[i], sheet: b.sheet, set: set, where: where}
		if len(placed) > 0 && placed[0].piece.running != "" {
			running = placed[0].piece.running
		}
		p.top(running, doc.Number)
		p.draw(placed)
		p.bottom(doc.Foot, doc.Made, "\u2003"+number(i+1)+" / "+number(len(sheets)))
		for _, pl := range placed {
			if pl.piece.running != "" {
				running = pl.piece.running
			}
		}
		if err := ctx.Err(); err != nil {
			return page.Document{}, err
		}
		progress.Tell(ctx, progress.Sheets, i+1, len(sheets))
	}
	return out, nil
}

// weight is how many steps of progress a block is: the index of a large case
// takes as long as all that follows it.
func weight(bl block.Block) int {
	if t, ok := bl.(block.Table); ok {
		return 1 + len(t.Rows)
	}
	return 1
}

// pagesOf tells on which page, from 1, each mark stands.
func pagesOf(sheets [][]placed) map[string]int {
	where := map[string]int{}
	for i, sheet := range sheets {
		for _, pl := range sheet {
			for _, m := range pl.piece.marks {
				where[m.Name] = i + 1
			}
		}
	}
	return where
}
