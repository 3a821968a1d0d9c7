package tasks

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"casefolio/app/facts"
	"casefolio/app/text"
)

// Root is a root cause that can be chosen.
type Root struct {
	ID             string            `json:"id"`
	Names          map[string]string `json:"names"`          // zh, en
	Only           []string          `json:"only"`           // categories, or tops for all leaves below; none: all
	Responsibility string            `json:"responsibility"` // whose it most often is: id of the lists, or empty
}

// Name is its name in a language, else in English.
func (r Root) Name(lang string) string {
	if n := r.Names[lang]; n != "" {
		return n
	}
	return r.Names["en"]
}

// For tells whether it is offered for a category. What no category is known of
// could have any cause.
func (r Root) For(category string) bool {
	return category == "" || len(r.Only) == 0 || slices.ContainsFunc(r.Only, func(id string) bool {
		return category == id || strings.HasPrefix(category, id+".")
	})
}

// Roots are the root causes of rules/causes.json.
type Roots struct {
	All []Root `json:"causes"`
}

// LoadRoots reads and checks rules/causes.json.
func LoadRoots(files fs.FS) (*Roots, error) {
	const name = "rules/causes.json"
	var r Roots
	if err := facts.Whole(files, name, &r); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, one := range r.All {
		if one.ID == "" || seen[one.ID] || one.Names["zh"] == "" || one.Names["en"] == "" {
			return nil, fmt.Errorf("%s: %q is there twice, or lacks a name", name, one.ID)
		}
		seen[one.ID] = true
	}
	if len(r.All) == 0 {
		return nil, fmt.Errorf("%s: no causes", name)
	}
	return &r, nil
}

// Find is the root cause with an id.
func (r *Roots) Find(id string) (Root, bool) {
	return text.Find(r.All, func(one Root) bool { return one.ID == id })
}

// Name is the name of a root cause, or the seller's own words as they are.
func (r *Roots) Name(id, lang string) string {
	return text.NameOf(r.All, func(one Root) bool { return one.ID == id }, id, lang)
}

// For are those that are offered for a category. A category of the seller's own
// that no cause knows is offered all.
func (r *Roots) For(category string) []Root {
	var fit []Root
	particular := false
	for _, one := range r.All {
		if one.For(category) {
			fit = append(fit, one)
			particular = particular || len(one.Only) > 0
		}
	}
	if !particular {
		return r.All
	}
	return fit
}
