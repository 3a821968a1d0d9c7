package layout

import (
	"math"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"rsc.io/qr"
)

const (
	photoGutter = 16.0
	photoTall   = 268.0 // what a picture may take in any case
	boxHeight   = 120.0
	headRoom    = 60.0 // for a header above the first row of photos
	// A picture more than this many times as high as wide would be too small to
	// read beside another.
	tallRatio = 2.2
	// The screens of telephones are not much taller than that: where pages are
	// scarce, two of them stand side by side and are still read.
	closeRatio = 2.4
)

// photos sets pictures in rows, each with its caption, whole and in their own
// proportions. A very tall one gets a row and a page's height of its own, one
// that is cut into parts gets pages of its own.
func (b *builder) photos(p block.Photos) {
	opened := false // something stands already below the header
	for all := p.Photos; len(all) > 0; {
		if len(all[0].Parts) > 0 && all[0].Fault == "" {
			b.parts(all[0], opened)
			all, opened = all[1:], true
			continue
		}
		n, perPage := rowOf(all, p)
		b.photoRow(all[:n], rowSet{
			perPage: perPage, alone: b.minText > smallest && len(p.Photos) == 1,
			fresh: opened && perPage == 1 && all[0].Fault == "", // words need no page
		})
		all, opened = all[n:], true
	}
}

// rowOf is how many photos share the first row, and of how many to a page it is.
func rowOf(all []block.Photo, set block.Photos) (n, perPage int) {
	if !set.Close {
		return beside(all, set.PerPage, tallRatio), set.PerPage
	}
	if all[0].Words || len(all) > 1 && all[1].Words {
		if n = beside(all, set.PerPage, closeRatio); n == 2 || all[0].Words {
			return n, set.PerPage
		}
		return 1, 4
	}
	return beside(all, 4, closeRatio), 4
}

// beside is how many photos share the first row: two small ones where four
// stand on a page, two upright ones where two do, none beside one that is taller
// than ratio.
func beside(all []block.Photo, perPage int, ratio float64) int {
	if perPage == 1 || len(all) < 2 {
		return 1
	}
	for _, p := range all[:2] {
		if tallerThan(p, ratio) || len(p.Parts) > 0 || (perPage != 4 && p.W >= p.H && p.Fault == "") {
			return 1
		}
	}
	return 2
}

func tallerThan(p block.Photo, ratio float64) bool {
	return p.Fault == "" && float64(p.H) > ratio*float64(p.W)
}

// rowSet is how a row of photos is set.
type rowSet struct {
	perPage int
	fresh   bool // it opens a page
	alone   bool // there is no other row, and large captions need room, too
}

// photoRow sets photos side by side.
func (b *builder) photoRow(photos []block.Photo, set rowSet) {
	w := b.photoWidth(len(photos), set.perPage)
	captions := &band{above: 4, foot: 8}
	for i, ph := range photos {
		captions.columns = append(captions.columns, b.caption(ph, float64(i)*(w+photoGutter), w))
	}
	most := b.photoHeight(photos, set, captions.height(0, captions.steps()))
	pictures := &band{}
	heights, art := make([]float64, len(photos)), make([]func(*pen, float64), len(photos))
	for i, ph := range photos {
		heights[i], art[i] = b.picture(ph, float64(i)*(w+photoGutter), w, most)
		pictures.least = math.Max(pictures.least, heights[i])
	}
	pictures.art = func(p *pen, top float64) {
		for i, draw := range art { // on one line with the others, just above its caption
			draw(p, top+pictures.least-heights[i])
		}
	}
	p := whole(pictures)
	p.keep, p.fresh = true, set.fresh
	p.before = 6
	for _, ph := range photos {
		if ph.Mark.Name != "" {
			p.marks = append(p.marks, ph.Mark)
		}
	}
	b.add(p)
	b.row(captions)
}

