package cases

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"casefolio/app/carriers"
	"strconv"
)

// Term is a listed value with its names by language ("zh", "en").
type Term struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"names"`
	Zone  string            `json:"zone,omitempty"` // IANA zone that a platform's buyers usually have
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

// Lists are the values that forms offer. They come from a data file.
type Lists struct {
	Platforms        []Term     `json:"platforms"`
	Channels         []Term     `json:"channels"`
	Severities       []Term     `json:"severities"`
	CustomerTypes    []Term     `json:"customer_types"`
	Responsibilities []Term     `json:"responsibilities"`
	Remedies         []Term     `json:"remedies"`
	Satisfactions    []Term     `json:"satisfactions"` // "1" to "5"
	Stages           []Term     `json:"stages"`
	Categories       []Category `json:"categories"`

	carriers *carriers.Table
}

// LoadLists reads and checks rules/lists.json: ids are unique within their
// list (categories and leaves share one list), every name is there in zh and
// en, the stages are the six stages in order, and the satisfactions are the scores
// in order.
func LoadLists(files fs.FS) (*Lists, error) {
	raw, err := fs.ReadFile(files, "rules/lists.json")
	if err != nil {
		return nil, err
	}
	var l Lists
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, fmt.Errorf("rules/lists.json: %w", err)
	}
	tree := make([]Term, 0, 64)
	for _, c := range l.Categories {
		tree = append(append(tree, c.Term), c.Leaves...)
	}
	named := map[string][]Term{
		"platforms": l.Platforms, "channels": l.Channels, "severities": l.Severities,
		"customer_types": l.CustomerTypes, "responsibilities": l.Responsibilities,
		"remedies": l.Remedies, "satisfactions": l.Satisfactions,
		"stages": l.Stages, "categories": tree,
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
	if l.carriers, err = carriers.Load(files); err != nil {
		return nil, err
	}
	return &l, nil
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

// Category finds a top or leaf id. The leaf is empty for a top; ok is false
// for words that are not in the tree.
func (l *Lists) Category(id string) (top, leaf Term, ok bool) {
	for _, c := range l.Categories {
		if c.ID == id {
			return c.Term, Term{}, true
		}
		for _, t := range c.Leaves {
			if t.ID == id {
				return c.Term, t, true
			}
		}
	}
	return Term{}, Term{}, false
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
