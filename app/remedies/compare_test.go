package remedies

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"casefolio/app/fault"
	"casefolio/app/money"
)

func usd(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "USD"} }

// example is an order of 100 dollars.
func example() Input {
	return Input{
		Price: usd(10000), Goods: usd(3200), FreightOut: usd(1850), FreightBack: usd(4100), Fee: usd(300),
		CouponCost: Whole,
	}
}

func TestExample(t *testing.T) {
	table, err := Compare(example(), []Option{
		{Kind: Discount, Share: 2000},
		{Kind: SharedResend, Share: 7000},
		{Kind: FreeResend},
		{Kind: ReturnRefund},
		{Kind: RefundOnly},
	})
	if err != nil {
		t.Fatal(err)
	}
	if table.Untroubled != usd(4650) || table.Resend != usd(5050) {
		t.Error(table.Untroubled, table.Resend)
	}
	for i, want := range []int64{2650, 6600, -400, -9450, -5350} {
		if l := table.Lines[i]; l.Left != usd(want) || l.Over != (i == 1) {
			t.Errorf("%s leaves %v, over %v; want %d", l.Option.Kind, l.Left, l.Over, want)
		}
	}
	even := table.Even
	for _, p := range []struct {
		name  string
		is    Point
		minor int64
		share int64
	}{
		{"discount", even.Discount, 4650, 4650}, {"as a resend", even.AsResend, 5050, 5050},
		{"share", even.Share, 400, 400}, {"untouched", even.Untouched, 5050, 5050},
	} {
		if p.is.Amount != usd(p.minor) || p.is.Share != p.share || p.is.Beyond {
			t.Errorf("%s: %+v", p.name, p.is)
		}
	}
}

