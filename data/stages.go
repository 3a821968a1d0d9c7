package data

import (
	"context"
	"database/sql"

	"casefolio/app/cases"
	"casefolio/app/fault"
)

// MoveStage sets the stage of a case and keeps the move. A case that has left
// m.From meanwhile is the fault "case.changed".
func (w *Workspace) MoveStage(ctx context.Context, m cases.StageMove) (moved cases.Case, err error) {
	err = w.write(ctx, m.At, func(t *tx) error {
		was, err := t.caseByID(m.CaseID)
		if err != nil {
			return err
		}
		if was.Stage != m.From {
			return fault.New("case.changed", "number", was.Number)
		}
		id := newID()
		err = t.exec(`INSERT INTO stage_moves (id, case_id, from_stage, to_stage, reason, at) VALUES (?, ?, ?, ?, ?, ?)`,
			id, was.ID, m.From, m.To, m.Reason, micros(t.at))
		if err != nil {
			return err
		}
		err = t.exec(`UPDATE cases SET revision = revision + 1, stage = ?, updated_at = ? WHERE id = ?`,
			m.To, micros(t.at), was.ID)
		if err != nil {
			return err
		}
		if moved, err = t.caseByID(was.ID); err != nil {
			return err
		}
		return t.log("stage.moved", was.ID, id, map[string]string{
			"from": string(m.From), "to": string(m.To), "reason": m.Reason,
		})
	})
	return moved, err
}

// StageMoves lists the moves of a case, oldest first.
func (w *Workspace) StageMoves(ctx context.Context, caseID string) ([]cases.StageMove, error) {
	return list(ctx, w.reader, func(r row) (m cases.StageMove, err error) {
		var at sql.NullInt64
		err = r.Scan(&m.ID, &m.CaseID, &m.From, &m.To, &m.Reason, &at)
		m.At = w.instant(at)
		return m, err
	}, `SELECT id, case_id, from_stage, to_stage, reason, at FROM stage_moves WHERE case_id = ? ORDER BY at, id`, caseID)
}
