package ledger_test

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/shop"
	"casefolio/data/datatest"
)

func sum(minor int64, code string) money.Amount { return money.Amount{Minor: minor, Currency: code} }

func TestParseRate(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"7.18", "7.18"}, {" 0,1393 ", "0.1393"}, {"７．１８", "7.18"}, {"1", "1"}, {"007.500", "7.5"}, {".5", "0.5"}, {"2.", "2"},
		{"0.000000000001", "0.000000000001"}, {"999999999", "999999999"},
	} {
		if got, err := ledger.ParseRate(c.in); err != nil || got != c.want {
			t.Errorf("%q: %q %v", c.in, got, err)
		}
	}
	for _, in := range []string{"", "0", "0.0", "-1", "+1", "1e3", "1.2.3", "1,234.5", "seven", "1000000000", "0.0000000000001", ".", "1 2"} {
		if got, err := ledger.ParseRate(in); !fault.Is(err, "ledger.rate") {
			t.Errorf("%q: %q %v", in, got, err)
		}
	}
}

func FuzzParseRate(f *testing.F) {
	f.Add("7.18")
	f.Add("0,1")
	f.Fuzz(func(t *testing.T, in string) {
		got, err := ledger.ParseRate(in)
		if err != nil {
			return
		}
		if again, err := ledger.ParseRate(got); err != nil || again != got {
			t.Errorf("%q reads %q, then %q %v", in, got, again, err)
		}
		if a, err := ledger.Convert(sum(100, "USD"), got, "USD"); err == nil && a.Minor < 0 {
			t.Errorf("%q makes %v of a dollar", in, a)
		}
	})
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		from money.Amount
		rate string
		to   string
		want int64
	}{
		{sum(8000, "CNY"), "0.128", "EUR", 1024},
		{sum(1000, "USD"), "150.05", "JPY", 1500}, // 1500.5: the even one
		{sum(3000, "USD"), "150.05", "JPY", 4502}, // 4501.5: the even one
		{sum(1000, "JPY"), "0.0066", "USD", 660},
		{sum(1000, "KWD"), "3.25", "USD", 325},
		{sum(-1000, "USD"), "150.05", "JPY", -1500},
		{sum(1, "USD"), "0.5", "EUR", 0},
		{sum(3, "USD"), "0.5", "EUR", 2},
	} {
		if got, err := ledger.Convert(c.from, c.rate, c.to); err != nil || got != sum(c.want, c.to) {
			t.Errorf("%v at %s: %v %v, want %d", c.from, c.rate, got, err, c.want)
		}
	}
	if _, err := ledger.Convert(sum(999_999_999_999_999, "USD"), "999999999", "EUR"); !fault.Is(err, "ledger.large") {
		t.Error(err)
	}
}

// Converting agrees with fractions that are rounded to the nearest, a half to
// the even one.
func TestConvertAgreesWithFractions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	codes := []string{"USD", "EUR", "JPY", "KWD", "CNY"}
	for range 5000 {
		from := sum(r.Int64N(2_000_000)-1_000_000, codes[r.IntN(len(codes))])
		to := codes[r.IntN(len(codes))]
		rate := big.NewRat(r.Int64N(99_999)+1, []int64{1, 10, 100, 1000, 10000, 2, 4}[r.IntN(7)])
		got, err := ledger.Convert(from, rate.FloatString(6), to)
		if err != nil {
			t.Fatal(err)
		}
		exact := new(big.Rat).Mul(big.NewRat(from.Minor, power(money.Scale(from.Currency))), rate)
		exact.Mul(exact, big.NewRat(power(money.Scale(to)), 1))
		off := new(big.Rat).Sub(exact, big.NewRat(got.Minor, 1))
		switch off.Abs(off).Cmp(big.NewRat(1, 2)) {
		case 1:
			t.Fatalf("%v at %v in %s: %v, exactly %v", from, rate, to, got, exact)
		case 0:
			if got.Minor%2 != 0 {
				t.Fatalf("%v at %v in %s: %v is odd", from, rate, to, got)
			}
		}
	}
}

