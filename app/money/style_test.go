package money_test

import (
	"testing"

	"casefolio/app/money"
)

func TestStyle(t *testing.T) {
	s := money.Style{Point: ",", Group: ".", Money: map[string]string{"": "{n} {c}", "EUR": "{n} €"},
		Local: map[string]money.Signs{"MXN": {Point: ".", Group: ","}}}
	for want, a := range map[string]money.Amount{
		"":                {},
		"0,05 €":          {Minor: 5, Currency: "EUR"},
		"−1.234.567,89 €": {Minor: -123456789, Currency: "EUR"},
		"1,234.50 MXN":    {Minor: 123450, Currency: "MXN"},
		"1.234,50 USD":    {Minor: 123450, Currency: "USD"},
		"999 JPY":         {Minor: 999, Currency: "JPY"},
		"1.000 JPY":       {Minor: 1000, Currency: "JPY"},
	} {
		if got := s.Write(a); got != want {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
	if got := s.Number("46.5"); got != "46,5" {
		t.Error(got)
	}
}
