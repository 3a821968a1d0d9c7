package data

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"casefolio/app/cases"
	"casefolio/app/tables"
)

const importColumns = `id, kind, file_name, sha256, row_count, made, changed, same, refused, at, undone_at`

func (w *Workspace) scanImport(r row) (i tables.Import, err error) {
	var at, undone sql.NullInt64
	err = r.Scan(&i.ID, &i.Kind, &i.FileName, &i.SHA256, &i.Rows, &i.New, &i.Changed, &i.Same, &i.Refused, &at, &undone)
	i.At, i.UndoneAt = w.instant(at), w.instant(undone)
	return i, err
}

func (t *tx) insertImport(i tables.Import) error {
	return t.exec(`INSERT INTO imports (`+importColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
		i.ID, i.Kind, i.FileName, i.SHA256, i.Rows, i.New, i.Changed, i.Same, i.Refused, micros(t.at))
}

// importFacts is what the journal keeps of an import.
func importFacts(i tables.Import) map[string]string {
	return map[string]string{
		"kind": string(i.Kind), "file": i.FileName, "sha256": i.SHA256, "rows": strconv.Itoa(i.Rows),
		"new": strconv.Itoa(i.New), "changed": strconv.Itoa(i.Changed), "same": strconv.Itoa(i.Same),
		"refused": strconv.Itoa(i.Refused),
	}
}

// StartImport keeps an import whose rows follow one by one.
func (w *Workspace) StartImport(ctx context.Context, i tables.Import) (tables.Import, error) {
	err := w.write(ctx, i.At, func(t *tx) error {
		i.ID, i.At = newID(), w.instant(micros(t.at))
		if err := t.insertImport(i); err != nil {
			return err
		}
		return t.log("table.started", "", i.ID, importFacts(i))
	})
	return i, err
}

// EndImport keeps the counts of an import, or that it was undone.
func (w *Workspace) EndImport(ctx context.Context, i tables.Import) error {
	action, at := "table.imported", time.Time{}
	if !i.UndoneAt.IsZero() {
		action, at = "table.undone", i.UndoneAt
	}
	return w.write(ctx, at, func(t *tx) error {
		err := t.exec(`UPDATE imports SET made = ?, changed = ?, same = ?, refused = ?, undone_at = ? WHERE id = ?`,
			i.New, i.Changed, i.Same, i.Refused, micros(i.UndoneAt), i.ID)
		if err != nil {
			return err
		}
		return t.log(action, "", i.ID, importFacts(i))
	})
}

// Imports lists the tables that were taken, newest first. The cases of a list
// are counted themselves, as the program may have ended in the midst of it.
func (w *Workspace) Imports(ctx context.Context) ([]tables.Import, error) {
	return list(ctx, w.reader, w.scanImport, `SELECT id, kind, file_name, sha256, row_count,
		CASE kind WHEN 'cases' THEN (SELECT count(*) FROM import_cases WHERE import_id = id) ELSE made END,
		changed, same, refused, at, undone_at FROM imports ORDER BY at DESC, id DESC`)
}

// CreateImportedCase files a case that a row of a complaint list describes: the
// case, its entry and the note of the import, all or nothing.
func (w *Workspace) CreateImportedCase(
	ctx context.Context, c cases.Case, importID string, row int,
) (made cases.Case, err error) {
	err = w.write(ctx, c.CreatedAt, func(t *tx) error {
		if made, err = t.fileCase(c); err != nil {
			return err
		}
		return t.exec(`INSERT INTO import_cases (import_id, row_no, case_id) VALUES (?, ?, ?)`, importID, row, made.ID)
	})
	return made, err
}

// ImportedCases lists the cases that an import made, in order of its rows.
func (w *Workspace) ImportedCases(ctx context.Context, importID string) ([]string, error) {
	return list(ctx, w.reader, scanOne[string],
		`SELECT case_id FROM import_cases WHERE import_id = ? ORDER BY row_no`, importID)
}

// CaseTraces lists what tells a complaint from others, for every case outside
// the trash.
func (w *Workspace) CaseTraces(ctx context.Context) ([]tables.Trace, error) {
	return list(ctx, w.reader, func(r row) (f tables.Trace, err error) {
		var received string
		if err = r.Scan(&f.Number, &f.Order, &f.Customer, &f.Story, &received); err != nil {
			return f, err
		}
		f.Received, err = parseStamp(received)
		return f, err
	}, `SELECT number, order_no, customer, story, received FROM cases WHERE deleted_at IS NULL`)
}

// CountTables tells how many orders and products are kept.
func (w *Workspace) CountTables(ctx context.Context) (orders, products int, err error) {
	err = w.reader.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM products)`).
		Scan(&orders, &products)
	return orders, products, explain(err)
}

// SaveMapping remembers how the columns under a line of headings were mapped.
// It is a habit, not a fact: the journal says nothing of it.
func (w *Workspace) SaveMapping(
	ctx context.Context, kind tables.Kind, signature string, mapping []byte, at time.Time,
) error {
	return w.write(ctx, at, func(t *tx) error {
		return t.exec(`INSERT INTO import_mappings (id, kind, signature, mapping, updated_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (kind, signature) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at`,
			newID(), kind, signature, mapping, micros(t.at))
	})
}

// Mapping is what was last kept for a line of headings, or nil.
func (w *Workspace) Mapping(ctx context.Context, kind tables.Kind, signature string) (mapping []byte, err error) {
	err = w.reader.QueryRowContext(ctx, `SELECT mapping FROM import_mappings WHERE kind = ? AND signature = ?`,
		kind, signature).Scan(&mapping)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return mapping, explain(err)
}
