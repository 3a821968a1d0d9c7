package cases

import (
	"context"
	"maps"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
)

// pageSize is how many cases one read of the list brings.
const pageSize = 60

// listing is the loaded part of the case list. Rows keep their place while
// cases change: only a new group, a new search or a new visit sorts them anew.
type listing struct {
	group  cases.Group
	search string
	rows   []cases.Case
	marks  map[string]cases.Marks      // of the rows that have some
	due    map[string][]deadlines.Item // likewise
	next   cases.Cursor                // zero: everything is loaded
}

// part is what one read of the list brings.
type part struct {
	cases.Page
	marks map[string]cases.Marks
	due   map[string][]deadlines.Item // what waits for the seller, by case
}

// part reads the part of the list after a cursor.
func (l listing) part(ctx context.Context, d Deps, after cases.Cursor, limit int) (p part, err error) {
	p.Page, err = d.Cases.List(ctx, cases.Query{Group: l.group, Search: l.search, After: after, Limit: limit})
	if err != nil {
		return p, err
	}
	ids := make([]string, len(p.Cases))
	for i, c := range p.Cases {
		ids[i] = c.ID
	}
	if p.marks, err = d.Steps.Marks(ctx, ids); err != nil || d.Due == nil {
		return p, err
	}
	p.due, err = d.Due.Ahead(ctx, ids)
	return p, err
}

// mark takes over the marks and clocks of a read.
func (l *listing) mark(p part) {
	if l.marks == nil {
		l.marks, l.due = map[string]cases.Marks{}, map[string][]deadlines.Item{}
	}
	for _, c := range p.Cases {
		delete(l.marks, c.ID)
		delete(l.due, c.ID)
	}
	maps.Copy(l.marks, p.marks)
	maps.Copy(l.due, p.due)
}

// extend adds the next page; what is there already is not repeated.
func (l *listing) extend(p cases.Page) {
	for _, c := range p.Cases {
		if l.index(c.ID) < 0 {
			l.rows = append(l.rows, c)
		}
	}
	l.next = p.Next
}

// renew takes over a fresh read of the top of the list without moving a row:
// known cases are changed in place, those that left the group go, newly
// touched ones come in at the top, older ones follow at the end. It returns
// how many came in at the top.
func (l *listing) renew(p cases.Page) (above int) {
	fresh := make(map[string]cases.Case, len(p.Cases))
	lastKnown := -1
	for i, c := range p.Cases {
		fresh[c.ID] = c
		if l.index(c.ID) >= 0 {
			lastKnown = i
		}
	}
	var top, below []cases.Case
	for i, c := range p.Cases {
		switch {
		case l.index(c.ID) >= 0:
		case i < lastKnown:
			top = append(top, c)
		default:
			below = append(below, c)
		}
	}
	// A read that ended early says nothing about the rows behind it.
	whole := p.Next == cases.Cursor{} || len(p.Cases) > len(l.rows)
	kept := make([]cases.Case, 0, len(l.rows))
	for _, c := range l.rows {
		if now, ok := fresh[c.ID]; ok {
			kept = append(kept, now)
		} else if !whole {
			kept = append(kept, c)
		}
	}
	if len(p.Cases) >= len(kept) {
		l.next = p.Next
	}
	l.rows = slices.Concat(top, kept, below)
	return len(top)
}

// index is the row of a case, or -1.
func (l listing) index(id string) int {
	return slices.IndexFunc(l.rows, func(c cases.Case) bool { return c.ID == id })
}
