package readback

import (
	"bytes"
	"strconv"
)

// Values of a PDF file: nil, bool, float64, name, []byte for strings, ref,
// []any, dict.
type (
	name string
	ref  int
	dict map[name]any
	word string // an operator, or what should not stand there
)

// maxDepth limits how deep arrays and dictionaries nest.
const maxDepth = 64

// scanner reads values one after the other. It takes every byte sequence.
type scanner struct {
	raw []byte
	at  int
	// plain scanners read content: there are no references in it.
	plain    bool
	comments [][]byte
}

const (
	white     = 1
	delimiter = 2
)

// kinds tells white space and delimiters from the rest.
var kinds = func() (t [256]uint8) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = white
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = delimiter
	}
	return t
}()

// space skips white space and comments.
func (s *scanner) space() {
	for s.at < len(s.raw) {
		switch c := s.raw[s.at]; {
		case kinds[c] == white:
			s.at++
		case c == '%':
			from := s.at
			for s.at < len(s.raw) && s.raw[s.at] != '\n' && s.raw[s.at] != '\r' {
				s.at++
			}
			s.comments = append(s.comments, s.raw[from:s.at])
		default:
			return
		}
	}
}

// next returns the next value; ok is false at the end. What closes nothing
// comes as a word.
func (s *scanner) next(depth int) (v any, ok bool) {
	s.space()
	if s.at >= len(s.raw) {
		return nil, false
	}
	switch c := s.raw[s.at]; c {
	case '/':
		s.at++
		return name(s.nameText()), true
	case '(':
		return s.literal(), true
	case '[':
		s.at++
		return s.list(depth), true
	case '<':
		if s.at+1 < len(s.raw) && s.raw[s.at+1] == '<' {
			s.at += 2
			return s.dict(depth), true
		}
		return s.hex(), true
	case '>':
		s.at++
		if s.at < len(s.raw) && s.raw[s.at] == '>' {
			s.at++
			return word(">>"), true
		}
		return word(">"), true
	case ')', ']', '{', '}':
		s.at++
		return word(c), true
	}
	return s.atom(), true
}

func (s *scanner) list(depth int) any {
	list := []any{}
	for depth < maxDepth {
		v, ok := s.next(depth + 1)
		if !ok || v == word("]") {
			return list
		}
		list = append(list, v)
	}
	return list
}

func (s *scanner) dict(depth int) any {
	d := dict{}
	for depth < maxDepth {
		key, ok := s.next(depth + 1)
		if !ok || key == word(">>") {
			return d
		}
		k, isName := key.(name)
		if !isName {
			d[name("\x00"+strconv.Itoa(len(d)))] = key // no key: kept, that nothing is overlooked
			continue
		}
		v, ok := s.next(depth + 1)
		if !ok || v == word(">>") {
			return d
		}
		d[k] = v
	}
	return d
}

// atom reads a number, a reference or a word.
func (s *scanner) atom() any {
	from := s.at
	for s.at < len(s.raw) && kinds[s.raw[s.at]] == 0 {
		s.at++
	}
	text := s.raw[from:s.at]
	if n, ok := numberOf(text); ok {
		if !s.plain {
			if r, ok := s.reference(text); ok {
				return r
			}
		}
		return n
	}
	switch string(text) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return word(text)
}

// reference reads "0 R" behind the number of an object.
func (s *scanner) reference(number []byte) (ref, bool) {
	at := s.at
	if at+3 >= len(s.raw) || kinds[s.raw[at]] != white || s.raw[at+1] < '0' || s.raw[at+1] > '9' {
		return 0, false
	}
	for at++; at < len(s.raw) && s.raw[at] >= '0' && s.raw[at] <= '9'; at++ {
	}
	if at+1 >= len(s.raw) || kinds[s.raw[at]] != white || s.raw[at+1] != 'R' || at+2 < len(s.raw) && kinds[s.raw[at+2]] == 0 {
		return 0, false
	}
	n, err := strconv.Atoi(string(number))
	if err != nil || n < 0 {
		return 0, false
	}
	s.at = at + 2
	return ref(n), true
}

// numberOf reads a number without an exponent.
func numberOf(text []byte) (float64, bool) {
	if len(text) == 0 || len(text) > 40 {
		return 0, false
	}
	sign, at := 1.0, 0
	if text[0] == '-' || text[0] == '+' {
		if text[0] == '-' {
			sign = -1
		}
		at++
	}
	n, scale, digits, point := 0.0, 1.0, 0, false
	for ; at < len(text); at++ {
		switch c := text[at]; {
		case c >= '0' && c <= '9':
			digits++
			n = n*10 + float64(c-'0')
			if point {
				scale *= 10
			}
		case c == '.' && !point:
			point = true
		default:
			return 0, false
		}
	}
	return sign * n / scale, digits > 0
}

func (s *scanner) nameText() string {
	from, escaped := s.at, false
	for s.at < len(s.raw) && kinds[s.raw[s.at]] == 0 {
		escaped = escaped || s.raw[s.at] == '#'
		s.at++
	}
	text := s.raw[from:s.at]
	if !escaped {
		return string(text)
	}
	var out []byte
	for i := 0; i < len(text); i++ {
		if text[i] == '#' && i+2 < len(text) && hexDigit(text[i+1]) >= 0 && hexDigit(text[i+2]) >= 0 {
			out = append(out, byte(hexDigit(text[i+1])<<4|hexDigit(text[i+2])))
			i += 2
			continue
		}
		out = append(out, text[i])
	}
	return string(out)
}

func (s *scanner) hex() []byte {
	end := bytes.IndexByte(s.raw[s.at:], '>')
	if end < 0 {
		end = len(s.raw) - s.at
	}
	text := s.raw[s.at+1 : max(s.at+end, s.at+1)]
	s.at = min(s.at+end+1, len(s.raw))
	return unhex(text)
}

func unhex(text []byte) []byte {
	out := make([]byte, 0, len(text)/2+1)
	half := -1
	for _, c := range text {
		v := hexDigit(c)
		switch {
		case v < 0:
		case half < 0:
			half = v
		default:
			out = append(out, byte(half<<4|v))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// literal reads a string in parentheses.
func (s *scanner) literal() []byte {
	out, depth := []byte{}, 0
	for ; s.at < len(s.raw); s.at++ {
		switch c := s.raw[s.at]; c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				s.at++
				return out
			}
		case '\\':
			out = s.escape(out)
			continue
		}
		out = append(out, s.raw[s.at])
	}
	s.at = len(s.raw)
	return out
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what stands behind a backslash; at stays on its last byte.
func (s *scanner) escape(out []byte) []byte {
	if s.at++; s.at >= len(s.raw) {
		return out
	}
	c := s.raw[s.at]
	if c >= '0' && c <= '7' {
		v := 0
		for n := 0; n < 3 && s.at < len(s.raw) && s.raw[s.at] >= '0' && s.raw[s.at] <= '7'; n++ {
			v = v<<3 | int(s.raw[s.at]-'0')
			s.at++
		}
		s.at--
		return append(out, byte(v))
	}
	if e, ok := escapes[c]; ok {
		return append(out, e)
	}
	if c == '\r' || c == '\n' { // a line that goes on
		if c == '\r' && s.at+1 < len(s.raw) && s.raw[s.at+1] == '\n' {
			s.at++
		}
		return out
	}
	return append(out, c)
}