func power(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// What the lines come to is what a plain sum over them says.
func TestCountAgreesWithPlainSums(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	f := ledger.Facts{Price: sum(10_000, "EUR"), Shop: "CNY"}
	for range 500 {
		var lines []ledger.Line
		var cost, order, back int64
		for range r.IntN(8) {
			l := ledger.Line{Kind: ledger.Kinds()[r.IntN(len(ledger.Kinds()))], Amount: sum(r.Int64N(5000)+1, "EUR")}
			counted := l.Amount.Minor
			if r.IntN(3) == 0 {
				l.Amount.Currency, l.Rate, l.To = "USD", "2", "EUR"
				counted *= 2
			}
			switch l.Order = r.IntN(4) == 0 && l.Kind != ledger.Recovered; {
			case l.Order:
				order += counted
			case l.Kind == ledger.Recovered:
				back += counted
			default:
				cost += counted
			}
			lines = append(lines, l)
		}
		s, err := ledger.Count(f, "8", lines)
		if err != nil {
			t.Fatal(err)
		}
		net := cost - back
		if s.Cost.Minor != cost || s.Recovered.Minor != back || s.Order.Minor != order || s.Left != sum(10_000-order-net, "EUR") ||
			s.Shop != sum(8*net, "CNY") || s.CostCounted != (cost > 0) || s.RecoveredCounted != (back > 0) {
			t.Fatalf("%+v: %+v", lines, s)
		}
	}
}

func TestCountWithoutARate(t *testing.T) {
	f := ledger.Facts{Price: sum(10_000, "EUR"), Cost: sum(700, "EUR"), Shop: "EUR"}
	s, err := ledger.Count(f, "", []ledger.Line{{Kind: ledger.Refund, Amount: sum(500, "USD"), Rate: "0.9", To: "GBP"}})
	if err != nil || s.Unrated != 1 || s.Cost.Given() || !s.CostCounted || len(s.Per) != 1 || s.Per[0].Spent != sum(500, "USD") {
		t.Errorf("%+v %v", s, err)
	}
	s, err = ledger.Count(f, "", nil)
	if err != nil || s.CostCounted || s.Cost != sum(700, "EUR") || s.Left != sum(9_300, "EUR") || s.Shop != sum(700, "EUR") {
		t.Errorf("%+v %v", s, err)
	}
	f.Cost = sum(700, "USD") // typed in another currency: nothing follows from it
	if s, err = ledger.Count(f, "", nil); err != nil || s.Left.Given() || s.Shop.Given() || s.Cost != sum(700, "USD") {
		t.Errorf("%+v %v", s, err)
	}
	many := make([]ledger.Line, 3)
	for i := range many {
		many[i] = ledger.Line{Kind: ledger.Refund, Amount: sum(900_000_000_000_000, "EUR")}
	}
	if _, err = ledger.Count(f, "", many); !fault.Is(err, "ledger.large") {
		t.Error(err)
	}
}

type bench struct {
	*app.Services
	c cases.Case
}

func open(t testing.TB) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), os.DirFS("../../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	p := shop.Defaults()
	p.Currency = "CNY"
	if err := s.Shop.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	b := &bench{Services: s}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma", Order: "302-8841276-2210751", Amount: sum(3990, "EUR"), Cost: sum(400, "EUR"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// says holds cost and recovery of the case against what they should be.
func (b *bench) says(t *testing.T, cost, recovered string) {
	t.Helper()
	c, err := b.Cases.Get(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if c.Cost.String() != cost || c.Recovered.String() != recovered {
		t.Errorf("the case says %q %q, not %q %q", c.Cost, c.Recovered, cost, recovered)
	}
}

func (b *bench) add(t *testing.T, l ledger.Line) ledger.Entry {
	t.Helper()
	e, err := b.Ledger.Add(t.Context(), b.c.ID, l)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The case follows its lines, and what was typed before comes back with the
// removal of the last.
func TestTheCaseFollowsItsLines(t *testing.T) {
	b, ctx := open(t), t.Context()
	own := b.add(t, ledger.Line{Kind: ledger.Goods, Amount: sum(1500, "EUR"), Order: true})
	b.says(t, "EUR 4.00", "") // what the order itself cost is no cost of the complaint
	refund := b.add(t, ledger.Line{Kind: ledger.Refund, Amount: sum(1200, "EUR"), Note: " half "})
	b.says(t, "EUR 12.00", "")
	back := b.add(t, ledger.Line{Kind: ledger.Recovered, Amount: sum(8000, "CNY"), Rate: "0,128", From: "carrier"})
	b.says(t, "EUR 12.00", "EUR 10.24")
	book, err := b.Ledger.Book(ctx, b.c.Number)
	if err != nil || len(book.Lines) != 3 || book.Sums.Left != sum(3990-1500-1200+1024, "EUR") || book.Behind() {
		t.Fatalf("%+v %v", book, err)
	}
	if refund.Is.Note != "half" || refund.Is.At.IsZero() || back.Is.To != "EUR" || back.Is.Rate != "0.128" {
		t.Errorf("%+v %+v", refund.Is, back.Is)
	}
	refund.Is.Amount = sum(2000, "EUR")
	if refund, err = b.Ledger.Change(ctx, refund); err != nil {
		t.Fatal(err)
	}
	b.says(t, "EUR 20.00", "EUR 10.24")
	for _, id := range []string{refund.ID, back.ID, own.ID} {
		if err := b.Ledger.Remove(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	b.says(t, "EUR 4.00", "")
	if err := b.Ledger.Restore(ctx, refund.ID); err != nil {
		t.Fatal(err)
	}
	b.says(t, "EUR 20.00", "")
	if err := b.Ledger.Remove(ctx, refund.ID); err != nil {
		t.Fatal(err)
	}
	b.says(t, "EUR 4.00", "")
	if r, err := b.Ledger.LastRate(ctx, "CNY", "EUR"); err != nil || r.Rate != "0.128" {
		t.Error(r, err)
	}
	report, err := b.Journal.Verify(ctx, nil)
	if err != nil || !report.OK {
		t.Error(report, err)
	}
}

// Whatever is logged, changed, removed and restored, the case says what a plain
// sum over its lines says, and in the end what was typed at first.
func TestRandomDeeds(t *testing.T) {
	b, ctx := open(t), t.Context()
	r := rand.New(rand.NewPCG(5, 6))
	live, gone := map[string]ledger.Entry{}, map[string]ledger.Entry{}
	random := func() ledger.Line {
		l := ledger.Line{Kind: ledger.Kinds()[r.IntN(len(ledger.Kinds()))], Amount: sum(r.Int64N(5000)+1, "EUR"), Order: r.IntN(4) == 0}
		if r.IntN(3) == 0 {
			l.Amount.Currency, l.Rate = "CNY", "0.128"
		}
		return l
	}
	pick := func(of map[string]ledger.Entry) (e ledger.Entry, ok bool) {
		for _, e := range of {
			return e, true
		}
		return e, false
	}
	for range 60 {
		var err error
		switch e, ok := pick(live); r.IntN(4) {
		case 0:
			e = b.add(t, random())
			live[e.ID] = e
		case 1:
			if ok {
				at := e.Is.At
				e.Is = random()
				e.Is.At = at
				live[e.ID], err = b.Ledger.Change(ctx, e)
			}
		case 2:
			if ok {
				err = b.Ledger.Remove(ctx, e.ID)
				delete(live, e.ID)
				gone[e.ID] = e
			}
		case 3:
			if e, ok := pick(gone); ok {
				err = b.Ledger.Restore(ctx, e.ID)
				delete(gone, e.ID)
				e.Revision += 2
				live[e.ID] = e
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		cost, back := "EUR 4.00", ""
		var spent, came money.Amount
		for _, e := range live {
			a, _ := e.Is.In("EUR")
			switch e.Is.Side() {
			case "cost":
				spent = sum(spent.Minor+a.Minor, "EUR")
				cost = spent.String()
			case "recovered":
				came = sum(came.Minor+a.Minor, "EUR")
				back = came.String()
			}
		}
		b.says(t, cost, back)
	}
	var ids []string
	for id := range live {
		ids = append(ids, id)
	}
	if err := b.Ledger.Remove(ctx, ids...); err != nil {
		t.Fatal(err)
	}
	b.says(t, "EUR 4.00", "")
	report, err := b.Journal.Verify(ctx, nil)
	if err != nil || !report.OK {
		t.Error(report, err)
	}
}

func TestRefusedLines(t *testing.T) {
	b, ctx := open(t), t.Context()
	for _, c := range []struct {
		line ledger.Line
		want string
	}{
		{ledger.Line{Kind: "gift", Amount: sum(1, "EUR")}, "ledger.kind"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(0, "EUR")}, "ledger.amount"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(-5, "EUR")}, "ledger.amount"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "EURO")}, "money.currency"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "USD")}, "ledger.no_rate"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "USD"), Rate: "x"}, "ledger.rate"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "USD"), Rate: "2", RateDate: "soon"}, "ledger.rate_date"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "USD"), Rate: "2", To: "GBP"}, "ledger.no_rate"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "EUR"), At: time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)}, "ledger.time"},
		{ledger.Line{Kind: ledger.Refund, Amount: sum(5, "EUR"), Note: strings.Repeat("x", 2001)}, "ledger.note"},
	} {
		if _, err := b.Ledger.Add(ctx, b.c.ID, c.line); !fault.Is(err, c.want) {
			t.Errorf("%+v: %v, want %s", c.line, err, c.want)
		}
	}
	b.says(t, "EUR 4.00", "")
	if err := b.Cases.Trash(ctx, b.c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Ledger.Add(ctx, b.c.ID, ledger.Line{Kind: ledger.Refund, Amount: sum(5, "EUR")}); !fault.Is(err, "ledger.trashed") {
		t.Error(err)
	}
}

