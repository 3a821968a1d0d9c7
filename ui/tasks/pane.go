// Package tasks is the pane of a case that holds what is to be done, why it
// came about, and how the buyer was visited afterwards.
package tasks

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/records"
	"casefolio/app/tasks"
	"casefolio/ui/kit"
)

// Tasks keeps tasks, the cause and the visits of a case.
type Tasks interface {
	Sheet(ctx context.Context, caseID string) (tasks.Sheet, error)
	Roots() *tasks.Roots
	Owners(ctx context.Context) ([]string, error)
	Add(ctx context.Context, caseID string, t tasks.Task) (tasks.TaskEntry, error)
	Change(ctx context.Context, e tasks.TaskEntry) (tasks.TaskEntry, error)
	Done(ctx context.Context, id string, done bool) (tasks.TaskEntry, error)
	Remove(ctx context.Context, id string) error
	Restore(ctx context.Context, id string) error
	SetCause(ctx context.Context, caseID string, c tasks.Cause) (tasks.CauseEntry, error)
	PutVisit(ctx context.Context, caseID string, e tasks.VisitEntry) (tasks.VisitEntry, error)
	RemoveVisit(ctx context.Context, id string) error
	RestoreVisit(ctx context.Context, id string) error
}

// Promises keeps what the buyer was told with a time.
type Promises interface {
	Promises(ctx context.Context, caseID string) ([]records.Entry[deadlines.Promise], error)
	KeepPromise(ctx context.Context, id string) error
	OpenPromise(ctx context.Context, id string) error
}

// Cases reads a case.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Steps takes a case up again when the buyer says that it is not solved.
type Steps interface {
	Move(ctx context.Context, caseID string, to cases.Stage, reason string) (cases.Case, error)
}

// Deps is what the pane needs. Promises may be nil. Changed is told after every
// change of a case; it may be nil. Now gives the time in the seller's zone.
type Deps struct {
	Shell    kit.Shell
	Cases    Cases
	Tasks    Tasks
	Promises Promises
	Steps    Steps
	Lists    *cases.Lists
	Now      func() time.Time
	Changed  func(caseID string)
}

// Pane shows tasks, cause and visits of one case.
type Pane struct {
	deps     Deps
	c        cases.Case
	writable bool
	state    state
	scroll   *kit.Scroller
	entry    *quickEntry // stays while the case does, with what is typed in it
	cause    *causeForm  // likewise
	allRoots bool        // also root causes of other categories
}

// state is all that is shown of a case.
type state struct {
	c        cases.Case
	sheet    tasks.Sheet
	promises []records.Entry[deadlines.Promise]
	owners   []string
}

var _ kit.CasePane = (*Pane)(nil)

// NewPane returns an empty pane.
func NewPane(deps Deps) *Pane { return &Pane{deps: deps, scroll: kit.NewScroller(kit.VBox(0))} }

// Content implements kit.CasePane.
func (p *Pane) Content() fyne.CanvasObject { return p.scroll }

// slot is the pane's place among the window's tasks.
const slot = "tasks/pane"

// Show implements kit.CasePane. What was shown of the same case stays until the
// new state is read.
func (p *Pane) Show(c cases.Case, writable bool) {
	stay := c.ID == p.c.ID && writable == p.writable
	p.c, p.writable = c, writable
	if !stay {
		p.entry, p.cause, p.allRoots = nil, nil, false
		p.scroll.SetContent(kit.VBox(0), false)
	}
	if c.ID == "" {
		p.deps.Shell.Tasks().Cancel(slot)
		return
	}
	kit.Run(p.deps.Shell.Tasks(), slot, func(ctx context.Context) (state, error) {
		return p.deps.load(ctx, c.ID)
	}, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.state, p.c = s, s.c
		p.fill(stay)
	})
}

func (d Deps) load(ctx context.Context, caseID string) (s state, err error) {
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	if s.sheet, err = d.Tasks.Sheet(ctx, caseID); err != nil {
		return s, err
	}
	if d.Promises != nil {
		if s.promises, err = d.Promises.Promises(ctx, caseID); err != nil {
			return s, err
		}
	}
	s.owners, err = d.Tasks.Owners(ctx)
	return s, err
}

func (p *Pane) fill(stay bool) {
	box := kit.VBox(22, p.tasks(), p.why(), p.visits())
	p.scroll.SetContent(kit.Pad(box, 12, 14, 18, 2), stay)
}

// did says what was done, with a way back, and shows what it has made of the
// case.
func (p *Pane) did(caseID, words string, undo func(ctx context.Context) error) {
	p.deps.Shell.Toast(words, kit.Action{Label: kit.T("tasks.undo"), Do: func() {
		p.run(caseID, undo, func() { p.changed(caseID) })
	}})
	p.changed(caseID)
}

// changed reads the case anew where it is still the one that is shown. The page
// does so itself where it is told.
func (p *Pane) changed(caseID string) {
	if p.c.ID == caseID {
		p.Show(p.c, p.writable)
	}
	if p.deps.Changed != nil {
		p.deps.Changed(caseID)
	}
}

// run does a deed; done is for its success.
func (p *Pane) run(caseID string, deed func(ctx context.Context) error, done func()) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, deed(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.changed(caseID)
			return
		}
		done()
	})
}

// stamp writes an instant in the seller's zone.
func (p *Pane) stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.deps.Now().Location()).Format(kit.StampLayout)
}
