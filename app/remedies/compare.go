package remedies

import (
	"math/big"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// Input is what the arithmetic starts from. All amounts are of one currency;
// what is not given counts as nothing. Only Price must be more than nothing.
type Input struct {
	Price         money.Amount // what the buyer paid
	Goods         money.Amount // what the goods cost the seller
	FreightOut    money.Amount // of the first shipment
	FreightBack   money.Amount // of a return, where the seller bears it
	ResendFreight money.Amount // of a second shipment; not given: as FreightOut
	Fee           money.Amount // of the platform, not refunded whatever becomes of the order
	PartCost      money.Amount // of a spare part with its freight
	Recovery      money.Amount // expected from a carrier or a supplier, whatever is offered
	CouponCost    int64        // what a coupon costs the seller, in basis points of its face value
	Resale        int64        // what returned goods are still worth, in basis points of Goods
}

// Line is one option worked out. Left is what the order leaves:
// Untroubled − SellerPays + BuyerBears + Resold + Recovered.
type Line struct {
	Option     Option
	Share      int64        // of the price in basis points; of an amount rounded half to even
	Size       money.Amount // what the option's share or amount comes to
	BuyerGets  money.Amount // money, or the face value of a coupon
	Goods      What
	SellerPays money.Amount // before what others bear
	BuyerBears money.Amount
	Resold     money.Amount
	Recovered  money.Amount
	Left       money.Amount
	Over       bool // it leaves more than the order without trouble
}

// Point is a size at which two courses meet. Amount is exact; Share is its part
// of the price in basis points, rounded towards the seller's safe side. Beyond
// tells that no size of the option reaches it, as it is below nothing or above
// the price.
type Point struct {
	Amount money.Amount
	Share  int64
	Beyond bool
}

// BreakEven are the sizes at which the choice turns.
type BreakEven struct {
	Discount  Point // the discount that leaves nothing of the order
	AsResend  Point // the discount that costs as much as a free second shipment
	Share     Point // the buyer's share of a second shipment at which nothing is lost
	Untouched Point // the buyer's share from which more is left than without trouble
}

// Table is a comparison.
type Table struct {
	Untroubled money.Amount // what is left of the order without trouble
	Resend     money.Amount // what a second shipment costs
	Lines      []Line       // in the order of the options
	Even       BreakEven
}

// mostMinor bounds every amount, so that no sum of them can overflow.
const mostMinor = 1_000_000_000_000_000

// Compare works every option out. Its faults are "remedy.price", "remedy.mixed"
// for amounts of different currencies, "remedy.negative", "remedy.share",
// "remedy.above" for more than the price, "remedy.kind" and "remedy.overflow".
func Compare(in Input, options []Option) (Table, error) {
	in, err := in.checked()
	if err != nil {
		return Table{}, err
	}
	sum := in.sum
	t := Table{
		Untroubled: sum(in.Price.Minor - in.Goods.Minor - in.FreightOut.Minor - in.Fee.Minor),
		Resend:     sum(in.Goods.Minor + in.ResendFreight.Minor),
	}
	t.Even = in.even(t)
	for _, o := range options {
		line, err := in.line(o, t)
		if err != nil {
			return Table{}, err
		}
		t.Lines = append(t.Lines, line)
	}
	return t, nil
}

func (in Input) sum(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: in.Price.Currency}
}

// checked refuses what cannot be worked with and gives every amount the
// currency of the price.
func (in Input) checked() (Input, error) {
	if !in.Price.Given() || in.Price.Minor <= 0 {
		return in, fault.New("remedy.price")
	}
	if !in.ResendFreight.Given() {
		in.ResendFreight = in.FreightOut
	}
	for _, a := range []*money.Amount{
		&in.Price, &in.Goods, &in.FreightOut, &in.FreightBack, &in.ResendFreight, &in.Fee, &in.PartCost, &in.Recovery,
	} {
		if !a.Given() {
			*a = in.sum(0)
		}
		if err := in.fits(*a); err != nil {
			return in, err
		}
	}
	if in.CouponCost < 0 || in.CouponCost > Whole || in.Resale < 0 || in.Resale > Whole {
		return in, fault.New("remedy.share")
	}
	return in, nil
}

func (in Input) fits(a money.Amount) error {
	switch {
	case a.Currency != in.Price.Currency:
		return fault.New("remedy.mixed", "one", in.Price.Currency, "other", a.Currency)
	case a.Minor < 0:
		return fault.New("remedy.negative")
	case a.Minor > mostMinor:
		return fault.New("remedy.overflow")
	}
	return nil
}

