package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"casefolio/app/deadlines"
)

const knownBasis = `SELECT EXISTS (SELECT 1 FROM due_basis WHERE basis = ?)`

// BaseDue remembers what items are counted by. Another basis lets every case
// wait to be counted again.
func (w *Workspace) BaseDue(ctx context.Context, basis string) error {
	if same, err := scanOne[bool](w.reader.QueryRowContext(ctx, knownBasis, basis)); err != nil || same {
		return explain(err)
	}
	return w.write(ctx, time.Time{}, func(t *tx) error {
		err := t.exec(`INSERT INTO due_basis (id, basis) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET basis = excluded.basis`, basis)
		if err != nil {
			return err
		}
		return t.exec(`INSERT OR IGNORE INTO stale_cases (case_id) SELECT id FROM cases`)
	})
}

// RecountDue counts cases in which something has happened. Reading, counting
// and keeping are one transaction, so that no change falls between; nor does
// another basis, by which every case would have to be counted.
func (w *Workspace) RecountDue(
	ctx context.Context, basis string, limit int, kinds []string, count func(deadlines.Facts) []deadlines.Item,
) (done, left int, err error) {
	left, err = scanOne[int](w.reader.QueryRowContext(ctx, `SELECT count(*) FROM stale_cases`))
	if err != nil || left == 0 {
		return 0, 0, explain(err)
	}
	err = w.write(ctx, time.Time{}, func(t *tx) error {
		if same, err := scanOne[bool](t.QueryRowContext(ctx, knownBasis, basis)); err != nil {
			return err
		} else if !same {
			return deadlines.ErrBasis
		}
		ids, err := list(ctx, t, scanOne[string], `SELECT case_id FROM stale_cases LIMIT ?`, limit)
		if err != nil {
			return err
		}
		done = len(ids)
		if err := t.recount(ids, kinds, count); err != nil {
			return err
		}
		return t.QueryRowContext(ctx, `SELECT count(*) FROM stale_cases`).Scan(&left)
	})
	return done, left, err
}

func (t *tx) recount(ids, kinds []string, count func(deadlines.Facts) []deadlines.Item) error {
	of := idList(ids)
	for _, table := range []string{"due_items", "stale_cases"} {
		if err := t.exec(`DELETE FROM `+table+` WHERE case_id IN (SELECT value FROM json_each(?))`, of); err != nil {
			return err
		}
	}
	facts, err := t.w.dueFacts(t.ctx, t, ids, kinds)
	if err != nil {
		return err
	}
	var all []deadlines.Item
	for _, f := range facts {
		all = append(all, count(f)...)
	}
	return t.insertDue(all)
}

