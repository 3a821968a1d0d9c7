package tasks

import (
	"context"
	"slices"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Facts is what is read of a case, and what is kept with its records as one deed.
type Facts struct {
	CaseID         string
	Responsibility string
	Flat
	Revision int64  // of the case when it was read
	TakeUp   string // why the case goes back to where a remedy is found; empty: it does not
}

// Filer joins the records with the case that they belong to.
type Filer interface {
	// TaskFacts reads a case by its id or number.
	TaskFacts(ctx context.Context, ref string) (Facts, error)
	// FileTasks keeps facts and rows as one deed, and with it takes the case up
	// again where the facts say so and it is past that. A case that is not any more what
	// it was when f was read is the fault "case.changed", one in the trash
	// "task.trashed".
	FileTasks(ctx context.Context, f Facts, rows ...records.Row) ([]records.Row, error)
}

// Service keeps tasks, causes and visits.
type Service struct {
	store  records.Store
	filer  Filer
	roots  *Roots
	tasks  *records.Box[Task]
	causes *records.Box[Cause]
	visits *records.Box[Visit]
	now    func() time.Time
}

// NewService returns a service on store; now gives the time in the seller's zone.
func NewService(store records.Store, filer Filer, roots *Roots, now func() time.Time) *Service {
	return &Service{
		store: store, filer: filer, roots: roots, now: now, tasks: records.NewBox(store, now, Tasks()),
		causes: records.NewBox(store, now, Causes()), visits: records.NewBox(store, now, Visits()),
	}
}

// Roots are the root causes that can be chosen.
func (s *Service) Roots() *Roots { return s.roots }

// Sheet is all of it of one case.
type Sheet struct {
	Tasks  []TaskEntry  // as Sorted has them
	Cause  CauseEntry   // without an id where nothing is said
	Visits []VisitEntry // the oldest first
}

// Open is how many tasks are not done.
func (s Sheet) Open() (n int) {
	for _, t := range s.Tasks {
		if !t.Is.Done() {
			n++
		}
	}
	return n
}

// Latest is the last visit; false where there was none.
func (s Sheet) Latest() (VisitEntry, bool) {
	if len(s.Visits) == 0 {
		return VisitEntry{}, false
	}
	return s.Visits[len(s.Visits)-1], true
}

// Sheet reads all of it of a case.
func (s *Service) Sheet(ctx context.Context, caseID string) (Sheet, error) {
	rows, err := s.store.Records(ctx, records.Query{CaseID: caseID, Kinds: []string{TaskKind, CauseKind, VisitKind}})
	if err != nil {
		return Sheet{}, err
	}
	return s.read(caseID, rows)
}

func (s *Service) read(caseID string, rows []records.Row) (sheet Sheet, err error) {
	sheet.Cause = s.causes.New(caseID, Cause{})
	for _, r := range rows {
		switch r.Kind {
		case TaskKind:
			var e TaskEntry
			e, err = s.tasks.Read(r)
			sheet.Tasks = append(sheet.Tasks, e)
		case CauseKind:
			sheet.Cause, err = s.causes.Read(r)
		case VisitKind:
			var e VisitEntry
			e, err = s.visits.Read(r)
			sheet.Visits = append(sheet.Visits, e)
		}
		if err != nil {
			return sheet, err
		}
	}
	sheet.Tasks, sheet.Visits = Sorted(sheet.Tasks), byTime(sheet.Visits)
	return sheet, nil
}

// Open are the tasks of all cases outside the trash that are not done, as Sorted
// has them.
func (s *Service) Open(ctx context.Context) ([]TaskEntry, error) {
	all, err := s.tasks.All(ctx)
	return Sorted(slices.DeleteFunc(all, func(e TaskEntry) bool { return e.Is.Done() })), err
}

// Task is the task with an id, also in the trash.
func (s *Service) Task(ctx context.Context, id string) (TaskEntry, error) {
	return s.tasks.Get(ctx, id)
}

// Add keeps a new task.
func (s *Service) Add(ctx context.Context, caseID string, t Task) (TaskEntry, error) {
	return s.tasks.Add(ctx, caseID, t)
}

// Change keeps another state of a task that was read.
func (s *Service) Change(ctx context.Context, e TaskEntry) (TaskEntry, error) {
	return s.tasks.Put(ctx, e)
}

// Done says that a task is done now, or that it is open again. What is so
// already stays.
func (s *Service) Done(ctx context.Context, id string, done bool) (TaskEntry, error) {
	e, err := s.tasks.Get(ctx, id)
	if err != nil || e.Is.Done() == done {
		return e, err
	}
	e.Is.DoneAt = time.Time{}
	if done {
		e.Is.DoneAt = s.now()
	}
	return s.tasks.Put(ctx, e)
}

// Remove puts a task into the trash; Restore takes it out again.
func (s *Service) Remove(ctx context.Context, id string) error { return s.tasks.Remove(ctx, id) }

// Restore takes a task out of the trash.
func (s *Service) Restore(ctx context.Context, id string) error { return s.tasks.Restore(ctx, id) }

// mostOwners bounds how many owners are offered.
const mostOwners = 12

// Owners are those who have tasks, the latest named first.
func (s *Service) Owners(ctx context.Context) ([]string, error) {
	all, err := s.tasks.All(ctx)
	var owners []string
	slices.SortStableFunc(all, func(a, b TaskEntry) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	for _, e := range all {
		if e.Is.Owner != "" && !slices.Contains(owners, e.Is.Owner) && len(owners) < mostOwners {
			owners = append(owners, e.Is.Owner)
		}
	}
	return owners, err
}

// SetCause says what caused a case, and with it who is responsible, as one deed.
// An empty cause is taken away.
func (s *Service) SetCause(ctx context.Context, caseID string, c Cause) (CauseEntry, error) {
	kept, err := s.deed(ctx, caseID, func(f Facts, sheet Sheet) (Facts, []records.Row, error) {
		f.Responsibility = strings.TrimSpace(c.Responsibility)
		e := sheet.Cause
		switch {
		case !c.Empty():
			e.Is = c
		case e.ID == "":
			return f, nil, nil
		default:
			e.DeletedAt = s.now()
		}
		row, err := s.causes.Row(e)
		return f, []records.Row{row}, err
	})
	if err != nil || len(kept) == 0 {
		return CauseEntry{Is: c}, err
	}
	return s.causes.Read(kept[0])
}

// PutVisit keeps a visit, a new one without an id or one that was read and
// changed. A missing time becomes now. The case follows it as one deed.
func (s *Service) PutVisit(ctx context.Context, caseID string, e VisitEntry) (VisitEntry, error) {
	return s.TakeUp(ctx, caseID, e, "")
}

// TakeUp keeps a visit that shows that a case is not solved, and with the reason
// takes the case back to where a remedy is found, as one deed.
func (s *Service) TakeUp(ctx context.Context, caseID string, e VisitEntry, reason string) (VisitEntry, error) {
	if e.Is.At.IsZero() {
		e.Is.At = s.now()
	}
	kept, err := s.deed(ctx, caseID, func(f Facts, sheet Sheet) (Facts, []records.Row, error) {
		e.CaseID, e.Kind, f.TakeUp = f.CaseID, VisitKind, reason
		return s.follow(f, sheet, e)
	})
	if err != nil {
		return e, err
	}
	return s.visits.Read(kept[0])
}

// RemoveVisit puts a visit into the trash; RestoreVisit takes it out again. The
// case follows, and with the last visit what was typed before the first comes
// back.
func (s *Service) RemoveVisit(ctx context.Context, id string) error { return s.binVisit(ctx, id, true) }

// RestoreVisit takes a visit out of the trash.
func (s *Service) RestoreVisit(ctx context.Context, id string) error {
	return s.binVisit(ctx, id, false)
}

func (s *Service) binVisit(ctx context.Context, id string, in bool) error {
	e, err := s.visits.Get(ctx, id)
	if err != nil || e.DeletedAt.IsZero() != in {
		return err
	}
	e.DeletedAt = time.Time{}
	if in {
		e.DeletedAt = s.now()
	}
	_, err = s.deed(ctx, e.CaseID, func(f Facts, sheet Sheet) (Facts, []records.Row, error) {
		return s.follow(f, sheet, e)
	})
	return err
}

// follow lets the facts follow the visits once e is kept, and what was typed into
// the case since. What the case said before the first visit travels with every
// visit, so that any may be the last that is removed.
func (s *Service) follow(f Facts, sheet Sheet, e VisitEntry) (Facts, []records.Row, error) {
	before := f.Flat
	if len(sheet.Visits) > 0 {
		before = *sheet.Visits[0].Is.typedBefore()
	}
	e.Is.Typed = &before
	row, err := s.visits.Row(e)
	if err != nil {
		return f, nil, err
	}
	if e, err = s.visits.Read(row); err != nil { // as it was tidied
		return f, nil, err
	}
	visits := slices.DeleteFunc(slices.Clone(sheet.Visits), func(x VisitEntry) bool { return e.ID != "" && x.ID == e.ID })
	if e.DeletedAt.IsZero() {
		visits = append(visits, e)
	}
	f.Flat = f.since(sheet.Visits, e).over(flat(visits, before))
	return f, []records.Row{row}, nil
}

// tries is how often a deed is begun anew because the case was changed beside.
const tries = 3

// deed keeps rows and what the case says with them.
func (s *Service) deed(ctx context.Context, ref string, change func(Facts, Sheet) (Facts, []records.Row, error)) (kept []records.Row, err error) {
	for range tries {
		if kept, err = s.tryDeed(ctx, ref, change); !fault.Is(err, "case.changed") {
			break
		}
	}
	return kept, err
}

func (s *Service) tryDeed(ctx context.Context, ref string, change func(Facts, Sheet) (Facts, []records.Row, error)) ([]records.Row, error) {
	f, err := s.filer.TaskFacts(ctx, ref)
	if err != nil {
		return nil, err
	}
	sheet, err := s.Sheet(ctx, f.CaseID)
	if err != nil {
		return nil, err
	}
	f, rows, err := change(f, sheet)
	if err != nil {
		return nil, err
	}
	return s.filer.FileTasks(ctx, f, rows...)
}
