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

// PhraseStats tells how each phrase was used, alone or in a reply that was sent,
// and what became of those cases.
func (w *Workspace) PhraseStats(ctx context.Context) (map[string]phrases.Stat, error) {
	type stat struct {
		phrase string
		phrases.Stat
	}
	found, err := list(ctx, w.reader, func(r row) (s stat, err error) {
		var last sql.NullInt64
		err = r.Scan(&s.phrase, &s.Count, &last, &s.Cases, &s.Closed, &s.Rated, &s.Mean)
		s.Last = w.instant(last)
		return s, err
	}, phraseStats)
	stats := make(map[string]phrases.Stat, len(found))
	for _, s := range found {
		stats[s.phrase] = s.Stat
	}
	return stats, err
}

const phraseStats = `WITH used AS (
	SELECT phrase_id, case_id, at FROM phrase_uses UNION ALL SELECT phrase_id, case_id, at FROM reply_phrases
), became AS (
	SELECT u.phrase_id, count(*) AS cases, sum(c.stage = 'archive') AS closed, sum(c.satisfaction > 0) AS rated,
		avg(nullif(c.satisfaction, 0)) AS mean
	FROM (SELECT DISTINCT phrase_id, case_id FROM used) u JOIN cases c ON c.id = u.case_id AND c.deleted_at IS NULL
	GROUP BY u.phrase_id
)
SELECT u.phrase_id, u.n, u.last, coalesce(b.cases, 0), coalesce(b.closed, 0), coalesce(b.rated, 0), coalesce(b.mean, 0)
	FROM (SELECT phrase_id, count(*) AS n, max(at) AS last FROM used GROUP BY phrase_id) u
	LEFT JOIN became b ON b.phrase_id = u.phrase_id`
