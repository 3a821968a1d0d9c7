package data

import (
	"cmp"
	"slices"
	"sync"

	"casefolio/app/undo"
)

// done is what was written since the workspace was opened: which entries of the
// journal belong together, and readings that others took the place of. It is
// what taking back needs beside the journal, and ends with the program.
type done struct {
	mu    sync.Mutex
	spans []undo.Span
	were  map[wasAt]readingWas
	order []wasAt // of were, the oldest first
	tell  func()
}

// wasAt is the change that took the place of a reading: its first entry, and
// the exhibit.
type wasAt struct {
	first   int64
	exhibit string
}

// mostReadings bounds how many readings are kept: a long chat has some
// megabytes.
const mostReadings = 20

// keep remembers a change that was made.
func (d *done) keep(t *tx) {
	if t.span.First == 0 {
		return
	}
	if tell := d.remember(t); tell != nil {
		tell()
	}
}

func (d *done) remember(t *tx) (tell func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i, _ := slices.BinarySearchFunc(d.spans, t.span.First, byFirst)
	d.spans = slices.Insert(d.spans, i, t.span)
	if d.were == nil {
		d.were = map[wasAt]readingWas{}
	}
	for exhibit, was := range t.were {
		at := wasAt{t.span.First, exhibit}
		d.were[at] = was
		d.order = append(d.order, at)
	}
	for len(d.order) > mostReadings {
		delete(d.were, d.order[0])
		d.order = d.order[1:]
	}
	return d.tell
}

// OnWritten has fn called after every change that the journal tells of.
func (w *Workspace) OnWritten(fn func()) {
	w.done.mu.Lock()
	defer w.done.mu.Unlock()
	w.done.tell = fn
}

func byFirst(s undo.Span, first int64) int { return cmp.Compare(s.First, first) }

// start is the first entry since the opening; 0 where there is none.
func (d *done) start() int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.spans) == 0 {
		return 0
	}
	return d.spans[0].First
}

// of is the change that wrote an entry.
func (d *done) of(seq int64) (undo.Span, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i, exact := slices.BinarySearchFunc(d.spans, seq, byFirst)
	if !exact {
		i--
	}
	if i < 0 || d.spans[i].Last < seq {
		return undo.Span{}, false
	}
	return d.spans[i], true
}

// was is the reading of an exhibit that the one of a change took the place of.
func (d *done) was(first int64, exhibit string) (readingWas, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r, ok := d.were[wasAt{first, exhibit}]
	return r, ok
}
