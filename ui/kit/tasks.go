package kit

import (
	"context"
	"fmt"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Tasks is the one door for background work. Work runs off the window's
// thread; its result is shown on it.
type Tasks struct {
	inline bool
	root   context.Context
	stop   context.CancelFunc
	work   sync.WaitGroup

	mu    sync.Mutex
	slots map[string]*task
	over  bool

	last chan struct{} // closed when the last of what runs in order has ended; of the window's thread
}

// task is one run; a run without a slot is in no map.
type task struct {
	ctx    context.Context
	cancel context.CancelFunc
	slot   string
}

// How long Stop waits for work to end by itself, and then for work to heed its
// cancelled context.
const (
	stopGrace = 8 * time.Second
	stopWait  = 10 * time.Second
)

// NewTasks returns a runner. With sync, work runs at once and on the caller's
// goroutine, for tests.
func NewTasks(sync bool) *Tasks {
	root, stop := context.WithCancel(context.Background())
	return &Tasks{inline: sync, root: root, stop: stop, slots: map[string]*task{}}
}

// Inline tells whether work runs at once, as in tests.
func (t *Tasks) Inline() bool { return t.inline }

// Run does work off the window's thread and hands its result to show on it.
// Call it from the window's thread. A newer run in the same slot cancels the
// older and drops its result; runs in the slot "" are independent. show is not
// called for a run that was cancelled or dropped. A panic in work becomes an
// error.
func Run[T any](t *Tasks, slot string, work func(ctx context.Context) (T, error), show func(T, error)) {
	r := t.begin(slot)
	if r == nil {
		return
	}
	if t.inline {
		v, err := guard(r.ctx, work)
		t.work.Done()
		if t.finish(r) {
			show(v, err)
		}
		return
	}
	go func() {
		v, err := guard(r.ctx, work)
		t.work.Done()
		fyne.Do(func() {
			if t.finish(r) {
				show(v, err)
			}
		})
	}()
}

// RunInOrder is Run for what changes something: one runs after the other, in the
// order of the calls, and a later one never cancels an earlier.
func RunInOrder[T any](t *Tasks, work func(ctx context.Context) (T, error), show func(T, error)) {
	if t.inline {
		Run(t, "", work, show)
		return
	}
	r := t.begin("")
	if r == nil {
		return
	}
	before, ended := t.last, make(chan struct{})
	t.last = ended
	go func() {
		if before != nil {
			<-before
		}
		v, err := guard(r.ctx, work)
		t.work.Done()
		fyne.Do(func() {
			if t.finish(r) {
				show(v, err)
			}
		})
		close(ended)
	}()
}

// begin registers a run, or returns nil after Stop.
func (t *Tasks) begin(slot string) *task {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.over {
		return nil
	}
	if old := t.slots[slot]; old != nil {
		old.cancel()
	}
	r := &task{slot: slot}
	r.ctx, r.cancel = context.WithCancel(t.root)
	if slot != "" {
		t.slots[slot] = r
	}
	t.work.Add(1)
	return r
}

// finish ends a run and tells whether its result is still wanted.
func (t *Tasks) finish(r *task) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	wanted := r.ctx.Err() == nil && !t.over
	r.cancel()
	if t.slots[r.slot] == r {
		delete(t.slots, r.slot)
	}
	return wanted
}

// Cancel ends the run in slot; its result is dropped.
func (t *Tasks) Cancel(slot string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if r := t.slots[slot]; r != nil {
		r.cancel()
		delete(t.slots, slot)
	}
}

// Busy tells whether a run is under way in slot.
func (t *Tasks) Busy(slot string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.slots[slot] != nil
}

// Stop refuses new runs, gives those under way some seconds to end, as keeping
// a photo that was just dropped needs them, then cancels them and waits for them to let go of what they
// use. No results are shown any more.
func (t *Tasks) Stop() {
	t.mu.Lock()
	was := t.over
	t.over = true
	t.mu.Unlock()
	if was {
		return
	}
	ended := make(chan struct{})
	go func() {
		t.work.Wait()
		close(ended)
	}()
	wait(ended, stopGrace)
	t.stop()
	wait(ended, stopWait)
}

func wait(ended <-chan struct{}, most time.Duration) {
	select {
	case <-ended:
	case <-time.After(most):
	}
}

func guard[T any](ctx context.Context, work func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in background work: %v", p)
		}
	}()
	return work(ctx)
}
