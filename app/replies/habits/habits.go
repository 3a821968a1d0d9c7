// Package habits writes days and times as the reader of a language does.
package habits

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/facts"
)

// Habits are those of all languages.
type Habits struct {
	languages map[string]language
}

// Forms are the patterns of a language, or of a part of its readers.
type forms struct {
	Date   string `json:"date"`   // a day
	Day    string `json:"day"`    // a day with its weekday
	Time   string `json:"time"`   // of day
	Moment string `json:"moment"` // with {day}, {time} and {zone}
	Scan   string `json:"scan"`   // with {place} and {when}

	Halves []string `json:"halves,omitempty"` // of a day, where Time has {half}
}

// or takes what is left out from others.
func (f forms) or(others forms) forms {
	for _, p := range []struct {
		to   *string
		from string
	}{{&f.Date, others.Date}, {&f.Day, others.Day}, {&f.Time, others.Time}, {&f.Moment, others.Moment}, {&f.Scan, others.Scan}} {
		if *p.to == "" {
			*p.to = p.from
		}
	}
	if f.Halves == nil {
		f.Halves = others.Halves
	}
	return f
}

type elsewhere struct {
	forms              // what is left out is as the language has it
	Months    []string `json:"months,omitempty"`
	Zones     []string `json:"zones"` // IANA names; all that begin so, where one ends in a slash
	Countries []string `json:"countries"`
}

type language struct {
	forms
	Weekdays  []string    `json:"weekdays"` // from Monday
	Months    []string    `json:"months,omitempty"`
	First     string      `json:"first,omitempty"` // of a month
	Elsewhere []elsewhere `json:"elsewhere,omitempty"`

	Cite map[string]string `json:"cite"` // how a text points to what is attached, by kind, with {n}; "other" for all else
}

const habitsFile = "rules/habits.json"

// Load reads and checks rules/habits.json.
func Load(files fs.FS) (*Habits, error) {
	var f struct {
		Note      string              `json:"note"`
		Languages map[string]language `json:"languages"`
	}
	if err := facts.Whole(files, habitsFile, &f); err != nil {
		return nil, err
	}
	for id, l := range f.Languages {
		for i, e := range l.Elsewhere {
			if e.forms = e.or(l.forms); len(e.Months) == 0 {
				e.Months = l.Months
			}
			l.Elsewhere[i] = e
		}
		if err := l.check(); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", habitsFile, id, err)
		}
	}
	for _, id := range []string{"zh", "en"} {
		if _, ok := f.Languages[id]; !ok {
			return nil, fmt.Errorf("%s: %s is missing", habitsFile, id)
		}
	}
	return &Habits{f.Languages}, nil
}

func (l language) check() error {
	if len(l.Weekdays) != 7 || slices.Contains(l.Weekdays, "") {
		return fmt.Errorf("seven weekdays are wanted")
	}
	all := []forms{l.forms}
	names := [][]string{l.Months}
	for _, e := range l.Elsewhere {
		if len(e.Zones)+len(e.Countries) == 0 {
			return fmt.Errorf("elsewhere is nowhere")
		}
		all, names = append(all, e.forms), append(names, e.Months)
	}
	for _, f := range all {
		month := "{m}"
		if len(l.Months) > 0 {
			month = "{month}"
		}
		for _, want := range [][]string{
			{f.Date, "{y}", month, "{d}"}, {f.Day, "{y}", month, "{d}", "{weekday}"}, {f.Time, "{M}"},
			{f.Moment, "{day}", "{time}", "{zone}"}, {f.Scan, "{place}", "{when}"},
		} {
			for _, token := range want[1:] {
				if !strings.Contains(want[0], token) {
					return fmt.Errorf("%q misses %s", want[0], token)
				}
			}
		}
		if whole := strings.Contains(f.Time, "{H}") || strings.Contains(f.Time, "{hour}"); !whole && (!strings.Contains(f.Time, "{h}") || !strings.Contains(f.Time, "{half}")) {
			return fmt.Errorf("%q has no hour", f.Time)
		}
		if strings.Contains(f.Time, "{half}") && (len(f.Halves) != 2 || slices.Contains(f.Halves, "")) {
			return fmt.Errorf("two halves of a day are wanted")
		}
	}
	for _, months := range names {
		if n := len(months); n != len(l.Months) || n != 0 && n != 12 || slices.Contains(months, "") {
			return fmt.Errorf("twelve months are wanted")
		}
	}
	return nil
}

