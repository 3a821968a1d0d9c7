package evidence

import (
	"context"
	"errors"
	"strings"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// Result is what became of many files.
type Result struct {
	In        []evidence.Exhibit // came in, or came back from the removed ones
	Known     []evidence.Added   // the case had the same bytes
	Elsewhere []evidence.Added   // came in, and other cases have the same bytes
	Failed    []evidence.Added
	Stopped   int // the seller stopped before their turn came
}

// Outcome sorts what became of many files.
func Outcome(added []evidence.Added) (o Result) {
	seen := map[string]bool{}
	for _, a := range added {
		switch {
		case errors.Is(a.Err, context.Canceled):
			o.Stopped++
		case a.Err != nil:
			o.Failed = append(o.Failed, a)
		case a.Known:
			o.Known = append(o.Known, a)
		case !seen[a.Exhibit.ID]:
			seen[a.Exhibit.ID] = true
			o.In = append(o.In, a.Exhibit)
			if len(a.Elsewhere) > 0 {
				o.Elsewhere = append(o.Elsewhere, a)
			}
		}
	}
	return o
}

// text says all but what failed. It is empty where nothing else happened.
func (o Result) text() string {
	var parts []string
	if len(o.In) > 0 {
		parts = append(parts, addedText(o.In))
	}
	switch {
	case len(o.Known) == 1:
		parts = append(parts, sameText(o.Known[0]))
	case len(o.Known) > 1:
		parts = append(parts, kit.T("viewer.same.here", "count", kit.Count(len(o.Known))))
	}
	switch {
	case len(o.Elsewhere) == 1:
		parts = append(parts, sameText(o.Elsewhere[0]))
	case len(o.Elsewhere) > 1:
		parts = append(parts, kit.T("viewer.same.elsewhere", "count", kit.Count(len(o.Elsewhere))))
	}
	if o.Stopped > 0 {
		parts = append(parts, kit.T("viewer.stopped", "count", kit.Count(o.Stopped)))
	}
	return strings.Join(parts, kit.T("viewer.between"))
}

// sameText says where the bytes of a file are already.
func sameText(a evidence.Added) string {
	if a.Known {
		return kit.T("viewer.same.one", "label", a.Exhibit.Label())
	}
	places := make([]string, len(a.Elsewhere))
	for i, t := range a.Elsewhere {
		places[i] = t.CaseNumber + " " + t.Label()
	}
	return kit.T("viewer.same.other", "places", strings.Join(places[:min(len(places), 3)], ", "))
}
