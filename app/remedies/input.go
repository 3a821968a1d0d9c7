package remedies

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// typed is a comparison as it is written by hand: amounts and rates are
// decimals, parts are percents, numbers or texts alike.
type typed struct {
	Currency string           `json:"currency"`
	FeeShare plain            `json:"fee_share"`
	Resale   plain            `json:"resale"`
	Coupon   plain            `json:"coupon_cost"`
	Category string           `json:"category"`
	Fault    string           `json:"fault"`
	Platform string           `json:"platform"`
	Country  string           `json:"country"`
	Zone     string           `json:"zone"`
	Rates    map[string]plain `json:"rates"`
	Shop     string           `json:"shop_currency"`
	Options  []typedOption    `json:"options"`
}

type typedOption struct {
	Kind   Kind  `json:"kind"`
	Share  plain `json:"share"`
	Amount plain `json:"amount"`
}

// plain is a text, or a number as it is written.
type plain string

// UnmarshalJSON implements json.Unmarshaler.
func (p *plain) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] != '"' {
		var n json.Number
		err := json.Unmarshal(raw, &n)
		*p = plain(n)
		return err
	}
	return json.Unmarshal(raw, (*string)(p))
}

// ReadInput reads a comparison that stands for itself, without a case:
//
//	{"currency": "USD", "price": "100", "goods": "32", "freight_out": "18.50",
//	 "options": [{"kind": "discount", "share": "20%"}]}
//
// Amounts are in currency, unless they name their own: "CNY 230". What cannot be
// read is the fault "remedy.input".
func ReadInput(raw []byte) (Facts, Figures, error) {
	var in typed
	var figures Figures
	dec := json.NewDecoder(bytes.NewReader(raw))
	if err := dec.Decode(&in); err != nil {
		return Facts{}, figures, fault.Wrap(err, "remedy.input", "text", "JSON")
	}
	if _, err := dec.Token(); err != io.EOF {
		return Facts{}, figures, fault.New("remedy.input", "text", "JSON")
	}
	amounts := map[Field]json.RawMessage{}
	if err := json.Unmarshal(raw, &amounts); err != nil {
		return Facts{}, figures, fault.Wrap(err, "remedy.input", "text", "JSON")
	}
	top, _, _ := strings.Cut(in.Category, ".")
	facts := Facts{
		Category: in.Category, Top: top, Fault: in.Fault, Platform: in.Platform, Country: in.Country, Zone: in.Zone,
		ShopCurrency: in.Shop,
	}
	if facts.ShopCurrency == "" {
		facts.ShopCurrency = in.Currency
	}
	for _, of := range Fields() {
		var text plain
		if value, ok := amounts[of]; ok {
			if err := json.Unmarshal(value, &text); err != nil {
				return facts, figures, fault.Wrap(err, "remedy.input", "text", string(of))
			}
		}
		var err error
		if *figures.Amount(of), err = in.amount(text); err != nil {
			return facts, figures, err
		}
	}
	return facts, figures, in.rest(&figures)
}

// UnknownKeys are the keys of an input, and of the options in it, that nothing
// reads, in order.
func UnknownKeys(raw []byte) (unknown []string) {
	var whole map[string]json.RawMessage
	var options []map[string]json.RawMessage
	if json.Unmarshal(raw, &whole) != nil {
		return nil
	}
	collect := func(object map[string]json.RawMessage, of any) {
		for key := range object {
			if !reads(of, key) && !slices.Contains(unknown, key) {
				unknown = append(unknown, key)
			}
		}
	}
	for _, f := range Fields() {
		delete(whole, string(f))
	}
	collect(whole, typed{})
	if json.Unmarshal(whole["options"], &options) == nil {
		for _, o := range options {
			collect(o, typedOption{})
		}
	}
	slices.Sort(unknown)
	return unknown
}

// reads tells whether a struct has a field for a JSON key, whose letters may be
// small or large.
func reads(of any, key string) bool {
	t := reflect.TypeOf(of)
	for i := range t.NumField() {
		if strings.EqualFold(t.Field(i).Tag.Get("json"), key) {
			return true
		}
	}
	return false
}

// amount reads "18.50" or "CNY 230".
func (in typed) amount(text plain) (money.Amount, error) {
	number, currency := strings.TrimSpace(narrow(string(text))), in.Currency
	if number == "" {
		return money.Amount{}, nil
	}
	if code, rest, found := strings.Cut(number, " "); found {
		number, currency = strings.TrimSpace(rest), code
	}
	return money.Parse(number, currency)
}

// rest reads parts, rates and options, and checks the whole.
func (in typed) rest(f *Figures) error {
	for _, p := range []struct {
		text plain
		into **int64
	}{{in.FeeShare, &f.FeeShare}, {in.Resale, &f.Resale}, {in.Coupon, &f.CouponCost}} {
		if p.text != "" {
			share, ok := ParsePercent(string(p.text))
			if !ok {
				return fault.New("remedy.share")
			}
			*p.into = &share
		}
	}
	if len(in.Rates) > 0 {
		f.Rates = map[string]string{}
		for currency, rate := range in.Rates {
			f.Rates[currency] = string(rate)
		}
	}
	for _, o := range in.Options {
		option := Option{Kind: o.Kind}
		if o.Share != "" {
			share, ok := ParsePercent(string(o.Share))
			if !ok {
				return fault.New("remedy.share")
			}
			option.Share = share
		}
		var err error
		if option.Amount, err = in.amount(o.Amount); err != nil {
			return err
		}
		f.Options = append(f.Options, option)
	}
	return f.check()
}
