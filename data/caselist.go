package data

import (
	"context"
	"strings"

	"casefolio/app/cases"
)

// pageSize is how many cases a page holds where the query names no limit.
const pageSize = 100

// Cases returns one page of a group, newest change first. With a search every
// word has to stand somewhere in the case or its exhibits.
func (w *Workspace) Cases(ctx context.Context, q cases.Query) (cases.Page, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = pageSize
	}
	where, args := groupFilter(q.Group)
	if q.After.ID != "" {
		where = append(where, `(updated_at, id) < (?, ?)`)
		args = append(args, micros(q.After.UpdatedAt), q.After.ID)
	}
	for _, word := range searchWords(q.Search) {
		where = append(where, `EXISTS (SELECT 1 FROM search_texts s
			WHERE s.case_id = cases.id AND s.live AND instr(s.text, ?) > 0)`)
		args = append(args, word)
	}
	found, err := list(ctx, w.reader, w.scanCase, `SELECT `+caseColumns+` FROM cases
		WHERE `+strings.Join(where, " AND ")+` ORDER BY updated_at DESC, id DESC LIMIT ?`, append(args, limit+1)...)
	if err != nil {
		return cases.Page{}, err
	}
	page := cases.Page{Cases: found}
	if len(found) > limit {
		page.Cases = found[:limit]
		last := page.Cases[limit-1]
		page.Next = cases.Cursor{UpdatedAt: last.UpdatedAt, ID: last.ID}
	}
	return page, nil
}

// groupFilter selects a chip of the list; an empty group is everything outside
// the trash.
func groupFilter(g cases.Group) (where []string, args []any) {
	switch g {
	case cases.Trash:
		return []string{`deleted_at IS NOT NULL`}, nil
	case cases.All, "":
		return []string{`deleted_at IS NULL`}, nil
	case cases.Hard:
		return []string{`deleted_at IS NULL`, `list_group <> ?`, `id IN (` + hardCase + `)`}, []any{string(cases.Archived)}
	}
	return []string{`deleted_at IS NULL`, `list_group = ?`}, []any{string(g)}
}

// CountCases counts every group of the list, empty ones included.
func (w *Workspace) CountCases(ctx context.Context) (map[cases.Group]int, error) {
	counts := map[cases.Group]int{cases.Open: 0, cases.Visit: 0, cases.Archived: 0, cases.All: 0, cases.Hard: 0, cases.Trash: 0}
	type count struct {
		group cases.Group
		n     int
	}
	found, err := list(ctx, w.reader, func(r row) (c count, err error) {
		return c, r.Scan(&c.group, &c.n)
	}, `SELECT list_group, count(*) FROM cases WHERE deleted_at IS NULL GROUP BY list_group
		UNION ALL SELECT 'trash', count(*) FROM cases WHERE deleted_at IS NOT NULL
		UNION ALL SELECT 'hard', count(*) FROM cases WHERE deleted_at IS NULL AND list_group <> 'archived' AND id IN (`+hardCase+`)`)
	for _, c := range found {
		counts[c.group] = c.n
		if c.group != cases.Trash && c.group != cases.Hard {
			counts[cases.All] += c.n
		}
	}
	return counts, err
}
