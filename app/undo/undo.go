// Package undo takes back what was done to a case since the program was
// started, and does it again (撤销、重做). It works from the journal: a deed is
// what one transaction wrote there, taking it back is a transaction of its own
// with entries of its own, and those name the deed, so that the journal alone
// tells what counts.
package undo

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"casefolio/app/fault"
)

// The facts by which an entry says that it takes a deed back or does it again.
// Their value is the number of the deed's first entry.
const (
	Undoes = "undoes"
	Redoes = "redoes"
)

// Span is the entries of one transaction, by their numbers in the journal.
type Span struct{ First, Last int64 }

// Entry is a line of the journal.
type Entry struct {
	Seq             int64
	At              time.Time
	Action          string
	CaseID, Subject string
	Facts           map[string]string // nil after an erasure
}

// Deed is something that was done to a case.
type Deed struct {
	Span
	At      time.Time
	Entries []Entry // of all cases that it touched
	Undone  bool
	Is      Span // the transaction that made it what it is now: done, taken back or done again
}

// MadeFrom is the case of which the deed made another; empty where it did not.
func (d Deed) MadeFrom(caseID string) string {
	from, made := "", false
	for _, e := range d.Entries {
		if e.CaseID != caseID {
			from = e.CaseID
		} else if e.Action == created {
			made = true
		}
	}
	if !made {
		return ""
	}
	return from
}

// Order says which deed a transaction takes back or does again.
type Order struct {
	Deed int64 // number of its first entry
	Redo bool
}

// Store is what is needed from the workspace.
type Store interface {
	// Deeds lists what was written about a case since the workspace was opened,
	// one transaction after the other, each with the entries of all its cases.
	Deeds(ctx context.Context, caseID string) ([][]Entry, error)
	// Invert makes undone what a transaction did, as one transaction whose
	// entries carry the order. What has changed since is the fault
	// "undo.changed" and leaves everything as it is.
	Invert(ctx context.Context, span Span, order Order, at time.Time) error
	// OnWritten has fn called after every transaction that wrote into the
	// journal, on whatever goroutine that was. It takes the place of the one
	// before.
	OnWritten(fn func())
}

// Service takes back and does again.
type Service struct {
	store Store
	now   func() time.Time
	one   sync.Mutex // two quick strokes are two deeds
}

// NewService returns a service on store.
func NewService(store Store, now func() time.Time) *Service { return &Service{store: store, now: now} }

// Next is what Undo would take back and what Redo would do again. With kinds it
// is about their records alone: what is about no case is many things.
func (s *Service) Next(ctx context.Context, caseID string, kinds ...string) (undo, redo Deed, err error) {
	written, err := s.store.Deeds(ctx, caseID)
	if err != nil {
		return undo, redo, err
	}
	undo, redo = next(Fold(about(written, kinds)))
	return undo, redo, nil
}

// about leaves what was written about records of some kinds, and erasures.
func about(written [][]Entry, kinds []string) [][]Entry {
	if len(kinds) == 0 {
		return written
	}
	return slices.DeleteFunc(slices.Clone(written), func(entries []Entry) bool {
		return !slices.ContainsFunc(entries, func(e Entry) bool {
			return e.Facts == nil || e.Action == erased || slices.Contains(kinds, e.Facts["kind"])
		})
	})
}

// Undo takes the last deed on a case back that still counts. Without one it is
// the fault "undo.none".
func (s *Service) Undo(ctx context.Context, caseID string, kinds ...string) (Deed, error) {
	return s.turn(ctx, caseID, kinds, false)
}

// Redo does again what was taken back last, as long as nothing else was done
// to the case since. Without such a deed it is the fault "redo.none".
func (s *Service) Redo(ctx context.Context, caseID string, kinds ...string) (Deed, error) {
	return s.turn(ctx, caseID, kinds, true)
}

func (s *Service) turn(ctx context.Context, caseID string, kinds []string, redo bool) (Deed, error) {
	s.one.Lock()
	defer s.one.Unlock()
	d, again, err := s.Next(ctx, caseID, kinds...)
	if err != nil {
		return d, err
	}
	if redo {
		d = again
	}
	if d.First == 0 {
		return d, none(redo)
	}
	return d, s.invert(ctx, caseID, d, redo)
}

func none(redo bool) error {
	if redo {
		return fault.New("redo.none")
	}
	return fault.New("undo.none")
}

// UndoThese takes certain deeds on a case back, by the numbers of their first
// entries, whatever was done beside them since, and returns the first. What
// they changed and was changed again is the fault "undo.changed"; a deed that
// does not count any more, "undo.already".
func (s *Service) UndoThese(ctx context.Context, caseID string, deeds ...int64) (Deed, error) {
	return s.turnThese(ctx, caseID, deeds, false)
}

