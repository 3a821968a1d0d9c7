package programmes

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
)

// Store is what the service needs from the workspace. Every method that
// changes something writes the journal entries in the same transaction.
type Store interface {
	ProgrammeChanges(ctx context.Context) ([]Change, error) // the oldest first
	SaveProgramme(ctx context.Context, c Change, at time.Time) error
	// RevertProgramme forgets a change. An own programme that a case uses is the
	// fault "programme.in_use".
	RevertProgramme(ctx context.Context, programmeID string, at time.Time) error

	Choices(ctx context.Context, caseID string) ([]Choice, error) // the last chosen first
	Choose(ctx context.Context, c Choice) (Choice, error)         // again: sets another Due, and ReopenedAt where it is not zero
	DropChoice(ctx context.Context, caseID, programmeID string, at time.Time) error

	Marks(ctx context.Context, caseID string) ([]Mark, error)
	// AddMarks keeps marks; those that are there stay as they are. One that
	// names an exhibit takes away that the evidence does not apply, and a new
	// reason takes the place of the old.
	AddMarks(ctx context.Context, caseID string, marks []Mark, at time.Time) error
	RemoveMark(ctx context.Context, caseID, key, exhibitID string, at time.Time) error
	// SlotExhibits lists what is known of the exhibits of a case, by number,
	// without the trash.
	SlotExhibits(ctx context.Context, caseID string) ([]Exhibit, error)
}

// Service gives programmes and tells how ready a case is for them.
type Service struct {
	store Store
	rules *Rules
	now   func() time.Time
}

// NewService returns a service on store and the shipped rules.
func NewService(store Store, rules *Rules, now func() time.Time) *Service {
	return &Service{store: store, rules: rules, now: now}
}

// Rules are the shipped facts, with the vocabulary of the evidence.
func (s *Service) Rules() *Rules { return s.rules }

// List returns all programmes as the seller changed them.
func (s *Service) List(ctx context.Context) ([]Programme, error) {
	changes, err := s.store.ProgrammeChanges(ctx)
	if err != nil {
		return nil, err
	}
	return Merge(s.rules.Programmes, changes), nil
}

// Shipped is a programme as it came; ok is false for the seller's own.
func (s *Service) Shipped(id string) (p Programme, ok bool) {
	i := slices.IndexFunc(s.rules.Programmes, func(p Programme) bool { return p.ID == id })
	if i < 0 {
		return Programme{}, false
	}
	return s.rules.Programmes[i], true
}

// New returns an empty programme of the seller's own.
func (s *Service) New() Programme {
	return Programme{ID: OwnPrefix + strconv.FormatInt(s.now().UnixMicro(), 36), SourceKind: "none", Own: true}
}

// Save keeps a programme as the seller wants it: what differs from the shipped
// one, or all of an own one. Nothing different goes back to what was shipped.
func (s *Service) Save(ctx context.Context, p Programme) error {
	was, _ := s.Shipped(p.ID)
	c := Diff(was, p)
	if err := s.rules.checkChange(c); err != nil {
		return err
	}
	if c.Empty() {
		return s.Revert(ctx, p.ID)
	}
	return s.store.SaveProgramme(ctx, c, s.now())
}

// Revert goes back to the shipped programme, or forgets an own one that no
// case uses.
func (s *Service) Revert(ctx context.Context, id string) error {
	return s.store.RevertProgramme(ctx, id, s.now())
}

// Choices lists the programmes of a case, the last chosen first.
func (s *Service) Choices(ctx context.Context, caseID string) ([]Choice, error) {
	return s.store.Choices(ctx, caseID)
}

// Choose gives a case a programme, with the due date that the seller read on
// the platform's page, or the zero time. Choosing it again sets the date anew.
func (s *Service) Choose(ctx context.Context, caseID, programmeID string, due time.Time) (Choice, error) {
	all, err := s.List(ctx)
	if err != nil {
		return Choice{}, err
	}
	if _, ok := find(all, programmeID); !ok {
		return Choice{}, fault.New("programme.unknown", "programme", programmeID)
	}
	return s.store.Choose(ctx, Choice{CaseID: caseID, ProgrammeID: programmeID, ChosenAt: s.now(), Due: due})
}

