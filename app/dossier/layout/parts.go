package layout

import (
	"math"

	"casefolio/app/dossier/block"
)

// parts sets a long picture over pages, one part on each, all of one width.
// The first carries the caption, so that it is chosen as wide as its page
// allows. fresh lets the first part open a page, too.
func (b *builder) parts(ph block.Photo, fresh bool) {
	captions := &band{above: 4, foot: 8, columns: []column{b.caption(ph, 0, b.sheet.width())}}
	label := 0.0
	for _, part := range ph.Parts {
		for _, s := range []string{part.Above, part.Below} {
			bd := b.full(block.Say(block.Small, s), tight)
			label = math.Max(label, bd.height(0, bd.steps()))
		}
	}
	most := b.sheet.height() - headRoom - captions.height(0, captions.steps()) - 2*(label+4)
	most = math.Max(most, photoTall)
	width := b.sheet.width()
	for _, part := range ph.Parts {
		if part.W > 0 && part.H > 0 {
			width = math.Min(width, most*float64(part.W)/float64(part.H))
		}
	}
	for i, part := range ph.Parts {
		first := len(b.pieces)
		b.label(part.Above, true)
		h, draw := b.picture(block.Photo{Path: part.Path, W: part.W, H: part.H, Alt: ph.Alt}, 0, width, most)
		p := whole(&band{least: h, art: draw})
		p.before = 4
		p.keep = part.Below != "" || i == 0
		b.add(p)
		b.label(part.Below, i == 0)
		if i == 0 {
			b.row(captions)
		}
		b.pieces[first].fresh = fresh || i > 0
		b.pieces[first].before = 6
		if i == 0 && ph.Mark.Name != "" {
			b.pieces[first].marks = []block.Mark{ph.Mark}
		}
	}
}

// label sets the words over or under a part. keep holds them with what follows.
func (b *builder) label(s string, keep bool) {
	if s == "" {
		return
	}
	p := whole(b.full(block.Say(block.Small, s), tight))
	p.before = 4
	p.keep = keep
	b.add(p)
}
