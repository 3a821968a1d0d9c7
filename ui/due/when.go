package due

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/ui/kit"
)

// preset is a moment that is chosen with one tap; the zero time is none.
type preset struct {
	key string
	at  time.Time
}

// moments makes presets from now and the hours of the shop.
type moments struct {
	now time.Time
	cal deadlines.Calendar
}

func (m moments) in(key string, d time.Duration) preset {
	return preset{key, m.now.Add(d).Truncate(time.Minute)}
}

// morning is the beginning of the first working day at least so many days on.
func (m moments) morning(key string, days int) preset {
	day := deadlines.DayOf(m.now.In(m.zone())).Add(days)
	for range 14 {
		if from, to := m.cal.Hours(day); to.After(from) {
			return preset{key, from}
		}
		day = day.Add(1)
	}
	return preset{key, m.cal.At(deadlines.DayOf(m.now.In(m.zone())).Add(days), 9*60)}
}

// evening is the end of work of the first working day that is not over.
func (m moments) evening(key string, days int) preset {
	day := deadlines.DayOf(m.now.In(m.zone())).Add(days)
	for range 14 {
		if from, to := m.cal.Hours(day); to.After(from) && to.After(m.now) {
			return preset{key, to}
		}
		day = day.Add(1)
	}
	return m.in(key, 8*time.Hour)
}

func (m moments) zone() *time.Location {
	if m.cal.Zone == nil {
		return m.now.Location()
	}
	return m.cal.Zone
}

func (m moments) snooze() []preset {
	return []preset{
		m.morning("tomorrow", 1), m.in("hour", time.Hour), m.in("hours", 3*time.Hour), m.morning("days", 3), m.morning("week", 7),
	}
}

// before is the first of the presets, unless that is after due and another is
// not: what is put off should come back in time.
func (m moments) before(due time.Time, all []preset) time.Time {
	if due.After(m.now) {
		for _, p := range all {
			if p.at.Before(due) {
				return p.at
			}
		}
	}
	return all[0].at
}

func (m moments) wait() []preset {
	return []preset{m.morning("days", 3), m.morning("tomorrow", 1), m.morning("week", 7), {"open", time.Time{}}}
}

func (m moments) promise() []preset {
	return []preset{
		m.evening("evening", 0), m.in("minutes", 10*time.Minute), m.in("hour", time.Hour), m.evening("evening_tomorrow", 1), m.evening("days", 3),
	}
}

// when is a field for a moment: typed, or chosen from what is usual. Below it
// stands the buyer's clock.
type when struct {
	*kit.Field
	entry *kit.Entry
	now   time.Time
	zone  string
	chips []*kit.Chip
	at    []preset
	due   time.Time // a time after it is marked as too late; zero: none is
}

// limit warns of times after due; one that is over already warns of nothing.
func (w *when) limit(due time.Time) {
	if due.After(w.now) {
		w.due = due
		w.changed()
	}
}

// newWhen returns a field that begins with at, which may be zero.
func newWhen(label string, now time.Time, zone string, at time.Time, presets []preset) *when {
	w := &when{entry: kit.NewEntry(), now: now, zone: zone, at: presets}
	w.entry.SetPlaceHolder(now.Format(kit.StampLayout))
	row := kit.Flow(6)
	for _, p := range presets {
		chip := kit.NewChip(kit.T("due.preset."+p.key), kit.ToneNeutral, func() { w.entry.SetText(w.write(p.at)) })
		w.chips = append(w.chips, chip)
		row.Add(chip)
	}
	w.Field = kit.NewField(label, false, kit.VBox(6, w.entry, row))
	w.entry.OnChanged = func(string) { w.changed() }
	w.entry.SetText(w.write(at))
	w.changed()
	return w
}

func (w *when) write(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(w.now.Location()).Format(kit.StampLayout)
}

// changed shows which preset stands in the field and when that is for the buyer.
func (w *when) changed() {
	w.Clear()
	for i, p := range w.at {
		w.chips[i].SetSelected(w.entry.Text == w.write(p.at))
	}
	at, err := w.time()
	if err != nil || at.IsZero() {
		w.WithHint(kit.T("due.when.hint"))
		return
	}
	hint := Words().Moment(at, w.now)
	if b := Words().Buyer(at, w.now, w.zone); b != "" {
		hint += " · " + b
	}
	if !w.due.IsZero() && at.After(w.due) {
		hint += " · " + kit.T("due.when.late", "time", Words().Moment(w.due, w.now))
	}
	w.WithHint(hint)
}

// time is what stands in the field; an empty one is the zero time. A time of day
// alone is the next one.
func (w *when) time() (time.Time, error) {
	text := strings.TrimSpace(w.entry.Text)
	if clock, err := deadlines.ParseClock(text); err == nil {
		c := deadlines.Calendar{Zone: w.now.Location()}
		at := c.At(deadlines.DayOf(w.now), clock)
		if !at.After(w.now) {
			at = c.At(deadlines.DayOf(w.now).Add(1), clock)
		}
		return at, nil
	}
	at, ok := cases.ParseTime(text, w.now.Location())
	if !ok {
		return at, fault.New("due.when")
	}
	return at, nil
}

// later is time for a moment that must lie ahead.
func (w *when) later() (time.Time, error) {
	at, err := w.time()
	if err == nil && !at.After(w.now) {
		err = fault.New("due.past")
	}
	return at, err
}

// blame says at the field what is wrong and gives it the focus.
func (w *when) blame(c fyne.Canvas, err error) {
	sentence, _ := kit.FaultText(err)
	w.SetError(sentence)
	c.Focus(w.entry)
}
