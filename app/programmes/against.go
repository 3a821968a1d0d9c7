package programmes

import (
	"context"

	"casefolio/app/fault"
)

// Against is the readiness of a case for any known programme, whether or not
// the case has it: links are to pieces of evidence, which programmes share.
// Without an id it is that of the last chosen. Faults: "programme.unknown".
func (s *Service) Against(ctx context.Context, caseID, programmeID string) (Readiness, error) {
	r, err := s.ReadinessFor(ctx, caseID, programmeID)
	if err != nil || programmeID == "" || r.Choice.ProgrammeID == programmeID {
		return r, err
	}
	all, err := s.List(ctx)
	if err != nil {
		return Readiness{}, err
	}
	p, ok := find(all, programmeID)
	if !ok {
		return Readiness{}, fault.New("programme.unknown", "programme", programmeID)
	}
	marks, err := s.store.Marks(ctx, caseID)
	if err != nil {
		return Readiness{}, err
	}
	exhibits, err := s.store.SlotExhibits(ctx, caseID)
	return Readiness{
		CaseID: caseID, Choice: Choice{CaseID: caseID, ProgrammeID: programmeID}, Programme: p, Slots: assess(p, marks, exhibits),
	}, err
}
