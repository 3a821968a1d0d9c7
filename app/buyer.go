package app

import (
	"context"
	"slices"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/links"
	"casefolio/app/replies/check"
)

// mostBuyerCases is how many other cases of a buyer are looked at, the newest of
// the surest.
const mostBuyerCases = 12

// toldElsewhere is what the buyer of a case was told in their other cases. Of an
// order of its own that is settled nothing counts any more: what was given there
// binds nobody here.
func (f replyFiler) toldElsewhere(ctx context.Context, c cases.Case) (all []check.Said, err error) {
	others, err := f.sameBuyer(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		exhibits, err := f.Evidence.List(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		messages, err := f.messages(ctx, exhibits)
		if err != nil {
			return nil, err
		}
		said, err := f.told(ctx, o.ID, messages)
		if err != nil {
			return nil, err
		}
		for _, s := range said {
			if s.Channel != "" {
				s.Channel = " · " + s.Channel
			}
			s.Channel = o.Number + s.Channel
			all = append(all, s)
		}
	}
	return all, nil
}

// sameBuyer are the other cases of the buyer, as the history of a case finds them:
// by the order, the contact, or the name on the same platform. Of one name with
// another contact each is somebody else.
func (f replyFiler) sameBuyer(ctx context.Context, c cases.Case) (all []cases.Case, err error) {
	look := c
	look.SKU = "" // who bought the same has heard nothing of this
	found, err := f.Repeats(ctx, look)
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		for _, seen := range r.Cases {
			if len(all) == mostBuyerCases {
				return all, nil
			}
			if slices.ContainsFunc(all, func(o cases.Case) bool { return o.ID == seen.CaseID }) {
				continue
			}
			o, err := f.Cases.Get(ctx, seen.CaseID)
			if err != nil {
				return nil, err
			}
			other := func(a, b string) bool { return a != "" && b != "" && !strings.EqualFold(a, b) }
			if r.By == links.ByName && other(o.Contact, c.Contact) || o.Stage == cases.Archive && other(o.Order, c.Order) {
				continue
			}
			all = append(all, o)
		}
	}
	return all, nil
}
