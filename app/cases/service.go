package cases

import (
	"context"
	"strings"
	"time"

	"casefolio/app/fault"
)

// Store is what the service needs from the workspace. Every method that
// changes something writes the journal entry in the same transaction.
type Store interface {
	CreateCase(ctx context.Context, c Case) (Case, error) // assigns ID, Number, Revision 1
	UpdateCase(ctx context.Context, c Case) (Case, error) // fault "case.changed" when Revision is stale
	Case(ctx context.Context, ref string) (Case, error)   // by id or number; fault "case.unknown"
	Cases(ctx context.Context, q Query) (Page, error)
	CountCases(ctx context.Context) (map[Group]int, error)
	MoveStage(ctx context.Context, m StageMove) (Case, error)
	StageMoves(ctx context.Context, caseID string) ([]StageMove, error)
	TrashCase(ctx context.Context, id string, at time.Time) error
	RestoreCase(ctx context.Context, id string, at time.Time) error

	SaveDraft(ctx context.Context, d Draft) error
	Drafts(ctx context.Context) ([]Draft, error)
	DeleteDraft(ctx context.Context, id string) error
}

// Service creates, changes and finds cases.
type Service struct {
	store Store
	now   func() time.Time
}

// NewService returns a service on store; now gives the time with the seller's zone.
func NewService(store Store, now func() time.Time) *Service {
	return &Service{store: store, now: now}
}

// Create files a new case in the intake stage and gives it its number. A
// missing Received becomes now. Invalid UTF-8 is replaced, nothing is cut.
func (s *Service) Create(ctx context.Context, c Case) (Case, error) {
	now := s.now()
	c.clean()
	if c.Received.IsZero() {
		c.Received = now
	}
	c.Stage = Intake
	c.CreatedAt, c.UpdatedAt = now, now
	return s.store.CreateCase(ctx, c)
}

// Update saves changed facts. Stage, number and trash state are not facts and
// are left alone. A stale Revision is the fault "case.changed".
func (s *Service) Update(ctx context.Context, c Case) (Case, error) {
	c.clean()
	c.UpdatedAt = s.now()
	return s.store.UpdateCase(ctx, c)
}

// Get finds a case by its global id or its number (any letter case).
func (s *Service) Get(ctx context.Context, ref string) (Case, error) {
	return s.store.Case(ctx, strings.TrimSpace(ref))
}

// List returns one page of cases, newest change first.
func (s *Service) List(ctx context.Context, q Query) (Page, error) {
	q.Search = strings.TrimSpace(q.Search)
	return s.store.Cases(ctx, q)
}

// Counts tells how many cases each group of the list holds.
func (s *Service) Counts(ctx context.Context) (map[Group]int, error) {
	return s.store.CountCases(ctx)
}

// Move sets the stage, forward or back, with a journal entry. A stage that
// does not exist is the fault "case.stage"; moving to the present one changes
// nothing.
func (s *Service) Move(ctx context.Context, id string, to Stage, reason string) (Case, error) {
	if to.Index() < 0 {
		return Case{}, fault.New("case.stage", "stage", string(to))
	}
	c, err := s.store.Case(ctx, id)
	if err != nil || c.Stage == to {
		return c, err
	}
	return s.store.MoveStage(ctx, StageMove{
		CaseID: c.ID, From: c.Stage, To: to, Reason: valid(reason), At: s.now(),
	})
}

// Moves lists the stage moves of a case, oldest first.
func (s *Service) Moves(ctx context.Context, id string) ([]StageMove, error) {
	return s.store.StageMoves(ctx, id)
}

// Trash puts a case into the trash; Restore takes it out again.
func (s *Service) Trash(ctx context.Context, id string) error {
	return s.store.TrashCase(ctx, id, s.now())
}

// Restore takes a case out of the trash.
func (s *Service) Restore(ctx context.Context, id string) error {
	return s.store.RestoreCase(ctx, id, s.now())
}

// SaveDraft keeps an unfinished form; the caller chooses the ID once per form.
func (s *Service) SaveDraft(ctx context.Context, d Draft) error {
	d.UpdatedAt = s.now()
	return s.store.SaveDraft(ctx, d)
}

// Drafts lists unfinished forms, newest first.
func (s *Service) Drafts(ctx context.Context) ([]Draft, error) { return s.store.Drafts(ctx) }

// DeleteDraft forgets an unfinished form.
func (s *Service) DeleteDraft(ctx context.Context, id string) error {
	return s.store.DeleteDraft(ctx, id)
}

// clean makes every text valid UTF-8 and trims what is a single line. Longer
// texts keep their white space. A score that none is becomes unknown.
func (c *Case) clean() {
	for _, f := range []*string{
		&c.Customer, &c.Contact, &c.Shop, &c.Platform, &c.Channel, &c.Order, &c.SKU,
		&c.Product, &c.Tracking, &c.Category, &c.Severity, &c.CustomerType, &c.Responsibility,
		&c.BuyerZone, &c.Remedy,
	} {
		*f = strings.TrimSpace(valid(*f))
	}
	for _, f := range []*string{&c.Story, &c.Demand, &c.FollowUp, &c.Lesson, &c.Prevention} {
		*f = valid(*f)
	}
	if c.Satisfaction < 0 || c.Satisfaction > MostSatisfied {
		c.Satisfaction = 0
	}
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
