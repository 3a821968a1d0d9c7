package data

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/undo"
)

// Deeds lists what was written about a case since the workspace was opened.
func (w *Workspace) Deeds(ctx context.Context, caseID string) ([][]undo.Entry, error) {
	start := w.done.start()
	if start == 0 {
		return nil, nil
	}
	entries, err := list(ctx, w.reader, scanEntry, selectEntries+`WHERE j.case_id = ? AND j.seq >= ? ORDER BY j.seq`, caseID, start)
	if err != nil {
		return nil, err
	}
	var deeds [][]undo.Entry
	for i := 0; i < len(entries); {
		span, ok := w.done.of(entries[i].Seq)
		if !ok { // written this very moment
			i++
			continue
		}
		n := 0
		for i+n < len(entries) && entries[i+n].Seq <= span.Last {
			n++
		}
		own := entries[i : i+n]
		if i += n; int64(n) <= span.Last-span.First { // it touched another case, too
			own, err = list(ctx, w.reader, scanEntry, selectEntries+`WHERE j.seq BETWEEN ? AND ? ORDER BY j.seq`, span.First, span.Last)
			if err != nil {
				return nil, err
			}
		}
		deed := make([]undo.Entry, len(own))
		for i, e := range own {
			deed[i] = undoEntry(e)
		}
		deeds = append(deeds, deed)
	}
	return deeds, nil
}

// undoEntry is an entry as taking back sees it; one that cannot be read counts
// as erased.
func undoEntry(e journal.Entry) undo.Entry {
	facts, err := e.Facts()
	if err != nil {
		facts = nil
	}
	return undo.Entry{Seq: e.Seq, At: e.At, Action: e.Action, CaseID: e.CaseID, Subject: e.Subject, Facts: facts}
}

// step is one entry that is made undone.
type step struct {
	undo.Entry
	before map[string]string // what the journal says of its row before it; nil: there was none
	first  time.Time         // when the journal first names the subject
}

// old is what the entry says of a fact before it.
func (s step) old(fact string) string { return s.Facts[fact+".old"] }

// Invert takes back or does again what the entries of a span did, the last
// first.
func (w *Workspace) Invert(ctx context.Context, span undo.Span, order undo.Order, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		t.order = order
		steps, err := t.steps(span)
		if err != nil {
			return err
		}
		for _, s := range slices.Backward(steps) {
			invert, ok := inverses[s.Action]
			if !ok {
				continue
			}
			if err := invert(t, s); err != nil {
				return err
			}
		}
		if t.span.First == 0 { // nothing of it is there any more
			return fault.New("undo.changed")
		}
		return nil
	})
}

// steps reads the entries of a span with what was before each. Where something
// that they changed is no longer as they left it the fault is "undo.changed".
func (t *tx) steps(span undo.Span) ([]step, error) {
	entries, err := list(t.ctx, t, scanEntry, selectEntries+`WHERE j.seq BETWEEN ? AND ? ORDER BY j.seq`, span.First, span.Last)
	if err != nil {
		return nil, err
	}
	steps := make([]step, len(entries))
	done := map[string]bool{}
	for i, e := range entries {
		steps[i].Entry = undoEntry(e)
	}
	for _, e := range entries {
		if done[e.CaseID] {
			continue
		}
		done[e.CaseID] = true
		if err := t.playSteps(e.CaseID, span, steps); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// playSteps plays the journal of a case and notes at each of its steps what was
// before.
func (t *tx) playSteps(caseID string, span undo.Span, steps []step) error {
	all, err := list(t.ctx, t, scanEntry, selectEntries+`WHERE j.case_id = ? ORDER BY j.seq`, caseID)
	if err != nil {
		return err
	}
	touched := map[string]bool{}
	for _, s := range steps {
		if s.CaseID == caseID && !undo.Passed(s.Action) {
			touched[rowOf(s.Entry)] = true
		}
	}
	told := told{rows: map[string]map[string]string{}}
	first := map[string]time.Time{}
	var before, after map[string]map[string]string
	for _, e := range all {
		if e.Seq >= span.First && before == nil {
			before = copyRows(told.rows, touched)
		}
		if e.Seq > span.Last && after == nil {
			after = copyRows(told.rows, touched)
		}
		entry := undoEntry(e)
		if entry.Facts == nil {
			return fault.New("undo.erased")
		}
		if _, seen := first[e.Subject]; !seen {
			first[e.Subject] = e.At
		}
		if i := e.Seq - span.First; i >= 0 && e.Seq <= span.Last {
			steps[i].before, steps[i].first = maps.Clone(told.rows[rowOf(entry)]), first[e.Subject]
		}
		told.play(e, entry.Facts)
	}
	if after != nil && !unchanged(before, after, told.rows, touched) {
		return fault.New("undo.changed")
	}
	return nil
}

// rowOf is the row that an entry changes.
func rowOf(e undo.Entry) string {
	if e.Action == "stage.moved" {
		return e.CaseID
	}
	return e.Subject
}

func copyRows(rows map[string]map[string]string, ids map[string]bool) map[string]map[string]string {
	out := map[string]map[string]string{}
	for id := range ids {
		if row, ok := rows[id]; ok {
			out[id] = maps.Clone(row)
		}
	}
	return out
}

// unchanged tells whether all that differs between before and after is now as
// it was after.
func unchanged(before, after, now map[string]map[string]string, ids map[string]bool) bool {
	for id := range ids {
		was, wasThere := before[id]
		left, leftThere := after[id]
		is, isThere := now[id]
		if wasThere != leftThere && isThere != leftThere {
			return false
		}
		for _, row := range []map[string]string{was, left} {
			for fact := range row {
				if !beside(fact) && was[fact] != left[fact] && is[fact] != left[fact] {
					return false
				}
			}
		}
	}
	return true
}

// beside tells whether a fact only stands beside what an entry records, for who
// reads it.
func beside(fact string) bool {
	switch fact {
	case undo.Undoes, undo.Redoes, "fields", "label", "labels", "answer_labels", "count":
		return true
	}
	return strings.HasSuffix(fact, ".old")
}
