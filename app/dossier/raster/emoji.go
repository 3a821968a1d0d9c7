package raster

import (
	"image"

	scale "golang.org/x/image/draw"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// maxEmojis limits the pictures that are kept, 20 KB each.
const maxEmojis = 256

// emoji returns the picture that stands for a glyph, nil where there is none
// or it cannot be read: then the glyph itself is drawn.
func (d *Drawer) emoji(run typeset.Run, g typeset.Glyph) *image.RGBA {
	id, ok := d.faces.Picture(run, g)
	if !ok {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	img, known := d.emojis[id]
	if known {
		return img
	}
	if len(d.emojis) >= maxEmojis {
		clear(d.emojis)
	}
	if picture, err := d.faces.Pictures().Picture(id); err == nil {
		img, _ = picture.Image()
	}
	d.emojis[id] = img
	return img
}

// emoji draws the picture of a glyph whose run has its origin at x, y.
func (s *sheet) emoji(img *image.RGBA, run typeset.Run, g typeset.Glyph, x, y float64) {
	square, _ := page.Emoji(run, g, x, y)
	left, top := pixel(square.X*s.scale), pixel(square.Y*s.scale)
	side := max(1, pixel(square.W*s.scale))
	area := image.Rect(left, top, left+side, top+side)
	if !area.Overlaps(s.img.Bounds()) || side > maxSide {
		return
	}
	scale.BiLinear.Scale(s.img, area, img, img.Bounds(), scale.Over, nil)
}
