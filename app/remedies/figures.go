package remedies

import (
	"math/big"
	"slices"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// Field names a figure that is an amount.
type Field string

// The figures of a comparison.
const (
	Price         Field = "price"
	Goods         Field = "goods"
	FreightOut    Field = "freight_out"
	FreightBack   Field = "freight_back"
	ResendFreight Field = "resend_freight"
	Fee           Field = "fee"
	PartCost      Field = "part_cost"
	Recovery      Field = "recovery"
)

// Fields lists the figures in the order in which they are asked for.
func Fields() []Field {
	return []Field{Price, Goods, FreightOut, FreightBack, Fee, ResendFreight, PartCost, Recovery}
}

// Figures is what was typed for a case, or for all of them. What is not given
// comes from elsewhere; amounts may be of any currency that has a rate.
type Figures struct {
	Price         money.Amount `json:"price,omitzero"`
	Goods         money.Amount `json:"goods,omitzero"`
	FreightOut    money.Amount `json:"freight_out,omitzero"`
	FreightBack   money.Amount `json:"freight_back,omitzero"`
	ResendFreight money.Amount `json:"resend_freight,omitzero"`
	Fee           money.Amount `json:"fee,omitzero"`
	PartCost      money.Amount `json:"part_cost,omitzero"`
	Recovery      money.Amount `json:"recovery,omitzero"`

	// Parts in basis points: the platform's fee of the price where Fee is not
	// given, what a coupon costs of its face value, what returned goods are
	// still worth.
	FeeShare   *int64 `json:"fee_share,omitempty"`
	CouponCost *int64 `json:"coupon_cost,omitempty"`
	Resale     *int64 `json:"resale,omitempty"`

	// Rates tell by currency what one unit is worth in the shop's currency, as
	// a decimal: {"USD": "7.12"} where the shop counts in CNY.
	Rates map[string]string `json:"rates,omitempty"`

	// Options stand instead of the usual ones of their kind.
	Options []Option `json:"options,omitempty"`
}

// inputKind is how figures are kept: one record a case, one for all cases.
func inputKind() records.Kind[Figures] {
	return records.Kind[Figures]{Name: "remedy_input", Check: (*Figures).check}
}

// Amount is the place of a figure, nil for a field that there is not.
func (f *Figures) Amount(of Field) *money.Amount {
	switch of {
	case Price:
		return &f.Price
	case Goods:
		return &f.Goods
	case FreightOut:
		return &f.FreightOut
	case FreightBack:
		return &f.FreightBack
	case ResendFreight:
		return &f.ResendFreight
	case Fee:
		return &f.Fee
	case PartCost:
		return &f.PartCost
	case Recovery:
		return &f.Recovery
	}
	return nil
}

// mostOptions is how many options one case compares.
const mostOptions = 24

// check refuses what cannot be worked with and tidies rates. A share of nothing
// typed stays.
func (f *Figures) check() error {
	for _, of := range Fields() {
		if a := f.Amount(of); a.Given() {
			currency, err := money.ParseCurrency(a.Currency)
			if err != nil {
				return err
			}
			a.Currency = currency
			if err := (Input{Price: *a}).fits(*a); err != nil {
				return err
			}
		}
	}
	for _, share := range []*int64{f.FeeShare, f.CouponCost, f.Resale} {
		if share != nil && (*share < 0 || *share > Whole) {
			return fault.New("remedy.share")
		}
	}
	rates := map[string]string{}
	for currency, rate := range f.Rates {
		code, err := money.ParseCurrency(currency)
		if err != nil {
			return err
		}
		if strings.TrimSpace(rate) == "" {
			continue
		}
		if rates[code], err = TidyRate(rate); err != nil {
			return err
		}
	}
	if f.Rates = rates; len(rates) == 0 {
		f.Rates = nil
	}
	if len(f.Options) > mostOptions {
		return fault.New("remedy.many")
	}
	for _, o := range f.Options {
		if err := o.check(); err != nil {
			return err
		}
	}
	return nil
}

func (o Option) check() error {
	switch {
	case !o.Kind.known():
		return errUnknown(o.Kind)
	case o.Share < 0 || o.Share > Whole:
		return fault.New("remedy.share")
	case o.Amount.Given():
		return (Input{Price: o.Amount}).fits(o.Amount)
	}
	return nil
}

// Without is the figures with one of them no longer typed.
func (f Figures) Without(of Field) Figures {
	if a := f.Amount(of); a != nil {
		*a = money.Amount{}
	}
	return f
}

// With is the figures with an option instead of all others of its kind.
func (f Figures) With(o Option) Figures {
	kept := slices.DeleteFunc(slices.Clone(f.Options), func(is Option) bool { return is.Kind == o.Kind })
	f.Options = append(kept, o)
	return f
}

// The limits of a rate, as digits before and after the point.
const mostWhole, mostDecimals = 9, 12

// TidyRate reads a rate as it is typed, "7.12", "7,12" or ".14", full-width
// digits too. Anything that is not
// a decimal above nothing is the fault "remedy.rate".
func TidyRate(text string) (string, error) {
	text = strings.ReplaceAll(strings.TrimSpace(narrow(text)), ",", ".")
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	whole, decimals, _ := strings.Cut(text, ".")
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	if whole == "" || len(whole) > mostWhole || len(decimals) > mostDecimals ||
		!digits(whole) || !digits(decimals) || strings.Trim(text, "0.") == "" {
		return "", fault.New("remedy.rate", "text", text)
	}
	return text, nil
}

// convert turns an amount into a currency by the rates, rounded half to even.
// It is false where a rate is missing or the result too large to be true.
func convert(a money.Amount, to, shop string, rates map[string]string) (money.Amount, bool) {
	if a.Currency == to {
		return a, true
	}
	from, ok := rate(a.Currency, shop, rates)
	into, ok2 := rate(to, shop, rates)
	if !ok || !ok2 {
		return money.Amount{}, false
	}
	value := new(big.Rat).Mul(new(big.Rat).SetInt64(a.Minor), from)
	value.Quo(value, into)
	value.Mul(value, new(big.Rat).SetFrac(power(money.Scale(to)), power(money.Scale(a.Currency))))
	minor := quotient(value.Num(), value.Denom())
	if !minor.IsInt64() || minor.Int64() > mostMinor {
		return money.Amount{}, false
	}
	return money.Amount{Minor: minor.Int64(), Currency: to}, true
}

func power(of int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(of)), nil) }

// rate is what one unit of a currency is worth in the shop's.
func rate(currency, shop string, rates map[string]string) (*big.Rat, bool) {
	if currency == shop {
		return big.NewRat(1, 1), true
	}
	text, err := TidyRate(rates[currency])
	if err != nil {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}
