package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/shop"
)

// PhraseValues gives what a case knows for the placeholders of a phrase in
// lang ("zh", "en"). What it does not know is left out: {deadline}, {arrival}
// and {offer} are the seller's to say, and so is {product} in English where the
// case has it in Chinese only.
func PhraseValues(c cases.Case, p shop.Profile, l *cases.Lists, lang string) map[string]string {
	values := map[string]string{
		"customer": c.Customer,
		"order":    c.Order,
		"product":  c.Product,
		"tracking": c.Tracking,
		"amount":   c.Amount.String(),
		"shop":     shopName(c, p),
		"platform": cases.Name(l.Platforms, c.Platform, lang),
		"owner":    p.Owner,
	}
	if m, ok := l.Carriers().Best(c.Tracking); ok {
		values["carrier"] = m.Carrier.Name(lang)
	}
	if lang == "en" && strings.IndexFunc(c.Product, isHan) >= 0 {
		delete(values, "product")
	}
	for name, value := range values {
		if value == "" {
			delete(values, name)
		}
	}
	return values
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// shopName is the shop of the case, else the seller's shop on its platform,
// else the only shop there is.
func shopName(c cases.Case, p shop.Profile) string {
	if c.Shop != "" {
		return c.Shop
	}
	for _, s := range p.Shops {
		if s.Platform == c.Platform {
			return s.Name
		}
	}
	if len(p.Shops) == 1 {
		return p.Shops[0].Name
	}
	return ""
}

// ReplyBy writes a time that the seller can promise for the next answer: the
// end of the next working day, in the buyer's zone where it is known. The
// offset stands beside it, so that it reads the same on both sides.
func ReplyBy(now time.Time, c cases.Case, p shop.Profile, lang string) string {
	end, err := time.Parse("15:04", p.WorkTo)
	if err != nil {
		return ""
	}
	local := now.In(p.Location())
	at := time.Date(local.Year(), local.Month(), local.Day()+1, end.Hour(), end.Minute(), 0, 0, local.Location())
	for range 7 {
		if len(p.WorkDays) == 0 || worksOn(p, at.Weekday()) {
			break
		}
		at = at.AddDate(0, 0, 1)
	}
	if zone, err := time.LoadLocation(c.BuyerZone); err == nil && c.BuyerZone != "" {
		at = at.In(zone)
	}
	layout := "2006-01-02 15:04"
	if lang == "en" {
		layout = "Monday 2 January 2006, 15:04"
	}
	return at.Format(layout) + " (" + offset(at) + ")"
}

// worksOn tells whether the seller works on a day. Sunday may be 0 or 7.
func worksOn(p shop.Profile, day time.Weekday) bool {
	return slices.ContainsFunc(p.WorkDays, func(d int) bool { return time.Weekday(d%7) == day })
}

// offset writes "UTC+8" or "UTC+5:30".
func offset(t time.Time) string {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	hours, minutes := seconds/3600, seconds%3600/60
	if minutes == 0 {
		return fmt.Sprintf("UTC%c%d", sign, hours)
	}
	return fmt.Sprintf("UTC%c%d:%02d", sign, hours, minutes)
}

// ReplyValues is PhraseValues with the profile of the workspace and a
// suggested {deadline}.
func (s *Services) ReplyValues(ctx context.Context, c cases.Case, lang string) (map[string]string, error) {
	p, err := s.Shop.Profile(ctx)
	if err != nil {
		return nil, err
	}
	values := PhraseValues(c, p, s.Lists, lang)
	if by := ReplyBy(s.Now(), c, p, lang); by != "" {
		values["deadline"] = by
	}
	return values, nil
}

// ReadingOptions tell the readers of evidence what a case knows: who the buyer
// is, under which names the seller writes, and the seller's zone.
func ReadingOptions(c cases.Case, p shop.Profile) evidence.Options {
	o := evidence.Options{Zone: p.Location(), Buyer: c.Customer, Contact: c.Contact}
	if zone, err := time.LoadLocation(c.BuyerZone); err == nil && c.BuyerZone != "" {
		o.BuyerZone = zone
	}
	for _, name := range append([]string{p.Owner, c.Shop}, shopNames(p)...) {
		if name != "" && !slices.Contains(o.Seller, name) {
			o.Seller = append(o.Seller, name)
		}
	}
	return o
}

func shopNames(p shop.Profile) []string {
	names := make([]string, len(p.Shops))
	for i, s := range p.Shops {
		names[i] = s.Name
	}
	return names
}
