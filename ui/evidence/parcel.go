package evidence

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

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
	for _, g := range evidence.Gaps(events, evidence.LongSilence) {
		quiet[g.From.Seq] = g.Length
	}
	sorted := evidence.Sorted(events)
	ended := evidence.Ended(sorted)
	slices.Reverse(sorted)
	steps := make([]Step, len(sorted))
	for i, e := range sorted {
		steps[i] = Step{Event: e}
		if !evidence.IsEnd(e.Milestone) {
			steps[i].Quiet = quiet[e.Seq]
		}
	}
	if stalled := evidence.StalledFor(events, now); stalled >= evidence.LongSilence && !ended {
		for i := range steps {
			if !steps[i].At.IsZero() && !steps[i].Own {
				steps[i].Quiet, steps[i].Open = stalled, true
				break
			}
		}
	}
	return steps
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
		return e.At.Format(day+" 15:04") + " (" + offsetText(e.At) + ")"
	}
	return e.At.Format(day + " 15:04")
}

// timeLines writes when an event happened: as the carrier stated it, whose clock
// that is, and the clocks of the seller and the buyer where they differ.
func timeLines(e evidence.Event, zones kit.Zones) string {
	if e.At.IsZero() {
		return kit.T("viewer.undated")
	}
	if e.DateOnly {
		return e.At.Format(time.DateOnly)
	}
	lines := []string{e.At.Format(kit.StampLayout)}
	offset := offsetText(e.At)
	switch {
	case e.ZoneKnown:
		lines = append(lines, offset)
	case e.PlaceZone:
		lines = append(lines, kit.T("track.clock.place", "offset", offset))
	default:
		lines = append(lines, kit.T("track.clock.assumed", "offset", offset))
	}
	_, own := e.At.Zone()
	for _, other := range []struct {
		key  string
		zone *time.Location
	}{{"track.clock.seller", zones.Seller}, {"track.clock.buyer", zones.Buyer}} {
		if other.zone == nil {
			continue
		}
		at := e.At.In(other.zone)
		if _, seconds := at.Zone(); seconds != own {
			layout := "15:04"
			if at.YearDay() != e.At.YearDay() {
				layout = "01-02 15:04"
			}
			lines = append(lines, kit.T(other.key, "time", at.Format(layout)))
		}
	}
	return strings.Join(lines, "\n")
}

// offsetText writes the zone of t: "UTC+8", "UTC+5:30".
func offsetText(t time.Time) string {
	_, seconds := t.Zone()
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	text := "UTC" + sign + strconv.Itoa(seconds/3600)
	if minutes := seconds % 3600 / 60; minutes > 0 {
		text += ":" + strconv.Itoa(100 + minutes)[1:]
	}
	return text
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

// eventText is what an event says, with what the seller did to it below.
func eventText(e evidence.Event) string {
	text := printable(e.Text)
	switch {
	case e.Own:
		text += "\n" + kit.T("track.own")
	case e.Was != nil:
		text += "\n" + kit.T("track.was", "value", wasText(e))
	}
	return text
}

// EventLine is what an event says on one line, marked where the carrier did not
// write it.
func EventLine(e evidence.Event) string {
	if e.Own {
		return kit.T("track.own.brief", "text", printable(e.Text))
	}
	return printable(e.Text)
}

// wasText names what was read where the seller corrected it.
func wasText(e evidence.Event) string {
	var parts []string
	was := e.Was
	if !was.At.Equal(e.At) || was.DateOnly != e.DateOnly {
		parts = append(parts, TimeText(*was, time.Time{}, false))
	}
	if was.Place != e.Place {
		parts = append(parts, orNone(printable(was.Place)))
	}
	if was.Milestone != e.Milestone {
		parts = append(parts, orNone(MilestoneText(was.Milestone)))
	}
	return strings.Join(parts, " · ")
}

func orNone(s string) string {
	if s == "" {
		return kit.T("track.none")
	}
	return s
}
