package remedies

import (
	"os"
	"slices"
	"strings"
	"testing"

	"casefolio/app/money"
)

func rules(t testing.TB) *Rules {
	t.Helper()
	r, err := LoadRules(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// worked ranks the example in a case.
func worked(t *testing.T, f Facts, options ...Option) Sheet {
	t.Helper()
	own := Figures{
		Price: usd(10000), Goods: usd(3200), FreightOut: usd(1850), FreightBack: usd(4100), Fee: usd(300), Options: options,
	}
	if f.Top == "" {
		f.Top, _, _ = strings.Cut(f.Category, ".")
	}
	s := rules(t).Work(f, Figures{}, own)
	if s.Fault != nil {
		t.Fatal(s.Fault)
	}
	return s
}

func find(t *testing.T, s Sheet, k Kind) Ranked {
	t.Helper()
	i := slices.IndexFunc(s.Ranked, func(r Ranked) bool { return r.Option.Kind == k })
	if i < 0 {
		t.Fatalf("there is no %s", k)
	}
	return s.Ranked[i]
}

func TestOrder(t *testing.T) {
	shared := Option{Kind: SharedResend, Share: 7000}
	for _, c := range []struct {
		name    string
		facts   Facts
		options []Option
		want    []string // kind verdict reason
	}{
		{"nothing is known", Facts{Zone: "Asia/Dubai"}, []Option{shared}, []string{
			"discount first discount_first", "shared_resend next shared_over", "free_resend then resend_whole",
			"explain extra explain_with", "coupon extra coupon", "refund_only last refund_last", "return_refund poor return_costs_more",
		}},
		{"the seller's fault: no gain by a share", Facts{Zone: "Asia/Dubai", Fault: "seller"}, []Option{shared}, []string{
			"discount first discount_first", "free_resend next resend_whole", "shared_resend then shared_gains",
		}},
		{"a fair share", Facts{Zone: "Asia/Dubai", Fault: "seller"}, nil, []string{
			"discount first discount_first", "shared_resend next shared_fair", "free_resend then resend_whole",
		}},
		{"the buyer's own doing", Facts{Zone: "Europe/Berlin", Category: "quality.faulty", Fault: "buyer"}, []Option{shared}, []string{
			"explain first explain_first", "discount next discount_goodwill", "shared_resend then shared_over",
			"coupon extra coupon", "free_resend last free_not_owed",
		}},
		{"the law asks for a free remedy", Facts{Zone: "Europe/Berlin", Category: "quality.faulty"}, []Option{shared}, []string{
			"discount first discount_by_choice", "free_resend next resend_by_law",
		}},
		{"nothing arrived", Facts{Zone: "Asia/Dubai", Category: "logistics.lost"}, nil, []string{
			"free_resend first resend_owed", "shared_resend next shared_fair", "refund_only then refund_not_received",
		}},
		{"tracking stands still", Facts{Zone: "Asia/Dubai", Category: "logistics.stuck"}, nil, []string{
			"explain first explain_under_way", "free_resend next resend_owed", "shared_resend then shared_fair",
			"refund_only then refund_not_received", "coupon extra coupon", "discount unfit nothing_to_keep",
		}},
		{"the money is owed", Facts{Zone: "Asia/Dubai", Category: "payment.duplicate"}, nil, []string{"refund_only first refund_owed"}},
		{"a part is missing", Facts{Zone: "Asia/Dubai", Category: "quality.missing_parts"}, nil, []string{
			"replacement_part first part_mends", "discount next discount_first",
		}},
		{"a discount beyond a resend", Facts{Zone: "Asia/Dubai"}, []Option{{Kind: Discount, Share: 5100}}, []string{
			"shared_resend first shared_fair", "free_resend next resend_whole", "discount then discount_above_resend",
		}},
	} {
		s := worked(t, c.facts, c.options...)
		for i, want := range c.want {
			r := s.Ranked[i]
			if got := string(r.Option.Kind) + " " + string(r.Verdict) + " " + r.Reason; got != want {
				t.Errorf("%s: %d. %s, want %s", c.name, i+1, got, want)
			}
		}
	}
}

// Where a rule says that the remedy must be free, a share is never offered,
// however much it leaves.
func TestNeverAShareWhereItMustBeFree(t *testing.T) {
	r := rules(t)
	free := 0
	for _, w := range r.Cautions {
		if !w.Free || !slices.Contains(w.Options, SharedResend) {
			continue
		}
		free++
		if w.Level != Must {
			t.Errorf("%s: what must be free is a must", w.ID)
		}
		for _, id := range w.Regions {
			for _, is := range r.Regions {
				if is.ID != id {
					continue
				}
				for _, category := range w.Categories {
					f := Facts{Country: is.Countries[0], Category: category}
					if got := find(t, worked(t, f, Option{Kind: SharedResend, Share: 9000}), SharedResend); got.Verdict != Never || got.Reason != "must_be_free" {
						t.Errorf("%s, %s: %s %s", id, category, got.Verdict, got.Reason)
					}
				}
			}
		}
	}
	if free < 5 {
		t.Errorf("only %d rules ask for a free remedy", free)
	}
}

// What nobody knows makes no option look good.
func TestCostsAreMissing(t *testing.T) {
	s := rules(t).Work(Facts{Zone: "Asia/Dubai", Price: usd(2999)}, Figures{}, Figures{})
	if want := []Field{Goods, FreightOut, FreightBack}; !slices.Equal(s.Missing, want) {
		t.Error(s.Missing)
	}
	if r := s.Ranked[0]; r.Option.Kind != Discount || r.Share != 2000 || r.Size != usd(600) {
		t.Errorf("%+v", r)
	}
	for _, k := range []Kind{SharedResend, FreeResend, ReturnRefund} {
		if r := find(t, s, k); r.Reason != "costs_missing" {
			t.Errorf("%s: %s", k, r.Reason)
		}
	}
}

func TestReturns(t *testing.T) {
	worth := int64(Whole)
	own := Figures{Price: usd(10000), Goods: usd(6000), FreightBack: usd(500), Resale: &worth}
	s := rules(t).Work(Facts{Zone: "Asia/Dubai"}, Figures{}, own)
	if r := find(t, s, ReturnRefund); r.Verdict != Last || r.Reason != "return_saves" || r.Left != usd(-500) {
		t.Errorf("%+v", r)
	}
}

func TestWhereTheBuyerIs(t *testing.T) {
	r := rules(t)
	for _, c := range []struct{ country, zone, region, lang string }{
		{"", "", "?", "en"},
		{"Germany", "America/New_York", "EU", "de"}, // the order's country goes first
		{"DE", "", "EU", "de"},
		{"de", "", "EU", "de"},
		{"德国", "", "EU", "de"},
		{"", "Europe/Paris", "EU", "fr"},
		{"GB", "", "UK", "en"},
		{"United Kingdom", "", "UK", "en"},
		{"", "Australia/Perth", "AU", "en"},
		{"", "America/Indiana/Knox", "US", "en"},
		{"Japan", "", "", "ja"},
		{"", "Asia/Dubai", "", "en"},
		{"Nowhereland", "Europe/Rome", "EU", "it"},
	} {
		f := Facts{Country: c.country, Zone: c.zone}
		if region, lang := r.Region(f), r.LanguageOf(f); region != c.region || lang != c.lang {
			t.Errorf("%q %q: %q %q", c.country, c.zone, region, lang)
		}
	}
}

func TestTwoOptions(t *testing.T) {
	s := worked(t, Facts{})
	lines := []Line{find(t, s, Discount).Line, find(t, s, FreeResend).Line}
	r := rules(t)
	for _, l := range r.Languages() {
		text := r.TwoOptions(lines, l.ID)
		if strings.Count(text, "\n") != 3 || !strings.Contains(text, r.Spoken[l.ID].Write(usd(2000))) || !strings.Contains(text, r.Spoken[l.ID].percent(2000)) || strings.ContainsAny(text, "{}") {
			t.Errorf("%s: %s", l.ID, text)
		}
		for _, k := range s.Ranked {
			if text := r.Sentence(k.Line, l.ID); text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("%s %s: %q", l.ID, k.Option.Kind, text)
			}
		}
	}
	if r.TwoOptions(nil, "en") != "" || strings.Contains(r.TwoOptions(lines[:1], "en"), "\n") || r.TwoOptions(lines, "xx") != r.TwoOptions(lines, "en") {
		t.Error("one option is only said")
	}
}

// Amounts stand as the buyer's language writes them.
func TestAmountsInTheBuyersLanguage(t *testing.T) {
	eur := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }
	l := Line{Option: Option{Kind: Discount}, Size: eur(123450), Share: 4650}
	for lang, want := range map[string][]string{
		"zh": {"1,234.50 欧元", "46.5%"}, "en": {"€1,234.50", "46.5%"}, "de": {"1.234,50\u00a0€", "46,5\u00a0% des Preises"},
		"fr": {"1\u202f234,50\u00a0€", "46,5\u00a0%"}, "es": {"1.234,50\u00a0€", "46,5\u00a0%"}, "it": {"1.234,50\u00a0€", "46,5%"},
		"ja": {"1,234.50ユーロ", "46.5%"},
	} {
		text := rules(t).Sentence(l, lang)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q without %q", lang, text, w)
			}
		}
	}
	// Spain and most of South America have a comma; where dollars and pesos are paid, a point.
	for currency, want := range map[string]string{"USD": "1,234.50\u00a0USD", "MXN": "1,234.50\u00a0MXN", "ARS": "1.234,50\u00a0ARS"} {
		if got := rules(t).Amount(money.Amount{Minor: 123450, Currency: currency}, "es"); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// Where no one may be asked for a share, nothing else is said of it first.
func TestAShareIsNeverOnlyUnfit(t *testing.T) {
	for _, k := range []ranking{{owed: true, free: true}, {gone: true, free: true}} {
		if place, reason := k.shared(Line{}); verdict(place, 0) != Never || reason != "must_be_free" {
			t.Error(place, reason)
		}
	}
	if place, _ := (ranking{gone: true}).sendBack(Line{}); verdict(place, 0) != Unfit {
		t.Error("what never arrived cannot be sent back")
	}
	for _, category := range []string{"logistics.stuck", "logistics.wrong_address"} {
		f := Facts{Country: "DE", Category: category, Top: "logistics"}
		if got := find(t, worked(t, f, Option{Kind: SharedResend, Share: 5000}), SharedResend); got.Verdict != Never {
			t.Errorf("%s: %s", category, got.Verdict)
		}
		f.Fault = "buyer"
		if got := find(t, worked(t, f, Option{Kind: SharedResend, Share: 5000}), SharedResend); got.Verdict == Never {
			t.Errorf("%s: the buyer's own mistake", category)
		}
	}
}

func TestPercent(t *testing.T) {
	for share, text := range map[int64]string{0: "0%", 5: "0.05%", 2000: "20%", 4650: "46.5%", 10000: "100%", 4: "0.04%"} {
		if got := Percent(share); got != text {
			t.Errorf("%d: %s", share, got)
		}
		if got, ok := ParsePercent(text); !ok || got != share {
			t.Errorf("%s: %d", text, got)
		}
	}
	for _, text := range []string{"", "x", "-1", "101", "1.234"} {
		if got, ok := ParsePercent(text); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
	if got, ok := ParsePercent(" ４６，５ ％"); !ok || got != 4650 {
		t.Error(got, ok)
	}
}

// Amounts in other currencies count by the typed rates.
func TestRates(t *testing.T) {
	cny := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "CNY"} }
	f := Facts{Price: usd(10000), PriceFrom: FromOrder, Goods: cny(22784), GoodsFrom: FromProducts, ShopCurrency: "CNY"}
	s := rules(t).Work(f, Figures{}, Figures{})
	if c := s.Cell(Goods); !c.NoRate || !slices.Equal(s.NoRate, []string{"USD"}) || s.Table.Untroubled != usd(10000) {
		t.Errorf("%+v %v", c, s.NoRate)
	}
	s = rules(t).Work(f, Figures{Rates: map[string]string{"USD": "7.12"}}, Figures{})
	if c := s.Cell(Goods); c.NoRate || c.Counted != usd(3200) || c.From != FromProducts || len(s.NoRate) > 0 {
		t.Errorf("%+v", c)
	}
	// By two rates from one currency into another, one of them without decimals.
	yen, ok := convert(money.Amount{Minor: 100, Currency: "EUR"}, "JPY", "CNY", map[string]string{"EUR": "8", "JPY": "0.05"})
	if !ok || yen != (money.Amount{Minor: 160, Currency: "JPY"}) {
		t.Error(yen, ok)
	}
	if _, ok := convert(usd(mostMinor), "JPY", "CNY", map[string]string{"USD": "999999999", "JPY": "0.000000001"}); ok {
		t.Error("too large to be true")
	}
	for _, bad := range []string{"", "0", "0.0", "-1", "1e3", "x", "1.2.3", "12345678901", "1/3"} {
		if got, err := TidyRate(bad); err == nil {
			t.Errorf("%q: %s", bad, got)
		}
	}
}

