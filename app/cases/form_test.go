package cases_test

import (
	"os"
	"reflect"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/money"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// whole is a form in which nothing is missing.
func whole() cases.Form {
	return cases.Form{
		Customer: "Emma Schneider", Contact: "emma@example.com", Shop: "LumoHaus", Platform: "amazon",
		Channel: "platform_message", Order: "302-8841276-2210751", SKU: "TB-500-BL", Product: "保温杯",
		Tracking: "YT2630921266112233", Amount: "39.90", Currency: "EUR", Category: "logistics.late",
		Occurred: "2026-11-09 22:14", Received: "2026-11-20T06:31:09+01:00", BuyerZone: "Europe/Berlin",
		Story: "A", Demand: "B", Severity: "high", CustomerType: "aggressive", Responsibility: "carrier",
		Remedy: "free_resend", Cost: "42.50", CostCurrency: "CNY", Recovered: "0.00", RecoveredCurrency: "EUR",
		FollowUp: "solved", Satisfaction: "5", FollowedUp: "2026-12-01 16:00", Lesson: "C", Prevention: "D",
	}
}

func TestParseTime(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	for _, tt := range []struct {
		text, want string
		ok         bool
	}{
		{"", "", true},
		{"  ", "", true},
		{"2026-11-20T06:31:09+01:00", "2026-11-20T06:31:09+01:00", true},
		{"2026-11-20T05:31:09.25Z", "2026-11-20T05:31:09.25Z", true},
		{"2026-11-20 06:31 +0100", "2026-11-20T06:31:00+01:00", true},
		{"2026-11-20 06:31 +01:00", "2026-11-20T06:31:00+01:00", true},
		{"2026-11-09 22:14", "2026-11-09T22:14:00+08:00", true},
		{"2026-11-09T22:14", "2026-11-09T22:14:00+08:00", true},
		{"2026-11-09 22:14:30", "2026-11-09T22:14:30+08:00", true},
		{"2026/11/9 9:05", "2026-11-09T09:05:00+08:00", true},
		{"2026.11.09", "2026-11-09T00:00:00+08:00", true},
		{"２０２６－１１－０９ ２２：１４", "2026-11-09T22:14:00+08:00", true},
		{"yesterday", "", false},
		{"2026-13-01", "", false},
		{"2026-02-30", "", false},
		{"20-11-2026", "", false},
		{"0026-11-09", "", false},
		{"9999-01-01", "", false},
		{"2026-11-09 25:00", "", false},
	} {
		got, ok := cases.ParseTime(tt.text, shanghai)
		if ok != tt.ok {
			t.Errorf("%q: ok = %v", tt.text, ok)
			continue
		}
		if s := got.Format(time.RFC3339Nano); ok && tt.want != "" && s != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, s, tt.want)
		}
		if tt.want == "" && ok && !got.IsZero() {
			t.Errorf("%q: %v, want no time", tt.text, got)
		}
	}
}

