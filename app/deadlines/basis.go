package deadlines

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// basis is all that items are counted by beside the facts of their case.
type basis struct {
	standards map[string]Standard
	work      Calendar   // of the shop
	plain     []Calendar // Monday to Friday round the clock: business days of programmes; the seller's zone first
	rules     map[string]Rule
	sources   []Source
	mark      string // differs where any of it does
}

// countedBy grows whenever cases must be counted again because the program
// counts in another way.
const countedBy = 3

func (s *Service) basis(ctx context.Context) (*basis, error) {
	hours, err := s.outside.Hours(ctx)
	if err != nil {
		return nil, err
	}
	days, _, err := s.calendars(ctx, hours)
	if err != nil {
		return nil, err
	}
	standards, _, err := s.standards(ctx)
	if err != nil {
		return nil, err
	}
	b := &basis{standards: map[string]Standard{}, work: workTime(hours, days), sources: s.sources}
	if b.rules, err = s.outside.Rules(ctx); err != nil {
		return nil, err
	}
	for _, one := range standards {
		b.standards[one.Channel] = one
	}
	b.plain = businessDays(hours.Zone)
	b.mark, err = b.sum(hours)
	return b, err
}

// businessDays are the calendars by which a platform may count business days.
// Whose holidays and whose midnight it takes is not known. Without holidays the
// date comes earliest; of weekends the first to begin or the last to end, those
// of the easternmost and the westernmost marketplaces, make it earliest.
func businessDays(zone *time.Location) (all []Calendar) {
	for _, z := range []*time.Location{zone, time.FixedZone("", 9*3600), time.FixedZone("", -8*3600)} {
		all = append(all, Calendar{ID: "business", Zone: z, WorkDays: []int{1, 2, 3, 4, 5}, To: midnight})
	}
	return all
}

// period is when the spans of a programme are over, one after the other, by the
// earliest reading of its business days.
func (b *basis) period(start time.Time, spans []Span) (first time.Time) {
	for n, c := range b.plain {
		due := start.In(c.zone())
		for _, s := range spans {
			due = Add(due, s, c)
		}
		if n == 0 || due.Before(first) {
			first = due
		}
		if !slices.ContainsFunc(spans, func(s Span) bool { return s.Unit == WorkDays }) {
			break // days alone are the seller's
		}
	}
	return first.In(b.plain[0].zone())
}

func (b *basis) sum(hours ShopHours) (string, error) {
	byDay := func(days map[Day]bool) []Day { return slices.SortedFunc(maps.Keys(days), Day.Compare) }
	raw, err := json.Marshal([]any{
		countedBy, b.standards, b.rules, zoneMark(b.work.zone()), hours.WorkDays, hours.From, hours.To,
		byDay(b.work.Off), byDay(b.work.Working),
	})
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), err
}

// zoneMark differs between zones, also where the system's, which has no name of
// its own, has become another.
func zoneMark(zone *time.Location) (mark [3]string) {
	mark[0] = zone.String()
	for n, month := range []time.Month{time.January, time.July} {
		mark[n+1] = time.Date(2026, month, 1, 12, 0, 0, 0, zone).Format("-07:00")
	}
	return mark
}

// kinds are those of the records that clocks are counted from.
func (s *Service) kinds() []string {
	all := []string{PromiseKind.Name, AnswerKind.Name, WaitKind.Name, SnoozeKind.Name}
	for _, source := range s.sources {
		all = append(all, source.Kinds()...)
	}
	return all
}

// standard is what the seller keeps to on a channel.
func (b *basis) standard(channel string) Standard {
	if s, there := b.standards[channel]; there {
		return s
	}
	return b.standards[""]
}

// The buffer where the seller set none: a tenth of the time, at most mostBuffer.
const (
	bufferShare = 10
	mostBuffer  = 2 * time.Hour
)

// sendBy is when something that is due has to be on its way. What is counted in
// working time has its buffer in working time: what is due at the opening of a
// day has to go out before the closing of the one before.
func (b *basis) sendBy(channel string, i Item) time.Time {
	if i.Due.IsZero() {
		return i.Due
	}
	total, working := i.Due.Sub(i.Start), i.Why == WhyStandard && i.Span.Unit.works()
	if working {
		total = b.work.Between(i.Start, i.Due)
	}
	length := b.buffer(channel, total, i.Start.IsZero())
	at := i.Due.Add(-length)
	if working {
		at = b.work.work(i.Start.In(b.work.zone()), max(total-length, 0))
		if first := i.Due.Add(-LongestBuffer); at.Before(first) { // over long holidays
			at = first
		}
	}
	if at.Before(i.Start) && !i.Start.After(i.Due) {
		at = i.Start
	}
	return at
}

// buffer is that of a channel for something that takes so long in all, or of which
// nobody knows when it began.
func (b *basis) buffer(channel string, total time.Duration, unknown bool) time.Duration {
	for _, s := range []Standard{b.standard(channel), b.standards[""]} {
		if length, ok := s.Buffer.plain(); ok {
			return length
		}
	}
	if unknown {
		return 0
	}
	return min(max(total/bufferShare, 0), mostBuffer)
}
