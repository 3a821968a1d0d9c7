package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
	"strconv"

	"casefolio/app/fault"
)

// attached puts the files that came within an original into the vault, reads
// them and adds them to the captures, those within mails within mails too. Files
// that are the same as one before are taken once.
func (s *Service) attached(ctx context.Context, list []Capture, within int, files []Attachment, opt Options, depth int) ([]Capture, error) {
	opt.Choices = Choices{}
	for _, f := range files {
		if depth > maxNestedMails {
			list[within].Exhibit.Problem = problemMailNested
			break
		}
		blob, err := s.vault.Put(ctx, bytes.NewReader(f.Data), MaxOriginal)
		if err != nil {
			return nil, err
		}
		if holds(list, blob.SHA256) {
			continue
		}
		in := Input{Name: f.Name, Source: FromPart, Part: f.Part}
		original := bytes.NewReader(f.Data)
		read, err := s.readers.read(original, blob.Size, in, opt, s.now())
		if err != nil {
			return nil, fault.Wrap(err, "vault.unreadable", "name", in.Name)
		}
		c := s.capture(ctx, list[within].Exhibit.CaseID, in, blob, read, original, true)
		c.Within = within
		list = append(list, c)
		if list, err = s.attached(ctx, list, len(list)-1, read.Attached, opt, depth+1); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func holds(list []Capture, sum string) bool {
	for _, c := range list {
		if c.Exhibit.SHA256 == sum {
			return true
		}
	}
	return false
}

// Elsewhere lists where the bytes of an exhibit are an exhibit of other cases.
func (s *Service) Elsewhere(ctx context.Context, e Exhibit) ([]Twin, error) {
	return s.store.SameOriginal(ctx, e.SHA256, e.CaseID)
}

// Within lists the exhibits that came within another.
func (s *Service) Within(ctx context.Context, e Exhibit) ([]Exhibit, error) {
	return s.store.Within(ctx, e.ID)
}

// Letter reads the mail of an exhibit again: its head, and what came with it
// without the bytes. In a mailbox seq says which mail.
func (s *Service) Letter(e Exhibit, seq int, messages []Message) (Letter, error) {
	raw, err := s.mailBytes(e, seq, messages)
	if err != nil {
		return Letter{}, err
	}
	return readLetter(raw).brief(), nil
}

// brief is a mail without the bytes of what came with it, which the hashes stand
// for.
func (l Letter) brief() Letter {
	for i, f := range l.Files {
		sum := sha256.Sum256(f.Data)
		l.Files[i].SHA256, l.Files[i].Size, l.Files[i].Data = hex.EncodeToString(sum[:]), len(f.Data), nil
	}
	return l
}

// Enclosed are the mails of a mailbox that came with files, by number.
func (s *Service) Enclosed(ctx context.Context, e Exhibit) (map[int]Letter, error) {
	r, err := s.vault.Open(e.SHA256)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	found, seq := map[int]Letter{}, 0
	err = eachMail(r, func(raw []byte, _, _ int64, whole bool) bool {
		if seq++; whole && seq <= e.Messages {
			if l := readLetter(raw); len(l.Files) > 0 {
				found[seq] = l.brief()
			}
		}
		return seq < e.Messages && ctx.Err() == nil
	})
	if err != nil {
		err = fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	return found, errors.Join(err, ctx.Err())
}

// TakeAttached makes exhibits of what came with one mail of a mailbox.
func (s *Service) TakeAttached(ctx context.Context, e Exhibit, seq int, messages []Message, opt Options) ([]Added, error) {
	raw, err := s.mailBytes(e, seq, messages)
	if err != nil {
		return nil, err
	}
	if opt.Zone == nil {
		opt.Zone = s.now().Location()
	}
	var added []Added
	for _, f := range readLetter(raw).Files {
		in := Input{
			Name: f.Name, Source: FromPart, ParentID: e.ID, Part: strconv.Itoa(seq),
			Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.Data)), nil },
		}
		added = append(added, s.Capture(ctx, e.CaseID, in, opt)...)
	}
	return added, nil
}

// mailBytes reads one mail of an exhibit.
func (s *Service) mailBytes(e Exhibit, seq int, messages []Message) ([]byte, error) {
	start, end := int64(0), e.Size
	if e.Format == FormatMailbox {
		if seq < 1 || seq > len(messages) {
			return nil, fault.New("message.unknown", "exhibit", e.Label(), "message", strconv.Itoa(seq))
		}
		start, end = messages[seq-1].Start, messages[seq-1].End
	}
	if end-start > maxText {
		return nil, fault.New("mail.too_large", "exhibit", e.Label())
	}
	r, err := s.vault.Open(e.SHA256)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if _, err := r.Seek(start, io.SeekStart); err != nil {
		return nil, fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	raw, err := io.ReadAll(io.LimitReader(r, end-start))
	if err != nil {
		return nil, fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	if e.Format == FormatMailbox {
		raw = escapedFrom.ReplaceAll(raw, []byte("$1"))
	}
	return raw, nil
}

var escapedFrom = regexp.MustCompile(`(?m)^>(>*From )`)
