package deadlines

import (
	"context"
	"maps"
	"slices"
	"time"

	"casefolio/app/records"
)

// Standards lists what the seller keeps to, the one for all others first, then
// the channels in their order.
func (s *Service) Standards(ctx context.Context) ([]Standard, error) {
	all, _, err := s.standards(ctx)
	return all, err
}

// standards are the shipped ones as the seller changed them, with the record of
// each that was.
func (s *Service) standards(ctx context.Context) ([]Standard, map[string]records.Entry[Standard], error) {
	own, err := s.ownStandards.List(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	all := slices.Clone(s.rules.Standards)
	kept := make(map[string]records.Entry[Standard], len(own))
	for _, e := range own {
		kept[e.Is.Channel] = e
		is := e.Is
		is.Changed = true
		if i := slices.IndexFunc(all, func(s Standard) bool { return s.Channel == is.Channel }); i >= 0 {
			all[i] = is
		} else {
			all = append(all, is)
		}
	}
	return all, kept, nil
}

// SaveStandard keeps what the seller keeps to on a channel. Faults: "due.span",
// "due.buffer".
func (s *Service) SaveStandard(ctx context.Context, is Standard) error {
	_, kept, err := s.standards(ctx)
	if err != nil {
		return err
	}
	e, there := kept[is.Channel]
	if !there {
		e = StandardKind.New("", is)
	}
	e.Is = is
	_, err = s.ownStandards.Put(ctx, e)
	return err
}

// RevertStandard goes back to what was shipped for a channel.
func (s *Service) RevertStandard(ctx context.Context, channel string) error {
	_, kept, err := s.standards(ctx)
	if e, there := kept[channel]; err == nil && there {
		err = s.ownStandards.Remove(ctx, e.ID)
	}
	return err
}

// Calendars lists the public holidays that are known, as the seller changed
// them, and last the shop's own days off, which are always followed.
func (s *Service) Calendars(ctx context.Context) ([]Holidays, error) {
	hours, err := s.outside.Hours(ctx)
	if err != nil {
		return nil, err
	}
	all, _, err := s.calendars(ctx, hours)
	return all, err
}

func (s *Service) calendars(ctx context.Context, hours ShopHours) ([]Holidays, map[string]records.Entry[HolidayChange], error) {
	changes, err := s.ownCalendars.List(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	kept := make(map[string]records.Entry[HolidayChange], len(changes))
	for _, e := range changes {
		kept[e.Is.ID] = e
	}
	all := append(slices.Clone(s.rules.Calendars), Holidays{ID: OwnDays})
	usual := s.rules.usual(hours.Zone)
	for i := range all {
		all[i].Follow = all[i].ID == OwnDays || all[i].ID == usual
		if e, there := kept[all[i].ID]; there {
			all[i] = e.Is.apply(all[i])
		}
	}
	return all, kept, nil
}

// usual is the calendar that a shop in a zone follows unless the seller says
// otherwise, or "". The system's own zone has no name: it is taken for that of
// the one calendar whose clocks agree in winter and summer.
func (r *Rules) usual(zone *time.Location) string {
	for _, h := range r.Calendars {
		if zone != nil && slices.Contains(h.Zones, zone.String()) {
			return h.ID
		}
	}
	if zone != time.Local {
		return ""
	}
	r.once.Do(func() { r.local = r.alike(zone) }) // zones are read from files
	return r.local
}

func (r *Rules) alike(zone *time.Location) string {
	var found []string
	for _, h := range r.Calendars {
		if slices.ContainsFunc(h.Zones, func(name string) bool { return sameClocks(zone, name) }) {
			found = append(found, h.ID)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

func sameClocks(zone *time.Location, name string) bool {
	other, err := time.LoadLocation(name)
	if err != nil {
		return false
	}
	for _, month := range []time.Month{time.January, time.July} {
		at := time.Date(2026, month, 1, 12, 0, 0, 0, time.UTC)
		_, a := at.In(zone).Zone()
		_, b := at.In(other).Zone()
		if a != b {
			return false
		}
	}
	return true
}

// apply returns the calendar with what the seller changed.
func (c HolidayChange) apply(h Holidays) Holidays {
	h.Changed = true
	if c.Follow != nil && h.ID != OwnDays {
		h.Follow = *c.Follow
	}
	days := make(map[Day]Holiday, len(h.Days)+len(c.Added))
	for _, d := range h.Days {
		days[d.Day] = d
	}
	for _, d := range c.Removed {
		delete(days, d)
	}
	for _, d := range c.Added {
		days[d.Day] = d
	}
	h.Days = slices.SortedFunc(maps.Values(days), func(a, b Holiday) int { return a.Day.Compare(b.Day) })
	return h
}

// SaveCalendar keeps days and whether they are followed, as far as they differ
// from what was shipped. Faults: "due.calendar", "due.date", "due.long".
func (s *Service) SaveCalendar(ctx context.Context, is Holidays) error {
	hours, err := s.outside.Hours(ctx)
	if err != nil {
		return err
	}
	_, kept, err := s.calendars(ctx, hours)
	if err != nil {
		return err
	}
	var was Holidays
	if i := slices.IndexFunc(s.rules.Calendars, func(h Holidays) bool { return h.ID == is.ID }); i >= 0 {
		was = s.rules.Calendars[i]
	}
	change := diffDays(was, is)
	if is.ID != OwnDays {
		change.Follow = &is.Follow
	}
	e, there := kept[is.ID]
	if !there {
		e = CalendarKind.New("", change)
	}
	e.Is = change
	_, err = s.ownCalendars.Put(ctx, e)
	return err
}

// diffDays is what makes the days of is from those of was.
func diffDays(was, is Holidays) HolidayChange {
	c := HolidayChange{ID: is.ID}
	same := func(all []Holiday, d Holiday) bool {
		return slices.ContainsFunc(all, func(o Holiday) bool {
			return o.Day == d.Day && o.Working == d.Working && maps.Equal(o.Names, d.Names)
		})
	}
	for _, d := range is.Days {
		if !same(was.Days, d) {
			c.Added = append(c.Added, d)
		}
	}
	for _, d := range was.Days {
		if !slices.ContainsFunc(is.Days, func(o Holiday) bool { return o.Day == d.Day }) {
			c.Removed = append(c.Removed, d.Day)
		}
	}
	return c
}

// RevertCalendar goes back to what was shipped; of the shop's own days none
// stay.
func (s *Service) RevertCalendar(ctx context.Context, id string) error {
	hours, err := s.outside.Hours(ctx)
	if err != nil {
		return err
	}
	_, kept, err := s.calendars(ctx, hours)
	if e, there := kept[id]; err == nil && there {
		err = s.ownCalendars.Remove(ctx, e.ID)
	}
	return err
}

// WorkTime is the shop's calendar: its hours, with the days of all that it
// follows. Of a day that one says is worked and another is not, the shop's own
// say counts, else it is off.
func (s *Service) WorkTime(ctx context.Context) (Calendar, error) {
	hours, err := s.outside.Hours(ctx)
	if err != nil {
		return Calendar{}, err
	}
	all, _, err := s.calendars(ctx, hours)
	return workTime(hours, all), err
}

func workTime(hours ShopHours, all []Holidays) Calendar {
	c := Calendar{
		ID: "shop", Zone: hours.Zone, WorkDays: hours.WorkDays, From: hours.From, To: hours.To,
		Off: map[Day]bool{}, Working: map[Day]bool{},
	}
	for _, h := range all {
		if !h.Follow {
			continue
		}
		for _, d := range h.Days {
			if h.ID == OwnDays { // the last word
				delete(c.Off, d.Day)
				delete(c.Working, d.Day)
			}
			if d.Working {
				c.Working[d.Day] = true
			} else {
				c.Off[d.Day] = true
			}
		}
	}
	maps.DeleteFunc(c.Working, func(d Day, _ bool) bool { return c.Off[d] })
	return c
}
