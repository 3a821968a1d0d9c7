package cases

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// Form is the intake form as it is typed, and the JSON that the headless
// command reads. Amounts are decimal strings, the times are RFC 3339 or a short
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

	Remedy            string `json:"remedy"`
	Cost              string `json:"cost"`
	CostCurrency      string `json:"cost_currency"`
	Recovered         string `json:"recovered"`
	RecoveredCurrency string `json:"recovered_currency"`
	FollowUp          string `json:"follow_up"`
	Satisfaction      string `json:"satisfaction"` // "1" to "5"
	FollowedUp        string `json:"followed_up"`
	Lesson            string `json:"lesson"`
	Prevention        string `json:"prevention"`
}

// FieldFault is what is wrong with one field: Field is its JSON key, Code
// "required", "amount", "currency", "time", "zone", "score".
type FieldFault struct{ Field, Code string }

// The codes of a FieldFault.
const (
	Required    = "required"
	BadAmount   = "amount"
	BadCurrency = "currency"
	BadTime     = "time"
	BadZone     = "zone"
	BadScore    = "score"
)

// Case turns the form into a case. All faults are returned together; those
// with the code "required" need not stop a caller that files incomplete cases.
// currency is used where the form names none; what the outcome cost is in the
// currency of the disputed amount then.
func (f Form) Case(currency string, zone *time.Location) (Case, []FieldFault) {
	c := Case{
		Customer: f.Customer, Contact: f.Contact, Shop: f.Shop, Platform: f.Platform,
		Channel: f.Channel, Order: f.Order, SKU: f.SKU, Product: f.Product, Tracking: f.Tracking,
		Category: f.Category, Severity: f.Severity, CustomerType: f.CustomerType,
		Responsibility: f.Responsibility, BuyerZone: strings.TrimSpace(f.BuyerZone),
		Story: f.Story, Demand: f.Demand,
		Remedy: f.Remedy, FollowUp: f.FollowUp, Lesson: f.Lesson, Prevention: f.Prevention,
	}
	faults := f.missing()
	bad := func(field, code string) { faults = append(faults, FieldFault{field, code}) }

	if own, err := money.ParseCurrency(narrow(f.Currency)); err == nil {
		currency = own
	}
	for _, a := range []struct {
		into                *money.Amount
		text, named         string
		field, currencyName string
	}{
		{&c.Amount, f.Amount, f.Currency, "amount", "currency"},
		{&c.Cost, f.Cost, f.CostCurrency, "cost", "cost_currency"},
		{&c.Recovered, f.Recovered, f.RecoveredCurrency, "recovered", "recovered_currency"},
	} {
		var code string
		switch *a.into, code = parseAmount(a.text, a.named, currency); code {
		case "":
		case BadCurrency:
			bad(a.currencyName, code)
		default:
			bad(a.field, code)
		}
	}
	for _, t := range []struct {
		into        *time.Time
		text, field string
	}{{&c.Occurred, f.Occurred, "occurred"}, {&c.Received, f.Received, "received"}, {&c.FollowedUp, f.FollowedUp, "followed_up"}} {
		var ok bool
		if *t.into, ok = ParseTime(t.text, zone); !ok {
			bad(t.field, BadTime)
		}
	}
	if !knownZone(c.BuyerZone) {
		bad("buyer_zone", BadZone)
	}
	var ok bool
	if c.Satisfaction, ok = parseScore(f.Satisfaction); !ok {
		bad("satisfaction", BadScore)
	}
	return c, faults
}

// parseScore reads a satisfaction from 1 to MostSatisfied; empty text is none.
func parseScore(text string) (score int, ok bool) {
	if text = narrow(text); text == "" {
		return 0, true
	}
	score, err := strconv.Atoi(text)
	if err != nil || score < 1 || score > MostSatisfied {
		return 0, false
	}
	return score, true
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
		Remedy: c.Remedy, FollowUp: c.FollowUp, FollowedUp: formatTime(c.FollowedUp, zone),
		Lesson: c.Lesson, Prevention: c.Prevention,
	}
	f.Amount, f.Currency = formatAmount(c.Amount)
	f.Cost, f.CostCurrency = formatAmount(c.Cost)
	f.Recovered, f.RecoveredCurrency = formatAmount(c.Recovered)
	if c.Satisfaction != 0 {
		f.Satisfaction = strconv.Itoa(c.Satisfaction)
	}
	return f
}

func formatAmount(a money.Amount) (number, currency string) {
	if !a.Given() {
		return "", ""
	}
	return a.Decimal(), a.Currency
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
