package tasks

import (
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/ui/kit"
)

// preset is a moment that is chosen with one tap: the evening of a day that is
// so many days on.
type preset struct {
	key  string // of "tasks.when."
	days int
}

// evening is the hour at which a day's work is over unless somebody says
// otherwise.
const evening = 18

// at counts days by the calendar, so that it holds over a change of the clocks.
func (p preset) at(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()+p.days, evening, 0, 0, 0, now.Location())
}

// presets are the moments that are usual from now on.
func presets(now time.Time) []preset {
	list := []preset{{"today", 0}, {"tomorrow", 1}, {"days", 3}, {"week", 7}}
	if !list[0].at(now).After(now) {
		return list[1:]
	}
	return list
}

// when is where a moment is typed or chosen; empty is none.
type when struct {
	entry *kit.Entry
	chips []*kit.Chip
	list  []preset
	now   func() time.Time
	was   time.Time
}

// newWhen returns an entry that begins with at.
func newWhen(now func() time.Time, at time.Time, list []preset) *when {
	w := &when{entry: kit.NewEntry(), list: list, now: now}
	w.entry.SetPlaceHolder(kit.T("tasks.when.hint"))
	for _, one := range list {
		w.chips = append(w.chips, kit.NewChip(kit.T("tasks.when."+one.key), kit.ToneNeutral, func() { w.toggle(one) }))
	}
	w.entry.OnChanged = func(string) { w.mark() }
	w.set(at)
	return w
}

func (w *when) set(at time.Time) {
	w.was = at
	w.entry.SetText(w.write(at))
	w.mark()
}

// toggle chooses a moment, or none where it is chosen already.
func (w *when) toggle(one preset) {
	text := w.write(one.at(w.now()))
	if w.entry.Text == text {
		text = ""
	}
	w.entry.SetText(text)
}

func (w *when) mark() {
	for i, one := range w.list {
		w.chips[i].SetSelected(w.entry.Text == w.write(one.at(w.now())))
	}
}

func (w *when) write(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(w.now().Location()).Format(kit.StampLayout)
}

// time is what was typed, or the zero time; code is the fault of what is no
// time. A time of day alone is the next one. What was not touched keeps its
// seconds.
func (w *when) time(code string) (time.Time, error) {
	text, now := strings.TrimSpace(w.entry.Text), w.now()
	if text == w.write(w.was) {
		return w.was, nil
	}
	if clock, err := deadlines.ParseClock(text); err == nil {
		calendar := deadlines.Calendar{Zone: now.Location()}
		at := calendar.At(deadlines.DayOf(now), clock)
		if !at.After(now) {
			at = calendar.At(deadlines.DayOf(now).Add(1), clock)
		}
		return at, nil
	}
	at, ok := cases.ParseTime(text, now.Location())
	if !ok {
		return at, fault.New(code)
	}
	return at, nil
}