func (t *tx) insertDue(all []deadlines.Item) error {
	insert, err := t.PrepareContext(t.ctx, `INSERT INTO due_items (case_id, kind, due, send_by, snoozed, body) VALUES (?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, i := range all {
		number, customer := i.Number, i.Customer
		i.Number, i.Customer = "", "" // they are the case's, and may change
		body, err := json.Marshal(i)
		i.Number, i.Customer = number, customer
		if err != nil {
			return err
		}
		_, err = insert.ExecContext(t.ctx, i.CaseID, i.Kind, micros(i.Due), micros(i.SendBy), micros(i.Snoozed).Int64, string(body))
		if err != nil {
			return err
		}
	}
	return nil
}

func idList(ids []string) string {
	raw, _ := json.Marshal(ids) // strings always can be written
	return string(raw)
}

// dueWhere is the clause of a section. What is late or due today belongs there
// whatever its kind.
func dueWhere(f deadlines.Filter) (where string, args []any) {
	if len(f.Cases) > 0 {
		return `d.case_id IN (SELECT value FROM json_each(?)) AND due IS NOT NULL`, []any{idList(f.Cases)}
	}
	now, midnight, soon := f.Now.UnixMicro(), f.Midnight.UnixMicro(), f.Soon.UnixMicro()
	switch f.Section {
	case deadlines.SectionOverdue:
		where, args = `due < ?`, []any{now}
	case deadlines.SectionToday:
		// A buffer has a longest length, so that the index on due bounds the search.
		where, args = `due >= ? AND due < ? AND send_by < ?`,
			[]any{now, midnight + deadlines.LongestBuffer.Microseconds(), midnight}
	case deadlines.SectionSoon:
		where, args = `send_by >= ? AND send_by < ? AND kind NOT IN ('promise', 'wait', 'follow_up')`, []any{midnight, soon}
	case deadlines.SectionPromised:
		where, args = `kind = 'promise' AND send_by >= ?`, []any{midnight}
	case deadlines.SectionWaiting:
		where, args = `kind = 'wait' AND (send_by IS NULL OR send_by >= ?)`, []any{midnight}
	case deadlines.SectionFollowUp:
		where, args = `kind = 'follow_up' AND send_by >= ?`, []any{midnight}
	case deadlines.SectionHard:
		where = `kind = 'hard'`
	case deadlines.SectionAll:
		where, args = `due > ?`, []any{now}
	default:
		after, until := f.After.UnixMicro(), f.Until.UnixMicro()
		where, args = `d.id IN (SELECT id FROM due_items WHERE due > ? AND due <= ?
			UNION SELECT id FROM due_items WHERE send_by > ? AND send_by <= ?)`, []any{after, until, after, until}
	}
	if f.Section != deadlines.SectionAll {
		where, args = where+` AND snoozed <= ?`, append(args, now)
	}
	if len(f.Kinds) > 0 {
		where += ` AND kind IN (?` + strings.Repeat(`, ?`, len(f.Kinds)-1) + `)`
		for _, k := range f.Kinds {
			args = append(args, string(k))
		}
	}
	return where, args
}

// DueItems lists running items, the most urgent first.
func (w *Workspace) DueItems(ctx context.Context, f deadlines.Filter) ([]deadlines.Item, error) {
	where, args := dueWhere(f)
	order := `d.send_by, d.id` // as the index that finds them has it
	switch f.Section {
	case deadlines.SectionOverdue, deadlines.SectionToday, deadlines.SectionAll:
		order = `d.due, d.id`
	case deadlines.SectionWaiting:
		order = `d.send_by IS NULL, d.send_by, d.id`
	}
	return list(ctx, w.reader, func(r row) (i deadlines.Item, err error) {
		var body, number, customer string
		if err = r.Scan(&body, &number, &customer); err != nil {
			return i, err
		}
		err = json.Unmarshal([]byte(body), &i)
		i.Number, i.Customer = number, customer
		return i, err
	}, `SELECT d.body, c.number, c.customer FROM due_items d JOIN cases c ON c.id = d.case_id
		WHERE `+where+` ORDER BY `+order+` LIMIT ?`, append(args, f.Limit)...)
}

// CountDue counts the items of a section.
func (w *Workspace) CountDue(ctx context.Context, f deadlines.Filter) (int, error) {
	where, args := dueWhere(f)
	n, err := scanOne[int](w.reader.QueryRowContext(ctx, `SELECT count(*) FROM due_items d WHERE `+where, args...))
	return n, explain(err)
}

// NextDue is the first moment after now that moves an item by the clock alone.
func (w *Workspace) NextDue(ctx context.Context, now time.Time) (time.Time, error) {
	at := now.UnixMicro()
	next, err := scanOne[sql.NullInt64](w.reader.QueryRowContext(ctx, `SELECT min(at) FROM (
		SELECT min(due) AS at FROM due_items WHERE due > ?1
		UNION ALL SELECT min(send_by) FROM due_items WHERE send_by > ?1
		UNION ALL SELECT min(snoozed) FROM due_items WHERE snoozed > ?1)`, at))
	return w.instant(next), explain(err)
}
