package cases

import (
	"fmt"
	"io/fs"
	"strconv"
	"sync/atomic"

	"casefolio/app/carriers"
	"casefolio/app/facts"
)

// Term is a listed value with its names by language ("zh", "en").
type Term struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"names"`
	Zone  string            `json:"zone,omitempty"` // IANA zone that a platform's buyers usually have
	Said  map[string]string `json:"said,omitempty"` // how a buyer is told of it, by language, where no name is right

	Hidden bool `json:"-"` // of a category: the seller does not want it offered
	Own    bool `json:"-"` // of a category: one of the shop's own
}

// Name returns the term's name in lang, English where lang is missing.
func (t Term) Name(lang string) string {
	if n := t.Names[lang]; n != "" {
		return n
	}
	return t.Names["en"]
}

// Category is a top of the reason tree with its leaves (分类).
type Category struct {
	Term
	Leaves []Term `json:"leaves"`
}

// Lists are the values that forms offer. They come from a data file; what the
// seller made of the reason tree is put over it by Tree. Many may read at once.
type Lists struct {
	Platforms        []Term `json:"platforms"`
	Channels         []Term `json:"channels"`
	Severities       []Term `json:"severities"`
	CustomerTypes    []Term `json:"customer_types"`
	Responsibilities []Term `json:"responsibilities"`
	Remedies         []Term `json:"remedies"`
	Satisfactions    []Term `json:"satisfactions"` // "1" to "5"
	Stages           []Term `json:"stages"`

	shipped  []Category
	tree     atomic.Pointer[tree]
	carriers *carriers.Table
}

// LoadLists reads and checks rules/lists.json: ids are unique within their
// list (categories and leaves share one list), every name is there in zh and
// en, the stages are the six stages in order, and the satisfactions are the scores
// in order.
func LoadLists(files fs.FS) (*Lists, error) {
	l := &Lists{}
	file := struct {
		*Lists
		Categories []Category `json:"categories"`
	}{Lists: l}
	if err := facts.Whole(files, "rules/lists.json", &file); err != nil {
		return nil, err
	}
	l.shipped = file.Categories
	categories := make([]Term, 0, 64)
	for _, c := range l.shipped {
		categories = append(append(categories, c.Term), c.Leaves...)
	}
	named := map[string][]Term{
		"platforms": l.Platforms, "channels": l.Channels, "severities": l.Severities,
		"customer_types": l.CustomerTypes, "responsibilities": l.Responsibilities,
		"remedies": l.Remedies, "satisfactions": l.Satisfactions,
		"stages": l.Stages, "categories": categories,
	}
	for name, terms := range named {
		if err := checkTerms(terms); err != nil {
			return nil, fmt.Errorf("rules/lists.json: %s: %w", name, err)
		}
	}
	for i, s := range Stages() {
		if i >= len(l.Stages) || l.Stages[i].ID != string(s) {
			return nil, fmt.Errorf("rules/lists.json: stages: %q is missing or out of order", s)
		}
	}
	for i := range max(len(l.Satisfactions), MostSatisfied) {
		if i >= len(l.Satisfactions) || l.Satisfactions[i].ID != strconv.Itoa(i+1) {
			return nil, fmt.Errorf("rules/lists.json: satisfactions: want the scores 1 to %d in order", MostSatisfied)
		}
	}
	var err error
	if l.carriers, err = carriers.Load(files); err != nil {
		return nil, err
	}
	l.tree.Store(newNodes(l.shipped).tree())
	return l, nil
}

// Categories are the tops of the reason tree with their leaves that forms offer.
func (l *Lists) Categories() []Category { return l.tree.Load().offered }

// AllCategories are the tops with their leaves, what is hidden included.
func (l *Lists) AllCategories() []Category { return l.tree.Load().all }

// Offered tells whether forms offer a category.
func (l *Lists) Offered(id string) bool {
	top, leaf, ok := l.Category(id)
	return ok && !top.Hidden && !leaf.Hidden
}

// Carriers knows whose tracking numbers are whose.
func (l *Lists) Carriers() *carriers.Table { return l.carriers }

func checkTerms(terms []Term) error {
	if len(terms) == 0 {
		return fmt.Errorf("empty list")
	}
	seen := map[string]bool{}
	for _, t := range terms {
		if t.ID == "" || t.Names["zh"] == "" || t.Names["en"] == "" {
			return fmt.Errorf("entry %q needs an id and its names in zh and en", t.ID)
		}
		if seen[t.ID] {
			return fmt.Errorf("id %q stands twice", t.ID)
		}
		seen[t.ID] = true
	}
	return nil
}

// Name returns the name of id in terms, or id itself where it is the seller's
// own words.
func Name(terms []Term, id, lang string) string {
	for _, t := range terms {
		if t.ID == id {
			return t.Name(lang)
		}
	}
	return id
}

// Said is how a buyer is told of a term by its id: its name, where nothing else is
// said.
func Said(terms []Term, id, lang string) string {
	for _, t := range terms {
		if said := t.Said[lang]; t.ID == id && said != "" {
			return said
		}
	}
	return Name(terms, id, lang)
}

// Category finds a top or leaf id, a hidden one, too. The leaf is empty for a
// top; ok is false for words that are not in the tree.
func (l *Lists) Category(id string) (top, leaf Term, ok bool) {
	at, ok := l.tree.Load().place[id]
	return at[0], at[1], ok
}

// CategoryName writes "Logistics › Lost", or the seller's own words.
func (l *Lists) CategoryName(id, lang string) string {
	top, leaf, ok := l.Category(id)
	switch {
	case !ok:
		return id
	case leaf.ID == "":
		return top.Name(lang)
	}
	return top.Name(lang) + " › " + leaf.Name(lang)
}
