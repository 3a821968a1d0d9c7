package cases

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// tree is the reason tree in force. It is never changed: an edit makes a new one.
type tree struct {
	offered []Category // without what is hidden
	all     []Category
	place   map[string][2]Term // top and leaf by id, also of what was removed
}

// nodes are the categories while they are read or edited.
type nodes struct {
	shipped map[string]bool
	edits   map[string]CategoryEdit // all that there are, by id
	order   map[string]int          // of those with the same place: as they came
	gone    map[string]CategoryEdit // removed; cases may still name them after an undo
	rows    map[string]records.Row  // as they are kept, by the record's id
	record  map[string]string       // the record's id by the category's
	dirty   map[string]bool
	deleted map[string]time.Time
}

func newNodes(shipped []Category) *nodes {
	n := &nodes{
		shipped: map[string]bool{}, edits: map[string]CategoryEdit{}, order: map[string]int{}, gone: map[string]CategoryEdit{},
		rows: map[string]records.Row{}, record: map[string]string{}, dirty: map[string]bool{}, deleted: map[string]time.Time{},
	}
	add := func(t Term, top string, place int) {
		n.shipped[t.ID] = true
		n.set(CategoryEdit{ID: t.ID, Top: top, Names: maps.Clone(t.Names), Place: place})
	}
	for i, c := range shipped {
		add(c.Term, "", i)
		for k, leaf := range c.Leaves {
			add(leaf, c.ID, k)
		}
	}
	return n
}

func (n *nodes) set(e CategoryEdit) {
	if _, known := n.order[e.ID]; !known {
		n.order[e.ID] = len(n.order)
	}
	n.edits[e.ID] = e
}

// take reads a record.
func (n *nodes) take(e records.Entry[CategoryEdit], r records.Row) {
	if e.Is.ID == "" {
		return
	}
	n.rows[r.ID] = r
	if !r.DeletedAt.IsZero() {
		n.gone[e.Is.ID] = e.Is
		return
	}
	n.record[e.Is.ID] = r.ID
	n.set(e.Is)
}

func (n *nodes) find(id string) (CategoryEdit, bool) {
	e, ok := n.edits[id]
	return e, ok
}

func (n *nodes) isTop(id string) bool {
	e, ok := n.edits[id]
	return ok && e.Top == ""
}

// above is the top that a leaf hangs on. One whose top is not there hangs on the
// last of all.
func (n *nodes) above(e CategoryEdit) string {
	if e.Top == "" || n.isTop(e.Top) {
		return e.Top
	}
	tops := n.below("")
	return tops[len(tops)-1]
}

// below lists what a top has, or for an empty id the tops, in their order.
func (n *nodes) below(top string) []string {
	var ids []string
	for id, e := range n.edits {
		if top == "" && e.Top == "" || top != "" && e.Top != "" && n.above(e) == top {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(n.edits[a].Place, n.edits[b].Place), cmp.Compare(n.order[a], n.order[b]))
	})
	return ids
}

// put changes a category. A name that another one of the same top has is the
// fault "category.twice".
func (n *nodes) put(e CategoryEdit) error {
	if err := checkCategory(&e); err != nil {
		return err
	}
	for _, id := range n.below(e.Top) {
		for lang, name := range e.Names {
			if id != e.ID && n.edits[id].Names[lang] == name {
				return fault.New("category.twice", "name", name)
			}
		}
	}
	if was, ok := n.edits[e.ID]; ok && was.Top == e.Top && was.Hidden == e.Hidden && was.Place == e.Place && maps.Equal(was.Names, e.Names) {
		return nil
	}
	n.set(e)
	n.dirty[e.ID] = true
	if len(n.tree().offered) == 0 {
		return fault.New("category.last")
	}
	return nil
}

func (n *nodes) remove(id string, at time.Time) {
	delete(n.edits, id)
	n.deleted[id] = at
}

// freeID is an id that no category has or had. It begins with the top's, as the
// shipped ones do: rules about the top are good for it, wherever it moves.
func (n *nodes) freeID(top string, at time.Time) string {
	stem := "own" + strconv.FormatInt(at.UnixMilli(), 36)
	if top != "" {
		stem = top + "." + stem
	}
	id := stem
	for i := 2; ; i++ {
		_, there := n.edits[id]
		if _, was := n.gone[id]; !there && !was {
			return id
		}
		id = stem + "-" + strconv.Itoa(i)
	}
}

// changed are the rows to keep.
func (n *nodes) changed() ([]records.Row, error) {
	var rows []records.Row
	for _, id := range slices.Sorted(maps.Keys(n.dirty)) {
		r, err := CategoryKind().Row(records.Entry[CategoryEdit]{Meta: n.rows[n.record[id]].Meta, Is: n.edits[id]})
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	for id, at := range n.deleted {
		r := n.rows[n.record[id]]
		r.DeletedAt = at
		rows = append(rows, r)
	}
	return rows, nil
}

// tree builds what is in force.
func (n *nodes) tree() *tree {
	t := &tree{place: map[string][2]Term{}}
	for _, id := range n.below("") {
		top := Category{Term: n.term(n.edits[id])}
		t.place[id] = [2]Term{top.Term}
		offered := top
		for _, leaf := range n.below(id) {
			l := n.term(n.edits[leaf])
			t.place[leaf] = [2]Term{top.Term, l}
			top.Leaves = append(top.Leaves, l)
			if !l.Hidden {
				offered.Leaves = append(offered.Leaves, l)
			}
		}
		t.all = append(t.all, top)
		if !top.Hidden {
			t.offered = append(t.offered, offered)
		}
	}
	for id, e := range n.gone {
		if _, there := n.edits[id]; there { // a shipped one, whose edit was taken back
			continue
		}
		if e.Top == "" {
			t.place[id] = [2]Term{n.term(e)}
		} else {
			t.place[id] = [2]Term{t.place[n.above(e)][0], n.term(e)}
		}
	}
	return t
}

func (n *nodes) term(e CategoryEdit) Term {
	return Term{ID: e.ID, Names: e.Names, Hidden: e.Hidden, Own: !n.shipped[e.ID]}
}
