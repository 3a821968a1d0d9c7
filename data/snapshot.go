package data

import (
	"context"
	"database/sql"
	"errors"
	"os"

	"casefolio/app/backup"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/safefile"
)

// partSuffix marks a file that is still being written.
const partSuffix = ".part"

// Snapshot writes a whole copy of the database, as of one moment and without
// what was deleted, reads it again and makes it durable. path must not exist;
// after a failure its content is of no use.
func (w *Workspace) Snapshot(ctx context.Context, path string) error {
	source := sql.OpenDB(connector{dsn(w.path(databaseName), map[string]string{"mode": "rw", "_busy_timeout": "5000"})})
	_, err := source.ExecContext(ctx, `VACUUM INTO ?`, path)
	if err := errors.Join(err, source.Close()); err != nil {
		return explain(err)
	}
	copied := sql.OpenDB(connector{dsn(path, map[string]string{"mode": "ro"})})
	if err := errors.Join(quickCheck(ctx, copied), copied.Close()); err != nil {
		return explain(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return explain(safefile.Finish(f))
}

// quickCheck reads every page of a database; what is not whole is the fault
// "workspace.damaged".
func quickCheck(ctx context.Context, q querier) error {
	var first string
	if err := q.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&first); err != nil {
		return err
	}
	if first != "ok" {
		return fault.New("workspace.damaged")
	}
	return nil
}

// Inspect tells what a snapshot holds.
func (w *Workspace) Inspect(ctx context.Context, path string) (c backup.Contents, err error) {
	db := sql.OpenDB(connector{dsn(path, map[string]string{"mode": "ro"})})
	defer func() { err = explain(errors.Join(err, db.Close())) }()
	err = db.QueryRowContext(ctx, `SELECT (SELECT id FROM workspace), (SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM journal), coalesce((SELECT head FROM journal ORDER BY seq DESC LIMIT 1), ?)`,
		journal.Genesis()).Scan(&c.Workspace, &c.Schema, &c.Entries, &c.Head)
	if err != nil {
		return c, err
	}
	c.Originals, err = list(ctx, db, scanOne[string], originals+` ORDER BY 1`)
	return c, err
}
