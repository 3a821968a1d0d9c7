package letter

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/shop"
)

// layout is how a language writes a date, as package time says it.
func (s *Service) layout(lang string) string { return s.texts.Get(lang, "letter.day", nil) }

// day writes a date.
func day(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

// dated writes a value that is a date, 2026-11-09, as the letter does.
func dated(value, layout string) string {
	if at, err := time.Parse(time.DateOnly, strings.TrimSpace(value)); err == nil {
		return day(at, layout)
	}
	return value
}

// facts are what the case knows of the placeholders.
func (s *Service) facts(ctx context.Context, c cases.Case, p shop.Profile, lang string) (map[string]string, error) {
	values := map[string]string{}
	if s.from.Facts != nil {
		known, err := s.from.Facts(ctx, c, lang)
		if err != nil {
			return nil, err
		}
		maps.Copy(values, known)
	}
	zone, layout := p.Location(), s.layout(lang)
	values["today"] = day(s.now().In(zone), layout)
	values["case"], values["sku"] = c.Number, c.SKU
	if !c.Received.IsZero() {
		values["claim_date"] = day(c.Received.In(zone), layout)
	}
	if s.from.Ordered != nil {
		at, err := s.from.Ordered(ctx, c)
		if err != nil {
			return nil, err
		}
		values["order_date"] = day(at, layout)
	}
	return values, nil
}

// parcelKeys is the evidence whose tracking records tell of the parcel, the
// closest first.
var parcelKeys = []string{"proof_of_delivery", "delivery_address_match", "tracking_number", "shipping_receipt", "handling_on_time", "ship_date"}

// parcelFacts adds what the tracking records say: of those that are linked, or
// else of those that follow the number of the case. Lines of the seller's own
// are no record of the carrier.
func (s *Service) parcelFacts(ctx context.Context, c cases.Case, exhibits []evidence.Exhibit, linked map[string][]Reference, lang string, values map[string]string) error {
	var events []evidence.Event
	for _, e := range records(c, exhibits, linked) {
		all, err := s.from.Evidence.Events(ctx, e.ID)
		if err != nil {
			return err
		}
		for _, one := range all {
			if !one.Own && !one.At.IsZero() {
				events = append(events, one)
			}
		}
	}
	slices.SortStableFunc(events, func(a, b evidence.Event) int { return a.At.Compare(b.At) })
	maps.Copy(values, eventFacts(events, s.layout(lang)))
	return nil
}

// records are the tracking records that speak of the parcel.
func records(c cases.Case, exhibits []evidence.Exhibit, linked map[string][]Reference) []evidence.Exhibit {
	var tied, same []evidence.Exhibit
	for _, e := range exhibits {
		if e.Kind != evidence.Tracking {
			continue
		}
		if slices.ContainsFunc(parcelKeys, func(key string) bool {
			return slices.ContainsFunc(linked[key], func(r Reference) bool { return r.ID == e.ID || r.of == e.ID })
		}) {
			tied = append(tied, e)
		}
		if c.Tracking != "" && strings.EqualFold(e.Parcel.Number, c.Tracking) {
			same = append(same, e)
		}
	}
	if len(tied) > 0 {
		return tied
	}
	return same
}

// eventFacts reads dispatch, delivery and the last scan from events in order of
// time. A delivery that something other follows, such as a return, is none.
func eventFacts(events []evidence.Event, layout string) map[string]string {
	values := map[string]string{}
	if len(events) == 0 {
		return values
	}
	for _, e := range events {
		if strings.HasPrefix(e.Milestone, "in_transit") {
			values["shipped_date"] = day(e.At, layout)
			break
		}
	}
	last := events[len(events)-1]
	values["last_date"], values["last_event"] = day(last.At, layout), oneLine(last.Text)
	for _, e := range slices.Backward(events) {
		step, _, _ := strings.Cut(e.Milestone, ".")
		if step == "exception" || step == "failed_attempt" {
			break
		}
		if step == "delivered" {
			values["delivered_date"], values["delivered_place"] = day(e.At, layout), oneLine(e.Place)
			break
		}
	}
	return values
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// head is whose letter it is, as over a dossier.
func head(p shop.Profile, values map[string]string) Head {
	h := Head{Name: cmp.Or(oneLine(p.Owner), values["shop"]), Sub: values["shop"], Date: values["today"]}
	if h.Sub == h.Name {
		h.Sub = ""
	}
	return h
}
