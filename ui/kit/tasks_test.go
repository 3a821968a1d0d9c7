package kit_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"casefolio/ui/kit"
)

// shown collects what was shown, from any goroutine: the test driver runs
// fyne.Do where it is called.
type shown struct {
	mu   sync.Mutex
	all  []int
	errs []error
	done chan struct{}
}

func newShown() *shown { return &shown{done: make(chan struct{}, 1000)} }

func (s *shown) show(v int, err error) {
	s.mu.Lock()
	s.all, s.errs = append(s.all, v), append(s.errs, err)
	s.mu.Unlock()
	s.done <- struct{}{}
}

func (s *shown) wait(t *testing.T) {
	t.Helper()
	select {
	case <-s.done:
	case <-time.After(5 * time.Second):
		t.Fatal("nothing was shown")
	}
}

func (s *shown) values() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]int{}, s.all...)
}

func TestNewerRunDropsOlder(t *testing.T) {
	test.NewTempApp(t)
	tasks := kit.NewTasks(false)
	defer tasks.Stop()
	s := newShown()
	var cancelled atomic.Int32
	for i := 1; i <= 50; i++ {
		kit.Run(tasks, "search", func(ctx context.Context) (int, error) {
			if i < 50 {
				<-ctx.Done() // an older run must be told to stop
				cancelled.Add(1)
			}
			return i, nil
		}, s.show)
	}
	s.wait(t)
	tasks.Stop()
	if got := s.values(); len(got) != 1 || got[0] != 50 {
		t.Errorf("shown %v, want only the newest", got)
	}
	if n := cancelled.Load(); n != 49 {
		t.Errorf("%d older runs were cancelled, want 49", n)
	}
}

func TestRunsWithoutSlotAreIndependent(t *testing.T) {
	test.NewTempApp(t)
	tasks := kit.NewTasks(false)
	defer tasks.Stop()
	s := newShown()
	for i := range 20 {
		kit.Run(tasks, "", func(context.Context) (int, error) { return i, nil }, s.show)
	}
	for range 20 {
		s.wait(t)
	}
}

func TestCancelDropsTheResult(t *testing.T) {
	test.NewTempApp(t)
	tasks := kit.NewTasks(false)
	s := newShown()
	begun := make(chan struct{})
	kit.Run(tasks, "verify", func(ctx context.Context) (int, error) {
		close(begun)
		<-ctx.Done()
		return 1, ctx.Err()
	}, s.show)
	<-begun
	if !tasks.Busy("verify") {
		t.Error("a run under way is not busy")
	}
	tasks.Cancel("verify")
	if tasks.Busy("verify") {
		t.Error("a cancelled run is busy")
	}
	tasks.Stop()
	if got := s.values(); len(got) != 0 {
		t.Errorf("shown %v after a cancel", got)
	}
}

func TestStopLetsShortWorkEnd(t *testing.T) {
	test.NewTempApp(t)
	tasks := kit.NewTasks(false)
	var saved atomic.Bool
	kit.Run(tasks, "", func(ctx context.Context) (int, error) {
		time.Sleep(50 * time.Millisecond)
		if ctx.Err() == nil {
			saved.Store(true)
		}
		return 0, nil
	}, func(int, error) { t.Error("shown after Stop") })
	tasks.Stop()
	if !saved.Load() {
		t.Error("a draft that was being saved was cut off")
	}
	kit.Run(tasks, "", func(context.Context) (int, error) {
		t.Error("work was begun after Stop")
		return 0, nil
	}, func(int, error) {})
}

func TestPanicBecomesAnError(t *testing.T) {
	test.NewTempApp(t)
	for _, inline := range []bool{true, false} {
		tasks := kit.NewTasks(inline)
		s := newShown()
		kit.Run(tasks, "x", func(context.Context) (int, error) { panic("boom") }, s.show)
		s.wait(t)
		tasks.Stop()
		if s.errs[0] == nil {
			t.Error("the panic was lost")
		}
	}
}

func TestInlineRunsAtOnce(t *testing.T) {
	tasks := kit.NewTasks(true)
	want := errors.New("no")
	var got error
	kit.Run(tasks, "x", func(context.Context) (int, error) {
		inner := 0
		kit.Run(tasks, "y", func(context.Context) (int, error) { return 7, nil }, func(v int, _ error) { inner = v })
		if inner != 7 {
			t.Error("a run inside a run did not end")
		}
		return 0, want
	}, func(_ int, err error) { got = err })
	if !errors.Is(got, want) {
		t.Errorf("got %v", got)
	}
}

// What changes something runs in the order in which it was asked for, and none is
// dropped, however long the earlier ones take.
func TestChangesRunInOrder(t *testing.T) {
	test.NewTempApp(t)
	tasks := kit.NewTasks(false)
	defer tasks.Stop()
	s := newShown()
	var ran []int
	for i := range 8 {
		kit.RunInOrder(tasks, func(context.Context) (int, error) {
			time.Sleep(time.Duration(8-i) * time.Millisecond)
			ran = append(ran, i) // the race detector would see two at once
			return i, nil
		}, s.show)
	}
	for range 8 {
		s.wait(t)
	}
	want := []int{0, 1, 2, 3, 4, 5, 6, 7}
	if !slices.Equal(ran, want) || !slices.Equal(s.values(), want) {
		t.Errorf("ran %v, shown %v", ran, s.values())
	}
}

// Stop lets what still waits for its turn end, too.
func TestStopLetsChangesEnd(t *testing.T) {
	test.NewTempApp(t)
	tasks := kit.NewTasks(false)
	var ran atomic.Int32
	for range 5 {
		kit.RunInOrder(tasks, func(context.Context) (int, error) {
			time.Sleep(20 * time.Millisecond)
			ran.Add(1)
			return 0, nil
		}, func(int, error) {})
	}
	tasks.Stop()
	if n := ran.Load(); n != 5 {
		t.Errorf("%d of 5 changes were kept", n)
	}
}
