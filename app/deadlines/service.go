package deadlines

import (
	"context"
	"errors"
	"slices"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Service counts clocks, keeps what the seller says about them, and gives the
// board of what is due.
type Service struct {
	store   Store
	rules   *Rules
	outside Outside
	sources []Source
	now     func() time.Time

	promises *records.Box[Promise]
	answers  *records.Box[Answer]
	waits    *records.Box[Wait]
	snoozes  *records.Box[Snooze]

	ownStandards *records.Box[Standard]
	ownCalendars *records.Box[HolidayChange]
}

// Outside is what other nouns know.
type Outside interface {
	Hours(ctx context.Context) (ShopHours, error)
	Rules(ctx context.Context) (map[string]Rule, error) // by the id of the programme
}

// NewService returns a service on store; now gives the time in the seller's
// zone.
func NewService(store Store, rules *Rules, outside Outside, sources []Source, now func() time.Time) *Service {
	return &Service{
		store: store, rules: rules, outside: outside, sources: sources, now: now,
		promises: records.NewBox(store, now, PromiseKind), answers: records.NewBox(store, now, AnswerKind),
		waits: records.NewBox(store, now, WaitKind), snoozes: records.NewBox(store, now, SnoozeKind),
		ownStandards: records.NewBox(store, now, StandardKind), ownCalendars: records.NewBox(store, now, CalendarKind),
	}
}

// Case lists the clocks of a case: those that run, the most urgent first, then
// those that are paused, then those that are stopped. Fault: "case.unknown".
func (s *Service) Case(ctx context.Context, caseID string) ([]Item, error) {
	b, err := s.basis(ctx)
	if err != nil {
		return nil, err
	}
	f, err := s.store.DueFacts(ctx, caseID, s.kinds())
	if err != nil {
		return nil, err
	}
	all := b.items(f)
	slices.SortStableFunc(all, order)
	return all, nil
}

// recountAtOnce is how many cases are counted in one transaction: few enough
// that what the seller does meanwhile has not to wait.
const recountAtOnce = 1000

// Sync counts again what has changed since the last time; after a change of
// standards, calendars, rules or the profile that is every case. progress,
// which may be nil, is told how many cases of all are done.
func (s *Service) Sync(ctx context.Context, progress func(done, all int)) (err error) {
	for range basisTries {
		if err = s.sync(ctx, progress); !errors.Is(err, ErrBasis) {
			return err
		}
	}
	return nil // what is still stale is counted the next time
}

// basisTries bounds how often is begun anew because the basis was changed while
// cases were counted.
const basisTries = 3

func (s *Service) sync(ctx context.Context, progress func(done, all int)) error {
	b, err := s.basis(ctx)
	if err != nil {
		return err
	}
	if err := s.store.BaseDue(ctx, b.mark); err != nil {
		return err
	}
	for sum := 0; ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		done, left, err := s.store.RecountDue(ctx, b.mark, recountAtOnce, s.kinds(), b.running)
		if err != nil {
			return err
		}
		sum += done
		if progress != nil && sum > 0 {
			progress(sum, sum+left)
		}
		if left == 0 || done == 0 {
			return nil
		}
	}
}

// running are the items of a case that wait for the seller or for a time.
func (b *basis) running(f Facts) []Item {
	return slices.DeleteFunc(b.items(f), func(i Item) bool { return !i.Running() })
}

// perSection is how many items of a section are listed where nobody says.
const perSection = 50

// refresh is Sync for who only looks: on a full disk the board of before is
// better than none.
func (s *Service) refresh(ctx context.Context) error {
	if err := s.Sync(ctx, nil); !fault.Is(err, "disk.full") {
		return err
	}
	return nil
}

