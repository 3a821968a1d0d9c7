package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/programmes"
)

// ProgrammeChanges lists what the seller changed in programmes, the oldest
// change first.
func (w *Workspace) ProgrammeChanges(ctx context.Context) ([]programmes.Change, error) {
	return list(ctx, w.reader, func(r row) (c programmes.Change, err error) {
		var raw string
		var at sql.NullInt64
		if err = r.Scan(&c.ProgrammeID, &raw, &at); err != nil {
			return c, err
		}
		c.UpdatedAt = w.instant(at)
		return c, json.Unmarshal([]byte(raw), &c)
	}, `SELECT programme_id, change, updated_at FROM programme_overrides ORDER BY id`)
}

// programmeChange is the row of a programme, or nothing.
func (t *tx) programmeChange(programmeID string) (id, change string, err error) {
	err = t.QueryRowContext(t.ctx, `SELECT id, change FROM programme_overrides WHERE programme_id = ?`, programmeID).
		Scan(&id, &change)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, change, err
}

// SaveProgramme keeps a change in the place of the one before. Saving what is
// there already changes nothing.
func (w *Workspace) SaveProgramme(ctx context.Context, c programmes.Change, at time.Time) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return w.write(ctx, at, func(t *tx) error {
		id, was, err := t.programmeChange(c.ProgrammeID)
		if err != nil || was == string(raw) {
			return err
		}
		if id == "" {
			id = newID()
		}
		err = t.exec(`INSERT INTO programme_overrides (id, programme_id, change, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (programme_id) DO UPDATE SET change = excluded.change, updated_at = excluded.updated_at`,
			id, c.ProgrammeID, string(raw), micros(t.at))
		if err != nil {
			return err
		}
		return t.log("programme.changed", "", id, map[string]string{
			"programme": c.ProgrammeID, "change": string(raw), "old": was,
		})
	})
}

// RevertProgramme forgets a change. Without one nothing happens.
func (w *Workspace) RevertProgramme(ctx context.Context, programmeID string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		id, was, err := t.programmeChange(programmeID)
		if err != nil || id == "" {
			return err
		}
		if strings.HasPrefix(programmeID, programmes.OwnPrefix) {
			if err := t.unused(programmeID); err != nil {
				return err
			}
		}
		if err := t.exec(`DELETE FROM programme_overrides WHERE id = ?`, id); err != nil {
			return err
		}
		return t.log("programme.reverted", "", id, map[string]string{"programme": programmeID, "old": was})
	})
}

// unused refuses where a case has the programme.
func (t *tx) unused(programmeID string) error {
	var number string
	err := t.QueryRowContext(t.ctx, `SELECT c.number FROM case_programmes p JOIN cases c ON c.id = p.case_id
		WHERE p.programme_id = ? ORDER BY c.number LIMIT 1`, programmeID).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.New("programme.in_use", "number", number)
}

// choiceColumns select the programmes of cases. What was submitted for one
// stops its clock, until it is started again after that.
const choiceColumns = `SELECT id, case_id, programme_id, due, chosen_at, reopened_at, coalesce((
	SELECT s.at || ' ' || s.recipient FROM submissions s WHERE s.case_id = case_programmes.case_id
		AND s.programme_id = case_programmes.programme_id AND s.taken_back_at IS NULL
		AND s.recorded_at > coalesce(case_programmes.reopened_at, 0)
	ORDER BY julianday(s.at) LIMIT 1), '') FROM case_programmes `

func (w *Workspace) scanChoice(r row) (c programmes.Choice, err error) {
	var due, answered string
	var at, reopened sql.NullInt64
	if err = r.Scan(&c.ID, &c.CaseID, &c.ProgrammeID, &due, &at, &reopened, &answered); err != nil {
		return c, err
	}
	c.ChosenAt, c.ReopenedAt = w.instant(at), w.instant(reopened)
	var bad [2]error
	c.Due, bad[0] = parseStamp(due)
	answered, c.AnsweredTo, _ = strings.Cut(answered, " ")
	c.AnsweredAt, bad[1] = parseStamp(answered)
	return c, errors.Join(bad[:]...)
}

// Choices lists the programmes of a case, the last chosen first.
func (w *Workspace) Choices(ctx context.Context, caseID string) ([]programmes.Choice, error) {
	return list(ctx, w.reader, w.scanChoice, choiceColumns+`WHERE case_id = ? ORDER BY chosen_at DESC, id DESC`, caseID)
}

