package data_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/data"
	"casefolio/data/datatest"
)

// withSteps is the embedded migrations and more after them.
func withSteps(t *testing.T, more ...string) fstest.MapFS {
	t.Helper()
	steps := fstest.MapFS{}
	names, err := fs.Glob(data.Migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(data.Migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		steps[name] = &fstest.MapFile{Data: raw}
	}
	for i, script := range more {
		steps[fmt.Sprintf("migrations/%04d_test.sql", len(names)+i+1)] = &fstest.MapFile{Data: []byte(script)}
	}
	return steps
}

func copies(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "backups", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestMigration(t *testing.T) {
	dir := t.TempDir()
	clock := datatest.Clock()
	w, err := data.Open(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	made := mustCase(t, w, cases.Case{Customer: "Anna"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if names := copies(t, dir); len(names) != 0 {
		t.Errorf("a new workspace was backed up: %v", names)
	}
	const step = `ALTER TABLE cases ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm';`
	w, err = data.OpenWith(dir, clock, withSteps(t, step, `CREATE TABLE moods (id TEXT PRIMARY KEY) STRICT;`))
	if err != nil {
		t.Fatal(err)
	}
	if mood, err := w.Ask(false, `SELECT mood FROM cases`); err != nil || mood != "calm" {
		t.Errorf("mood %q, %v", mood, err)
	}
	if got, err := w.Case(ctx, made.ID); err != nil || got.Customer != "Anna" {
		t.Errorf("case %+v, %v", got, err)
	}
	whole(t, w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(dir, clock); !fault.Is(err, "workspace.newer") {
		t.Errorf("a newer schema: %v", err)
	}
	names := copies(t, dir)
	if len(names) != 1 {
		t.Fatalf("copies: %v", names)
	}
	old := filepath.Join(t.TempDir(), "old")
	if err := os.MkdirAll(old, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(names[0], filepath.Join(old, "casefolio.db")); err != nil {
		t.Fatal(err)
	}
	w, err = data.Open(old, clock) // the copy has the schema from before
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if got, err := w.Case(ctx, made.ID); err != nil || got.Customer != "Anna" {
		t.Errorf("case in the copy %+v, %v", got, err)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	dir := t.TempDir()
	w, err := data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	mustCase(t, w, cases.Case{Customer: "Anna"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	broken := withSteps(t, `CREATE TABLE moods (id TEXT PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);`)
	if _, err := data.OpenWith(dir, time.Now, broken); err == nil || !strings.Contains(err.Error(), "_test.sql") {
		t.Errorf("a broken step: %v", err)
	}
	w, err = data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if n, err := w.Ask(true, `SELECT count(*) FROM sqlite_schema WHERE name = 'moods'`); err != nil || n != "0" {
		t.Errorf("the failed step left %s tables, %v", n, err)
	}
}

func TestMigrationsHaveNoGap(t *testing.T) {
	steps := withSteps(t)
	steps[fmt.Sprintf("migrations/%04d_gap.sql", len(steps)+2)] = &fstest.MapFile{Data: []byte("SELECT 1;")}
	if _, err := data.OpenWith(t.TempDir(), time.Now, steps); err == nil {
		t.Error("a gap was taken")
	}
}

func TestOldCopiesAreRotated(t *testing.T) {
	dir := t.TempDir()
	clock := datatest.Clock()
	var steps []string
	for i := range 10 {
		w, err := data.OpenWith(dir, clock, withSteps(t, steps...))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, fmt.Sprintf(`CREATE TABLE t%d (id TEXT PRIMARY KEY) STRICT;`, i))
	}
	names := copies(t, dir)
	if len(names) != 7 || !strings.Contains(names[6], fmt.Sprintf("schema%d", len(withSteps(t))+8)) {
		t.Errorf("copies %v", names)
	}
}
