package cases

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
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

// Carrier is a carrier with the shapes of its tracking numbers, as regular
// expressions of the whole number in capitals without spaces.
type Carrier struct {
	Term
	Numbers []string `json:"numbers"`
	shapes  []*regexp.Regexp
}

// Lists are the values that forms offer. They come from a data file.
type Lists struct {
	Platforms        []Term     `json:"platforms"`
	Channels         []Term     `json:"channels"`
	Severities       []Term     `json:"severities"`
	CustomerTypes    []Term     `json:"customer_types"`
	Responsibilities []Term     `json:"responsibilities"`
	Stages           []Term     `json:"stages"`
	Categories       []Category `json:"categories"`
	Carriers         []Carrier  `json:"carriers"`
}

// LoadLists reads and checks rules/lists.json: ids are unique within their
// list (categories and leaves share one list), every name is there in zh and
// en, the stages are the six stages in order, and the carriers' shapes compile.
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
	carriers := make([]Term, 0, len(l.Carriers))
	for _, c := range l.Carriers {
		carriers = append(carriers, c.Term)
	}
	named := map[string][]Term{
		"platforms": l.Platforms, "channels": l.Channels, "severities": l.Severities,
		"customer_types": l.CustomerTypes, "responsibilities": l.Responsibilities,
		"stages": l.Stages, "categories": tree, "carriers": carriers,
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
	if err := l.compileCarriers(); err != nil {
		return nil, fmt.Errorf("rules/lists.json: carriers: %w", err)
	}
	return &l, nil
}

func (l *Lists) compileCarriers() error {
	for i := range l.Carriers {
		c := &l.Carriers[i]
		for _, shape := range c.Numbers {
			re, err := regexp.Compile("^(?:" + shape + ")$")
			if err != nil {
				return fmt.Errorf("%s: %w", c.ID, err)
			}
			c.shapes = append(c.shapes, re)
		}
	}
	return nil
}

// Carrier finds whose tracking number it is by its shape. Spaces and case do
// not matter; ok is false where no shape fits.
func (l *Lists) Carrier(number string) (carrier Term, ok bool) {
	number = strings.ToUpper(strings.Join(strings.Fields(number), ""))
	for _, c := range l.Carriers {
		for _, shape := range c.shapes {
			if shape.MatchString(number) {
				return c.Term, true
			}
		}
	}
	return Term{}, false
}

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
