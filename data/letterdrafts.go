package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"casefolio/app/dossier/letter/stored"
)

// letterDraftPrefix begins the IDs of the drafts that are letters; those of
// forms have none.
const letterDraftPrefix = "letter/"

func letterDraftID(caseID, templateID, lang string) string {
	return letterDraftPrefix + caseID + "/" + templateID + "/" + lang
}

// SaveLetterDraft keeps a letter that is being written. Like the draft of a
// form it is no part of the case yet, so the journal says nothing of it.
func (w *Workspace) SaveLetterDraft(ctx context.Context, l stored.Letter) error {
	raw, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return w.write(ctx, w.now(), func(t *tx) error {
		return t.exec(`INSERT INTO drafts (id, form, pasted, updated_at) VALUES (?, ?, '', ?)
			ON CONFLICT (id) DO UPDATE SET form = excluded.form, updated_at = excluded.updated_at`,
			letterDraftID(l.CaseID, l.TemplateID, l.Lang), raw, micros(t.at))
	})
}

// LetterDraft finds the draft of a letter; false: there is none.
func (w *Workspace) LetterDraft(ctx context.Context, caseID, templateID, lang string) (l stored.Letter, ok bool, err error) {
	var raw []byte
	err = w.reader.QueryRowContext(ctx, `SELECT form FROM drafts WHERE id = ?`, letterDraftID(caseID, templateID, lang)).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return l, false, nil
	}
	if err != nil {
		return l, false, explain(err)
	}
	err = json.Unmarshal(raw, &l)
	return l, err == nil, err
}

// DropLetterDraft forgets the draft of a letter; one that is gone already is no
// fault.
func (w *Workspace) DropLetterDraft(ctx context.Context, caseID, templateID, lang string) error {
	return w.write(ctx, w.now(), func(t *tx) error { return t.dropLetterDraft(caseID, templateID, lang) })
}

func (t *tx) dropLetterDraft(caseID, templateID, lang string) error {
	return t.exec(`DELETE FROM drafts WHERE id = ?`, letterDraftID(caseID, templateID, lang))
}