func TestFormFaults(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(*cases.Form)
		want []cases.FieldFault
	}{
		{"whole", func(*cases.Form) {}, nil},
		{"no customer", func(f *cases.Form) { f.Customer = " " }, []cases.FieldFault{{"customer", "required"}}},
		{"empty", func(f *cases.Form) { *f = cases.Form{} }, []cases.FieldFault{
			{"customer", "required"}, {"platform", "required"}, {"category", "required"}, {"story", "required"}}},
		{"amount", func(f *cases.Form) { f.Amount = "a lot" }, []cases.FieldFault{{"amount", "amount"}}},
		{"currency", func(f *cases.Form) { f.Currency = "EURO" }, []cases.FieldFault{{"currency", "currency"}}},
		{"currency without amount", func(f *cases.Form) { f.Amount, f.Currency = "", "??" }, []cases.FieldFault{{"currency", "currency"}}},
		{"times", func(f *cases.Form) { f.Occurred, f.Received = "x", "y" }, []cases.FieldFault{{"occurred", "time"}, {"received", "time"}}},
		{"outcome", func(f *cases.Form) { f.Cost, f.RecoveredCurrency, f.FollowedUp = "?", "?", "?" },
			[]cases.FieldFault{{"cost", "amount"}, {"recovered_currency", "currency"}, {"followed_up", "time"}}},
		{"score", func(f *cases.Form) { f.Satisfaction = "6" }, []cases.FieldFault{{"satisfaction", "score"}}},
		{"no score", func(f *cases.Form) { f.Satisfaction = " " }, nil},
		{"full-width score", func(f *cases.Form) { f.Satisfaction = "４" }, nil},
		{"half a score", func(f *cases.Form) { f.Satisfaction = "4.5" }, []cases.FieldFault{{"satisfaction", "score"}}},
		{"zone", func(f *cases.Form) { f.BuyerZone = "Local" }, []cases.FieldFault{{"buyer_zone", "zone"}}},
		{"own words", func(f *cases.Form) { f.Platform, f.Category, f.Severity = "Kaufland", "怪事", "meh" }, nil},
	} {
		f := whole()
		tt.edit(&f)
		if _, got := f.Case("USD", time.UTC); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestFormAmount(t *testing.T) {
	for _, tt := range []struct {
		amount, currency string
		want             money.Amount
	}{
		{"39.90", "EUR", money.Amount{Minor: 3990, Currency: "EUR"}},
		{"39,9", "eur", money.Amount{Minor: 3990, Currency: "EUR"}},
		{"24", "", money.Amount{Minor: 2400, Currency: "USD"}},
		{"6200", "JPY", money.Amount{Minor: 6200, Currency: "JPY"}},
		{"0", "EUR", money.Amount{Minor: 0, Currency: "EUR"}},
		{"３９．９０", "", money.Amount{Minor: 3990, Currency: "USD"}},
		{"", "EUR", money.Amount{}},
	} {
		f := whole()
		f.Amount, f.Currency = tt.amount, tt.currency
		c, faults := f.Case("USD", time.UTC)
		if len(faults) > 0 || c.Amount != tt.want {
			t.Errorf("%q %q: %v %v", tt.amount, tt.currency, c.Amount, faults)
		}
	}
}

// What the outcome cost is in the currency of the dispute unless it names its own.
func TestFormCostFollowsTheAmount(t *testing.T) {
	for _, tt := range []struct{ currency, cost, want string }{
		{"eur", "", "EUR 3.20"}, {"", "", "USD 3.20"}, {"EUR", "cny", "CNY 3.20"},
	} {
		f := whole()
		f.Currency, f.Cost, f.CostCurrency = tt.currency, "3.20", tt.cost
		if c, faults := f.Case("USD", time.UTC); c.Cost.String() != tt.want || len(faults) > 0 {
			t.Errorf("%+v: %s %v", tt, c.Cost, faults)
		}
	}
}

func TestFormRoundTrip(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	f := whole()
	c, faults := f.Case("USD", berlin)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if got := cases.FormOf(c, berlin); got != f {
		t.Errorf("form comes back as %+v", got)
	}
	// The hour that comes twice: the second one cannot be written in the short form.
	second := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC).In(berlin)
	c.Occurred = second
	back, _ := cases.FormOf(c, berlin).Case("USD", berlin)
	if !back.Occurred.Equal(second) {
		t.Errorf("%v came back as %v", second, back.Occurred)
	}
}

func TestCompleteness(t *testing.T) {
	filled, of := cases.Form{}.Completeness()
	if filled != 0 || of != 15 {
		t.Errorf("empty: %d/%d", filled, of)
	}
	if filled, of = whole().Completeness(); filled != of {
		t.Errorf("whole: %d/%d", filled, of)
	}
	f := whole()
	f.Product = ""
	if filled, _ = f.Completeness(); filled != of {
		t.Error("the SKU alone should name the product")
	}
}

func TestLists(t *testing.T) {
	l, err := cases.LoadLists(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if got := l.CategoryName("logistics.lost", "zh"); got != "物流运输 › 丢件" {
		t.Error(got)
	}
	if got := l.CategoryName("my own", "zh"); got != "my own" {
		t.Error(got)
	}
	for number, want := range map[string]string{
		"YT2630921266112233": "yunexpress", "1z 999aa1 0123456784": "ups", "RX123456785DE": "dhl",
		"LP00123456789012": "cainiao", "what": "",
	} {
		got, ok := l.Carriers().Best(number)
		if got.Carrier.ID != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", number, got.Carrier.ID, ok, want)
		}
	}
}

func FuzzForm(f *testing.F) {
	f.Add("39.90", "EUR", "2026-11-09 22:14", "Europe/Berlin")
	f.Add("-1,000.5", "jpy", "2026-03-29 02:30", "")
	f.Add("٣", "", "1900-01-01T00:00:00Z", "../x")
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, amount, currency, at, buyerZone string) {
		form := whole()
		form.Amount, form.Currency, form.Occurred, form.BuyerZone = amount, currency, at, buyerZone
		c, faults := form.Case("EUR", berlin)
		if len(faults) > 0 {
			return
		}
		again := cases.FormOf(c, berlin)
		d, faults := again.Case("EUR", berlin)
		if len(faults) > 0 {
			t.Fatalf("%+v → %+v: %v", form, again, faults)
		}
		if !d.Occurred.Equal(c.Occurred) || d.Amount != c.Amount {
			t.Fatalf("%v %v came back as %v %v", c.Occurred, c.Amount, d.Occurred, d.Amount)
		}
		if cases.FormOf(d, berlin) != again {
			t.Fatalf("%+v is not stable", again)
		}
	})
}
