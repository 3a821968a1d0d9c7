package data

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casefolio/app/safefile"
)

const (
	// grace is how long a file that no row points to is left alone: a capture
	// may be between its file and its row.
	grace = 24 * time.Hour

	ballastName = "ballast"
	ballastSize = 4 << 20
)

// tidy runs beside the start: it removes what a killed program left half
// written, takes originals out of the vault that no row points to, clears
// derived pictures away, and lays the ballast. What fails is tried again at the next start.
func (w *Workspace) tidy(ctx context.Context) {
	before := time.Now().Add(-grace) // the file system's own clock
	for _, step := range []func() error{
		func() error { return w.sweepParts(ctx, before) },
		func() error { return w.sweepOrphans(ctx, before) },
		func() error { return w.sweepDerived(ctx, before) },
		func() error { return w.layBallast(ctx) },
	} {
		if err := step(); err != nil && ctx.Err() == nil {
			slog.Warn("tidying the workspace", "error", err)
		}
	}
}

// sweepParts removes temporary files. Whatever they were to become was never
// acknowledged.
func (w *Workspace) sweepParts(ctx context.Context, before time.Time) error {
	for _, dir := range []string{vaultName, derivedName, backupsName} {
		entries, err := os.ReadDir(w.path(dir))
		if err != nil {
			return err
		}
		for _, e := range entries {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if !strings.HasSuffix(e.Name(), partSuffix) || !isOlder(e, before) {
				continue
			}
			if err := os.Remove(w.path(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func isOlder(e fs.DirEntry, before time.Time) bool {
	info, err := e.Info()
	return err == nil && info.ModTime().Before(before)
}

// sweepOrphans moves originals that no row points to into the quarantine.
func (w *Workspace) sweepOrphans(ctx context.Context, before time.Time) error {
	known := map[string]bool{}
	for sum, err := range w.Originals(ctx) {
		if err != nil {
			return err
		}
		known[sum] = true
	}
	return filepath.WalkDir(w.path(vaultName), func(_ string, e fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if known[e.Name()] || !isSum(e.Name()) || !isOlder(e, before) {
			return nil
		}
		return w.quarantine(ctx, e.Name(), before)
	})
}

// quarantine looks again under the lock: a capture may just have found this
// very file, or given it its row.
func (w *Workspace) quarantine(ctx context.Context, sum string, before time.Time) error {
	w.vault.Lock()
	defer w.vault.Unlock()
	path, _ := w.original(sum)
	info, err := os.Stat(path)
	if err != nil || !info.ModTime().Before(before) {
		return err
	}
	err = w.reader.QueryRowContext(ctx, `SELECT 1 FROM (`+originals+`) WHERE sha256 = ?`, sum).Scan(new(int))
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return safefile.Move(path, w.path(quarantineName, sum))
}

// layBallast puts a little room aside for the day when the disk is full, where
// as much again stays free. Random bytes take their room on file systems that
// compress, too.
func (w *Workspace) layBallast(ctx context.Context) error {
	path := w.path(ballastName)
	if _, err := os.Stat(path); err == nil || w.tight.Load() {
		return nil
	}
	pause, err := w.writer.Conn(ctx) // no change may fail for room that is about to come back
	if err != nil {
		return err
	}
	err = writeBallast(path)
	if err != nil {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return errors.Join(err, pause.Close())
}

func writeBallast(path string) error {
	bytes := make([]byte, ballastSize)
	if _, err := rand.Read(bytes); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	for range 2 {
		if err == nil {
			_, err = f.Write(bytes)
		}
	}
	if err == nil {
		err = f.Truncate(ballastSize)
	}
	return errors.Join(err, f.Close())
}

// dropBallast gives that room up until the next start.
func (w *Workspace) dropBallast() error {
	w.tight.Store(true)
	return os.RemoveAll(w.path(ballastName))
}
