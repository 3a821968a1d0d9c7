package render

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// utf16BE returns text in big-endian UTF-16 after a byte order mark, as
// strings in a PDF are.
func utf16BE(text string) string {
	out := []byte{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return string(out)
}

func hexUTF16(text string) string { return fmt.Sprintf("%X", utf16BE(text)) }

// pairs rewrites characters above U+FFFF as two surrogates of three bytes
// each. gofpdf converts every three bytes to one UTF-16 unit and does not know
// sequences of four; what comes out is right UTF-16.
func pairs(text string) string {
	var out strings.Builder
	for _, r := range plain(text) {
		if r <= 0xFFFF {
			out.WriteRune(r)
			continue
		}
		hi, lo := utf16.EncodeRune(r)
		writeUnit(&out, hi)
		writeUnit(&out, lo)
	}
	return out.String()
}

func writeUnit(out *strings.Builder, unit rune) {
	out.Write([]byte{0xE0 | byte(unit>>12), 0x80 | byte(unit>>6)&0x3F, 0x80 | byte(unit)&0x3F})
}
