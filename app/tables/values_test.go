package tables

import (
	"os"
	"testing"
	"time"
)

func rules(t testing.TB) *Rules {
	t.Helper()
	r, err := LoadRules(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDates(t *testing.T) {
	r, zone := rules(t), time.FixedZone("", 8*3600)
	for _, tt := range []struct{ text, order, want string }{
		{"2026-11-09", "", "2026-11-09"},
		{"2026/11/9 22:14", "", "2026-11-09T22:14:00+08:00"},
		{"2026.11.09 22:14:30", "", "2026-11-09T22:14:30+08:00"},
		{"2026年11月9日", "", "2026-11-09"},
		{"2026年11月9日 下午3:05", "", "2026-11-09T15:05:00+08:00"},
		{"2026年11月9日上午12:05", "", "2026-11-09T00:05:00+08:00"},
		{"2026-11-09T14:14:00+00:00", "", "2026-11-09T14:14:00Z"},
		{"14-07-2026T18:53:56+ 00:00", "", "2026-07-14T18:53:56Z"},
		{"2026-11-09 09:50:26 -0500", "", "2026-11-09T09:50:26-05:00"},
		{"2026-11-09 09:50:26 UTC", "", "2026-11-09T09:50:26Z"},
		{"Nov-09-26", "", "2026-11-09"},
		{"09-Nov-26", "", "2026-11-09"},
		{"Nov 9, 2026 3:05:00 PM PST", "", "2026-11-09T15:05:00-08:00"},
		{"9. November 2026", "", "2026-11-09"},
		{"9 de noviembre de 2026", "", "2026-11-09"},
		{"11/09/26", MDY, "2026-11-09"},
		{"11/09/26", DMY, "2026-09-11"},
		{"31/10/2026 12:30 AM", "", "2026-10-31T00:30:00+08:00"},
		{"10/31/2026", DMY, "2026-10-31"},
		{"20261109", "", "2026-11-09"},
		{"46335", "", "2026-11-09"},
		{"46335.5", "", "2026-11-09T12:00:00+08:00"},
		{"１１／０９／２６", MDY, "2026-11-09"},
		{"11/09/26", "", ""},
		{"31/04/2026", "", ""},
		{"2026-13-01", "", ""},
		{"2026-11-09 25:00", "", ""},
		{"2026-11-09 13:05 am", "", ""},
		{"2026-11-09 22:14 Mars", "", ""},
		{"yesterday", "", ""},
		{"", "", ""},
	} {
		got, ok := r.date(tt.text, tt.order, zone)
		text := ""
		if ok {
			text = writeTime(got)
		}
		if text != tt.want {
			t.Errorf("%q %s: %q, want %q", tt.text, tt.order, text, tt.want)
		}
	}
}

func TestAmounts(t *testing.T) {
	r := rules(t)
	for _, tt := range []struct{ text, decimal, currency, want string }{
		{"39.90", "", "USD", "USD 39.90"},
		{"$39.90", ".", "AUD", "AUD 39.90"},
		{"US $1,234.50", ".", "EUR", "USD 1234.50"},
		{"1.234,50 €", ",", "USD", "EUR 1234.50"},
		{"EUR 5", "", "USD", "EUR 5.00"},
		{"¥1,500", ".", "JPY", "JPY 1500"},
		{"￥12.5", ".", "CNY", "CNY 12.50"},
		{"12.5元", ".", "USD", "CNY 12.50"},
		{"(3.00)", ".", "USD", "USD -3.00"},
		{"-$3.00", ".", "USD", "USD -3.00"},
		{"1 234,5", ",", "EUR", "EUR 1234.50"},
		{"1'234.50", ".", "CHF", "CHF 1234.50"},
		{"12.345", ".", "USD", "USD 12.35"},
		{"A lot", ".", "USD", ""},
		{"$5.00", ".", "CNY", ""},
		{"¥5", ".", "USD", ""},
		{"1.2.3", ".", "USD", ""},
		{"5", ".", "", ""},
		{"99999999999999999999999999", ".", "USD", ""},
	} {
		a, code := r.amount(Cell{Text: tt.text}, tt.decimal, tt.currency)
		if got := a.String(); got != tt.want {
			t.Errorf("%q: %q %s, want %q", tt.text, got, code, tt.want)
		}
	}
}

func TestDecimalEvidence(t *testing.T) {
	for text, want := range map[string]string{
		"1,234.50": ".", "1.234,50": ",", "12,5": ",", "12.5": ".", "1,234,567": ".", "1.234.567": ",",
		"1,234": "?", "1.234": "?", "1234": "",
	} {
		sign, open := decimalOf(text)
		if open {
			sign = "?"
		}
		if sign != want {
			t.Errorf("%q: %q, want %q", text, sign, want)
		}
	}
}

func TestWeights(t *testing.T) {
	r := rules(t)
	for _, tt := range []struct {
		text string
		unit Type
		want int64
	}{
		{"350", TypeGrams, 350_000}, {"0.35", TypeKilos, 350_000}, {"0.35kg", TypeGrams, 350_000},
		{"350 克", TypeKilos, 350_000}, {"1,200", TypeGrams, 1_200_000}, {"12.5g", TypeGrams, 12_500}, {"heavy", TypeGrams, 0}, {"-1", TypeGrams, 0},
	} {
		if got, _ := r.weight(Cell{Text: tt.text}, ".", tt.unit); got != tt.want {
			t.Errorf("%q: %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestNumberKey(t *testing.T) {
	for text, want := range map[string]string{
		" 302-8841276-2210751 ": "302-8841276-2210751", "302–8841276–2210751": "302-8841276-2210751", "#1001": "1001",
		"ａｂ１２": "AB12", "a b\t1": "AB1", "": "",
	} {
		if got := NumberKey(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	for text, want := range map[string]Cell{
		"1.23E+15": {"1.23E+15", CellLossy}, `="0012"`: {"0012", CellText}, "'0012": {"0012", CellText},
		"'tis": {"'tis", CellText}, "\u3000x\u00a0": {"x", CellText}, "a\x00b": {"ab", CellText}, "E+5": {"E+5", CellText},
	} {
		if got := textCell(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
	for text, want := range map[string]Cell{
		"1.5": {"1.5", CellNumber}, "1E3": {"1000", CellNumber}, "1.23456E-3": {"0.00123456", CellNumber},
		"8.12345678901234E+15": {"8123456789012340", CellLossy}, "123456789012345": {"123456789012345", CellNumber},
		"NaN": {"NaN", CellText}, "1e999": {"1e999", CellText}, "-0.5": {"-0.5", CellNumber},
	} {
		if got := numberCell(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, `yyyy"年"m"月"`: true, "[$-804]d/m/yy;@": true, "h:mm": true, "[h]:mm": true,
		"General": false, "0.00": false, `0" days"`: false, "[Red]0": false, `"y"0`: false, `\d0`: false, "#,##0.00 [$€-407]": false,
	} {
		if got := isDateFormat(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func TestUnescape(t *testing.T) {
	for text, want := range map[string]string{
		"a_x000D_b": "a\rb", "_x005F_x000D_": "_x000D_", "_x00": "_x00", "_xZZZZ_": "_xZZZZ_", "plain": "plain",
	} {
		if got := unescape(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
