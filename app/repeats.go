package app

import (
	"context"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/links"
)

// Repeats finds cases about the same order, buyer or product as one, which may
// be one that is only being typed, the surest first.
func (s *Services) Repeats(ctx context.Context, c cases.Case) ([]links.Repeat, error) {
	return s.store.Repeats(ctx, links.Look{
		Except: c.ID, Order: strings.TrimSpace(c.Order), Contact: strings.TrimSpace(c.Contact),
		Customer: strings.TrimSpace(c.Customer), Platform: strings.TrimSpace(c.Platform), SKU: strings.TrimSpace(c.SKU),
	})
}
