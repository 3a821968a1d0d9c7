package layout

import (
	"math"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"rsc.io/qr"
)

const (
	photoGutter = 16.0
	photoTall   = 268.0 // greatest height of a picture beside another: two rows fill a page
	boxHeight   = 120.0
	// A picture more than this many times as high as wide would be too small to
	// read beside another.
	tallRatio = 2.2
)

// photos sets two pictures in a row, each with its caption, whole and in their
// own proportions. A very tall one gets a row and a page's height of its own.
func (b *builder) photos(all []block.Photo) {
	for i := 0; i < len(all); {
		pair := all[i : i+1]
		if i+1 < len(all) && !tall(all[i]) && !tall(all[i+1]) {
			pair = all[i : i+2]
		}
		b.photoRow(pair)
		i += len(pair)
	}
}

func tall(p block.Photo) bool {
	return p.Fault == "" && float64(p.H) > tallRatio*float64(p.W)
}

func (b *builder) photoRow(photos []block.Photo) {
	half := (b.sheet.width() - photoGutter) / 2
	captions := &band{above: 4, foot: 8}
	for i, ph := range photos {
		captions.columns = append(captions.columns, b.caption(ph, float64(i)*(half+photoGutter), half))
	}
	most := photoTall
	if tall(photos[0]) {
		n := captions.steps()
		most = b.sheet.height() - captions.height(0, n) - 60 // room for a header above
		most = math.Max(most, photoTall)
	}
	pictures := &band{}
	var art []func(*pen, float64)
	for i, ph := range photos {
		x := float64(i) * (half + photoGutter)
		h, draw := b.picture(ph, x, half, most)
		pictures.least = math.Max(pictures.least, h)
		art = append(art, draw)
	}
	pictures.art = func(p *pen, top float64) {
		for _, draw := range art {
			draw(p, top)
		}
	}
	p := whole(pictures)
	p.keep = true
	p.before = 6
	for _, ph := range photos {
		if ph.Mark.Name != "" {
			p.marks = append(p.marks, ph.Mark)
		}
	}
	b.add(p)
	b.row(captions)
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
