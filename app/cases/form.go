package cases

import (
	"strings"
	"time"

	"golang.org/x/text/width"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// Form is the intake form as it is typed, and the JSON that the headless
// command reads. Amount is a decimal string, the times are RFC 3339 or a short
// form such as "2026-11-09 22:14" or "2026-11-09", which is in the seller's zone.
type Form struct {
	Customer       string `json:"customer"`
	Contact        string `json:"contact"`
	Shop           string `json:"shop"`
	Platform       string `json:"platform"`
	Channel        string `json:"channel"`
	Order          string `json:"order"`
	SKU            string `json:"sku"`
	Product        string `json:"product"`
	Tracking       string `json:"tracking"`
	Amount         string `json:"amount"`
	Currency       string `json:"currency"`
	Category       string `json:"category"`
	Occurred       string `json:"occurred"`
	Received       string `json:"received"`
	BuyerZone      string `json:"buyer_zone"`
	Story          string `json:"story"`
	Demand         string `json:"demand"`
	Severity       string `json:"severity"`
	CustomerType   string `json:"customer_type"`
	Responsibility string `json:"responsibility"`
}

// FieldFault is what is wrong with one field: Field is its JSON key, Code
// "required", "amount", "currency", "time", "zone".
type FieldFault struct{ Field, Code string }

// The codes of a FieldFault.
const (
	Required    = "required"
	BadAmount   = "amount"
	BadCurrency = "currency"
	BadTime     = "time"
	BadZone     = "zone"
)

// Case turns the form into a case. All faults are returned together; those
// with the code "required" need not stop a caller that files incomplete cases.
// currency is used where the form names none.
func (f Form) Case(currency string, zone *time.Location) (Case, []FieldFault) {
	c := Case{
		Customer: f.Customer, Contact: f.Contact, Shop: f.Shop, Platform: f.Platform,
		Channel: f.Channel, Order: f.Order, SKU: f.SKU, Product: f.Product, Tracking: f.Tracking,
		Category: f.Category, Severity: f.Severity, CustomerType: f.CustomerType,
		Responsibility: f.Responsibility, BuyerZone: strings.TrimSpace(f.BuyerZone),
		Story: f.Story, Demand: f.Demand,
	}
	faults := f.missing()
	bad := func(field, code string) { faults = append(faults, FieldFault{field, code}) }

	var code string
	if c.Amount, code = parseAmount(f.Amount, f.Currency, currency); code != "" {
		field := "amount"
		if code == BadCurrency {
			field = "currency"
		}
		bad(field, code)
	}
	var ok bool
	if c.Occurred, ok = ParseTime(f.Occurred, zone); !ok {
		bad("occurred", BadTime)
	}
	if c.Received, ok = ParseTime(f.Received, zone); !ok {
		bad("received", BadTime)
	}
	if !knownZone(c.BuyerZone) {
		bad("buyer_zone", BadZone)
	}
	return c, faults
}

// missing names the required fields that are empty, in the order of the form.
func (f Form) missing() []FieldFault {
	var faults []FieldFault
	for _, r := range []struct{ field, value string }{
		{"customer", f.Customer}, {"platform", f.Platform},
		{"category", f.Category}, {"story", f.Story},
	} {
		if blank(r.value) {
			faults = append(faults, FieldFault{r.field, Required})
		}
	}
	return faults
}

// parseAmount reads an amount in the currency named beside it, else in the
// usual one. No digits mean that no amount was given.
func parseAmount(text, currency, usual string) (money.Amount, string) {
	text, currency = narrow(text), narrow(currency)
	if currency != "" {
		if _, err := money.ParseCurrency(currency); err != nil {
			return money.Amount{}, BadCurrency
		}
	} else {
		currency = usual
	}
	if text == "" {
		return money.Amount{}, ""
	}
	a, err := money.Parse(text, currency)
	switch {
	case fault.Is(err, "money.currency"):
		return money.Amount{}, BadCurrency
	case err != nil:
		return money.Amount{}, BadAmount
	}
	return a, ""
}

// shortTimes are the forms a seller types; zoned ones come first.
var shortTimes = []struct {
	layout string
	zoned  bool
}{
	{time.RFC3339, true},
	{"2006-01-02 15:04:05Z07:00", true},
	{"2006-01-02 15:04:05 Z07:00", true},
	{"2006-01-02 15:04:05 -0700", true},
	{"2006-01-02T15:04Z07:00", true},
	{"2006-01-02 15:04Z07:00", true},
	{"2006-01-02 15:04 Z07:00", true},
	{"2006-01-02 15:04 -0700", true},
	{"2006-01-02T15:04:05", false},
	{"2006-01-02 15:04:05", false},
	{"2006-01-02T15:04", false},
	{"2006-1-2 15:04", false},
	{"2006-1-2", false},
}

// The years a complaint can be from; anything else is a typing mistake.
const minYear, maxYear = 1900, 2200

// ParseTime reads a time of the form: RFC 3339, or "2026-11-09 22:14",
// "2026/11/9", "2026.11.09 22:14:30" in zone. Empty text is the zero time.
func ParseTime(text string, zone *time.Location) (time.Time, bool) {
	text = narrow(text)
	if text == "" {
		return time.Time{}, true
	}
	if len(text) > 64 {
		return time.Time{}, false
	}
	text = strings.ToUpper(text)
	day, rest := text, ""
	if at := strings.IndexAny(text, " T"); at >= 0 {
		day, rest = text[:at], text[at:]
	}
	text = strings.NewReplacer("/", "-", ".", "-").Replace(day) + rest
	for _, s := range shortTimes {
		var t time.Time
		var err error
		if s.zoned {
			t, err = time.Parse(s.layout, text)
		} else {
			t, err = time.ParseInLocation(s.layout, text, zone)
		}
		if err == nil {
			return t, t.Year() >= minYear && t.Year() <= maxYear
		}
	}
	return time.Time{}, false
}

// formatTime writes t so that ParseTime gives the same instant
// back: short where the seller's zone says the same, RFC 3339 otherwise.
func formatTime(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	_, own := t.Zone()
	_, local := t.In(zone).Zone()
	short := t.Format("2006-01-02 15:04")
	if back, err := time.ParseInLocation("2006-01-02 15:04", short, zone); err == nil && own == local && back.Equal(t) {
		return short
	}
	if own%60 != 0 { // local mean time of long ago, which RFC 3339 cannot write
		t = t.UTC()
	}
	return t.Format(time.RFC3339Nano)
}

// knownZone tells whether the name is empty or an IANA zone.
func knownZone(name string) bool {
	if name == "" {
		return true
	}
	if name == "Local" {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

// FormOf is the form that shows c.
func FormOf(c Case, zone *time.Location) Form {
	f := Form{
		Customer: c.Customer, Contact: c.Contact, Shop: c.Shop, Platform: c.Platform,
		Channel: c.Channel, Order: c.Order, SKU: c.SKU, Product: c.Product, Tracking: c.Tracking,
		Category: c.Category, Severity: c.Severity, CustomerType: c.CustomerType,
		Responsibility: c.Responsibility, BuyerZone: c.BuyerZone, Story: c.Story, Demand: c.Demand,
		Occurred: formatTime(c.Occurred, zone), Received: formatTime(c.Received, zone),
	}
	if c.Amount.Given() {
		f.Amount, f.Currency = c.Amount.Decimal(), c.Amount.Currency
	}
	return f
}

// Completeness tells how many of the fields that make a case defensible are
// filled. The product counts once, by its name or its SKU; the currency
// belongs to the amount.
func (f Form) Completeness() (filled, of int) {
	fields := []string{
		f.Customer, f.Contact, f.Shop, f.Platform, f.Channel, f.Order, f.Product + f.SKU,
		f.Amount, f.Category, f.Occurred, f.Received, f.Story, f.Demand, f.Severity, f.CustomerType,
	}
	for _, v := range fields {
		if !blank(v) {
			filled++
		}
	}
	return filled, len(fields)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// narrow trims and folds full-width digits and signs, which a Chinese keyboard
// easily leaves behind.
func narrow(s string) string { return strings.TrimSpace(width.Narrow.String(s)) }
