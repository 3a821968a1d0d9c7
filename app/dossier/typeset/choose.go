package typeset

import (
	"unicode"

	"golang.org/x/text/unicode/norm"

	"casefolio/app/dossier/emoji"
)

// longestGrapheme limits a cluster, in characters: the longest emoji have 10. A
// text that joins thousands must still break into lines.
const longestGrapheme = 32

// chooseFamilies gives each grapheme cluster a family, so that accents and the
// parts of an emoji stay together.
func (w *worker) chooseFamilies(p *paragraph) {
	span := 0
	for graphemes := w.segment.GraphemeIterator(); graphemes.Next(); {
		g := graphemes.Grapheme()
		start, rest := g.Offset, len(g.Text)
		for rest > 0 {
			size := min(rest, longestGrapheme)
			w.starts[start] = true
			w.cuts[start] = start != g.Offset
			for p.ends[span].end <= start {
				span++
			}
			w.chooseFamily(p.runes[start:start+size], start, p.ends[span].style.Weight)
			start, rest = start+size, rest-size
		}
	}
}

func (w *worker) chooseFamily(cluster []rune, start int, weight Weight) {
	fam := w.familyOf(cluster, weight, w.wide[start])
	if start > 0 && cluster[0] == ' ' && len(cluster) == 1 && w.families[start-1] >= hangulFamily {
		fam = w.families[start-1] // words of one script stay one run
	}
	for i := range cluster {
		w.families[start+i] = fam
		if fam == noFamily && len(cluster) > 1 {
			w.starts[start+i] = true
			w.families[start+i] = w.familyOf(cluster[i:i+1], weight, w.wide[start+i])
		}
	}
}

// familyOf returns the first family that has the whole cluster.
func (w *worker) familyOf(cluster []rune, weight Weight, wide bool) family {
	if cluster[0] == hidden {
		return noFamily
	}
	if fam := scriptFamily(cluster[0]); fam != noFamily && w.hasAll(w.faces.face(fam, weight), cluster) {
		return fam
	}
	for _, fam := range w.preferred(cluster, wide) {
		if w.hasAll(w.faces.face(fam, weight), cluster) {
			return fam
		}
	}
	return noFamily
}

// scriptBlocks are the blocks of the scripts that have a face of their own.
// That face is tried for them alone, so that a text without them never loads
// it. Noto Sans, the face of Latin letters, has Devanagari too.
var scriptBlocks = []struct {
	first, last rune
	family      family
}{
	{0x0590, 0x05FF, hebrewFamily}, {0x0600, 0x06FF, arabicFamily}, {0x0750, 0x077F, arabicFamily}, {0x0870, 0x08FF, arabicFamily},
	{0x0E00, 0x0E7F, thaiFamily}, {0x1100, 0x11FF, hangulFamily}, {0x302E, 0x302F, hangulFamily}, {0x3130, 0x318F, hangulFamily},
	{0x3200, 0x321E, hangulFamily}, {0x3260, 0x327F, hangulFamily}, {0xA960, 0xA97F, hangulFamily}, {0xAC00, 0xD7FF, hangulFamily},
	{0xFB1D, 0xFB4F, hebrewFamily}, {0xFB50, 0xFDFF, arabicFamily}, {0xFE70, 0xFEFE, arabicFamily}, {0xFFA0, 0xFFDC, hangulFamily},
}

// scriptFamily returns the family of a script with a face of its own.
func scriptFamily(r rune) family {
	if r < scriptBlocks[0].first || r >= 0x3300 && r < 0xA960 {
		return noFamily
	}
	for _, b := range scriptBlocks {
		if r >= b.first && r <= b.last {
			return b.family
		}
	}
	return noFamily
}

func (w *worker) preferred(cluster []rune, wide bool) [3]family {
	first := cluster[0]
	switch {
	case wantsEmoji(cluster):
		return [...]family{emojiFamily, hanFamily, latinFamily}
	case isCJK(first) || wide:
		return [...]family{hanFamily, latinFamily, emojiFamily}
	case isQuote(first) || isShared(first) || w.common == latinFamily:
		return [...]family{latinFamily, hanFamily, emojiFamily}
	}
	return [...]family{hanFamily, latinFamily, emojiFamily}
}

// wantsEmoji tells the sequences that are pictures although their first
// character may stand in a text face: pictograms, unless the text selector
// follows, keycaps, flags, and what is followed by the emoji selector or a skin
// tone.
func wantsEmoji(cluster []rune) bool {
	if cluster[0] >= 0x1F000 || emoji.IsPictogram(cluster[0]) && (len(cluster) == 1 || cluster[1] != 0xFE0E) {
		return true
	}
	for _, r := range cluster[1:] {
		if r == 0xFE0F || r == 0x20E3 || r >= 0x1F3FB && r <= 0x1F3FF {
			return true
		}
	}
	return false
}

// hasAll tells whether the face draws the cluster, composed or as it stands.
func (w *worker) hasAll(face *Face, cluster []rune) bool {
	if face == nil {
		return false
	}
	if len(cluster) == 1 {
		return face.has(cluster[0]) || isBlank(cluster[0])
	}
	if covers(face, cluster) {
		return true
	}
	if len(cluster) > 4 { // nothing longer composes
		return false
	}
	return covers(face, []rune(norm.NFC.String(string(cluster))))
}

// isBlank tells what the shaper makes up where a face lacks it.
func isBlank(r rune) bool { return isInvisible(r) || unicode.Is(unicode.Zs, r) }

func covers(face *Face, cluster []rune) bool {
	for _, r := range cluster {
		if !face.has(r) && !isBlank(r) {
			return false
		}
	}
	return true
}

// commonFamily chooses one design for all Latin, Greek and Cyrillic of a text:
// that of the Chinese face, unless it lacks a letter. A word in two designs
// would look broken.
func (w *worker) commonFamily(spans []Span) family {
	han, latin := w.faces.face(hanFamily, Regular), (*Face)(nil)
	for _, span := range spans {
		for _, r := range span.Text {
			if r < 0x100 || r >= 0x2E80 && r < 0xA640 || han.has(r) || !isEuropean(r) {
				continue
			}
			if latin == nil {
				latin = w.faces.face(latinFamily, Regular)
			}
			if latin.has(r) {
				return latinFamily
			}
		}
	}
	return hanFamily
}

func isEuropean(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}
