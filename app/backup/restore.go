package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// Restore unpacks a backup into a new or empty folder and checks every hash
// before the folder gets its final name. After a failure nothing is left of
// it. Faults: "backup.not_empty" for a folder in use, "backup.damaged",
// "backup.missing", "backup.newer", "backup.denied", "disk.full". progress may
// be nil and counts bytes.
func Restore(ctx context.Context, archive, dir string, progress func(done, total int64)) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := checkFree(dir); err != nil {
		return explain(err)
	}
	a, err := openArchive(archive)
	if err != nil {
		return explain(err)
	}
	return explain(errors.Join(restoreBeside(ctx, a, dir, progress), a.Close()))
}

// checkFree refuses a folder that holds anything.
func checkFree(dir string) error {
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err = f.Readdirnames(1); err == io.EOF {
		return nil
	}
	return fault.Wrap(err, "backup.not_empty", "folder", dir)
}

// restoreBeside unpacks next to dir, on the same volume, and renames at the end.
func restoreBeside(ctx context.Context, a *archive, dir string, progress func(done, total int64)) error {
	parent := filepath.Dir(dir)
	made, err := makeParents(parent)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, ".casefolio-restore-*")
	if err == nil {
		err = unpack(ctx, a, temp, progress)
	}
	if err == nil {
		err = replace(temp, dir)
	}
	if err == nil {
		return nil
	}
	failed := []error{err}
	if temp != "" {
		failed = append(failed, os.RemoveAll(temp))
	}
	for _, folder := range made {
		failed = append(failed, os.Remove(folder))
	}
	return errors.Join(failed...)
}

// makeParents makes dir and returns the folders that were not there, the
// deepest first.
func makeParents(dir string) (made []string, err error) {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	return made, os.MkdirAll(dir, 0o700)
}

// replace gives the unpacked folder its name. Only an empty folder can be
// removed, so nobody's files get lost if some came in meanwhile.
func replace(temp, dir string) error {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return safefile.Move(temp, dir)
}

func unpack(ctx context.Context, a *archive, root string, progress func(done, total int64)) error {
	var total int64
	for _, f := range a.manifest.Files {
		total += f.Size
	}
	tell := gauge(total, progress)
	folders := map[string]bool{}
	for _, f := range a.manifest.Files {
		folder := filepath.Join(root, filepath.FromSlash(path.Dir(f.Name)))
		if !folders[folder] {
			folders[folder] = true
			if err := os.MkdirAll(folder, 0o700); err != nil {
				return err
			}
		}
		if err := unpackFile(ctx, a, f, filepath.Join(root, filepath.FromSlash(f.Name)), tell); err != nil {
			return err
		}
	}
	for folder := range folders {
		if err := errors.Join(safefile.SyncDir(folder), safefile.SyncDir(filepath.Dir(folder))); err != nil {
			return err
		}
	}
	return safefile.SyncDir(root)
}

func unpackFile(ctx context.Context, a *archive, f file, to string, tell func(int64)) error {
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := a.copyFile(ctx, f, out, tell); err != nil {
		return errors.Join(err, out.Close())
	}
	return safefile.Finish(out)
}
