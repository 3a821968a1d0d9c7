package evidence

import (
	"slices"
	"strconv"
	"time"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// longSilence is how long a parcel may be quiet before the seller should see
// it. Cross-border parcels often rest over a weekend; five days is no longer one.
const longSilence = 5 * 24 * time.Hour

// Step is one event of a parcel with the silence after it: Quiet is zero for a
// short one; Open tells that it lasts until today.
type Step struct {
	evidence.Event
	Quiet time.Duration
	Open  bool
}

// Steps puts the events of a tracking record newest first and finds the long
// silences.
func Steps(events []evidence.Event, now time.Time) []Step {
	quiet := map[int]time.Duration{}
	for _, g := range evidence.Gaps(events, longSilence) {
		quiet[g.From.Seq] = g.Length
	}
	sorted := evidence.Sorted(events)
	slices.Reverse(sorted)
	steps := make([]Step, len(sorted))
	for i, e := range sorted {
		steps[i] = Step{Event: e}
		if !isEnd(e.Milestone) {
			steps[i].Quiet = quiet[e.Seq]
		}
	}
	if stalled := evidence.StalledFor(events, now); stalled >= longSilence && !ended(sorted) {
		for i := range steps {
			if !steps[i].At.IsZero() {
				steps[i].Quiet, steps[i].Open = stalled, true
				break
			}
		}
	}
	return steps
}

// ended tells whether a parcel has arrived or is back, by the newest of its
// events that says where it is: carriers write remarks behind the last one.
func ended(newestFirst []evidence.Event) bool {
	for _, e := range newestFirst {
		if e.Milestone != "" {
			return isEnd(e.Milestone)
		}
	}
	return false
}

// isEnd tells whether silence after a milestone means nothing.
func isEnd(milestone string) bool {
	return evidence.MainMilestone(milestone) == "delivered" || milestone == "exception.returned"
}

// QuietText says how long nothing happened, or is empty.
func (s Step) QuietText() string {
	if s.Quiet == 0 {
		return ""
	}
	return kit.T("viewer.gap", "days", strconv.Itoa(int(s.Quiet/(24*time.Hour))))
}

// TimeText writes when an event happened as the carrier stated it: its own
// wall clock, with the offset where one was stated. brief leaves out the year
// of now.
func TimeText(e evidence.Event, now time.Time, brief bool) string {
	day := time.DateOnly
	if brief && e.At.Year() == now.Year() {
		day = "01-02"
	}
	switch {
	case e.At.IsZero():
		return kit.T("viewer.undated")
	case e.DateOnly:
		return e.At.Format(day)
	case e.ZoneKnown && !brief:
		return e.At.Format(day + " 15:04 (UTC-7)")
	}
	return e.At.Format(day + " 15:04")
}

// MilestoneText names a milestone, or is empty for an unknown one.
func MilestoneText(id string) string {
	if key := "milestone." + id; id != "" && kit.Has(key) {
		return kit.T(key)
	}
	return ""
}

// MilestoneTone is the tone of a milestone's badge.
func MilestoneTone(id string) kit.Tone {
	switch evidence.MainMilestone(id) {
	case "delivered":
		return kit.ToneGood
	case "failed_attempt", "exception", "expired":
		return kit.ToneLate
	}
	return kit.ToneNeutral
}
