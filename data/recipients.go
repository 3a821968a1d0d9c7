package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"casefolio/app/dossier/packet/recipient"
)

// RecipientChanges lists what the seller changed in recipients, the oldest
// first.
func (w *Workspace) RecipientChanges(ctx context.Context) ([]recipient.Change, error) {
	return list(ctx, w.reader, func(r row) (c recipient.Change, err error) {
		var raw string
		var at sql.NullInt64
		if err = r.Scan(&c.RecipientID, &raw, &at); err != nil {
			return c, err
		}
		c.UpdatedAt = w.instant(at)
		return c, json.Unmarshal([]byte(raw), &c.Fields)
	}, `SELECT recipient_id, change, updated_at FROM recipient_overrides ORDER BY id`)
}

// recipientChange is the row of a recipient, or nothing.
func (t *tx) recipientChange(recipientID string) (id, change string, err error) {
	err = t.QueryRowContext(t.ctx, `SELECT id, change FROM recipient_overrides WHERE recipient_id = ?`, recipientID).
		Scan(&id, &change)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, change, err
}

// SaveRecipient keeps a change in the place of the one before. Saving what is
// there already changes nothing.
func (w *Workspace) SaveRecipient(ctx context.Context, c recipient.Change, at time.Time) error {
	raw, err := json.Marshal(c.Fields)
	if err != nil {
		return err
	}
	return w.write(ctx, at, func(t *tx) error {
		id, was, err := t.recipientChange(c.RecipientID)
		if err != nil || was == string(raw) {
			return err
		}
		if id == "" {
			id = newID()
		}
		err = t.exec(`INSERT INTO recipient_overrides (id, recipient_id, change, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (recipient_id) DO UPDATE SET change = excluded.change, updated_at = excluded.updated_at`,
			id, c.RecipientID, string(raw), micros(t.at))
		if err != nil {
			return err
		}
		return t.log("recipient.changed", "", id, map[string]string{
			"recipient": c.RecipientID, "change": string(raw), "old": was,
		})
	})
}

// RevertRecipient forgets a change. Without one nothing happens. Packets that
// were submitted keep the name of their recipient.
func (w *Workspace) RevertRecipient(ctx context.Context, recipientID string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		id, was, err := t.recipientChange(recipientID)
		if err != nil || id == "" {
			return err
		}
		if err := t.exec(`DELETE FROM recipient_overrides WHERE id = ?`, id); err != nil {
			return err
		}
		return t.log("recipient.reverted", "", id, map[string]string{"recipient": recipientID, "old": was})
	})
}

// recipientRows holds what the seller changed in recipients against the
// journal. It is about no case.
func (c *comparer) recipientRows(caseID string) error {
	if caseID != "" {
		return nil
	}
	all, err := list(c.ctx, c.q, func(r row) (o [3]string, err error) { return o, r.Scan(&o[0], &o[1], &o[2]) },
		`SELECT id, recipient_id, change FROM recipient_overrides ORDER BY id`)
	for _, o := range all {
		c.check(o[0], o[1], map[string]string{"recipient": o[1], "change": o[2]})
	}
	return err
}
