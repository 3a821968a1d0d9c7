package undo

import (
	"context"
	"slices"
	"sync"
)

// Mark gathers the deeds of one piece of work, by the numbers of their first
// entries, so that just those can be taken back.
type Mark struct {
	mu    sync.Mutex
	deeds []int64
}

// Deeds are those that were done so far, the first first.
func (m *Mark) Deeds() []int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.deeds)
}

type markKey struct{}

// Marked returns a context whose work is gathered.
func Marked(ctx context.Context) (context.Context, *Mark) {
	m := &Mark{}
	return context.WithValue(ctx, markKey{}, m), m
}

// Wrote notes a transaction in the mark of its context. The store calls it once
// the transaction stands.
func Wrote(ctx context.Context, span Span) {
	m, ok := ctx.Value(markKey{}).(*Mark)
	if !ok || span.First == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.deeds = append(m.deeds, span.First)
}
