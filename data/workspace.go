// Package data keeps a workspace: one folder with the SQLite database and the
// vault of originals. It implements the stores that the services declare.
//
//	casefolio.db   the database (with -wal and -shm while it is open)
//	vault/ab/<sha256>    originals, never changed
//	derived/ab/<sha256>-<name>.jpg   pictures that can be made again
//	backups/       whole copies
//	quarantine/    files that nothing points to, kept for the seller to look at
//	logs/          the program's log
//	lock           held by the one program that may write
//	ballast        room that is given up when the disk is full
package data

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// Names within a workspace folder.
const (
	databaseName   = "casefolio.db"
	lockName       = "lock"
	vaultName      = "vault"
	derivedName    = "derived"
	backupsName    = "backups"
	quarantineName = "quarantine"
	logsName       = "logs"
)

// Workspace is an open workspace. Its methods may be called from any goroutine.
type Workspace struct {
	dir string
	now func() time.Time // its zone is that of instants that come back

	lock   *flock.Flock
	writer *sql.DB // one connection: changes wait for each other
	reader *sql.DB // a few connections that cannot write

	vault   sync.Mutex  // held while the age of an original decides whether it stays
	tight   atomic.Bool // the disk was full since the start
	stop    context.CancelFunc
	tidying sync.WaitGroup
	done    done // since it was opened
}

// DefaultDir is the workspace in the system's folder for application data.
func DefaultDir() string { return filepath.Join(xdg.DataHome, "Casefolio") }

// Open opens the workspace in dir and makes it where there is none. now gives
// the time with the seller's zone. Faults: "workspace.in_use" while another
// program has it, "workspace.read_only", "workspace.folder" where dir is a
// file, "workspace.newer" for a later version's, "workspace.damaged",
// "disk.full".
func Open(dir string, now func() time.Time) (*Workspace, error) {
	return open(dir, now, migrations)
}

func open(dir string, now func() time.Time, steps fs.FS) (*Workspace, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	w := &Workspace{dir: dir, now: now}
	err = w.start(steps)
	if fault.Is(err, "disk.full") {
		if _, missing := os.Stat(w.path(ballastName)); missing == nil {
			err = errors.Join(w.shut(), w.dropBallast(), w.start(steps))
		}
	}
	if err != nil {
		return nil, errors.Join(err, w.shut())
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	w.tidying.Go(func() { w.tidy(ctx) })
	return w, nil
}

// start takes the lock before it touches anything else.
func (w *Workspace) start(steps fs.FS) error {
	if info, err := os.Stat(w.dir); err == nil && !info.IsDir() {
		return fault.New("workspace.folder", "folder", w.dir)
	}
	if err := os.MkdirAll(w.dir, 0o700); err != nil {
		if err = explain(err); !fault.Is(err, "disk.full") { // a drive that is gone, a file among the parents, no rights
			err = fault.Wrap(err, "workspace.read_only")
		}
		return err
	}
	w.lock = flock.New(w.path(lockName), flock.SetPermissions(0o600))
	held, err := w.lock.TryLock()
	if err != nil {
		return explain(err)
	}
	if !held {
		return fault.New("workspace.in_use", "folder", w.dir)
	}
	for _, name := range []string{vaultName, derivedName, backupsName, quarantineName, logsName} {
		if err := safefile.MakeDir(w.path(name)); err != nil {
			return explain(err)
		}
	}
	if err := probe(w.dir); err != nil {
		return explain(err)
	}
	return explain(w.openDatabase(steps))
}

// probe finds out whether files can be made in dir, before the database has to.
func probe(dir string) error {
	f, err := os.CreateTemp(dir, ".probe-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// Close ends all work and gives the workspace free.
func (w *Workspace) Close() error {
	w.stop()
	w.tidying.Wait()
	return w.shut()
}

func (w *Workspace) shut() error {
	var failed []error
	for _, db := range []*sql.DB{w.reader, w.writer} { // the writer last: it folds the log into the file
		if db != nil {
			failed = append(failed, db.Close())
		}
	}
	if w.lock != nil {
		failed = append(failed, w.lock.Close())
	}
	return errors.Join(failed...)
}

// Root is the workspace folder.
func (w *Workspace) Root() string { return w.dir }

func (w *Workspace) path(elem ...string) string {
	return filepath.Join(append([]string{w.dir}, elem...)...)
}
