package remedies

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"casefolio/app/facts"
	"casefolio/app/money"
)

// Level is how strongly a warning speaks.
type Level string

// The levels.
const (
	Must    Level = "must"    // a law or a contract asks for it
	Careful Level = "careful" // it is unwise, or depends on more than is known
)

// Source says where a rule was read.
type Source struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Warning speaks against an option, or says how it may be offered. A list that
// is empty fits everything. It gives no legal advice: it names the rule that
// should be looked at.
type Warning struct {
	ID          string            `json:"id"`
	Level       Level             `json:"level"`
	Free        bool              `json:"free"`    // what is done must cost the buyer nothing
	Regions     []string          `json:"regions"` // of the buyer; "?" fits an unknown one
	Platforms   []string          `json:"platforms"`
	Categories  []string          `json:"categories"`   // leaf or top
	UnlessFault []string          `json:"unless_fault"` // not where this party caused it
	Options     []Kind            `json:"options"`
	Texts       map[string]string `json:"texts"` // by language
	Source      Source            `json:"source"`
	AsOf        string            `json:"as_of"`    // day on which it was written down
	Verified    bool              `json:"verified"` // the source itself was read on that day
}

// Text is the sentence in lang, English where lang is missing.
func (w Warning) Text(lang string) string { return named(w.Texts, lang) }

func named(texts map[string]string, lang string) string {
	if text := texts[lang]; text != "" {
		return text
	}
	return texts["en"]
}

// region is a part of the world with its own rules. A zone that ends in a slash
// stands for all that begin with it.
type region struct {
	ID        string   `json:"id"`
	Countries []string `json:"countries"` // ISO 3166 codes
	Zones     []string `json:"zones"`     // IANA names
}

// Rules are the facts that come from a data file.
type Rules struct {
	AsOf     string               `json:"as_of"`
	Regions  []region             `json:"regions"`
	Groups   map[string][]string  `json:"groups"` // reasons by what they have in common
	Cautions []Warning            `json:"warnings"`
	Spoken   map[string]sentences `json:"sentences"` // by language
	Speaks   []region             `json:"speaks"`    // where a language is the usual one; its id is the language

	countries map[string]string // a country's name, folded, to its code
}

// sentences are an offer in one language, with {amount} and {percent}.
type sentences struct {
	money.Style
	Percent string          `json:"percent"` // "{n} %"
	Name    string          `json:"name"`    // of the language, in itself
	Opening string          `json:"opening"`
	Item    string          `json:"item"` // with {n} and {text}
	Closing string          `json:"closing"`
	Options map[Kind]string `json:"options"`
}

const rulesFile = "rules/remedies.json"

// LoadRules reads and checks rules/remedies.json, and the names of countries
// from rules/places.json.
func LoadRules(files fs.FS) (*Rules, error) {
	var r Rules
	if err := facts.Part(files, rulesFile, &r); err != nil {
		return nil, err
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", rulesFile, err)
	}
	return &r, r.loadCountries(files)
}

func (r *Rules) loadCountries(files fs.FS) error {
	var places struct {
		Countries []struct {
			Code  string   `json:"code"`
			Names []string `json:"names"`
		} `json:"countries"`
	}
	if err := facts.Part(files, "rules/places.json", &places); err != nil {
		return err
	}
	r.countries = map[string]string{}
	for _, c := range places.Countries {
		for _, name := range append(c.Names, c.Code) {
			r.countries[strings.ToLower(name)] = c.Code
		}
	}
	return nil
}

