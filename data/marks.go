package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"casefolio/app/evidence"
)

// TurnExhibit keeps how a picture is turned, in quarters to the right.
func (w *Workspace) TurnExhibit(ctx context.Context, id string, turn int, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(id)
		if err != nil || e.Picture.Turn == turn {
			return err
		}
		return t.turn(e, turn)
	})
}

func (t *tx) turn(e evidence.Exhibit, turn int) error {
	if err := t.exec(`UPDATE exhibits SET turn = ? WHERE id = ?`, turn, e.ID); err != nil {
		return err
	}
	return t.logExhibit("exhibit.turned", e, map[string]string{"turn": turned(turn)})
}

// PictureMarks returns the marks of a picture; none where nobody drew any.
func (w *Workspace) PictureMarks(ctx context.Context, exhibitID string) (evidence.Marks, error) {
	var raw string
	err := w.reader.QueryRowContext(ctx, `SELECT marks FROM picture_marks WHERE exhibit_id = ?`, exhibitID).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return evidence.Marks{}, nil
	}
	if err != nil {
		return evidence.Marks{}, explain(err)
	}
	return evidence.ParseMarks(raw)
}

// KeepPictureMarks keeps the marks of a picture. They are a draft of the next copy:
// the journal tells of the copy.
func (w *Workspace) KeepPictureMarks(ctx context.Context, exhibitID string, m evidence.Marks, at time.Time) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return w.write(ctx, at, func(t *tx) error {
		if _, err := t.exhibit(exhibitID); err != nil {
			return err
		}
		return t.exec(`INSERT INTO picture_marks (id, exhibit_id, marks, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (exhibit_id) DO UPDATE SET marks = excluded.marks, updated_at = excluded.updated_at`,
			newID(), exhibitID, string(raw), micros(t.at))
	})
}
