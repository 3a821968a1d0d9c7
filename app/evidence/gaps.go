package evidence

import (
	"slices"
	"sort"
	"time"
)

// Gap is a time without news between two events that follow each other.
type Gap struct {
	From, To Event
	Length   time.Duration
}

// Sorted returns events from the oldest to the newest. Events of the same
// instant keep the order in which they happened, which is the reverse of the
// source's where the source begins with the newest. An undated event stays
// behind the one that it stood beside.
func Sorted(events []Event) []Event {
	read := len(events)
	for read > 0 && events[read-1].Own { // the seller's own lines stand last
		read--
	}
	list := make([]Event, len(events))
	copy(list, events)
	if newestFirst(events[:read]) {
		list = list[:read]
		for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
			list[i], list[j] = list[j], list[i]
		}
		list = append(list, events[read:]...)
	}
	at := make(map[int]time.Time, len(list))
	var last time.Time
	for _, e := range list {
		if !e.At.IsZero() {
			last = e.At
		}
		at[e.Seq] = last
	}
	sort.SliceStable(list, func(i, j int) bool { return at[list[i].Seq].Before(at[list[j].Seq]) })
	return list
}

func newestFirst(events []Event) bool {
	var first, last time.Time
	for _, e := range events {
		if e.At.IsZero() {
			continue
		}
		if first.IsZero() {
			first = e.At
		}
		last = e.At
	}
	return last.Before(first)
}

// Gaps returns the times of at least min between neighbouring dated events of
// the carrier, in the order of time.
func Gaps(events []Event, min time.Duration) []Gap {
	var gaps []Gap
	var last Event
	for _, e := range Sorted(events) {
		if e.At.IsZero() || e.Own {
			continue
		}
		if length := e.At.Sub(last.At); !last.At.IsZero() && length >= min {
			gaps = append(gaps, Gap{From: last, To: e, Length: length})
		}
		last = e
	}
	return gaps
}

// StalledFor is how long ago the newest event is; zero once the parcel reached
// an end (delivered, or back with the sender) or when nothing is dated.
func StalledFor(events []Event, now time.Time) time.Duration {
	var last Event
	for _, e := range Sorted(events) {
		if !e.At.IsZero() && !e.Own {
			last = e
		}
	}
	if last.At.IsZero() || last.At.After(now) || IsEnd(last.Milestone) {
		return 0
	}
	return now.Sub(last.At)
}

// IsEnd tells whether silence after a milestone means nothing.
func IsEnd(milestone string) bool {
	return MainMilestone(milestone) == "delivered" || milestone == "exception.returned"
}

// Ended tells whether a parcel has arrived or is back, by the last of its events
// that says where it is: carriers write remarks behind it. Events are oldest
// first.
func Ended(sorted []Event) bool {
	for _, e := range slices.Backward(sorted) {
		if e.Milestone != "" && !e.Own {
			return IsEnd(e.Milestone)
		}
	}
	return false
}
