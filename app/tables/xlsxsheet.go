package tables

import (
	"context"
	"encoding/xml"
	"math/big"
	"strconv"
	"strings"
	"time"

	"casefolio/app/fault"
)

// sheetReader reads the cells of a sheet one by one.
type sheetReader struct {
	ctx  context.Context
	b    *workbook
	rows collector
	no   int    // of the row
	row  []Cell // its cells so far
	next int    // place of the next cell that names none
	seen int    // cells, empty ones included
}

func (b *workbook) readSheet(ctx context.Context, s sheetRef) ([]Row, error) {
	r := &sheetReader{ctx: ctx, b: b, rows: collector{name: b.name}}
	err := b.each(s.path, func(d *xml.Decoder, start xml.StartElement) error {
		switch start.Name.Local {
		case "row":
			return r.beginRow(start)
		case "c":
			return r.readCell(d, start)
		}
		return nil
	})
	if err == nil {
		err = r.endRow()
	}
	return r.rows.rows, err
}

func (r *sheetReader) endRow() error {
	err := r.rows.add(r.no, r.row)
	r.row, r.next = nil, 0
	return err
}

func (r *sheetReader) beginRow(start xml.StartElement) error {
	if err := r.endRow(); err != nil {
		return err
	}
	no, err := strconv.Atoi(attribute(start, "r"))
	if err != nil || no <= 0 {
		no = r.no + 1
	}
	r.no = no
	return r.ctx.Err()
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (r *sheetReader) readCell(d *xml.Decoder, start xml.StartElement) error {
	if at := columnOf(attribute(start, "r")); at >= 0 {
		r.next = at
	}
	value, err := r.b.text(d, r.no)
	if err != nil {
		return err
	}
	if r.seen++; r.seen > 10*maxCells {
		return fault.New("tables.rows", "name", r.b.name, "limit", strconv.Itoa(maxRows))
	}
	style, err := strconv.Atoi(attribute(start, "s"))
	if err != nil {
		style = -1
	}
	if cell := r.b.cell(attribute(start, "t"), style, value); cell.Text != "" {
		if r.next >= maxColumns {
			return fault.New("tables.columns", "name", r.b.name, "limit", strconv.Itoa(maxColumns))
		}
		for len(r.row) <= r.next {
			r.row = append(r.row, Cell{})
		}
		r.row[r.next] = cell
	}
	r.next++
	return nil
}

// columnOf is the place of "AB12" from 0, or -1.
func columnOf(ref string) int {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' || n > 1_000_000 {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

func (b *workbook) cell(kind string, style int, value string) Cell {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(b.shared) {
			return textCell(b.shared[i])
		}
		return Cell{}
	case "inlineStr", "str":
		return textCell(unescape(value))
	case "e": // the result of a formula that failed
		return Cell{}
	case "b":
		return Cell{Text: map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(value)]}
	case "d":
		return isoCell(value)
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return Cell{}
	}
	if style >= 0 && style < len(b.dates) && b.dates[style] {
		if t, ok := serialDate(value, b.from04); ok {
			return dateCell(t)
		}
	}
	return numberCell(value)
}

// unescape reads the signs that XML cannot hold ("_x000D_").
func unescape(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "_x") {
		b.WriteString(s[:at])
		if len(s) >= at+7 && s[at+6] == '_' {
			if n, err := strconv.ParseUint(s[at+2:at+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				s = s[at+7:]
				continue
			}
		}
		b.WriteString("_x")
		s = s[at+2:]
	}
	return b.String() + s
}

func dateCell(t time.Time) Cell {
	layout := "2006-01-02 15:04:05"
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		layout = time.DateOnly
	}
	return Cell{t.Format(layout), CellDate}
}

func isoCell(value string) Cell {
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05Z", time.DateOnly} {
		if t, err := time.Parse(layout, strings.TrimSpace(value)); err == nil {
			return dateCell(t)
		}
	}
	return textCell(value)
}

// The serial numbers of dates that a table can hold: from 1900 to 2200.
const maxSerial = 110_000

// serialDate is the day and time that a serial number means. Excel counts 1900
// as a leap year; its numbers before March 1900 are of no use here. Seconds are
// rounded, as the fraction of a day is.
func serialDate(value string, from04 bool) (time.Time, bool) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || !(n >= 1 && n < maxSerial) {
		return time.Time{}, false
	}
	base := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if from04 {
		base = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	} else if n < 61 {
		return time.Time{}, false
	}
	day := int(n)
	return base.AddDate(0, 0, day).Add(time.Duration((n-float64(day))*86400+0.5) * time.Second), true
}

// exactDigits is how many digits of a number a spreadsheet keeps.
const exactDigits = 15

// numberCell writes a number out in full. One with more digits than a
// spreadsheet keeps has lost some.
func numberCell(value string) Cell {
	plain := strings.TrimPrefix(strings.TrimPrefix(value, "-"), "+")
	if strings.Trim(plain, "0123456789") == "" {
		plain = strings.TrimLeft(plain, "0")
		if len(plain) > exactDigits && strings.Trim(plain[exactDigits:], "0") == "" {
			return Cell{value, CellLossy} // another program may have written all digits
		}
		return Cell{value, CellNumber}
	}
	if len(value) > 40 || strings.Trim(value, "0123456789.+-eE") != "" {
		return textCell(value)
	}
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || f > 1e30 || f < -1e30 {
		return textCell(value)
	}
	rounded := strconv.FormatFloat(f, 'g', exactDigits, 64) // 0.30000000000000004 is 0.3
	r, ok := new(big.Rat).SetString(rounded)
	if !ok {
		return textCell(value)
	}
	text := r.FloatString(20)
	text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	if digits, _, _ := strings.Cut(strings.TrimPrefix(text, "-"), "."); len(digits) > exactDigits {
		return Cell{text, CellLossy}
	}
	return Cell{text, CellNumber}
}
