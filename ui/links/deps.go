// Package links shows what other cases have to do with one: as a section beside
// a case, and as a line below the form while a case is typed. It ties cases,
// merges and splits them.
package links

import (
	"context"
	"encoding/json"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/links"
	"casefolio/app/money"
	"casefolio/app/records"
	"casefolio/ui/kit"
)

// Links keeps the ties of cases.
type Links interface {
	List(ctx context.Context, caseID string) ([]records.Entry[links.Link], error)
	Tie(ctx context.Context, a, b links.Case, kind links.Tie, note string) error
	Untie(ctx context.Context, id string) error
	Merge(ctx context.Context, into, from string) error
	Split(ctx context.Context, from string, p links.Part) (string, error)
}

// Cases finds cases.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
	List(ctx context.Context, q cases.Query) (cases.Page, error)
}

// Exhibits lists the evidence of a case.
type Exhibits interface {
	List(ctx context.Context, caseID string) ([]evidence.Exhibit, error)
}

// Deps is what the section and the line need: the line Shell, Lists and Repeats
// alone. Repeats finds what other cases have in common with one, which may not
// be filed yet. Changed is told of a case that was changed.
type Deps struct {
	Shell    kit.Shell
	Lists    *cases.Lists
	Links    Links
	Cases    Cases
	Evidence Exhibits
	Repeats  func(ctx context.Context, c cases.Case) ([]links.Repeat, error)
	Changed  func(caseID string)
}

// Sentence says in plain words what an entry of the journal about a tie means.
func Sentence(action string, _, is json.RawMessage) string {
	var l links.Link
	if json.Unmarshal(is, &l) != nil || l.Number == "" {
		return ""
	}
	key := "links.journal." + string(l.Kind)
	switch {
	case action == "record.removed":
		key = "links.journal.untied"
	case l.Away && (l.Kind == links.Merged || l.Kind == links.Split):
		key += ".away"
	}
	if !kit.Has(key) {
		key = "links.journal.tied"
	}
	return kit.T(key, "number", l.Number, "tie", tieName(l))
}

// tieName is what the other case is to this one.
func tieName(l links.Link) string {
	key := "links.tie." + string(l.Kind)
	if l.Away {
		key += ".away"
	}
	if !kit.Has(key) {
		return string(l.Kind)
	}
	return kit.T(key)
}

// sums writes one sum for each currency.
func sums(all []money.Amount) string {
	text := ""
	for _, a := range all {
		if text != "" {
			text += kit.T("links.plus")
		}
		text += a.String()
	}
	return text
}
