package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraph is text between two hard breaks. Its slices are in step: one entry
// for each character.
type paragraph struct {
	text   string // valid UTF-8; an invalid byte has become U+FFFD
	offs   []int  // byte offset of each character in text, and of the end
	runes  []rune // what stands for the character while itemising and shaping
	ends   []spanEnd
	before Style // of an empty paragraph
}

type spanEnd struct {
	end   int // index of the first character after the span
	style Style
}

// hidden stands for a character which must not act on its surroundings, as a
// bidi override would: of neutral direction, and a line may break beside it.
const hidden = '\uFFFC'

// eachParagraph calls do with every paragraph of the spans, hard breaks
// excluded. The slices of p are valid during the call only, text stays.
func eachParagraph(spans []Span, do func(p *paragraph)) {
	if len(spans) == 0 {
		return
	}
	var p paragraph
	var text strings.Builder
	flush := func(style Style) {
		p.text = text.String()
		p.offs = append(p.offs, len(p.text))
		p.calmEmbeddings()
		do(&p)
		text.Reset()
		p.offs, p.runes, p.ends, p.before = p.offs[:0], p.runes[:0], p.ends[:0], style
	}
	p.before = spans[0].Style
	wasCR := false
	for _, span := range spans {
		for _, r := range span.Text {
			if isHardBreak(r) {
				if r != '\n' || !wasCR {
					flush(span.Style)
				}
				wasCR = r == '\r'
				continue
			}
			wasCR = false
			p.offs = append(p.offs, text.Len())
			p.runes = append(p.runes, harmless(r))
			text.WriteRune(r)
			p.extend(span.Style)
		}
	}
	flush(Style{})
}

// extend lets the last character have the style.
func (p *paragraph) extend(style Style) {
	if n := len(p.ends); n > 0 && p.ends[n-1].style == style {
		p.ends[n-1].end = len(p.runes)
		return
	}
	p.ends = append(p.ends, spanEnd{len(p.runes), style})
}

// char returns the character itself, not what stands for it.
func (p *paragraph) char(i int) rune {
	r, _ := utf8.DecodeRuneInString(p.text[p.offs[i]:])
	return r
}

// slice returns the text of the characters from a to b.
func (p *paragraph) slice(a, b int) string { return p.text[p.offs[a]:p.offs[b]] }

func isHardBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// harmless returns what stands for r while text is itemised and shaped.
func harmless(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r == '\u00AD':
		return '\u200B' // a line may break here; many in a row cost the shaper quadratic time
	case unicode.Is(unicode.Cc, r), isBidiControl(r):
		return hidden
	}
	return r
}

// isBidiControl tells the embeddings, overrides and isolates, which can make a
// text read differently from what it says. The marks (U+200E, U+200F, U+061C)
// cannot, and stand in many exported chats.
func isBidiControl(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// leftToRight is the left-to-right mark.
const leftToRight = '\u200E'

// calmEmbeddings lets a pair of LRE and PDF (U+202A, U+202C) act as two
// left-to-right marks, unseen, where nothing between them is written from right
// to left and there is no further control. WhatsApp puts phone numbers between
// such a pair. It does no harm: what stands between reads from left to right,
// as it was typed, and nothing outside is moved. All other controls stay
// visible and without effect.
func (p *paragraph) calmEmbeddings() {
	open := -1
	for i, r := range p.runes {
		if r != hidden {
			if open >= 0 && isRightToLeft(r) {
				open = -1
			}
			continue
		}
		switch c := p.char(i); {
		case c == '\u202A':
			open = i
		case c == '\u202C' && open >= 0:
			p.runes[open], p.runes[i] = leftToRight, leftToRight
			open = -1
		case isBidiControl(c):
			open = -1
		}
	}
}

func isSpace(r rune) bool { return r == '\t' || unicode.Is(unicode.Zs, r) && !isGlue(r) }

// isGlue tells the spaces at which no line breaks.
func isGlue(r rune) bool { return r == '\u00A0' || r == '\u202F' || r == '\u2007' }

// isInvisible tells the characters which have no look of their own and only
// act on their neighbours (the default ignorable code points of Unicode).
func isInvisible(r rune) bool {
	return r == '\u00AD' || unicode.Is(unicode.Variation_Selector, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Cf, r) && !isBidiControl(r) && !isVisibleFormat(r)
}

// isVisibleFormat tells the format characters that are drawn: number signs of
// Arabic and other scripts, interlinear annotations, hieroglyph joiners.
func isVisibleFormat(r rune) bool {
	return unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		r >= 0xFFF9 && r <= 0xFFFB || r >= 0x13430 && r <= 0x1343F
}
