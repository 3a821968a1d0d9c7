package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

const recordColumns = `SELECT r.id, coalesce(r.case_id, ''), r.kind, r.body, r.revision, r.created_at, r.updated_at, r.deleted_at FROM records r `

func (w *Workspace) scanRecord(r row) (records.Row, error) {
	var is records.Row
	var body string
	var created, updated, deleted sql.NullInt64
	err := r.Scan(&is.ID, &is.CaseID, &is.Kind, &body, &is.Revision, &created, &updated, &deleted)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New("record.unknown")
	}
	is.Body = json.RawMessage(body)
	is.CreatedAt, is.UpdatedAt, is.DeletedAt = w.instant(created), w.instant(updated), w.instant(deleted)
	return is, err
}

// Record finds a record by its id, the trash included.
func (w *Workspace) Record(ctx context.Context, id string) (records.Row, error) {
	return w.record(ctx, w.reader, id)
}

func (w *Workspace) record(ctx context.Context, q querier, id string) (records.Row, error) {
	is, err := w.scanRecord(q.QueryRowContext(ctx, recordColumns+`WHERE r.id = ?`, id))
	return is, explain(err)
}

// Records lists records, the oldest first.
func (w *Workspace) Records(ctx context.Context, q records.Query) ([]records.Row, error) {
	var args []any
	var where []string
	query := recordColumns
	switch {
	case q.Any:
		query += `JOIN cases c ON c.id = r.case_id AND c.deleted_at IS NULL `
	case q.CaseID == "":
		where = append(where, `r.case_id IS NULL`)
	default:
		where, args = append(where, `r.case_id = ?`), append(args, q.CaseID)
	}
	if len(q.Kinds) > 0 {
		where = append(where, `r.kind IN (?`+strings.Repeat(`, ?`, len(q.Kinds)-1)+`)`)
		for _, k := range q.Kinds {
			args = append(args, k)
		}
	}
	if !q.Trash {
		where = append(where, `r.deleted_at IS NULL`)
	}
	if len(where) > 0 {
		query += `WHERE ` + strings.Join(where, ` AND `)
	}
	return list(ctx, w.reader, w.scanRecord, query+` ORDER BY r.id`, args...)
}

// PutRecords keeps rows as one deed with an entry in the journal for each that
// differs from what is there.
func (w *Workspace) PutRecords(ctx context.Context, at time.Time, rows ...records.Row) (kept []records.Row, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		kept, err = t.putRecords(rows)
		return err
	})
	return kept, err
}

func (t *tx) putRecords(rows []records.Row) ([]records.Row, error) {
	kept := make([]records.Row, len(rows))
	for i, r := range rows {
		var err error
		if kept[i], err = t.putRecord(r); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

func (t *tx) putRecord(is records.Row) (records.Row, error) {
	was := records.Row{Meta: records.Meta{CaseID: is.CaseID, Kind: is.Kind}}
	action := "record.added"
	if is.ID != "" {
		var err error
		if was, err = t.w.record(t.ctx, t, is.ID); err != nil {
			return is, err
		}
		if was.Revision != is.Revision || was.Kind != is.Kind {
			return is, fault.New("record.changed")
		}
		switch {
		case was.DeletedAt.IsZero() != is.DeletedAt.IsZero():
			action = "record.removed"
			if is.DeletedAt.IsZero() {
				action = "record.restored"
			}
		case string(was.Body) == string(is.Body):
			return was, nil
		default:
			action = "record.changed"
		}
	} else {
		is.ID = newID()
	}
	if was.CaseID != "" {
		if err := t.touch(was.CaseID); err != nil {
			return is, err
		}
	}
	deleted := sql.NullInt64{}
	if !is.DeletedAt.IsZero() {
		deleted = micros(t.at)
	}
	err := t.exec(`INSERT INTO records (id, case_id, kind, body, revision, created_at, updated_at, deleted_at)
		VALUES (?, nullif(?, ''), ?, ?, 1, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET body = excluded.body, revision = revision + 1, updated_at = excluded.updated_at,
		deleted_at = excluded.deleted_at`,
		is.ID, was.CaseID, is.Kind, string(is.Body), micros(t.at), micros(t.at), deleted)
	if err != nil {
		return is, err
	}
	detail := map[string]string{"kind": is.Kind, "body": string(is.Body)}
	if len(was.Body) > 0 {
		detail["old"] = string(was.Body)
	}
	if err := t.log(action, was.CaseID, is.ID, detail); err != nil {
		return is, err
	}
	return t.w.record(t.ctx, t, is.ID)
}

// recordRows holds the records of a case, or for an empty id of the workspace,
// against the journal.
func (c *comparer) recordRows(caseID string) error {
	all, err := list(c.ctx, c.q, c.w.scanRecord, recordColumns+`WHERE coalesce(r.case_id, '') = ? ORDER BY r.id`, caseID)
	for _, r := range all {
		c.check(r.ID, c.number+" "+r.Kind, map[string]string{
			"kind": r.Kind, "body": string(r.Body), "trashed": trashed(r.DeletedAt),
		})
	}
	return err
}

// playRecord plays an entry about a record.
func (t told) playRecord(action, id string, facts map[string]string) {
	row := map[string]string{}
	if facts != nil {
		row["kind"], row["body"] = facts["kind"], facts["body"]
	}
	was := t.rows[id]
	row["trashed"] = was["trashed"]
	switch action {
	case "record.removed":
		row["trashed"] = "true"
	case "record.restored":
		row["trashed"] = ""
	}
	t.rows[id] = row
}
