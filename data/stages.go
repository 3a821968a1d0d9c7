package data

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/records"
)

// MoveStage sets the stage of a case and keeps the move. A case that has left
// m.From meanwhile is the fault "case.changed".
func (w *Workspace) MoveStage(ctx context.Context, m cases.StageMove) (moved cases.Case, err error) {
	err = w.write(ctx, m.At, func(t *tx) error {
		moved, err = t.moveStage(m)
		return err
	})
	return moved, err
}

// MoveCaseWith saves changed facts, moves the case to another stage and keeps
// records of it, as one deed.
func (w *Workspace) MoveCaseWith(ctx context.Context, c cases.Case, m cases.StageMove, rows ...records.Row) (kept []records.Row, err error) {
	err = w.write(ctx, m.At, func(t *tx) error {
		if _, err := t.updateCase(c); err != nil {
			return err
		}
		if _, err := t.moveStage(m); err != nil {
			return err
		}
		kept, err = t.putRecords(rows)
		return err
	})
	return kept, err
}

func (t *tx) moveStage(m cases.StageMove) (moved cases.Case, err error) {
	was, err := t.caseByID(m.CaseID)
	if err != nil {
		return moved, err
	}
	if was.Stage != m.From {
		return moved, fault.New("case.changed", "number", was.Number)
	}
	id := newID()
	err = t.exec(`INSERT INTO stage_moves (id, case_id, from_stage, to_stage, reason, at) VALUES (?, ?, ?, ?, ?, ?)`,
		id, was.ID, m.From, m.To, m.Reason, micros(t.at))
	if err != nil {
		return moved, err
	}
	err = t.exec(`UPDATE cases SET revision = revision + 1, stage = ?, updated_at = ? WHERE id = ?`,
		m.To, micros(t.at), was.ID)
	if err != nil {
		return moved, err
	}
	if moved, err = t.caseByID(was.ID); err != nil {
		return moved, err
	}
	detail := map[string]string{"from": string(m.From), "to": string(m.To), "reason": m.Reason}
	if len(m.Gaps) > 0 {
		detail["gaps"] = strings.Join(m.Gaps, ",")
	}
	return moved, t.log("stage.moved", was.ID, id, detail)
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

// hardCase selects the ids of cases with an open side way that makes them hard.
const hardCase = `SELECT case_id FROM records WHERE kind = 'branch' AND deleted_at IS NULL
	AND json_extract(body, '$.kind') = '` + cases.HardCase + `' AND json_extract(body, '$.closed_at') IS NULL`

// marksAtOnce keeps a query below the number of values that one may have.
const marksAtOnce = 1000

// CaseMarks tells of cases what the list shows beside their facts: the rung of
// the last escalation, and whether they are hard. One without is left out.
func (w *Workspace) CaseMarks(ctx context.Context, ids []string) (map[string]cases.Marks, error) {
	marks := map[string]cases.Marks{}
	for some := range slices.Chunk(ids, marksAtOnce) {
		if err := w.addMarks(ctx, some, marks); err != nil {
			return nil, err
		}
	}
	return marks, nil
}

func (w *Workspace) addMarks(ctx context.Context, ids []string, marks map[string]cases.Marks) error {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	among := `case_id IN (?` + strings.Repeat(`, ?`, len(ids)-1) + `)`
	type mark struct {
		id, rung, last string
		hard           bool
	}
	found, err := list(ctx, w.reader, func(r row) (m mark, err error) {
		return m, r.Scan(&m.id, &m.rung, &m.last, &m.hard)
	}, `SELECT case_id, coalesce(json_extract(body, '$.to'), ''), max(id), FALSE FROM records
			WHERE kind = 'escalation' AND deleted_at IS NULL AND `+among+` GROUP BY case_id
		UNION ALL SELECT case_id, '', '', TRUE FROM (`+hardCase+` AND `+among+`)`, append(args, args...)...)
	for _, m := range found {
		is := marks[m.id]
		is.Hard = is.Hard || m.hard
		if !m.hard {
			is.Rung = m.rung
		}
		marks[m.id] = is
	}
	return err
}
