package data

import (
	"context"
	"database/sql"

	"casefolio/app/phrases"
)

// LogUse keeps what was copied, for a case or for none.
func (w *Workspace) LogUse(ctx context.Context, u phrases.Use) (phrases.Use, error) {
	err := w.write(ctx, u.At, func(t *tx) error {
		if u.CaseID != "" {
			if err := t.touch(u.CaseID); err != nil {
				return err
			}
		}
		u.ID, u.At = newID(), w.instant(micros(t.at))
		err := t.exec(`INSERT INTO phrase_uses (id, phrase_id, case_id, lang, text, at) VALUES (?, ?, nullif(?, ''), ?, ?, ?)`,
			u.ID, u.PhraseID, u.CaseID, u.Lang, u.Text, micros(t.at))
		if err != nil {
			return err
		}
		return t.log("phrase.copied", u.CaseID, u.ID, map[string]string{
			"phrase": u.PhraseID, "lang": u.Lang, "text": u.Text,
		})
	})
	return u, err
}

// Uses lists what was copied for one case, oldest first.
func (w *Workspace) Uses(ctx context.Context, caseID string) ([]phrases.Use, error) {
	return list(ctx, w.reader, func(r row) (u phrases.Use, err error) {
		var at sql.NullInt64
		err = r.Scan(&u.ID, &u.PhraseID, &u.CaseID, &u.Lang, &u.Text, &at)
		u.At = w.instant(at)
		return u, err
	}, `SELECT id, phrase_id, case_id, lang, text, at FROM phrase_uses WHERE case_id = ? ORDER BY at, id`, caseID)
}

// UseCounts tells how often each phrase was copied.
func (w *Workspace) UseCounts(ctx context.Context) (map[string]int, error) {
	type count struct {
		phrase string
		n      int
	}
	found, err := list(ctx, w.reader, func(r row) (c count, err error) {
		return c, r.Scan(&c.phrase, &c.n)
	}, `SELECT phrase_id, count(*) FROM phrase_uses GROUP BY phrase_id`)
	counts := make(map[string]int, len(found))
	for _, c := range found {
		counts[c.phrase] = c.n
	}
	return counts, err
}
