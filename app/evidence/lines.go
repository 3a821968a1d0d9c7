package evidence

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// maxText is the largest text that is read; a longer one is kept unread.
const maxText = 64 << 20

// line is one line of a text without its line end. Start and end are its byte
// range in the original, line end included, so that lines tile the file.
type line struct {
	start, end int
	text       string
}

// charset is how the bytes of a text stand for characters.
type charset struct {
	name    string
	unit    int // bytes of a code unit
	newline []byte
	enc     encoding.Encoding // nil: UTF-8
}

func utf16Charset(order unicode.Endianness) charset {
	c := charset{unit: 2, enc: unicode.UTF16(order, unicode.IgnoreBOM)}
	if order == unicode.LittleEndian {
		c.name, c.newline = "utf-16le", []byte{'\n', 0}
	} else {
		c.name, c.newline = "utf-16be", []byte{0, '\n'}
	}
	return c
}

// charsetOf recognises the encoding of a text: a byte order mark, UTF-16
// without one, UTF-8, GB18030, and at last Windows-1252, which never fails.
func charsetOf(raw []byte) charset {
	newline := []byte{'\n'}
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return utf16Charset(unicode.LittleEndian)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return utf16Charset(unicode.BigEndian)
	case looksUTF16(raw, 1):
		return utf16Charset(unicode.LittleEndian)
	case looksUTF16(raw, 0):
		return utf16Charset(unicode.BigEndian)
	case mostlyUTF8(raw):
		return charset{name: "utf-8", unit: 1, newline: newline}
	case looksGB18030(raw):
		return charset{name: "gb18030", unit: 1, newline: newline, enc: simplifiedchinese.GB18030}
	}
	return charset{name: "windows-1252", unit: 1, newline: newline, enc: charmap.Windows1252}
}

// looksUTF16 tells whether most bytes at odd (1) or even (0) places are zero
// and the others are not, as in UTF-16 text that is mostly Latin.
func looksUTF16(raw []byte, zeroAt int) bool {
	n := min(len(raw), 4096) &^ 1
	if n < 8 {
		return false
	}
	var zeros, others int
	for i := 0; i < n; i += 2 {
		if raw[i+zeroAt] == 0 {
			zeros++
		}
		if raw[i+1-zeroAt] == 0 {
			others++
		}
	}
	return zeros*10 >= n*3 && others*20 < n
}

// mostlyUTF8 is true for valid UTF-8 and for UTF-8 with a few damaged bytes,
// such as a file cut in the middle of a character.
func mostlyUTF8(raw []byte) bool {
	var good, bad int
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return bad == 0 || good >= 3*bad
}

// looksGB18030 tells Chinese text from Latin text with accents: in Chinese both
// bytes of a character are mostly high and they stand side by side.
func looksGB18030(raw []byte) bool {
	var pairs, singles int
	for i := 0; i < len(raw); i++ {
		if raw[i] < utf8.RuneSelf {
			continue
		}
		if i+1 < len(raw) && raw[i] >= 0x81 && raw[i+1] >= 0xA1 {
			pairs++
			i++
		} else {
			singles++
		}
	}
	return pairs > singles
}

// splitLines cuts a text into lines. A lone carriage return ends a line only in
// a text that has no line feed at all.
func splitLines(raw []byte) []line {
	if len(raw) == 0 {
		return nil
	}
	cs := charsetOf(raw)
	if !bytes.Contains(raw, cs.newline) && bytes.Contains(raw, bytes.Replace(cs.newline, []byte{'\n'}, []byte{'\r'}, 1)) {
		cs.newline = bytes.Replace(cs.newline, []byte{'\n'}, []byte{'\r'}, 1)
	}
	var whole string // one copy for all lines of a text that is valid UTF-8
	if cs.enc == nil && utf8.Valid(raw) {
		whole = string(raw)
	}
	lines := make([]line, 0, bytes.Count(raw, cs.newline)+1)
	for start := 0; start < len(raw); {
		end := lineEnd(raw, start, cs)
		var text string
		if whole != "" {
			text = whole[start:end]
		} else {
			text = cs.decode(raw[start:end])
		}
		lines = append(lines, line{start: start, end: end, text: strings.TrimRight(text, "\r\n")})
		start = end
	}
	return lines
}

// lineEnd returns the offset after the next line end at a code unit's border.
func lineEnd(raw []byte, start int, cs charset) int {
	for i := start; i < len(raw); {
		n := bytes.Index(raw[i:], cs.newline)
		if n < 0 {
			break
		}
		if (i+n-start)%cs.unit == 0 {
			return i + n + len(cs.newline)
		}
		i += n + 1
	}
	return len(raw)
}

// decode turns bytes into valid UTF-8; what cannot be read shows as U+FFFD.
func (cs charset) decode(b []byte) string {
	if cs.enc == nil {
		return strings.ToValidUTF8(string(b), string(utf8.RuneError))
	}
	out, err := cs.enc.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), string(utf8.RuneError))
	}
	return string(out)
}

// decodeText returns the whole of a text as UTF-8 with plain line feeds and
// without byte order marks.
func decodeText(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw))
	for i, l := range splitLines(raw) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Trim(l.text, "\uFEFF"))
	}
	return b.String()
}
