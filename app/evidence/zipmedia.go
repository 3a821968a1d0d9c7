package evidence

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"log/slog"
	"path"
	"strings"
)

// Limits of the files that come along with a chat.
const (
	maxMedia      = 1000
	maxMediaFile  = 100 << 20
	maxMediaTotal = 1 << 30
)

// addMedia makes exhibits of the files of an archive that the messages of its
// chat carry, and links each to its messages. What is too much, or is an
// archive itself, stays in the archive, which is the original. A file that
// fails does not stop the others.
func (s *Service) addMedia(ctx context.Context, e Exhibit, read Reading, original io.ReadSeeker, opt Options) []Exhibit {
	at, ok := original.(io.ReaderAt)
	if !ok || len(read.media) == 0 {
		return nil
	}
	archive, err := zip.NewReader(at, e.Size)
	if err != nil {
		return nil
	}
	byName := map[string]*zip.File{}
	for _, f := range archive.File {
		byName[f.Name] = f
	}
	opt.Choices = Choices{}
	var added []Exhibit
	links := map[int]string{}
	left := int64(maxMediaTotal)
	for _, m := range read.media {
		f := byName[m.entry]
		if f == nil || len(added) >= maxMedia || !takes(f, left) {
			continue
		}
		left -= int64(f.UncompressedSize64)
		in := entryInput(f, e.ID)
		in.ParentID = e.ID
		x, err := s.Add(ctx, e.CaseID, in, opt)
		if err != nil {
			slog.Warn("file of a chat not added", "error", err)
			continue
		}
		added = append(added, x)
		for _, seq := range m.seqs {
			links[seq] = x.ID
		}
	}
	if len(links) > 0 {
		if err := s.store.LinkMedia(ctx, e.ID, links, s.now()); err != nil {
			slog.Warn("files of a chat not linked", "error", err)
		}
	}
	return added
}

// takes tells whether a file of an archive is taken out of it.
func takes(f *zip.File, left int64) bool {
	switch ext := strings.ToLower(path.Ext(f.Name)); {
	case ext == ".zip" || ext == ".rar" || ext == ".7z" || ext == ".gz" || ext == ".tar":
		return false
	case !f.Mode().IsRegular() || f.Flags&1 != 0 || bomb(f):
		return false
	}
	return f.UncompressedSize64 > 0 && f.UncompressedSize64 <= maxMediaFile && int64(f.UncompressedSize64) <= left
}

// entryInput describes a file of an archive. Its name is only what the seller
// sees: originals are kept under their hash. It never gives more bytes than it
// claims to hold.
func entryInput(f *zip.File, parent string) Input {
	return Input{
		Name: mediaName(f.Name), Source: FromPart, ParentID: parent, Part: f.Name, ModTime: f.Modified,
		Open: func() (io.ReadCloser, error) {
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			return &claimed{ReadCloser: r, left: int64(f.UncompressedSize64)}, nil
		},
	}
}

// claimed reads a file up to the size that it claims.
type claimed struct {
	io.ReadCloser
	left int64
}

var errMoreThanClaimed = errors.New("unpacks to more than it claims")

func (c *claimed) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errMoreThanClaimed
	}
	return n, err
}
