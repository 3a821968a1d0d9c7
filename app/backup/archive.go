package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strconv"
	"time"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// formatVersion is the version of the archive's layout.
const formatVersion = 1

// Names within an archive.
const (
	manifestName = "manifest.json"
	databaseName = "casefolio.db"
)

func originalName(sum string) string { return "vault/" + sum[:2] + "/" + sum }

// contentName is the only form of a name besides the database that a backup
// may hold; "..", absolute paths and device names have none of it.
var contentName = regexp.MustCompile(`^vault/([0-9a-f]{2})/[0-9a-f]{64}$`)

func allowedName(name string) bool {
	parts := contentName.FindStringSubmatch(name)
	return name == databaseName || parts != nil && name[len("vault/ab/"):][:2] == parts[1]
}

// Limits on foreign archives. Deflate cannot honestly shrink a database by more
// than swell; what is small may.
const (
	maxManifest = 64 << 20 // about 400,000 originals
	swell       = 200
	smallFile   = 16 << 20
)

// manifest is the content of manifest.json.
type manifest struct {
	Format    int       `json:"format"`
	Workspace string    `json:"workspace"`
	Created   time.Time `json:"created"`
	Reason    string    `json:"reason"`
	Schema    int       `json:"schema"`
	Entries   int64     `json:"journal_entries"`
	Head      string    `json:"journal_head"`
	Files     []file    `json:"files"`
}

type file struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// archive is a backup opened for reading, its manifest checked against its
// directory.
type archive struct {
	*zip.ReadCloser
	manifest manifest
	entries  map[string]*zip.File
}

// openArchive refuses what is no backup, names that lead elsewhere and files
// that would swell.
func openArchive(path string) (*archive, error) {
	r, err := zip.OpenReader(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(err, "backup.missing", "file", path)
	}
	if err != nil {
		return nil, damaged(err)
	}
	a := &archive{ReadCloser: r, entries: make(map[string]*zip.File, len(r.File))}
	if err := a.check(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return a, nil
}

func damaged(err error) error {
	var known *fault.Error
	if errors.As(err, &known) || safefile.IsDiskFull(err) || errors.Is(err, fs.ErrPermission) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fault.Wrap(err, "backup.damaged")
}

func (a *archive) check() error {
	for _, f := range a.File {
		if _, twice := a.entries[f.Name]; twice {
			return damaged(fmt.Errorf("%q stands twice", f.Name))
		}
		a.entries[f.Name] = f
	}
	if err := a.readManifest(); err != nil {
		return err
	}
	if len(a.manifest.Files) != len(a.entries)-1 {
		return damaged(errors.New("the manifest names other files than there are"))
	}
	seen := make(map[string]bool, len(a.manifest.Files))
	for _, f := range a.manifest.Files {
		if err := a.checkFile(f, seen[f.Name]); err != nil {
			return damaged(err)
		}
		seen[f.Name] = true
	}
	if !seen[databaseName] {
		return damaged(errors.New("no database"))
	}
	return nil
}

func (a *archive) readManifest() error {
	f := a.entries[manifestName]
	if f == nil || f.UncompressedSize64 > maxManifest {
		return damaged(errors.New("no manifest of a sensible size"))
	}
	r, err := f.Open()
	if err != nil {
		return damaged(err)
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxManifest))
	if err := errors.Join(err, r.Close()); err != nil {
		return damaged(err)
	}
	if err := json.Unmarshal(raw, &a.manifest); err != nil {
		return damaged(err)
	}
	if have := a.manifest.Format; have > formatVersion {
		return fault.New("backup.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(formatVersion))
	}
	return nil
}

func (a *archive) checkFile(f file, twice bool) error {
	entry := a.entries[f.Name]
	switch {
	case !allowedName(f.Name), entry == nil, twice:
		return fmt.Errorf("%q is not expected", f.Name)
	case f.Size < 0, uint64(f.Size) != entry.UncompressedSize64:
		return fmt.Errorf("%q has another size", f.Name)
	case f.Size > smallFile && entry.UncompressedSize64/swell > entry.CompressedSize64:
		return fmt.Errorf("%q would swell", f.Name)
	}
	return nil
}

// copyFile writes one file and compares size and hash with the manifest.
func (a *archive) copyFile(ctx context.Context, f file, to io.Writer, tell func(int64)) error {
	r, err := a.entries[f.Name].Open()
	if err != nil {
		return damaged(err)
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, hash), &meter{ctx, io.LimitReader(r, f.Size+1), tell})
	if err := errors.Join(err, r.Close()); err != nil {
		return damaged(err)
	}
	if n != f.Size || hex.EncodeToString(hash.Sum(nil)) != f.SHA256 {
		return damaged(fmt.Errorf("%q is not what was saved", f.Name))
	}
	return nil
}
