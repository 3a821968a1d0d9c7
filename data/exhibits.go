package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

const exhibitColumns = `id, case_id, no, kind, format, title, file_name, media_type, size, sha256, source, event_at,
	file_at, added_at, deleted_at, message_count, event_count, picture_width, picture_height, orientation, captured_at,
	captured_zone, parcel_number, parcel_carrier, problem, parent_id, part, shelf_version,
	camera, turn, copy_of, redactions`

func (w *Workspace) scanExhibit(r row) (evidence.Exhibit, error) {
	var e evidence.Exhibit
	var event, file, captured string
	var added, deleted sql.NullInt64
	err := r.Scan(&e.ID, &e.CaseID, &e.No, &e.Kind, &e.Format, &e.Title, &e.FileName, &e.MediaType, &e.Size, &e.SHA256,
		&e.Source, &event, &file, &added, &deleted, &e.Messages, &e.Events, &e.Picture.Width, &e.Picture.Height,
		&e.Picture.Orientation, &captured, &e.Picture.ZoneKnown, &e.Parcel.Number, &e.Parcel.Carrier, &e.Problem,
		&e.ParentID, &e.Part, &e.ShelfVersion, &e.Picture.Camera, &e.Picture.Turn, &e.CopyOf, &e.Redactions)
	if err != nil {
		return e, err
	}
	e.AddedAt, e.DeletedAt = w.instant(added), w.instant(deleted)
	var bad [3]error
	e.EventAt, bad[0] = parseStamp(event)
	e.FileAt, bad[1] = parseStamp(file)
	e.Picture.CapturedAt, bad[2] = parseStamp(captured)
	return e, errors.Join(bad[:]...)
}

func (t *tx) addExhibit(e evidence.Exhibit, messages []evidence.Message, events []evidence.Event) (evidence.Exhibit, error) {
	no, err := t.nextExhibit(e.CaseID)
	if err != nil {
		return e, err
	}
	id := newID()
	err = t.exec(`INSERT INTO exhibits (`+exhibitColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, e.CaseID, no, e.Kind, e.Format, e.Title, e.FileName, e.MediaType, e.Size, e.SHA256, e.Source,
		stamp(e.EventAt), stamp(e.FileAt), micros(t.at), len(messages), len(events), e.Picture.Width, e.Picture.Height,
		e.Picture.Orientation, stamp(e.Picture.CapturedAt), e.Picture.ZoneKnown, e.Parcel.Number, e.Parcel.Carrier,
		e.Problem, e.ParentID, e.Part, e.ShelfVersion, e.Picture.Camera, e.Picture.Turn, e.CopyOf, e.Redactions)
	if err != nil {
		return e, err
	}
	if err := t.insertMessages(id, messages); err != nil {
		return e, err
	}
	if err := t.insertEvents(id, events); err != nil {
		return e, err
	}
	if err := t.putSearchText(id, e.CaseID, exhibitSearchText(e, messages)); err != nil {
		return e, err
	}
	return t.exhibit(id)
}

// nextExhibit gives out the next exhibit number of a case; none comes twice.
func (t *tx) nextExhibit(caseID string) (int, error) {
	var no int
	err := t.QueryRowContext(t.ctx, `UPDATE cases SET last_exhibit = last_exhibit + 1, updated_at = ? WHERE id = ?
		RETURNING last_exhibit`, micros(t.at), caseID).Scan(&no)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fault.New("case.unknown", "case", caseID)
	}
	return no, err
}

// Exhibit returns one exhibit, also from the trash.
func (w *Workspace) Exhibit(ctx context.Context, id string) (evidence.Exhibit, error) {
	return w.findExhibit(ctx, w.reader, id)
}

func (t *tx) exhibit(id string) (evidence.Exhibit, error) { return t.w.findExhibit(t.ctx, t, id) }

func (w *Workspace) findExhibit(ctx context.Context, q querier, id string) (evidence.Exhibit, error) {
	e, err := w.scanExhibit(q.QueryRowContext(ctx, `SELECT `+exhibitColumns+` FROM exhibits WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return evidence.Exhibit{}, fault.New("exhibit.unknown", "exhibit", id)
	}
	return e, explain(err)
}

// Exhibits lists the exhibits of a case by number, without the trash.
func (w *Workspace) Exhibits(ctx context.Context, caseID string) ([]evidence.Exhibit, error) {
	return list(ctx, w.reader, w.scanExhibit,
		`SELECT `+exhibitColumns+` FROM exhibits WHERE case_id = ? AND deleted_at IS NULL ORDER BY no`, caseID)
}

// RemovedExhibits lists the exhibits of a case that are in the trash, by number.
func (w *Workspace) RemovedExhibits(ctx context.Context, caseID string) ([]evidence.Exhibit, error) {
	return list(ctx, w.reader, w.scanExhibit,
		`SELECT `+exhibitColumns+` FROM exhibits WHERE case_id = ? AND deleted_at IS NOT NULL ORDER BY no`, caseID)
}

// RetitleExhibit sets the seller's words for an exhibit.
func (w *Workspace) RetitleExhibit(ctx context.Context, id, title string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(id)
		if err != nil || e.Title == title {
			return err
		}
		return t.retitle(e, title)
	})
}

func (t *tx) retitle(e evidence.Exhibit, title string) error {
	was, id := e.Title, e.ID
	if err := t.exec(`UPDATE exhibits SET title = ? WHERE id = ?`, title, id); err != nil {
		return err
	}
	e.Title = title
	messages, err := readMessages(t.ctx, t, id)
	if err != nil {
		return err
	}
	if err := t.putSearchText(id, e.CaseID, exhibitSearchText(e, messages)); err != nil {
		return err
	}
	return t.logExhibit("exhibit.retitled", e, map[string]string{"old": was, "new": title})
}

// TrashExhibit puts an exhibit into the trash; its number stays taken.
func (w *Workspace) TrashExhibit(ctx context.Context, id string, at time.Time) error {
	return w.binExhibit(ctx, id, at, true, "exhibit.trashed")
}

// RestoreExhibit takes an exhibit out of the trash.
func (w *Workspace) RestoreExhibit(ctx context.Context, id string, at time.Time) error {
	return w.binExhibit(ctx, id, at, false, "exhibit.restored")
}

func (w *Workspace) binExhibit(ctx context.Context, id string, at time.Time, in bool, action string) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(id)
		if err != nil || !e.DeletedAt.IsZero() == in {
			return err
		}
		var deleted sql.NullInt64
		if in {
			deleted = micros(t.at)
		}
		return t.bin(e, deleted, action)
	})
}

// bin moves an exhibit into the trash or out of it.
func (t *tx) bin(e evidence.Exhibit, deleted sql.NullInt64, action string) error {
	if err := t.exec(`UPDATE exhibits SET deleted_at = ? WHERE id = ?`, deleted, e.ID); err != nil {
		return err
	}
	if err := t.exec(`UPDATE search_texts SET live = ? WHERE id = ?`, !deleted.Valid, e.ID); err != nil {
		return err
	}
	return t.logExhibit(action, e, map[string]string{})
}

// logExhibit seals an entry about an exhibit and moves its case up the list.
func (t *tx) logExhibit(action string, e evidence.Exhibit, detail map[string]string) error {
	detail["label"] = e.Label()
	if err := t.touch(e.CaseID); err != nil {
		return err
	}
	return t.log(action, e.CaseID, e.ID, detail)
}
