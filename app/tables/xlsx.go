package tables

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/fault"
)

func isZip(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }

// isCompound tells whether the file is of the older format of office programs,
// which also wraps workbooks with a password.
func isCompound(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}

// workbook reads the parts of an XLSX file (ECMA-376 Part 1) that a table needs,
// as they stand in the file: values are taken exactly as written and rounded
// numbers are seen as such.
type workbook struct {
	name   string
	parts  map[string]*zip.File
	left   int64 // bytes that may still be unpacked
	sheets []sheetRef
	from04 bool // dates count from 1904
	shared []string
	dates  []bool // by cell format
}

type sheetRef struct{ name, path string }

// readWorkbook reads one sheet.
func readWorkbook(ctx context.Context, name string, raw []byte, sheet string) (*Table, []Row, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, nil, fault.Wrap(err, "tables.broken", "name", name)
	}
	b := &workbook{name: name, parts: map[string]*zip.File{}, left: maxUnzip}
	for _, f := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, "\\", "/"), "/"))] = f
	}
	if err := b.open(); err != nil {
		return nil, nil, b.fault(err)
	}
	t := &Table{FileName: name, Format: "xlsx"}
	for _, s := range b.sheets {
		t.Sheets = append(t.Sheets, s.name)
	}
	for _, s := range b.sheets {
		if sheet != "" && s.name != sheet {
			continue
		}
		rows, err := b.readSheet(ctx, s)
		if err != nil {
			return nil, nil, b.fault(err)
		}
		if len(rows) > 0 || sheet != "" {
			t.Sheet = s.name
			return t, rows, nil
		}
	}
	return nil, nil, fault.New("tables.empty", "name", name)
}

// fault leaves faults and an ended context alone; anything else means a broken
// file.
func (b *workbook) fault(err error) error {
	var f *fault.Error
	if errors.As(err, &f) || errors.Is(err, context.Canceled) {
		return err
	}
	return fault.Wrap(err, "tables.broken", "name", b.name)
}

// part opens a part for reading, within the limit on unpacking.
func (b *workbook) part(name string) (io.ReadCloser, error) {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil, errors.New("a part is missing")
	}
	if f.UncompressedSize64 > uint64(b.left) {
		return nil, fault.New("tables.unzip", "name", b.name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &limited{r, b}, nil
}

// limited counts what is unpacked, whatever the file says of its own size.
type limited struct {
	io.ReadCloser
	b *workbook
}

// Read implements io.Reader.
func (l *limited) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if l.b.left -= int64(n); l.b.left < 0 {
		return 0, fault.New("tables.unzip", "name", l.b.name)
	}
	return n, err
}

// maxSmallPart is more than the list of sheets or of formats ever takes.
const maxSmallPart = 8 << 20

// unmarshal reads a small part into v.
func (b *workbook) unmarshal(name string, v any) error {
	r, err := b.part(name)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	return xml.NewDecoder(io.LimitReader(r, maxSmallPart)).Decode(v)
}

type xmlWorkbook struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string     `xml:"name,attr"`
		State string     `xml:"state,attr"`
		Attrs []xml.Attr `xml:",any,attr"`
	} `xml:"sheets>sheet"`
}

type xmlRelations struct {
	All []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// open reads the list of sheets, the shared texts and the cell formats.
func (b *workbook) open() error {
	main, err := b.mainPart()
	if err != nil {
		return fault.New("tables.kind", "name", b.name)
	}
	var book xmlWorkbook
	var relations xmlRelations
	if err := b.unmarshal(main, &book); err != nil {
		return err
	}
	dir := path.Dir(main)
	if err := b.unmarshal(path.Join(dir, "_rels", path.Base(main)+".rels"), &relations); err != nil {
		return err
	}
	b.from04 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	targets := map[string]string{}
	for _, r := range relations.All {
		target := resolve(dir, r.Target)
		targets[r.ID] = target
		switch path.Base(r.Type) {
		case "sharedStrings":
			err = b.readShared(target)
		case "styles":
			err = b.readStyles(target)
		}
		if err != nil {
			return err
		}
	}
	for _, s := range book.Sheets {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		if target := targets[id]; target != "" && (s.State == "" || s.State == "visible") {
			b.sheets = append(b.sheets, sheetRef{s.Name, target})
		}
	}
	return nil
}

// mainPart finds the workbook itself.
func (b *workbook) mainPart() (string, error) {
	var roots xmlRelations
	if err := b.unmarshal("_rels/.rels", &roots); err != nil {
		return "", err
	}
	for _, r := range roots.All {
		if path.Base(r.Type) == "officeDocument" && b.parts[strings.ToLower(resolve("", r.Target))] != nil {
			if target := resolve("", r.Target); strings.HasSuffix(target, ".xml") && !strings.HasPrefix(target, "word/") && !strings.HasPrefix(target, "ppt/") {
				return target, nil
			}
		}
	}
	return "", errors.New("no workbook")
}

func resolve(dir, target string) string {
	if rest, ok := strings.CutPrefix(target, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(dir, target)
}

// text reads an element to its end: what stands in its "v" and "t" elements,
// with or without formats between. Phonetic guides and formulas are left out.
// The limit on cells ends one that goes on and on.
func (b *workbook) text(d *xml.Decoder, row int) (string, error) {
	var text []byte
	inside := false
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" || t.Name.Local == "f" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			inside = t.Name.Local == "t" || t.Name.Local == "v"
			depth++
		case xml.EndElement:
			inside = false
			depth--
		case xml.CharData:
			if inside {
				text = append(text, t...)
			}
		}
		if len(text) > maxCell {
			return "", longCell(b.name, row)
		}
	}
	return string(text), nil
}

func (b *workbook) readShared(name string) error {
	return b.each(name, func(d *xml.Decoder, start xml.StartElement) error {
		if start.Name.Local != "si" {
			return nil
		}
		if len(b.shared) >= maxCells {
			return fault.New("tables.rows", "name", b.name, "limit", strconv.Itoa(maxRows))
		}
		text, err := b.text(d, 0)
		b.shared = append(b.shared, unescape(text))
		return err
	})
}

// each calls do for every element of a part that do has not read itself.
func (b *workbook) each(name string, do func(*xml.Decoder, xml.StartElement) error) error {
	r, err := b.part(name)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := do(d, start); err != nil {
				return err
			}
		}
	}
}

type xmlStyles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// readStyles notes which cell formats are dates.
func (b *workbook) readStyles(name string) error {
	var s xmlStyles
	if err := b.unmarshal(name, &s); err != nil {
		return err
	}
	own := map[int]bool{}
	for _, f := range s.Formats {
		own[f.ID] = isDateFormat(f.Code)
	}
	for _, c := range s.Cells {
		isDate, ok := own[c.Format]
		b.dates = append(b.dates, isDate || !ok && slices.Contains(dateFormats, c.Format))
	}
	return nil
}

// dateFormats are the built-in formats that are dates, with those of East Asian
// editions (ECMA-376 Part 1, 18.8.30).
var dateFormats = []int{14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58}

// isDateFormat tells whether a format code writes a date or a time: outside of
// quotes, brackets and escapes it names year, month, day, hour or second.
func isDateFormat(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = !strings.HasPrefix(strings.ToLower(code[i:]), "[h") && !strings.HasPrefix(strings.ToLower(code[i:]), "[m") && !strings.HasPrefix(strings.ToLower(code[i:]), "[s")
		case c == ']':
			bracket = false
		case bracket:
		case strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			return false
		case strings.IndexByte("ymdhsYMDHS", c) >= 0:
			return true
		}
	}
	return false
}
