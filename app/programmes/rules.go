package programmes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Party is who runs programmes, with what ties a case to it.
type Party struct {
	Name      string   `json:"name"`
	Words     []string `json:"words"`     // other names, to search by
	Kind      string   `json:"kind"`      // "marketplace", "payment", "card", "carrier", "authority"
	Platforms []string `json:"platforms"` // ids of the case's platform
	Carriers  []string `json:"carriers"`  // ids of the parcel's carrier
}

// Topic is what disputes are about, with the categories of cases that lead
// there. A category of the upper level means all below it.
type Topic struct {
	ID         string            `json:"id"`
	Names      map[string]string `json:"names"`
	Categories []string          `json:"categories"`
}

// Evidence is a word of the vocabulary: a piece of evidence with its names and
// what an exhibit must look like to be offered for it.
type Evidence struct {
	Key     string            `json:"key"`
	Names   map[string]string `json:"names"`
	Suggest []Hint            `json:"suggest"`
}

// Rules are the shipped facts.
type Rules struct {
	Parties    []Party     `json:"parties"`
	Topics     []Topic     `json:"topics"`
	Vocabulary []Evidence  `json:"evidence"`
	Programmes []Programme `json:"programmes"`

	parties    map[string]Party
	topics     map[string]Topic
	vocabulary map[string]Evidence
}

const rulesFile = "rules/programmes.json"

// Load reads and checks rules/programmes.json.
func Load(files fs.FS) (*Rules, error) {
	raw, err := fs.ReadFile(files, rulesFile)
	if err != nil {
		return nil, err
	}
	r, err := Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rulesFile, err)
	}
	return r, nil
}

// Parse reads and checks rules: ids are unique, periods fit their counting,
// starts and kinds of source are known, evidence keys stand in the vocabulary,
// dates are dates, and everything is named in both languages.
func Parse(raw []byte) (*Rules, error) {
	var r Rules
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, err
	}
	var err error
	if r.parties, err = index(r.Parties, func(p Party) string { return p.Name }, Party.check); err != nil {
		return nil, fmt.Errorf("parties: %w", err)
	}
	if r.topics, err = index(r.Topics, func(t Topic) string { return t.ID }, Topic.check); err != nil {
		return nil, fmt.Errorf("topics: %w", err)
	}
	if r.vocabulary, err = index(r.Vocabulary, func(e Evidence) string { return e.Key }, Evidence.check); err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	if _, err = index(r.Programmes, func(p Programme) string { return p.ID }, r.check); err != nil {
		return nil, fmt.Errorf("programmes: %w", err)
	}
	return &r, nil
}

// index files entries by their ids and refuses empty and double ones, as well
// as what check refuses.
func index[T any](all []T, id func(T) string, check func(T) error) (map[string]T, error) {
	if len(all) == 0 {
		return nil, errors.New("empty list")
	}
	found := make(map[string]T, len(all))
	for _, one := range all {
		key := id(one)
		if key == "" || strings.HasPrefix(key, OwnPrefix) {
			return nil, fmt.Errorf("%q is no id for what is shipped", key)
		}
		if _, twice := found[key]; twice {
			return nil, fmt.Errorf("%q stands twice", key)
		}
		if err := check(one); err != nil {
			return nil, fmt.Errorf("%q: %w", key, err)
		}
		found[key] = one
	}
	return found, nil
}

func (p Party) check() error {
	if !known([]string{"marketplace", "payment", "card", "carrier", "authority"}, p.Kind) {
		return fmt.Errorf("unknown kind %q", p.Kind)
	}
	return nil
}

func (t Topic) check() error { return named(t.Names) }

func (e Evidence) check() error {
	for _, h := range e.Suggest {
		if err := h.check(); err != nil {
			return err
		}
	}
	return named(e.Names)
}

func named(names map[string]string) error {
	if names["en"] == "" || names["zh"] == "" {
		return errors.New("a name is missing in zh or en")
	}
	return nil
}

// check holds one shipped programme against the rest of the rules.
func (r *Rules) check(p Programme) error {
	if _, ok := r.parties[p.Party]; !ok {
		return fmt.Errorf("unknown party %q", p.Party)
	}
	if p.Name == "" || p.Reason == "" || p.ReasonZH == "" || (p.Note == "") != (p.NoteZH == "") ||
		(p.Tip == "") != (p.TipZH == "") {
		return errors.New("name, reason, note or tip is missing in a language")
	}
	for _, t := range p.Topics {
		if _, ok := r.topics[t]; !ok {
			return fmt.Errorf("unknown topic %q", t)
		}
	}
	if err := checkClock(p.RespondWithin, p.Counting, p.StartsAt); err != nil {
		return err
	}
	if p.OuterLimit != "" {
		if _, err := ParsePeriod(p.OuterLimit); err != nil {
			return fmt.Errorf("outer limit: %w", err)
		}
	}
	if err := r.checkItems(p.Evidence); err != nil {
		return err
	}
	return p.checkSource()
}

func (r *Rules) checkItems(items []Item) error {
	seen := map[string]bool{}
	for _, i := range items {
		if _, ok := r.vocabulary[i.Key]; !ok {
			return fmt.Errorf("evidence %q is not in the vocabulary", i.Key)
		}
		if seen[i.Key] {
			return fmt.Errorf("evidence %q stands twice", i.Key)
		}
		seen[i.Key] = true
	}
	return nil
}

func (p Programme) checkSource() error {
	if _, err := time.Parse(dateLayout, p.AsOf); err != nil {
		return fmt.Errorf("as_of: %w", err)
	}
	if !known([]string{"page_date", "page_month", "page_year", "lookup_date"}, p.AsOfBasis) {
		return fmt.Errorf("as_of_basis %q", p.AsOfBasis)
	}
	if !known(SourceKinds(), p.SourceKind) {
		return fmt.Errorf("source_kind %q", p.SourceKind)
	}
	if p.SourceURL != "" {
		if u, err := url.Parse(p.SourceURL); err != nil || u.Scheme != "https" && u.Scheme != "http" {
			return fmt.Errorf("source_url %q", p.SourceURL)
		}
	}
	if p.DeadlineVerified && p.RespondWithin == "" {
		return errors.New("a deadline is verified that is not there")
	}
	return nil
}

// Label names a piece of evidence in lang.
func (r *Rules) Label(i Item, lang string) string {
	if i.Label != "" {
		return i.Label
	}
	e, ok := r.vocabulary[i.Key]
	if !ok {
		return i.Key
	}
	return in(lang, e.Names["en"], e.Names["zh"])
}

func known[T comparable](list []T, one T) bool { return slices.Contains(list, one) }
