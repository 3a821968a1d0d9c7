package sample_test

import (
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/tasks"
)

// tasksAreThere holds the sample against what the panes are to show: something
// done, something open, a cause that is listed, a visit with a next one.
func tasksAreThere(t *testing.T, s *app.Services) {
	t.Helper()
	done, open, causes, next := 0, 0, 0, 0
	for _, c := range all(t, s, cases.All) {
		sheet, err := s.Tasks.Sheet(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		open += sheet.Open()
		done += len(sheet.Tasks) - sheet.Open()
		if _, listed := s.Tasks.Roots().Find(sheet.Cause.Is.Root); listed && sheet.Cause.Is.Valid == tasks.Yes {
			causes++
			if sheet.Cause.Is.Responsibility != c.Responsibility {
				t.Errorf("%s: %q caused it, and %q is responsible", c.Customer, sheet.Cause.Is.Responsibility, c.Responsibility)
			}
		}
		if v, ok := sheet.Latest(); ok && v.Is.Next.After(s.Now()) {
			next++
		}
	}
	if done < 2 || open < 2 || causes < 2 || next < 1 {
		t.Errorf("done %d, open %d, causes %d, next visits %d", done, open, causes, next)
	}
}
