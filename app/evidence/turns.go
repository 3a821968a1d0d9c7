package evidence

import "context"

// Decoded pictures fill the memory. Two small ones may be in it at a time, which
// uses what a machine has; a large one is alone.
const (
	turnSlots  = 2
	smallPhoto = 16_000_000 // pixels
)

// turns are taken before a picture is decoded.
type turns struct {
	slots chan struct{}
	alone chan struct{} // held while a large one gathers slots, so that two do not wait for each other
}

func newTurns() turns {
	return turns{slots: make(chan struct{}, turnSlots), alone: make(chan struct{}, 1)}
}

// take waits for the turn of a picture of so many pixels, 0 where they are not
// known; done gives it back. The error is the context's.
func (t turns) take(ctx context.Context, pixels int) (done func(), err error) {
	n := turnSlots
	if pixels > 0 && pixels <= smallPhoto {
		n = 1
	}
	if n > 1 {
		select {
		case t.alone <- struct{}{}:
			defer func() { <-t.alone }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	for got := range n {
		select {
		case t.slots <- struct{}{}:
		case <-ctx.Done():
			t.give(got)
			return nil, ctx.Err()
		}
	}
	return func() { t.give(n) }, nil
}

func (t turns) give(n int) {
	for range n {
		<-t.slots
	}
}
