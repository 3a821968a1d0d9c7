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
	var like []string
	args := []any{q.Besides, micros(q.Since)}
	if len(q.Categories) > 0 {
		like = append(like, `c.category IN (?`+strings.Repeat(`, ?`, len(q.Categories)-1)+`)`)
		for _, id := range q.Categories {
			args = append(args, id)
		}
	}
	if q.SKU != "" {
		like, args = append(like, `c.sku = ?`), append(args, q.SKU)
	}
	if len(like) == 0 {
		return nil, nil
	}
	return list(ctx, w.reader, scanPast, `SELECT c.id, c.sku, c.category, c.remedy, c.amount_minor, c.amount_currency,
			c.cost_minor, c.cost_currency, c.satisfaction,
			coalesce((SELECT json_extract(r.body, '$.share') FROM records r
				WHERE r.case_id = c.id AND r.kind = 'offer' AND r.deleted_at IS NULL
				AND json_extract(r.body, '$.answer') = 'accepted' AND json_extract(r.body, '$.option.kind') = c.remedy
				ORDER BY r.id DESC LIMIT 1), 0)
		FROM cases c
		WHERE c.deleted_at IS NULL AND c.remedy <> '' AND c.stage IN ('follow_up', 'archive') AND c.id <> ? AND c.updated_at > ? AND (`+strings.Join(like, ` OR `)+`)
		ORDER BY c.updated_at DESC, c.id DESC LIMIT ?`, append(args, q.Limit)...)
}

func scanPast(r row) (p remedies.Past, err error) {
	err = r.Scan(&p.CaseID, &p.SKU, &p.Category, &p.Remedy, &p.Amount.Minor, &p.Amount.Currency,
		&p.Cost.Minor, &p.Cost.Currency, &p.Satisfaction, &p.Share)
	return p, err
}
