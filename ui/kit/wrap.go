package kit

import (
	"sort"
	"strings"
	"unicode"
)

// wrapText breaks s into lines of at most width. The toolkit breaks at white
// space alone, which tears mixed Chinese and Latin text apart; here a line may
// also end between two characters of which one is Chinese or Japanese, but
// never before a closing mark or after an opening one. White space at a break
// is dropped.
func wrapText(s string, width float32, measure func(string) float32) string {
	if s == "" || width <= 0 {
		return s
	}
	paragraphs := strings.Split(s, "\n")
	for i, p := range paragraphs {
		if p != "" && measure(p) > width {
			paragraphs[i] = strings.Join(wrapParagraph([]rune(p), width, measure), "\n")
		}
	}
	return strings.Join(paragraphs, "\n")
}

// clampText is wrapText cut to a number of lines, with an ellipsis where
// something was cut. Line ends of the text count as spaces.
func clampText(s string, lines int, width float32, measure func(string) float32) string {
	s = strings.Join(strings.Fields(s), " ")
	if most := 400 * lines; len(s) > most { // no need to measure what cannot show
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	broken := strings.Split(wrapText(s, width, measure), "\n")
	if width <= 0 {
		return ""
	}
	if len(broken) <= lines {
		return strings.Join(broken, "\n")
	}
	last := []rune(broken[lines-1])
	for len(last) > 0 && measure(string(last)+"…") > width {
		last = last[:len(last)-1]
	}
	broken[lines-1] = string(last) + "…"
	return strings.Join(broken[:lines], "\n")
}

func wrapParagraph(r []rune, width float32, measure func(string) float32) []string {
	breaks := breaksOf(r)
	var lines []string
	start := 0
	for start < len(r) {
		fits := func(end int) bool {
			return measure(strings.TrimRightFunc(string(r[start:end]), unicode.IsSpace)) <= width
		}
		for len(breaks) > 0 && breaks[0] <= start {
			breaks = breaks[1:]
		}
		var end int
		if n := sort.Search(len(breaks), func(i int) bool { return !fits(breaks[i]) }); n > 0 {
			end = breaks[n-1]
		} else { // one word is wider than the line
			n := sort.Search(len(r)-start, func(i int) bool { return !fits(start + i + 1) })
			end = start + max(1, n)
		}
		lines = append(lines, strings.TrimRightFunc(string(r[start:end]), unicode.IsSpace))
		start = end
		for start < len(r) && unicode.IsSpace(r[start]) {
			start++
		}
	}
	return lines
}

// breaksOf lists where a line may end, the end of the text included.
func breaksOf(r []rune) []int {
	var at []int
	for i := 1; i < len(r); i++ {
		before, after := r[i-1], r[i]
		switch {
		case unicode.IsSpace(before):
			at = append(at, i)
		case unicode.IsSpace(after), closing(after), opening(before):
		case ideographic(before), ideographic(after):
			at = append(at, i)
		}
	}
	return append(at, len(r))
}

// ideographic tells whether lines may break beside r: Han, kana and the marks
// that stand with them.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		(r >= 0x3000 && r <= 0x303F) || (r >= 0xFF00 && r <= 0xFFEF)
}

// closing tells whether no line begins with r.
func closing(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\u2026\u30fc!?,.:;%", r)
}

// opening tells whether no line ends with r.
func opening(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }
