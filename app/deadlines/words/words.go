// Package words says what is due in sentences: for the window, for paper, for
// commands and for calendars alike.
package words

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"casefolio/app/deadlines"
)

// Texts gives the sentence of a key, with its placeholders filled from pairs
// of name and value.
type Texts func(key string, pairs ...string) string

// State is how urgent an item is.
type State int

// The states, the calmest first.
const (
	Done   State = iota // stopped, or nothing to be done before it is due
	Paused              // waits for the buyer
	Open                // without a date
	Later               // in good time
	Soon                // it is to be sent or due today
	Late                // over
)

// StateOf tells how urgent an item is at now, whose zone says what today is.
func StateOf(i deadlines.Item, now time.Time) State {
	switch {
	case i.Stopped:
		return Done
	case i.Paused:
		return Paused
	case i.Due.IsZero():
		return Open
	case i.Late(now):
		return Late
	case i.Kind == deadlines.Waiting:
		return Later
	case daysBetween(now, i.Due.In(now.Location())) <= 0, !i.SendBy.IsZero() && daysBetween(now, i.SendBy.In(now.Location())) <= 0:
		return Soon
	}
	return Later
}

// Left says how much time there is at now, or how much is gone; it is empty
// where nothing is known.
func (t Texts) Left(i deadlines.Item, now time.Time) string {
	switch StateOf(i, now) {
	case Done:
		return t("due.left.done")
	case Paused:
		return t("due.left.paused")
	case Open:
		return ""
	case Late:
		return t("due.left.late", "time", t.Length(now.Sub(i.Due)))
	}
	if i.Kind == deadlines.Waiting {
		return t("due.left.wait", "time", t.Length(i.Due.Sub(now)))
	}
	return t("due.left", "time", t.Length(i.Due.Sub(now)))
}

// Length writes a length of time as people say it: two units at most, and days
// alone from a week on.
func (t Texts) Length(d time.Duration) string {
	const day = 24 * time.Hour
	switch d = d.Truncate(time.Minute); {
	case d < time.Minute:
		return t("due.length.moment")
	case d < time.Hour:
		return t("due.length.minutes", "minutes", count(int64(d/time.Minute)))
	case d < day && d%time.Hour == 0:
		return t("due.length.hours", "hours", count(int64(d/time.Hour)))
	case d < day:
		return t("due.length.hours_minutes", "hours", count(int64(d/time.Hour)), "minutes", count(int64(d%time.Hour/time.Minute)))
	case d < 7*day && d%day >= time.Hour:
		return t("due.length.days_hours", "days", count(int64(d/day)), "hours", count(int64(d%day/time.Hour)))
	}
	return t("due.length.days", "days", count(int64(d/day)))
}

// Title says what is to be done.
func (t Texts) Title(i deadlines.Item) string {
	title := oneLine(i.Title)
	switch i.Kind {
	case deadlines.Promised, deadlines.Task:
		return t("due.titled", "kind", t.Kind(i.Kind), "title", title)
	case deadlines.Programme, deadlines.Return, deadlines.ReturnWindow:
		if title != "" {
			return title
		}
	case deadlines.Waiting:
		if slices.Contains(deadlines.Waits(), i.For) {
			title = t("due.wait." + i.For)
		}
		return joined(title, oneLine(i.Text))
	}
	return joined(t.Sort(i), title)
}

// Sort names the clock that an item is, without anything of its case.
func (t Texts) Sort(i deadlines.Item) string {
	if i.Kind == deadlines.FirstResponse && i.From == deadlines.FromAsked {
		return t("due.kind.asked")
	}
	return t.Kind(i.Kind)
}

// Kind names a kind of clock.
func (t Texts) Kind(k deadlines.ItemKind) string { return t("due.kind." + string(k)) }

// Why says where a due date comes from: how long the clock runs, what it began
// with, who says so.
func (t Texts) Why(i deadlines.Item) string {
	switch {
	case i.Kind == deadlines.Waiting || i.Kind == deadlines.Hard || i.Why == "":
		return ""
	case i.Why == deadlines.WhyTyped:
		return t("due.why.typed")
	}
	why := t("due.why." + i.Why)
	if i.Why == deadlines.WhyRule && i.Source != "" {
		why = oneLine(i.Source)
	}
	if i.Span.IsZero() {
		return why
	}
	return joined(why, t.Span(i.Span))
}

// From says what the period of a rule is counted from, for that is not always
// what the platform counts from; it is empty for every other item.
func (t Texts) From(i deadlines.Item, now time.Time) string {
	if i.Why != deadlines.WhyRule || i.From == "" || i.Start.IsZero() {
		return ""
	}
	return t("due.from."+i.From, "time", i.Start.In(now.Location()).Format("2006-01-02 15:04"))
}

// Note is what stands beside a due date: the seller's words, or those of the rule
// in lang, "zh" or another.
func Note(i deadlines.Item, lang string) string {
	if lang == "zh" && i.TextZH != "" {
		return i.TextZH
	}
	return i.Text
}

// Span writes how long a clock runs.
func (t Texts) Span(s deadlines.Span) string {
	if s.IsZero() {
		return t("due.span.none")
	}
	return t("due.span."+string(s.Unit), "count", count(s.N))
}

// Moment writes an instant for reading at a glance: the time alone on the day of
// now, which is called so, the date otherwise. now's zone is taken.
func (t Texts) Moment(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(now.Location())
	clock := at.Format("15:04")
	switch days := daysBetween(now, at); {
	case days == 0:
		return t("due.moment.today", "time", clock)
	case days == 1:
		return t("due.moment.tomorrow", "time", clock)
	case days == -1:
		return t("due.moment.yesterday", "time", clock)
	case days > 1 && days < 7:
		return t("due.moment.day", "day", t("due.day."+count(int64((at.Weekday()+6)%7+1))), "time", clock)
	case at.Year() == now.Year():
		return at.Format("01-02 15:04")
	}
	return at.Format("2006-01-02 15:04")
}

// Buyer writes the buyer's clock at an instant; it is empty where their zone is
// unknown or runs with that of now.
func (t Texts) Buyer(at, now time.Time, zone string) string {
	if zone == "" || at.IsZero() {
		return ""
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return ""
	}
	own, theirs := at.In(now.Location()), at.In(loc)
	_, a := own.Zone()
	_, b := theirs.Zone()
	switch {
	case a == b:
		return ""
	case own.YearDay() == theirs.YearDay():
		return t("due.buyer", "time", theirs.Format("15:04"))
	}
	return t("due.buyer", "time", theirs.Format("01-02 15:04"))
}

// Who says whose case it is: its number and, with name, the buyer.
func (t Texts) Who(i deadlines.Item, name bool) string {
	if !name {
		return i.Number
	}
	return joined(i.Number, oneLine(i.Customer))
}

// daysBetween counts midnights.
func daysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

// joined puts a middle dot between what is there.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
