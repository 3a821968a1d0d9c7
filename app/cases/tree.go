package cases

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// CategoryEdit is the record of what the seller made of one category, a shipped
// one or one of the shop's own. It belongs to no case.
type CategoryEdit struct {
	ID     string            `json:"id"`
	Top    string            `json:"top,omitempty"` // id of the top above; empty: a top
	Names  map[string]string `json:"names"`
	Hidden bool              `json:"hidden,omitempty"` // not offered any more
	Place  int               `json:"place"`            // among those with the same top
}

// MostNameRunes is how long the name of a category may be.
const MostNameRunes = 60

// CategoryKind is the record of a category.
func CategoryKind() records.Kind[CategoryEdit] {
	return records.Kind[CategoryEdit]{Name: "category", Check: checkCategory}
}

// checkCategory tidies the names: one language stands for the other where that
// is empty.
func checkCategory(e *CategoryEdit) error {
	names, any := map[string]string{}, ""
	for _, lang := range []string{"en", "zh"} {
		name := strings.Join(strings.Fields(valid(e.Names[lang])), " ")
		if len([]rune(name)) > MostNameRunes {
			return fault.New("category.long", "most", strconv.Itoa(MostNameRunes))
		}
		names[lang] = name
		any = cmp.Or(any, name)
	}
	if any == "" {
		return fault.New("category.name")
	}
	for lang, name := range names {
		names[lang] = cmp.Or(name, any)
	}
	e.Names = names
	return nil
}

// TreeStore is what the tree needs from the workspace.
type TreeStore interface {
	records.Store
	// CategoryUses counts the cases of each category, those in the trash, too.
	CategoryUses(ctx context.Context) (map[string]int, error)
}

// Tree edits the reason tree of the workspace and keeps the lists up to date.
type Tree struct {
	mu    sync.Mutex // one edit after the other
	lists *Lists
	store TreeStore
	now   func() time.Time
}

// NewTree returns the tree behind lists. Refresh must be called once.
func NewTree(store TreeStore, lists *Lists, now func() time.Time) *Tree {
	return &Tree{lists: lists, store: store, now: now}
}

// Refresh reads the seller's edits and puts them in force.
func (t *Tree) Refresh(ctx context.Context) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, err := t.read(ctx)
	return err
}

// Uses counts the cases of each category, those in the trash, too.
func (t *Tree) Uses(ctx context.Context) (map[string]int, error) { return t.store.CategoryUses(ctx) }

// TreeDeed is an edit that can be undone.
type TreeDeed struct {
	ID       string // of the category
	was, are []records.Row
}

// Add makes a new category at the end of its top, or for an empty top a new top.
func (t *Tree) Add(ctx context.Context, top string, names map[string]string) (TreeDeed, error) {
	return t.edit(ctx, func(n *nodes) (string, error) {
		if top != "" && !n.isTop(top) {
			return "", fault.New("category.unknown")
		}
		e := CategoryEdit{ID: n.freeID(top, t.now()), Top: top, Names: names, Place: len(n.below(top))}
		return e.ID, n.put(e)
	})
}

// Rename gives a category other names.
func (t *Tree) Rename(ctx context.Context, id string, names map[string]string) (TreeDeed, error) {
	return t.change(ctx, id, func(_ *nodes, e *CategoryEdit) error {
		e.Names = names
		return nil
	})
}

// Hide takes a category out of what is offered, or brings it back. Cases keep
// it. The last one that is offered stays: the fault is "category.last".
func (t *Tree) Hide(ctx context.Context, id string, hidden bool) (TreeDeed, error) {
	return t.change(ctx, id, func(_ *nodes, e *CategoryEdit) error {
		e.Hidden = hidden
		return nil
	})
}

