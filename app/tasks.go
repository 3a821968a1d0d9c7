package app

import (
	"context"
	"io/fs"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/app/tasks"
)

// joinTasks reads the root causes and joins tasks, causes and visits with cases.
func (s *Services) joinTasks(files fs.FS) error {
	roots, err := tasks.LoadRoots(files)
	s.Tasks = tasks.NewService(s.store, taskFiler{s.store, s.Cases, s.Now}, roots, s.Now)
	return err
}

// taskFiler joins tasks with the case that they belong to.
type taskFiler struct {
	store caseRecordStore
	cases *cases.Service
	now   func() time.Time
}

var _ tasks.Filer = taskFiler{}

// TaskFacts implements tasks.Filer.
func (f taskFiler) TaskFacts(ctx context.Context, ref string) (tasks.Facts, error) {
	c, err := f.cases.Get(ctx, ref)
	return tasks.Facts{
		CaseID: c.ID, Responsibility: c.Responsibility, Revision: c.Revision,
		Flat: tasks.Flat{FollowUp: c.FollowUp, Satisfaction: c.Satisfaction, FollowedUp: c.FollowedUp},
	}, err
}

// FileTasks implements tasks.Filer.
func (f taskFiler) FileTasks(ctx context.Context, is tasks.Facts, rows ...records.Row) ([]records.Row, error) {
	c, err := f.cases.Get(ctx, is.CaseID)
	if err != nil {
		return nil, err
	}
	if !c.DeletedAt.IsZero() {
		return nil, fault.New("task.trashed", "number", c.Number)
	}
	c.Responsibility, c.FollowUp, c.Satisfaction, c.FollowedUp = is.Responsibility, is.FollowUp, is.Satisfaction, is.FollowedUp
	c.Revision, c.UpdatedAt = is.Revision, f.now()
	if is.TakeUp != "" && c.Stage.Index() > cases.Resolution.Index() {
		return f.store.MoveCaseWith(ctx, c, cases.StageMove{
			CaseID: c.ID, From: c.Stage, To: cases.Resolution, Reason: is.TakeUp, At: c.UpdatedAt,
		}, rows...)
	}
	_, kept, err := f.store.UpdateCaseWith(ctx, c, rows...)
	return kept, err
}
