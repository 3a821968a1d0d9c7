package phrases

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"casefolio/app/fault"
)

// Attach copies files into the vault and lets them go with a phrase, as one
// deed. Bytes that the phrase has already are taken once.
func (s *Service) Attach(ctx context.Context, id string, paths ...string) (Phrase, error) {
	if _, ok := s.Get(id); !ok {
		return Phrase{}, unknown()
	}
	added := make([]File, len(paths))
	for i, path := range paths {
		var err error
		if added[i], err = s.attach(ctx, path); err != nil {
			return Phrase{}, err
		}
	}
	return s.change(ctx, id, func(o *Own) {
		o.Files = slices.Clone(o.Files)
		for _, f := range added {
			if !slices.ContainsFunc(o.Files, f.isSame) {
				o.Files = append(o.Files, f)
			}
		}
	})
}

func (f File) isSame(other File) bool { return f.SHA256 == other.SHA256 }

func (s *Service) attach(ctx context.Context, path string) (is File, err error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return is, fault.Wrap(err, "file.missing", "name", name)
	case err != nil:
		return is, fault.Wrap(err, "file.denied", "name", name)
	}
	defer f.Close() // only read
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return is, fault.New("file.denied", "name", name)
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return is, fault.Wrap(err, "file.denied", "name", name)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return is, fault.Wrap(err, "file.denied", "name", name)
	}
	sum, size, err := s.store.PutPaper(ctx, f, MaxFile)
	return File{Name: tidy(name), SHA256: sum, Bytes: size, Mime: http.DetectContentType(head[:n])}, err
}

// Detach lets a file go with a phrase no more.
func (s *Service) Detach(ctx context.Context, id, sum string) (Phrase, error) {
	return s.change(ctx, id, func(o *Own) {
		o.Files = slices.DeleteFunc(slices.Clone(o.Files), func(f File) bool { return f.SHA256 == sum })
	})
}

// OpenFile reads an attachment.
func (s *Service) OpenFile(f File) (io.ReadSeekCloser, error) { return s.store.Open(f.SHA256) }
