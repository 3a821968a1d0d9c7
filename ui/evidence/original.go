package evidence

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// saveOriginal writes a copy of the captured bytes where the seller wants it.
func (p *Page) saveOriginal() {
	e := p.now.e
	if e.ID == "" {
		return
	}
	kit.ChooseSave(p.deps.Shell, kit.T("viewer.save"), "", copyName(e), func(path string) {
		p.copy(func(ctx context.Context) error { return copyTo(ctx, p.deps.Evidence, e, path) }, func() {
			p.deps.Shell.Toast(kit.T("viewer.saved", "file", filepath.Base(path)))
		})
	})
}

// openOriginal shows a copy of the original in the system's program for it.
// The vault itself is never handed out.
func (p *Page) openOriginal() {
	e := p.now.e
	p.copy(func(ctx context.Context) error { return OpenCopy(ctx, p.deps.Evidence, e, p.deps.Open) }, func() {})
}

// copy makes a copy of the original, which takes long where that is large.
func (p *Page) copy(work func(context.Context) error, then func()) {
	kit.DoBeside(p.deps.Shell, p.now.c.ID, work, func(_ kit.Back, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		then()
	})
}

// Originals opens captured bytes.
type Originals interface {
	Original(e evidence.Exhibit) (io.ReadSeekCloser, error)
}

// OpenCopy shows a copy of an original in the system's program for it.
func OpenCopy(ctx context.Context, from Originals, e evidence.Exhibit, show func(path string) error) error {
	dir, err := copyFolder()
	if err != nil {
		return err
	}
	path := filepath.Join(dir, copyName(e))
	if err := copyTo(ctx, from, e, path); err != nil {
		return err
	}
	return show(path)
}

// copyFolder is a new private folder for a copy that is looked at. Earlier
// copies go, unless a program still holds them.
func copyFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	all := filepath.Join(cache, "Casefolio", "view")
	if err := os.RemoveAll(all); err != nil {
		slog.Warn("old copies stay", "cause", err)
	}
	if err := os.MkdirAll(all, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(all, "")
}

// copyTo writes the original under its final name only when it is whole.
func copyTo(ctx context.Context, from Originals, e evidence.Exhibit, path string) (err error) {
	in, err := from.Original(e)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(path), ".casefolio-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(out.Name()))
		}
	}()
	_, err = io.Copy(out, cancelReader{ctx, in})
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), path)
}

// cancelReader stops reading when its context ends.
type cancelReader struct {
	ctx context.Context
	io.Reader
}

func (r cancelReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}

// copyName is a file name that every system takes.
func copyName(e evidence.Exhibit) string {
	name := filepath.Base(strings.ReplaceAll(e.FileName, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	if name = strings.Trim(name, ". "); name == "" {
		name = e.Label() + extension(e)
	}
	return name
}

func extension(e evidence.Exhibit) string {
	switch e.Kind {
	case evidence.Chat, evidence.Tracking, evidence.Text:
		return ".txt"
	case evidence.Email:
		return ".eml"
	}
	return ""
}
