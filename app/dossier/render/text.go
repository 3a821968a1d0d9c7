package render

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// drift is how far a glyph may stand beside its place, in points, before the
// text is taken up anew at the right place.
const drift = 0.02

// collect gives codes to all glyphs of the document.
func (b *builder) collect() {
	for i, p := range b.doc.Pages {
		b.current = p
		for _, text := range p.Texts {
			b.collectLine(text)
		}
		for _, text := range b.instead[i].texts {
			b.collectLine(text)
		}
	}
}

func (b *builder) collectLine(text page.Text) {
	for _, run := range text.Line.Runs {
		if run.Face == nil {
			b.collectBoxes(run)
			continue
		}
		eachCluster(run.Glyphs, func(glyphs []typeset.Glyph) {
			b.collectCluster(run, glyphs, text.X+run.X, text.Y)
		})
	}
}

func (b *builder) collectCluster(run typeset.Run, glyphs []typeset.Glyph, x, y float64) {
	if _, ok := b.emoji(run, glyphs[0], x, y); ok {
		b.collectBlanks(glyphs[0].Text)
		return
	}
	font := b.embed(run.Face)
	if b.split(glyphs) {
		key, rest := firstOf(glyphs[0])
		b.add(font, key)
		b.collectBlanks(rest)
		return
	}
	for _, g := range glyphs {
		b.add(font, keyOf(g))
	}
}

// eachCluster calls do with the glyphs that share one text.
func eachCluster(glyphs []typeset.Glyph, do func(cluster []typeset.Glyph)) {
	for from := 0; from < len(glyphs); {
		to := from + 1
		for to < len(glyphs) && glyphs[to].Text == "" {
			to++
		}
		do(glyphs[from:to])
		from = to
	}
}

// follower is the text of the glyphs after the first in a cluster: a space of
// no width, for readers that do not know spans. A code must have some text.
const follower = "\u200B"

// keyOf returns what the code of a glyph stands for.
func keyOf(g typeset.Glyph) codeKey {
	switch {
	case g.Text == "":
		return codeKey{g.ID, follower}
	case len(g.Text) > longestText:
		return codeKey{g.ID, string(utf8.RuneError)}
	}
	return codeKey{g.ID, copied(g.Text)}
}

// needsActualText tells the clusters whose text cannot be told glyph by glyph.
func needsActualText(cluster []typeset.Glyph) bool {
	return len(cluster) > 1 || len(cluster[0].Text) > longestText
}

// copied returns what the reader gets back for a text. Control characters come
// as their pictures, which do no harm in another program. An archive takes no
// marks of byte order: the one that also joins words becomes the joiner.
func copied(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return isControl(r) || r >= byteOrderMark }) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < 0x20:
			return r + 0x2400
		case r == 0x7F:
			return 0x2421
		case r == byteOrderMark:
			return wordJoiner
		case isControl(r) || r == 0xFFFE || r == 0xFFFF:
			return utf8.RuneError
		}
		return r
	}, text)
}

const (
	byteOrderMark = 0xFEFF
	wordJoiner    = 0x2060
)

func isControl(r rune) bool { return r < 0x20 || r >= 0x7F && r < 0xA0 }

// text draws a line.
func (b *builder) text(text page.Text) {
	for _, run := range text.Line.Runs {
		x := text.X + run.X
		if run.Face == nil {
			b.drawBoxes(run, x, text.Y)
			continue
		}
		s := stroke{b: b, font: b.fonts[run.Face], size: run.Size}
		eachCluster(run.Glyphs, func(glyphs []typeset.Glyph) {
			s.cluster(run, glyphs, x, text.Y)
		})
		s.flush()
	}
}

// cluster draws the glyphs of one text.
func (s *stroke) cluster(run typeset.Run, glyphs []typeset.Glyph, x, y float64) {
	b := s.b
	if name, ok := b.emoji(run, glyphs[0], x, y); ok {
		s.flush()
		b.drawEmoji(name, run, glyphs[0], x, y)
		return
	}
	b.use(s.font, run.Size, run.Color)
	if b.split(glyphs) {
		s.drawSplit(run, glyphs[0], x, y)
		return
	}
	spanned := needsActualText(glyphs)
	if spanned {
		s.flush()
		b.beginSpan(glyphs[0].Text)
	}
	for _, g := range glyphs {
		s.put(x+g.X, y+g.Y, keyOf(g))
	}
	if spanned {
		s.flush()
		b.endSpan()
	}
}

// use sets font and colour where they change.
func (b *builder) use(font *embedded, size float64, color typeset.RGB) {
	if b.font != font || b.size != size {
		b.pdf.SetFont(font.family, "", size)
		b.font, b.size = font, size
	}
	if b.color == nil || *b.color != color {
		b.pdf.SetTextColor(b.rgb(color))
		b.color = &color
	}
}

// beginSpan opens a stretch of text that reads as given, whatever is drawn.
func (b *builder) beginSpan(text string) {
	b.pdf.RawWriteStr("/Span <</ActualText <" + hexUTF16(copied(text)) + ">>> BDC")
}

func (b *builder) endSpan() { b.pdf.RawWriteStr("EMC") }

// stroke gathers glyphs that stand where the one before leaves the pen.
type stroke struct {
	b       *builder
	font    *embedded // the part in use
	size    float64
	codes   []byte  // two each
	x, from float64 // the pen, and where the stroke began
	level   float64 // its baseline
	spacing float64 // after each glyph, of a justified line
}

// mostSpacing is how far a justified line is opened within one stroke, in ems.
const mostSpacing = 0.1

// put takes a glyph up. Where its code is in another part of the font, the
// stroke goes on there.
func (s *stroke) put(x, y float64, key codeKey) {
	font, code := s.font.find(key)
	if extra := x - s.x; len(s.codes) == 2 && font == s.font && extra > drift && extra < mostSpacing*s.size {
		s.spacing = extra
		s.x += extra
	}
	if len(s.codes) > 0 && (math.Abs(x-s.x) > drift || y != s.level || font != s.font) {
		s.flush()
	}
	if font != s.font {
		s.b.use(font, s.size, *s.b.color)
		s.font = font
	}
	if len(s.codes) == 0 {
		s.from, s.x, s.level = x, x, y
	}
	s.codes = binary.BigEndian.AppendUint16(s.codes, code)
	s.x += s.font.widths.of(key.glyph)/1000*s.size + s.spacing
}

func (s *stroke) flush() {
	if len(s.codes) == 0 {
		return
	}
	if s.spacing > 0 {
		s.b.pdf.RawWriteStr(fmt.Sprintf("%.3f Tc", s.spacing))
	}
	s.b.pdf.Text(s.from, s.level, string(s.codes))
	if s.spacing > 0 {
		s.b.pdf.RawWriteStr("0 Tc")
	}
	s.codes, s.spacing = s.codes[:0], 0
}
