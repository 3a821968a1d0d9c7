package sample

import (
	"context"
	"time"

	"casefolio/app/programmes"
)

// proof is a programme that the seller chose for a case, with everything linked
// that the program offers for it.
type proof struct {
	moment
	Programme string `json:"programme"`
}

// prove chooses the programme and links what is offered.
func (d *director) prove(ctx context.Context, caseID string, p proof) error {
	if _, err := d.app.Programmes.Choose(ctx, caseID, p.Programme, time.Time{}); err != nil {
		return err
	}
	offers, err := d.app.Programmes.Suggest(ctx, caseID, p.Programme)
	if err != nil || len(offers) == 0 {
		return err
	}
	marks := make([]programmes.Mark, 0, len(offers))
	for _, o := range offers {
		marks = append(marks, programmes.Mark{Key: o.Key, ExhibitID: o.Exhibit.ID})
	}
	return d.app.Programmes.Link(ctx, caseID, marks...)
}
