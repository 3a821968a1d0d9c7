package submissions

import (
	"testing"

	"casefolio/app/fault"
)

func TestParseAmount(t *testing.T) {
	for _, tt := range []struct{ in, usual, want, code string }{
		{"", "USD", "", ""},
		{"  ", "USD", "", ""},
		{"19.5", "USD", "USD 19.50", ""},
		{"19.50 EUR", "USD", "EUR 19.50", ""},
		{"eur19,50", "USD", "EUR 19.50", ""},
		{"１９．５０ ＵＳＤ", "EUR", "USD 19.50", ""},
		{"RMB 1,234.5", "USD", "CNY 1234.50", ""},
		{"0", "JPY", "JPY 0", ""},
		{"12.345", "USD", "", "money.amount"},
		{"half", "USD", "", "money.currency"},
		{"5 XX", "USD", "", "money.currency"},
		{"5", "", "", "money.currency"},
		{"$5", "USD", "", "money.amount"},
	} {
		got, err := ParseAmount(tt.in, tt.usual)
		if got.String() != tt.want || tt.code == "" && err != nil || tt.code != "" && !fault.Is(err, tt.code) {
			t.Errorf("%q: %q %v", tt.in, got.String(), err)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"19.50 USD", "eur5", "a1b2c", "\xff", "USDUSD"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s, "EUR")
		if err != nil {
			return
		}
		if back, err := ParseAmount(a.String(), "EUR"); err != nil || back != a {
			t.Errorf("%q: %v %v %v", s, a, back, err)
		}
	})
}
