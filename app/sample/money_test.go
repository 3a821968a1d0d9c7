package sample_test

import (
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
)

// moneyAddsUp: outcomes say what the lines of the sample come to.
func moneyAddsUp(t *testing.T, s *app.Services) {
	t.Helper()
	counted, over := 0, 0
	for _, c := range all(t, s, cases.All) {
		book, err := s.Ledger.Book(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if book.Behind() {
			t.Errorf("%s says %v %v, its lines %+v", c.Number, c.Cost, c.Recovered, book.Sums)
		}
		if book.Sums.CostCounted {
			counted++
		}
		track, err := s.Returns.Track(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if track.Over {
			over++
		}
	}
	if counted < 2 || over < 1 {
		t.Errorf("%d cases with lines, %d with a return", counted, over)
	}
}
