package evidence

import (
	"strings"
	"time"
	"unicode"
)

// maxEvents is the most lines of a tracking record that are read.
const maxEvents = 10_000

// The problem code of a record with more lines than that.
const problemMoreEvents = "more_events"

// rawEvent is an event whose instant is still open.
type rawEvent struct {
	at          stamp
	text, place string
	more        []string // lines below that could belong to it
	line        int
}

// The ids of the formats of tracking records.
const (
	formatTrackText = "tracking_text"
	formatTrackCSV  = "tracking_csv"
)

// readText reads what was copied from a tracking page. sure tells that nearly
// all of its events speak of parcels.
func (r *trackReader) readText(lines []line, zone *time.Location, now time.Time) (out Reading, sure, ok bool) {
	raw := r.leading(lines)
	if len(raw) == 0 {
		raw = r.block(lines)
	}
	if len(raw) == 0 {
		raw = r.trailing(lines)
	}
	if len(raw) == 0 {
		return Reading{}, false, false
	}
	parcel, found := r.findParcel(lines)
	events := r.finish(raw)
	told := 0
	for _, e := range events {
		if e.Milestone != "" {
			told++
		}
	}
	few := told < 3 && len(events)*5 < filledLines(lines)
	if told*10 < len(events)*4 || !found && told < 2 || few {
		return Reading{}, false, false
	}
	out = r.reading(raw, events, zone, now)
	out.Format, out.Parcel = formatTrackText, parcel
	return out, told*10 >= len(events)*8 && told >= 3, true
}

func filledLines(lines []line) int {
	n := 0
	for _, l := range lines {
		if !blank(l.text) {
			n++
		}
	}
	return n
}

// reading gives the events their instants, with one date order for all.
func (r *trackReader) reading(raw []rawEvent, events []Event, zone *time.Location, now time.Time) Reading {
	stamps := make([]stamp, len(raw))
	for i, e := range raw {
		stamps[i] = e.at
	}
	res := newResolver(stamps, zone, now)
	for i := range events {
		events[i].Seq = i + 1
		events[i].At = res.at(raw[i].at)
		events[i].ZoneKnown = raw[i].at.zoned
		events[i].DateOnly = raw[i].at.hasDate && !raw[i].at.hasTime
	}
	out := Reading{Kind: Tracking, Events: events, EventAt: newest(events)}
	switch {
	case len(raw) > maxEvents:
		out.Events, out.Problem = out.Events[:maxEvents], problemMoreEvents
	case res.guessed:
		out.Problem = problemOrder
	}
	return out
}

func newest(events []Event) time.Time {
	var at time.Time
	for _, e := range events {
		if e.At.After(at) {
			at = e.At
		}
	}
	return at
}

// leading reads events that begin with their time, or with a time below a line
// with the day.
func (r *trackReader) leading(lines []line) []rawEvent {
	var list []rawEvent
	var day stamp
	dayAlone := false // the last event is a line with nothing but a day
	for i, l := range lines {
		at, rest, ok := r.eventStart(l.text)
		switch {
		case ok && at.hasTime && !at.hasDate && day.hasDate:
			if dayAlone {
				list = list[:len(list)-1]
			}
			list = append(list, rawEvent{at: at.withDate(day), text: rest, line: i})
			dayAlone = false
		case ok && at.hasDate:
			day = at
			dayAlone = !at.hasTime && rest == ""
			list = append(list, rawEvent{at: at, text: rest, line: i})
		case len(list) > 0:
			last := &list[len(list)-1]
			if text := r.content(l.text); text != "" && i-last.line <= 4 {
				last.more = append(last.more, text)
				dayAlone = dayAlone && last.text != ""
			}
		}
		if len(list) > maxEvents {
			break
		}
	}
	return r.placeAbove(list, lines)
}

