package app

import (
	"context"
	"log/slog"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/app/shop"
	"casefolio/app/submissions"
)

// submissionStore keeps captures and the record that holds them in one change.
type submissionStore interface {
	submissions.Store
	// AddSubmission keeps a record with its files. It assigns the id, and Seq
	// and Head from the journal behind the files.
	AddSubmission(ctx context.Context, s submissions.Submission, files []evidence.Capture) (submissions.Submission, error)
	// AnswerSubmission keeps an answer in the place of one before, and its files
	// beside those of that.
	AnswerSubmission(ctx context.Context, s submissions.Submission, files []evidence.Capture) (submissions.Submission, error)
}

// submissionFiler captures what goes out and what comes back.
type submissionFiler struct {
	store      submissionStore
	cases      *cases.Service
	evidence   *evidence.Service
	programmes *programmes.Service
	shop       *shop.Service
}

var _ submissions.Filer = submissionFiler{}

// Record implements submissions.Filer.
func (f submissionFiler) Record(ctx context.Context, s submissions.Submission, files []string) (submissions.Submission, error) {
	c, err := f.writable(ctx, s.CaseID)
	if err != nil {
		return submissions.Submission{}, err
	}
	s.CaseID = c.ID
	if s, err = f.Assess(ctx, s); err != nil {
		return submissions.Submission{}, err
	}
	frozen, err := f.evidence.Prepare(ctx, c.ID, files, evidence.FromPacket, evidence.Options{})
	if err != nil {
		return submissions.Submission{}, err
	}
	return f.store.AddSubmission(ctx, s, frozen)
}

// Answer implements submissions.Filer.
func (f submissionFiler) Answer(ctx context.Context, s submissions.Submission, files []string) (submissions.Submission, error) {
	c, err := f.writable(ctx, s.CaseID)
	if err != nil {
		return submissions.Submission{}, err
	}
	p, err := f.shop.Profile(ctx)
	if err != nil {
		return submissions.Submission{}, err
	}
	opt := ReadingOptions(c, p)
	came, err := f.evidence.Prepare(ctx, c.ID, files, evidence.FromFile, opt)
	if err != nil {
		return submissions.Submission{}, err
	}
	kept, err := f.store.AnswerSubmission(ctx, s, came)
	if err != nil {
		return kept, err
	}
	for _, id := range kept.AnswerExhibits {
		if slices.Contains(s.AnswerExhibits, id) {
			continue
		}
		if err := f.evidence.TakeMedia(ctx, id, opt); err != nil { // the answer is kept, and its original whole
			slog.Warn("files of a chat not added", "error", err)
		}
	}
	return kept, nil
}

// writable is a case outside the trash, by id or number.
func (f submissionFiler) writable(ctx context.Context, ref string) (cases.Case, error) {
	c, err := f.cases.Get(ctx, ref)
	if err == nil && !c.DeletedAt.IsZero() {
		err = fault.New("submission.trashed", "number", c.Number)
	}
	return c, err
}

// Assess implements submissions.Filer.
func (f submissionFiler) Assess(ctx context.Context, s submissions.Submission) (submissions.Submission, error) {
	s.Programme, s.Evidence = "", nil
	if s.ProgrammeID == "" {
		return s, nil
	}
	r, err := f.programmes.ReadinessFor(ctx, s.CaseID, s.ProgrammeID)
	if err != nil {
		return s, err
	}
	if r.Choice.ProgrammeID != s.ProgrammeID {
		return s, fault.New("programme.not_chosen", "programme", s.ProgrammeID)
	}
	s.Programme = r.Programme.Title()
	for _, slot := range r.Slots {
		s.Evidence = append(s.Evidence, submissions.Evidence{
			Key: slot.Key, Required: slot.Required, There: slot.Satisfied(), Waived: slot.Waived,
		})
	}
	return s, nil
}

// SubmissionProgramme is what a submission to these parties most likely
// answers; see LikelyProgramme.
func (s *Services) SubmissionProgramme(ctx context.Context, caseID string, parties []string) (string, error) {
	choices, err := s.Programmes.Choices(ctx, caseID)
	if err != nil {
		return "", err
	}
	all, err := s.Programmes.List(ctx)
	return LikelyProgramme(choices, all, parties), err
}

// LikelyProgramme is what a submission to these parties most likely answers:
// the programme of theirs that stands first among the choices of the case. A
// recipient of no known party is taken to be that of the only programme there
// is. Empty: none.
func LikelyProgramme(choices []programmes.Choice, all []programmes.Programme, parties []string) string {
	if len(parties) == 0 && len(choices) == 1 {
		return choices[0].ProgrammeID
	}
	for _, c := range choices {
		for _, p := range all {
			if p.ID == c.ProgrammeID && slices.Contains(parties, p.Party) {
				return c.ProgrammeID
			}
		}
	}
	return ""
}
