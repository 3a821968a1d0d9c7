package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"casefolio/app/dossier/letter/stored"
	"casefolio/app/fault"
)

const letterColumns = `SELECT id, case_id, template_id, lang, text, facts, updated_at FROM letters `

func (w *Workspace) scanLetter(r row) (l stored.Letter, err error) {
	var raw string
	var at sql.NullInt64
	if err = r.Scan(&l.ID, &l.CaseID, &l.TemplateID, &l.Lang, &l.Text, &raw, &at); err != nil {
		return l, err
	}
	l.UpdatedAt = w.instant(at)
	return l, json.Unmarshal([]byte(raw), &l.Values)
}

// Letters lists the letters of a case, the last changed first.
func (w *Workspace) Letters(ctx context.Context, caseID string) ([]stored.Letter, error) {
	return list(ctx, w.reader, w.scanLetter, letterColumns+`WHERE case_id = ? ORDER BY updated_at DESC, id DESC`, caseID)
}

// Letter finds a letter.
func (w *Workspace) Letter(ctx context.Context, id string) (stored.Letter, error) {
	l, err := w.scanLetter(w.reader.QueryRowContext(ctx, letterColumns+`WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return l, fault.New("letter.unknown")
	}
	return l, explain(err)
}

// letterFacts is what the journal keeps of a letter.
func letterFacts(l stored.Letter) (map[string]string, error) {
	raw, err := json.Marshal(l.Values)
	return map[string]string{"template": l.TemplateID, "lang": l.Lang, "text": l.Text, "facts": string(raw)}, err
}

// SaveLetter keeps a letter in the place of the one of the same case, template
// and language, and forgets its draft. Saving what is there already changes
// nothing.
func (w *Workspace) SaveLetter(ctx context.Context, l stored.Letter) (kept stored.Letter, err error) {
	if l.Values == nil {
		l.Values = map[string]string{}
	}
	facts, err := letterFacts(l)
	if err != nil {
		return l, err
	}
	err = w.write(ctx, l.UpdatedAt, func(t *tx) error {
		if err := t.dropLetterDraft(l.CaseID, l.TemplateID, l.Lang); err != nil {
			return err
		}
		kept, err = t.w.scanLetter(t.QueryRowContext(t.ctx,
			letterColumns+`WHERE case_id = ? AND template_id = ? AND lang = ?`, l.CaseID, l.TemplateID, l.Lang))
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if was, err := letterFacts(kept); err != nil || kept.ID != "" && was["text"] == facts["text"] && was["facts"] == facts["facts"] {
			return err
		}
		if err := t.touch(l.CaseID); err != nil {
			return err
		}
		id := kept.ID
		if id == "" {
			id = newID()
		}
		err := t.exec(`INSERT INTO letters (id, case_id, template_id, lang, text, facts, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET text = excluded.text, facts = excluded.facts, updated_at = excluded.updated_at`,
			id, l.CaseID, l.TemplateID, l.Lang, l.Text, facts["facts"], micros(t.at))
		if err != nil {
			return err
		}
		if kept, err = t.w.scanLetter(t.QueryRowContext(t.ctx, letterColumns+`WHERE id = ?`, id)); err != nil {
			return err
		}
		return t.log("letter.saved", l.CaseID, id, facts)
	})
	return kept, err
}

// RemoveLetter forgets a letter. Without one nothing happens.
func (w *Workspace) RemoveLetter(ctx context.Context, id string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		was, err := t.w.scanLetter(t.QueryRowContext(t.ctx, letterColumns+`WHERE id = ?`, id))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := t.touch(was.CaseID); err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM letters WHERE id = ?`, id); err != nil {
			return err
		}
		if err := t.dropLetterDraft(was.CaseID, was.TemplateID, was.Lang); err != nil {
			return err
		}
		return t.log("letter.removed", was.CaseID, id, map[string]string{"template": was.TemplateID, "lang": was.Lang})
	})
}

// letterRows holds the letters of a case against the journal.
func (c *comparer) letterRows(caseID string) error {
	all, err := list(c.ctx, c.q, c.w.scanLetter, letterColumns+`WHERE case_id = ? ORDER BY id`, caseID)
	if err != nil {
		return err
	}
	for _, l := range all {
		facts, err := letterFacts(l)
		if err != nil {
			return err
		}
		c.check(l.ID, c.number+" "+l.TemplateID, facts)
	}
	return nil
}
