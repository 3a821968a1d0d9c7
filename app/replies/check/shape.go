package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shouting: how many words in capitals stand side by side, and how many of them
// are long.
const (
	leastShouted = 3
	longShouted  = 4
)

// shouted finds rows of words in capitals. Short names such as DHL and USB do
// not make a row.
func (w *work) shouted() {
	text := w.in.Text
	from, end, words, long := -1, 0, 0, 0
	flush := func() {
		if words >= leastShouted && long >= 2 || words == 2 && long == 2 && isSentence(text, from, end) {
			w.addAt("capitals", from, end, nil)
		}
		from, words, long = -1, 0, 0
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			if strings.ContainsRune(".!?;\n{", r) {
				flush()
			}
			if r == '{' {
				if k := strings.IndexByte(text[i:], '}'); k > 0 && k < 40 {
					size = k
				}
			}
			i += size
			continue
		}
		stop := i + letters(text[i:])
		word := text[i:stop]
		n := utf8.RuneCountInString(word)
		upper := !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) && !unicode.IsUpper(r) })
		touchesDigit := i > 0 && isDigit(text[i-1]) || stop < len(text) && isDigit(text[stop])
		switch {
		case !upper || touchesDigit:
			flush()
		case w.acronyms[strings.ToLower(word)]:
		default:
			if from < 0 {
				from = i
			}
			end = stop
			if words++; n >= longShouted {
				long++
			}
		}
		i = stop
	}
	flush()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func letters(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) && r != '\'' && r != '\u2019' {
			return i
		}
	}
	return len(text)
}

// isSentence tells whether nothing but the words stands in its sentence.
func isSentence(text string, from, end int) bool {
	before := strings.TrimRight(text[:from], " \t")
	after := strings.TrimLeft(text[end:], " \t")
	return (before == "" || strings.HasSuffix(before, "\n") || strings.ContainsAny(before[len(before)-1:], ".!?")) &&
		(after == "" || strings.ContainsAny(after[:1], "!.?\n"))
}

// sizes are written as the gaps are.
var sizes = map[string]bool{"XXX": true, "XXXL": true, "XXXXL": true, "xxxl": true, "XXXXXL": true}

// placeholders finds what was not filled.
func (w *work) placeholders() {
	for _, g := range w.gaps {
		if !w.lacks(w.in.Text, g.needs) {
			w.gap(g)
		}
	}
}

// lacks tells whether a text has no piece of one of the groups.
func (w *work) lacks(text string, groups [][]string) bool {
	return slices.ContainsFunc(groups, func(group []string) bool {
		return !slices.ContainsFunc(group, func(p string) bool { return strings.Contains(text, p) })
	})
}

// gap looks through the lines that can have a gap.
func (w *work) gap(g gap) {
	at := 0
	for line := range strings.Lines(w.in.Text) {
		if !w.lacks(line, g.needs) {
			w.gapIn(g.get(), at, at+len(line))
		}
		at += len(line)
	}
}

func (w *work) gapIn(re *regexp.Regexp, from, to int) {
	for _, m := range re.FindAllStringIndex(w.in.Text[from:to], mostFindings) {
		m[0], m[1] = from+m[0], from+m[1]
		text := w.in.Text[m[0]:m[1]]
		if strings.HasSuffix(text, "L") && sizes[text] {
			continue
		}
		if first, size := utf8.DecodeRuneInString(text); unicode.Is(unicode.Han, first) {
			m[0] += size
		}
		w.addAt("placeholder", m[0], m[1], nil)
	}
}

// Limit returns how long a message can be on a platform, false where nobody
// knows.
func (r *Rules) Limit(platform string) (Limit, bool) {
	for _, l := range r.Limits {
		if l.Platform == platform {
			return l, true
		}
	}
	return Limit{}, false
}

// tooLong marks what stands beyond the length that the platform takes.
func (w *work) tooLong() {
	l, ok := w.Limit(w.in.Platform)
	if !ok || len(w.in.Text) <= l.Most {
		return
	}
	n := 0
	for i := range w.in.Text {
		if n == l.Most {
			total := utf8.RuneCountInString(w.in.Text)
			w.addAt("length", i, len(w.in.Text), nil, "most", strconv.Itoa(l.Most), "over", strconv.Itoa(total-l.Most))
			return
		}
		n++
	}
}
