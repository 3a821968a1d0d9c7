package evidence

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"casefolio/app/carriers"
)

// trackReader reads tracking records.
type trackReader struct {
	dates    *dates
	carriers *carriers.Table
	keywords map[rune][]keyword // by their first character
	codes    map[string]string  // status codes of tracking services, in lower case
	labels   struct{ number, other, status, place, time, skip map[string]bool }
	arrivals []string // labels of the expected delivery, in lower case
	columns  map[string]map[string]bool
	places   *gazetteer
	clocks   []clockNote
	facts    []factRule
	supports map[string][]string // facts by the id of a status
	order    []string            // the ids of the statuses
}

// clockNote is how a page says in whose time it writes.
type clockNote struct {
	words []string
	zone  *time.Location
}

// keyword is a phrase by which carriers tell a milestone.
type keyword struct {
	text, milestone string
	length          int // in characters
}

// trackRules is the form of rules/tracking.json.
type trackRules struct {
	AsOf     string `json:"as_of"` // day on which the words were looked up
	Statuses []struct {
		ID       string   `json:"id"`    // "in_transit.departed": the milestone and its detail
		Facts    []string `json:"facts"` // what it supports, from Facts below
		Codes    []string `json:"codes"`
		Keywords []string `json:"keywords"`
	} `json:"statuses"`
	Facts  []factRule `json:"facts"`
	Clocks []struct {
		Words []string `json:"words"` // in lower case
		Zone  string   `json:"zone"`  // IANA
	} `json:"clocks"`
	Labels  map[string][]string `json:"labels"`
	Columns map[string][]string `json:"columns"`
}

func (t trackRules) compile(d *dates, c *carriers.Table, p *gazetteer) (*trackReader, error) {
	if len(t.Statuses) == 0 {
		return nil, fmt.Errorf("no statuses")
	}
	r := &trackReader{
		dates: d, carriers: c, places: p, codes: map[string]string{}, keywords: map[rune][]keyword{},
		columns: map[string]map[string]bool{}, facts: t.Facts, supports: map[string][]string{},
	}
	if err := t.statuses(r); err != nil {
		return nil, err
	}
	if err := t.checkFacts(r.supports); err != nil {
		return nil, err
	}
	for _, note := range t.Clocks {
		zone, err := time.LoadLocation(note.Zone)
		if err != nil || len(note.Words) == 0 {
			return nil, fmt.Errorf("clocks: %q: %w", note.Zone, err)
		}
		r.clocks = append(r.clocks, clockNote{note.Words, zone})
	}
	r.labels.number, r.labels.other, r.labels.status = set(t.Labels["number"]), set(t.Labels["other"]), set(t.Labels["status"])
	r.labels.place, r.labels.time, r.labels.skip = set(t.Labels["place"]), set(t.Labels["time"]), set(t.Labels["skip"])
	r.arrivals = lower(t.Labels["arrival"])
	for name, words := range t.Columns {
		r.columns[name] = set(words)
	}
	return r, nil
}

// statuses takes the codes and keywords. None may stand for two statuses.
func (t trackRules) statuses(r *trackReader) error {
	owner := map[string]string{}
	for _, s := range t.Statuses {
		if _, twice := r.supports[s.ID]; twice || !strings.Contains(s.ID, ".") {
			return fmt.Errorf("status %q stands twice or has no detail", s.ID)
		}
		r.supports[s.ID] = s.Facts
		r.order = append(r.order, s.ID)
		for _, code := range append(s.Codes, s.ID) {
			r.codes[strings.ToLower(code)] = s.ID
		}
		for _, k := range s.Keywords {
			k = strings.ToLower(k)
			if other, taken := owner[k]; taken || k == "" {
				return fmt.Errorf("keyword %q of %s stands in %q", k, s.ID, other)
			}
			owner[k] = s.ID
			first := firstRune(k)
			r.keywords[first] = append(r.keywords[first], keyword{k, s.ID, utf8.RuneCountInString(k)})
		}
	}
	return nil
}

// milestone returns the id of what a text tells, by its longest keyword, or "".
// A keyword counts as a whole word; in scripts without spaces anywhere.
func (r *trackReader) milestone(text string) string {
	folded := strings.ToLower(strings.TrimSpace(text))
	if len(folded) > 1000 {
		folded = folded[:1000]
	}
	if id, ok := r.codes[folded]; ok {
		return id
	}
	if first, _, _ := strings.Cut(folded, " "); strings.Contains(first, "_") && r.codes[first] != "" {
		return r.codes[first]
	}
	best := keyword{}
	var before rune
	for i, c := range folded {
		for _, k := range r.keywords[c] {
			if k.length <= best.length || !strings.HasPrefix(folded[i:], k.text) || joined(before, c) {
				continue
			}
			if after, _ := utf8.DecodeRuneInString(folded[i+len(k.text):]); !joined(lastRune(k.text), after) {
				best = k
			}
		}
		before = c
	}
	return best.milestone
}

// joined tells whether two neighbouring letters belong to one word.
func joined(a, b rune) bool {
	return unicode.IsLetter(a) && unicode.IsLetter(b) && !wide(a) && !wide(b)
}

// MainMilestone returns the milestone without its detail: "in_transit" for
// "in_transit.departed".
func MainMilestone(id string) string {
	milestone, _, _ := strings.Cut(id, ".")
	return milestone
}
