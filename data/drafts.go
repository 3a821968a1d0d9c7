package data

import (
	"context"
	"database/sql"

	"casefolio/app/cases"
)

// SaveDraft keeps an unfinished form. It is no part of any case yet, so the
// journal says nothing of it.
func (w *Workspace) SaveDraft(ctx context.Context, d cases.Draft) error {
	if d.Form == nil {
		d.Form = []byte{} // nil would be NULL
	}
	return w.write(ctx, d.UpdatedAt, func(t *tx) error {
		return t.exec(`INSERT INTO drafts (id, form, pasted, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET form = excluded.form, pasted = excluded.pasted, updated_at = excluded.updated_at`,
			d.ID, d.Form, d.Pasted, micros(t.at))
	})
}

// Drafts lists unfinished forms, newest first. Drafts of letters and of replies
// are found with their case.
func (w *Workspace) Drafts(ctx context.Context) ([]cases.Draft, error) {
	return list(ctx, w.reader, func(r row) (d cases.Draft, err error) {
		var updated sql.NullInt64
		err = r.Scan(&d.ID, &d.Form, &d.Pasted, &updated)
		d.UpdatedAt = w.instant(updated)
		return d, err
	}, `SELECT id, form, pasted, updated_at FROM drafts WHERE id NOT LIKE ? AND id NOT LIKE ? ORDER BY updated_at DESC, id DESC`,
		letterDraftPrefix+"%", replyDraftPrefix+"%")
}

// DeleteDraft forgets an unfinished form; one that is gone already is no fault.
func (w *Workspace) DeleteDraft(ctx context.Context, id string) error {
	return w.write(ctx, w.now(), func(t *tx) error {
		return t.exec(`DELETE FROM drafts WHERE id = ?`, id)
	})
}