// Rates are read as the ledger reads them.
func TestRatesAreTidied(t *testing.T) {
	for text, want := range map[string]string{"７．１２": "7.12", ".14": "0.14", "7,12": "7.12", "0.139312345678": "0.139312345678"} {
		if got, err := TidyRate(text); err != nil || got != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	f := Facts{Price: usd(10000), Goods: money.Amount{Minor: 100000, Currency: "CNY"}, ShopCurrency: "CNY",
		Rates: []Rate{{From: "CNY", To: "USD", Rate: "0.139312345678"}}}
	if c := rules(t).Work(f, Figures{}, Figures{}).Cell(Goods); c.NoRate || c.Counted != usd(13931) {
		t.Errorf("%+v", c)
	}
}

// A fee is a share of the price unless it was typed.
func TestFeeShare(t *testing.T) {
	share := int64(1500)
	shop := Figures{FeeShare: &share, FreightOut: usd(700)}
	s := rules(t).Work(Facts{Price: usd(3990), ShopCurrency: "USD"}, shop, Figures{})
	if c := s.Cell(Fee); c.Counted != usd(598) || c.From != FromShop { // 598.5
		t.Errorf("%+v", c)
	}
	if c := s.Cell(FreightOut); c.From != FromShop {
		t.Errorf("%+v", c)
	}
	s = rules(t).Work(Facts{Price: usd(3990), ShopCurrency: "USD"}, shop, Figures{Fee: usd(100)})
	if c := s.Cell(Fee); c.Counted != usd(100) || c.From != Typed {
		t.Errorf("%+v", c)
	}
}

func TestSummary(t *testing.T) {
	f := Facts{SKU: "TB-500", Categories: []string{"quality.damaged"}, UnderTop: []string{"quality", "quality.damaged", "quality.faulty"}}
	past := []Past{
		{SKU: "TB-500", Category: "quality.damaged", Remedy: "discount", Share: 1500, Satisfaction: 5},
		{SKU: "X", Category: "quality.damaged", Remedy: "discount", Amount: usd(5000), Cost: usd(1000), Satisfaction: 3},
		{SKU: "X", Category: "quality.damaged", Remedy: "free_resend", Satisfaction: 4},
		{SKU: "X", Category: "quality.faulty", Remedy: "refund_only"},
	}
	h := Summary(past, f)
	if h.Like != SameReason || h.Cases != 3 || len(h.Outcomes) != 2 {
		t.Fatalf("%+v", h)
	}
	if o := h.Outcomes[0]; o != (Outcome{Remedy: "discount", Cases: 2, Shares: 2, MeanShare: 1750, Scored: 2, Satisfied: 1}) {
		t.Errorf("%+v", o)
	}
	if h := Summary(past[3:], f); h.Like != SameTop || h.Cases != 1 {
		t.Errorf("%+v", h)
	}
	if h := Summary(slices.Repeat(past[:1], 3), f); h.Like != SameProduct || h.Cases != 3 {
		t.Errorf("%+v", h)
	}
	if h := Summary(nil, f); h.Cases != 0 || h.Like != "" {
		t.Errorf("%+v", h)
	}
}

func TestReadInput(t *testing.T) {
	f, figures, err := ReadInput([]byte(`{"currency":"usd","price":100,"goods":"32","freight_out":"18.50","freight_back":41,"fee":"3",
		"category":"quality.damaged","country":"DE","options":[{"kind":"discount","share":"20%"},{"kind":"shared_resend","amount":"70"}]}`))
	if err != nil || figures.Goods != usd(3200) || f.Top != "quality" || len(figures.Options) != 2 || figures.Options[1].Amount != usd(7000) {
		t.Fatal(f, figures, err)
	}
	for _, bad := range []string{``, `[]`, `{"price":{}}`, `{"currency":"USD","price":"x"}`, `{"options":[{"kind":"gift"}]}`, `{} {}`, `{"resale":"200"}`} {
		if _, _, err := ReadInput([]byte(bad)); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}

func TestUnknownKeys(t *testing.T) {
	for raw, want := range map[string][]string{
		`{"currency":"USD","price":1,"goods":2,"Rates":{"CNY":"7"},"options":[{"kind":"discount","share":"20%"}]}`: nil,
		`{"currency":"USD","Price":1,"freight":3,"options":[{"kind":"discount","part":"20%"},{"part":1}]}`:         {"Price", "freight", "part"},
		`[1]`: nil,
	} {
		if got := UnknownKeys([]byte(raw)); !slices.Equal(got, want) {
			t.Errorf("%s: %q", raw, got)
		}
	}
}

func FuzzReadInput(f *testing.F) {
	f.Add([]byte(`{"currency":"USD","price":"100","rates":{"CNY":"7.12"},"options":[{"kind":"discount","share":"20%"}]}`))
	r := rules(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		facts, figures, err := ReadInput(raw)
		if err != nil {
			return
		}
		s := r.Work(facts, Figures{}, figures)
		if s.Fault == nil && len(s.Ranked) != len(s.Table.Lines) {
			t.Fatal(len(s.Ranked), len(s.Table.Lines))
		}
	})
}