// Reopen starts the clock of a programme again that a submission stopped, as
// where the platform asks for more by another date.
func (s *Service) Reopen(ctx context.Context, caseID, programmeID string, due time.Time) (Choice, error) {
	now := s.now()
	return s.store.Choose(ctx, Choice{CaseID: caseID, ProgrammeID: programmeID, ChosenAt: now, Due: due, ReopenedAt: now})
}

// Drop takes a programme from a case. What is linked stays for other
// programmes, and for the case that it is chosen again.
func (s *Service) Drop(ctx context.Context, caseID, programmeID string) error {
	return s.store.DropChoice(ctx, caseID, programmeID, s.now())
}

// Readiness tells how far a case is ready for the programme last chosen. It is
// empty for a case without one.
func (s *Service) Readiness(ctx context.Context, caseID string) (Readiness, error) {
	return s.ReadinessFor(ctx, caseID, "")
}

// ReadinessFor is Readiness for one of several programmes of a case; for one
// that the case does not have it is that of the last chosen.
func (s *Service) ReadinessFor(ctx context.Context, caseID, programmeID string) (Readiness, error) {
	r, _, err := s.assess(ctx, caseID, programmeID)
	return r, err
}

func (s *Service) assess(ctx context.Context, caseID, programmeID string) (Readiness, []Exhibit, error) {
	r := Readiness{CaseID: caseID}
	choices, err := s.store.Choices(ctx, caseID)
	if err != nil || len(choices) == 0 {
		return r, nil, err
	}
	i := slices.IndexFunc(choices, func(c Choice) bool { return c.ProgrammeID == programmeID })
	r.Choice = choices[max(i, 0)]
	all, err := s.List(ctx)
	if err != nil {
		return r, nil, err
	}
	p, there := find(all, r.Choice.ProgrammeID)
	if r.Programme, r.Gone = p, !there; r.Gone {
		r.Programme = Programme{ID: r.Choice.ProgrammeID, Name: r.Choice.ProgrammeID}
		return r, nil, nil
	}
	marks, err := s.store.Marks(ctx, caseID)
	if err != nil {
		return r, nil, err
	}
	exhibits, err := s.store.SlotExhibits(ctx, caseID)
	r.Slots = assess(p, marks, exhibits)
	return r, exhibits, err
}

// Suggest offers exhibits for what is empty. Nothing is linked by it.
func (s *Service) Suggest(ctx context.Context, caseID, programmeID string) ([]Suggestion, error) {
	r, exhibits, err := s.assess(ctx, caseID, programmeID)
	if err != nil {
		return nil, err
	}
	return s.rules.suggest(r.Slots, exhibits), nil
}

// Exhibits lists what can be linked in a case.
func (s *Service) Exhibits(ctx context.Context, caseID string) ([]Exhibit, error) {
	return s.store.SlotExhibits(ctx, caseID)
}

// Link ties exhibits to evidence, as one deed. Of a mark, Key and ExhibitID
// count.
func (s *Service) Link(ctx context.Context, caseID string, marks ...Mark) error {
	return s.store.AddMarks(ctx, caseID, marks, s.now())
}

// Unlink takes an exhibit from a piece of evidence.
func (s *Service) Unlink(ctx context.Context, caseID, key, exhibitID string) error {
	return s.store.RemoveMark(ctx, caseID, key, exhibitID, s.now())
}

// Waive says why a piece of evidence does not apply to a case. An empty reason
// is the fault "slot.reason".
func (s *Service) Waive(ctx context.Context, caseID, key, reason string) error {
	reason = strings.TrimSpace(strings.ToValidUTF8(reason, "\uFFFD"))
	if reason == "" {
		return fault.New("slot.reason")
	}
	if utf8.RuneCountInString(reason) > maxNote {
		return fault.New("programme.long")
	}
	return s.store.AddMarks(ctx, caseID, []Mark{{Key: key, Reason: reason}}, s.now())
}

// Unwaive takes back that a piece of evidence does not apply.
func (s *Service) Unwaive(ctx context.Context, caseID, key string) error {
	return s.store.RemoveMark(ctx, caseID, key, "", s.now())
}

func find(all []Programme, id string) (Programme, bool) {
	i := slices.IndexFunc(all, func(p Programme) bool { return p.ID == id })
	if i < 0 {
		return Programme{}, false
	}
	return all[i], true
}
