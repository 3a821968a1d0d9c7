package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/safefile"
)

// part marks a file that is still being written; the workspace sweeps those
// that a killed program left.
const part = ".part"

// Make writes a backup (database snapshot and all originals, one zip) into the
// workspace's backups folder, reopens and checks it. Reason is lower-case
// letters. An original that is missing or changed does not stop it: Problems
// names it. progress may be nil and counts bytes, written and read again.
func (s *Service) Make(ctx context.Context, reason string, progress func(done, total int64)) (Info, error) {
	at := s.now()
	name, err := s.freeName(at, reason)
	if err != nil {
		return Info{}, explain(err)
	}
	base := filepath.Join(s.dir(), name)
	snapshot, temp, final := base+".db"+part, base+".zip"+part, base+".zip"
	problems, err := s.write(ctx, at, reason, snapshot, temp, progress)
	if err == nil {
		err = safefile.Move(temp, final)
	}
	if err = errors.Join(err, os.RemoveAll(snapshot), os.RemoveAll(temp)); err != nil {
		return Info{}, explain(err)
	}
	made, err := os.Stat(final)
	if err != nil {
		return Info{}, err
	}
	info := Info{Path: final, At: at, Size: made.Size(), Reason: reason, Problems: problems}
	_, err = s.store.Append(ctx, journal.Draft{Action: "backup.made", Detail: map[string]string{
		"file": filepath.Base(final), "reason": reason, "problems": strconv.Itoa(len(problems)),
	}}, at)
	return info, errors.Join(err, s.rotate(ctx, reason))
}

// write makes the archive under its temporary name and checks it.
func (s *Service) write(
	ctx context.Context, at time.Time, reason, snapshot, temp string, progress func(done, total int64),
) (problems []string, err error) {
	if err := os.MkdirAll(s.dir(), 0o700); err != nil {
		return nil, err
	}
	if err := errors.Join(os.RemoveAll(snapshot), s.store.Snapshot(ctx, snapshot)); err != nil {
		return nil, err
	}
	contents, err := s.store.Inspect(ctx, snapshot)
	if err != nil {
		return nil, err
	}
	total, err := s.measure(snapshot, contents.Originals)
	if err != nil {
		return nil, err
	}
	p := packer{ctx: ctx, at: at, tell: gauge(2*total, progress)}
	p.manifest = manifest{Format: formatVersion, Workspace: contents.Workspace, Created: at, Reason: reason,
		Schema: contents.Schema, Entries: contents.Entries, Head: contents.Head}
	if err := s.pack(&p, snapshot, contents.Originals, temp); err != nil {
		return nil, err
	}
	if err := readAgain(ctx, temp, p.tell); err != nil {
		return nil, err
	}
	return p.problems, nil
}

// readAgain opens a fresh backup and compares every file with the manifest.
// What the disk gives back wrongly is the fault "backup.unreadable".
func readAgain(ctx context.Context, path string, tell func(int64)) error {
	a, err := openArchive(path)
	if err != nil {
		return unreadable(err)
	}
	for _, f := range a.manifest.Files {
		if err = a.copyFile(ctx, f, io.Discard, tell); err != nil {
			break
		}
	}
	return unreadable(errors.Join(err, a.Close()))
}

func unreadable(err error) error {
	if fault.Is(err, "backup.damaged") {
		return fault.Wrap(err, "backup.unreadable")
	}
	return err
}

// measure adds up the bytes to be copied. What is missing counts nothing here
// and is found again while copying.
func (s *Service) measure(snapshot string, originals []string) (int64, error) {
	info, err := os.Stat(snapshot)
	if err != nil {
		return 0, err
	}
	total := info.Size()
	for _, sum := range originals {
		f, err := s.store.Open(sum)
		if fault.Is(err, "vault.missing") {
			continue
		}
		if err != nil {
			return 0, err
		}
		size, err := f.Seek(0, io.SeekEnd)
		if err := errors.Join(err, f.Close()); err != nil {
			return 0, err
		}
		total += size
	}
	return total, nil
}

func (s *Service) pack(p *packer, snapshot string, originals []string, temp string) error {
	out, err := os.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	p.zip = zip.NewWriter(out)
	err = s.packAll(p, snapshot, originals)
	return errors.Join(err, p.zip.Close(), safefile.Finish(out))
}

func (s *Service) packAll(p *packer, snapshot string, originals []string) error {
	database, err := os.Open(snapshot)
	if err != nil {
		return err
	}
	if _, err := p.add(databaseName, zip.Deflate, database); err != nil {
		return err
	}
	for _, sum := range originals {
		f, err := s.store.Open(sum)
		if fault.Is(err, "vault.missing") {
			p.problems = append(p.problems, sum)
			continue
		}
		if err != nil {
			return err
		}
		got, err := p.add(originalName(sum), zip.Store, f)
		if err != nil {
			return err
		}
		if got != sum {
			p.problems = append(p.problems, sum)
		}
	}
	return p.close()
}

// packer fills an archive and remembers what went in.
type packer struct {
	ctx      context.Context
	at       time.Time
	zip      *zip.Writer
	manifest manifest
	problems []string
	tell     func(int64)
}

// add copies r, which it closes, and returns the SHA-256 of what it read.
func (p *packer) add(name string, method uint16, r io.ReadCloser) (string, error) {
	hash := sha256.New()
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: p.at})
	if err != nil {
		return "", errors.Join(err, r.Close())
	}
	size, err := io.Copy(io.MultiWriter(w, hash), &meter{p.ctx, r, p.tell})
	sum := hex.EncodeToString(hash.Sum(nil))
	p.manifest.Files = append(p.manifest.Files, file{Name: name, Size: size, SHA256: sum})
	return sum, errors.Join(err, r.Close())
}

// close adds the manifest, which comes last because it holds the hashes.
func (p *packer) close() error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: manifestName, Method: zip.Deflate, Modified: p.at})
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(p.manifest)
}
