package dossier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/fault"
	"casefolio/app/safefile"
)

func baseName(path string) string { return filepath.Base(path) }

// checkPath tells early what would only fail at the end.
func checkPath(path, number string) error {
	name := number + ".pdf"
	if path == "" {
		return fault.New("dossier.path", "path", path, "name", name)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fault.New("dossier.path", "path", path, "name", filepath.Join(path, name))
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fault.Wrap(err, "dossier.folder", "folder", folder)
	}
	return nil
}

// save renders doc beside its final place and moves it there when it is whole
// and on the disk. It returns the file's SHA-256 and the pictures that could
// not be embedded.
func (s *Service) save(ctx context.Context, doc page.Document, path string) (sum string, broken []string, err error) {
	folder := filepath.Dir(path)
	f, err := os.CreateTemp(folder, ".casefolio-*.pdf")
	if errors.Is(err, fs.ErrPermission) {
		return "", nil, fault.Wrap(err, "dossier.denied", "folder", folder)
	}
	if err != nil {
		return "", nil, fault.Wrap(err, "dossier.write")
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	hash := sha256.New()
	broken, err = render.Render(ctx, io.MultiWriter(f, hash), doc, s.faces)
	if err == nil {
		err = safefile.Finish(f)
	}
	if ctx.Err() != nil {
		return "", nil, ctx.Err()
	}
	if err != nil {
		return "", nil, fault.Wrap(err, "dossier.write")
	}
	if err = safefile.Move(f.Name(), path); err != nil {
		return "", nil, fault.Wrap(err, "dossier.replace", "name", filepath.Base(path))
	}
	return hex.EncodeToString(hash.Sum(nil)), broken, nil
}

// FreePath is the file in folder for the dossier of a case that is not taken
// yet: a dossier that was sent to somebody is never written over.
func FreePath(folder, number string) string {
	path := filepath.Join(folder, number+".pdf")
	for n := 2; n < 10_000; n++ {
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			break
		}
		path = filepath.Join(folder, fmt.Sprintf("%s (%d).pdf", number, n))
	}
	return path
}
