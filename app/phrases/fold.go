package phrases

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// fold makes case, width and the accents of Latin letters alike.
func fold(s string) string {
	var b strings.Builder
	foldInto(&b, s)
	return b.String()
}

// foldInto writes folded text. What most texts are made of takes a short way,
// letter by letter.
func foldInto(b *strings.Builder, s string) {
	start := b.Len()
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
		case 0x4E00 <= r && r < 0xA000: // Han
			b.WriteRune(r)
		case firstLatin <= r && r < afterLatin:
			b.WriteString(latin[r-firstLatin])
		case 0x2010 <= r && r < 0x2028, 0x3001 <= r && r < 0x3004, 0x3008 <= r && r < 0x3012, 0x3041 <= r && r < 0x3097, 0x30A1 <= r && r < 0x30FD:
			b.WriteRune(r) // marks and kana
		case 0xFF01 <= r && r < 0xFF5F: // full width
			if r -= 0xFF01 - '!'; 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
		default:
			folded := b.String()[:start] + foldAll(s)
			b.Reset()
			b.WriteString(folded)
			return
		}
	}
}

// Latin letters with accents, and the marks before them.
const (
	firstLatin = 0xA0
	afterLatin = 0x250
)

// latin are those letters folded.
var latin = func() (folded [afterLatin - firstLatin]string) {
	for i := range folded {
		folded[i] = foldAll(string(rune(firstLatin + i)))
	}
	return folded
}()

// foldAll folds whatever there is.
func foldAll(s string) string {
	s = cases.Fold().String(width.Fold.String(s))
	if !strings.ContainsFunc(s, accented) {
		return s
	}
	var b strings.Builder
	latin := false
	for _, r := range norm.NFD.String(s) {
		if latin && unicode.Is(unicode.Mn, r) {
			continue
		}
		latin = unicode.Is(unicode.Latin, r)
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// accented tells whether a letter may have an accent that folding takes away.
func accented(r rune) bool { return r >= 0xC0 && r < 0x0370 || r >= 0x1E00 && r < 0x1F00 }

// words splits what was typed; every word must be found somewhere.
func words(text string) []string {
	return strings.FieldsFunc(fold(text), parts)
}

// parts tells what stands between words.
func parts(r rune) bool {
	if 'a' <= r && r <= 'z' || 0x4E00 <= r && r < 0xA000 || 0x3041 <= r && r < 0x3097 || 0x30A1 <= r && r < 0x30FB {
		return false
	}
	return unicode.IsSpace(r) || (unicode.IsPunct(r) && r != '{' && r != '}' && r != '_' && r != '\'')
}

// unspaced tells whether a letter is of a script that writes without spaces.
func unspaced(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// pairs are the neighbours in a long word without spaces. A phrase that holds
// more than half of them answers it, so that neither the order in which parts
// were typed matters nor a letter between them.
func pairs(word string) []sought {
	runes := []rune(word)
	if len(runes) < 3 {
		return nil
	}
	all := make([]sought, 0, len(runes)-1)
	for i, r := range runes {
		if !unspaced(r) {
			return nil
		}
		if i > 0 {
			all = append(all, soughtWord(string(runes[i-1:i+1])))
		}
	}
	return all
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// tidy makes text whole: valid, with line ends of one kind and no control marks.
func tidy(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r != '\n' && r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s))
}
