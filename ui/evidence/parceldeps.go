package evidence

import (
	"context"

	"casefolio/app/evidence"
)

// Tracks is what the view of a tracking record asks for and changes.
type Tracks interface {
	Records(ctx context.Context, exhibitID string) ([]evidence.Record, error)
	Findings(r evidence.Record, want evidence.Expected) []evidence.Finding
	Supports(events []evidence.Event) []evidence.Support
	Milestones() []string
	AddEvent(ctx context.Context, exhibitID string, e evidence.Event) (evidence.Event, error)
	ChangeEvent(ctx context.Context, exhibitID string, e evidence.Event) error
	RemoveEvent(ctx context.Context, exhibitID string, seq int) error
	TrackTable(ctx context.Context, exhibitID string) (evidence.TrackTable, bool, error)
	TrackChoices(ctx context.Context, exhibitID string) (evidence.TrackChoices, error)
	RereadTrack(ctx context.Context, exhibitID string, choices evidence.TrackChoices, opt evidence.Options) (evidence.Exhibit, error)
}

// parcel is all that the view of a tracking record shows.
type parcel struct {
	own      evidence.Record // of the exhibit on show
	records  []evidence.Record
	findings []evidence.Finding
	supports []evidence.Support
	table    evidence.TrackTable // of a record in columns
	columns  bool
	choices  evidence.TrackChoices
}

// loadParcel loads a tracking record with the others of the same number.
func (p *Page) loadParcel(ctx context.Context, x exhibit) (out parcel, err error) {
	if out.records, err = p.deps.Evidence.Records(ctx, x.e.ID); err != nil {
		return out, err
	}
	var all []evidence.Event
	for _, r := range out.records {
		if r.Exhibit.ID == x.e.ID {
			out.own = r
		}
	}
	for _, l := range evidence.Merge(out.records) {
		e := l.Event
		e.Seq = len(all) + 1
		all = append(all, e)
	}
	want := evidence.Expected{Now: p.deps.Now()}
	if p.deps.Expected != nil {
		if want, err = p.deps.Expected(ctx, x.c); err != nil {
			return out, err
		}
	}
	whole := out.own
	whole.Events = all
	for _, r := range out.records {
		if r.Exhibit.ID != x.e.ID {
			whole.Also = append(whole.Also, r.Also...)
		}
	}
	out.findings, out.supports = p.deps.Evidence.Findings(whole, want), p.deps.Evidence.Supports(all)
	if out.choices, err = p.deps.Evidence.TrackChoices(ctx, x.e.ID); err != nil {
		return out, err
	}
	out.table, out.columns, err = p.deps.Evidence.TrackTable(ctx, x.e.ID)
	return out, err
}
