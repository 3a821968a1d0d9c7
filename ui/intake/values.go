package intake

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/intake"
	"casefolio/app/money"
	"casefolio/ui/kit"
)

// The fields of the form, by their keys in cases.Form.
const (
	fieldCustomer       = "customer"
	fieldContact        = "contact"
	fieldShop           = "shop"
	fieldPlatform       = "platform"
	fieldChannel        = "channel"
	fieldOrder          = "order"
	fieldSKU            = "sku"
	fieldProduct        = "product"
	fieldTracking       = "tracking"
	fieldAmount         = "amount"
	fieldCurrency       = "currency"
	fieldCategory       = "category"
	fieldOccurred       = "occurred"
	fieldReceived       = "received"
	fieldBuyerZone      = "buyer_zone"
	fieldStory          = "story"
	fieldDemand         = "demand"
	fieldSeverity       = "severity"
	fieldCustomerType   = "customer_type"
	fieldResponsibility = "responsibility"

	fieldRemedy            = "remedy"
	fieldCost              = "cost"
	fieldCostCurrency      = "cost_currency"
	fieldRecovered         = "recovered"
	fieldRecoveredCurrency = "recovered_currency"
	fieldFollowUp          = "follow_up"
	fieldSatisfaction      = "satisfaction"
	fieldFollowedUp        = "followed_up"
	fieldLesson            = "lesson"
	fieldPrevention        = "prevention"
)

// values is the form by field key, as it is typed.
type values map[string]string

// form turns values into the form of the case package.
func (v values) form() cases.Form {
	var f cases.Form
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, &f)
	}
	if err != nil { // a map of strings always fits
		return cases.Form{}
	}
	return f
}

// valuesOf is the form by field key, without its empty fields.
func valuesOf(f cases.Form) values {
	v := values{}
	raw, err := json.Marshal(f)
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		return values{}
	}
	for key, text := range v {
		if text == "" {
			delete(v, key)
		}
	}
	return v
}

// offer is what a recognised value would put into the form. An asked one waits
// for a tap even where the field is empty.
type offer struct {
	hit    intake.Hit
	fields values
	asked  bool
}

// offers turns what was recognised into what the form can take, in the order
// of the text and each value once; further categories come last. What is not
// certain waits for a tap.
func offers(found intake.Found, zone *time.Location) []offer {
	var out []offer
	seen := map[string]bool{}
	add := func(h intake.Hit, asked bool) {
		fields := fieldsOf(h, zone)
		if len(fields) > 0 && !seen[h.Kind+"\x00"+h.Value] {
			seen[h.Kind+"\x00"+h.Value] = true
			out = append(out, offer{h, fields, asked})
		}
	}
	mail := slices.ContainsFunc(found.Hits, func(h intake.Hit) bool { return h.Kind == intake.Email })
	for _, h := range found.Hits {
		if h.Event {
			continue
		}
		asked := h.Wrong || h.Kind == intake.Category && h.Value != likeliest(found) || h.Kind == intake.Date && (h.Other != "" || h.Derived || !stated(h.Value)) || h.Kind == intake.Phone && mail
		add(h, asked)
	}
	for _, c := range found.Categories[:min(len(found.Categories), maxCategories)] {
		add(intake.Hit{Kind: intake.Category, Value: c.ID}, true)
	}
	return out
}

// offered leaves the categories out that the seller does not want offered.
func (p *Page) offered(found intake.Found) intake.Found {
	found.Categories = slices.DeleteFunc(found.Categories, func(c intake.Scored) bool { return !p.deps.Lists.Offered(c.ID) })
	found.Hits = slices.DeleteFunc(found.Hits, func(h intake.Hit) bool {
		return h.Kind == intake.Category && !p.deps.Lists.Offered(h.Value)
	})
	return found
}

// likeliest is the category that the text speaks of most.
func likeliest(found intake.Found) string {
	if len(found.Categories) == 0 {
		return ""
	}
	return found.Categories[0].ID
}

// maxCategories is how many categories are offered.
const maxCategories = 3

// stated tells whether a date comes with time and zone, as in the head of a
// message. Other dates in a text can mean anything: an order, a delivery, a
// threat.
func stated(date string) bool {
	_, err := time.Parse(time.RFC3339, date)
	return err == nil
}

// hitFields is where a recognised value belongs; the amount and the date need
// more than copying.
var hitFields = map[string]string{
	intake.Order: fieldOrder, intake.Platform: fieldPlatform, intake.Tracking: fieldTracking,
	intake.Email: fieldContact, intake.Name: fieldCustomer, intake.Category: fieldCategory,
	intake.Amount: fieldAmount, intake.Date: fieldReceived, intake.Demand: fieldDemand,
	intake.SKU: fieldSKU, intake.Product: fieldProduct, intake.Phone: fieldContact,
}

func fieldsOf(h intake.Hit, zone *time.Location) values {
	field, ok := hitFields[h.Kind]
	value := strings.TrimSpace(h.Value)
	if !ok || value == "" {
		return nil
	}
	switch h.Kind {
	case intake.Amount:
		return amountFields(value)
	case intake.Date:
		t, ok := cases.ParseTime(value, zone)
		if !ok || t.IsZero() {
			return nil
		}
		value = cases.FormOf(cases.Case{Received: t.In(zone)}, zone).Received
	}
	return values{field: value}
}

// amountFields splits "EUR 39.90" into its two fields.
func amountFields(text string) values {
	code, number, ok := strings.Cut(text, " ")
	if !ok {
		return values{fieldAmount: text}
	}
	if cur, err := money.ParseCurrency(code); err == nil {
		return values{fieldAmount: strings.TrimSpace(number), fieldCurrency: cur}
	}
	if cur, err := money.ParseCurrency(number); err == nil {
		return values{fieldAmount: code, fieldCurrency: cur}
	}
	return nil
}

// fill tells which fields the offers fill: those that are empty or were filled
// by an earlier recognition. What the seller typed stays. The first offer for
// a field wins; the amount and its currency come from one offer. What the order
// report says goes before the text, except for the buyer's address and the
// tracking number that the text names.
func fill(now values, recognised map[string]bool, all []offer, ordered values) values {
	out := values{}
	for field, value := range ordered {
		typed := now[field] != "" && !recognised[field]
		if !typed && !(field == fieldCurrency && now[fieldAmount] != "" && !recognised[fieldAmount]) {
			out[field] = value
		}
	}
	for _, o := range all {
		for _, field := range []string{fieldContact, fieldTracking} {
			if o.fields[field] != "" && !o.asked {
				delete(out, field)
			}
		}
	}
	for _, o := range all {
		free := !o.asked
		for field := range o.fields {
			_, taken := out[field]
			typed := now[field] != "" && !recognised[field]
			free = free && !taken && !(typed && field != fieldCurrency)
		}
		if !free {
			continue
		}
		for field, value := range o.fields {
			out[field] = value
		}
	}
	return out
}

// calmTime writes a time of the form as the seller reads it, in their zone and
// without seconds. What is no time is left as it is.
func calmTime(text string, zone *time.Location) string {
	t, ok := cases.ParseTime(text, zone)
	if !ok || t.IsZero() {
		return text
	}
	return t.In(zone).Format(kit.StampLayout)
}

// calmDate is calmTime for what was recognised, where a day may stand alone.
func calmDate(text string, zone *time.Location) string {
	if len(text) == len(time.DateOnly) {
		return text
	}
	return calmTime(text, zone)
}
