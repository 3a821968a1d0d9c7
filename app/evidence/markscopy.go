package evidence

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"math"
	"path"
	"sync"
	"time"

	"golang.org/x/image/font/opentype"

	"casefolio/app/fault"
	"casefolio/app/packed"
)

// MarkStore keeps what the seller does to pictures. Marks are notes for the
// next copy, as a draft is; they have no place in the journal until a copy is
// made of them.
type MarkStore interface {
	TurnExhibit(ctx context.Context, id string, turn int, at time.Time) error
	PictureMarks(ctx context.Context, exhibitID string) (Marks, error)
	KeepPictureMarks(ctx context.Context, exhibitID string, m Marks, at time.Time) error
}

// The largest picture that is drawn on or looked at closely, in pixels; a
// larger one is scaled down for it.
const maxWorked = 24_000_000

// letters are the letters of labels, read when they are first needed: the face
// takes some megabytes.
type letters struct {
	files fs.FS
	once  sync.Once
	font  *opentype.Font
	err   error
}

func (l *letters) get() (*opentype.Font, error) {
	l.once.Do(func() {
		raw, err := packed.ReadFile(l.files, "fonts/CasefolioUI-Regular.ttf.zst")
		if err == nil {
			l.font, err = opentype.Parse(raw)
		}
		l.err = err
	})
	return l.font, l.err
}

// Turn keeps how many quarters to the right a picture is shown and printed.
// The original is not changed.
func (s *Service) Turn(ctx context.Context, id string, turn int) error {
	return s.store.TurnExhibit(ctx, id, quarters(turn), s.now())
}

// Marks returns the marks that were last drawn on an exhibit, as it is turned
// now.
func (s *Service) Marks(ctx context.Context, e Exhibit) (Marks, error) {
	m, err := s.store.PictureMarks(ctx, e.ID)
	return m.At(e.Picture.Turn), err
}

// KeepMarks keeps the marks of an exhibit, so that they can be changed later.
func (s *Service) KeepMarks(ctx context.Context, e Exhibit, m Marks) error {
	return s.store.KeepPictureMarks(ctx, e.ID, m.tidy(), s.now())
}

// MarkedCopy draws marks on a copy of a picture and adds it to the case as an
// exhibit of its own, which says what it was made of. What is covered is not in
// the copy any more, nor is anything that the camera noted.
func (s *Service) MarkedCopy(ctx context.Context, e Exhibit, m Marks, name string) (Exhibit, error) {
	m = m.tidy().At(e.Picture.Turn)
	if len(m.List) == 0 {
		return Exhibit{}, fault.New("marks.none", "exhibit", e.Label())
	}
	data, extension, err := s.drawn(ctx, e, m)
	if err != nil {
		return Exhibit{}, err
	}
	return s.Add(ctx, e.CaseID, Input{
		Name: name + extension, Source: FromCopy, CopyOf: e.ID, Redactions: m.Redactions(),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}, Options{})
}

// drawn encodes a copy with marks. What has few colours stays sharp as PNG; a
// photo is a JPEG.
func (s *Service) drawn(ctx context.Context, e Exhibit, m Marks) (data []byte, extension string, err error) {
	face, err := s.letters.get()
	if err != nil {
		return nil, "", err
	}
	err = s.worked(ctx, e, func(full *image.RGBA) error {
		var b bytes.Buffer
		switch e.Format {
		case "png", "gif", movingGIF, "bmp":
			extension = ".png"
			if err := burn(full, m, face, 1); err != nil {
				return err
			}
			err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, full)
		default:
			extension = ".jpg"
			if err := burn(full, m, face, jpegBlock); err != nil {
				return err
			}
			err = jpeg.Encode(&b, full, &jpeg.Options{Quality: 90})
		}
		data = b.Bytes()
		return err
	})
	return data, extension, err
}

// Sharp returns the picture of an exhibit, upright and as turned, with all its
// pixels as far as memory allows.
func (s *Service) Sharp(ctx context.Context, e Exhibit) (m image.Image, err error) {
	err = s.worked(ctx, e, func(full *image.RGBA) error {
		m = full
		return nil
	})
	return m, err
}

// worked decodes a picture, one at a time, and hands it to do.
func (s *Service) worked(ctx context.Context, e Exhibit, do func(*image.RGBA) error) error {
	if !showable(e) {
		return fault.New("picture.none", "exhibit", e.Label())
	}
	original, err := s.vault.Open(e.SHA256)
	if err != nil {
		return err
	}
	defer original.Close()
	done, err := s.decoding.take(ctx, 0)
	if err != nil {
		return err
	}
	defer done()
	full, _, err := decode(original)
	if err != nil {
		return fault.Wrap(err, "picture.broken", "exhibit", e.Label())
	}
	size := full.Bounds().Size()
	edge := max(size.X, size.Y)
	if pixels := float64(size.X) * float64(size.Y); pixels > maxWorked {
		edge = int(float64(edge) * math.Sqrt(maxWorked/pixels))
	}
	return errors.Join(ctx.Err(), do(upright(scale(full, edge), e.Picture.Shown().Orientation)))
}

// CopyName is the name of the file of a marked copy, without an extension.
func CopyName(e Exhibit, word string) string {
	name := e.FileName
	name = name[:len(name)-len(path.Ext(name))]
	if name == "" {
		name = e.Label()
	}
	return name + " " + word
}
