package exchange

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"casefolio/app/phrases"
	"casefolio/app/text"
)

// Widths of the columns of a workbook, in characters.
const (
	narrow = 16
	wide   = 48
)

// The parts of a workbook with one sheet (ECMA-376 Part 1) beside the sheet
// itself. Of its three cell formats the second is bold, for headings, and the
// third a text of several lines.
var parts = []struct{ name, content string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">` +
		`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
		`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`},
}

const (
	headFormat = "1"
	textFormat = "2"
)

// XLSX writes phrases as a workbook. All cells are texts, so that none is a
// formula.
func (x Exchange) XLSX(w io.Writer, list []phrases.Phrase) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		out, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, xml.Header+p.content); err != nil {
			return err
		}
	}
	out, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(out)
	s := sheet{w: b}
	s.head(x.Rules.Columns)
	s.row(1, x.headings(), headFormat)
	for n, p := range list {
		s.row(n+2, x.written(p), textFormat)
	}
	s.say(`</sheetData></worksheet>`)
	return errors.Join(s.err, b.Flush(), z.Close())
}

// sheet writes a sheet and keeps the first error.
type sheet struct {
	w   *bufio.Writer
	err error
}

func (s *sheet) say(text string) {
	if s.err == nil {
		_, s.err = s.w.WriteString(text)
	}
}

// head says how wide columns are, and that the headings stay in sight.
func (s *sheet) head(columns []Column) {
	s.say(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	n := 0
	for _, c := range columns {
		if c.Guess {
			continue
		}
		width := narrow
		if strings.Contains(c.ID, "_") {
			width = wide
		}
		n++
		at := strconv.Itoa(n)
		s.say(`<col min="` + at + `" max="` + at + `" width="` + strconv.Itoa(width) + `" customWidth="1"/>`)
	}
	s.say(`</cols><sheetData>`)
}

// escaped looks like a sign that XML cannot hold.
var escaped = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// plain writes what looks like such a sign so that it is read as it stands.
func plain(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "_x") {
		b.WriteString(s[:at])
		if s = s[at:]; escaped.MatchString(s) {
			b.WriteString("_x005F")
		}
		b.WriteString(s[:1])
		s = s[1:]
	}
	return b.String() + s
}

func (s *sheet) row(no int, cells []string, format string) {
	at := strconv.Itoa(no)
	s.say(`<row r="` + at + `">`)
	for i, value := range cells {
		if value == "" {
			continue
		}
		// What reading would take for the mark of ForSpreadsheet.
		if strings.HasPrefix(value, "'") || strings.HasPrefix(value, `="`) {
			value = text.ForSpreadsheet(value)
		}
		s.say(`<c r="` + columnName(i) + at + `" s="` + format + `" t="inlineStr"><is><t xml:space="preserve">`)
		if s.err == nil {
			s.err = xml.EscapeText(s.w, []byte(plain(value)))
		}
		s.say(`</t></is></c>`)
	}
	s.say(`</row>`)
}

// columnName is "A", "B" … "AA" of a column from 0.
func columnName(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
