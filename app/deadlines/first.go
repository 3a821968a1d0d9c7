package deadlines

import (
	"context"
	"errors"
	"slices"
	"time"

	"casefolio/app/fault"
)

// mostOfCases bounds how many items Ahead reads: a case has a handful.
const mostOfCases = 10000

// Ahead is what waits for the seller in each of the cases, the earliest first; a
// case without such a thing is left out. It counts again only a part of what has
// changed, so that a list need not wait for all.
func (s *Service) Ahead(ctx context.Context, caseIDs []string) (map[string][]Item, error) {
	ahead := map[string][]Item{}
	if len(caseIDs) == 0 {
		return ahead, nil
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
		if i.Kind != Waiting && i.Kind != Hard {
			ahead[i.CaseID] = append(ahead[i.CaseID], i)
		}
	}
	for _, of := range ahead {
		slices.SortStableFunc(of, func(a, b Item) int { return a.Due.Compare(b.Due) })
	}
	return ahead, err
}

// First is the earliest of a case's items that presses at now: what was put off
// does not until then, nor what waits for the buyer. It is zero where none does.
func First(ahead []Item, now time.Time) Item {
	for _, i := range ahead {
		if !i.Paused && !i.Snoozed.After(now) {
			return i
		}
	}
	return Item{}
}
