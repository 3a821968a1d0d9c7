// Package remedies is the pane of a case in which remedies are compared: the
// figures of the order, what each offer leaves of it, in which order they are
// best made and why, and what was offered and answered.
package remedies

import (
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// Remedies compares and keeps.
type Remedies interface {
	Rules() *remedies.Rules
	Sheet(ctx context.Context, ref string) (remedies.Sheet, error)
	Defaults(ctx context.Context) (remedies.Figures, error)
	SaveFigures(ctx context.Context, caseID string, f remedies.Figures) error
	Offers(ctx context.Context, caseID string) ([]records.Entry[remedies.Offer], error)
	Offer(ctx context.Context, caseID string, all ...remedies.Offer) ([]records.Entry[remedies.Offer], error)
	Answer(ctx context.Context, id string, r remedies.Reply) error
	Withdraw(ctx context.Context, ids ...string) error
	History(ctx context.Context, f remedies.Facts) (remedies.History, error)
}

// Deps is what the pane needs. Changed is told after every change of a case; it
// may be nil. Now gives the time in the seller's zone.
type Deps struct {
	Shell    kit.Shell
	Remedies Remedies
	Lists    *cases.Lists
	Now      func() time.Time
	Changed  func(caseID string)
	Reply    func(caseID, lang string, texts map[string]string) // puts options into the reply, by language; may be nil
}

// state is all that is read of a case.
type state struct {
	sheet   remedies.Sheet
	offers  []records.Entry[remedies.Offer]
	history remedies.History
}

func (d Deps) load(ctx context.Context, caseID string) (s state, err error) {
	if s.sheet, err = d.Remedies.Sheet(ctx, caseID); err != nil {
		return s, err
	}
	if s.offers, err = d.Remedies.Offers(ctx, caseID); err != nil {
		return s, err
	}
	s.history, err = d.Remedies.History(ctx, s.sheet.Facts)
	return s, err
}
