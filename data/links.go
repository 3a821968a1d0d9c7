package data

import (
	"context"
	"database/sql"
	"errors"

	"casefolio/app/evidence"
)

// AddExhibit keeps one captured original; see AddCaptures.
func (w *Workspace) AddExhibit(
	ctx context.Context, e evidence.Exhibit, messages []evidence.Message, events []evidence.Event,
) (evidence.Exhibit, error) {
	kept, err := w.AddCaptures(ctx, []evidence.Capture{{Exhibit: e, Messages: messages, Events: events, Within: -1}})
	if err != nil {
		return evidence.Exhibit{}, err
	}
	return kept[0].Exhibit, nil
}

// AddCaptures keeps captured originals, which lie in the vault already, with
// what was read from them, as the next exhibits of their cases: all or none. An
// original that its case has already is not added again, nor what came within it:
// that has no exhibit here. One that was removed comes back.
func (w *Workspace) AddCaptures(ctx context.Context, list []evidence.Capture) (kept []evidence.Kept, err error) {
	if len(list) == 0 {
		return nil, nil
	}
	err = w.write(ctx, list[0].Exhibit.AddedAt, func(t *tx) error {
		kept, err = t.keepCaptures(list)
		return err
	})
	return kept, err
}

// keepCaptures adds captures within a change.
func (t *tx) keepCaptures(list []evidence.Capture) (kept []evidence.Kept, err error) {
	kept = make([]evidence.Kept, len(list))
	for i, c := range list {
		if c.Within >= 0 && kept[c.Within].Known {
			kept[i].Known = true // so was what came within it, unless the seller removed it
			continue
		}
		if c.Within >= 0 {
			c.Exhibit.ParentID = kept[c.Within].Exhibit.ID
		}
		if kept[i], err = t.addCapture(c); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

func (t *tx) addCapture(c evidence.Capture) (evidence.Kept, error) {
	there, err := t.sameInCase(c.Exhibit)
	if err != nil {
		return evidence.Kept{}, err
	}
	if there.ID != "" && there.DeletedAt.IsZero() {
		return evidence.Kept{Exhibit: there, Known: true}, nil
	}
	if there.ID != "" {
		if err := t.bin(there, sql.NullInt64{}, "exhibit.restored"); err != nil {
			return evidence.Kept{}, err
		}
		there, err = t.exhibit(there.ID)
		return evidence.Kept{Exhibit: there, Restored: true}, err
	}
	added, err := t.addExhibit(c.Exhibit, c.Messages, c.Events)
	if err != nil {
		return evidence.Kept{}, err
	}
	facts := addedFacts(added)
	facts["title"], facts["reading"] = added.Title, reading(c.Messages, c.Events)
	return evidence.Kept{Exhibit: added}, t.log("exhibit.added", added.CaseID, added.ID, facts)
}

// sameInCase finds the exhibit of the same case with the same bytes, one outside
// of the trash first, or none.
func (t *tx) sameInCase(e evidence.Exhibit) (evidence.Exhibit, error) {
	if e.SHA256 == "" {
		return evidence.Exhibit{}, nil
	}
	there, err := t.w.scanExhibit(t.QueryRowContext(t.ctx, `SELECT `+exhibitColumns+` FROM exhibits
		WHERE sha256 = ? AND case_id = ? ORDER BY deleted_at IS NOT NULL, no LIMIT 1`, e.SHA256, e.CaseID))
	if errors.Is(err, sql.ErrNoRows) {
		return evidence.Exhibit{}, nil
	}
	return there, err
}

// placesShown bounds how many places of one original are told.
const placesShown = 20

// SameOriginal lists where else the bytes of an original are an exhibit: in
// other cases than one, neither case nor exhibit in the trash.
func (w *Workspace) SameOriginal(ctx context.Context, sum, exceptCase string) ([]evidence.Twin, error) {
	return list(ctx, w.reader, func(r row) (p evidence.Twin, err error) {
		return p, r.Scan(&p.ExhibitID, &p.CaseID, &p.CaseNumber, &p.No)
	}, `SELECT e.id, c.id, c.number, e.no FROM exhibits e JOIN cases c ON c.id = e.case_id
		WHERE e.sha256 = ? AND e.case_id <> ? AND e.deleted_at IS NULL AND c.deleted_at IS NULL
		ORDER BY e.added_at, e.id LIMIT ?`, sum, exceptCase, placesShown)
}

// Within lists the exhibits that came within another, by number, without the
// trash.
func (w *Workspace) Within(ctx context.Context, parentID string) ([]evidence.Exhibit, error) {
	return list(ctx, w.reader, w.scanExhibit, `SELECT `+exhibitColumns+` FROM exhibits
		WHERE parent_id = ? AND parent_id <> '' AND deleted_at IS NULL ORDER BY no`, parentID)
}
