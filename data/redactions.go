package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"casefolio/app/redact"
)

// Masking returns what is masked in the papers of a case that leave the house,
// in the order in which it was chosen.
func (w *Workspace) Masking(ctx context.Context, caseID string) ([]redact.Term, error) {
	return readMasking(ctx, w.reader, caseID)
}

func readMasking(ctx context.Context, q querier, caseID string) ([]redact.Term, error) {
	return list(ctx, q, func(r row) (t redact.Term, err error) {
		return t, r.Scan(&t.Kind, &t.Text, &t.Reason)
	}, `SELECT kind, text, reason FROM masked_terms WHERE case_id = ? ORDER BY seq`, caseID)
}

// KeepMasking keeps that choice. The same choice again changes nothing.
func (w *Workspace) KeepMasking(ctx context.Context, caseID string, terms []redact.Term, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error { return t.keepMasking(caseID, terms) })
}

func (t *tx) keepMasking(caseID string, terms []redact.Term) error {
	kept, err := readMasking(t.ctx, t, caseID)
	if err != nil || slices.Equal(kept, terms) {
		return err
	}
	if err := t.exec(`DELETE FROM masked_terms WHERE case_id = ?`, caseID); err != nil {
		return err
	}
	for i, term := range terms {
		err := t.exec(`INSERT INTO masked_terms (id, case_id, seq, kind, text, reason) VALUES (?, ?, ?, ?, ?, ?)`,
			newID(), caseID, i+1, term.Kind, term.Text, term.Reason)
		if err != nil {
			return err
		}
	}
	raw, err := json.Marshal(terms)
	if err != nil {
		return err
	}
	return t.log("masking.kept", caseID, caseID, map[string]string{
		"count": strconv.Itoa(len(terms)), "terms": string(raw),
	})
}

// maskingFacts adds what is masked to the facts of a case, as the journal has it.
func (c *comparer) maskingFacts(caseID string, facts map[string]string) error {
	terms, err := readMasking(c.ctx, c.q, caseID)
	if err != nil {
		return err
	}
	facts["masking"] = ""
	if _, told := c.rows[caseID]["masking"]; told || len(terms) > 0 {
		raw, err := json.Marshal(append([]redact.Term{}, terms...))
		if err != nil {
			return err
		}
		facts["masking"] = string(raw)
	}
	return nil
}

// readLooked returns in microseconds when each picture of a case was looked at,
// by its id.
func readLooked(ctx context.Context, q querier, caseID string) (map[string]string, error) {
	all, err := list(ctx, q, func(r row) (l [2]string, err error) { return l, r.Scan(&l[0], &l[1]) },
		`SELECT l.exhibit_id, l.at FROM looked_pictures l JOIN exhibits e ON e.id = l.exhibit_id WHERE e.case_id = ?`, caseID)
	looked := make(map[string]string, len(all))
	for _, l := range all {
		looked[l[0]] = l[1]
	}
	return looked, err
}

// Looked returns when each picture of a case was looked at, by its id.
func (w *Workspace) Looked(ctx context.Context, caseID string) (map[string]time.Time, error) {
	type look struct {
		id string
		at time.Time
	}
	all, err := list(ctx, w.reader, func(r row) (l look, err error) {
		var at sql.NullInt64
		err = r.Scan(&l.id, &at)
		l.at = w.instant(at)
		return l, err
	}, `SELECT l.exhibit_id, l.at FROM looked_pictures l JOIN exhibits e ON e.id = l.exhibit_id WHERE e.case_id = ?`, caseID)
	looked := make(map[string]time.Time, len(all))
	for _, l := range all {
		looked[l.id] = l.at
	}
	return looked, err
}

// MarkLooked keeps that a picture was looked at. The first time stays.
func (w *Workspace) MarkLooked(ctx context.Context, exhibitID string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		done, err := t.ExecContext(ctx, `INSERT INTO looked_pictures (exhibit_id, at) VALUES (?, ?)
			ON CONFLICT (exhibit_id) DO NOTHING`, exhibitID, micros(t.at))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return t.log("picture.looked", e.CaseID, e.ID, map[string]string{"label": e.Label()})
	})
}