// rat is the plain reference: exact, in fractions of a minor unit, rounded at
// the same places by a rule of its own.
func rat(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

func halfEven(r *big.Rat) int64 {
	whole := new(big.Int).Quo(r.Num(), r.Denom()) // towards nothing; r is not negative
	rest := new(big.Rat).Sub(r, new(big.Rat).SetInt(whole))
	switch rest.Cmp(big.NewRat(1, 2)) {
	case 1:
		return whole.Int64() + 1
	case 0:
		return whole.Int64() + whole.Int64()%2
	}
	return whole.Int64()
}

func share(of, bp int64) int64 { return halfEven(new(big.Rat).Mul(rat(of), big.NewRat(bp, Whole))) }

func reference(in Input, o Option) *big.Rat {
	left := rat(in.Price.Minor)
	take := func(all ...int64) {
		for _, n := range all {
			left.Sub(left, rat(n))
		}
	}
	take(in.Goods.Minor, in.FreightOut.Minor, in.Fee.Minor, -in.Recovery.Minor)
	size := share(in.Price.Minor, o.Share)
	if o.Amount.Given() {
		size = o.Amount.Minor
	} else if o.Share == 0 && (o.Kind == RefundOnly || o.Kind == ReturnRefund) {
		size = in.Price.Minor
	}
	switch o.Kind {
	case Discount, RefundOnly:
		take(size)
	case SharedResend:
		take(in.Goods.Minor, in.ResendFreight.Minor, -size)
	case FreeResend:
		take(in.Goods.Minor, in.ResendFreight.Minor)
	case ReplacementPart:
		take(in.PartCost.Minor)
	case ReturnRefund:
		take(size, in.FreightBack.Minor, -share(in.Goods.Minor, in.Resale))
	case Coupon:
		take(share(size, in.CouponCost))
	}
	return left
}

func TestRandomCases(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 20_000 {
		most := int64(1) << (1 + r.IntN(49))
		some := func() money.Amount { return usd(r.Int64N(most)) }
		in := Input{
			Price: usd(1 + r.Int64N(most)), Goods: some(), FreightOut: some(), FreightBack: some(), ResendFreight: some(),
			Fee: some(), PartCost: some(), Recovery: some(), CouponCost: r.Int64N(Whole + 1), Resale: r.Int64N(Whole + 1),
		}
		o := Option{Kind: Kinds()[r.IntN(len(Kinds()))], Share: r.Int64N(Whole + 1)}
		if r.IntN(3) == 0 {
			o.Amount = usd(r.Int64N(in.Price.Minor + 1))
		}
		table, err := Compare(in, []Option{o})
		if err != nil {
			t.Fatal(in, o, err)
		}
		l := table.Lines[0]
		if want := reference(in, o); rat(l.Left.Minor).Cmp(want) != 0 {
			t.Fatalf("%+v of %+v leaves %d, want %s", o, in, l.Left.Minor, want)
		}
		if l.Over != (l.Left.Minor > table.Untroubled.Minor) ||
			l.Left.Minor != table.Untroubled.Minor-l.SellerPays.Minor+l.BuyerBears.Minor+l.Resold.Minor+l.Recovered.Minor {
			t.Fatalf("%+v does not add up", l)
		}
		checkEven(t, in, table)
	}
}

// checkEven works the break-even points out once more as offers.
func checkEven(t *testing.T, in Input, table Table) {
	t.Helper()
	left := func(o Option) int64 {
		again, err := Compare(in, []Option{o})
		if err != nil {
			t.Fatal(err)
		}
		return again.Lines[0].Left.Minor
	}
	even := table.Even
	if p := even.Discount; !p.Beyond {
		if n := left(Option{Kind: Discount, Amount: p.Amount}); n != 0 {
			t.Fatalf("a discount of %v leaves %d", p.Amount, n)
		}
		if n := left(Option{Kind: Discount, Share: p.Share}); n < 0 {
			t.Fatalf("a discount of %d bp leaves %d", p.Share, n)
		}
	}
	free := left(Option{Kind: FreeResend})
	if p := even.AsResend; !p.Beyond && left(Option{Kind: Discount, Amount: p.Amount}) != free {
		t.Fatalf("a discount of %v is not like a second shipment", p.Amount)
	}
	if p := even.Share; !p.Beyond {
		if n := left(Option{Kind: SharedResend, Amount: p.Amount}); n < 0 || n > 0 && p.Amount.Minor > 0 {
			t.Fatalf("a share of %v leaves %d", p.Amount, n)
		}
		if p.Share <= Whole && left(Option{Kind: SharedResend, Share: p.Share}) < 0 {
			t.Fatalf("a share of %d bp loses", p.Share)
		}
	}
	if p := even.Untouched; !p.Beyond && p.Amount.Minor > 0 &&
		left(Option{Kind: SharedResend, Amount: p.Amount}) != table.Untroubled.Minor {
		t.Fatalf("a share of %v is not like no trouble", p.Amount)
	}
}

func TestRefused(t *testing.T) {
	in := example()
	for _, c := range []struct {
		code   string
		change func(*Input) Option
	}{
		{"remedy.price", func(in *Input) Option { in.Price = money.Amount{}; return Option{Kind: Explain} }},
		{"remedy.price", func(in *Input) Option { in.Price = usd(0); return Option{Kind: Explain} }},
		{"remedy.mixed", func(in *Input) Option {
			in.Goods = money.Amount{Minor: 1, Currency: "CNY"}
			return Option{Kind: Explain}
		}},
		{"remedy.negative", func(in *Input) Option { in.Fee = usd(-1); return Option{Kind: Explain} }},
		{"remedy.overflow", func(in *Input) Option { in.Goods = usd(1 << 62); return Option{Kind: FreeResend} }},
		{"remedy.share", func(in *Input) Option { return Option{Kind: Discount, Share: Whole + 1} }},
		{"remedy.share", func(in *Input) Option { in.Resale = -1; return Option{Kind: Explain} }},
		{"remedy.above", func(in *Input) Option { return Option{Kind: Discount, Amount: usd(10001)} }},
		{"remedy.kind", func(in *Input) Option { return Option{Kind: "gift"} }},
	} {
		is := in
		o := c.change(&is)
		if _, err := Compare(is, []Option{o}); !fault.Is(err, c.code) {
			t.Errorf("want %s: %v", c.code, err)
		}
	}
}

// A currency without decimals is rounded to whole units.
func TestYen(t *testing.T) {
	yen := func(n int64) money.Amount { return money.Amount{Minor: n, Currency: "JPY"} }
	table, err := Compare(Input{Price: yen(6250)}, []Option{{Kind: Discount, Share: 1500}, {Kind: Discount, Share: 1502}})
	if err != nil || table.Lines[0].Size != yen(938) || table.Lines[1].Size != yen(939) { // 937.5 and 938.75
		t.Error(table, err)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(int64(10000), int64(3200), int64(1850), int64(7000), int64(-1), uint8(2))
	f.Fuzz(func(t *testing.T, price, goods, freight, share, amount int64, kind uint8) {
		o := Option{Kind: Kinds()[int(kind)%len(Kinds())], Share: share}
		if amount >= 0 {
			o.Amount = usd(amount)
		}
		in := Input{Price: usd(price), Goods: usd(goods), FreightOut: usd(freight), Resale: Whole, CouponCost: Whole}
		table, err := Compare(in, []Option{o})
		if err != nil {
			return
		}
		in.ResendFreight = in.FreightOut
		if rat(table.Lines[0].Left.Minor).Cmp(reference(in, o)) != 0 {
			t.Fatal(in, o, table.Lines[0])
		}
	})
}
