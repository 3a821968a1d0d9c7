package app

import (
	"context"

	"casefolio/app/cases"
	"casefolio/app/redact"
)

// Identity is what the order report knows of the buyer of a case.
func (s *Services) Identity(ctx context.Context, c cases.Case) ([]redact.Term, error) {
	order, ok, err := s.Tables.Lookup(ctx, c.Order)
	if err != nil || !ok {
		return nil, err
	}
	return []redact.Term{
		{Kind: redact.Name, Text: order.Buyer}, {Kind: redact.Contact, Text: order.Contact},
		{Kind: redact.Order, Text: order.Number}, {Kind: redact.Order, Text: order.Tracking},
	}, nil
}
