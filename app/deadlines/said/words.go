package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words are looked for at a place of a text, whose letters are small. By the byte
// that they begin or end with, the longest first.
type words struct{ begins, ends [256][]string }

func wordsOf(all []string) (w words) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	for _, word := range all {
		first, last := word[0], word[len(word)-1]
		w.begins[first] = append(w.begins[first], word)
		w.ends[last] = append(w.ends[last], word)
	}
	return w
}

// at tells how many bytes the word takes that a text begins with; 0: it begins
// with none.
func (w *words) at(text string) int {
	if text == "" {
		return 0
	}
	for _, word := range w.begins[text[0]] {
		if n := begins(text, word); n > 0 {
			return n
		}
	}
	return 0
}

// ending is the word that a text ends with; empty: none.
func (w *words) ending(text string) string {
	if text == "" {
		return ""
	}
	for _, word := range w.ends[text[len(text)-1]] {
		if strings.HasSuffix(text, word) {
			return word
		}
	}
	return ""
}

// begins tells how many bytes of a text a word takes; a space of the word may be
// several of the text.
func begins(text, word string) int {
	at := 0
	for i := 0; i < len(word); i++ {
		if at >= len(text) || text[at] != word[i] {
			return 0
		}
		at++
		for word[i] == ' ' && at < len(text) && text[at] == ' ' {
			at++
		}
	}
	return at
}

// wordBehind tells whether a text goes on with a letter or a digit. Han characters
// stand beside words of any script.
func wordBehind(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// wordBefore tells whether a text ends in the middle of the word that word goes on
// with.
func wordBefore(text, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.Is(unicode.Han, first) {
		return false
	}
	r, size := utf8.DecodeLastRuneInString(text)
	return size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// small writes a text as the rules have it, a character for a character.
func small(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	case r == '\u2019':
		return '\''
	case unicode.IsSpace(r):
		return ' '
	}
	return unicode.ToLower(r)
}
