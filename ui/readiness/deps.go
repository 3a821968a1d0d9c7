// Package readiness shows which evidence a platform, a bank or a carrier asks
// for in a case, what is there and what is missing: a section beside the case
// and a page on which evidence is linked.
package readiness

import (
	"context"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// PageName is the page's name for the shell.
const PageName = "readiness"

// Programmes gives the rules and what a case has for them.
type Programmes interface {
	Rules() *programmes.Rules
	List(ctx context.Context) ([]programmes.Programme, error)
	Shipped(id string) (programmes.Programme, bool)
	New() programmes.Programme
	Save(ctx context.Context, p programmes.Programme) error
	Revert(ctx context.Context, id string) error
	Choices(ctx context.Context, caseID string) ([]programmes.Choice, error)
	Choose(ctx context.Context, caseID, programmeID string, due time.Time) (programmes.Choice, error)
	Reopen(ctx context.Context, caseID, programmeID string, due time.Time) (programmes.Choice, error)
	Drop(ctx context.Context, caseID, programmeID string) error
	ReadinessFor(ctx context.Context, caseID, programmeID string) (programmes.Readiness, error)
	Suggest(ctx context.Context, caseID, programmeID string) ([]programmes.Suggestion, error)
	Exhibits(ctx context.Context, caseID string) ([]programmes.Exhibit, error)
	Link(ctx context.Context, caseID string, marks ...programmes.Mark) error
	Unlink(ctx context.Context, caseID, key, exhibitID string) error
	Waive(ctx context.Context, caseID, key, reason string) error
	Unwaive(ctx context.Context, caseID, key string) error
}

// Cases gives the case.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Deps is what section and page need. Now gives the time in the seller's zone.
type Deps struct {
	Shell      kit.Shell
	Programmes Programmes
	Cases      Cases
	Lists      *cases.Lists
	Now        func() time.Time
}

// state is all that the page shows of one case.
type state struct {
	c        cases.Case
	all      []programmes.Programme
	choices  []programmes.Choice
	now      programmes.Readiness
	offers   []programmes.Suggestion
	exhibits []programmes.Exhibit
}

// load reads the state of a case for one of its programmes.
func (d Deps) load(ctx context.Context, caseID, programmeID string) (s state, err error) {
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	if s.all, err = d.Programmes.List(ctx); err != nil {
		return s, err
	}
	if s.choices, err = d.Programmes.Choices(ctx, s.c.ID); err != nil {
		return s, err
	}
	if s.now, err = d.Programmes.ReadinessFor(ctx, s.c.ID, programmeID); err != nil {
		return s, err
	}
	if s.exhibits, err = d.Programmes.Exhibits(ctx, s.c.ID); err != nil {
		return s, err
	}
	s.offers, err = d.Programmes.Suggest(ctx, s.c.ID, programmeID)
	return s, err
}

// fitting are the programmes that the case most likely comes to.
func (d Deps) fitting(s state) []programmes.Programme {
	return d.Programmes.Rules().Fitting(s.all, app.ProgrammeFacts(s.c, d.Lists))
}

// writable tells whether the case can be changed.
func (s state) writable() bool { return s.c.DeletedAt.IsZero() }

// label names a slot in the seller's language.
func (d Deps) label(i programmes.Item) string {
	return oneLine(d.Programmes.Rules().Label(i, kit.Language()))
}
