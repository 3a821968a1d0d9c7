package evidence

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"

	"casefolio/app/fault"
)

// Add captures one input as the next exhibit of the case: the original goes
// into the vault byte for byte, what can be read from it is read, pictures for
// the screen and for paper are made, and only then the exhibit is recorded.
// Cancelling works until the original is safe and leaves nothing behind; from
// then on the capture is finished, so that none is ever half done. Bytes that
// the case has already give the exhibit that is there. What came within a mail
// or with the messages of a chat follows as exhibits of its own.
func (s *Service) Add(ctx context.Context, caseID string, in Input, opt Options) (Exhibit, error) {
	all := s.Capture(ctx, caseID, in, opt)
	return all[0].Exhibit, all[0].Err
}

// Capture does what Add does and tells all that became of it: first the input
// itself, then what came within it.
func (s *Service) Capture(ctx context.Context, caseID string, in Input, opt Options) []Added {
	blob, err := s.keep(ctx, in)
	if err != nil {
		return []Added{{Name: in.Name, Err: err}}
	}
	return s.file(ctx, caseID, in, blob, opt, true)
}

// file reads an original that lies in the vault and records it.
func (s *Service) file(ctx context.Context, caseID string, in Input, blob Blob, opt Options, pictures bool) []Added {
	all, err := s.record(context.WithoutCancel(ctx), caseID, in, blob, opt, pictures)
	if err != nil {
		return []Added{{Name: in.Name, Err: err}}
	}
	return all
}

func (s *Service) record(ctx context.Context, caseID string, in Input, blob Blob, opt Options, pictures bool) ([]Added, error) {
	if opt.Zone == nil {
		opt.Zone = s.now().Location()
	}
	opt, err := s.knownPatterns(ctx, opt)
	if err != nil {
		return nil, err
	}
	original, err := s.vault.Open(blob.SHA256)
	if err != nil {
		return nil, err
	}
	defer original.Close()
	read, err := s.readers.read(original, blob.Size, in, opt, s.now())
	if err != nil {
		return nil, fault.Wrap(err, "vault.unreadable", "name", in.Name)
	}
	first := s.capture(ctx, caseID, in, blob, read, original, pictures)
	captures, err := s.attached(ctx, []Capture{first}, 0, read.Attached, opt, 1)
	if err != nil {
		return nil, err
	}
	added, err := s.addAll(ctx, captures, blob.Existed)
	if err != nil || added[0].Known || added[0].Restored {
		return added, err
	}
	e := added[0].Exhibit
	if c := opt.Choices.tidy(); !c.Same(Choices{}) && len(read.Messages) > 0 {
		if err := s.store.KeepChoices(ctx, e.ID, c, s.now()); err != nil {
			return nil, err
		}
	}
	for _, x := range s.addMedia(ctx, e, read, original, opt) {
		added = append(added, Added{Name: x.FileName, Exhibit: x})
	}
	return added, nil
}

// capture joins an original and what was read from it. Without pictures those
// are made when they are first looked at.
func (s *Service) capture(ctx context.Context, caseID string, in Input, blob Blob, read Reading, original io.ReadSeeker, pictures bool) Capture {
	e := Exhibit{
		CaseID: caseID, Kind: read.Kind, Format: read.Format, MediaType: read.MediaType, Title: in.Title,
		FileName: in.Name, Size: blob.Size, SHA256: blob.SHA256, Source: in.Source,
		EventAt: read.EventAt, FileAt: in.ModTime, AddedAt: s.now(),
		Messages: len(read.Messages), Events: len(read.Events),
		Picture: read.Picture, Parcel: read.Parcel, Problem: read.Problem,
		ParentID: in.ParentID, CopyOf: in.CopyOf, Redactions: in.Redactions, Part: in.Part, ShelfVersion: in.ShelfVersion,
	}
	if pictures && showable(e) {
		e.Problem = s.makePictures(ctx, original, &e)
	}
	return Capture{Exhibit: e, Messages: read.Messages, Events: read.Events, Within: -1}
}

// addAll records captures together and tells where else the first one is.
func (s *Service) addAll(ctx context.Context, captures []Capture, existed bool) ([]Added, error) {
	kept, err := s.store.AddCaptures(ctx, captures)
	if err != nil {
		return nil, err
	}
	var added []Added
	for i, k := range kept {
		if k.Exhibit.ID != "" {
			added = append(added, Added{Name: captures[i].Exhibit.FileName, Exhibit: k.Exhibit, Known: k.Known, Restored: k.Restored})
		}
	}
	if e := kept[0].Exhibit; existed {
		if added[0].Elsewhere, err = s.Elsewhere(ctx, e); err != nil { // the exhibit is safe all the same
			slog.Warn("other cases not looked through", "error", err)
		}
	}
	return added, nil
}

// keep puts the original into the vault.
func (s *Service) keep(ctx context.Context, in Input) (Blob, error) {
	r, err := in.Open()
	if err != nil {
		return Blob{}, fault.File(err, in.Name)
	}
	defer r.Close()
	if f, ok := r.(interface{ Stat() (os.FileInfo, error) }); ok {
		info, err := f.Stat()
		if err != nil {
			return Blob{}, fault.File(err, in.Name)
		}
		if err := checkInfo(info, in.Name); err != nil {
			return Blob{}, err
		}
	}
	from := &source{ctx: ctx, r: r}
	buffered := bufio.NewReaderSize(from, 1<<16)
	if _, err := buffered.Peek(1); errors.Is(err, io.EOF) {
		if in.Source == FromPaste {
			return Blob{}, fault.New("paste.empty")
		}
		return Blob{}, fault.New("file.empty", "name", in.Name)
	}
	blob, err := s.vault.Put(ctx, buffered, MaxOriginal)
	switch {
	case err == nil:
		return blob, nil
	case ctx.Err() != nil:
		return Blob{}, ctx.Err()
	case fault.Is(err, "file.too_large"):
		return Blob{}, tooLarge(in.Name)
	case from.err != nil:
		return Blob{}, fault.File(from.err, in.Name)
	}
	return Blob{}, err
}