func (r *Rules) check() error {
	for _, group := range []string{notReceived, underWay, partMissing, refundOwed} {
		if len(r.Groups[group]) == 0 {
			return fmt.Errorf("group %q is missing", group)
		}
	}
	regions := []string{unknownRegion}
	for _, is := range r.Regions {
		regions = append(regions, is.ID)
	}
	seen := map[string]bool{}
	for _, w := range r.Cautions {
		if seen[w.ID] || w.ID == "" {
			return fmt.Errorf("warning %q stands twice or has no id", w.ID)
		}
		seen[w.ID] = true
		if err := w.check(regions); err != nil {
			return fmt.Errorf("warning %q: %w", w.ID, err)
		}
	}
	for lang, s := range r.Spoken {
		if s.Point == "" || s.Money[""] == "" || !strings.Contains(s.Percent, "{n}") {
			return fmt.Errorf("sentences %q do not say how amounts are written", lang)
		}
		if s.Name == "" || s.Opening == "" || !strings.Contains(s.Item, "{text}") || s.Closing == "" {
			return fmt.Errorf("sentences %q are not complete", lang)
		}
		for _, k := range Kinds() {
			if s.Options[k] == "" || k.Sized() != strings.Contains(s.Options[k], "{amount}") {
				return fmt.Errorf("sentences %q: %q is missing or must name its amount", lang, k)
			}
		}
	}
	for _, is := range r.Speaks {
		if r.Spoken[is.ID].Name == "" {
			return fmt.Errorf("there are no sentences in %q", is.ID)
		}
	}
	if r.Spoken["zh"].Name == "" || r.Spoken["en"].Name == "" {
		return fmt.Errorf("sentences in zh and en are needed")
	}
	return nil
}

func (w Warning) check(regions []string) error {
	if w.Level != Must && w.Level != Careful {
		return fmt.Errorf("level %q", w.Level)
	}
	if w.Texts["zh"] == "" || w.Texts["en"] == "" || w.Source.Title == "" || !strings.HasPrefix(w.Source.URL, "https://") {
		return fmt.Errorf("texts in zh and en and a source are needed")
	}
	if _, err := time.Parse(time.DateOnly, w.AsOf); err != nil {
		return err
	}
	for _, id := range w.Regions {
		if !slices.Contains(regions, id) {
			return fmt.Errorf("region %q is not described", id)
		}
	}
	for _, k := range w.Options {
		if !k.known() {
			return errUnknown(k)
		}
	}
	if len(w.Options) == 0 {
		return fmt.Errorf("no option")
	}
	return nil
}

// unknownRegion fits a buyer of whom nothing tells where they are.
const unknownRegion = "?"

// Region is where the buyer is, by the country of the order, else by the zone.
// It is "?" where neither is known, and empty where neither is in a region with
// rules of its own.
func (r *Rules) Region(f Facts) string {
	if strings.TrimSpace(f.Country) == "" && f.Zone == "" {
		return unknownRegion
	}
	return r.where(r.Regions, f)
}

// LanguageOf is the language in which the buyer is likely written to: that of
// the country, else English.
func (r *Rules) LanguageOf(f Facts) string {
	if lang := r.where(r.Speaks, f); lang != "" {
		return lang
	}
	return "en"
}

// where finds the region of the country, else of the zone.
func (r *Rules) where(regions []region, f Facts) string {
	if country := strings.ToLower(strings.TrimSpace(f.Country)); country != "" {
		code, ok := r.countries[country]
		if !ok {
			code = strings.ToUpper(country)
		}
		id := among(regions, func(is region) bool { return slices.Contains(is.Countries, code) })
		if id != "" || ok {
			return id
		}
	}
	return among(regions, func(is region) bool {
		return slices.ContainsFunc(is.Zones, func(zone string) bool {
			return f.Zone == zone || strings.HasSuffix(zone, "/") && strings.HasPrefix(f.Zone, zone)
		})
	})
}

func among(regions []region, fits func(region) bool) string {
	for _, is := range regions {
		if fits(is) {
			return is.ID
		}
	}
	return ""
}

// Warnings are those that fit a case, the stronger ones first.
func (r *Rules) Warnings(f Facts) []Warning {
	region := r.Region(f)
	var out []Warning
	for _, w := range r.Cautions {
		if fits(w.Regions, region) && fits(w.Platforms, f.Platform) && fits(w.Categories, f.Category, f.Top) &&
			!slices.Contains(w.UnlessFault, f.Fault) {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b Warning) int { return strings.Compare(string(b.Level), string(a.Level)) })
	return out
}

func fits(list []string, any ...string) bool {
	return len(list) == 0 || slices.ContainsFunc(any, func(is string) bool { return is != "" && slices.Contains(list, is) })
}

// in tells whether the reason of a case is in a group.
func (r *Rules) in(group string, f Facts) bool {
	return slices.Contains(r.Groups[group], f.Category) || f.Top != "" && slices.Contains(r.Groups[group], f.Top)
}
