package readback

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastLoose is from how many characters on a run of text within other bytes is
// taken for one: shorter ones stand everywhere by chance.
const leastLoose = 6

// printable returns the runs of readable characters in bytes of any kind, each
// on a line of its own, apart so that no term is found across two.
func printable(data []byte, least int) string {
	var out strings.Builder
	var run []byte
	count := 0
	flush := func() {
		if count >= least {
			out.Write(run)
			out.WriteString("\n\n")
		}
		run, count = run[:0], 0
	}
	for at := 0; at < len(data); {
		r, size := rune(data[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(data[at:])
		}
		if r == utf8.RuneError && size == 1 || r != '\n' && r != '\t' && !unicode.IsGraphic(r) {
			flush()
		} else {
			run = append(run, data[at:at+size]...)
			count++
		}
		at += size
	}
	flush()
	return out.String()
}

// printable16 finds text in UTF-16, in either order of bytes and at either
// place.
func printable16(data []byte) string {
	if !bytes.ContainsRune(data, 0) {
		return ""
	}
	var out strings.Builder
	for _, little := range []bool{false, true} {
		for offset := range min(2, len(data)) {
			out.WriteString(printable([]byte(wide(data[offset:], little)), leastLoose))
		}
	}
	return out.String()
}

// wide decodes only what is letters of the first planes; the rest separates.
func wide(data []byte, little bool) string {
	var out strings.Builder
	for i := 0; i+1 < len(data); i += 2 {
		hi, lo := data[i], data[i+1]
		if little {
			hi, lo = lo, hi
		}
		r := rune(hi)<<8 | rune(lo)
		if r < 0x20 || r >= 0xD800 && r < 0xF900 || !unicode.IsGraphic(r) {
			r = 0
		}
		out.WriteRune(r)
	}
	return out.String()
}

// strayText is what content says beside the codes that it draws.
func strayText(data []byte) string {
	p := painter{f: &reader{b: &body{}, file: &File{}, fonts: map[ref]*font{}}, page: &Page{}}
	p.run(data)
	return p.stray.String() + "\n\n" + p.lines.out.String()
}

// collect writes the strings within a value.
func collect(out *strings.Builder, v any, depth int) {
	switch v := v.(type) {
	case []byte:
		out.WriteString(textString(v))
		out.WriteString("\n\n")
	case []any:
		for _, inner := range v {
			if depth < maxDepth {
				collect(out, inner, depth+1)
			}
		}
	case dict:
		for k, inner := range v {
			if depth < maxDepth && k != "ActualText" { // that is text of the page
				collect(out, inner, depth+1)
			}
		}
	}
}

// isFont and isProfile tell what comes with the program and holds texts of its
// own, about licences and such.
func isFont(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0, 1, 0, 0}) || bytes.HasPrefix(data, []byte("OTTO"))
}

func isProfile(data []byte) bool { return len(data) > 128 && string(data[36:40]) == "acsp" }

var (
	// formal are the parts of the metadata that describe their own form.
	formal = regexp.MustCompile(`(?s)<pdfaExtension:schemas>.*?</pdfaExtension:schemas>|<\?xpacket.*?\?>|` +
		`<(dc:language|pdfaid:part|pdfaid:conformance)>.{0,100}?</(dc:language|pdfaid:part|pdfaid:conformance)>|\s(?:xml:lang|xmlns:\w+)="[^"]*"`)
	tag       = regexp.MustCompile(`<[/?]?[\p{L}_][^<>]*>`)
	attribute = regexp.MustCompile(`=\s*(?:"([^"]*)"|'([^']*)')`)
)

// xmlTexts returns what stands between tags, and the values of attributes.
func xmlTexts(data []byte) []string {
	text := formal.ReplaceAllString(string(data), "")
	var list []string
	for _, part := range tag.Split(text, -1) {
		list = append(list, html.UnescapeString(part))
	}
	for _, t := range tag.FindAllString(text, -1) {
		for _, value := range attribute.FindAllStringSubmatch(t, -1) {
			list = append(list, html.UnescapeString(value[1]+value[2]))
		}
	}
	return list
}

func isCodeMap(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 512)], []byte("begincmap"))
}

// instant is a date as a file writes it about itself.
var instant = regexp.MustCompile(`^(?:D:\d{14}(?:Z|[+-]\d\d'\d\d'?)?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))$`)

var (
	tableRows = regexp.MustCompile(`\d{10} \d{5} [nf][ \r\n]{1,2}`)
	marks     = regexp.MustCompile(`xref|startxref|%%EOF|\d+|\s`)
)

// isTable tells the table of the objects' places, and other marks of the
// format, from what should not be outside of objects.
func isTable(part []byte) bool {
	return len(bytes.TrimSpace(part)) == 0 || len(marks.ReplaceAll(tableRows.ReplaceAll(part, nil), nil)) == 0
}