// Cite is how a text points to evidence of a kind, by language, with {n} for its
// number.
func (h *Habits) Cite(kind string) map[string]string {
	all := make(map[string]string, len(h.languages))
	for id, l := range h.languages {
		if all[id] = l.Cite[kind]; all[id] == "" {
			all[id] = l.Cite["other"]
		}
	}
	return all
}

// Languages are those that have habits.
func (h *Habits) Languages() (all []string) {
	for id := range h.languages {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// Habit is how one reader is written to.
type Habit struct {
	language
	forms
	zone *time.Location
}

// For is the habit of a reader of a language, English where it is not known. zone
// is the reader's, an empty one stays as the times have it; country is as an order
// report writes it and may be empty. The zone decides where both are known.
func (h *Habits) For(lang, zone, country string) Habit {
	l, ok := h.languages[lang]
	if !ok {
		l = h.languages["en"]
	}
	is := Habit{language: l, forms: l.forms}
	if zone != "" {
		if loc, err := time.LoadLocation(zone); err == nil {
			is.zone = loc
		}
	}
	for _, e := range l.Elsewhere {
		in := slices.ContainsFunc(e.Zones, func(z string) bool {
			return z == zone || strings.HasSuffix(z, "/") && strings.HasPrefix(zone, z)
		})
		if is.zone == nil {
			in = slices.ContainsFunc(e.Countries, func(c string) bool { return strings.EqualFold(c, strings.TrimSpace(country)) })
		}
		if in {
			is.forms, is.Months = e.forms, e.Months
			break
		}
	}
	return is
}

func (h Habit) in(t time.Time) time.Time {
	if h.zone != nil {
		return t.In(h.zone)
	}
	return t
}

// Moment writes a day and a time of day in the reader's zone, with the zone
// beside it, so that it reads the same on both sides.
func (h Habit) Moment(t time.Time) string {
	t = h.in(t)
	return strings.NewReplacer("{day}", h.write(h.forms.Day, t), "{time}", h.write(h.forms.Time, t), "{zone}", Offset(t)).Replace(h.forms.Moment)
}

// Date writes a day that was, in the reader's zone.
func (h Habit) Date(t time.Time) string { return h.write(h.forms.Date, h.in(t)) }

// Day writes a day that comes, with its weekday, in the reader's zone.
func (h Habit) Day(t time.Time) string { return h.write(h.forms.Day, h.in(t)) }

// Coming writes a day that comes, with its weekday, as it stands.
func (h Habit) Coming(t time.Time) string { return h.write(h.forms.Day, t) }

// Standing writes a day as it stands: its zone is not known, or it is only a day.
func (h Habit) Standing(t time.Time) string { return h.write(h.forms.Date, t) }

// Clock writes a day and a time of day as they stand, without a zone: the clock
// of a place that the text names.
func (h Habit) Clock(t time.Time) string {
	return h.write(h.forms.Date, t) + h.between() + h.write(h.forms.Time, t)
}

// between stands between a day and a time of day.
func (h Habit) between() string {
	_, after, _ := strings.Cut(h.forms.Moment, "{day}")
	sign, _, _ := strings.Cut(after, "{time}")
	return sign
}

// Scan writes where and when a parcel was seen; either may be empty.
func (h Habit) Scan(place, when string) string {
	if place == "" || when == "" {
		return place + when
	}
	return strings.NewReplacer("{place}", place, "{when}", when).Replace(h.forms.Scan)
}

func (h Habit) write(pattern string, t time.Time) string {
	month := strconv.Itoa(int(t.Month()))
	if len(h.Months) > 0 {
		month = h.Months[t.Month()-1]
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 && h.First != "" {
		day = h.First
	}
	half, hour := "", (t.Hour()+11)%12+1
	if len(h.forms.Halves) == 2 {
		half = h.forms.Halves[t.Hour()/12]
	}
	return strings.NewReplacer(
		"{weekday}", h.Weekdays[(int(t.Weekday())+6)%7], "{month}", month, "{m}", strconv.Itoa(int(t.Month())),
		"{y}", strconv.Itoa(t.Year()), "{d}", day, "{H}", t.Format("15"), "{M}", t.Format("04"),
		"{hour}", strconv.Itoa(t.Hour()), "{h}", strconv.Itoa(hour), "{half}", half,
	).Replace(pattern)
}

// Offset writes "UTC+8" or "UTC+5:30".
func Offset(t time.Time) string {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	hours, minutes := seconds/3600, seconds%3600/60
	if minutes == 0 {
		return fmt.Sprintf("UTC%c%d", sign, hours)
	}
	return fmt.Sprintf("UTC%c%d:%02d", sign, hours, minutes)
}
