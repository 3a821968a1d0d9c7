package money_test

import (
	"testing"

	"casefolio/app/fault"
	"casefolio/app/money"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text, code string
		minor      int64
		decimal    string
	}{
		{"39.90", "EUR", 3990, "39.90"},
		{"39,90", "EUR", 3990, "39.90"},
		{"1.234,56", "EUR", 123456, "1234.56"},
		{"1,234.56", "USD", 123456, "1234.56"},
		{"1,234", "USD", 123400, "1234.00"},
		{"1,234,567", "USD", 123456700, "1234567.00"},
		{"6200", "JPY", 6200, "6200"},
		{"6200.00", "JPY", 6200, "6200"},
		{"1.250", "KWD", 1250, "1.250"},
		{"-3", "usd", -300, "-3.00"},
		{"-0.05", "USD", -5, "-0.05"},
		{"0", "CNY", 0, "0.00"},
		{"12.5", "rmb", 1250, "12.50"},
		{" 24 ", "GBP", 2400, "24.00"},
	} {
		a, err := money.Parse(c.text, c.code)
		if err != nil || a.Minor != c.minor || a.Decimal() != c.decimal {
			t.Errorf("Parse(%q, %s) = %d %q, %v; want %d %q", c.text, c.code, a.Minor, a.Decimal(), err, c.minor, c.decimal)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ text, code, fault string }{
		{"", "EUR", "money.amount"},
		{".", "EUR", "money.amount"},
		{"12a", "EUR", "money.amount"},
		{"1.2.3", "EUR", "money.amount"},
		{"1,23,4", "EUR", "money.amount"},
		{"39.901", "EUR", "money.amount"},
		{"62.5", "JPY", "money.amount"},
		{"--3", "EUR", "money.amount"},
		{"１２", "EUR", "money.amount"},
		{"99999999999999999999", "EUR", "money.amount"},
		{"3", "EURO", "money.currency"},
		{"3", "", "money.currency"},
	} {
		if a, err := money.Parse(c.text, c.code); !fault.Is(err, c.fault) {
			t.Errorf("Parse(%q, %q) = %v, %v; want %s", c.text, c.code, a, err, c.fault)
		}
	}
}

// What Decimal writes, Parse reads back: for any sum and any number of decimals.
func FuzzDecimal(f *testing.F) {
	f.Add(int64(-5), "USD")
	f.Add(int64(123456), "JPY")
	f.Add(int64(7), "KWD")
	f.Fuzz(func(t *testing.T, minor int64, code string) {
		if minor > 999_999_999_999_999 || minor < -999_999_999_999_999 {
			return
		}
		cur, err := money.ParseCurrency(code)
		if err != nil {
			return
		}
		want := money.Amount{Minor: minor, Currency: cur}
		if got, err := money.Parse(want.Decimal(), cur); err != nil || got != want {
			t.Errorf("%+v writes %q, reads %+v, %v", want, want.Decimal(), got, err)
		}
	})
}
