// Package tasks is the pane of a case that holds what is to be done, why it
// came about, and how the buyer was visited afterwards.
package tasks

import (
	"context"
	"time"

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
	SetCause(ctx context.Context, caseID string, c tasks.Cause) (tasks.CauseEntry, error)
	TakeUp(ctx context.Context, caseID string, e tasks.VisitEntry, reason string) (tasks.VisitEntry, error)
	RemoveVisit(ctx context.Context, id string) error
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

// Deps is what the pane needs. Promises may be nil. Changed is told after every
// change of a case; it may be nil. Now gives the time in the seller's zone.
type Deps struct {
	Shell    kit.Shell
	Cases    Cases
	Tasks    Tasks
	Promises Promises
	Lists    *cases.Lists
	Now      func() time.Time
	Changed  func(caseID string)
}

// Pane shows tasks, cause and visits of one case.
type Pane struct {
	*kit.CaseBody[state]
	deps     Deps
	state    state
	entry    *quickEntry // stays while the case does, with what is typed in it
	cause    *causeForm  // likewise
	allRoots bool        // also root causes of other categories

	drafts map[string]*quickEntry // entries of other cases that hold something, by case
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
func NewPane(deps Deps) *Pane {
	p := &Pane{deps: deps, drafts: map[string]*quickEntry{}}
	p.CaseBody = kit.NewCaseBody(deps.Shell, kit.CaseParts[state]{
		Slot: "tasks/pane", Read: deps.load, Changed: deps.Changed,
		Leave: func(stay bool) {
			if !stay {
				p.putAside()
				p.cause, p.allRoots = nil, false
			}
		},
		Fill: func(s state, stay bool) {
			p.state, p.Case = s, s.c
			p.fill(stay)
		},
	})
	return p
}

// putAside keeps a task that is typed and not kept until the case is shown again.
func (p *Pane) putAside() {
	delete(p.drafts, p.Case.ID)
	if p.entry != nil && !(p.entry.blank() && p.entry.quick.Clean()) {
		p.drafts[p.Case.ID] = p.entry
	}
	p.entry = nil
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
	p.Scroll.SetContent(kit.Pad(box, 12, 14, 18, 2), stay)
}

// stamp writes an instant in the seller's zone.
func (p *Pane) stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.deps.Now().Location()).Format(kit.StampLayout)
}