func (b *builder) photoWidth(inRow, perPage int) float64 {
	if inRow == 2 || perPage == 4 {
		return (b.sheet.width() - photoGutter) / 2
	}
	return b.sheet.width()
}

// photoHeight is the greatest height of the pictures of a row, so that as many
// rows as a page is to hold have room below the header with their captions.
func (b *builder) photoHeight(photos []block.Photo, set rowSet, captions float64) float64 {
	page := b.sheet.height() - headRoom
	switch {
	case tallerThan(photos[0], tallRatio), set.perPage == 1, len(photos) == 2 && set.perPage != 4:
		return math.Max(page-captions, photoTall)
	case set.alone: // with the head of a file above it
		return math.Max(page*2/3-captions, photoTall)
	}
	return math.Max(page/2-captions-6, photoTall/2)
}

// caption sets the paragraphs below a picture, one under the other.
func (b *builder) caption(ph block.Photo, x, w float64) column {
	c := column{x: x, w: w}
	for _, t := range ph.Caption {
		c.lines = append(c.lines, setText(b.set, t, w, tight)...)
	}
	return c
}

// picture returns the height of a picture, or of the box that names its
// fault, and what draws it.
func (b *builder) picture(ph block.Photo, x, width, most float64) (float64, func(*pen, float64)) {
	if ph.Fault != "" || ph.W <= 0 || ph.H <= 0 {
		return b.faultBox(ph.Fault, x, width)
	}
	scale := math.Min(width/float64(ph.W), most/float64(ph.H))
	w, h := float64(ph.W)*scale, float64(ph.H)*scale
	return h, func(p *pen, top float64) {
		p.page.Images = append(p.page.Images, page.Image{
			Rect: page.Rect{X: margin + x, Y: top, W: w, H: h}, Path: ph.Path, Alt: ph.Alt,
		})
	}
}

func (b *builder) faultBox(text string, x, width float64) (float64, func(*pen, float64)) {
	const inset = 12.0
	lines := setText(b.set, block.Say(block.Muted, text), width-2*inset, tight)
	words := &band{columns: []column{{x: x + inset, w: width - 2*inset, lines: lines}}}
	h := math.Max(boxHeight, words.height(0, words.steps())+2*inset)
	return h, func(p *pen, top float64) {
		p.page.Fills = append(p.page.Fills, page.Fill{Rect: page.Rect{X: margin + x, Y: top, W: width, H: h}, Color: pale})
		p.band(words, 0, words.steps(), top+inset)
	}
}

// seal sets the text beside the code. A code too long for the square is left
// out; the text says the same.
func (b *builder) seal(s block.Seal) {
	const side, gap = 62.0, 14.0
	bd := &band{above: 4}
	x := 0.0
	if code, err := qr.Encode(s.Code, qr.M); err == nil {
		x = side + gap
		bd.least = side + 8
		bd.art = func(p *pen, top float64) { p.code(code, margin, top+5, side) }
	}
	w := b.sheet.width() - x
	c := column{x: x, w: w}
	for _, t := range s.Text {
		c.lines = append(c.lines, setText(b.set, t, w, loose)...)
	}
	bd.columns = []column{c}
	b.row(bd)
}

// code draws the dark modules, each run of a row as one rectangle. They
// overlap by a hair, so that viewers show no seams.
func (p *pen) code(code *qr.Code, x, y, side float64) {
	const hair = 0.03
	m := side / float64(code.Size)
	for row := 0; row < code.Size; row++ {
		for col := 0; col < code.Size; col++ {
			start := col
			for col < code.Size && code.Black(col, row) {
				col++
			}
			if col > start {
				p.page.Fills = append(p.page.Fills, page.Fill{
					Rect: page.Rect{
						X: x + float64(start)*m, Y: y + float64(row)*m,
						W: float64(col-start)*m + hair, H: m + hair,
					},
					Color: ink,
				})
			}
		}
	}
}