// Sums that are logged side by side all count.
func TestSumsSideBySide(t *testing.T) {
	b := open(t)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if _, err := b.Ledger.Add(t.Context(), b.c.ID, ledger.Line{Kind: ledger.Refund, Amount: sum(100, "EUR")}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	b.says(t, "EUR 3.00", "")
}

// After the currency of the case was changed, its lines wait for rates.
func TestAnotherCurrencyOfTheCase(t *testing.T) {
	b, ctx := open(t), t.Context()
	e := b.add(t, ledger.Line{Kind: ledger.Refund, Amount: sum(1200, "EUR")})
	c, err := b.Cases.Get(ctx, b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.Amount.Currency = "USD"
	if _, err := b.Cases.Update(ctx, c); err != nil {
		t.Fatal(err)
	}
	book, err := b.Ledger.Book(ctx, c.ID)
	if err != nil || !book.Behind() || book.Sums.Unrated != 1 || book.Sums.Currency != "USD" {
		t.Fatalf("%+v %v", book, err)
	}
	e.Is.Rate = "1.1"
	if _, err := b.Ledger.Change(ctx, e); err != nil {
		t.Fatal(err)
	}
	b.says(t, "USD 13.20", "")
	if err := b.Ledger.SetShopRate(ctx, c.ID, "7,2", "2026-11-09"); err != nil {
		t.Fatal(err)
	}
	if book, err = b.Ledger.Book(ctx, c.ID); err != nil || book.Sums.Shop != sum(9504, "CNY") || book.Behind() {
		t.Errorf("%+v %v", book, err)
	}
	if err := b.Ledger.SetShopRate(ctx, c.ID, "0", ""); !fault.Is(err, "ledger.rate") {
		t.Error(err)
	}
	if err := b.Ledger.SetShopRate(ctx, c.ID, "", ""); err != nil {
		t.Fatal(err)
	}
	if book, err = b.Ledger.Book(ctx, c.ID); err != nil || book.Sums.Shop.Given() {
		t.Errorf("%+v %v", book, err)
	}
}
