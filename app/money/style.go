package money

import "strings"

// Style is how a language writes amounts.
type Style struct {
	Point string            `json:"point"` // before decimals
	Group string            `json:"group"` // between thousands
	Money map[string]string `json:"money"` // by currency: "{n} €"; "" for the others, "{n} {c}"
}

// Write writes an amount, nothing for one that was not given.
func (s Style) Write(a Amount) string {
	if !a.Given() {
		return ""
	}
	pattern, ok := s.Money[a.Currency]
	if !ok {
		pattern = s.Money[""]
	}
	return strings.NewReplacer("{n}", s.Number(a.Decimal()), "{c}", a.Currency).Replace(pattern)
}

// Number writes a decimal as Amount.Decimal gives it.
func (s Style) Number(decimal string) string {
	whole, frac, _ := strings.Cut(decimal, ".")
	sign := ""
	if rest, ok := strings.CutPrefix(whole, "-"); ok {
		sign, whole = "−", rest
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + s.Group + whole[i:]
	}
	if frac != "" {
		whole += s.Point + frac
	}
	return sign + whole
}
