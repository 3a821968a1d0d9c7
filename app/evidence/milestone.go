package evidence

import (
	"fmt"
	"strings"
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
	labels   struct{ number, status, place, time, skip map[string]bool }
	columns  map[string]map[string]bool
}

// keyword is a phrase by which carriers tell a milestone.
type keyword struct {
	text, milestone string
	length          int // in characters
}

// trackRules is the form of rules/tracking.json.
type trackRules struct {
	Statuses []struct {
		ID       string   `json:"id"` // "in_transit.departed": the milestone and its detail
		Codes    []string `json:"codes"`
		Keywords []string `json:"keywords"`
	} `json:"statuses"`
	Labels  map[string][]string `json:"labels"`
	Columns map[string][]string `json:"columns"`
}

func (t trackRules) compile(d *dates, c *carriers.Table) (*trackReader, error) {
	if len(t.Statuses) == 0 {
		return nil, fmt.Errorf("no statuses")
	}
	r := &trackReader{dates: d, carriers: c, codes: map[string]string{}, keywords: map[rune][]keyword{}, columns: map[string]map[string]bool{}}
	for _, s := range t.Statuses {
		for _, code := range append(s.Codes, s.ID) {
			r.codes[strings.ToLower(code)] = s.ID
		}
		for _, k := range s.Keywords {
			k = strings.ToLower(k)
			first := firstRune(k)
			r.keywords[first] = append(r.keywords[first], keyword{k, s.ID, utf8.RuneCountInString(k)})
		}
	}
	r.labels.number, r.labels.status = set(t.Labels["number"]), set(t.Labels["status"])
	r.labels.place, r.labels.time, r.labels.skip = set(t.Labels["place"]), set(t.Labels["time"]), set(t.Labels["skip"])
	for name, words := range t.Columns {
		r.columns[name] = set(words)
	}
	return r, nil
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
