package data

import (
	"context"
	"database/sql"
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
		was, err := t.roles(exhibitID, sender)
		if err != nil || len(was) == 0 || len(was) == 1 && was[0].Role == role {
			return err
		}
		choices, err := t.rawChoices(`chat_choices`, exhibitID)
		if err != nil {
			return err
		}
		if err := t.rememberSpeaker(exhibitID, sender, role); err != nil {
			return err
		}
		return t.setRoles(e, sender, []spoken{{Role: role}}, was, choices)
	})
}

// spoken is a role with the messages in which a sender has it, by number;
// without any it is all.
type spoken struct {
	Role     evidence.Role `json:"role"`
	Messages string        `json:"messages,omitempty"` // "3,4,9"
}

// roles are those that a sender has in a chat.
func (t *tx) roles(exhibitID, sender string) ([]spoken, error) {
	all, err := list(t.ctx, t, func(r row) (s spoken, err error) { return s, r.Scan(&s.Role, &s.Messages) },
		`SELECT role, group_concat(seq) FROM messages WHERE exhibit_id = ? AND sender = ? GROUP BY role ORDER BY role`, exhibitID, sender)
	if len(all) == 1 {
		all[0].Messages = ""
	}
	return all, err
}

// setRoles gives a sender roles. The journal keeps those of before, and the
// choices of before as they were kept.
func (t *tx) setRoles(e evidence.Exhibit, sender string, is, was []spoken, choices string) error {
	for _, s := range is {
		err := t.exec(`UPDATE messages SET role = ? WHERE exhibit_id = ? AND sender = ?
			AND (? = '' OR seq IN (SELECT value FROM json_each('[' || ? || ']')))`, s.Role, e.ID, sender, s.Messages, s.Messages)
		if err != nil {
			return err
		}
	}
	return t.logExhibit("speaker.set", e, map[string]string{
		"sender": sender, "role": string(is[0].Role), "new": asJSON(is), "old": asJSON(was), "choices": choices,
	})
}

// rawChoices are choices as they were kept, or empty for none.
func (t *tx) rawChoices(table, exhibitID string) (raw string, err error) {
	err = t.QueryRowContext(t.ctx, `SELECT choices FROM `+table+` WHERE exhibit_id = ?`, exhibitID).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return raw, err
}
