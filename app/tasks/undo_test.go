package tasks_test

import (
	"testing"

	"casefolio/app/tasks"
)

// A cause and a visit change the case with them, and are taken back as one.
func TestUndoTakesTheCaseBack(t *testing.T) {
	s, c := open(t)
	ctx := t.Context()
	_, err := s.Tasks.SetCause(ctx, c.ID, tasks.Cause{Root: "carrier_lost", Responsibility: "carrier", Valid: tasks.Yes})
	must(t, err)
	_, err = s.Tasks.PutVisit(ctx, c.ID, tasks.VisitEntry{Is: tasks.Visit{Score: 4, Said: "fine"}})
	must(t, err)
	for range 2 {
		_, err = s.Undo.Undo(ctx, c.ID)
		must(t, err)
	}
	is, err := s.Cases.Get(ctx, c.ID)
	must(t, err)
	sheet, err := s.Tasks.Sheet(ctx, c.ID)
	must(t, err)
	if is.Responsibility != "" || is.Satisfaction != 0 || is.FollowUp != "" || sheet.Cause.ID != "" || len(sheet.Visits) != 0 {
		t.Errorf("%+v\n%+v", is, sheet)
	}
	for range 2 {
		_, err = s.Undo.Redo(ctx, c.ID)
		must(t, err)
	}
	if is, err = s.Cases.Get(ctx, c.ID); err != nil || is.Responsibility != "carrier" || is.Satisfaction != 4 || is.FollowUp != "fine" {
		t.Errorf("%+v %v", is, err)
	}
}
