package data

import (
	"context"
	"strings"

	"casefolio/app/remedies"
)

// PastRemedies lists settled cases that are like one, the latest change first:
// those whose remedy was carried out. One that is still talked about is none.
// The share is that of the offer that was accepted last.
func (w *Workspace) PastRemedies(ctx context.Context, q remedies.PastQuery) ([]remedies.Past, error) {
	like, args := pastLike(q)
	if like == "" {
		return nil, nil
	}
	return list(ctx, w.reader, scanPast, `SELECT c.id, c.sku, c.category, c.remedy, c.amount_minor, c.amount_currency,
			c.cost_minor, c.cost_currency, c.satisfaction,
			coalesce((SELECT json_extract(r.body, '$.share') FROM records r
				WHERE r.case_id = c.id AND r.kind = 'offer' AND r.deleted_at IS NULL
				AND json_extract(r.body, '$.answer') = 'accepted' AND json_extract(r.body, '$.option.kind') = c.remedy
				ORDER BY r.id DESC LIMIT 1), 0)
		FROM (`+like+`) p CROSS JOIN cases c ON c.id = p.id
		ORDER BY p.updated_at DESC, p.id DESC LIMIT ?`, append(args, q.Limit)...)
}

// pastLike finds the latest settled cases of each reason and of the product, each
// by a range of an index: one that has many is not read whole, and one that has
// none does not cost a walk through all cases.
func pastLike(q remedies.PastQuery) (text string, args []any) {
	var each []string
	find := func(column, value string) {
		each = append(each, `SELECT id, updated_at FROM (SELECT id, updated_at FROM cases
			WHERE deleted_at IS NULL AND remedy <> '' AND stage IN ('follow_up', 'archive')
			AND `+column+` = ? AND updated_at > ? AND id <> ? ORDER BY updated_at DESC, id DESC LIMIT ?)`)
		args = append(args, value, micros(q.Since), q.Besides, q.Limit)
	}
	seen := map[string]bool{}
	for _, id := range q.Categories {
		if !seen[id] {
			find("category", id)
		}
		seen[id] = true
	}
	if q.SKU != "" {
		find("sku", q.SKU)
	}
	return strings.Join(each, ` UNION `), args
}

func scanPast(r row) (p remedies.Past, err error) {
	err = r.Scan(&p.CaseID, &p.SKU, &p.Category, &p.Remedy, &p.Amount.Minor, &p.Amount.Currency,
		&p.Cost.Minor, &p.Cost.Currency, &p.Satisfaction, &p.Share)
	return p, err
}
