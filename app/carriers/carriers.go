// Package carriers knows whose tracking number a number can be: the formats of
// the carriers, their check digits and their names. The facts are in
// rules/carriers.json.
package carriers

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"casefolio/app/facts"
)

// Carrier is who moves a parcel. Label is how records name it beside the
// number; Words, in lower case, are by what a text speaks of it.
type Carrier struct {
	ID    string            `json:"id"`
	Label string            `json:"label"`
	Names map[string]string `json:"names"` // by language; "zh" and "en" always
	Words []string          `json:"words"`
}

// Name returns the carrier's name in lang, English where lang is missing.
func (c Carrier) Name(lang string) string {
	if n := c.Names[lang]; n != "" {
		return n
	}
	return c.Names["en"]
}

// Check is what the check digit of a number says.
type Check int

// The outcomes of a check. Most carriers from China have no check digit.
const (
	Unchecked Check = iota
	Right
	Wrong
)

// Match is one carrier that a number can belong to.
type Match struct {
	Carrier Carrier
	Format  string // the format's name, for example "S10 ending CN"
	Check   Check
	// Loose tells that the format is so common, bare digits for the most, that
	// a number needs a label or the carrier's name beside it to be believed.
	Loose bool
}

// loose is the priority from which a format is loose.
const loose = 40

// maxNumber is the longest number that is looked at, in characters.
const maxNumber = 40

// Table is all carriers and formats.
type Table struct {
	carriers  map[string]Carrier
	order     []string // ids as they are listed
	formats   []format
	countries map[string]bool
}

// format is the form of a carrier's tracking numbers.
type format struct {
	Carrier  string   `json:"carrier"`
	Name     string   `json:"name"`
	Regex    string   `json:"regex"`
	Check    string   `json:"check"` // algorithm of the check digit, or empty
	Priority int      `json:"priority"`
	Valid    []string `json:"valid"`
	Invalid  []string `json:"invalid"`
	Source   string   `json:"source"`
	Verified bool     `json:"verified"`

	pattern *regexp.Regexp
}

// Load reads rules/carriers.json and holds every format against its examples.
func Load(files fs.FS) (*Table, error) {
	var file struct {
		Carriers  []Carrier `json:"carriers"`
		Countries string    `json:"countries"` // ISO 3166-1 alpha-2, with spaces
		Formats   []format  `json:"formats"`
	}
	if err := facts.Part(files, "rules/carriers.json", &file); err != nil {
		return nil, err
	}
	t := &Table{carriers: map[string]Carrier{}, formats: file.Formats, countries: map[string]bool{}}
	for _, c := range strings.Fields(file.Countries) {
		t.countries[c] = true
	}
	for _, c := range file.Carriers {
		if _, twice := t.carriers[c.ID]; twice || c.ID == "" || c.Names["zh"] == "" || c.Names["en"] == "" {
			return nil, fmt.Errorf("rules/carriers.json: carrier %q stands twice or lacks a name", c.ID)
		}
		if c.Label == "" {
			c.Label = c.Names["en"]
		}
		t.carriers[c.ID] = c
		t.order = append(t.order, c.ID)
	}
	if err := t.compile(); err != nil {
		return nil, fmt.Errorf("rules/carriers.json: %w", err)
	}
	return t, nil
}

func (t *Table) compile() error {
	if len(t.formats) == 0 || len(t.countries) == 0 {
		return fmt.Errorf("no formats or no countries")
	}
	for i := range t.formats {
		f := &t.formats[i]
		var err error
		if f.pattern, err = regexp.Compile(f.Regex); err != nil {
			return err
		}
		if _, known := checkDigits[f.Check]; !known && f.Check != "" {
			return fmt.Errorf("%s %s: check %q is unknown", f.Carrier, f.Name, f.Check)
		}
		if _, known := t.carriers[f.Carrier]; !known {
			return fmt.Errorf("%s: carrier %q is not listed", f.Name, f.Carrier)
		}
		for _, n := range f.Valid {
			if check, ok := t.fits(f, n); !ok || check == Wrong {
				return fmt.Errorf("%s %s: example %q is refused", f.Carrier, f.Name, n)
			}
		}
		for _, n := range f.Invalid {
			if check, ok := t.fits(f, n); ok && check != Wrong {
				return fmt.Errorf("%s %s: counter-example %q is taken", f.Carrier, f.Name, n)
			}
		}
	}
	slices.SortStableFunc(t.formats, func(a, b format) int { return cmp.Compare(a.Priority, b.Priority) })
	return nil
}

// fits tells whether a number has the form, and what its check digit says. A
// postal number of a country that does not exist is as wrong as one with a
// wrong digit.
func (t *Table) fits(f *format, number string) (Check, bool) {
	switch {
	case !f.pattern.MatchString(number):
		return Unchecked, false
	case f.Check == "":
		return Unchecked, true
	case !checkDigits[f.Check](number), f.Check == "s10" && !t.countries[number[len(number)-2:]]:
		return Wrong, true
	}
	return Right, true
}

// Clean writes a number as the formats know it: capitals without spaces,
// hyphens and invisible marks.
func Clean(number string) string {
	return strings.Map(func(c rune) rune {
		if c == '-' || unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return unicode.ToUpper(c)
	}, number)
}

// Match lists who a number can belong to, each carrier once: the surest first,
// those whose check digit is wrong last.
func (t *Table) Match(number string) []Match {
	number = Clean(number)
	if len(number) > maxNumber {
		return nil
	}
	var good, wrong []Match
	for i := range t.formats {
		f := &t.formats[i]
		check, ok := t.fits(f, number)
		if !ok {
			continue
		}
		m := Match{t.carriers[f.Carrier], f.Name, check, f.Priority >= loose}
		if check == Wrong {
			wrong = append(wrong, m)
		} else {
			good = append(good, m)
		}
	}
	return oncePerCarrier(append(good, wrong...))
}

// oncePerCarrier drops later matches of a carrier, and the nameless post where
// the country's own is known.
func oncePerCarrier(all []Match) []Match {
	var out []Match
	for _, m := range all {
		nameless := len(m.Carrier.Words) == 0 && len(out) > 0
		if !nameless && !slices.ContainsFunc(out, func(o Match) bool { return o.Carrier.ID == m.Carrier.ID }) {
			out = append(out, m)
		}
	}
	return out
}

// Best is the surest carrier of a number whose check digit, if it has one, is
// right.
func (t *Table) Best(number string) (Match, bool) {
	all := t.Match(number)
	if len(all) == 0 || all[0].Check == Wrong {
		return Match{}, false
	}
	return all[0], true
}

// All lists the carriers.
func (t *Table) All() []Carrier {
	all := make([]Carrier, len(t.order))
	for i, id := range t.order {
		all[i] = t.carriers[id]
	}
	return all
}
