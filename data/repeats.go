package data

import (
	"context"
	"strings"

	"casefolio/app/links"
	"casefolio/app/money"
)

// Repeats finds what other cases outside the trash have in common with one, the
// surest first. What finds none is left out.
func (w *Workspace) Repeats(ctx context.Context, look links.Look) ([]links.Repeat, error) {
	var out []links.Repeat
	for _, by := range []struct {
		by    links.By
		where string
		args  []any
	}{
		{links.ByOrder, `order_no = ? COLLATE NOCASE AND order_no <> ''`, []any{look.Order}},
		{links.ByContact, `contact = ? COLLATE NOCASE AND contact <> ''`, []any{look.Contact}},
		{links.ByName, `customer = ? COLLATE NOCASE AND customer <> '' AND platform = ?`, []any{look.Customer, look.Platform}},
		{links.ByProduct, `sku = ? COLLATE NOCASE AND sku <> ''`, []any{look.SKU}},
	} {
		if text, _ := by.args[0].(string); strings.TrimSpace(text) == "" {
			continue
		}
		r, err := w.repeat(ctx, by.where+` AND deleted_at IS NULL AND id <> ?`, append(by.args, look.Except)...)
		if err != nil {
			return nil, err
		}
		if r.By = by.by; r.Total > 0 {
			out = append(out, r)
		}
	}
	return out, nil
}

func (w *Workspace) repeat(ctx context.Context, where string, args ...any) (r links.Repeat, err error) {
	type sum struct {
		n    int
		cost money.Amount
	}
	sums, err := list(ctx, w.reader, func(r row) (s sum, err error) {
		return s, r.Scan(&s.n, &s.cost.Minor, &s.cost.Currency)
	}, `SELECT count(*), sum(cost_minor), cost_currency FROM cases WHERE `+where+` GROUP BY cost_currency ORDER BY cost_currency`, args...)
	if err != nil {
		return r, err
	}
	for _, s := range sums {
		if r.Total += s.n; s.cost.Given() {
			r.Costs = append(r.Costs, s.cost)
		}
	}
	if r.Total == 0 {
		return r, nil
	}
	r.Cases, err = list(ctx, w.reader, func(row row) (s links.Seen, err error) {
		var received string
		err = row.Scan(&s.CaseID, &s.Number, &s.Customer, &s.Product, &s.Category, &s.Remedy, &s.Stage,
			&s.Cost.Minor, &s.Cost.Currency, &s.Satisfaction, &received)
		if err == nil {
			s.Received, err = parseStamp(received)
		}
		return s, err
	}, `SELECT id, number, customer, product, category, remedy, stage, cost_minor, cost_currency, satisfaction, received
		FROM cases WHERE `+where+` ORDER BY id DESC LIMIT ?`, append(args, links.MostSeen)...)
	return r, err
}