// placeAbove serves pages that write what happened above its time: when the
// last time has nothing below it and the first has something above, each event
// takes the lines above it.
func (r *trackReader) placeAbove(list []rawEvent, lines []line) []rawEvent {
	if len(list) == 0 || list[len(list)-1].text != "" || len(list[len(list)-1].more) > 0 {
		return drop(list)
	}
	var above []string
	for i := list[0].line - 1; i >= 0 && i >= list[0].line-2; i-- {
		if text := r.content(lines[i].text); text != "" {
			above = append([]string{text}, above...)
		}
	}
	if len(above) == 0 {
		return drop(list)
	}
	for i := range list {
		above, list[i].more = list[i].more, above
	}
	return drop(list)
}

// drop leaves out times with nothing to say.
func drop(list []rawEvent) []rawEvent {
	kept := list[:0]
	for _, e := range list {
		if e.text != "" || len(e.more) > 0 {
			kept = append(kept, e)
		}
	}
	return kept
}

// eventStart reads the time at the start of a line, after bullets, and returns
// what follows it.
func (r *trackReader) eventStart(text string) (at stamp, rest string, ok bool) {
	c := cursor{s: text}
	for c.takeAny(" \t\u3000\u00a0*\u2022\u25cf\u25cb\u00b7\u2022\u221a\u2713>|[(\u3010") != 0 {
	}
	if _, size := c.peek(); size == 0 {
		return stamp{}, "", false
	}
	start := c
	at, ok = r.dates.stamp(&c)
	if !ok {
		c = start
		if at, ok = r.dates.date(&c, true); ok {
			if t, timed := r.dates.clockAfter(&c); timed {
				at = t.withDate(at)
			} else {
				r.weekdayAfter(&c)
			}
		} else {
			c = start
			at, ok = r.dates.clock(&c)
		}
	}
	if !ok {
		return stamp{}, "", false
	}
	end := c.i
	c.takeAny("])\u3011")
	parted := c.takeAny(",;|:-\u2013\u2014\uff0c\uff1a") != 0 || c.i > end
	if c.blanks() == 0 && !parted && !startsWide(text[c.i:]) && c.i < len(text) && !strings.HasPrefix(text[c.i:], "[") {
		return stamp{}, "", false
	}
	for c.takeAny("-\u2013\u2014|,;") != 0 {
		c.blanks()
	}
	return at, strings.TrimFunc(text[c.i:], isBlankOrMark), true
}

func (r *trackReader) weekdayAfter(c *cursor) {
	at := *c
	c.take(',')
	c.blanks()
	if !r.dates.weekday(c) {
		*c = at
	}
}

func startsWide(s string) bool {
	f := firstRune(s)
	return wide(f) || f == '\u3010' || f == '\uff0c'
}

func isBlankOrMark(c rune) bool { return isBlank(c) || isMark(c) }

// trailing reads events that end with their time.
func (r *trackReader) trailing(lines []line) []rawEvent {
	var list []rawEvent
	for i, l := range lines {
		if len(l.text) > 1000 || len(list) > maxEvents {
			continue
		}
		for j, c := range l.text {
			if !isBlank(c) && c != '[' && c != '(' {
				continue
			}
			text := strings.TrimFunc(l.text[:j], isBlankOrMark)
			cur := cursor{s: l.text, i: j + len(string(c))}
			if at, ok := r.dates.stamp(&cur); ok && text != "" {
				cur.takeAny(")]")
				if cur.atEnd() {
					list = append(list, rawEvent{at: at, text: strings.TrimRight(text, ",;|- "), line: i})
					break
				}
			}
		}
	}
	return list
}

// block reads the one event of a summary: "Status: …", "Latest update: …".
func (r *trackReader) block(lines []line) []rawEvent {
	var e rawEvent
	for i, l := range lines[:min(len(lines), 40)] {
		label, value, ok := labelled(l.text)
		switch {
		case !ok:
		case r.labels.status[label] && e.text == "":
			e.text = value
		case r.labels.place[label] && e.place == "":
			e.place = value
		case r.labels.time[label] && !e.at.hasDate:
			if at, rest, ok := r.eventStart(value); ok && at.hasDate {
				e.at, e.line = at, i
				if rest != "" {
					e.more = append(e.more, rest)
				}
			}
		}
	}
	if !e.at.hasDate || e.text == "" && len(e.more) == 0 {
		return nil
	}
	return []rawEvent{e}
}

