package programmes

import "context"

// Linked lists the exhibits that are linked in a case, by the key of the
// evidence, each by number and without the trash.
func (s *Service) Linked(ctx context.Context, caseID string) (map[string][]Exhibit, error) {
	marks, err := s.store.Marks(ctx, caseID)
	if err != nil {
		return nil, err
	}
	exhibits, err := s.store.SlotExhibits(ctx, caseID)
	if err != nil {
		return nil, err
	}
	var wanted Programme
	asked := map[string]bool{}
	for _, m := range marks {
		if !asked[m.Key] {
			asked[m.Key] = true
			wanted.Evidence = append(wanted.Evidence, Item{Key: m.Key})
		}
	}
	linked := map[string][]Exhibit{}
	for _, slot := range assess(wanted, marks, exhibits) {
		if slot.Satisfied() {
			linked[slot.Key] = slot.Exhibits
		}
	}
	return linked, nil
}

// SuggestFor offers exhibits for pieces of evidence that nothing is linked to,
// whether or not a programme of the case asks for them.
func (s *Service) SuggestFor(ctx context.Context, caseID string, keys []string) ([]Suggestion, error) {
	linked, err := s.Linked(ctx, caseID)
	if err != nil {
		return nil, err
	}
	exhibits, err := s.store.SlotExhibits(ctx, caseID)
	if err != nil {
		return nil, err
	}
	var slots []Slot
	for _, key := range keys {
		slots = append(slots, Slot{Item: Item{Key: key}, Exhibits: linked[key]})
	}
	return s.rules.suggest(slots, exhibits), nil
}
