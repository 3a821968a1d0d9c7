// Package said finds in a reply what it promises with a time: "within 10
// minutes", "before Saturday 18:00". What it finds is offered, never kept by
// itself.
package said

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/deadlines"
	"casefolio/app/facts"
)

// Rules are the words of promises, in all languages together.
type Rules struct {
	units    map[string]deadlines.Unit
	days     map[string]int // after today
	weekdays map[string]int // 1 Monday to 7 Sunday
	months   map[string]int

	within, withinAfter, unitWords words
	by, byAfter, fillers, dayWords words
	theirs                         theirs
	behind, before                 *regexp.Regexp // a day and a time: behind a word of by, before one of byAfter
}

// file is rules/promises.json.
type file struct {
	Note        string                      `json:"note"`
	TheirsNote  string                      `json:"theirs_note"`
	Within      []string                    `json:"within"`
	WithinAfter []string                    `json:"within_after"`
	By          []string                    `json:"by"`
	ByAfter     []string                    `json:"by_after"`
	Fillers     []string                    `json:"fillers"`
	At          []string                    `json:"at"`
	Units       map[deadlines.Unit][]string `json:"units"`
	Days        map[string][]string         `json:"days"`
	Weekdays    map[string][]string         `json:"weekdays"`
	Theirs      map[string]asking           `json:"theirs"`
}

const (
	promisesFile  = "rules/promises.json"
	recogniseFile = "rules/recognise.json"
)

// LoadRules reads and checks rules/promises.json, and the names of months from
// rules/recognise.json.
func LoadRules(files fs.FS) (*Rules, error) {
	var f file
	var dates struct {
		Dates struct {
			Months map[string]int `json:"months"`
		} `json:"dates"`
	}
	if err := facts.Whole(files, promisesFile, &f); err != nil {
		return nil, err
	}
	if err := facts.Part(files, recogniseFile, &dates); err != nil {
		return nil, err
	}
	r := &Rules{units: map[string]deadlines.Unit{}, months: dates.Dates.Months}
	for unit, words := range f.Units {
		if !slices.Contains(deadlines.Units(), unit) {
			return nil, fmt.Errorf("%s: unit %q", promisesFile, unit)
		}
		for _, w := range words {
			r.units[w] = unit
		}
	}
	var err error
	if r.days, err = numbered(f.Days, 0, 7); err != nil {
		return nil, err
	}
	if r.weekdays, err = numbered(f.Weekdays, 1, 7); err != nil {
		return nil, err
	}
	if r.theirs, err = compileTheirs(f.Theirs); err != nil {
		return nil, err
	}
	for _, words := range [][]string{f.Within, f.WithinAfter, f.By, f.ByAfter, f.Fillers, f.At, keys(r.units), keys(r.days), keys(r.weekdays), keys(r.months)} {
		if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return w == "" || w != strings.ToLower(w) }) {
			return nil, fmt.Errorf("%s: a list is empty, or a word is empty or not in small letters", promisesFile)
		}
	}
	return r, r.compile(f)
}

func numbered(lists map[string][]string, least, most int) (map[string]int, error) {
	all := map[string]int{}
	for key, words := range lists {
		n, err := strconv.Atoi(key)
		if err != nil || n < least || n > most {
			return nil, fmt.Errorf("%s: day %q", promisesFile, key)
		}
		for _, w := range words {
			all[w] = n
		}
	}
	return all, nil
}

func keys[V any](m map[string]V) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	return all
}

// oneOf matches any of the words, the longest first.
func oneOf(words []string) string {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for i, w := range words {
		words[i] = strings.ReplaceAll(regexp.QuoteMeta(w), " ", `\s+`)
	}
	return "(?:" + strings.Join(words, "|") + ")"
}

// Words of scripts with spaces end where no letter follows; the other scripts
// have no such place.
const (
	end = `(?:$|[^\p{L}\p{N}]|\p{Han})`
	gap = `[\s,]*`
)

func (r *Rules) compile(f file) error {
	r.within, r.withinAfter = wordsOf(f.Within), wordsOf(f.WithinAfter)
	r.by, r.byAfter, r.fillers = wordsOf(f.By), wordsOf(f.ByAfter), wordsOf(f.Fillers)
	r.unitWords = wordsOf(keys(r.units))
	r.dayWords = wordsOf(slices.Concat(keys(r.days), keys(r.weekdays), keys(r.months)))
	// A zone behind the time of day, as values that were filled in have it.
	zone := `(?:\s*(?:uhr|h)\b)?(?:\s*\(utc(?P<sign>[+-])(?P<off>\d{1,2})(?::(?P<offmin>\d{2}))?\))?`
	clock := `(?P<hour>\d{1,2})(?:\s*[:.h点时時]\s*(?P<minute>\d{2})?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?|\s*(?P<half2>[ap])\.?\s?m\b\.?)` + zone
	year := `(?:,?\s+(?:de\s+)?(?P<%s>\d{4})\b)?`
	date := `(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})` +
		`|(?:(?P<year2>\d{4})\s*年\s*)?(?P<month2>\d{1,2})\s*月\s*(?P<day2>\d{1,2})\s*[日号]?(?:\([^()]{1,6}\))?` +
		`|(?P<day3>\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:of\s+|de\s+)?(?P<name3>` + oneOf(keys(r.months)) + `)\b` + fmt.Sprintf(year, "year3") +
		`|(?P<name4>` + oneOf(keys(r.months)) + `)\.?\s+(?P<day4>\d{1,2})(?:st|nd|rd|th)?\b` + fmt.Sprintf(year, "year4")
	weekday := `(?P<weekday>` + oneOf(keys(r.weekdays)) + `)`
	day := `(?:(?P<relative>` + oneOf(keys(r.days)) + `)|` + weekday + `)?(?:` + gap + `(?:` + date + `))?`
	when := day + `(?:` + gap + `(?:` + oneOf(f.At) + `\s+)?` + clock + `)?`
	for _, p := range []struct {
		to   **regexp.Regexp
		text string
	}{{&r.behind, `^` + when + end}, {&r.before, when + `\s*$`}} {
		re, err := regexp.Compile(p.text)
		if err != nil {
			return fmt.Errorf("%s: %w", promisesFile, err)
		}
		*p.to = re
	}
	return nil
}
