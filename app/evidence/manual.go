package evidence

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/fault"
)

// FirstOwn is the first number of events that the seller wrote; those that were
// read from an original have lower ones.
const FirstOwn = 1_000_000

// The longest text and place of an event that the seller writes, in bytes.
const (
	MaxEventText  = 2000
	MaxEventPlace = 200
)

// TrackStore keeps what the seller says about tracking records. What was read
// from an original stays as it is beside it.
type TrackStore interface {
	// AddEvent keeps a line of the seller's own. A Seq of 0 is assigned; another
	// brings back a line that was removed.
	AddEvent(ctx context.Context, exhibitID string, e Event, at time.Time) (Event, error)
	// ChangeEvent changes a line of the seller's own, or corrects time, place and
	// milestone of one that was read. A correction to what was read is taken
	// away. Fault "event.unknown".
	ChangeEvent(ctx context.Context, exhibitID string, e Event, at time.Time) error
	RemoveEvent(ctx context.Context, exhibitID string, seq int, at time.Time) error // own lines only
	// RereadTrack replaces what was read, and with it the corrections; lines of
	// the seller's own stay.
	RereadTrack(ctx context.Context, e Exhibit, ev []Event, c TrackChoices, at time.Time) (Exhibit, error)
	TrackChoices(ctx context.Context, exhibitID string) (TrackChoices, error)
	KeepTrackColumns(ctx context.Context, signature string, columns []string, at time.Time) error
	TrackColumns(ctx context.Context) (map[string][]string, error)
}

// AddEvent adds a line of the seller's own to a tracking record. Faults:
// "event.text", "event.time", "event.too_long", "event.milestone".
func (s *Service) AddEvent(ctx context.Context, exhibitID string, e Event) (Event, error) {
	e, err := s.tidyEvent(e, true)
	if err != nil {
		return e, err
	}
	return s.store.AddEvent(ctx, exhibitID, e, s.now())
}

// ChangeEvent changes a line of the seller's own, or corrects time, place and
// milestone of one that was read; what the carrier wrote stays. Faults: those of
// AddEvent, and "event.unknown".
func (s *Service) ChangeEvent(ctx context.Context, exhibitID string, e Event) error {
	e, err := s.tidyEvent(e, e.Seq >= FirstOwn)
	if err != nil {
		return err
	}
	all, err := s.store.Events(ctx, exhibitID)
	if err != nil {
		return err
	}
	for _, old := range all {
		only := old.Seq == e.Seq && old.Place != e.Place && old.At.Equal(e.At) && old.PlaceZone == e.PlaceZone
		if back := old.Was != nil && old.Was.Place == e.Place; only && !back {
			e = s.readers.track.places.moved(e)
		}
	}
	return s.store.ChangeEvent(ctx, exhibitID, e, s.now())
}

// RemoveEvent removes a line of the seller's own. What was read cannot be
// removed: fault "event.unknown".
func (s *Service) RemoveEvent(ctx context.Context, exhibitID string, seq int) error {
	return s.store.RemoveEvent(ctx, exhibitID, seq, s.now())
}

func (s *Service) tidyEvent(e Event, own bool) (Event, error) {
	clean := func(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD")) }
	e.Text, e.Place, e.Own, e.Was = clean(e.Text), strings.Join(strings.Fields(clean(e.Place)), " "), own, nil
	_, known := s.readers.track.supports[e.Milestone]
	switch {
	case own && e.Text == "":
		return e, fault.New("event.text")
	case own && e.At.IsZero():
		return e, fault.New("event.time")
	case own && len(e.Text) > MaxEventText || len(e.Place) > MaxEventPlace:
		return e, fault.New("event.too_long", "limit", strconv.Itoa(MaxEventText))
	case !known && e.Milestone != "":
		return e, fault.New("event.milestone", "milestone", e.Milestone)
	}
	return e, nil
}

// Milestones lists the ids of all milestones in the order of a parcel's way.
func (s *Service) Milestones() []string { return s.readers.track.order }

// TrackChoices returns how a tracking record was read again, if it was.
func (s *Service) TrackChoices(ctx context.Context, exhibitID string) (TrackChoices, error) {
	return s.store.TrackChoices(ctx, exhibitID)
}

// TrackTable tells how the columns of a tracking record were understood; ok is
// false where it is no table.
func (s *Service) TrackTable(ctx context.Context, exhibitID string) (table TrackTable, ok bool, err error) {
	e, lines, err := s.trackLines(ctx, exhibitID)
	if err != nil || e.Format != formatTrackCSV {
		return TrackTable{}, false, err
	}
	choices, err := s.store.TrackChoices(ctx, exhibitID)
	if err != nil {
		return TrackTable{}, false, err
	}
	table, ok = s.readers.track.table(lines, choices)
	if known, err := s.store.TrackColumns(ctx); err == nil && len(choices.Columns) == 0 && len(known[table.Signature]) == len(table.Columns) {
		table.Columns = known[table.Signature]
	}
	return table, ok, nil
}

// RereadTrack reads a tracking record again from its original, with other
// columns or another order of dates. Columns are remembered for tables with the
// same headings. Fault: "reread.no_track" where that gives no events.
func (s *Service) RereadTrack(ctx context.Context, exhibitID string, choices TrackChoices, opt Options) (Exhibit, error) {
	e, lines, err := s.trackLines(ctx, exhibitID)
	if err != nil {
		return e, err
	}
	if opt.Zone == nil {
		opt.Zone = s.now().Location()
	}
	// A year that is not written is the latest before the record came in.
	how := opt.tracks(e.AddedAt)
	how.choices, how.columns = choices, nil
	read, ok := s.readers.track.readAgain(lines, e.Format, how)
	if !ok {
		return e, fault.New("reread.no_track", "exhibit", e.Label())
	}
	e.EventAt, e.Problem, e.Parcel = read.EventAt, read.Problem, read.Parcel
	if e, err = s.store.RereadTrack(ctx, e, read.Events, choices, s.now()); err != nil || len(choices.Columns) == 0 {
		return e, err
	}
	if table, ok := s.readers.track.table(lines, choices); ok && table.Signature != "" {
		return e, s.store.KeepTrackColumns(ctx, table.Signature, choices.Columns, s.now())
	}
	return e, nil
}

func (r *trackReader) readAgain(lines []line, format string, how trackHow) (Reading, bool) {
	if format == formatTrackCSV {
		read, ok := r.readTable(lines, how)
		return read, ok && slices.ContainsFunc(read.Events, func(e Event) bool { return !e.At.IsZero() })
	}
	read, _, ok := r.readPage(lines, how)
	return read, ok
}

// trackLines are the lines of a tracking record's original.
func (s *Service) trackLines(ctx context.Context, exhibitID string) (Exhibit, []line, error) {
	e, err := s.store.Exhibit(ctx, exhibitID)
	if err != nil || e.Kind != Tracking {
		return e, nil, err
	}
	original, err := s.vault.Open(e.SHA256)
	if err != nil {
		return e, nil, err
	}
	defer original.Close()
	raw, err := io.ReadAll(io.LimitReader(original, maxText))
	if err != nil {
		return e, nil, fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	if tooManyLines(raw) {
		return e, nil, nil
	}
	return e, splitLines(raw), nil
}
