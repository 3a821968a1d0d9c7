package ledger

import (
	"math/big"
	"strings"

	"golang.org/x/text/width"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// The most digits of a rate before and behind its point: a rate is a figure
// from a page or a bank statement, and those of large and small currencies
// have their place in it.
const (
	rateWhole = 9
	rateFrac  = 12
)

// ParseRate reads a rate of exchange, "7.18", "0,1393", full-width digits too,
// and writes it with a point and without idle zeros. Anything but a decimal
// above zero is the fault "ledger.rate".
func ParseRate(text string) (string, error) {
	bad := fault.New("ledger.rate", "text", strings.TrimSpace(text))
	s := strings.TrimSpace(width.Narrow.String(text))
	if strings.Count(s, ",")+strings.Count(s, ".") > 1 {
		return "", bad
	}
	whole, frac, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	if whole+frac == "" || strings.Trim(whole+frac, "0123456789") != "" {
		return "", bad
	}
	whole, frac = strings.TrimLeft(whole, "0"), strings.TrimRight(frac, "0")
	if whole+frac == "" || len(whole) > rateWhole || len(frac) > rateFrac {
		return "", bad
	}
	if whole == "" {
		whole = "0"
	}
	if frac == "" {
		return whole, nil
	}
	return whole + "." + frac, nil
}

// Convert gives an amount in another currency at a rate that ParseRate wrote.
// The exact product is rounded once, to the nearest minor unit of to, and a half
// to the even one, as banks do. What would have more digits than an amount may
// have is the fault "ledger.large".
func Convert(a money.Amount, rate, to string) (money.Amount, error) {
	rate, err := ParseRate(rate)
	if err != nil {
		return money.Amount{}, err
	}
	whole, frac, _ := strings.Cut(rate, ".")
	digits, _ := new(big.Int).SetString(whole+frac, 10)
	n := new(big.Int).Mul(big.NewInt(a.Minor), digits)
	// minor = amount · rate · 10^scale(to) / 10^(scale(from) + decimals of the rate)
	shift := money.Scale(to) - money.Scale(a.Currency) - len(frac)
	if shift >= 0 {
		n.Mul(n, tenTo(shift))
	} else {
		n = halfEven(n, tenTo(-shift))
	}
	if n.CmpAbs(big.NewInt(maxMinor)) >= 0 {
		return money.Amount{}, fault.New("ledger.large")
	}
	return money.Amount{Minor: n.Int64(), Currency: to}, nil
}

func tenTo(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// halfEven divides n by d, which is above zero, and rounds to the nearest whole
// number, a half to the even one.
func halfEven(n, d *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	twice := new(big.Int).Lsh(r.Abs(r), 1)
	if c := twice.Cmp(d); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(int64(n.Sign())))
	}
	return q
}
