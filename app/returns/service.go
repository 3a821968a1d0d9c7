package returns

import (
	"context"
	"crypto/rand"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Exchange is the rate of a step's cost into the currency of the case, as it was
// typed; empty where there is no other currency.
type Exchange struct{ Rate, Date string }

// Filer keeps a step and its line in the ledger.
type Filer interface {
	// FileReturn keeps row and lets the line of the ledger with the step's Ref
	// follow its cost, as one deed; for gone the line goes, too.
	FileReturn(ctx context.Context, caseID string, s Step, gone bool, x Exchange, row records.Row) (records.Row, error)
}

// Service keeps the steps of returns.
type Service struct {
	steps *records.Box[Step]
	filer Filer
	rules *Rules
	now   func() time.Time
}

// NewService returns a service on store; now gives the time with the seller's
// zone.
func NewService(store records.Store, filer Filer, rules *Rules, now func() time.Time) *Service {
	return &Service{records.NewBox(store, now, Steps()), filer, rules, now}
}

// Rules are the words and usual spans of returns.
func (s *Service) Rules() *Rules { return s.rules }

// Track tells how the return of a case stands.
func (s *Service) Track(ctx context.Context, caseID string) (Track, error) {
	all, err := s.steps.List(ctx, caseID)
	return TrackOf(all), err
}

// ahead is how far a step may lie ahead: a day is written without a time, and in
// another zone it may be tomorrow.
const ahead = 24 * time.Hour

// happened refuses a step of a time that has not come with the fault
// "return.future": the sentence for the buyer would tell what is not true.
func (s *Service) happened(is Step) error {
	if is.At.After(s.now().Add(ahead)) {
		return fault.New("return.future")
	}
	return nil
}

// Add keeps a new step, and its cost in the ledger. A missing time becomes now.
func (s *Service) Add(ctx context.Context, caseID string, is Step, x Exchange) (Entry, error) {
	if is.At.IsZero() {
		is.At = s.now()
	}
	if err := s.happened(is); err != nil {
		return Entry{}, err
	}
	is.Ref = rand.Text()
	return s.file(ctx, Steps().New(caseID, is), x)
}

// Change keeps another state of a step that was read; its line in the ledger
// follows. Without a rate the line keeps the one it has.
func (s *Service) Change(ctx context.Context, e Entry, x Exchange) (Entry, error) {
	was, err := s.steps.Get(ctx, e.ID)
	if err != nil {
		return e, err
	}
	if err := s.happened(e.Is); err != nil {
		return e, err
	}
	e.CaseID, e.Is.Ref = was.CaseID, was.Is.Ref
	return s.file(ctx, e, x)
}

// Remove puts a step into the trash, with its line in the ledger; Restore takes
// both out again.
func (s *Service) Remove(ctx context.Context, id string) error { return s.bin(ctx, id, s.now()) }

// Restore takes a step out of the trash.
func (s *Service) Restore(ctx context.Context, id string) error { return s.bin(ctx, id, time.Time{}) }

func (s *Service) bin(ctx context.Context, id string, deleted time.Time) error {
	e, err := s.steps.Get(ctx, id)
	if err != nil || e.DeletedAt.IsZero() == deleted.IsZero() {
		return err
	}
	e.DeletedAt = deleted
	_, err = s.file(ctx, e, Exchange{})
	return err
}

func (s *Service) file(ctx context.Context, e Entry, x Exchange) (Entry, error) {
	row, err := Steps().Row(e)
	if err != nil {
		return e, err
	}
	if e, err = Steps().Read(row); err != nil { // as it was tidied
		return e, err
	}
	if row, err = s.filer.FileReturn(ctx, e.CaseID, e.Is, !e.DeletedAt.IsZero(), x, row); err != nil {
		return e, err
	}
	return Steps().Read(row)
}
