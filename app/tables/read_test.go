package tables_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"casefolio/app/fault"
	"casefolio/app/tables"
)

func utf16Bytes(s string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestTextFiles(t *testing.T) {
	s := services(t)
	const plain = "订单号,买家\n1,张三\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string]string{
		"utf-8":             plain,
		"mark":              "\ufeff" + plain,
		"utf-16 le":         "\xff\xfe" + string(utf16Bytes(plain, false)),
		"utf-16 be":         "\xfe\xff" + string(utf16Bytes(plain, true)),
		"gb18030":           gb,
		"windows ends":      strings.ReplaceAll(plain, "\n", "\r\n"),
		"old mac ends":      strings.ReplaceAll(plain, "\n", "\r"),
		"semicolons":        strings.ReplaceAll(plain, ",", ";"),
		"tabs":              strings.ReplaceAll(plain, ",", "\t"),
		"bars":              strings.ReplaceAll(plain, ",", "|"),
		"sep line":          "sep=^\n" + strings.ReplaceAll(plain, ",", "^"),
		"quoted":            "\"订单号\",\"买家\"\n\"1\",\"张三\"\n",
		"formula":           "订单号,买家\n\"=\"\"1\"\"\",张三\n",
		"apostrophe":        "订单号,买家\n'1,张三\n",
		"titles":            "我的订单,\n\n导出时间 2026-11-09,\n" + plain,
		"headings repeated": plain + "订单号,买家\n",
		"rulers":            "订单号,买家\n-----,-----\n1,张三\n",
		"nbsp":              "订单号,买家\n\u00a01\u3000, 张三 \n",
	} {
		t.Run(name, func(t *testing.T) {
			table, err := s.Tables.Parse(t.Context(), "a.csv", []byte(raw), "")
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(table.Header, []string{"订单号", "买家"}) || len(table.Rows) != 1 ||
				table.Rows[0].Cell(0).Text != "1" || table.Rows[0].Cell(1).Text != "张三" {
				t.Errorf("%q %+v", table.Header, table.Rows)
			}
		})
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().String("注文番号,購入者名\n503-1,田中 はるか\n")
	if err != nil {
		t.Fatal(err)
	}
	eastern, err := s.Tables.Parse(t.Context(), "a.csv", []byte(sjis), "")
	if err != nil || eastern.Encoding != "Shift_JIS" || eastern.Rows[0].Cell(1).Text != "田中 はるか" {
		t.Errorf("%+v %v", eastern, err)
	}
	western, err := s.Tables.Parse(t.Context(), "a.csv", []byte("Order ID,Buyer,City\n1,J\xfcrgen M\xfcller,K\xf6ln am Rhein\n"), "")
	if err != nil || western.Rows[0].Cell(1).Text != "Jürgen Müller" {
		t.Errorf("%+v %v", western, err)
	}
}

func TestBadFiles(t *testing.T) {
	s := services(t)
	var bomb, word, noSheet bytes.Buffer
	fill := func(to *bytes.Buffer, parts map[string]string) {
		z := zip.NewWriter(to)
		for name, text := range parts {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	const rels = `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	const book = `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="s"/></sheets></workbook>`
	const bookRels = `<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/></Relationships>`
	fill(&bomb, map[string]string{"_rels/.rels": rels, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": bookRels,
		"xl/sheet.xml": "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>" + strings.Repeat("A", 5<<20)})
	fill(&word, map[string]string{"_rels/.rels": strings.ReplaceAll(rels, "xl/workbook", "word/document"), "word/document.xml": "<w/>"})
	fill(&noSheet, map[string]string{"_rels/.rels": rels, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": bookRels})
	wide := strings.Repeat("a,", 600) + "b\n1\n"
	for name, tt := range map[string]struct{ raw, code string }{
		"empty":          {"", "file.empty"},
		"headings only":  {"Order ID,Buyer\n", "tables.empty"},
		"blank":          {"\n \n,,\n", "tables.empty"},
		"old excel":      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx", "tables.old_excel"},
		"half a zip":     {bomb.String()[:60], "tables.broken"},
		"a long cell":    {bomb.String(), "tables.cell"},
		"a document":     {word.String(), "tables.kind"},
		"missing part":   {noSheet.String(), "tables.broken"},
		"binary":         {"\x00\x01\x02\x03" + strings.Repeat("\xfeabc", 100), "tables.kind"},
		"wide":           {wide, "tables.columns"},
		"unclosed quote": {"a,b\n\"" + strings.Repeat("x,y\n", 40_000), "tables.cell"},
	} {
		if _, err := s.Tables.Parse(t.Context(), "f", []byte(tt.raw), ""); !fault.Is(err, tt.code) {
			t.Errorf("%s: %v, want %s", name, err, tt.code)
		}
	}
	if _, err := s.Tables.Open(t.Context(), filepath.Join(t.TempDir(), "gone.csv"), ""); !fault.Is(err, "file.missing") {
		t.Error(err)
	}
	if _, err := s.Tables.Open(t.Context(), t.TempDir(), ""); !fault.Is(err, "tables.kind") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Tables.Parse(ctx, "f.csv", []byte("a,b\n1,2\n"), ""); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// workbook writes an XLSX with the library that the program does not read with.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func put(t testing.TB, f *excelize.File, sheet, cell string, value any, format string) {
	t.Helper()
	if err := f.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
	if format == "" {
		return
	}
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err == nil {
		err = f.SetCellStyle(sheet, cell, cell, style)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWorkbooks(t *testing.T) {
	s := services(t)
	at := time.Date(2026, 11, 9, 22, 14, 30, 0, time.UTC)
	raw := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "十一月订单", "")
		for i, h := range []string{"订单号", "下单时间", "金额", "买家", "数量"} {
			put(t, f, "Sheet1", fmt.Sprintf("%c3", 'A'+i), h, "")
		}
		put(t, f, "Sheet1", "A4", "8123456789012345", "")
		put(t, f, "Sheet1", "B4", at, `yyyy"年"m"月"d"日" h:mm`)
		put(t, f, "Sheet1", "C4", 39.9, "")
		put(t, f, "Sheet1", "D4", "=SUM(1)", "")
		put(t, f, "Sheet1", "A5", 8.12345678901234e15, "0")
		put(t, f, "Sheet1", "B5", 46335, "")
		put(t, f, "Sheet1", "C5", 0.1+0.2, "")
		put(t, f, "Sheet1", "A6", 123456789012, "0.00E+00")
		put(t, f, "Sheet1", "B6", at, "[$-804]yyyy/m/d;@")
		if err := f.SetCellRichText("Sheet1", "D6", []excelize.RichTextRun{{Text: "Em"}, {Text: "ma"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet("隐藏"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetVisible("隐藏", false); err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet("商品"); err != nil {
			t.Fatal(err)
		}
		put(t, f, "商品", "A1", "SKU", "")
		put(t, f, "商品", "A2", "X", "")
	})
	table, err := s.Tables.Parse(t.Context(), "a.xlsx", raw, "")
	if err != nil {
		t.Fatal(err)
	}
	if table.HeaderNo != 3 || len(table.Rows) != 3 || !slices.Equal(table.Sheets, []string{"Sheet1", "商品"}) {
		t.Fatalf("%d %d %v", table.HeaderNo, len(table.Rows), table.Sheets)
	}
	for _, c := range []struct {
		row, column int
		want        tables.Cell
	}{
		{0, 0, tables.Cell{Text: "8123456789012345"}},
		{0, 1, tables.Cell{Text: "2026-11-09 22:14:30", Kind: tables.CellDate}},
		{0, 2, tables.Cell{Text: "39.9", Kind: tables.CellNumber}},
		{0, 3, tables.Cell{Text: "=SUM(1)"}},
		{1, 0, tables.Cell{Text: "8123456789012340", Kind: tables.CellLossy}},
		{1, 1, tables.Cell{Text: "46335", Kind: tables.CellNumber}},
		{1, 2, tables.Cell{Text: "0.3", Kind: tables.CellNumber}},
		{2, 0, tables.Cell{Text: "123456789012", Kind: tables.CellNumber}},
		{2, 1, tables.Cell{Text: "2026-11-09 22:14:30", Kind: tables.CellDate}},
		{2, 3, tables.Cell{Text: "Emma"}},
	} {
		if got := table.Rows[c.row].Cell(c.column); got != c.want {
			t.Errorf("row %d column %d: %+v, want %+v", c.row, c.column, got, c.want)
		}
	}
	p := plan(t, s, table, suggest(t, s, table))
	if p.Counts.New != 2 || p.Counts.Refused != 1 || !said(p.Lines[1], "lossy") {
		t.Errorf("%+v %+v", p.Counts, p.Lines)
	}
	if other, err := s.Tables.Parse(t.Context(), "a.xlsx", raw, "商品"); err != nil || other.Rows[0].Cell(0).Text != "X" {
		t.Errorf("%+v %v", other, err)
	}
}

func TestDatesFrom1904(t *testing.T) {
	s := services(t)
	yes := true
	raw := workbook(t, func(f *excelize.File) {
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		put(t, f, "Sheet1", "A1", "Order ID", "")
		put(t, f, "Sheet1", "B1", "Order Date", "")
		put(t, f, "Sheet1", "A2", "A1", "")
		put(t, f, "Sheet1", "B2", 44873, "yyyy-mm-dd")
	})
	table, err := s.Tables.Parse(t.Context(), "a.xlsx", raw, "")
	if err != nil || table.Rows[0].Cell(1).Text != "2026-11-09" {
		t.Errorf("%+v %v", table.Rows, err)
	}
}

// What another program writes comes back, whatever stands in the cells.
func TestCellsComeBack(t *testing.T) {
	s := services(t)
	random := rand.New(rand.NewPCG(1, 2))
	pool := []rune("ab01 ,;\t\"\n'=-+@|€张三é")
	for range 60 {
		rows := [][]string{{"Order ID", "Buyer", "Total", "City"}}
		for range 1 + random.IntN(6) {
			row := []string{fmt.Sprintf("N%d", random.IntN(1e6))}
			for range 3 {
				var b strings.Builder
				b.WriteString("x")
				for range random.IntN(12) {
					b.WriteRune(pool[random.IntN(len(pool))])
				}
				b.WriteString("y")
				row = append(row, b.String())
			}
			rows = append(rows, row)
		}
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		book := workbook(t, func(f *excelize.File) {
			for i, row := range rows {
				for j, value := range row {
					put(t, f, "Sheet1", fmt.Sprintf("%c%d", 'A'+j, i+1), value, "")
				}
			}
		})
		for name, raw := range map[string][]byte{"csv": text.Bytes(), "xlsx": book} {
			table, err := s.Tables.Parse(t.Context(), "a."+name, raw, "")
			if err != nil {
				t.Fatal(name, err)
			}
			for i, row := range rows[1:] {
				for j, want := range row {
					if got := table.Rows[i].Cell(j).Text; got != want {
						t.Fatalf("%s: %q came back as %q", name, want, got)
					}
				}
			}
		}
	}
}

// Cells that nest without end.
func TestNestedWithoutEnd(t *testing.T) {
	s := services(t)
	raw := workbook(t, func(f *excelize.File) { put(t, f, "Sheet1", "A1", "Order ID", "") })
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range z.File {
		if strings.HasSuffix(part.Name, "sheet1.xml") {
			to, err := w.Create(part.Name)
			if err == nil {
				_, err = to.Write([]byte("<worksheet><row><c>" + strings.Repeat("<a>", 200_000)))
			}
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := w.Copy(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Tables.Parse(t.Context(), "a.xlsx", out.Bytes(), ""); !fault.Is(err, "tables.broken") {
		t.Error(err)
	}
}

func TestOpenReadsFiles(t *testing.T) {
	s := services(t)
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte("Order ID,Buyer\n1,A\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := s.Tables.Open(t.Context(), path, "")
	if err != nil || table.FileName != "orders.csv" || len(table.SHA256) != 64 {
		t.Errorf("%+v %v", table, err)
	}
}

// BenchmarkParse reads 20,000 rows of 30 columns.
func BenchmarkParse(b *testing.B) {
	s := services(b)
	var text bytes.Buffer
	raw := workbook(b, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for i := range 20_001 {
			row := make([]any, 30)
			for j := range row {
				row[j] = fmt.Sprintf("cell %d of %d", j, i)
				if i == 0 {
					row[j] = fmt.Sprintf("Heading %d", j)
				}
				fmt.Fprintf(&text, "%s,", row[j])
			}
			text.WriteByte('\n')
			if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
	})
	for name, file := range map[string][]byte{"csv": text.Bytes(), "xlsx": raw} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Tables.Parse(b.Context(), "f", file, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
