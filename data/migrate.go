package data

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a database as a workspace ("CFol").
const applicationID = 0x43466F6C

// migration is one numbered file: 0001_workspace.sql makes version 1.
type migration struct {
	version int
	name    string
}

// migrationsOf lists the files in order and refuses a gap.
func migrationsOf(steps fs.FS) ([]migration, error) {
	names, err := fs.Glob(steps, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	all := make([]migration, 0, len(names))
	for i, name := range names {
		digits, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.Atoi(digits)
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("%s: want a name that starts with %04d_", name, i+1)
		}
		all = append(all, migration{version, name})
	}
	return all, nil
}

// migrate brings the database to the newest schema, one transaction a step. A
// database that holds something is copied into the backups first.
func (w *Workspace) migrate(ctx context.Context, steps fs.FS) error {
	all, err := migrationsOf(steps)
	if err != nil {
		return err
	}
	version, err := w.schemaVersion(ctx)
	if err != nil {
		return err
	}
	if version > len(all) {
		return fault.New("workspace.newer", "have", strconv.Itoa(version), "know", strconv.Itoa(len(all)))
	}
	if version == len(all) {
		return nil
	}
	if version > 0 {
		if err := w.backupBefore(ctx, version); err != nil {
			return err
		}
	}
	for _, m := range all[version:] {
		if err := w.apply(ctx, steps, m); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if version == 0 {
		return nil
	}
	return w.checkDatabase(ctx)
}

// schemaVersion is 0 for a new database. One that is something else is damaged
// or not ours, and is left alone.
func (w *Workspace) schemaVersion(ctx context.Context) (int, error) {
	var version, application, tables int
	err := w.writer.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`).
		Scan(&version, &application, &tables)
	if err != nil {
		return 0, err
	}
	if version == 0 && tables == 0 {
		return 0, nil
	}
	if version < 1 || application != applicationID {
		return 0, fault.New("workspace.damaged", "file", w.path(databaseName))
	}
	return version, nil
}

// apply runs one step. Schema and version number change together or not at
// all; the first step also gives the workspace its id.
func (w *Workspace) apply(ctx context.Context, steps fs.FS, m migration) error {
	script, err := fs.ReadFile(steps, m.name)
	if err != nil {
		return err
	}
	return w.write(ctx, w.now(), func(t *tx) error {
		if err := t.exec(string(script)); err != nil {
			return err
		}
		if m.version == 1 {
			if err := t.exec(`INSERT INTO workspace (id, created_at) VALUES (?, ?)`, newID(), micros(t.at)); err != nil {
				return err
			}
		}
		return t.exec(fmt.Sprintf(`PRAGMA user_version = %d`, m.version))
	})
}

// checkDatabase reads the whole database after a migration.
func (w *Workspace) checkDatabase(ctx context.Context) error {
	var orphans int
	if err := quickCheck(ctx, w.writer); err != nil {
		return err
	}
	if err := w.writer.QueryRowContext(ctx, `SELECT count(*) FROM pragma_foreign_key_check`).Scan(&orphans); err != nil {
		return err
	}
	if orphans > 0 {
		return fault.New("workspace.damaged", "file", w.path(databaseName))
	}
	return nil
}

// keptMigrationCopies is how many copies made before migrations stay.
const keptMigrationCopies = 7

// backupBefore copies the database into the backups under its schema version.
// The originals need no copy: no migration touches them.
func (w *Workspace) backupBefore(ctx context.Context, version int) error {
	name := fmt.Sprintf("casefolio-%s-schema%d.db", w.now().Format("20060102-150405"), version)
	final := w.path(backupsName, name)
	temp := final + partSuffix
	if err := w.Snapshot(ctx, temp); err != nil {
		return errors.Join(err, os.RemoveAll(temp))
	}
	if err := safefile.Move(temp, final); err != nil {
		return errors.Join(err, os.RemoveAll(temp))
	}
	copies, err := fs.Glob(os.DirFS(w.path(backupsName)), "casefolio-*-schema*.db")
	if err != nil {
		return err
	}
	for _, old := range copies[:max(0, len(copies)-keptMigrationCopies)] { // names sort by time
		if err := os.Remove(w.path(backupsName, old)); err != nil {
			return err
		}
	}
	return nil
}
