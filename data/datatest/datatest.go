// Package datatest gives other packages' tests a real workspace.
package datatest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"casefolio/data"
)

// Open makes a workspace in a temporary folder and closes it after the test.
// Its clock is Clock's. It begins as a copy of one that was made before, with an
// id of its own: to make each from nothing took as long as many a test.
func Open(t testing.TB) *data.Workspace {
	t.Helper()
	return open(t, Clock())
}

func open(t testing.TB, now func() time.Time) *data.Workspace {
	t.Helper()
	from, err := made()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	database := bytes.ReplaceAll(from.database, []byte(from.id), []byte(uuid.Must(uuid.NewV7()).String()))
	for name, holds := range map[string][]byte{databaseName: database, ballastName: nil} {
		if err := os.WriteFile(filepath.Join(dir, name), holds, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range from.looks {
		now()
	}
	w, err := data.Open(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// Names within a workspace folder. The ballast is no matter of these tests: none
// is laid where there is one.
const (
	databaseName = "casefolio.db"
	ballastName  = "ballast"
)

// template is a workspace with nothing in it.
type template struct {
	id       string
	database []byte
	looks    int // at the clock, that are not needed any more
}

var made = sync.OnceValues(func() (of template, err error) {
	dir, err := os.MkdirTemp("", "casefolio-template")
	if err != nil {
		return of, err
	}
	defer os.RemoveAll(dir)
	first, err := opened(dir)
	if err != nil {
		return of, err
	}
	again, err := opened(dir)
	if err != nil {
		return of, err
	}
	path := filepath.Join(dir, databaseName)
	if of.database, err = os.ReadFile(path); err != nil {
		return of, err
	}
	of.id, of.looks = again.id, first.looks-again.looks
	return of, nil
})

// opened opens a workspace and closes it, and tells how often that looks at the
// clock.
func opened(dir string) (of template, err error) {
	var looks sync.Mutex
	clock := Clock()
	w, err := data.Open(dir, func() time.Time {
		looks.Lock()
		of.looks++
		looks.Unlock()
		return clock()
	})
	if err != nil {
		return of, err
	}
	holds, err := w.Inspect(context.Background(), filepath.Join(dir, databaseName))
	of.id = holds.Workspace
	if closed := w.Close(); err == nil {
		err = closed
	}
	return of, err
}

// Clock starts on 9 November 2026, 22:14 in China and moves on by a second
// with every look.
func Clock() func() time.Time {
	var mu sync.Mutex
	now := time.Date(2026, time.November, 9, 22, 14, 0, 0, time.FixedZone("CST", 8*3600))
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Second)
		return now
	}
}
