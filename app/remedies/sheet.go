package remedies

import (
	"slices"

	"casefolio/app/money"
)

// Cell is one figure as it counts.
type Cell struct {
	Field   Field
	Given   money.Amount // as it was stated; not given: nobody knows it
	Counted money.Amount // in the currency of the order
	From    Origin
	NoRate  bool // it does not count, as the rate of its currency is missing
}

// Sheet is the comparison of one case. It is made anew of facts and figures
// without reading anything, so that a slider can move it.
type Sheet struct {
	Facts
	Own, Shop  Figures  // what was typed for the case, and for all
	Currency   string   // of the order
	Cells      []Cell   // one for every field, in their order
	NoRate     []string // currencies whose rate is missing
	Missing    []Field  // costs that nobody gave, without which the comparison is too kind
	FeeShare   int64
	CouponCost int64
	Resale     int64
	Rates      map[string]string
	Input      Input
	Table      Table
	Ranked     []Ranked
	Warnings   []Warning
	Fault      error // why there is no table
}

// Cell finds a figure.
func (s Sheet) Cell(of Field) Cell {
	for _, c := range s.Cells {
		if c.Field == of {
			return c
		}
	}
	return Cell{Field: of}
}

// Work makes the sheet of a case. own counts before what the order says, and
// that before what the seller set for all cases.
func (r *Rules) Work(f Facts, shop, own Figures) Sheet {
	s := Sheet{Facts: f, Own: own, Shop: shop, Rates: map[string]string{}}
	for _, rates := range []map[string]string{shop.Rates, own.Rates} {
		for currency, rate := range rates {
			s.Rates[currency] = rate
		}
	}
	s.FeeShare = first(0, own.FeeShare, shop.FeeShare)
	s.CouponCost = first(Whole, own.CouponCost, shop.CouponCost)
	s.Resale = first(0, own.Resale, shop.Resale)
	s.Currency = f.ShopCurrency
	for _, of := range Fields() {
		s.Cells = append(s.Cells, s.cell(of))
	}
	s.derive()
	costs := []Field{Goods, FreightOut, FreightBack}
	if r.in(partMissing, f) {
		costs = append(costs, PartCost)
	}
	for _, of := range costs {
		if !s.Cell(of).Given.Given() {
			s.Missing = append(s.Missing, of)
		}
	}
	s.Warnings = r.Warnings(f)
	if s.Table, s.Fault = Compare(s.Input, nil); s.Fault != nil {
		return s
	}
	if s.Table, s.Fault = Compare(s.Input, r.options(s)); s.Fault == nil {
		s.Ranked = r.Rank(s.Input, s.Table, f)
	}
	return s
}

// first is the first share that is given.
func first(usual int64, shares ...*int64) int64 {
	for _, share := range shares {
		if share != nil {
			return *share
		}
	}
	return usual
}

// cell finds a figure and counts it in the currency of the order, which the
// price gives.
func (s *Sheet) cell(of Field) Cell {
	c := Cell{Field: of}
	for _, from := range []struct {
		amount money.Amount
		from   Origin
	}{
		{*s.Own.Amount(of), Typed}, {s.known(of), s.origin(of)}, {*s.Shop.Amount(of), FromShop},
	} {
		if from.amount.Given() {
			c.Given, c.From = from.amount, from.from
			break
		}
	}
	if !c.Given.Given() {
		return c
	}
	if of == Price {
		s.Currency = c.Given.Currency
	}
	var ok bool
	if c.Counted, ok = s.count(c.Given); !ok {
		c.NoRate = true
		for _, currency := range []string{c.Given.Currency, s.Currency} {
			if _, ok := rate(currency, s.ShopCurrency, s.Rates); !ok && !slices.Contains(s.NoRate, currency) {
				s.NoRate = append(s.NoRate, currency)
			}
		}
	}
	return c
}

// count gives an amount the currency of the order.
func (s *Sheet) count(a money.Amount) (money.Amount, bool) {
	if counted, ok := convert(a, s.Currency, s.ShopCurrency, s.Rates); ok {
		return counted, true
	}
	for _, r := range s.Facts.Rates {
		if r.From == a.Currency && r.To == s.Currency {
			return convert(a, s.Currency, s.Currency, map[string]string{r.From: r.Rate})
		}
	}
	return money.Amount{}, false
}

// known is what the case itself says of a figure.
func (s *Sheet) known(of Field) money.Amount {
	switch of {
	case Price:
		return s.Facts.Price
	case Goods:
		return s.Facts.Goods
	case Recovery:
		return s.Recovered
	}
	return money.Amount{}
}

func (s *Sheet) origin(of Field) Origin {
	switch of {
	case Price:
		return s.PriceFrom
	case Goods:
		return s.GoodsFrom
	}
	return FromCase
}

// derive fills the input. A fee that nobody gave is its share of the price.
func (s *Sheet) derive() {
	amounts := map[Field]money.Amount{}
	for i, c := range s.Cells {
		if c.Field == Fee && c.From != Typed && s.FeeShare > 0 && amounts[Price].Given() {
			fee := money.Amount{Minor: part(amounts[Price].Minor, s.FeeShare), Currency: s.Currency}
			c = Cell{Field: Fee, Given: fee, Counted: fee, From: FromShop}
			if s.Own.FeeShare != nil {
				c.From = Typed
			}
			s.Cells[i] = c
		}
		amounts[c.Field] = c.Counted
	}
	s.Input = Input{
		Price: amounts[Price], Goods: amounts[Goods], FreightOut: amounts[FreightOut], FreightBack: amounts[FreightBack],
		ResendFreight: amounts[ResendFreight], Fee: amounts[Fee], PartCost: amounts[PartCost], Recovery: amounts[Recovery],
		CouponCost: s.CouponCost, Resale: s.Resale,
	}
}

// The sizes that stand there until the seller moves them.
const (
	usualDiscount = 2000
	usualCoupon   = 1000
	usualBears    = 2500 // where it is not known what a second shipment costs
)

// options are those of the case, and the usual ones of every other kind. A
// buyer is first asked for half of what a second shipment costs, in whole
// percents.
func (r *Rules) options(s Sheet) []Option {
	shared := min(Whole, (ratio(s.Table.Resend.Minor, 2*s.Input.Price.Minor)+50)/100*100)
	if s.Table.Resend.Minor == 0 {
		shared = usualBears
	}
	usual := []Option{
		{Kind: Discount, Share: usualDiscount},
		{Kind: SharedResend, Share: shared},
		{Kind: FreeResend},
		{Kind: ReplacementPart},
		{Kind: ReturnRefund},
		{Kind: RefundOnly},
		{Kind: Coupon, Share: usualCoupon},
		{Kind: Explain},
	}
	var all []Option
	for _, o := range usual {
		own := false
		for _, is := range s.Own.Options {
			if is.Kind == o.Kind {
				own = true
				all = append(all, s.sized(is))
			}
		}
		if !own && (o.Kind != ReplacementPart || s.Input.PartCost.Minor > 0 || r.in(partMissing, s.Facts)) {
			all = append(all, o)
		}
	}
	return all
}

// sized gives an option's amount the currency of the order; one that cannot be
// converted leaves the share.
func (s Sheet) sized(o Option) Option {
	if o.Amount.Given() {
		if a, ok := s.count(o.Amount); ok {
			o.Amount = a
		} else {
			o.Amount = money.Amount{}
		}
	}
	return o
}