// Today brings the board up to date and returns it.
func (s *Service) Today(ctx context.Context, q Query) (Board, error) {
	if err := s.refresh(ctx); err != nil {
		return Board{}, err
	}
	b := Board{At: s.now()}
	sections := q.Sections
	if len(sections) == 0 {
		sections = Sections()
	}
	for _, section := range sections {
		f := s.filter(b.At, section)
		f.Kinds = q.Kinds
		if f.Limit = q.PerSection; f.Limit <= 0 {
			f.Limit = perSection
		}
		g := Group{Section: section}
		var err error
		if g.Total, err = s.store.CountDue(ctx, f); err != nil {
			return Board{}, err
		}
		if g.Total > 0 {
			if g.Items, err = s.store.DueItems(ctx, f); err != nil {
				return Board{}, err
			}
		}
		b.Groups = append(b.Groups, g)
	}
	return b, nil
}

func (s *Service) filter(now time.Time, section Section) Filter {
	day := DayOf(now)
	return Filter{
		Section: section, Now: now,
		Midnight: wall(day.Add(1), 0, now.Location()), Soon: wall(day.Add(1+SoonDays), 0, now.Location()),
	}
}

// Counts brings the board up to date and counts it.
func (s *Service) Counts(ctx context.Context) (c Counts, err error) {
	if err := s.refresh(ctx); err != nil {
		return c, err
	}
	now := s.now()
	for section, into := range map[Section]*int{
		SectionOverdue: &c.Overdue, SectionToday: &c.Today, SectionSoon: &c.Soon, SectionPromised: &c.Promised,
		SectionWaiting: &c.Waiting, SectionFollowUp: &c.FollowUp, SectionHard: &c.Hard,
	} {
		if *into, err = s.store.CountDue(ctx, s.filter(now, section)); err != nil {
			return c, err
		}
	}
	next, err := s.store.NextDue(ctx, now)
	c.Next = earliest(next, s.filter(now, "").Midnight)
	return c, err
}

// mostFalling is how many items Falling lists.
const mostFalling = 100

// Falling lists the running items whose SendBy or Due lies after from and not
// after to, the earliest first, 100 at most: what is to be told to the seller.
// The board has to be up to date.
func (s *Service) Falling(ctx context.Context, from, to time.Time) ([]Item, error) {
	return s.store.DueItems(ctx, Filter{Now: to, After: from, Until: to, Limit: mostFalling})
}

// Promise keeps that the buyer was told something with a time. Faults:
// "due.text", "due.date".
func (s *Service) Promise(ctx context.Context, caseID string, p Promise) (records.Entry[Promise], error) {
	if p.MadeAt.IsZero() {
		p.MadeAt = s.now()
	}
	return s.promises.Add(ctx, caseID, p)
}

// SavePromise changes a promise, as its words or its time.
func (s *Service) SavePromise(ctx context.Context, e records.Entry[Promise]) (records.Entry[Promise], error) {
	return s.promises.Put(ctx, e)
}

// Promises lists the promises of a case, the oldest first.
func (s *Service) Promises(ctx context.Context, caseID string) ([]records.Entry[Promise], error) {
	return s.promises.List(ctx, caseID)
}

// KeepPromise says that a promise was kept, now. OpenPromise takes that back.
func (s *Service) KeepPromise(ctx context.Context, id string) error {
	return s.promise(ctx, id, func(p *Promise) {
		if p.KeptAt.IsZero() { // not said before
			p.KeptAt, p.BrokenAt = s.now(), time.Time{}
		}
	})
}

// BreakPromise says that a promise was not kept and will not be; a note says
// why. OpenPromise takes that back.
func (s *Service) BreakPromise(ctx context.Context, id, note string) error {
	return s.promise(ctx, id, func(p *Promise) {
		p.KeptAt, p.BrokenAt = time.Time{}, s.now()
		if note != "" {
			p.Note = note
		}
	})
}

// OpenPromise takes back that a promise was kept or broken.
func (s *Service) OpenPromise(ctx context.Context, id string) error {
	return s.promise(ctx, id, func(p *Promise) { p.KeptAt, p.BrokenAt = time.Time{}, time.Time{} })
}

