package evidence

import (
	"bytes"
	"context"
	"io"
	"slices"

	"casefolio/app/fault"
)

func newBytes(raw []byte) io.ReadSeeker { return bytes.NewReader(raw) }

// Choices returns how a chat was read: what the seller chose when it was taken
// or corrected since. Nothing chosen is the zero value.
func (s *Service) Choices(ctx context.Context, exhibitID string) (Choices, error) {
	return s.store.ReadingChoices(ctx, exhibitID)
}

// PreviewAgain previews an exhibit's original with other choices.
func (s *Service) PreviewAgain(ctx context.Context, exhibitID string, choices Choices, opt Options) (Preview, error) {
	_, read, err := s.readAgain(ctx, exhibitID, choices, opt)
	return previewOf(read), err
}

// Reread reads an original, which stays as it is, again with other choices as a
// chat; without any choice it is read as what it was taken for at first. Translations and marks stay with the messages that reach from the
// same bytes. The journal keeps the choices and what became of the reading.
// Faults: "reread.no_chat" where the original gives no chat that way.
func (s *Service) Reread(ctx context.Context, exhibitID string, choices Choices, opt Options) (Exhibit, error) {
	e, read, err := s.readAgain(ctx, exhibitID, choices, opt)
	if err != nil {
		return Exhibit{}, err
	}
	if choices = choices.tidy(); (read.Kind != Chat || len(read.Messages) == 0) && !choices.Same(Choices{}) {
		return Exhibit{}, fault.New("reread.no_chat", "exhibit", e.Label())
	}
	events, err := s.store.Events(ctx, e.ID)
	if err != nil {
		return Exhibit{}, err
	}
	if slices.ContainsFunc(events, Event.Corrected) { // which would have nothing to stand beside
		return Exhibit{}, fault.New("reread.no_chat", "exhibit", e.Label())
	}
	e.Kind, e.Format, e.EventAt, e.Problem, e.Messages = read.Kind, read.Format, read.EventAt, read.Problem, len(read.Messages)
	e.Events, e.Parcel = len(read.Events), read.Parcel
	return s.store.RereadChat(ctx, e, read.Messages, read.Events, choices, s.now())
}

func (s *Service) readAgain(ctx context.Context, exhibitID string, choices Choices, opt Options) (Exhibit, Reading, error) {
	e, err := s.store.Exhibit(ctx, exhibitID)
	if err != nil {
		return e, Reading{}, err
	}
	if opt, err = s.knownPatterns(ctx, opt); err != nil {
		return e, Reading{}, err
	}
	if opt.Zone == nil {
		opt.Zone = s.now().Location()
	}
	opt.Choices = choices.tidy()
	original, err := s.vault.Open(e.SHA256)
	if err != nil {
		return e, Reading{}, err
	}
	defer original.Close()
	// A year that is not written is the latest one before the chat came in, not
	// before today.
	read, err := s.readers.read(original, e.Size, Input{Name: e.FileName, Source: e.Source}, opt, e.AddedAt)
	if err != nil {
		return e, Reading{}, fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	return e, read, nil
}

// Corrected tells whether the seller changed an event or wrote it.
func (e Event) Corrected() bool { return e.Own || e.Was != nil }

// knownPatterns adds the learned patterns to opt, and the columns of tables that
// were mapped.
func (s *Service) knownPatterns(ctx context.Context, opt Options) (Options, error) {
	all, err := s.store.Patterns(ctx)
	if opt.Patterns = all; err == nil {
		opt.TrackColumns, err = s.store.TrackColumns(ctx)
	}
	return opt, err
}

// Learn makes a pattern of a pasted chat; see Readers.Learn.
func (s *Service) Learn(text string, sender, at, body int) (Pattern, error) {
	return s.readers.Learn(text, sender, at, body)
}

// Patterns lists the learned patterns by name.
func (s *Service) Patterns(ctx context.Context) ([]Pattern, error) { return s.store.Patterns(ctx) }

// KeepPattern remembers a pattern under its name, in place of one of that name.
// A name that is empty or too long is the fault "pattern.name".
func (s *Service) KeepPattern(ctx context.Context, p Pattern) error {
	if p.Name = cleanName(p.Name); p.Name == "" || len(p.Name) > maxPatternName {
		return fault.New("pattern.name", "limit", "60")
	}
	return s.store.KeepPattern(ctx, p, s.now())
}

// ForgetPattern forgets a learned pattern. Chats read by it stay as they are.
func (s *Service) ForgetPattern(ctx context.Context, name string) error {
	return s.store.ForgetPattern(ctx, name, s.now())
}

// Lines are the lines of a text as the seller marks them for Learn, at most
// limit of them.
func Lines(text string, limit int) []string {
	var out []string
	for _, l := range splitLines([]byte(text)) {
		if len(out) == limit {
			break
		}
		out = append(out, shortened(l.text, 400))
	}
	return out
}
