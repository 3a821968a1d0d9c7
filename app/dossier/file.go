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
	"slices"
	"strconv"
	"strings"

	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/readback"
	"casefolio/app/dossier/render"
	"casefolio/app/fault"
	"casefolio/app/redact"
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

// save renders doc beside its final place and moves it there when it is whole,
// on the disk, and passes the check. It returns the file's SHA-256 and the
// pictures that could not be embedded.
func (s *Service) save(ctx context.Context, doc page.Document, path string, check func(ctx context.Context, path string) error) (sum string, broken []string, err error) {
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
	if err = check(ctx, f.Name()); err != nil {
		return "", nil, err
	}
	if err = safefile.Move(f.Name(), path); err != nil {
		return "", nil, fault.Wrap(err, "dossier.replace", "name", filepath.Base(path))
	}
	return hex.EncodeToString(hash.Sum(nil)), broken, nil
}

// Guard reads a file that is to leave the house again and looks in all of it for
// what m masks, which may be nothing. What is found is the fault "redact.found",
// which names the terms and the pages; files within the file, and pictures that
// carry more than their pixels, are the fault "redact.carries". Such a file must
// not be handed over.
func Guard(ctx context.Context, path string, m *redact.Masker) error {
	f, err := readback.Open(ctx, path)
	if err != nil {
		return err
	}
	return Searched(ctx, f, m)
}

// Searched is Guard for a file that was opened already.
func Searched(ctx context.Context, f *readback.File, m *redact.Masker) error {
	carries := func(p readback.Picture) bool { return len(p.Metadata) > 0 }
	if f.Attachments > 0 || slices.ContainsFunc(f.Pictures, carries) {
		return fault.New("redact.carries")
	}
	found, err := f.Search(ctx, m)
	if err != nil || len(found) == 0 {
		return err
	}
	var terms, pages []string
	hidden := ""
	for _, one := range found {
		terms = listed(terms, one.Term.Text)
		if one.Place == readback.OnPage {
			pages = listed(pages, strconv.Itoa(one.No))
		} else {
			hidden = "true"
		}
	}
	return fault.New("redact.found", "terms", strings.Join(terms, "; "), "pages", strings.Join(pages, ", "), "hidden", hidden)
}

// listed adds what a list does not name yet, as far as a sentence can hold it.
func listed(all []string, one string) []string {
	const most = 8
	if slices.Contains(all, one) || len(all) >= most {
		return all
	}
	return append(all, one)
}

// FreePath is the file in folder for the dossier of a case that is not taken
// yet: a dossier that was sent to somebody is never written over. The name of a
// paper that leaves the house ends with its audience, so that it is not mistaken
// for the seller's own.
func FreePath(folder, number string, a audience.Audience) string {
	name := number
	if a == audience.Outside || a == audience.Supplier {
		name += "-" + string(a)
	}
	path := filepath.Join(folder, name+".pdf")
	for n := 2; n < 10_000; n++ {
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			break
		}
		path = filepath.Join(folder, fmt.Sprintf("%s (%d).pdf", name, n))
	}
	return path
}
