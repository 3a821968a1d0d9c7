package progress

import (
	"context"
	"sync"
)

// Each does n things, so many at a time, and tells of each. It ends with the
// first error, or with that of the context.
func Each(ctx context.Context, step Step, atATime, n int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		wait       sync.WaitGroup
		mu         sync.Mutex
		next, done int
	)
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1
	}
	for range min(atATime, n) {
		wait.Go(func() {
			for i := take(); i < n && ctx.Err() == nil; i = take() {
				if err := do(ctx, i); err != nil {
					cancel(err)
					return
				}
				mu.Lock()
				done++
				Tell(ctx, step, done, n)
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	return context.Cause(ctx)
}
