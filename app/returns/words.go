package returns

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/facts"
	"casefolio/app/money"
)

// Language is a language in which a buyer is told about a return.
type Language struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`   // in itself
	Zones  []string `json:"zones"`  // IANA names of places whose buyers read it
	Months []string `json:"months"` // empty: by number
	Date   string   `json:"date"`   // "{d}. {month} {y}"
	First  string   `json:"first"`  // what the first of a month is called; empty: "1"
	Space  string   `json:"space"`  // between sentences
	money.Style
}

// Rules are the words for the buyer and the usual spans between steps.
type Rules struct {
	// Days is how long the next step usually may take from a state on, in days.
	// They are the shop's own aims and no rule of any platform.
	Days      map[State]int `json:"days"`
	Languages []Language    `json:"languages"`
	// Words are the sentences of a state by language. Of each, the first wording
	// is taken for which everything is known; where none is, it is left out.
	Words map[State]map[string][][]string `json:"words"`
}

// Said is what a sentence may name. What is empty is not known.
type Said struct {
	Order    string
	At, Due  time.Time
	Amount   money.Amount
	Tracking string
}

// fill are the names that a wording may hold.
var fill = regexp.MustCompile(`\{[a-z]+\}`)

// Load reads and checks "rules/returns.json".
func Load(files fs.FS) (*Rules, error) {
	r := &Rules{}
	if err := facts.Whole(files, "rules/returns.json", r); err != nil {
		return nil, err
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("rules/returns.json: %w", err)
	}
	return r, nil
}

func (r *Rules) check() error {
	for _, l := range r.Languages {
		if l.Money[""] == "" || l.Date == "" || l.Name == "" || len(l.Months) != 0 && len(l.Months) != 12 {
			return fmt.Errorf("language %q is not whole", l.ID)
		}
		for _, z := range l.Zones {
			if _, err := time.LoadLocation(z); err != nil {
				return err
			}
		}
		for _, s := range States() {
			if len(r.Words[s][l.ID]) == 0 {
				return fmt.Errorf("%s has no words in %q", s, l.ID)
			}
			if err := checkWords(r.Words[s][l.ID]); err != nil {
				return fmt.Errorf("%s in %q: %w", s, l.ID, err)
			}
		}
	}
	if len(r.Languages) == 0 {
		return fmt.Errorf("no language")
	}
	return nil
}

func checkWords(all [][]string) error {
	for i, wordings := range all {
		for _, w := range wordings {
			for _, name := range fill.FindAllString(w, -1) {
				if !slices.Contains([]string{"{order}", "{date}", "{due}", "{amount}", "{tracking}"}, name) {
					return fmt.Errorf("%s is not known", name)
				}
			}
		}
		if i == 0 && fill.MatchString(wordings[len(wordings)-1]) {
			return fmt.Errorf("nothing can be said for certain")
		}
	}
	return nil
}

// LanguageFor is the language that a buyer in a zone most likely reads; English
// where the zone tells nothing.
func (r *Rules) LanguageFor(zone string) string {
	for _, l := range r.Languages {
		if slices.Contains(l.Zones, zone) {
			return l.ID
		}
	}
	return "en"
}

// Sentence says in a language how a return stands. zone is the buyer's; dates are
// those of the buyer's calendar.
func (r *Rules) Sentence(s State, lang string, v Said, zone *time.Location) string {
	i := slices.IndexFunc(r.Languages, func(l Language) bool { return l.ID == lang })
	if i < 0 {
		return ""
	}
	l := r.Languages[i]
	known := map[string]string{
		"{order}": v.Order, "{date}": l.day(v.At, zone), "{due}": l.day(v.Due, zone), "{amount}": l.Write(v.Amount),
		"{tracking}": v.Tracking,
	}
	var said []string
	for _, wordings := range r.Words[s][lang] {
		for _, w := range wordings {
			whole := true
			w = fill.ReplaceAllStringFunc(w, func(name string) string {
				whole = whole && known[name] != ""
				return known[name]
			})
			if whole {
				said = append(said, w)
				break
			}
		}
	}
	return strings.Join(said, l.Space)
}

// day writes a date as the language does.
func (l Language) day(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(zone)
	day, month := strconv.Itoa(t.Day()), strconv.Itoa(int(t.Month()))
	if t.Day() == 1 && l.First != "" {
		day = l.First
	}
	if len(l.Months) > 0 {
		month = l.Months[t.Month()-1]
	}
	return strings.NewReplacer("{d}", day, "{month}", month, "{y}", strconv.Itoa(t.Year())).Replace(l.Date)
}

// DueAfter is when the next step should be reached after one at t; the zero time
// where nothing follows.
func (r *Rules) DueAfter(s State, t time.Time) time.Time {
	if r.Days[s] == 0 || t.IsZero() {
		return time.Time{}
	}
	return t.AddDate(0, 0, r.Days[s])
}
