package readiness

import (
	"cmp"
	"strings"
	"time"
	"unicode"

	"casefolio/app/evidence"
	"casefolio/app/programmes"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// nameOf is party and programme on one line.
func nameOf(p programmes.Programme) string { return oneLine(p.Title()) }

// fullName is nameOf with the reason.
func fullName(p programmes.Programme) string {
	if r := oneLine(p.ReasonIn(kit.Language())); r != "" {
		return nameOf(p) + " · " + r
	}
	return nameOf(p)
}

// SlotName names a piece of evidence by its key, as the journal keeps it.
func SlotName(p Programmes, key string) string {
	if strings.HasPrefix(key, programmes.OwnPrefix) {
		return kit.T("readiness.own_evidence")
	}
	return oneLine(p.Rules().Label(programmes.Item{Key: key}, kit.Language()))
}

// ProgrammeName names a programme by its id, as the journal keeps it; own is
// the name of one that the seller added.
func ProgrammeName(p Programmes, id, own string) string {
	if shipped, ok := p.Shipped(id); ok {
		return fullName(shipped)
	}
	return oneLine(cmp.Or(own, id))
}

// stoppedText says since when the clock of a programme stands, and by what; it is
// empty while the clock runs.
func stoppedText(c programmes.Choice, zone *time.Location) string {
	if !c.Stopped() {
		return ""
	}
	return kit.T("readiness.stopped", "time", c.AnsweredAt.In(zone).Format(kit.StampLayout), "recipient", oneLine(c.AnsweredTo))
}

// periodText writes a period in words.
func periodText(p programmes.Period, counting programmes.Counting) string {
	days := "readiness.days"
	if counting == programmes.Business {
		days = "readiness.days.business"
	}
	var parts []string
	for _, unit := range []struct {
		n   int
		key string
	}{{p.Years, "readiness.years"}, {p.Months, "readiness.months"}, {p.Days, days}, {p.Hours, "readiness.hours"}} {
		if unit.n > 0 {
			parts = append(parts, kit.T(unit.key, "count", kit.Count(unit.n)))
		}
	}
	return strings.Join(parts, " ")
}

// exhibitText names an exhibit on a chip.
func exhibitText(e programmes.Exhibit, most int) string {
	kind := uievidence.KindText(evidence.Kind(e.Kind))
	title := shortened(oneLine(cmp.Or(e.Title, e.Parcel, e.FileName)), most)
	if title == "" {
		return kit.T("readiness.exhibit.untitled", "label", e.Label(), "kind", kind)
	}
	return kit.T("readiness.exhibit", "label", e.Label(), "kind", kind, "title", title)
}

// shortened is the beginning of a line, at most n characters long.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return strings.TrimSpace(string(runes[:n])) + "…"
	}
	return s
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