func (s *Service) promise(ctx context.Context, id string, change func(*Promise)) error {
	e, err := s.promises.Get(ctx, id)
	if err != nil {
		return err
	}
	change(&e.Is)
	_, err = s.promises.Put(ctx, e)
	return err
}

// Answered keeps that a reply went to the buyer. A zero time is now.
func (s *Service) Answered(ctx context.Context, caseID string, a Answer) (records.Entry[Answer], error) {
	if a.At.IsZero() {
		a.At = s.now()
	}
	return s.answers.Add(ctx, caseID, a)
}

// Answers lists the replies of a case that were recorded, the oldest first.
func (s *Service) Answers(ctx context.Context, caseID string) ([]records.Entry[Answer], error) {
	return s.answers.List(ctx, caseID)
}

// Wait keeps that somebody is waited for. A wait for the same that is open
// ends with it, as one deed. Faults: "due.wait", "due.date".
func (s *Service) Wait(ctx context.Context, caseID string, w Wait) (records.Entry[Wait], error) {
	now := s.now()
	if w.Since.IsZero() {
		w.Since = now
	}
	fresh := WaitKind.New(caseID, w)
	open, err := s.waits.List(ctx, caseID)
	if err != nil {
		return fresh, err
	}
	row, err := WaitKind.Row(fresh)
	if err != nil {
		return fresh, err
	}
	rows := []records.Row{row}
	for _, e := range open {
		if e.Is.For != w.For || !e.Is.EndedAt.IsZero() {
			continue
		}
		if e.Is.EndedAt = now; now.Before(e.Is.Since) {
			e.Is.EndedAt = e.Is.Since
		}
		if row, err = WaitKind.Row(e); err != nil {
			return fresh, err
		}
		rows = append(rows, row)
	}
	if rows, err = s.store.PutRecords(ctx, now, rows...); err != nil {
		return fresh, err
	}
	return WaitKind.Read(rows[0])
}

// Waits lists what is or was waited for in a case, the oldest first.
func (s *Service) Waits(ctx context.Context, caseID string) ([]records.Entry[Wait], error) {
	return s.waits.List(ctx, caseID)
}

// EndWait says that the waiting is over, now.
func (s *Service) EndWait(ctx context.Context, id string) error {
	return s.wait(ctx, id, func(w *Wait) {
		switch now := s.now(); {
		case !w.EndedAt.IsZero(): // it was said before
		case now.Before(w.Since): // it was to begin later
			w.EndedAt = w.Since
		default:
			w.EndedAt = now
		}
	})
}

// ProlongWait sets when to ask again; the zero time leaves it open.
func (s *Service) ProlongWait(ctx context.Context, id string, until time.Time) error {
	return s.wait(ctx, id, func(w *Wait) { w.Until = until })
}

func (s *Service) wait(ctx context.Context, id string, change func(*Wait)) error {
	e, err := s.waits.Get(ctx, id)
	if err != nil {
		return err
	}
	change(&e.Is)
	_, err = s.waits.Put(ctx, e)
	return err
}

// Snooze keeps an item off the board until a time; the zero time shows it
// again.
func (s *Service) Snooze(ctx context.Context, caseID, key string, until time.Time) error {
	all, err := s.snoozes.List(ctx, caseID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(e records.Entry[Snooze]) bool { return e.Is.Item == key })
	switch {
	case i < 0 && until.IsZero():
		return nil
	case i >= 0 && until.IsZero():
		return s.snoozes.Remove(ctx, all[i].ID)
	case i < 0:
		if key == "" {
			return fault.New("due.item")
		}
		_, err = s.snoozes.Add(ctx, caseID, Snooze{Item: key, Until: until})
		return err
	}
	all[i].Is.Until = until
	_, err = s.snoozes.Put(ctx, all[i])
	return err
}
