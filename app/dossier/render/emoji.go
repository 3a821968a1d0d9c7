package render

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/color"
	"strings"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"

	"casefolio/app/dossier/emoji"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// An emoji in colour is a picture, opaque on the colour that it stands on: an
// archive file does best without transparency. Its text lies over it as blanks
// that draw nothing, one for each of its characters, because some readers take
// from a glyph one character above U+FFFF at most.

// emojiKey names an emoji as it is embedded, once for each ground.
type emojiKey struct {
	id     emoji.ID
	ground typeset.RGB
}

// emoji returns the name inside gofpdf of the picture that stands for a glyph.
// It is false where there is none or it cannot be read: then the glyph itself
// is drawn.
func (b *builder) emoji(run typeset.Run, g typeset.Glyph, x, y float64) (name string, ok bool) {
	id, ok := b.faces.Picture(run, g)
	if !ok || b.faces.Base() == nil {
		return "", false
	}
	square, _ := page.Emoji(run, g, x, y)
	key := emojiKey{id, b.current.Ground(square)}
	name, known := b.emojis[key]
	if !known {
		name = b.embedEmoji(key)
		b.emojis[key] = name
	}
	return name, name != ""
}

// embedEmoji hands a picture to gofpdf. It returns no name for one that cannot
// be read.
func (b *builder) embedEmoji(key emojiKey) string {
	picture, err := b.faces.Pictures().Picture(key.id)
	if err != nil {
		return ""
	}
	ground := color.RGBA{R: key.ground.R, G: key.ground.G, B: key.ground.B, A: 0xFF}
	file := picture.PNG(ground)
	if b.doc.Grey {
		if _, file, err = preparePNG(file, true); err != nil {
			return ""
		}
	}
	name := fmt.Sprintf("emoji %d", len(b.emojis))
	info := b.pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: "png"}, bytes.NewReader(file))
	if b.pdf.Error() == nil && setOrder(info, len(b.images)+len(b.emojis)) == nil {
		return name
	}
	b.pdf.ClearError()
	return ""
}

// collectBlanks gives codes to characters that draw nothing.
func (b *builder) collectBlanks(text string) {
	face := b.faces.Base()
	font := b.embed(face)
	for _, r := range text {
		b.add(font, blankKey(face, string(r)))
	}
}

// drawEmoji draws a picture, and its text over it.
func (b *builder) drawEmoji(name string, run typeset.Run, g typeset.Glyph, x, y float64) {
	square, width := page.Emoji(run, g, x, y)
	b.pdf.ImageOptions(name, square.X, square.Y, square.W, square.H, false, gofpdf.ImageOptions{}, 0, "")
	text := []rune(g.Text)
	width /= float64(len(text)) // of a blank
	x, y = x+g.X, y+g.Y
	switch {
	case len(text) == 1:
		b.blanks(run, text, x, y, width, width)
	case run.RTL: // such text is put in order by the place of each character
		b.blanks(run, text, x+float64(len(text)-1)*width, y, -width, width)
	default:
		b.beginSpan(g.Text)
		b.blanks(run, text, x, y, width, width)
		b.endSpan()
	}
}

// blanks lays characters that draw nothing side by side, each as wide as told.
func (b *builder) blanks(run typeset.Run, text []rune, x, y, step, width float64) {
	face := b.faces.Base()
	for i, r := range text {
		key := blankKey(face, string(r))
		font, code := b.fonts[face].find(key)
		b.use(font, run.Size, run.Color)
		if i == 0 {
			b.pdf.RawWriteStr(fmt.Sprintf("%.2f Tz", 100*1000*width/(font.widths.of(key.glyph)*run.Size)))
		}
		b.pdf.Text(x, y, string(binary.BigEndian.AppendUint16(nil, code)))
		x += step
	}
	b.pdf.RawWriteStr("100 Tz")
}

// split tells the cluster of one glyph whose text that glyph must not tell
// alone: several characters with one above U+FFFF among them, as an ideograph
// with its variation.
func (b *builder) split(cluster []typeset.Glyph) bool {
	text := cluster[0].Text
	return len(cluster) == 1 && utf8.RuneCountInString(text) > 1 && b.faces.Base() != nil &&
		strings.ContainsFunc(text, func(r rune) bool { return r > 0xFFFF })
}

// firstOf returns the key of a glyph that is split, and what follows the first
// character of its text.
func firstOf(g typeset.Glyph) (key codeKey, rest string) {
	_, size := utf8.DecodeRuneInString(g.Text)
	return codeKey{g.ID, copied(g.Text[:size])}, g.Text[size:]
}

// restWidth is the width of a blank that follows a glyph, in ems.
const restWidth = 0.01

// drawSplit draws the glyph, and the rest of its text behind it.
func (s *stroke) drawSplit(run typeset.Run, g typeset.Glyph, x, y float64) {
	key, rest := firstOf(g)
	text, width := []rune(rest), restWidth*run.Size
	s.flush()
	s.b.beginSpan(g.Text)
	s.put(x+g.X, y+g.Y, key)
	s.flush()
	s.b.blanks(run, text, x+g.X+g.Advance-float64(len(text))*width, y+g.Y, width, width)
	s.b.endSpan()
}
