package app

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/app/shop"
	"casefolio/app/tables"
)

// PhraseValues gives what a case knows for the placeholders of a phrase in
// lang. What it does not know is left out, and so is {product} where the case
// has it in Chinese only and the reader knows none.
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
	if lang != "zh" && strings.IndexFunc(c.Product, isHan) >= 0 && !(lang == "ja" && strings.IndexFunc(c.Product, isKana) >= 0) {
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

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

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

// replyBy is a time that the seller can promise for the next answer: the end of
// the next working day. It is zero where nobody works.
func replyBy(now time.Time, work deadlines.Calendar) time.Time {
	zone := work.Zone
	if zone == nil {
		zone = now.Location()
	}
	day := deadlines.DayOf(now.In(zone))
	for range mostDaysOff {
		day = day.Add(1)
		if from, to := work.Hours(day); to.After(from) {
			return to
		}
	}
	return time.Time{}
}

// mostDaysOff is how many days nobody may work before no time is suggested.
const mostDaysOff = 60

// ReplyValues is what a case knows for the placeholders of a phrase in a
// language, with days, times and money as its reader writes them, and a suggested
// {deadline}. What is not known is left out.
func (s *Services) ReplyValues(ctx context.Context, c cases.Case, lang string) (map[string]string, error) {
	known, err := s.known(ctx, c)
	if err != nil {
		return nil, err
	}
	return known.values(s, lang), nil
}

// known is what a case and all beside it know for a reply.
type known struct {
	c       cases.Case
	profile shop.Profile
	product tables.Product
	order   tables.Order
	by      time.Time // for the next answer
	parcel  parcel    // of the order
	other   parcel    // sent besides: a new one, a part, a second one
	coming  parcel    // that comes back
	refund  money.Amount
	back    time.Time // until when a return may be sent
	offer   *remedies.Offer
	now     time.Time
}

func (s *Services) known(ctx context.Context, c cases.Case) (k known, err error) {
	k.c, k.now = c, s.Now()
	if k.profile, err = s.Shop.Profile(ctx); err != nil {
		return k, err
	}
	if k.order, _, err = s.Tables.Lookup(ctx, c.Order); err != nil {
		return k, err
	}
	if k.product, _, err = s.Tables.ProductBySKU(ctx, c.SKU); err != nil {
		return k, err
	}
	work, err := s.Deadlines.WorkTime(ctx)
	if err != nil {
		return k, err
	}
	k.by = replyBy(s.Now(), work)
	if c.ID == "" {
		return k, nil
	}
	track, err := s.Returns.Track(ctx, c.ID)
	if err != nil {
		return k, err
	}
	if err := s.parcels(ctx, &k, track); err != nil {
		return k, err
	}
	return k, s.settled(ctx, &k, track)
}

// settled finds what was paid back, until when the goods may come back, and what
// was offered and is still open.
func (s *Services) settled(ctx context.Context, k *known, track returns.Track) error {
	book, err := s.Ledger.Book(ctx, k.c.ID)
	if err != nil {
		return err
	}
	k.refund = refunded(book.Lines)
	if track.Now == returns.Approved || track.Now == returns.LabelSent {
		k.back = track.Due
	}
	offers, err := s.Remedies.Offers(ctx, k.c.ID)
	for _, e := range offers {
		if e.Is.Answer == remedies.Open && (k.offer == nil || !e.Is.OfferedAt.Before(k.offer.OfferedAt)) {
			k.offer = &e.Is
		}
	}
	return err
}

// refunded is what the buyer got back; nothing where it was in several currencies,
// as no one sum can be named.
func refunded(lines []ledger.Entry) (sum money.Amount) {
	for _, e := range lines {
		switch a := e.Is.Amount; {
		case e.Is.Kind != ledger.Refund:
		case !sum.Given():
			sum = a
		case sum.Currency != a.Currency:
			return money.Amount{}
		default:
			sum.Minor += a.Minor
		}
	}
	return sum
}

// values are those of one language.
func (k known) values(s *Services, lang string) map[string]string {
	values := PhraseValues(k.c, k.profile, s.Lists, lang)
	habit := s.habits.For(lang, k.c.BuyerZone, k.order.Country)
	if values["product"] == "" {
		values["product"] = k.productName(lang)
	}
	values["amount"] = s.Remedies.Rules().Amount(k.c.Amount, lang)
	values["refund"] = s.Remedies.Rules().Amount(k.refund, lang)
	if k.offer != nil {
		name := "offer"
		if k.offer.Option.Kind == remedies.SharedResend {
			name = "extra" // its size is what the buyer adds
		}
		values[name] = s.Remedies.Rules().Size(k.offer.Size, k.offer.Share, lang)
	}
	if !k.by.IsZero() {
		values["deadline"] = habit.Moment(k.by)
	}
	if !k.back.IsZero() {
		values["return_by"] = habit.Day(k.back)
	}
	if at := k.order.Ordered; !at.IsZero() {
		if values["ordered"] = habit.Date(at.Time); at.DateOnly {
			values["ordered"] = habit.Standing(at.Time)
		}
	}
	values["platform"] = cases.Said(s.Lists.Platforms, k.c.Platform, lang)
	k.parcel.values(values, names{scan: "last_scan", delivered: "delivered", arrival: "arrival"}, habit, k.now)
	k.other.values(values, names{tracking: "other_tracking", delivered: "other_delivered", arrival: "other_arrival"}, habit, k.now)
	k.coming.values(values, names{tracking: "return_tracking", scan: "return_scan"}, habit, k.now)
	values["other_carrier"], values["return_carrier"] = s.carrierOf(k.other, lang), s.carrierOf(k.coming, lang)
	for name, value := range values {
		if value == "" {
			delete(values, name)
		}
	}
	return values
}

// productName is the name of the seller's list in a language; the buyers of the
// other languages read the English one.
func (k known) productName(lang string) string {
	if lang == "zh" {
		return k.product.NameZH
	}
	return k.product.NameEN
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
