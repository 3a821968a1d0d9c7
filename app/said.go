package app

import (
	"context"
	"time"

	"casefolio/app/deadlines"
)

// Promised is the first thing that a reply to a buyer promises with a time; zone
// is the buyer's and may be empty.
func (s *Services) Promised(ctx context.Context, text, zone string) (deadlines.Promise, bool, error) {
	work, err := s.Deadlines.WorkTime(ctx)
	if err != nil {
		return deadlines.Promise{}, false, err
	}
	var buyer *time.Location
	if zone != "" {
		if loc, err := time.LoadLocation(zone); err == nil { // the seller's reading is enough
			buyer = loc
		}
	}
	p, ok := s.said.Find(text, s.Now(), work, buyer)
	return p, ok, nil
}
