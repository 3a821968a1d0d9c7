package data

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"casefolio/app/cases"
)

// OpenWith opens a workspace with other migrations.
func OpenWith(dir string, now func() time.Time, steps fs.FS) (*Workspace, error) {
	return open(dir, now, steps)
}

// Migrations are the embedded ones.
var Migrations fs.FS = migrations

// Exec does to the database what no method of the workspace does.
func (w *Workspace) Exec(query string, args ...any) error {
	_, err := w.writer.Exec(query, args...)
	return err
}

// Ask returns one value from the connection that writes, or from one that reads.
func (w *Workspace) Ask(writer bool, query string) (s string, err error) {
	db := w.reader
	if writer {
		db = w.writer
	}
	return s, db.QueryRow(query).Scan(&s)
}

// Sweep tidies as if the grace had ended for everything older than before.
func (w *Workspace) Sweep(before time.Time) error {
	if err := w.sweepParts(context.Background(), before); err != nil {
		return err
	}
	if err := w.sweepOrphans(context.Background(), before); err != nil {
		return err
	}
	return w.sweepDerived(context.Background(), before)
}

// WaitTidy returns when the work beside the start is done.
func (w *Workspace) WaitTidy() { w.tidying.Wait() }

// Refact makes a case of the facts of another, as taking back reads them.
func Refact(c cases.Case) (again cases.Case, err error) {
	for _, f := range factsOf(c) {
		if err := setFact(&again, f.name, f.value); err != nil {
			return again, fmt.Errorf("%s %q: %w", f.name, f.value, err)
		}
	}
	return again, nil
}

// SameFacts tells whether two cases have the same facts.
func SameFacts(a, b cases.Case) bool { return len(changes(a, b)) == 0 }

// Inverses are the actions that can be taken back.
func Inverses() []string { return slices.Collect(maps.Keys(inverses)) }