// content returns what a line says about an event, or "" for labels of the
// page, rules and blank lines.
func (r *trackReader) content(text string) string {
	text = strings.TrimFunc(text, isBlankOrMark)
	if !hasLetter(text) || strings.HasPrefix(text, "===") || strings.HasPrefix(text, "---") {
		return ""
	}
	folded := strings.ToLower(strings.TrimRight(text, ":\uff1a"))
	if len(folded) < len(text) && (r.labels.skip[folded] || r.labels.number[folded]) || strings.HasPrefix(folded, "powered by") {
		return ""
	}
	if label, value, ok := labelled(text); ok {
		switch {
		case r.labels.status[label], r.labels.place[label]:
			return value
		case r.labels.number[label], r.labels.skip[label]:
			return ""
		}
	}
	return text
}

// finish sorts the words of each event into what happened and where.
func (r *trackReader) finish(raw []rawEvent) []Event {
	events := make([]Event, len(raw))
	for i, e := range raw {
		text, place := e.text, e.place
		if text == "" && len(e.more) > 0 {
			text, e.more = e.more[0], e.more[1:]
		}
		if rest, found := r.split(text); place == "" && !r.placedBelow(text, rest, e.more) {
			text, place = rest, found
		}
		for _, more := range e.more {
			text, place = r.join(text, place, more)
		}
		events[i] = Event{Text: text, Place: place, Milestone: r.milestone(text)}
	}
	return events
}

// placedBelow tells whether the line below an event names its place rather than
// the words at its end ("Delivered, front door", then the city).
func (r *trackReader) placedBelow(text, rest string, more []string) bool {
	return len(more) > 0 && strings.HasPrefix(text, rest) && len(more[0]) <= maxPlace && r.milestone(more[0]) == ""
}

// maxPlace is the longest place that is taken for one, in bytes.
const maxPlace = 80

// join adds a line below an event: the place when the event has none and the
// line is short and tells nothing, or what happened when the line above was the
// place.
func (r *trackReader) join(text, place, more string) (string, string) {
	short := len(more) <= maxPlace
	tells := r.milestone(more) != ""
	switch {
	case text == "":
		return more, place
	case place == "" && short && !tells && r.milestone(text) != "":
		return text, more
	case place == "" && len(text) <= maxPlace && tells && r.milestone(text) == "":
		return more, text
	}
	return text + "\n" + more, place
}

// split parts the place from an event's text: in corner brackets in front, or
// the part without a keyword on one side of the part with one, at the separator
// that leaves the fewest words beside what happened.
func (r *trackReader) split(text string) (rest, place string) {
	if inner, after, ok := strings.Cut(strings.TrimPrefix(text, "\u3010"), "\u3011"); ok && strings.HasPrefix(text, "\u3010") {
		if after = strings.TrimLeft(after, " ,\uff0c:\uff1a"); after != "" && inner != "" {
			return after, inner
		}
	}
	rest = text
	for _, sep := range []string{"\t", "|", " - ", "  ", ", ", ";", ",", "\uff0c", " / ", ": "} {
		parts := strings.Split(text, sep)
		if len(parts) < 2 || len(parts) > 8 {
			continue
		}
		if r, p, ok := r.splitAt(parts, sep); ok && len(r) < len(rest) {
			rest, place = r, p
		}
	}
	return rest, place
}

func (r *trackReader) splitAt(parts []string, sep string) (rest, place string, ok bool) {
	first, last := -1, -1
	for i, p := range parts {
		if r.milestone(p) != "" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	trim := func(from, to int) string {
		return strings.TrimFunc(strings.Join(parts[from:to], sep), isBlankOrMark)
	}
	switch {
	case first > 0:
		place, rest = trim(0, first), trim(first, len(parts))
	case first == 0 && last+1 < len(parts):
		rest, place = trim(0, last+1), trim(last+1, len(parts))
		if len(strings.Fields(place)) > 6 || unicode.IsLower(firstRune(place)) {
			return "", "", false
		}
	}
	if place == "" || rest == "" || len(place) > maxPlace || !hasLetter(place) {
		return "", "", false
	}
	return rest, place, true
}
