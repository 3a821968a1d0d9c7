package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// Events returns a tracking record's events as they count now: in the order of
// the source with the seller's corrections, then the seller's own lines.
func (w *Workspace) Events(ctx context.Context, exhibitID string) ([]evidence.Event, error) {
	return list(ctx, w.reader, scanTold, toldEvents+` ORDER BY seq`, exhibitID)
}

const toldEvents = `SELECT seq, at, zone_known, date_only, place_zone, place, text, milestone, own, changed,
	was_at, was_zone_known, was_date_only, was_place_zone, was_place, was_milestone
	FROM told_events WHERE exhibit_id = ?`

func scanTold(r row) (e evidence.Event, err error) {
	var was evidence.Event
	var at, wasAt string
	var changed bool
	err = r.Scan(&e.Seq, &at, &e.ZoneKnown, &e.DateOnly, &e.PlaceZone, &e.Place, &e.Text, &e.Milestone, &e.Own, &changed,
		&wasAt, &was.ZoneKnown, &was.DateOnly, &was.PlaceZone, &was.Place, &was.Milestone)
	if err != nil {
		return e, err
	}
	if e.At, err = parseStamp(at); err != nil || !changed {
		return e, err
	}
	was.Seq, was.Text = e.Seq, e.Text
	was.At, err = parseStamp(wasAt)
	e.Was = &was
	return e, err
}

func (t *tx) told(exhibitID string, seq int) (evidence.Event, error) {
	e, err := scanTold(t.QueryRowContext(t.ctx, toldEvents+` AND seq = ?`, exhibitID, seq))
	if errors.Is(err, sql.ErrNoRows) {
		return e, fault.New("event.unknown", "event", strconv.Itoa(seq))
	}
	return e, err
}

func (t *tx) putChange(exhibitID string, e evidence.Event) error {
	text := ""
	if e.Own {
		text = e.Text
	}
	return t.exec(`INSERT INTO event_changes
		(id, exhibit_id, seq, own, at, zone_known, date_only, place_zone, place, text, milestone, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (exhibit_id, seq) DO UPDATE SET at = excluded.at, zone_known = excluded.zone_known,
		date_only = excluded.date_only, place_zone = excluded.place_zone, place = excluded.place, text = excluded.text,
		milestone = excluded.milestone, updated_at = excluded.updated_at`,
		newID(), exhibitID, e.Seq, e.Own, stamp(e.At), e.ZoneKnown, e.DateOnly, e.PlaceZone, e.Place, text, e.Milestone, micros(t.at))
}

func (t *tx) countEvents(exhibitID string) error {
	return t.exec(`UPDATE exhibits SET event_count = (SELECT count(*) FROM told_events WHERE exhibit_id = ?) WHERE id = ?`,
		exhibitID, exhibitID)
}

// AddEvent keeps a line of the seller's own.
func (w *Workspace) AddEvent(ctx context.Context, exhibitID string, e evidence.Event, at time.Time) (evidence.Event, error) {
	e.Own, e.Was = true, nil
	err := w.write(ctx, at, func(t *tx) error {
		x, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		if e.Seq < evidence.FirstOwn {
			err = t.QueryRowContext(ctx, `SELECT coalesce(max(seq) + 1, ?) FROM event_changes WHERE exhibit_id = ? AND own = 1`,
				evidence.FirstOwn, exhibitID).Scan(&e.Seq)
		}
		if err != nil {
			return err
		}
		if err := t.putChange(exhibitID, e); err != nil {
			return err
		}
		if err := t.countEvents(exhibitID); err != nil {
			return err
		}
		return t.logExhibit("event.added", x, eventDetail(e, evidence.Event{}))
	})
	return e, err
}

// ChangeEvent changes a line of the seller's own, or corrects one that was
// read. Nothing new changes nothing.
func (w *Workspace) ChangeEvent(ctx context.Context, exhibitID string, e evidence.Event, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		x, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		old, err := t.told(exhibitID, e.Seq)
		if err != nil {
			return err
		}
		e.Own, e.Was = old.Own, nil
		if !e.Own {
			e.Text = old.Text
		}
		read := old
		if old.Was != nil {
			read = *old.Was
		}
		switch {
		case eventValue(e) == eventValue(old):
			return nil
		case !e.Own && eventValue(e) == eventValue(read):
			if err := t.exec(`DELETE FROM event_changes WHERE exhibit_id = ? AND seq = ?`, exhibitID, e.Seq); err != nil {
				return err
			}
			return t.logExhibit("event.reverted", x, eventDetail(e, old))
		}
		if err := t.putChange(exhibitID, e); err != nil {
			return err
		}
		return t.logExhibit("event.changed", x, eventDetail(e, old))
	})
}

