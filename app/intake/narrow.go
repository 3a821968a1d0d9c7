package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// newScan narrows a text: full-width letters, digits and signs become their
// plain forms, every kind of blank a space, marks that cannot be seen vanish.
// So one pattern serves all ways of writing.
func newScan(original string) *scan {
	s := &scan{original: original, counts: map[string]int{}}
	var b strings.Builder
	b.Grow(len(original))
	s.at = make([]int32, 0, len(original)+1)
	for i := 0; i < len(original); {
		r, n := utf8.DecodeRuneInString(original[i:])
		from := b.Len()
		if r == utf8.RuneError && n == 1 {
			b.WriteByte(0)
		} else if r = narrow(r); r >= 0 {
			b.WriteRune(r)
		}
		for range b.Len() - from {
			s.at = append(s.at, int32(i))
		}
		i += n
	}
	s.at = append(s.at, int32(len(original)))
	s.text = b.String()
	s.folded = fold(s.text)
	return s
}

// narrow is the plain form of a character, or -1 for one that vanishes.
func narrow(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	case r == 0xFFE5:
		return '¥'
	case r == 0xFFE1:
		return '£'
	case r == '\n', r == '\t':
		return r
	case r == '\r':
		return ' '
	case r == '’', r == '‘', r == '´':
		return '\''
	case r == '–', r == '—', r == '‐', r == '‑', r == '−':
		return '-'
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// reach is how far from the digits of a line a pattern about numbers looks, in
// bytes.
const reach = 96

// matches applies a pattern about numbers, line by line and only around digits:
// most of a text has none, and the patterns are slow.
func (s *scan) matches(re *regexp.Regexp, most int) [][]int {
	var all [][]int
	for start := 0; start < len(s.text) && len(all) < most; {
		end := s.lineEnd(start)
		line := s.text[start:end]
		if first := strings.IndexAny(line, digits); first >= 0 {
			from := s.runeStart(start + max(0, first-reach))
			to := s.runeStart(start + min(len(line), strings.LastIndexAny(line, digits)+reach))
			for _, m := range re.FindAllStringSubmatchIndex(s.text[from:to], most-len(all)) {
				for i := range m {
					if m[i] >= 0 {
						m[i] += from
					}
				}
				all = append(all, m)
			}
		}
		start = end + 1
	}
	return all
}

const digits = "0123456789"

// runeStart moves an offset back to the beginning of its character.
func (s *scan) runeStart(pos int) int {
	for pos > 0 && pos < len(s.text) && !utf8.RuneStart(s.text[pos]) {
		pos--
	}
	return pos
}

// fold makes letter case and white space alike without moving any byte, so
// that offsets stay true.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		low := unicode.ToLower(r)
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteByte(s[i])
		case r == '\t':
			b.WriteByte(' ')
		case utf8.RuneLen(low) == n:
			b.WriteRune(low)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

func isAlnum(c byte) bool { return isDigit(c) || isLetter(c) }

// before is the byte in front of pos, 0 at the beginning.
func (s *scan) before(pos int) byte {
	if pos == 0 {
		return 0
	}
	return s.text[pos-1]
}

// after is the byte at pos, 0 at the end.
func (s *scan) after(pos int) byte {
	if pos >= len(s.text) {
		return 0
	}
	return s.text[pos]
}

// beginsAlone tells whether a word of an alphabet that begins at start is not
// the end of a longer one.
func (s *scan) beginsAlone(start int) bool {
	first, _ := utf8.DecodeRuneInString(s.folded[start:])
	before, _ := utf8.DecodeLastRuneInString(s.folded[:start])
	return !(spelled(first) && spelled(before))
}

// endsAlone is beginsAlone for the end of a word.
func (s *scan) endsAlone(end int) bool {
	last, _ := utf8.DecodeLastRuneInString(s.folded[:end])
	after, _ := utf8.DecodeRuneInString(s.folded[end:])
	return !(spelled(last) && spelled(after))
}

// standsAlone tells whether a word is not part of a longer one.
func (s *scan) standsAlone(start, end int) bool { return s.beginsAlone(start) && s.endsAlone(end) }

// spelled tells whether words of this letter are parted by spaces.
func spelled(r rune) bool { return isLatin(r) || unicode.Is(unicode.Cyrillic, r) }
