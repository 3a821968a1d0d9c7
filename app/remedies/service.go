package remedies

import (
	"context"
	"slices"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Service compares remedies of a case and keeps what was offered.
type Service struct {
	store  Store
	files  Files
	rules  *Rules
	inputs *records.Box[Figures]
	offers *records.Box[Offer]
	now    func() time.Time
}

// NewService returns a service; now gives the time in the seller's zone.
func NewService(store Store, files Files, rules *Rules, now func() time.Time) *Service {
	return &Service{
		store: store, files: files, rules: rules, now: now,
		inputs: records.NewBox(store, now, inputKind()), offers: records.NewBox(store, now, offerKind()),
	}
}

// Rules are the facts from the data file.
func (s *Service) Rules() *Rules { return s.rules }

// Sheet is the comparison of a case, by its id or number.
func (s *Service) Sheet(ctx context.Context, ref string) (Sheet, error) {
	facts, err := s.files.Facts(ctx, ref)
	if err != nil {
		return Sheet{}, err
	}
	shop, err := s.figures(ctx, "")
	if err != nil {
		return Sheet{}, err
	}
	own, err := s.figures(ctx, facts.CaseID)
	return s.rules.Work(facts, shop.Is, own.Is), err
}

// figures are those of a case, or of all. They need not be kept yet.
func (s *Service) figures(ctx context.Context, caseID string) (records.Entry[Figures], error) {
	all, err := s.inputs.List(ctx, caseID)
	if err != nil || len(all) == 0 {
		return s.inputs.New(caseID, Figures{}), err
	}
	return all[len(all)-1], nil
}

// SaveFigures keeps what was typed for a case, or with an empty caseID for all.
func (s *Service) SaveFigures(ctx context.Context, caseID string, is Figures) error {
	e, err := s.figures(ctx, caseID)
	if err != nil {
		return err
	}
	e.Is = is
	_, err = s.inputs.Put(ctx, e)
	return err
}

// Defaults is what the seller set for all cases.
func (s *Service) Defaults(ctx context.Context) (Figures, error) {
	e, err := s.figures(ctx, "")
	return e.Is, err
}

// Offers lists what was offered in a case, the first first.
func (s *Service) Offers(ctx context.Context, caseID string) ([]records.Entry[Offer], error) {
	return s.offers.List(ctx, caseID)
}

// Offer keeps options that were offered together. A zero time is now.
func (s *Service) Offer(ctx context.Context, caseID string, all ...Offer) ([]records.Entry[Offer], error) {
	if len(all) == 0 {
		return nil, fault.New("remedy.nothing")
	}
	rows := make([]records.Row, len(all))
	for i, o := range all {
		if o.OfferedAt.IsZero() {
			o.OfferedAt = s.now()
		}
		o.Before, o.Instead = "", ""
		var err error
		if rows[i], err = s.offers.Row(s.offers.New(caseID, o)); err != nil {
			return nil, err
		}
	}
	rows, err := s.store.PutRecords(ctx, s.now(), rows...)
	if err != nil {
		return nil, err
	}
	kept := make([]records.Entry[Offer], len(rows))
	for i, r := range rows {
		if kept[i], err = s.offers.Read(r); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// Withdraw takes offers out of the ladder that were put there by mistake; one
// that was accepted is no longer the remedy of the case. It is one deed.
func (s *Service) Withdraw(ctx context.Context, ids ...string) error {
	var d deed
	var gone []records.Entry[Offer]
	for _, id := range ids {
		e, err := s.offers.Get(ctx, id)
		if err != nil {
			return err
		}
		if d.all == nil {
			if d, err = s.begin(ctx, e.CaseID); err != nil {
				return err
			}
		}
		if e.Is.Answer == Accepted {
			d.reopen(e)
			e.Is.Answer, e.Is.Before = Open, ""
		}
		e.DeletedAt = s.now()
		gone = append(gone, e)
	}
	if len(gone) == 0 {
		return nil
	}
	d.changed = slices.DeleteFunc(d.changed, func(e records.Entry[Offer]) bool { return slices.Contains(ids, e.ID) })
	return s.settle(ctx, gone[0].CaseID, d, gone...)
}

// Reply is what the buyer said. A zero time is now.
type Reply struct {
	Answer Answer
	At     time.Time
	Note   string
}

// Answer keeps the buyer's answer. Accepting makes the offer the remedy of the
// case and closes the offers that were open beside it; taking that back opens
// them and gives the case its former remedy. It is one deed.
func (s *Service) Answer(ctx context.Context, id string, r Reply) error {
	e, err := s.offers.Get(ctx, id)
	if err != nil {
		return err
	}
	d, err := s.begin(ctx, e.CaseID)
	if err != nil {
		return err
	}
	if r.At.IsZero() {
		r.At = s.now()
	}
	switch was, accepted := e.Is.Answer == Accepted, r.Answer == Accepted; {
	case was && !accepted:
		d.reopen(e)
		e.Is.Before = ""
	case !was && accepted:
		e.Is.Before = d.accept(e, r.At)
	}
	e.Is.Answer, e.Is.AnsweredAt, e.Is.Note, e.Is.Instead = r.Answer, r.At, r.Note, ""
	return s.settle(ctx, e.CaseID, d, e)
}

// begin reads what an answer may change.
func (s *Service) begin(ctx context.Context, caseID string) (d deed, err error) {
	facts, err := s.files.Facts(ctx, caseID)
	if err != nil {
		return d, err
	}
	d.remedy = facts.Remedy
	d.all, err = s.offers.List(ctx, caseID)
	return d, err
}

func (s *Service) settle(ctx context.Context, caseID string, d deed, more ...records.Entry[Offer]) error {
	var rows []records.Row
	for _, e := range append(d.changed, more...) {
		row, err := s.offers.Row(e)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return s.files.Settle(ctx, caseID, d.remedy, rows...)
}

// deed is what an answer changes beside the offer itself.
type deed struct {
	all     []records.Entry[Offer]
	changed []records.Entry[Offer]
	remedy  string
}

// accept closes what stood open beside an offer, and gives the remedy before it.
// One that was accepted earlier stays in the ladder as it is; one that was
// accepted later, as a refund after a second shipment, stays the remedy.
func (d *deed) accept(e records.Entry[Offer], at time.Time) (before string) {
	before = d.remedy
	if later, ok := d.acceptedAfter(e.ID, at); ok {
		before, later.Is.Before = later.Is.Before, string(e.Is.Option.Kind)
		d.changed = append(d.changed, later)
	} else {
		d.remedy = string(e.Is.Option.Kind)
	}
	for _, o := range d.all {
		if o.ID != e.ID && o.Is.Answer == Open && !o.Is.OfferedAt.After(at) {
			o.Is.Answer, o.Is.AnsweredAt, o.Is.Instead = Declined, at, e.ID
			d.changed = append(d.changed, o)
		}
	}
	return before
}

// acceptedAfter is the offer besides one that was accepted next after a time.
func (d *deed) acceptedAfter(besides string, at time.Time) (next records.Entry[Offer], ok bool) {
	for _, o := range d.all {
		if o.ID != besides && o.Is.Answer == Accepted && o.Is.AnsweredAt.After(at) && (!ok || o.Is.AnsweredAt.Before(next.Is.AnsweredAt)) {
			next, ok = o, true
		}
	}
	return next, ok
}

// reopen takes an acceptance back. One that came after it stays the remedy, and
// has what was before this one before it; a remedy that was changed by hand
// since stays, too.
func (d *deed) reopen(e records.Entry[Offer]) {
	if later, ok := d.acceptedAfter(e.ID, e.Is.AnsweredAt); ok {
		later.Is.Before = e.Is.Before
		d.changed = append(d.changed, later)
	} else if d.remedy == string(e.Is.Option.Kind) {
		d.remedy = e.Is.Before
	}
	for _, o := range d.all {
		if o.Is.Instead == e.ID {
			o.Is.Answer, o.Is.AnsweredAt, o.Is.Instead = Open, time.Time{}, ""
			d.changed = append(d.changed, o)
		}
	}
}

// The reach of a history.
const (
	pastYears = 2
	mostPast  = 500
)

// History tells how settled cases like this one went in the last two years.
func (s *Service) History(ctx context.Context, f Facts) (History, error) {
	past, err := s.store.PastRemedies(ctx, PastQuery{
		Besides: f.CaseID, SKU: f.SKU, Categories: append(append([]string{}, f.Categories...), f.UnderTop...),
		Since: s.now().AddDate(-pastYears, 0, 0), Limit: mostPast,
	})
	return Summary(past, f), err
}
