package tables

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"casefolio/app/fault"
)

// readText reads CSV or TSV.
func readText(ctx context.Context, name string, raw []byte) (*Table, []Row, error) {
	text, encoding, ok := Decode(raw)
	if !ok {
		return nil, nil, fault.New("tables.kind", "name", name)
	}
	sep, text := separator(text)
	rows, err := readCSV(ctx, name, text, sep)
	format := "csv"
	if sep == '\t' {
		format = "tsv"
	}
	return &Table{FileName: name, Format: format, Encoding: encoding}, rows, err
}

// Decode finds the encoding of a text and reads it: a byte order mark, UTF-8, UTF-16 without a mark,
// GB18030, Shift_JIS (reports of Amazon Japan), and Windows-1252 where nothing
// else fits. ok is false for bytes that are no text.
func Decode(raw []byte) (text, encoding string, ok bool) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(raw[3:]), "\uFFFD"), "UTF-8", true
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return fromUTF16(raw[2:], false), "UTF-16", true
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return fromUTF16(raw[2:], true), "UTF-16", true
	}
	head := raw[:min(len(raw), 4096)]
	if zeros := bytes.Count(head, []byte{0}); zeros > 0 {
		even := 0
		for i := 0; i < len(head); i += 2 {
			if head[i] == 0 {
				even++
			}
		}
		if zeros*5 < len(head) { // text of Latin letters has a zero in every other byte
			return "", "", false
		}
		return fromUTF16(raw, even*2 > zeros), "UTF-16", true
	}
	if utf8.Valid(raw) {
		return string(raw), "UTF-8", true
	}
	if chinese, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw); err == nil && mostlyChinese(raw) {
		return string(chinese), "GB18030", true
	}
	if japanese, err := japanese.ShiftJIS.NewDecoder().Bytes(raw); err == nil && hasKana(string(japanese)) {
		return string(japanese), "Shift_JIS", true
	}
	western, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	return string(western), "Windows-1252", err == nil
}

// mostlyChinese tells whether bytes that are valid GB18030 are Chinese and not,
// by accident, a Western text with accents: nearly all pairs are then
// characters of the old common set, whose both bytes are high.
func mostlyChinese(raw []byte) bool {
	common, other := 0, 0
	for i := 0; i < len(raw)-1; i++ {
		if raw[i] < 0x80 {
			continue
		}
		if raw[i] >= 0xa1 && raw[i] <= 0xf7 && raw[i+1] >= 0xa1 {
			common++
		} else {
			other++
		}
		i++
	}
	return common > 4*other
}

// hasKana tells whether a text without damage holds Japanese syllables.
func hasKana(text string) bool {
	kana := false
	for _, r := range text {
		if r == utf8.RuneError {
			return false
		}
		kana = kana || r >= 0x3041 && r <= 0x30fe
	}
	return kana
}

func fromUTF16(raw []byte, bigEndian bool) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		a, b := uint16(raw[2*i]), uint16(raw[2*i+1])
		if bigEndian {
			a, b = b, a
		}
		units[i] = a | b<<8
	}
	return string(utf16.Decode(units))
}

// separator finds the sign that parts the cells: Excel's own line "sep=;"
// names it; else it is the one that parts most lines into the same number of
// cells. The text comes back without that line.
func separator(text string) (rune, string) {
	if line, rest, found := strings.Cut(text, "\n"); found {
		if mark, ok := strings.CutPrefix(strings.ToLower(strings.Trim(line, "\r\"\ufeff ")), "sep="); ok {
			if mark == "" {
				mark = "\t" // trimmed away by some programs
			}
			if r, size := utf8.DecodeRuneInString(mark); size == len(mark) && validSeparator(r) {
				return r, "\n" + rest // rows keep their numbers
			}
		}
	}
	best, score := ',', 0
	for _, sep := range "\t;|," {
		if s := evenness(text, sep); s > score {
			best, score = sep, s
		}
	}
	return best, text
}

func validSeparator(r rune) bool {
	return r != '"' && r != '\r' && r != '\n' && r != utf8.RuneError && r != 0
}

// evenness counts the cells of the lines that have as many of them as most
// lines of the text's beginning.
func evenness(text string, sep rune) int {
	counts := map[int]int{}
	n, quoted, lines := 0, false, 0
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case r == sep && !quoted:
			n++
		case r == '\n' && !quoted:
			counts[n]++
			n = 0
			lines++
		}
		if lines >= 50 {
			break
		}
	}
	counts[n]++
	best := 0
	for cells, times := range counts {
		if cells > 0 {
			best = max(best, cells*times)
		}
	}
	return best
}

// readCSV reads the rows. An unclosed quotation mark would take the rest of the
// file into one cell; the limit on cells ends that.
func readCSV(ctx context.Context, name, text string, sep rune) ([]Row, error) {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = sep, true, -1, true
	c := collector{name: name}
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return c.rows, nil
		}
		if err != nil {
			return nil, fault.Wrap(err, "tables.broken", "name", name)
		}
		no, _ := r.FieldPos(0)
		if len(record) > maxColumns*10 { // most of them empty
			return nil, c.add(no, make([]Cell, maxColumns+1))
		}
		cells := make([]Cell, len(record))
		for i, value := range record {
			if len(value) > maxCell {
				return nil, longCell(name, no)
			}
			cells[i] = textCell(value)
		}
		if err := c.add(no, cells); err != nil {
			return nil, err
		}
	}
}

// textCell is a cell of a text file: trimmed, without the marks by which
// programs keep Excel from counting with it (="0012", '0012), and without the
// signs that stand for line ends.
func textCell(value string) Cell {
	value = clean(value)
	if inner, ok := strings.CutPrefix(value, `="`); ok && strings.HasSuffix(inner, `"`) {
		value = clean(strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`))
	}
	if rest, ok := strings.CutPrefix(value, "'"); ok && strings.ContainsAny("0123456789+-=@#'＋－＝＠", firstOf(rest)) {
		value = rest
	}
	if isScientific(value) {
		return Cell{value, CellLossy}
	}
	return Cell{Text: value}
}

// firstOf is the first sign of a text, as text.
func firstOf(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// clean trims a text and makes it one that can be kept.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == 0 || r == '\ufeff' || r == '\u200b':
			return -1
		case r < ' ' && r != '\n' && r != '\t':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.TrimFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\u00a0' || r == '\u3000' })
}

// isScientific tells whether a number was written as 1.23E+15 is.
func isScientific(s string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(s), "E+")
	if !ok || len(exponent) == 0 || len(exponent) > 3 || len(mantissa) == 0 {
		return false
	}
	return strings.Trim(mantissa, "0123456789.,-") == "" && strings.Trim(exponent, "0123456789") == ""
}
