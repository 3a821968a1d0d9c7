package tables

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"casefolio/app/facts"
	"casefolio/app/money"
)

// Type is how the cells of a field are read.
type Type string

// The types of fields.
const (
	TypeID       Type = "id" // a number that is a name: every digit counts
	TypeText     Type = "text"
	TypeAmount   Type = "amount"
	TypeNumber   Type = "number"
	TypeDate     Type = "date"
	TypeCurrency Type = "currency"
	TypeGrams    Type = "grams"
	TypeKilos    Type = "kilograms"
)

// Field is something that a table can say. Its name is the text
// "tables.field.<ID>".
type Field struct {
	ID       string   `json:"id"`
	Type     Type     `json:"type"`
	Required bool     `json:"required"`
	Headers  []string `json:"headers"` // headings that mean it, in any table
}

// Layout is a known report of one platform.
type Layout struct {
	ID        string            `json:"id"`
	Kind      Kind              `json:"kind"`
	Platform  string            `json:"platform"`   // listed id
	Name      string            `json:"name"`       // as the platform calls it
	Marks     []string          `json:"marks"`      // headings that all must be there
	Columns   map[string]string `json:"columns"`    // heading to field; "" is known and left out
	DateOrder string            `json:"date_order"` // where its dates are ambiguous
	Source    string            `json:"source"`
	Checked   string            `json:"checked"` // date on which the source was read
	Verified  bool              `json:"verified"`
}

// Rules are the facts of rules/tables.json.
type Rules struct {
	Fields     map[Kind][]Field    `json:"fields"`
	Layouts    []Layout            `json:"layouts"`
	Currencies map[string]string   `json:"currencies"` // sign to code, unambiguous ones only
	BareSigns  map[string][]string `json:"bare_signs"` // sign that several currencies share
	Closed     []string            `json:"closed"`     // words that mean a complaint is over

	// Words are what sellers call listed values beside their names, by field:
	// only words that can mean nothing else.
	Words map[string]map[string]string `json:"words"`

	DateSigns map[string]string `json:"date_signs"` // what stands for a dash, "am" or "pm"
	Weights   map[string]int64  `json:"weights"`    // unit to milligrams

	// What pasted texts are read with, too: rules/recognise.json.
	months map[string]int // by name in lower case, 1 to 12
	zones  map[string]int // abbreviation in lower case to minutes east of Greenwich

	headers map[Kind]map[string]string // folded heading to field
	dates   *strings.Replacer          // of DateSigns
	units   []string                   // of weights, longest first
	signs   []string                   // of currencies, longest first
}

// LoadRules reads and checks rules/tables.json, and the names of months and
// zones.
func LoadRules(files fs.FS) (*Rules, error) {
	var r Rules
	var shared struct {
		Dates struct {
			Months map[string]int `json:"months"`
			Zones  map[string]int `json:"zones"`
		} `json:"dates"`
	}
	if err := facts.Part(files, "rules/recognise.json", &shared); err != nil {
		return nil, err
	}
	r.months, r.zones = shared.Dates.Months, shared.Dates.Zones
	if err := facts.Part(files, "rules/tables.json", &r); err != nil {
		return nil, err
	}
	if err := r.compile(); err != nil {
		return nil, fmt.Errorf("rules/tables.json: %w", err)
	}
	return &r, nil
}

func (r *Rules) compile() error {
	r.headers = map[Kind]map[string]string{}
	for _, kind := range Kinds() {
		if err := r.compileFields(kind); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	if err := r.checkValues(); err != nil {
		return err
	}
	r.signs, r.units = longestFirst(maps.Keys(r.Currencies)), longestFirst(maps.Keys(r.Weights))
	for field, words := range r.Words {
		keyed := make(map[string]string, len(words))
		for word, id := range words {
			keyed[headerKey(word)] = id
		}
		r.Words[field] = keyed
	}
	var dates []string
	for _, sign := range longestFirst(maps.Keys(r.DateSigns)) {
		dates = append(dates, sign, r.DateSigns[sign])
	}
	r.dates = strings.NewReplacer(dates...)
	for i := range r.Layouts {
		if err := r.compileLayout(&r.Layouts[i]); err != nil {
			return fmt.Errorf("layout %q: %w", r.Layouts[i].ID, err)
		}
	}
	return nil
}

// compileFields notes what each heading means.
func (r *Rules) compileFields(kind Kind) error {
	known := map[string]string{}
	for _, f := range r.Fields[kind] {
		if !f.Type.known() || f.ID == "" {
			return fmt.Errorf("field %q has the type %q", f.ID, f.Type)
		}
		for _, h := range f.Headers {
			key := headerKey(h)
			if other := known[key]; other != "" && other != f.ID || key == "" {
				return fmt.Errorf("heading %q means %q and %q", h, other, f.ID)
			}
			known[key] = f.ID
		}
	}
	if len(known) == 0 {
		return fmt.Errorf("no fields")
	}
	r.headers[kind] = known
	return nil
}

// checkValues refuses currencies that do not exist.
func (r *Rules) checkValues() error {
	for sign, code := range r.Currencies {
		if _, err := money.ParseCurrency(code); err != nil {
			return fmt.Errorf("currencies: %q is %q", sign, code)
		}
	}
	return nil
}

func longestFirst(all iter.Seq[string]) []string {
	return slices.SortedFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
}

func (r *Rules) compileLayout(l *Layout) error {
	if l.ID == "" || l.Source == "" || l.Checked == "" || len(l.Marks) == 0 {
		return fmt.Errorf("needs an id, a source, a date and marks")
	}
	columns := make(map[string]string, len(l.Columns))
	for h, field := range l.Columns {
		if _, ok := r.field(l.Kind, field); !ok && field != "" {
			return fmt.Errorf("heading %q names the field %q", h, field)
		}
		columns[headerKey(h)] = field
	}
	for i, m := range l.Marks {
		l.Marks[i] = headerKey(m)
		if _, ok := columns[l.Marks[i]]; !ok {
			return fmt.Errorf("mark %q is no column", m)
		}
	}
	l.Columns = columns
	return nil
}

func (t Type) known() bool {
	return slices.Contains([]Type{
		TypeID, TypeText, TypeAmount, TypeNumber, TypeDate, TypeCurrency, TypeGrams, TypeKilos,
	}, t)
}

// field finds a field of a kind of table.
func (r *Rules) field(kind Kind, id string) (Field, bool) {
	for _, f := range r.Fields[kind] {
		if f.ID == id {
			return f, true
		}
	}
	return Field{}, false
}

// listed is the id that a word means in a field, or the word itself.
func (r *Rules) listed(field, word string) string {
	if id := r.Words[field][headerKey(word)]; id != "" {
		return id
	}
	return word
}

// headerKey makes headings comparable: letters and digits alone, in small
// letters.
func headerKey(h string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(h))
}
