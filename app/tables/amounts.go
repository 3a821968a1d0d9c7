package tables

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"casefolio/app/money"
)

// split parts the cell of an amount into its number and the currency that its
// sign names for certain; "$" and "¥" alone name none.
func (r *Rules) split(text string) (number, currency string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
	for _, sign := range r.signs {
		if before, after, ok := strings.Cut(text, sign); ok {
			text, currency = before+after, r.Currencies[sign]
			break
		}
	}
	text = width.Narrow.String(text)
	if currency == "" {
		code := strings.Map(func(c rune) rune {
			if c >= 'A' && c <= 'Z' {
				return c
			}
			return -1
		}, text)
		if found, err := money.ParseCurrency(code); err == nil && len(code) == 3 {
			text, currency = strings.ReplaceAll(text, code, ""), found
		}
	}
	text = strings.Trim(strings.TrimSpace(text), "$¥￥ ")
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		text = "-" + strings.Trim(strings.TrimSuffix(inner, ")"), "$¥ ")
	}
	if rest, ok := strings.CutPrefix(text, "-"); ok { // -$5
		text = "-" + strings.Trim(rest, "$¥ ")
	}
	return text, currency
}

// plain writes a number with a point before its decimals and nothing between
// its thousands. decimal is the sign that the table has before decimals.
func plain(number, decimal string) (string, bool) {
	group := ","
	if decimal == "," {
		group = "."
	}
	number = strings.NewReplacer(" ", "", "'", "", "’", "", group, "").Replace(number)
	number = strings.Replace(number, decimal, ".", 1)
	digits := strings.TrimPrefix(number, "-")
	whole, frac, _ := strings.Cut(digits, ".")
	ok := whole+frac != "" && len(digits) <= 24 && strings.Trim(whole+frac, "0123456789") == ""
	return number, ok
}

// fits tells whether a sign that several currencies share may mean this one.
func (r *Rules) fits(text, currency string) bool {
	for sign, all := range r.BareSigns {
		if strings.Contains(text, sign) {
			return slices.Contains(all, currency)
		}
	}
	return true
}

// amount reads the cell of an amount. The code is "rounded" where it has more
// decimals than its currency, "sign" where its sign speaks against the currency,
// "amount" where it is none; nothing was read in the last two cases.
func (r *Rules) amount(c Cell, decimal, currency string) (a money.Amount, code string) {
	number, own := r.split(c.Text)
	if own != "" {
		currency = own
	} else if !r.fits(c.Text, currency) {
		return money.Amount{}, "sign"
	}
	if c.Kind == CellNumber || decimal == "" {
		decimal = "."
	}
	number, ok := plain(number, decimal)
	if !ok {
		return money.Amount{}, "amount"
	}
	value, ok := new(big.Rat).SetString(number)
	if !ok {
		return money.Amount{}, "amount"
	}
	exact := value.FloatString(money.Scale(currency))
	a, err := money.Parse(exact, currency)
	if err != nil {
		return money.Amount{}, "amount"
	}
	if back, same := new(big.Rat).SetString(exact); !same || back.Cmp(value) != 0 {
		code = "rounded"
	}
	return a, code
}

// decimalEvidence tells which decimal signs the cells of a column prove, and
// whether any cell leaves it open, as 1,234 does.
func (r *Rules) decimalEvidence(t *Table, column int) evidence {
	e := evidence{proved: map[string]bool{}}
	for _, row := range t.Rows {
		c := row.Cell(column)
		if c.Text == "" || c.Kind != CellText {
			continue
		}
		number, _ := r.split(c.Text)
		sign, unsure := decimalOf(number)
		if sign != "" {
			e.proved[sign] = true
		}
		e.open = e.open || unsure
	}
	return e
}

// decimalOf is the sign that must be the decimal one in a number.
func decimalOf(number string) (sign string, open bool) {
	dots, commas := strings.Count(number, "."), strings.Count(number, ",")
	dot, comma := strings.LastIndexByte(number, '.'), strings.LastIndexByte(number, ',')
	switch {
	case dots == 0 && commas == 0:
		return "", false
	case dots > 0 && commas > 0 && dot > comma, commas > 1 && dots == 0:
		return ".", false
	case dots > 0 && commas > 0, dots > 1:
		return ",", false
	case dots == 1 && len(number)-dot-1 != 3:
		return ".", false
	case commas == 1 && len(number)-comma-1 != 3:
		return ",", false
	}
	return "", true
}

// count reads a number of pieces.
func count(text string) (int, bool) {
	text, ok := plain(strings.TrimPrefix(strings.ToLower(width.Narrow.String(text)), "x"), ".")
	whole, frac, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	return n, ok && err == nil && strings.Trim(frac, "0") == "" && n >= 0 && n <= 1_000_000
}

// weight reads a weight into milligrams; a unit in the cell goes before the one
// of the heading.
func (r *Rules) weight(c Cell, decimal string, unit Type) (int64, bool) {
	text := strings.ToLower(width.Narrow.String(c.Text))
	perUnit := int64(1000)
	if unit == TypeKilos {
		perUnit = 1_000_000
	}
	for _, u := range r.units {
		if rest, ok := strings.CutSuffix(text, u); ok {
			text, perUnit = strings.TrimSpace(rest), r.Weights[u]
			break
		}
	}
	if c.Kind == CellNumber || decimal == "" {
		decimal = "."
	}
	text, ok := plain(text, decimal)
	if !ok {
		return 0, false
	}
	value, ok := new(big.Rat).SetString(text)
	if !ok || value.Sign() < 0 || value.Cmp(big.NewRat(10_000_000, 1)) > 0 {
		return 0, false
	}
	value.Mul(value, big.NewRat(perUnit, 1))
	mg, err := strconv.ParseInt(value.FloatString(0), 10, 64)
	return mg, err == nil
}
