package data

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/programmes"
)

const markColumns = `SELECT id, case_id, key, coalesce(exhibit_id, ''), reason, at FROM evidence_slots `

func (w *Workspace) scanMark(r row) (m programmes.Mark, err error) {
	var at sql.NullInt64
	err = r.Scan(&m.ID, &m.CaseID, &m.Key, &m.ExhibitID, &m.Reason, &at)
	m.At = w.instant(at)
	return m, err
}

// Marks lists what is linked in a case and what does not apply to it, exhibits
// in the trash included.
func (w *Workspace) Marks(ctx context.Context, caseID string) ([]programmes.Mark, error) {
	return list(ctx, w.reader, w.scanMark, markColumns+`WHERE case_id = ? ORDER BY at, id`, caseID)
}

func (t *tx) mark(caseID, key, exhibitID string) (programmes.Mark, error) {
	m, err := t.w.scanMark(t.QueryRowContext(t.ctx,
		markColumns+`WHERE case_id = ? AND key = ? AND coalesce(exhibit_id, '') = ?`, caseID, key, exhibitID))
	if errors.Is(err, sql.ErrNoRows) {
		return programmes.Mark{}, nil
	}
	return m, err
}

// AddMarks keeps marks as one change, each with its entry in the journal. An
// exhibit of another case, or one in the trash, is the fault "exhibit.unknown".
func (w *Workspace) AddMarks(ctx context.Context, caseID string, marks []programmes.Mark, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		if err := t.touch(caseID); err != nil {
			return err
		}
		for _, m := range marks {
			m.CaseID = caseID
			if err := t.addMark(m); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) addMark(m programmes.Mark) error {
	was, err := t.mark(m.CaseID, m.Key, m.ExhibitID)
	if err != nil || was.ID != "" && was.Reason == m.Reason {
		return err
	}
	action, label := "slot.waived", ""
	if m.ExhibitID != "" {
		e, err := t.exhibit(m.ExhibitID)
		if err != nil {
			return err
		}
		if e.CaseID != m.CaseID || !e.DeletedAt.IsZero() {
			return fault.New("exhibit.unknown", "exhibit", m.ExhibitID)
		}
		action, label = "slot.linked", e.Label()
	}
	// A reason that changes, or evidence that applies after all, goes first.
	if err := t.removeMark(m.CaseID, m.Key, ""); err != nil {
		return err
	}
	id := newID()
	err = t.exec(`INSERT INTO evidence_slots (id, case_id, key, exhibit_id, reason, at) VALUES (?, ?, ?, nullif(?, ''), ?, ?)`,
		id, m.CaseID, m.Key, m.ExhibitID, m.Reason, micros(t.at))
	if err != nil {
		return err
	}
	return t.log(action, m.CaseID, id, map[string]string{
		"key": m.Key, "exhibit": m.ExhibitID, "label": label, "reason": m.Reason,
	})
}

// RemoveMark takes an exhibit from a piece of evidence, or with an empty id
// takes back that it does not apply. Without such a mark nothing happens.
func (w *Workspace) RemoveMark(ctx context.Context, caseID, key, exhibitID string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		if err := t.touch(caseID); err != nil {
			return err
		}
		return t.removeMark(caseID, key, exhibitID)
	})
}

func (t *tx) removeMark(caseID, key, exhibitID string) error {
	was, err := t.mark(caseID, key, exhibitID)
	if err != nil || was.ID == "" {
		return err
	}
	if err := t.exec(`DELETE FROM evidence_slots WHERE id = ?`, was.ID); err != nil {
		return err
	}
	action, label := "slot.applies", ""
	if exhibitID != "" {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		action, label = "slot.unlinked", e.Label()
	}
	return t.log(action, caseID, was.ID, map[string]string{"key": key, "exhibit": exhibitID, "label": label})
}

// slotText is how much of the text of an exhibit is looked through for words
// that tell what it is, in characters.
const slotText = 100_000

// SlotExhibits lists what is known of the exhibits of a case, by number,
// without the trash and without what was submitted before.
func (w *Workspace) SlotExhibits(ctx context.Context, caseID string) ([]programmes.Exhibit, error) {
	return list(ctx, w.reader, func(r row) (e programmes.Exhibit, err error) {
		var milestones, roles string
		err = r.Scan(&e.ID, &e.No, &e.Kind, &e.Title, &e.FileName, &e.Parcel, &milestones, &roles, &e.Text)
		e.Milestones, e.Roles = parts(milestones), parts(roles)
		return e, err
	}, `SELECT e.id, e.no, e.kind, e.title, e.file_name, e.parcel_number,
		coalesce((SELECT group_concat(DISTINCT milestone) FROM told_events WHERE exhibit_id = e.id AND milestone <> '' AND own = 0), ''),
		coalesce((SELECT group_concat(DISTINCT role) FROM messages WHERE exhibit_id = e.id AND role <> ''), ''),
		coalesce((SELECT substr(text, 1, ?) FROM search_texts WHERE id = e.id), '')
		FROM exhibits e WHERE e.case_id = ? AND e.deleted_at IS NULL AND e.source <> 'packet' ORDER BY e.no`, slotText, caseID)
}

// parts splits what group_concat joined.
func parts(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// markRows holds the marks of a case against the journal.
func (c *comparer) markRows(caseID string) error {
	all, err := list(c.ctx, c.q, c.w.scanMark, markColumns+`WHERE case_id = ? ORDER BY id`, caseID)
	for _, m := range all {
		c.check(m.ID, c.number+" "+m.Key, map[string]string{"key": m.Key, "exhibit": m.ExhibitID, "reason": m.Reason})
	}
	return err
}
