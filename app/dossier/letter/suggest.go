package letter

import (
	"context"
	"slices"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/programmes"
)

// Suggestion is a template that may fit a case. Lacks are the pieces of
// evidence that it rests on and that no exhibit is linked to.
type Suggestion struct {
	Template Template
	Fits     bool // it is about what the case is about
	Lacks    []string
}

// Suggest lists the templates for a kind of recipient: one of Recipients, a
// kind of packets (network, processor, authority), or "" for all. Those that
// are about what the case is about come first, of them those that lack least.
func (s *Service) Suggest(ctx context.Context, caseRef, recipientKind string) ([]Suggestion, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	linked, err := s.from.Programmes.Linked(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	ready, err := s.from.Programmes.Readiness(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	var out []Suggestion
	for _, t := range s.library.Templates {
		if !t.For(recipientKind) {
			continue
		}
		one := Suggestion{Template: t, Fits: s.about(t, c, ready.Programme.Topics)}
		for _, need := range t.Rests {
			if !slices.ContainsFunc(strings.Split(need, "|"), func(key string) bool { return len(linked[key]) > 0 }) {
				one.Lacks = append(one.Lacks, need)
			}
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b Suggestion) int { return a.rank() - b.rank() })
	return out, nil
}

func (s Suggestion) rank() int {
	rank := len(s.Lacks)
	if !s.Fits {
		rank += 100
	}
	return rank
}

// For tells whether letters of the template go to a kind of recipient, as
// Suggest names them.
func (t Template) For(recipientKind string) bool {
	return recipientKind == "" || recipientKind == "own" || slices.Contains(written(recipientKind), t.To)
}

// written are the recipients of templates that serve a kind of recipient.
func written(kind string) []string {
	switch kind {
	case "network", "processor", ToBank, ToPlatform:
		return []string{ToPlatform, ToBank}
	case "authority":
		return []string{ToCustoms, ToPlatform}
	}
	return []string{kind}
}

// about tells whether a template is about what a case is about: by its
// category, or by the programme that the seller chose.
func (s *Service) about(t Template, c cases.Case, chosen []string) bool {
	categories := t.Categories
	if len(categories) == 0 {
		if slices.Contains(chosen, t.Topic) {
			return true
		}
		rules := s.from.Programmes.Rules()
		if i := slices.IndexFunc(rules.Topics, func(k programmes.Topic) bool { return k.ID == t.Topic }); i >= 0 {
			categories = rules.Topics[i].Categories
		}
	}
	if c.Category == "" {
		return false
	}
	return slices.ContainsFunc(categories, func(id string) bool {
		return id == c.Category || strings.HasPrefix(c.Category, id+".") || strings.HasPrefix(id, c.Category+".")
	})
}
