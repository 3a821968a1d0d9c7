package links

import (
	"strconv"

	"casefolio/app/cases"
	"casefolio/app/links"
	"casefolio/ui/kit"
)

// repeatText says how many cases there were, how the last one ended and what
// all of them cost.
func (d Deps) repeatText(r links.Repeat) string {
	text := kit.T("links.repeat."+string(r.By), "count", strconv.Itoa(r.Total))
	last := r.Cases[0]
	end := joined(cases.Name(d.Lists.Remedies, last.Remedy, kit.Language()), last.Cost.String())
	if last.Satisfaction > 0 {
		end = joined(end, kit.T("links.repeat.score", "score", strconv.Itoa(last.Satisfaction), "most", strconv.Itoa(cases.MostSatisfied)))
	}
	if end == "" {
		end = cases.Name(d.Lists.Stages, last.Stage, kit.Language())
	}
	text += kit.T("links.repeat.last", "number", last.Number, "end", end)
	if costs := sums(r.Costs); costs != "" && r.Total > 1 {
		text += kit.T("links.repeat.costs", "sum", costs)
	}
	return text
}