// RedoThese does certain deeds again that were taken back.
func (s *Service) RedoThese(ctx context.Context, caseID string, deeds ...int64) (Deed, error) {
	return s.turnThese(ctx, caseID, deeds, true)
}

func (s *Service) turnThese(ctx context.Context, caseID string, deeds []int64, redo bool) (is Deed, err error) {
	s.one.Lock()
	defer s.one.Unlock()
	if len(deeds) == 0 {
		return is, none(redo)
	}
	first := deeds[0]
	if deeds = slices.Clone(deeds); !redo {
		slices.Reverse(deeds)
	}
	for _, number := range deeds {
		written, err := s.store.Deeds(ctx, caseID)
		if err != nil {
			return is, err
		}
		all := Fold(written)
		i := slices.IndexFunc(all, func(d Deed) bool { return d.First == number })
		switch {
		case i < 0, all[i].Undone != redo && redo:
			return is, none(redo)
		case all[i].Undone != redo:
			return is, fault.New("undo.already")
		}
		d := all[i]
		if number == first {
			is = d
		}
		if err := s.invert(ctx, caseID, d, redo); err != nil {
			return d, err
		}
	}
	return is, nil
}

func (s *Service) invert(ctx context.Context, caseID string, d Deed, redo bool) error {
	if !redo {
		if err := s.unused(ctx, caseID, d); err != nil {
			return err
		}
	}
	return s.store.Invert(ctx, d.Is, Order{Deed: d.First, Redo: redo}, s.now())
}

// unused refuses to take back another case that a deed made, where something
// was done to that since: it would go into the trash with it.
func (s *Service) unused(ctx context.Context, caseID string, d Deed) error {
	for _, e := range d.Entries {
		if e.Action != created || e.CaseID == caseID {
			continue
		}
		if last, _, err := s.Next(ctx, e.CaseID); err != nil || last.First != d.First {
			return errors.Join(err, fault.New("undo.changed"))
		}
	}
	return nil
}

// Watch has fn called whenever something may have become another deed to take
// back. It must not wait.
func (s *Service) Watch(fn func()) { s.store.OnWritten(fn) }

// Fold makes deeds of what was written, the oldest first. What only tells that
// something was looked at or left the program is no deed. An erasure ends what
// can be taken back: nothing of before is known any more.
func Fold(written [][]Entry) []Deed {
	var deeds []Deed
	for _, entries := range written {
		if len(entries) == 0 {
			continue
		}
		span := Span{entries[0].Seq, entries[len(entries)-1].Seq}
		number, undone, is := order(entries)
		switch {
		case is:
			if i := slices.IndexFunc(deeds, func(d Deed) bool { return d.First == number }); i >= 0 {
				deeds[i].Undone, deeds[i].Is = undone, span
			}
		case slices.ContainsFunc(entries, func(e Entry) bool { return e.Facts == nil || e.Action == erased }):
			deeds = nil
		case slices.ContainsFunc(entries, func(e Entry) bool { return !Passed(e.Action) }):
			// What was taken back before something new was done stays so.
			deeds = slices.DeleteFunc(deeds, func(d Deed) bool { return d.Undone })
			deeds = append(deeds, Deed{Span: span, At: entries[0].At, Entries: entries, Is: span})
		}
	}
	return deeds
}

// order is what a transaction says that it takes back or does again.
func order(entries []Entry) (deed int64, undone, is bool) {
	for _, e := range entries {
		for name, undone := range map[string]bool{Undoes: true, Redoes: false} {
			if n, err := strconv.ParseInt(e.Facts[name], 10, 64); err == nil {
				return n, undone, true
			}
		}
	}
	return 0, false, false
}

// next picks the deed that counts and was done, or done again, last, and the one
// that was taken back last.
func next(deeds []Deed) (undo, redo Deed) {
	for _, d := range deeds {
		switch {
		case d.Undone && d.Is.First > redo.Is.First:
			redo = d
		case !d.Undone && d.Is.First > undo.Is.First:
			undo = d
		}
	}
	return undo, redo
}

// The actions that are known here by their names.
const (
	created = "case.created"
	erased  = "details.erased"
)

// passed are the actions that are not taken back, with the reason.
var passed = map[string]string{
	"phrase.copied":   "the text has left the program with the clipboard",
	"picture.looked":  "it was looked at",
	"chat.chosen":     "it is how a chat was read when it came in, and goes with its exhibit",
	"media.linked":    "it is which files came with a chat, and goes with its exhibit",
	"details.erased":  "what is erased is gone",
	"dossier.written": "the file has been written",
	"packet.written":  "the files have been written",
	"letter.written":  "the file has been written",
}

// Passed tells whether an action is none to take back: it changed nothing that
// the program could change again.
func Passed(action string) bool { return passed[action] != "" }
