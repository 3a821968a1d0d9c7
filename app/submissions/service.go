package submissions

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
)

// Service records submissions and their answers.
type Service struct {
	store Store
	filer Filer
	now   func() time.Time
}

// NewService returns a service on store; filer captures the files.
func NewService(store Store, filer Filer, now func() time.Time) *Service {
	return &Service{store: store, filer: filer, now: now}
}

// Record keeps that a packet went out: every file as an exhibit of its own,
// byte for byte, and the record, or nothing at all.
func (s *Service) Record(ctx context.Context, d Draft) (Submission, error) {
	now := s.now()
	sub := tidy(Submission{
		CaseID: d.CaseID, RecipientID: d.RecipientID, Recipient: d.Recipient, ProgrammeID: d.ProgrammeID,
		Channel: d.Channel, Note: d.Note, At: d.At, RecordedAt: now,
	})
	if sub.At.IsZero() {
		sub.At = now.Truncate(time.Minute) // nobody says it by the second
	}
	if err := check(sub, now); err != nil {
		return Submission{}, err
	}
	switch {
	case len(d.Files) == 0 && sub.Note == "":
		return Submission{}, fault.New("submission.nothing")
	case len(d.Files) > MaxFiles:
		return Submission{}, fault.New("submission.files", "limit", strconv.Itoa(MaxFiles))
	}
	return s.filer.Record(ctx, sub, d.Files)
}

// Answer keeps what the recipient decided, in the place of an answer before;
// files are added to those that came with that.
func (s *Service) Answer(ctx context.Context, id string, d Decision) (Submission, error) {
	sub, err := s.counting(ctx, id)
	if err != nil {
		return Submission{}, err
	}
	if len(d.Files) > MaxFiles {
		return Submission{}, fault.New("submission.files", "limit", strconv.Itoa(MaxFiles))
	}
	now := s.now()
	sub.Result, sub.Amount, sub.Reason, sub.Answer, sub.AnsweredAt = d.Result, d.Amount, d.Reason, d.Answer, d.At
	if sub.AnsweredAt.IsZero() {
		sub.AnsweredAt = now.Truncate(time.Minute)
	}
	sub = tidy(sub)
	if !slices.Contains(Results(), sub.Result) {
		return Submission{}, fault.New("submission.result")
	}
	if err := check(sub, now); err != nil {
		return Submission{}, err
	}
	return s.filer.Answer(ctx, sub, d.Files)
}

// Unanswer takes a wrong answer away. Its files stay in the case.
func (s *Service) Unanswer(ctx context.Context, id string) (Submission, error) {
	return s.store.UnanswerSubmission(ctx, id, s.now())
}

// Correct puts right what was said about a submission. The journal keeps what
// stood there before.
func (s *Service) Correct(ctx context.Context, id string, c Correction) (Submission, error) {
	sub, err := s.counting(ctx, id)
	if err != nil {
		return Submission{}, err
	}
	was := sub.ProgrammeID
	for _, f := range []struct{ to, from *string }{
		{&sub.RecipientID, c.RecipientID}, {&sub.Recipient, c.Recipient}, {&sub.ProgrammeID, c.ProgrammeID},
		{&sub.Channel, c.Channel}, {&sub.Note, c.Note},
	} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	if c.At != nil {
		sub.At = *c.At
	}
	sub = tidy(sub)
	if len(sub.ExhibitIDs) == 0 && sub.Note == "" {
		return Submission{}, fault.New("submission.nothing")
	}
	now := s.now()
	if err := check(sub, now); err != nil {
		return Submission{}, err
	}
	if c.ProgrammeID != nil && sub.ProgrammeID != was {
		if sub, err = s.filer.Assess(ctx, sub); err != nil {
			return Submission{}, err
		}
	}
	return s.store.CorrectSubmission(ctx, sub, now)
}

// counting returns a submission that was not taken back.
func (s *Service) counting(ctx context.Context, id string) (Submission, error) {
	sub, err := s.store.Submission(ctx, id)
	if err == nil && !sub.TakenBackAt.IsZero() {
		err = fault.New("submission.taken_back")
	}
	return sub, err
}

// TakeBack keeps that a submission was recorded by mistake: it counts no
// longer and its clock runs again. With files its frozen exhibits go into the
// trash, too.
func (s *Service) TakeBack(ctx context.Context, id string, files bool) (Submission, error) {
	return s.store.TakeBackSubmission(ctx, id, true, files, s.now())
}

// Restore makes a submission count again, with its exhibits.
func (s *Service) Restore(ctx context.Context, id string) (Submission, error) {
	return s.store.TakeBackSubmission(ctx, id, false, true, s.now())
}

// Get returns one submission, also one that was taken back.
func (s *Service) Get(ctx context.Context, id string) (Submission, error) {
	return s.store.Submission(ctx, id)
}

// List returns the submissions of a case that count, the last first.
func (s *Service) List(ctx context.Context, caseID string) ([]Submission, error) {
	return s.store.Submissions(ctx, caseID)
}

// Open returns the submissions of all cases that have no answer yet, the
// oldest first.
func (s *Service) Open(ctx context.Context) ([]Submission, error) {
	return s.store.OpenSubmissions(ctx)
}

// With returns the submissions that hold an exhibit, as what went out or as
// the answer.
func (s *Service) With(ctx context.Context, exhibitID string) ([]Submission, error) {
	return s.store.SubmissionsWith(ctx, exhibitID)
}

// tidy takes white space away where it says nothing.
func tidy(s Submission) Submission {
	for _, line := range []*string{&s.RecipientID, &s.Recipient, &s.ProgrammeID, &s.Channel} {
		*line = strings.Join(strings.Fields(strings.ToValidUTF8(*line, "\uFFFD")), " ")
	}
	for _, text := range []*string{&s.Note, &s.Reason, &s.Answer} {
		*text = strings.TrimSpace(strings.ToValidUTF8(*text, "\uFFFD"))
	}
	if s.Recipient == "" {
		s.Recipient = s.RecipientID
	}
	return s
}

// ahead is how far a time may lie ahead of the clock: clocks differ a little.
const ahead = 5 * time.Minute

func check(s Submission, now time.Time) error {
	switch {
	case s.Recipient == "":
		return fault.New("submission.recipient")
	case s.At.After(now.Add(ahead)), s.AnsweredAt.After(now.Add(ahead)):
		return fault.New("submission.future")
	case !s.AnsweredAt.IsZero() && s.AnsweredAt.Before(s.At.Truncate(time.Minute)):
		return fault.New("submission.order")
	case s.Amount.Minor < 0:
		return fault.New("submission.amount")
	}
	for _, f := range []struct {
		text string
		most int
	}{
		{s.Recipient, MaxName}, {s.RecipientID, MaxName}, {s.ProgrammeID, MaxName}, {s.Channel, MaxName},
		{s.Note, MaxNote}, {s.Reason, MaxNote}, {s.Answer, MaxText},
	} {
		if utf8.RuneCountInString(f.text) > f.most {
			return fault.New("submission.long", "limit", strconv.Itoa(f.most))
		}
	}
	return nil
}
