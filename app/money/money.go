// Package money keeps amounts as integer minor units with an ISO 4217
// currency, so that no sum is ever rounded by accident.
package money

import (
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"casefolio/app/fault"
)

// Amount is a sum in the currency's minor unit (cents for EUR, yen for JPY).
// The zero value with an empty Currency means "not given".
type Amount struct {
	Minor    int64
	Currency string
}

// maxDigits keeps Minor far away from overflow: a dispute over more than
// 10^15 minor units is a typing mistake.
const maxDigits = 15

// Given tells whether the amount was stated at all (a stated zero counts).
func (a Amount) Given() bool { return a.Currency != "" }

// Scale returns how many decimals the currency has by ISO 4217. Unknown codes
// count as two.
func Scale(code string) int {
	u, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	scale, _ := currency.Standard.Rounding(u)
	return scale
}

// ParseCurrency upper-cases a currency code and refuses anything that is not
// ISO 4217 with the fault "money.currency". RMB, which sellers write and ISO
// does not know, is CNY.
func ParseCurrency(s string) (string, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if s == "RMB" {
		s = "CNY"
	}
	if _, err := currency.ParseISO(s); err != nil {
		return "", fault.Wrap(err, "money.currency", "text", s)
	}
	return s, nil
}

// Parse reads a decimal such as "39.90" or "-3". A point is the decimal sign;
// one comma is taken as one when it cannot be a thousands sign. More decimals
// than the currency has, or other characters, are the fault "money.amount".
func Parse(text, code string) (Amount, error) {
	cur, err := ParseCurrency(code)
	if err != nil {
		return Amount{}, err
	}
	bad := fault.New("money.amount", "text", strings.TrimSpace(text))
	s := strings.TrimSpace(text)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	s, ok := oneDecimalPoint(s)
	if !ok {
		return Amount{}, bad
	}
	whole, frac, _ := strings.Cut(s, ".")
	scale := Scale(cur)
	if len(frac) > scale {
		if strings.Trim(frac[scale:], "0") != "" {
			return Amount{}, bad
		}
		frac = frac[:scale]
	}
	digits := whole + frac + strings.Repeat("0", scale-len(frac))
	if digits == "" || whole == "" || len(strings.TrimLeft(digits, "0")) > maxDigits {
		return Amount{}, bad
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return Amount{}, bad
		}
	}
	minor, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Amount{}, bad
	}
	if neg {
		minor = -minor
	}
	return Amount{Minor: minor, Currency: cur}, nil
}

// oneDecimalPoint drops thousands signs and turns the decimal sign into a
// point. "1.234" and "1,234" alone are ambiguous: the point is a decimal, the
// comma a thousands sign. "1,23" can only be a decimal comma.
func oneDecimalPoint(s string) (string, bool) {
	dot, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	decimal, group := byte('.'), ","
	if comma > dot && (dot >= 0 || len(s)-comma-1 != 3) {
		decimal, group = ',', "."
	}
	at := strings.LastIndexByte(s, decimal)
	whole, frac := s, ""
	if at >= 0 {
		whole, frac = s[:at], s[at+1:]
	}
	if strings.ContainsAny(frac, ".,") || strings.IndexByte(whole, decimal) >= 0 {
		return "", false
	}
	parts := strings.Split(whole, group)
	for i, p := range parts {
		if (i > 0 && len(p) != 3) || p == "" {
			return "", false
		}
	}
	whole = strings.Join(parts, "")
	if at >= 0 {
		return whole + "." + frac, true
	}
	return whole, true
}

// Decimal writes the number alone, with the currency's own decimals: "39.90".
func (a Amount) Decimal() string {
	scale := Scale(a.Currency)
	s := strconv.FormatInt(a.Minor, 10)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for len(s) <= scale {
		s = "0" + s
	}
	if scale > 0 {
		s = s[:len(s)-scale] + "." + s[len(s)-scale:]
	}
	if neg {
		return "-" + s
	}
	return s
}

// String writes "EUR 39.90", or nothing for an amount that was not given.
func (a Amount) String() string {
	if !a.Given() {
		return ""
	}
	return a.Currency + " " + a.Decimal()
}
