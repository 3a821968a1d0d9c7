package money

import "strings"

// Style is how a language writes amounts.
type Style struct {
	Point string            `json:"point"` // before decimals
	Group string            `json:"group"` // between thousands
	Money map[string]string `json:"money"` // by currency: "{n} €"; "" for the others, "{n} {c}"
	// Local are the currencies whose market writes numbers in another way than the
	// language mostly does: Spanish has a comma in Spain and a point in Mexico.
	Local map[string]Signs `json:"local,omitempty"`
}

// Signs are what stands within a number.
type Signs struct {
	Point string `json:"point"`
	Group string `json:"group"`
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
	return strings.NewReplacer("{n}", s.signs(a.Currency).number(a.Decimal()), "{c}", a.Currency).Replace(pattern)
}

// signs are those of a currency's market.
func (s Style) signs(currency string) Signs {
	if l, ok := s.Local[currency]; ok {
		return l
	}
	return Signs{s.Point, s.Group}
}

// Number writes a decimal as Amount.Decimal gives it.
func (s Style) Number(decimal string) string { return s.signs("").number(decimal) }

func (s Signs) number(decimal string) string {
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
