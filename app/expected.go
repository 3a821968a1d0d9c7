package app

import (
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
)

// Expected is what a case and the order report know of where and when its parcel
// should go. Without a report the buyer's clock still tells the country.
func (s *Services) Expected(ctx context.Context, c cases.Case) (evidence.Expected, error) {
	want := evidence.Expected{Now: s.Now()}
	if zone, err := time.LoadLocation(c.BuyerZone); err == nil && c.BuyerZone != "" {
		want.Buyer = zone
	}
	order, ok, err := s.Tables.Lookup(ctx, c.Order)
	if err != nil || !ok {
		return want, err
	}
	want.City, want.Country, want.Shipped = order.City, order.Country, order.Shipped.Time
	return want, nil
}
