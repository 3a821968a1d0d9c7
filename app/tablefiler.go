package app

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/text/width"

	"casefolio/app/cases"
	"casefolio/app/tables"
)

// importStore is what filing cases from a table needs beyond the cases' own
// store.
type importStore interface {
	cases.Store
	CreateImportedCase(ctx context.Context, c cases.Case, importID string, row int) (cases.Case, error)
}

// tableFiler makes cases of the rows of a complaint list, through the same
// service as any other case.
type tableFiler struct {
	store importStore
	lists *cases.Lists
	now   func() time.Time
}

var _ tables.Filer = tableFiler{}

// Listed implements tables.Filer.
func (f tableFiler) Listed(field, value string) string {
	if id, ok := idOf(f.named(field), value); ok {
		return id
	}
	return value
}

// Check implements tables.Filer.
func (f tableFiler) Check(c tables.Complaint, currency string) (tables.Complaint, []tables.Remark) {
	if c["customer"] == "" && c["order"] == "" && c["story"] == "" {
		return c, []tables.Remark{{Code: "nothing", Stops: true}}
	}
	out := make(tables.Complaint, len(c))
	var remarks []tables.Remark
	for field, value := range c {
		out[field] = value
		names := f.named(field)
		if names == nil || value == "" {
			continue
		}
		id, ok := idOf(names, value)
		if ok {
			out[field] = id
		} else {
			remarks = append(remarks, tables.Remark{Field: field, Code: "own_words", Value: value})
		}
	}
	form, err := formOf(out)
	if err != nil {
		return out, append(remarks, tables.Remark{Code: "row", Stops: true})
	}
	_, faults := form.Case(currency, f.now().Location())
	for _, fault := range faults {
		remarks = append(remarks, tables.Remark{
			Field: fault.Field, Code: fault.Code, Value: c[fault.Field], Stops: fault.Code != cases.Required,
		})
	}
	return out, remarks
}

// formOf is the intake form with the complaint's values.
func formOf(c tables.Complaint) (form cases.Form, err error) {
	raw, err := json.Marshal(c)
	if err == nil {
		err = json.Unmarshal(raw, &form)
	}
	return form, err
}

// File implements tables.Filer.
func (f tableFiler) File(
	ctx context.Context, importID string, row int, c tables.Complaint, currency string, closed bool,
) (number string, err error) {
	form, err := formOf(c)
	if err != nil {
		return "", err
	}
	filed, _ := form.Case(currency, f.now().Location())
	store := linkedStore{f.store, importID, row, closed}
	filed, err = cases.NewService(store, f.now).Create(ctx, filed)
	return filed.Number, err
}

// Trash implements tables.Filer.
func (f tableFiler) Trash(ctx context.Context, id string) error {
	return cases.NewService(f.store, f.now).Trash(ctx, id)
}

// linkedStore notes with every new case which row it came from, in the same
// transaction.
type linkedStore struct {
	importStore
	importID string
	row      int
	closed   bool
}

// CreateCase implements cases.Store.
func (s linkedStore) CreateCase(ctx context.Context, c cases.Case) (cases.Case, error) {
	if s.closed {
		c.Stage = cases.Archive
	}
	return s.CreateImportedCase(ctx, c, s.importID, s.row)
}

// named is the list that a field's values come from, or nil.
func (f tableFiler) named(field string) []namedTerm {
	var terms []cases.Term
	switch field {
	case "platform":
		terms = f.lists.Platforms
	case "channel":
		terms = f.lists.Channels
	case "severity":
		terms = f.lists.Severities
	case "customer_type":
		terms = f.lists.CustomerTypes
	case "responsibility":
		terms = f.lists.Responsibilities
	case "remedy":
		terms = f.lists.Remedies
	case "satisfaction":
		terms = f.lists.Satisfactions
	case "category":
		return f.categories()
	default:
		return nil
	}
	var all []namedTerm
	for _, t := range terms {
		all = append(all, namedTerm{t.ID, namesOf(t)})
	}
	return all
}

// namedTerm is a listed value with everything that it may be called.
type namedTerm struct {
	id    string
	names []string
}

func namesOf(t cases.Term) []string {
	names := []string{t.ID}
	for _, n := range t.Names {
		names = append(names, n)
	}
	return names
}

// categories lists the leaves before the tops, as a leaf says more; a leaf may
// stand behind its top ("Logistics / Lost").
func (f tableFiler) categories() []namedTerm {
	var leaves, tops []namedTerm
	for _, top := range f.lists.Categories() {
		tops = append(tops, namedTerm{top.ID, namesOf(top.Term)})
		for _, leaf := range top.Leaves {
			names := namesOf(leaf)
			for _, n := range names {
				for _, above := range namesOf(top.Term) {
					names = append(names, above+n)
				}
			}
			leaves = append(leaves, namedTerm{leaf.ID, names})
		}
	}
	return append(leaves, tops...)
}

// idOf finds a listed value by any of its names.
func idOf(all []namedTerm, value string) (string, bool) {
	key := termKey(value)
	for _, t := range all {
		for _, n := range t.names {
			if termKey(n) == key {
				return t.id, true
			}
		}
	}
	return "", false
}

func termKey(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_/>›·、,.：:()&", r) {
			return -1
		}
		return r
	}, strings.ToLower(width.Narrow.String(s)))
}
