package deadlines

import (
	"context"
	"errors"

	"casefolio/app/fault"
)

// mostOfCases bounds how many items First reads: a case has a handful.
const mostOfCases = 10000

// First is what is due first in each of the cases, among what waits for the
// seller; a case without such a thing is left out. It counts again only a
// part of what has changed, so that a list need not wait for all.
func (s *Service) First(ctx context.Context, caseIDs []string) (map[string]Item, error) {
	first := map[string]Item{}
	if len(caseIDs) == 0 {
		return first, nil
	}
	b, err := s.basis(ctx)
	if err != nil {
		return nil, err
	}
	if err = s.store.BaseDue(ctx, b.mark); err == nil {
		_, _, err = s.store.RecountDue(ctx, b.mark, recountAtOnce, s.kinds(), b.running)
	}
	if err != nil && !fault.Is(err, "disk.full") && !errors.Is(err, ErrBasis) {
		return nil, err
	}
	items, err := s.store.DueItems(ctx, Filter{Cases: caseIDs, Limit: mostOfCases})
	for _, i := range items {
		was, ok := first[i.CaseID]
		if i.Kind != Waiting && i.Kind != Hard && (!ok || i.Due.Before(was.Due)) {
			first[i.CaseID] = i
		}
	}
	return first, err
}
