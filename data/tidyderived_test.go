package data_test

import (
	"os"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/data/datatest"
)

// What can be made again goes when nobody needs it: pictures of originals that
// are gone, and after a month those that were made for packets.
func TestSweepDerived(t *testing.T) {
	w := datatest.Open(t)
	w.WaitTidy()
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	kept, gone := mustExhibit(t, w, c.ID, "kept").SHA256, mustPut(t, w, "gone").SHA256
	day := 24 * time.Hour
	tests := []struct {
		sum, name string
		age       time.Duration
		stays     bool
	}{
		{kept, "page", 400 * day, true},
		{kept, "page-turn1", 400 * day, true},
		{kept, "page-2", 400 * day, true},
		{kept, "page-w900-q75", 10 * day, true},
		{kept, "page-w800-q75", 40 * day, false},
		{kept, "page-2-turn1-w800-q55-grey", 40 * day, false},
		{gone, "page", 2 * day, false},
		{gone, "thumb", time.Hour, true}, // a capture may be on its way
	}
	for _, test := range tests {
		if err := w.PutDerived(test.sum, test.name, []byte("x")); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-test.age)
		if err := os.Chtimes(w.Derived(test.sum, test.name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Sweep(time.Now().Add(-day)); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		if _, err := os.Stat(w.Derived(test.sum, test.name)); (err == nil) != test.stays {
			t.Errorf("%s after %s: %v", test.name, test.age, err)
		}
	}
}