func (t *tx) choice(caseID, programmeID string) (programmes.Choice, error) {
	c, err := t.w.scanChoice(t.QueryRowContext(t.ctx, choiceColumns+`WHERE case_id = ? AND programme_id = ?`, caseID, programmeID))
	if errors.Is(err, sql.ErrNoRows) {
		return programmes.Choice{}, nil
	}
	return c, err
}

// Choose gives a case a programme, or the one that it has another due date. A
// ReopenedAt starts the clock again; without one that of before stays.
func (w *Workspace) Choose(ctx context.Context, c programmes.Choice) (chosen programmes.Choice, err error) {
	err = w.write(ctx, c.ChosenAt, func(t *tx) error {
		was, err := t.choice(c.CaseID, c.ProgrammeID)
		if err != nil {
			return err
		}
		if c.ReopenedAt.IsZero() {
			c.ReopenedAt = was.ReopenedAt
		}
		if was.ID != "" && was.Due.Equal(c.Due) && was.ReopenedAt.Equal(c.ReopenedAt) {
			chosen = was
			return nil
		}
		if err := t.touch(c.CaseID); err != nil {
			return err
		}
		id := was.ID
		if id == "" {
			id = newID()
		}
		err = t.exec(`INSERT INTO case_programmes (id, case_id, programme_id, due, chosen_at, reopened_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (case_id, programme_id) DO UPDATE SET due = excluded.due, reopened_at = excluded.reopened_at`,
			id, c.CaseID, c.ProgrammeID, stamp(c.Due), micros(t.at), micros(c.ReopenedAt))
		if err != nil {
			return err
		}
		if chosen, err = t.choice(c.CaseID, c.ProgrammeID); err != nil {
			return err
		}
		return t.logChoice("programme.chosen", id, c)
	})
	return chosen, err
}

// DropChoice takes a programme from a case.
func (w *Workspace) DropChoice(ctx context.Context, caseID, programmeID string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		was, err := t.choice(caseID, programmeID)
		if err != nil || was.ID == "" {
			return err
		}
		if err := t.touch(caseID); err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM case_programmes WHERE id = ?`, was.ID); err != nil {
			return err
		}
		return t.logChoice("programme.dropped", was.ID, was)
	})
}

// logChoice seals an entry about a programme of a case; one of the seller's own
// with its name, because it may be gone when the entry is read.
func (t *tx) logChoice(action, id string, c programmes.Choice) error {
	_, raw, err := t.programmeChange(c.ProgrammeID)
	if err != nil {
		return err
	}
	var change programmes.Change
	if raw != "" {
		if err := json.Unmarshal([]byte(raw), &change); err != nil {
			return err
		}
	}
	return t.log(action, c.CaseID, id, map[string]string{
		"programme": c.ProgrammeID, "due": stamp(c.Due), "name": change.Name, "reopened": reopened(c),
	})
}

// reopened is when the clock of a choice began to run again, as the journal
// tells it.
func reopened(c programmes.Choice) string {
	if c.ReopenedAt.IsZero() {
		return ""
	}
	return strconv.FormatInt(c.ReopenedAt.UnixMicro(), 10)
}

// programmeRows holds the programmes of a case against the journal; an empty id
// means what the seller changed in programmes, which is about no case.
func (c *comparer) programmeRows(caseID string) error {
	if caseID == "" {
		return c.overrideRows()
	}
	all, err := list(c.ctx, c.q, c.w.scanChoice, choiceColumns+`WHERE case_id = ? ORDER BY id`, caseID)
	for _, p := range all {
		c.check(p.ID, c.number+" "+p.ProgrammeID, map[string]string{
			"programme": p.ProgrammeID, "due": stamp(p.Due), "reopened": reopened(p),
		})
	}
	return err
}

func (c *comparer) overrideRows() error {
	all, err := list(c.ctx, c.q, func(r row) (o [3]string, err error) { return o, r.Scan(&o[0], &o[1], &o[2]) },
		`SELECT id, programme_id, change FROM programme_overrides ORDER BY id`)
	for _, o := range all {
		c.check(o[0], o[1], map[string]string{"programme": o[1], "change": o[2]})
	}
	return err
}
