// Package backup makes, checks and restores copies of a workspace. A backup is
// one zip file:
//
//	casefolio.db        a snapshot of the database
//	vault/ab/<sha256>   every original that the snapshot points to
//	manifest.json       format, workspace, head of the journal; size and SHA-256 of each file
//
// Any unzip program opens it; without this one the originals are there to see.
package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"casefolio/app/journal"
)

// Reasons of backups. Those that the program makes by itself are rotated, the
// seller's own never go away.
const (
	Manual    = "manual"
	Migration = "migration"
	Daily     = "daily"
)

// kept is how many automatic backups of each reason stay.
const kept = 7

// Info describes one backup file.
type Info struct {
	Path     string
	At       time.Time
	Size     int64
	Reason   string   // "manual", "migration", "daily"
	Problems []string // originals that were missing or changed in the workspace; from Make only
}

// Contents is what a snapshot of the database says about itself.
type Contents struct {
	Workspace string   // permanent global id
	Schema    int      // version of the database schema
	Entries   int64    // of the journal
	Head      string   // of the journal
	Originals []string // SHA-256 of all originals that rows point to
}

// Store is what the service needs from the workspace.
type Store interface {
	Root() string                                               // the workspace folder
	Snapshot(ctx context.Context, path string) error            // a whole, checked copy of the database
	Inspect(ctx context.Context, path string) (Contents, error) // reads a snapshot
	Open(sha256 string) (io.ReadSeekCloser, error)              // an original
	Append(context.Context, journal.Draft, time.Time) (journal.Entry, error)
}

// Service makes and lists backups.
type Service struct {
	store Store
	now   func() time.Time
}

// NewService returns a service on store.
func NewService(store Store, now func() time.Time) *Service { return &Service{store, now} }

// Names of backups: when, in the seller's zone, why, and a number where two
// were made in the same second.
const stampLayout = "20060102-150405"

var nameForm = regexp.MustCompile(`^casefolio-(\d{8}-\d{6})-([a-z]+)(-\d+)?\.zip$`)

func (s *Service) dir() string { return filepath.Join(s.store.Root(), "backups") }

// freeName finds a name that no backup has.
func (s *Service) freeName(at time.Time, reason string) (string, error) {
	base := fmt.Sprintf("casefolio-%s-%s", at.Format(stampLayout), reason)
	if !nameForm.MatchString(base + ".zip") {
		return "", fmt.Errorf("backup: %q is no reason", reason)
	}
	for i, name := 2, base; ; i++ {
		_, err := os.Stat(filepath.Join(s.dir(), name+".zip"))
		if errors.Is(err, os.ErrNotExist) {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		name = fmt.Sprintf("%s-%d", base, i)
	}
}

// List returns the backups of this workspace, newest first.
func (s *Service) List(ctx context.Context) ([]Info, error) {
	entries, err := os.ReadDir(s.dir())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err)
	}
	zone := s.now().Location()
	var all []Info
	for _, e := range entries {
		parts := nameForm.FindStringSubmatch(e.Name())
		if parts == nil {
			continue
		}
		at, err := time.ParseInLocation(stampLayout, parts[1], zone)
		if err != nil {
			continue // somebody else's file
		}
		info, err := e.Info()
		if err != nil {
			return nil, explain(err)
		}
		all = append(all, Info{Path: filepath.Join(s.dir(), e.Name()), At: at, Size: info.Size(), Reason: parts[2]})
	}
	slices.SortStableFunc(all, func(a, b Info) int { return b.At.Compare(a.At) })
	return all, ctx.Err()
}

// rotate removes the oldest automatic backups of one reason.
func (s *Service) rotate(ctx context.Context, reason string) error {
	if reason == Manual {
		return nil
	}
	all, err := s.List(ctx)
	if err != nil {
		return err
	}
	same := slices.DeleteFunc(all, func(i Info) bool { return i.Reason != reason })
	for _, old := range same[min(kept, len(same)):] {
		if err := os.Remove(old.Path); err != nil {
			return explain(err)
		}
	}
	return nil
}
