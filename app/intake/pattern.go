package intake

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// pattern is a folded phrase of one or more parts with anything between them.
type pattern []part

// part are words that stand together; an open one may have any ending.
type part struct {
	text string
	open bool
}

// maxGap is how far the parts of a phrase may stand apart, in bytes.
const maxGap = 32

// patterns reads phrases. Buyers leave out accents, so each phrase is also
// looked for without them.
func (c *compiler) patterns(words []string) []pattern {
	all := make([]pattern, 0, len(words))
	for _, w := range words {
		all = append(all, c.pattern(w))
		if bare := unaccented(w); bare != w {
			all = append(all, c.pattern(bare))
		}
	}
	return all
}

func (c *compiler) pattern(w string) pattern {
	var p pattern
	for _, text := range strings.Split(fold(w), "*") {
		text, open := strings.CutSuffix(text, "~")
		if text == "" || strings.Contains(text, "~") {
			c.fail(fmt.Errorf("phrase %q", w))
		}
		p = append(p, part{text, open})
	}
	return p
}

// unaccented drops the accents of Latin letters.
func unaccented(w string) string {
	if strings.IndexFunc(w, func(r rune) bool { return r > 0x7F && isLatin(r) }) < 0 {
		return w
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(w))
	return strings.ReplaceAll(bare, "ß", "ss")
}

// length is how many bytes a pattern asks for; longer ones say more.
func (p pattern) length() int {
	n := 0
	for _, x := range p {
		n += len(x.text)
	}
	return n
}

// find looks for the next place of a pattern from pos on.
func (s *scan) find(p pattern, pos int) (start, end int, ok bool) {
	for {
		if start, pos, ok = s.findPart(p[0], pos, len(s.folded)); !ok {
			return 0, 0, false
		}
		if end, ok = s.rest(p[1:], pos); ok {
			return start, end, true
		}
	}
}

// rest looks for the other parts of a pattern behind the first.
func (s *scan) rest(parts pattern, end int) (int, bool) {
	for _, x := range parts {
		limit := min(len(s.folded), end+maxGap+len(x.text))
		limit = end + len(withinSentence(s.folded[end:limit]))
		var ok bool
		if _, end, ok = s.findPart(x, end, limit); !ok {
			return 0, false
		}
	}
	return end, true
}

// findPart looks for the next place of words that stand alone between from and
// limit; an open one takes the letters behind it with it.
func (s *scan) findPart(x part, from, limit int) (start, end int, ok bool) {
	for {
		at := strings.Index(s.folded[from:limit], x.text)
		if at < 0 {
			return 0, 0, false
		}
		start, end = from+at, from+at+len(x.text)
		if s.beginsAlone(start) && (x.open || s.endsAlone(end)) {
			break
		}
		from = end
	}
	for x.open {
		r, n := utf8.DecodeRuneInString(s.folded[end:])
		if !spelled(r) && !unicode.IsDigit(r) {
			break
		}
		end += n
	}
	return start, end, true
}

// withinSentence cuts a text at the end of its sentence or line. The point of
// $39.99 ends none.
func withinSentence(text string) string {
	for i, c := range text {
		if strings.ContainsRune("\n!?。", c) || c == '.' && (i+1 == len(text) || !isDigit(text[i+1])) {
			return text[:i]
		}
	}
	return text
}
