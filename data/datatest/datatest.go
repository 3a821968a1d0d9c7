// Package datatest gives other packages' tests a real workspace.
package datatest

import (
	"sync"
	"testing"
	"time"

	"casefolio/data"
)

// Open makes a workspace in a temporary folder and closes it after the test.
// Its clock is Clock's.
func Open(t testing.TB) *data.Workspace {
	t.Helper()
	w, err := data.Open(t.TempDir(), Clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// Clock starts on 9 November 2026, 22:14 in China and moves on by a second
// with every look.
func Clock() func() time.Time {
	var mu sync.Mutex
	now := time.Date(2026, time.November, 9, 22, 14, 0, 0, time.FixedZone("CST", 8*3600))
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Second)
		return now
	}
}
