// Package submissions shows what was handed to whom in a case and what was
// answered: a section for the pages that make packets, a page of its own, and
// the dialogs in which a submission and its answer are recorded.
package submissions

import (
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/programmes"
	"casefolio/app/submissions"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// PageName is the page's name for the shell; the ID of its routes is that of a
// case.
const PageName = uievidence.PageSubmissions

// Records keeps submissions and their answers.
type Records interface {
	List(ctx context.Context, caseID string) ([]submissions.Submission, error)
	Record(ctx context.Context, d submissions.Draft) (submissions.Submission, error)
	Answer(ctx context.Context, id string, d submissions.Decision) (submissions.Submission, error)
	Unanswer(ctx context.Context, id string) (submissions.Submission, error)
	Correct(ctx context.Context, id string, c submissions.Correction) (submissions.Submission, error)
	TakeBack(ctx context.Context, id string, files bool) (submissions.Submission, error)
}

// Evidence gives the frozen files.
type Evidence interface {
	Get(ctx context.Context, id string) (evidence.Exhibit, error)
}

// Programmes tells whose clock a submission stops.
type Programmes interface {
	List(ctx context.Context) ([]programmes.Programme, error)
	Choices(ctx context.Context, caseID string) ([]programmes.Choice, error)
}

// Cases gives the case.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Recipient is one that is offered. Parties are those whose programmes it
// answers, by their names in the rules.
type Recipient struct {
	ID, Name string
	Parties  []string
}

// Deps is what section, page and dialogs need. Recipients lists those that a
// case may be sent to, the likeliest first; it may be nil. Now gives the time in
// the seller's zone.
type Deps struct {
	Shell      kit.Shell
	Records    Records
	Evidence   Evidence
	Programmes Programmes
	Cases      Cases
	Recipients func(ctx context.Context, caseID string) ([]Recipient, error)
	Now        func() time.Time
}

// Route leads to the submissions of a case.
func Route(caseID string) kit.Route { return kit.Route{Page: PageName, ID: caseID} }

// entry is a submission with its exhibits.
type entry struct {
	submissions.Submission
	files, answers []evidence.Exhibit
}

// state is all that is shown of a case.
type state struct {
	c          cases.Case
	entries    []entry
	choices    []programmes.Choice
	all        []programmes.Programme
	recipients []Recipient
}

// writable tells whether the case can be changed.
func (s state) writable() bool { return s.c.ID != "" && s.c.DeletedAt.IsZero() }

// load reads the submissions of a case and what a new one may name.
func (d Deps) load(ctx context.Context, caseID string) (s state, err error) {
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	if s.choices, err = d.Programmes.Choices(ctx, s.c.ID); err != nil {
		return s, err
	}
	if s.all, err = d.Programmes.List(ctx); err != nil {
		return s, err
	}
	if d.Recipients != nil {
		if s.recipients, err = d.Recipients(ctx, s.c.ID); err != nil {
			return s, err
		}
	}
	subs, err := d.Records.List(ctx, s.c.ID)
	if err != nil {
		return s, err
	}
	s.entries = make([]entry, len(subs))
	for i, sub := range subs {
		e := entry{Submission: sub}
		if e.files, err = d.exhibits(ctx, sub.ExhibitIDs); err != nil {
			return s, err
		}
		if e.answers, err = d.exhibits(ctx, sub.AnswerExhibits); err != nil {
			return s, err
		}
		s.entries[i] = e
	}
	return s, nil
}

func (d Deps) exhibits(ctx context.Context, ids []string) ([]evidence.Exhibit, error) {
	all := make([]evidence.Exhibit, len(ids))
	for i, id := range ids {
		var err error
		if all[i], err = d.Evidence.Get(ctx, id); err != nil {
			return nil, err
		}
	}
	return all, nil
}