// Move puts a category at a place among those of a top. A top stays a top, and
// only leaves have a top.
func (t *Tree) Move(ctx context.Context, id, top string, place int) (TreeDeed, error) {
	return t.edit(ctx, func(n *nodes) (string, error) {
		e, ok := n.find(id)
		if !ok || (e.Top == "") != (top == "") || top != "" && !n.isTop(top) {
			return id, fault.New("category.unknown")
		}
		row := slices.DeleteFunc(n.below(top), func(other string) bool { return other == id })
		row = slices.Insert(row, min(max(place, 0), len(row)), id)
		for i, one := range row {
			e, _ := n.find(one)
			e.Top, e.Place = top, i
			if err := n.put(e); err != nil {
				return id, err
			}
		}
		return id, nil
	})
}

// Remove takes away one of the shop's own categories that no case has. A shipped
// one or one in use can only be hidden: the fault is "category.shipped" or
// "category.used", and for a top with leaves "category.leaves".
func (t *Tree) Remove(ctx context.Context, id string) (TreeDeed, error) {
	uses, err := t.store.CategoryUses(ctx)
	if err != nil {
		return TreeDeed{}, err
	}
	return t.edit(ctx, func(n *nodes) (string, error) {
		switch _, ok := n.find(id); {
		case !ok:
			return id, fault.New("category.unknown")
		case n.shipped[id]:
			return id, fault.New("category.shipped")
		case uses[id] > 0:
			return id, fault.New("category.used", "count", strconv.Itoa(uses[id]))
		case len(n.below(id)) > 0:
			return id, fault.New("category.leaves")
		}
		n.remove(id, t.now())
		return id, nil
	})
}

// Undo takes an edit back. What was changed again since is the fault
// "record.changed".
func (t *Tree) Undo(ctx context.Context, d TreeDeed) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, err := t.read(ctx)
	if err != nil {
		return err
	}
	rows := make([]records.Row, len(d.are))
	for i, was := range d.was {
		is := n.rows[d.are[i].ID] // its revision may be newer, after later edits were undone
		if string(is.Body) != string(d.are[i].Body) || is.DeletedAt.IsZero() != d.are[i].DeletedAt.IsZero() {
			return fault.New("record.changed")
		}
		if was.ID == "" { // it was new
			is.DeletedAt = t.now()
		} else {
			is.Body, is.DeletedAt = was.Body, was.DeletedAt
		}
		rows[i] = is
	}
	if _, err := t.store.PutRecords(ctx, t.now(), rows...); err != nil {
		return err
	}
	_, err = t.read(ctx)
	return err
}

// change edits one category that is there.
func (t *Tree) change(ctx context.Context, id string, with func(*nodes, *CategoryEdit) error) (TreeDeed, error) {
	return t.edit(ctx, func(n *nodes) (string, error) {
		e, ok := n.find(id)
		if !ok {
			return id, fault.New("category.unknown")
		}
		if err := with(n, &e); err != nil {
			return id, err
		}
		return id, n.put(e)
	})
}

// edit reads the tree, lets do change it, keeps what changed as one deed and puts
// it in force.
func (t *Tree) edit(ctx context.Context, do func(*nodes) (string, error)) (d TreeDeed, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, err := t.read(ctx)
	if err != nil {
		return d, err
	}
	if d.ID, err = do(n); err != nil {
		return d, err
	}
	rows, err := n.changed()
	if err != nil || len(rows) == 0 {
		return d, err
	}
	for _, r := range rows {
		d.was = append(d.was, n.rows[r.ID])
	}
	if d.are, err = t.store.PutRecords(ctx, t.now(), rows...); err != nil {
		return d, err
	}
	_, err = t.read(ctx)
	return d, err
}

// read reads the edits and puts the tree in force.
func (t *Tree) read(ctx context.Context) (*nodes, error) {
	rows, err := t.store.Records(ctx, records.Query{Kinds: []string{CategoryKind().Name}, Trash: true})
	if err != nil {
		return nil, err
	}
	n := newNodes(t.lists.shipped)
	for _, r := range rows {
		e, err := CategoryKind().Read(r)
		if err != nil {
			return nil, err
		}
		n.take(e, r)
	}
	t.lists.tree.Store(n.tree())
	return n, nil
}
