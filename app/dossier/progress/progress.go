// Package progress tells how far the making of a dossier is. The teller
// travels in the context, so that the work asks for nothing more than it
// already has; who does not care leaves it out.
package progress

import "context"

// Step is a part of the work.
type Step string

// The steps, in their order. A summary may set its text several times.
const (
	Exhibits  Step = "exhibits"  // exhibits read
	Blocks    Step = "blocks"    // parts of the text set into lines
	Sheets    Step = "sheets"    // pages laid out
	Pictures  Step = "pictures"  // pictures taken into the file
	Pages     Step = "pages"     // pages written
	Originals Step = "originals" // originals attached
	Search    Step = "search"    // the file searched, where it leaves the house
)

// Steps are all of them.
func Steps() []Step { return []Step{Exhibits, Blocks, Sheets, Pictures, Pages, Originals, Search} }

// Teller is told that done of total things of a step are made. It is called by
// the goroutine that does the work, often, and must be quick.
type Teller func(step Step, done, total int)

type key struct{}

// With returns a context whose work tells to.
func With(ctx context.Context, to Teller) context.Context {
	return context.WithValue(ctx, key{}, to)
}

// Tell hands on how far the work is, where somebody wants to know.
func Tell(ctx context.Context, step Step, done, total int) {
	if to, ok := ctx.Value(key{}).(Teller); ok && to != nil {
		to(step, done, total)
	}
}
