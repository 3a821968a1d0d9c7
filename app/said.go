package app

import (
	"context"
	"time"

	"casefolio/app/deadlines"
)

// location is a zone by its name, nil where it is not known: the seller's reading
// is enough.
func location(zone string) *time.Location {
	if loc, err := time.LoadLocation(zone); err == nil && zone != "" {
		return loc
	}
	return nil
}

// promised is what a text that goes out at a time promises.
func (s *Services) promised(ctx context.Context, text string, at time.Time, buyer *time.Location) (deadlines.Promise, bool, error) {
	work, err := s.Deadlines.WorkTime(ctx)
	if err != nil {
		return deadlines.Promise{}, false, err
	}
	p, ok := s.said.Find(text, at, work, buyer)
	return p, ok, nil
}
