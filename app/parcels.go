package app

import (
	"context"
	"slices"
	"time"

	"casefolio/app/carriers"
	"casefolio/app/evidence"
	"casefolio/app/replies/habits"
	"casefolio/app/returns"
)

// parcel is what the evidence and the return of a case tell of one parcel.
type parcel struct {
	number  string
	events  []evidence.Event
	seen    evidence.Event // the last scan
	arrived evidence.Event // that it was delivered; zero: not, or it is in doubt
	due     time.Time      // noon in UTC of the day on which the carrier expects to deliver
	exhibit int            // its newest record
}

// parcels tells the parcels of a case apart: that of the order, the one that comes
// back by the number of its return, and one that was sent besides, as a new one or
// a part. What the carrier wrote counts, without lines of the seller's.
func (s *Services) parcels(ctx context.Context, k *known, track returns.Track) error {
	exhibits, err := s.Evidence.List(ctx, k.c.ID)
	if err != nil {
		return err
	}
	own := carriers.Clean(k.c.Tracking)
	for _, e := range track.Steps {
		if number := carriers.Clean(e.Is.Tracking); number != "" && number != own {
			k.coming.number = number
		}
	}
	others := map[string]*parcel{}
	for _, e := range exhibits {
		if e.Kind != evidence.Tracking {
			continue
		}
		is := &k.parcel
		switch number := carriers.Clean(e.Parcel.Number); {
		case number != "" && number == k.coming.number:
			is = &k.coming
		case number != "" && own != "" && number != own:
			if others[number] == nil {
				others[number] = &parcel{number: number}
			}
			is = others[number]
		}
		if err := s.read(ctx, is, e); err != nil {
			return err
		}
	}
	for _, o := range others { // the one of the newest record
		if o.exhibit > k.other.exhibit {
			k.other = *o
		}
	}
	for _, is := range []*parcel{&k.parcel, &k.other, &k.coming} {
		s.conclude(is)
	}
	return nil
}

// read takes up a tracking record of a parcel.
func (s *Services) read(ctx context.Context, is *parcel, e evidence.Exhibit) error {
	events, err := s.Evidence.Events(ctx, e.ID)
	if err != nil {
		return err
	}
	is.events = append(is.events, slices.DeleteFunc(events, func(e evidence.Event) bool { return e.Own || e.At.IsZero() })...)
	if e.No < is.exhibit {
		return nil
	}
	is.exhibit = e.No
	if due, ok, err := s.Evidence.Arrival(ctx, e.ID); err == nil && ok { // a lost original only tells nothing
		is.due = due
	}
	return nil
}

// conclude finds the last scan of a parcel, and whether it was delivered.
func (s *Services) conclude(is *parcel) {
	for _, e := range is.events {
		if !e.At.Before(is.seen.At) {
			is.seen = e
		}
	}
	for _, support := range s.Evidence.Supports(is.events) {
		if support.ID == "delivered" && support.Holds && support.WeakBy == "" {
			is.arrived = support.Event
		}
	}
}

// carrierOf names the carrier of a parcel by its number.
func (s *Services) carrierOf(is parcel, lang string) string {
	if m, ok := s.Lists.Carriers().Best(is.number); ok {
		return m.Carrier.Name(lang)
	}
	return ""
}

// names are those of the placeholders that speak of a parcel; empty ones are none.
type names struct{ tracking, scan, delivered, arrival string }

// values writes what is known of a parcel. A day of arrival that is over, or of
// what was delivered, is none to tell a buyer.
func (is parcel) values(to map[string]string, n names, habit habits.Habit, now time.Time) {
	put := func(name, value string) {
		if name != "" {
			to[name] = value
		}
	}
	put(n.tracking, is.number)
	if at := is.arrived; !at.At.IsZero() {
		day := habit.Date(at.At)
		if at.DateOnly || at.PlaceZone {
			day = habit.Standing(at.At)
		}
		put(n.delivered, day)
	} else if is.due.After(now.Add(-12 * time.Hour)) {
		put(n.arrival, habit.Coming(is.due))
	}
	if !is.seen.At.IsZero() {
		put(n.scan, habit.Scan(is.seen.Place, seenAt(is.seen, habit)))
	}
}

// seenAt writes when a parcel was seen: by the clock of the place where the
// record states no zone.
func seenAt(e evidence.Event, habit habits.Habit) string {
	switch {
	case e.DateOnly:
		return habit.Standing(e.At)
	case e.PlaceZone, !e.ZoneKnown:
		return habit.Clock(e.At)
	}
	return habit.Moment(e.At)
}
