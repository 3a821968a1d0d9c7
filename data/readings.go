package data

import (
	"context"
	"errors"
	"time"

	"casefolio/app/evidence"
)

// Messages returns a chat's messages in their order.
func (w *Workspace) Messages(ctx context.Context, exhibitID string) ([]evidence.Message, error) {
	return readMessages(ctx, w.reader, exhibitID)
}

func readMessages(ctx context.Context, q querier, exhibitID string) ([]evidence.Message, error) {
	return list(ctx, q, scanMessage, selectMessages+`WHERE m.exhibit_id = ? ORDER BY m.seq`, exhibitID)
}

func (t *tx) insertMessages(exhibitID string, messages []evidence.Message) error {
	return insertAll(t, `INSERT INTO messages
		(id, exhibit_id, seq, at, zone_known, sender, role, body, start_byte, end_byte, entry, fact, media, doubt)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, messages, func(m evidence.Message) []any {
		return []any{newID(), exhibitID, m.Seq, stamp(m.At), m.ZoneKnown, m.Sender, m.Role, m.Body, m.Start, m.End,
			m.Entry, m.Fact, m.Media, m.Doubt}
	})
}

// readEvents returns the events of a record as they were read from its original.
func readEvents(ctx context.Context, q querier, exhibitID string) ([]evidence.Event, error) {
	return list(ctx, q, func(r row) (e evidence.Event, err error) {
		var at string
		err = r.Scan(&e.Seq, &at, &e.ZoneKnown, &e.DateOnly, &e.PlaceZone, &e.Place, &e.Text, &e.Milestone)
		if err == nil {
			e.At, err = parseStamp(at)
		}
		return e, err
	}, `SELECT seq, at, zone_known, date_only, place_zone, place, text, milestone FROM events WHERE exhibit_id = ? ORDER BY seq`,
		exhibitID)
}

func (t *tx) insertEvents(exhibitID string, events []evidence.Event) error {
	return insertAll(t, `INSERT INTO events
		(id, exhibit_id, seq, at, zone_known, date_only, place_zone, place, text, milestone)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, events, func(e evidence.Event) []any {
		return []any{newID(), exhibitID, e.Seq, stamp(e.At), e.ZoneKnown, e.DateOnly, e.PlaceZone, e.Place, e.Text, e.Milestone}
	})
}

// insertAll runs one prepared statement for every item.
func insertAll[T any](t *tx, query string, items []T, args func(T) []any) error {
	if len(items) == 0 {
		return nil
	}
	statement, err := t.PrepareContext(t.ctx, query)
	if err != nil {
		return err
	}
	for _, item := range items {
		if _, err := statement.ExecContext(t.ctx, args(item)...); err != nil {
			return errors.Join(err, statement.Close())
		}
	}
	return statement.Close()
}

// SetSpeaker says who a sender of a chat is. A sender that the chat does not
// have changes nothing.
func (w *Workspace) SetSpeaker(ctx context.Context, exhibitID, sender string, role evidence.Role, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		done, err := t.ExecContext(ctx, `UPDATE messages SET role = ? WHERE exhibit_id = ? AND sender = ? AND role <> ?`,
			role, exhibitID, sender, role)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		if err := t.rememberSpeaker(exhibitID, sender, role); err != nil {
			return err
		}
		return t.logExhibit("speaker.set", e, map[string]string{"sender": sender, "role": string(role)})
	})
}
