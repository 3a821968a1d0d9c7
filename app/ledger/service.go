package ledger

import (
	"context"
	"slices"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// Filer joins the lines with the case that they belong to.
type Filer interface {
	// LedgerFacts reads a case by its id or number.
	LedgerFacts(ctx context.Context, ref string) (Facts, error)
	// FileLedger keeps Cost and Recovered of the case and rows as one deed. A
	// case that is not any more what it was when f was read is the fault
	// "case.changed", one in the trash "ledger.trashed".
	FileLedger(ctx context.Context, f Facts, rows ...records.Row) ([]records.Row, error)
	// ExhibitLabel is what an exhibit is called on paper, "E-04".
	ExhibitLabel(ctx context.Context, id string) (string, error)
}

// Service keeps lines and counts them.
type Service struct {
	store records.Store
	filer Filer
	lines *records.Box[Line]
	rates *records.Box[Rate]
	now   func() time.Time
}

// NewService returns a service on store; now gives the time with the seller's
// zone.
func NewService(store records.Store, filer Filer, now func() time.Time) *Service {
	return &Service{store, filer, records.NewBox(store, now, Lines()), records.NewBox(store, now, Rates()), now}
}

// Book is the ledger of a case.
type Book struct {
	Facts
	Lines []Entry // by the day they were paid on, the oldest first
	Rate  Rate    // from the case's currency into the shop's; empty: none was typed
	Sums  Sums
}

// Behind tells whether the case says something else than its lines come to, as
// after its currency was changed; Recount puts that right.
func (b Book) Behind() bool { return b.Sums.Cost != b.Cost || b.Sums.Recovered != b.Recovered }

// Book reads the ledger of a case.
func (s *Service) Book(ctx context.Context, ref string) (b Book, err error) {
	if b.Facts, err = s.filer.LedgerFacts(ctx, ref); err != nil {
		return b, err
	}
	if b.Lines, err = s.lines.List(ctx, b.CaseID); err != nil {
		return b, err
	}
	slices.SortStableFunc(b.Lines, func(x, y Entry) int { return x.Is.At.Compare(y.Is.At) })
	rate, err := s.shopRate(ctx, b.Facts)
	if err != nil {
		return b, err
	}
	b.Rate = rate.Is
	b.Sums, err = Count(b.Facts, b.Rate.Rate, bare(b.Lines))
	return b, err
}

// shopRate is the rate that stands in the case for its own two currencies; an
// entry without an id where there is none.
func (s *Service) shopRate(ctx context.Context, f Facts) (records.Entry[Rate], error) {
	all, err := s.rates.List(ctx, f.CaseID)
	for _, r := range all {
		if r.Is.From == f.Currency() && r.Is.To == f.Shop {
			return r, err
		}
	}
	return records.Entry[Rate]{}, err
}

// Add keeps a new line. A missing time becomes now. A sum in another currency
// than the case's needs a rate, also anew after the case's currency was changed
// (fault "ledger.no_rate").
func (s *Service) Add(ctx context.Context, caseID string, l Line) (Entry, error) {
	all, err := s.AddAll(ctx, caseID, l)
	if err != nil {
		return Entry{Is: l}, err
	}
	return all[0], nil
}

// AddAll keeps new lines as one deed.
func (s *Service) AddAll(ctx context.Context, caseID string, lines ...Line) ([]Entry, error) {
	all := make([]Entry, len(lines))
	for i, l := range lines {
		l.Ref = ""
		if l.At.IsZero() {
			l.At = s.now()
		}
		all[i] = Lines().New("", l)
	}
	return s.put(ctx, caseID, all)
}

// Change keeps another state of a line that was read. The line of a step of a
// return changes with its step (fault "ledger.step").
func (s *Service) Change(ctx context.Context, e Entry) (Entry, error) {
	was, err := s.own(ctx, e.ID)
	if err != nil {
		return e, err
	}
	e.Is.Ref = ""
	all, err := s.put(ctx, was.CaseID, []Entry{e})
	if err != nil {
		return e, err
	}
	return all[0], nil
}

// Remove puts lines of one case into the trash, as one deed; Restore takes them
// out again.
func (s *Service) Remove(ctx context.Context, ids ...string) error { return s.bin(ctx, true, ids) }

// Restore takes lines of one case out of the trash.
func (s *Service) Restore(ctx context.Context, ids ...string) error { return s.bin(ctx, false, ids) }

// own is a line that is no step's.
func (s *Service) own(ctx context.Context, id string) (Entry, error) {
	e, err := s.lines.Get(ctx, id)
	if err == nil && e.Is.Ref != "" {
		err = fault.New("ledger.step")
	}
	return e, err
}

func (s *Service) bin(ctx context.Context, in bool, ids []string) error {
	var all []Entry
	for _, id := range ids {
		e, err := s.own(ctx, id)
		if err != nil {
			return err
		}
		if e.DeletedAt.IsZero() == in {
			e.DeletedAt = s.binned(in)
			all = append(all, e)
		}
	}
	if len(all) == 0 {
		return nil
	}
	_, err := s.deed(ctx, all[0].CaseID, func(Facts, []Entry) ([]Entry, error) { return all, nil })
	return err
}

func (s *Service) binned(in bool) time.Time {
	if in {
		return s.now()
	}
	return time.Time{}
}

func (s *Service) put(ctx context.Context, caseID string, all []Entry) ([]Entry, error) {
	rows, err := s.deed(ctx, caseID, func(f Facts, _ []Entry) ([]Entry, error) {
		for i := range all {
			all[i].CaseID = f.CaseID
			var err error
			if all[i].Is, err = rated(f, all[i].Is); err != nil {
				return nil, err
			}
		}
		return all, nil
	})
	if err != nil {
		return nil, err
	}
	kept := make([]Entry, len(all))
	for i := range all {
		if kept[i], err = Lines().Read(rows[i]); err != nil {
			return nil, err
		}
		l := kept[i].Is
		s.remember(ctx, Rate{l.Amount.Currency, l.To, l.Rate, l.RateDate})
	}
	return kept, nil
}

// rated holds a line against the currency of its case.
func rated(f Facts, l Line) (Line, error) {
	code, err := money.ParseCurrency(l.Amount.Currency)
	if err != nil {
		return l, err
	}
	l.Amount.Currency = code
	if code == f.Currency() {
		l.Rate, l.To, l.RateDate = "", "", ""
		return l, nil
	}
	if strings.TrimSpace(l.Rate) == "" || l.To != "" && l.To != f.Currency() {
		return l, fault.New("ledger.no_rate", "from", code, "to", f.Currency())
	}
	l.To = f.Currency()
	if _, err := Convert(l.Amount, l.Rate, l.To); err != nil {
		return l, err
	}
	return l, nil
}

// Follow lets the line of a step of a return follow its step: rows are kept, and
// the line with that ref is made, changed or, for nil, removed, all as one deed.
func (s *Service) Follow(ctx context.Context, caseID, ref string, l *Line, rows ...records.Row) ([]records.Row, error) {
	return s.deed(ctx, caseID, func(f Facts, _ []Entry) ([]Entry, error) {
		e, err := s.following(ctx, f, ref)
		if err != nil || l == nil && (e.ID == "" || !e.DeletedAt.IsZero()) {
			return nil, err
		}
		if l == nil {
			e.DeletedAt = s.now()
			return []Entry{e}, nil
		}
		was := e.Is
		e.DeletedAt, e.Is = time.Time{}, *l
		e.Is.Ref, e.Is.ExhibitID = ref, was.ExhibitID
		if e.Is.Rate == "" && was.Amount.Currency == l.Amount.Currency {
			e.Is.Rate, e.Is.To, e.Is.RateDate = was.Rate, was.To, was.RateDate
			if was.Amount == l.Amount && was.To != f.Currency() {
				// The case counts in another currency since: the line stays
				// without a rate into it, as any other line does.
				return []Entry{e}, nil
			}
		}
		e.Is, err = rated(f, e.Is)
		return []Entry{e}, err
	}, rows...)
}

// following is the line with a ref, the trash included, or a new one.
func (s *Service) following(ctx context.Context, f Facts, ref string) (Entry, error) {
	rows, err := s.store.Records(ctx, records.Query{CaseID: f.CaseID, Kinds: []string{Lines().Name}, Trash: true})
	if err != nil {
		return Entry{}, err
	}
	for _, r := range rows {
		if e, err := Lines().Read(r); err != nil || e.Is.Ref == ref {
			return e, err
		}
	}
	return Lines().New(f.CaseID, Line{}), nil
}

// Recount lets the case say again what its lines come to.
func (s *Service) Recount(ctx context.Context, caseID string) error {
	_, err := s.deed(ctx, caseID, func(Facts, []Entry) ([]Entry, error) { return nil, nil })
	return err
}

// tries is how often a deed is begun anew because the case was changed beside.
const tries = 3

// deed keeps lines and what the case comes to with them, and extra rows, which
// come last in what is returned.
func (s *Service) deed(ctx context.Context, ref string, change func(Facts, []Entry) ([]Entry, error), extra ...records.Row) (kept []records.Row, err error) {
	for range tries {
		if kept, err = s.tryDeed(ctx, ref, change, extra); !fault.Is(err, "case.changed") {
			break
		}
	}
	return kept, err
}

func (s *Service) tryDeed(ctx context.Context, ref string, change func(Facts, []Entry) ([]Entry, error), extra []records.Row) ([]records.Row, error) {
	f, err := s.filer.LedgerFacts(ctx, ref)
	if err != nil {
		return nil, err
	}
	before, err := s.lines.List(ctx, f.CaseID)
	if err != nil {
		return nil, err
	}
	changed, err := change(f, before)
	if err != nil {
		return nil, err
	}
	rows := make([]records.Row, len(changed))
	for i, e := range changed {
		if rows[i], err = Lines().Row(e); err != nil {
			return nil, err
		}
	}
	f, typed, err := s.follow(ctx, f, bare(before), bare(after(before, changed)))
	if err != nil {
		return nil, err
	}
	return s.filer.FileLedger(ctx, f, slices.Concat(rows, typed, extra)...)
}

// after is what stands in the ledger once the changed lines are kept.
func after(before, changed []Entry) []Entry {
	all := slices.Clone(before)
	for _, e := range changed {
		all = slices.DeleteFunc(all, func(x Entry) bool { return e.ID != "" && x.ID == e.ID })
		if e.DeletedAt.IsZero() {
			all = append(all, e)
		}
	}
	return all
}

func bare(all []Entry) []Line {
	lines := make([]Line, len(all))
	for i, e := range all {
		lines[i] = e.Is
	}
	return lines
}

// follow lets the facts follow the lines. What was typed before the first line
// of a side is kept, and comes back after the last.
func (s *Service) follow(ctx context.Context, f Facts, before, now []Line) (Facts, []records.Row, error) {
	was, err := Count(f, "", before)
	if err != nil {
		return f, nil, err
	}
	is, err := Count(f, "", now)
	if err != nil {
		return f, nil, err
	}
	kept, err := s.typed(ctx, f.CaseID)
	if err != nil {
		return f, nil, err
	}
	next := kept
	side := func(value, typed *money.Amount, was, is bool, sum money.Amount) {
		switch {
		case is && !was:
			*typed, *value = *value, sum
		case is:
			*value = sum
		case was:
			*value, *typed = *typed, money.Amount{}
		}
	}
	side(&f.Cost, &next.Is.Cost, was.CostCounted, is.CostCounted, is.Cost)
	side(&f.Recovered, &next.Is.Recovered, was.RecoveredCounted, is.RecoveredCounted, is.Recovered)
	if next.Is == kept.Is {
		return f, nil, nil
	}
	next.DeletedAt = s.binned(next.Is == Typed{})
	row, err := TypedSums().Row(next)
	return f, []records.Row{row}, err
}

// typed is what was typed into a case before its first line, the trash
// included, or a new record.
func (s *Service) typed(ctx context.Context, caseID string) (records.Entry[Typed], error) {
	rows, err := s.store.Records(ctx, records.Query{CaseID: caseID, Kinds: []string{TypedSums().Name}, Trash: true})
	if err != nil || len(rows) == 0 {
		return TypedSums().New(caseID, Typed{}), err
	}
	e, err := TypedSums().Read(rows[0])
	if !e.DeletedAt.IsZero() {
		e.Is = Typed{}
	}
	return e, err
}
