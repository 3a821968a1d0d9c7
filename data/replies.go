package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/replies"
)

// replyDraftPrefix begins the IDs of the drafts that are replies.
const replyDraftPrefix = "reply:"

// SaveReplyDraft keeps the reply that is being written for a case.
func (w *Workspace) SaveReplyDraft(ctx context.Context, caseID string, at time.Time, d replies.Draft) error {
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return w.write(ctx, at, func(t *tx) error {
		return t.exec(`INSERT INTO drafts (id, form, pasted, updated_at) VALUES (?, ?, '', ?)
			ON CONFLICT (id) DO UPDATE SET form = excluded.form, updated_at = excluded.updated_at`,
			replyDraftPrefix+caseID, raw, micros(t.at))
	})
}

// ReplyDraft finds the reply that is being written for a case; false: there is
// none.
func (w *Workspace) ReplyDraft(ctx context.Context, caseID string) (d replies.Draft, ok bool, err error) {
	var raw []byte
	err = w.reader.QueryRowContext(ctx, `SELECT form FROM drafts WHERE id = ?`, replyDraftPrefix+caseID).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return d, false, nil
	}
	if err != nil {
		return d, false, explain(err)
	}
	err = json.Unmarshal(raw, &d)
	return d, err == nil, err
}

// DropReplyDraft forgets the reply that is being written for a case; one that is
// gone already is no fault.
func (w *Workspace) DropReplyDraft(ctx context.Context, caseID string) error {
	return w.write(ctx, w.now(), func(t *tx) error {
		return t.exec(`DELETE FROM drafts WHERE id = ?`, replyDraftPrefix+caseID)
	})
}

// takeReplies takes along what was written to the buyer, as it was sent: only the
// evidence that it names has other ids here, and an answer names its reply anew.
func (t *tx) takeReplies(into, from string, here map[string]string) error {
	all, err := t.liveRecords(from, replies.KindName, deadlines.AnswerKind.Name)
	if err != nil {
		return err
	}
	now := map[string]string{} // id of each reply, by the one there
	for _, r := range all {
		if r.Kind != replies.KindName {
			continue
		}
		e, err := replies.Kind().Read(r)
		if err != nil {
			return err
		}
		for i, id := range e.Is.Exhibits {
			if to, ok := here[id]; ok {
				e.Is.Exhibits[i] = to
			}
		}
		row, err := replies.Kind().Row(e)
		if err != nil {
			return err
		}
		if now[r.ID], err = t.move(into, r, row.Body); err != nil {
			return err
		}
	}
	for _, r := range all {
		if r.Kind != deadlines.AnswerKind.Name {
			continue
		}
		e, err := deadlines.AnswerKind.Read(r)
		if err != nil {
			return err
		}
		if to, ok := now[e.Is.UseID]; ok {
			e.Is.UseID = to
		}
		row, err := deadlines.AnswerKind.Row(e)
		if err != nil {
			return err
		}
		if _, err := t.move(into, r, row.Body); err != nil {
			return err
		}
	}
	return nil
}