// size is what an option's share or amount comes to.
func (in Input) size(o Option) (money.Amount, error) {
	if !o.Kind.known() {
		return money.Amount{}, errUnknown(o.Kind)
	}
	if !o.Kind.Sized() {
		return in.sum(0), nil
	}
	if o.Amount.Given() {
		if err := in.fits(o.Amount); err != nil {
			return o.Amount, err
		}
		if o.Kind != Coupon && o.Amount.Minor > in.Price.Minor {
			return o.Amount, fault.New("remedy.above", "price", in.Price.String())
		}
		return o.Amount, nil
	}
	if o.Share < 0 || o.Share > Whole {
		return o.Amount, fault.New("remedy.share")
	}
	if o.Share == 0 && (o.Kind == ReturnRefund || o.Kind == RefundOnly) {
		return in.Price, nil
	}
	return in.sum(part(in.Price.Minor, o.Share)), nil
}

// share is the part of the price that an option is, as it was stated where that
// was a part.
func (in Input) share(o Option, size money.Amount) int64 {
	if o.Share != 0 && !o.Amount.Given() {
		return o.Share
	}
	return ratio(size.Minor, in.Price.Minor)
}

func (in Input) line(o Option, t Table) (Line, error) {
	size, err := in.size(o)
	if err != nil {
		return Line{}, err
	}
	l := Line{
		Option: o, Size: size, Share: in.share(o, size),
		BuyerGets: in.sum(0), SellerPays: in.sum(0), BuyerBears: in.sum(0), Resold: in.sum(0), Recovered: in.Recovery,
	}
	switch o.Kind {
	case Discount, RefundOnly:
		l.BuyerGets, l.SellerPays, l.Goods = size, size, Kept
	case Coupon:
		l.BuyerGets, l.SellerPays, l.Goods = size, in.sum(part(size.Minor, in.CouponCost)), Kept
	case SharedResend:
		l.BuyerBears, l.SellerPays, l.Goods = size, t.Resend, NewGoods
	case FreeResend:
		l.SellerPays, l.Goods = t.Resend, NewGoods
	case ReplacementPart:
		l.SellerPays, l.Goods = in.PartCost, Part
	case ReturnRefund:
		l.BuyerGets, l.SellerPays = size, in.sum(size.Minor+in.FreightBack.Minor)
		l.Resold = in.sum(part(in.Goods.Minor, in.Resale))
	}
	l.Left = in.sum(t.Untroubled.Minor - l.SellerPays.Minor + l.BuyerBears.Minor + l.Resold.Minor + l.Recovered.Minor)
	l.Over = l.Left.Minor > t.Untroubled.Minor
	return l, nil
}

// even finds where the choice turns. A discount's share is rounded down and a
// buyer's share up, so that at the share itself the seller does not lose.
func (in Input) even(t Table) BreakEven {
	rest := t.Untroubled.Minor + in.Recovery.Minor
	return BreakEven{
		Discount:  in.point(rest, false),
		AsResend:  in.point(t.Resend.Minor, false),
		Share:     in.point(max(0, t.Resend.Minor-rest), true),
		Untouched: in.point(max(0, t.Resend.Minor-in.Recovery.Minor), true),
	}
}

func (in Input) point(minor int64, up bool) Point {
	p := Point{Amount: in.sum(minor), Beyond: minor < 0 || minor > in.Price.Minor}
	share, rest := new(big.Int).DivMod(
		new(big.Int).Mul(big.NewInt(minor), big.NewInt(Whole)), big.NewInt(in.Price.Minor), new(big.Int))
	if up && rest.Sign() > 0 {
		share.Add(share, big.NewInt(1))
	}
	if p.Share = Whole; share.IsInt64() {
		p.Share = share.Int64()
	}
	return p
}

// part is a share of an amount in basis points, rounded half to even.
func part(minor, share int64) int64 {
	return quotient(new(big.Int).Mul(big.NewInt(minor), big.NewInt(share)), big.NewInt(Whole)).Int64()
}

// ratio is how many basis points of whole a part is, rounded half to even. A
// ratio that no integer holds is the highest there is.
func ratio(of, whole int64) int64 {
	q := quotient(new(big.Int).Mul(big.NewInt(of), big.NewInt(Whole)), big.NewInt(whole))
	if !q.IsInt64() {
		return 1<<63 - 1
	}
	return q.Int64()
}

// quotient divides and rounds half to even. by is more than nothing.
func quotient(n, by *big.Int) *big.Int {
	q, rest := new(big.Int).DivMod(n, by, new(big.Int)) // rest is never negative
	switch rest.Lsh(rest, 1).Cmp(by) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		if q.Bit(0) == 1 {
			q.Add(q, big.NewInt(1))
		}
	}
	return q
}