// source reads an input until the context ends and remembers its failure, which
// tells a bad file from a full disk.
type source struct {
	ctx context.Context
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// List returns the exhibits of a case by number, without the trash.
func (s *Service) List(ctx context.Context, caseID string) ([]Exhibit, error) {
	return s.store.Exhibits(ctx, caseID)
}

// Removed returns the exhibits of a case that are in the trash, by number.
func (s *Service) Removed(ctx context.Context, caseID string) ([]Exhibit, error) {
	return s.store.RemovedExhibits(ctx, caseID)
}

// Get returns one exhibit.
func (s *Service) Get(ctx context.Context, id string) (Exhibit, error) {
	return s.store.Exhibit(ctx, id)
}

// Messages returns a chat's messages in order.
func (s *Service) Messages(ctx context.Context, exhibitID string) ([]Message, error) {
	return s.store.Messages(ctx, exhibitID)
}

// Events returns a tracking record's events in the order of the source.
func (s *Service) Events(ctx context.Context, exhibitID string) ([]Event, error) {
	return s.store.Events(ctx, exhibitID)
}

// Retitle sets the seller's words for an exhibit.
func (s *Service) Retitle(ctx context.Context, id, title string) error {
	return s.store.RetitleExhibit(ctx, id, title, s.now())
}

// SetSpeaker says who a sender of a chat is.
func (s *Service) SetSpeaker(ctx context.Context, exhibitID, sender string, role Role) error {
	return s.store.SetSpeaker(ctx, exhibitID, sender, role, s.now())
}

// Trash takes an exhibit out of the case; its number stays taken.
func (s *Service) Trash(ctx context.Context, id string) error {
	return s.store.TrashExhibit(ctx, id, s.now())
}

// Restore takes an exhibit out of the trash.
func (s *Service) Restore(ctx context.Context, id string) error {
	return s.store.RestoreExhibit(ctx, id, s.now())
}

// Original opens the captured bytes.
func (s *Service) Original(e Exhibit) (io.ReadSeekCloser, error) { return s.vault.Open(e.SHA256) }

// PlainText returns the text of an original as UTF-8 with plain line feeds, for
// exhibits that are shown as they stand. It stops after limit bytes of the
// original; whole tells whether that was all.
func (s *Service) PlainText(e Exhibit, limit int64) (text string, whole bool, err error) {
	r, err := s.vault.Open(e.SHA256)
	if err != nil {
		return "", false, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, limit))
	if err != nil {
		return "", false, fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	return decodeText(raw), int64(len(raw)) >= e.Size, nil
}

// The pictures made from a photo, by name and longest edge in pixels.
const (
	pageName, pageEdge   = "page", 1600
	thumbName, thumbEdge = "thumb", 320
)

// makePictures writes both pictures and returns the problem of a photo that
// cannot be shown. A picture that cannot be written is made again when it is
// asked for; the original is what counts.
func (s *Service) makePictures(ctx context.Context, original io.ReadSeeker, e *Exhibit) string {
	if exists(s.vault.Derived(e.SHA256, e.Picture.named(pageName))) && exists(s.vault.Derived(e.SHA256, e.Picture.named(thumbName))) {
		return e.Problem
	}
	page, thumb, err := s.derive(ctx, original, e.Picture)
	if err != nil {
		return pictureProblem(err)
	}
	for name, data := range map[string][]byte{pageName: page, thumbName: thumb} {
		if err := s.vault.PutDerived(e.SHA256, e.Picture.named(name), data); err != nil {
			slog.Warn("derived picture not written", "name", name, "error", err)
		}
	}
	return e.Problem
}

// derive bounds the memory that pictures take while they are decoded.
func (s *Service) derive(ctx context.Context, original io.ReadSeeker, p Picture) (page, thumb []byte, err error) {
	done, err := s.decoding.take(ctx, p.Width*p.Height)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	return derive(original, p.Shown().Orientation)
}

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

// Thumb returns the path of an upright JPEG of at most 320 px, made on first call.
func (s *Service) Thumb(ctx context.Context, e Exhibit) (string, error) {
	return s.derived(ctx, e, thumbName)
}

// PagePicture returns the path of an upright JPEG of at most 1600 px, made on first call.
func (s *Service) PagePicture(ctx context.Context, e Exhibit) (string, error) {
	return s.derived(ctx, e, pageName)
}

func (s *Service) derived(ctx context.Context, e Exhibit, name string) (string, error) {
	if !showable(e) {
		return "", fault.New("picture.none", "exhibit", e.Label())
	}
	path := s.vault.Derived(e.SHA256, e.Picture.named(name))
	if exists(path) {
		return path, nil
	}
	original, err := s.vault.Open(e.SHA256)
	if err != nil {
		return "", err
	}
	defer original.Close()
	page, thumb, err := s.derive(ctx, original, e.Picture)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", fault.Wrap(err, "picture.broken", "exhibit", e.Label())
	}
	for n, data := range map[string][]byte{pageName: page, thumbName: thumb} {
		if err := s.vault.PutDerived(e.SHA256, e.Picture.named(n), data); err != nil {
			return "", err
		}
	}
	return path, nil
}

// showable tells whether a picture can be made of an exhibit.
func showable(e Exhibit) bool { return e.Kind == Photo && e.Problem == "" }