// RemoveEvent removes a line of the seller's own.
func (w *Workspace) RemoveEvent(ctx context.Context, exhibitID string, seq int, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		x, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		old, err := t.told(exhibitID, seq)
		if err == nil && !old.Own {
			err = fault.New("event.unknown", "event", strconv.Itoa(seq))
		}
		if err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM event_changes WHERE exhibit_id = ? AND seq = ?`, exhibitID, seq); err != nil {
			return err
		}
		if err := t.countEvents(exhibitID); err != nil {
			return err
		}
		return t.logExhibit("event.removed", x, eventDetail(old, evidence.Event{}))
	})
}

// RereadTrack replaces what was read of a tracking record. Corrections go with
// the lines that they were of; the journal has told them.
func (w *Workspace) RereadTrack(
	ctx context.Context, e evidence.Exhibit, events []evidence.Event, c evidence.TrackChoices, at time.Time,
) (again evidence.Exhibit, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.exhibit(e.ID)
		if err != nil {
			return err
		}
		if err := t.keepReading(was, nil); err != nil {
			return err
		}
		for _, table := range []string{`events`, `event_changes`} {
			if err := t.exec(`DELETE FROM `+table+` WHERE exhibit_id = ? AND seq < ?`, e.ID, evidence.FirstOwn); err != nil {
				return err
			}
		}
		if err := t.insertEvents(e.ID, events); err != nil {
			return err
		}
		err = t.exec(`UPDATE exhibits SET event_at = ?, problem = ?, parcel_number = ?, parcel_carrier = ? WHERE id = ?`,
			stamp(e.EventAt), e.Problem, e.Parcel.Number, e.Parcel.Carrier, e.ID)
		if err != nil {
			return err
		}
		if err := t.countEvents(e.ID); err != nil {
			return err
		}
		err = t.exec(`INSERT INTO track_choices (exhibit_id, choices, updated_at) VALUES (?, ?, ?)
			ON CONFLICT (exhibit_id) DO UPDATE SET choices = excluded.choices, updated_at = excluded.updated_at`,
			e.ID, asJSON(c), micros(t.at))
		if err != nil {
			return err
		}
		if again, err = t.exhibit(e.ID); err != nil {
			return err
		}
		return t.logExhibit("tracking.reread", again, map[string]string{
			"choices": asJSON(c), "reading": reading(nil, events), "count": strconv.Itoa(len(events)),
		})
	})
	return again, err
}

// TrackChoices returns how a record was read again.
func (w *Workspace) TrackChoices(ctx context.Context, exhibitID string) (c evidence.TrackChoices, err error) {
	var raw string
	err = w.reader.QueryRowContext(ctx, `SELECT choices FROM track_choices WHERE exhibit_id = ?`, exhibitID).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err != nil {
		return c, explain(err)
	}
	return c, json.Unmarshal([]byte(raw), &c)
}

// KeepTrackColumns remembers what the columns under some headings hold.
func (w *Workspace) KeepTrackColumns(ctx context.Context, signature string, columns []string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		err := t.exec(`INSERT INTO track_columns (id, signature, columns, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (signature) DO UPDATE SET columns = excluded.columns, updated_at = excluded.updated_at`,
			newID(), signature, asJSON(columns), micros(t.at))
		if err != nil {
			return err
		}
		return t.log("tracking.columns", "", "columns", map[string]string{
			"signature": signature, "columns": strings.Join(columns, ","),
		})
	})
}

// TrackColumns returns the columns of all headings that were mapped.
func (w *Workspace) TrackColumns(ctx context.Context) (map[string][]string, error) {
	type mapped struct {
		signature string
		columns   []string
	}
	all, err := list(ctx, w.reader, func(r row) (m mapped, err error) {
		var raw string
		if err = r.Scan(&m.signature, &raw); err == nil {
			err = json.Unmarshal([]byte(raw), &m.columns)
		}
		return m, err
	}, `SELECT signature, columns FROM track_columns`)
	known := make(map[string][]string, len(all))
	for _, m := range all {
		known[m.signature] = m.columns
	}
	return known, err
}

// eventFact begins the name of the fact of what the seller said of an event; the
// number of the event follows.
const eventFact = "event."

// eventDetail is what the journal keeps of a change.
func eventDetail(e, old evidence.Event) map[string]string {
	d := map[string]string{"event": strconv.Itoa(e.Seq), "value": eventValue(e), "text": e.Text}
	if old.Seq > 0 {
		d["old"] = eventValue(old)
	}
	return d
}

// eventValue is all that a seller can change of an event.
func eventValue(e evidence.Event) string {
	text := ""
	if e.Own {
		text = e.Text
	}
	flags := ""
	for _, f := range []struct {
		set  bool
		name string
	}{{e.ZoneKnown, "zone "}, {e.DateOnly, "date "}, {e.PlaceZone, "place "}} {
		if f.set {
			flags += f.name
		}
	}
	return strings.Join([]string{stamp(e.At), flags, e.Milestone, e.Place, text}, "\n")
}

// playEvent applies an entry about events to the facts of an exhibit.
func playEvent(action string, facts, row map[string]string) {
	switch name := eventFact + facts["event"]; action {
	case "event.added", "event.changed":
		row[name] = facts["value"]
	case "event.removed", "event.reverted":
		row[name] = ""
	case "tracking.reread":
		row["reading"] = facts["reading"]
		for name := range row {
			if seq, err := strconv.Atoi(strings.TrimPrefix(name, eventFact)); err == nil && strings.HasPrefix(name, eventFact) && seq < evidence.FirstOwn {
				row[name] = ""
			}
		}
	}
}

// eventFacts adds what the seller said of events to the facts of an exhibit,
// with an empty one for each that the journal knows and the rows do not.
func (c *comparer) eventFacts(e evidence.Exhibit, facts map[string]string) error {
	for name := range c.rows[e.ID] {
		if strings.HasPrefix(name, eventFact) {
			facts[name] = ""
		}
	}
	all, err := list(c.ctx, c.q, scanTold, toldEvents, e.ID)
	for _, ev := range slices.DeleteFunc(all, func(ev evidence.Event) bool { return !ev.Own && ev.Was == nil }) {
		facts[eventFact+strconv.Itoa(ev.Seq)] = eventValue(ev)
	}
	return err
}
