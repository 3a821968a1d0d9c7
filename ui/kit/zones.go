package kit

import "time"

// StampLayout is how the window writes an instant.
const StampLayout = "2006-01-02 15:04"

// Zones writes instants for the seller, with the buyer's wall clock beside
// their own where the buyer's zone is known.
type Zones struct{ Seller, Buyer *time.Location }

// ZonesOf returns the zones of a case. buyer is an IANA name; an empty or
// foreign one is an unknown zone.
func ZonesOf(seller *time.Location, buyer string) Zones {
	z := Zones{Seller: seller}
	if buyer == "" {
		return z
	}
	if loc, err := time.LoadLocation(buyer); err == nil {
		z.Buyer = loc
	}
	return z
}

// Stamp writes t in the seller's zone, or nothing for an unknown time.
func (z Zones) Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(z.Seller).Format(StampLayout)
}

// BuyerClock is the buyer's wall clock at t: the time alone on the same day,
// the date with it otherwise. It is empty where the zone is unknown or runs
// with the seller's.
func (z Zones) BuyerClock(t time.Time) string {
	if z.Buyer == nil || t.IsZero() {
		return ""
	}
	own, theirs := t.In(z.Seller), t.In(z.Buyer)
	_, a := own.Zone()
	_, b := theirs.Zone()
	switch {
	case a == b:
		return ""
	case own.YearDay() == theirs.YearDay():
		return theirs.Format("15:04")
	}
	return theirs.Format("01-02 15:04")
}

// Both writes t in the seller's zone and the buyer's clock beside it.
func (z Zones) Both(t time.Time) string {
	s := z.Stamp(t)
	if b := z.BuyerClock(t); b != "" {
		return s + " · " + T("cases.buyer_clock", "time", b)
	}
	return s
}
