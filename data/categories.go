package data

import "context"

// CategoryUses counts the cases of each category, those in the trash, too.
func (w *Workspace) CategoryUses(ctx context.Context) (map[string]int, error) {
	rows, err := w.reader.QueryContext(ctx, `SELECT category, count(*) FROM cases WHERE category <> '' GROUP BY category`)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	uses := map[string]int{}
	for rows.Next() {
		var id string
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return nil, explain(err)
		}
		uses[id] = n
	}
	return uses, explain(rows.Err())
}
