package typeset

import "casefolio/app/dossier/emoji"

// Pictures returns the colour pictures of emoji, nil when they cannot be read:
// then emoji are drawn as the letters are.
func (f *Faces) Pictures() *emoji.Pack {
	f.packOnce.Do(func() { f.pack, f.packErr = emoji.Open(f.files) })
	return f.pack
}

// Picture returns the colour picture that is to be drawn in place of a glyph.
// It takes the room of the glyph, whose face measures and breaks the text. What
// stands in a face of text, as © without a selector, is text; what only the face
// of emoji has, as ❤, a chat showed in colour.
func (f *Faces) Picture(run Run, g Glyph) (emoji.ID, bool) {
	if run.Face == nil || g.Text == "" || run.Face.Name != fontNames[emojiFamily][Regular] {
		return emoji.ID{}, false
	}
	pack := f.Pictures()
	if pack == nil {
		return emoji.ID{}, false
	}
	return pack.Find(g.Text)
}

// onePicture leaves a cluster that has a picture one glyph: the face may lack
// the sequence and set its parts side by side.
func (w *worker) onePicture(c *cluster) {
	it := w.items[c.item]
	if c.to-c.from < 2 || it.family != emojiFamily {
		return
	}
	glyphs := w.glyphs[c.from:c.to]
	if _, ok := w.faces.Picture(Run{Face: it.face}, glyphs[0]); !ok {
		return
	}
	widest := 0.0
	for _, g := range glyphs {
		widest = max(widest, g.Advance)
	}
	glyphs[0].Advance = widest
	c.to = c.from + 1
}
