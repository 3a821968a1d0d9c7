package tasks_test

import (
	"testing"

	"casefolio/app/cases"
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

// A visit by which a case is taken up again is one deed with its way back to the
// remedies.
func TestNotSolvedIsOneDeed(t *testing.T) {
	s, c := open(t)
	ctx := t.Context()
	_, err := s.Cases.Move(ctx, c.ID, cases.FollowUp, "")
	must(t, err)
	_, err = s.Tasks.TakeUp(ctx, c.ID, tasks.VisitEntry{Is: tasks.Visit{Solved: tasks.No, Score: 1, Reopened: true}}, "not solved")
	must(t, err)
	is := func(want cases.Stage, score, visits int) {
		t.Helper()
		got, err := s.Cases.Get(ctx, c.ID)
		must(t, err)
		sheet, err := s.Tasks.Sheet(ctx, c.ID)
		must(t, err)
		if got.Stage != want || got.Satisfaction != score || len(sheet.Visits) != visits {
			t.Errorf("%s %d %d", got.Stage, got.Satisfaction, len(sheet.Visits))
		}
	}
	is(cases.Resolution, 1, 1)
	_, err = s.Undo.Undo(ctx, c.ID)
	must(t, err)
	is(cases.FollowUp, 0, 0)
	_, err = s.Undo.Redo(ctx, c.ID)
	must(t, err)
	is(cases.Resolution, 1, 1)
	moves, err := s.Cases.Moves(ctx, c.ID)
	must(t, err)
	if len(moves) == 0 || moves[len(moves)-1].To != cases.Resolution {
		t.Error(moves)
	}
	if report, err := s.Journal.Verify(ctx, nil); err != nil || !report.OK {
		t.Error(report, err)
	}
	// It stays where it is when it is not past the remedies.
	_, err = s.Tasks.TakeUp(ctx, c.ID, tasks.VisitEntry{Is: tasks.Visit{Solved: tasks.No, Reopened: true}}, "not solved")
	must(t, err)
	is(cases.Resolution, 1, 2)
}
