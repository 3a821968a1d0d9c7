package tables

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"
	"time"

	"casefolio/app/fault"
)

// nobody is a store and a filer that know nothing.
type nobody struct {
	Store
	Filer
}

func (nobody) CaseTraces(context.Context) ([]Trace, error) { return nil, nil }

func (nobody) Check(c Complaint, _ string) (Complaint, []Remark) { return c, nil }

func (nobody) Listed(_, value string) string { return value }

// book is a workbook of which the fuzzer changes the parts.
func book(t testing.TB, shared, styles, sheet string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"_rels/.rels", `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="s"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/>` +
			`<Relationship Id="t" Type="x/sharedStrings" Target="shared.xml"/><Relationship Id="u" Type="x/styles" Target="styles.xml"/></Relationships>`},
		{"xl/shared.xml", shared}, {"xl/styles.xml", styles}, {"xl/sheet.xml", sheet},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(part.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readAll reads a file and all its rows as every kind of table.
func readAll(t *testing.T, r *Rules, raw []byte) {
	s := &Service{store: nobody{}, filer: nobody{}, rules: r, now: time.Now}
	table, err := s.Parse(t.Context(), "f", raw, "")
	if err != nil {
		if fault.Of(err).Code == "unexpected" {
			t.Fatal(err)
		}
		return
	}
	table.Signature()
	for _, kind := range Kinds() {
		m := r.match(table, kind)
		m.Currency = "USD"
		m, _ = s.Settle(table, m)
		p := &Plan{Table: table, Mapping: m}
		rows := &rowReader{s: s, plan: p, zone: time.UTC}
		rows.checkDigits()
		read := rows.readOrders
		switch kind {
		case Products:
			read = rows.readProducts
		case Complaints:
			read = rows.readComplaints
		}
		if err := read(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(p.Lines) != len(table.Rows) {
			t.Fatalf("%d lines for %d rows", len(p.Lines), len(table.Rows))
		}
		if err := WriteReport(&bytes.Buffer{}, p, [2]string{"a", "b"}, func(r Remark) string { return r.Code }); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzText(f *testing.F) {
	r := rules(f)
	for _, seed := range []string{
		"sep=;\na;b\n1;2\n", "\xff\xfea\x00,\x00b\x00\n\x001\x00", "a\tb\n\"1\t2",
		"Order ID,Total,Date\n1,\"1.234,5\",31/10/26 3:05 pm\n", "SKU,Cost,Weight (g)\nA,3 EUR,0.5kg\n",
		"Customer,Date,Story,Status\nJo,Nov-09-26,\"a\nb\",closed\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { readAll(t, r, raw) })
}

func FuzzWorkbook(f *testing.F) {
	r := rules(f)
	f.Add(`<sst><si><t>Order ID</t></si><si><r><t>A</t></r><rPh><t>x</t></rPh></si></sst>`,
		`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`,
		`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Order Date</t></is></c></row>`+
			`<row><c><v>1.5E+16</v></c><c r="C2" s="0"><f>1</f><v>46335.5</v></c><c t="d"><v>2026-11-09</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, shared, styles, sheet string) {
		readAll(t, r, book(t, shared, styles, sheet))
	})
}

func FuzzDate(f *testing.F) {
	r := rules(f)
	for _, seed := range []string{"2026-11-09T14:14:00+00:00", "31/10/26 3:05 pm", "Nov 9, 2026", "46335.5"} {
		f.Add(seed, DMY)
	}
	f.Fuzz(func(t *testing.T, text, order string) {
		at, ok := r.date(text, order, time.UTC)
		if !ok {
			return
		}
		back, ok := r.date(writeTime(at), "", time.UTC)
		if !ok || !back.Equal(at.Time) {
			t.Fatalf("%q is %v and comes back as %v", text, at, back)
		}
	})
}
