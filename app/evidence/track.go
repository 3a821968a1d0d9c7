package evidence

import (
	"strings"
	"time"
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

// trackHow is how a record is read: the zone of times of which nothing better is
// known, the buyer's zone where it is known, the clock, what the seller chose,
// and the columns of tables that were mapped before, by their signature.
type trackHow struct {
	zone, buyer *time.Location
	now         time.Time
	choices     TrackChoices
	columns     map[string][]string
}

func (o Options) tracks(now time.Time) trackHow {
	return trackHow{zone: o.Zone, buyer: o.BuyerZone, now: now, columns: o.TrackColumns}
}

// readPage reads what was copied from a tracking page. sure tells that nearly
// all of its events speak of parcels.
func (r *trackReader) readPage(lines []line, how trackHow) (out Reading, sure, ok bool) {
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
	most := 5 // lines to an event; pages that break an event into many give a number
	if found && told > 1 {
		most = 8
	}
	few := told < 3 && len(events)*most < filledLines(lines)
	if told*10 < len(events)*4 || !found && told < 2 || few {
		return Reading{}, false, false
	}
	out = r.reading(raw, events, r.clockOf(lines), how)
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

// reading gives the events their instants, with one date order for all. clock is
// the zone that the page says it writes in, or nil.
func (r *trackReader) reading(raw []rawEvent, events []Event, clock *time.Location, how trackHow) Reading {
	stamps := make([]stamp, len(raw))
	for i, e := range raw {
		stamps[i] = e.at
	}
	zone := how.zone
	if clock != nil {
		zone = clock
	}
	res := newOrdered(stamps, how.choices.Order, zone, how.now)
	for i := range events {
		events[i].Seq = i + 1
		events[i].At = res.at(raw[i].at)
		events[i].DateOnly = raw[i].at.hasDate && !raw[i].at.hasTime
		events[i].ZoneKnown = raw[i].at.zoned || clock != nil && raw[i].at.hasTime
	}
	if clock == nil {
		r.places.setZones(events, raw, how.buyer, func(s stamp, loc *time.Location) time.Time {
			there := *res
			there.zone = loc
			return there.at(s)
		})
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

// clockOf finds a note such as "Beijing time" among the lines of a page.
func (r *trackReader) clockOf(lines []line) *time.Location {
	for _, l := range lines[:min(len(lines), sampleLines)] {
		if len(l.text) > 200 {
			continue
		}
		folded := strings.ToLower(l.text)
		for _, note := range r.clocks {
			for _, word := range note.words {
				if strings.Contains(folded, word) {
					return note.zone
				}
			}
		}
	}
	return nil
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
	var d dayReader
	for i, l := range lines {
		at, rest, ok := r.eventStart(l.text)
		switch {
		case ok && at.hasDate:
			d.dated(at, rest, i)
		case ok && at.hasTime && d.day.hasDate:
			d.timed(at, rest, i)
		case d.dayAlone || d.ended:
			if at, rest, ok := r.endsWithClock(l.text); ok {
				d.timed(at, rest, i)
				d.ended = true
				break
			}
			d.more(r.content(l.text), i)
		case len(d.list) > 0:
			d.more(r.content(l.text), i)
		}
		if len(d.list) > maxEvents {
			break
		}
	}
	return r.placeAbove(d.list, lines)
}

// dayReader gathers events while their lines go by.
type dayReader struct {
	list     []rawEvent
	day      stamp
	dayAlone bool // the last event is a line with nothing but a day
	ended    bool // the lines below the last day end with their time
}

func (d *dayReader) dated(at stamp, rest string, line int) {
	d.dayAlone = !at.hasTime && rest == ""
	d.day, d.ended = at, d.ended && d.dayAlone
	d.list = append(d.list, rawEvent{at: at, text: rest, line: line})
}

// timed takes a time of the last day, in place of a line with that day alone.
func (d *dayReader) timed(at stamp, rest string, line int) {
	if d.dayAlone {
		d.list = d.list[:len(d.list)-1]
	}
	d.list = append(d.list, rawEvent{at: at.withDate(d.day), text: rest, line: line})
	d.dayAlone = false
}

// more takes a line that could belong to the last event.
func (d *dayReader) more(text string, line int) {
	if last := &d.list[len(d.list)-1]; text != "" && line-last.line <= 4 {
		last.more = append(last.more, text)
		d.dayAlone = d.dayAlone && last.text != ""
	}
}

// endsWithClock reads a line that ends with a time of day, as some pages write
// them below the day, behind the number of the line or not.
func (r *trackReader) endsWithClock(text string) (at stamp, rest string, ok bool) {
	text = strings.TrimRightFunc(text, isBlankOrMark)
	from := len(text)
	for range 3 { // "10:52", "10:52 Uhr", "10:52 a. m."
		if from = strings.LastIndexFunc(text[:from], isBlank); from < 0 {
			break
		}
		c := cursor{s: text, i: from}
		c.blanks()
		if at, ok = r.dates.clock(&c); ok && c.atEnd() {
			rest = strings.TrimLeft(strings.TrimFunc(text[:from], isBlankOrMark), "0123456789")
			rest = strings.TrimFunc(rest, isBlankOrMark)
			return at, rest, rest != ""
		}
	}
	return stamp{}, "", false
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
	if len(folded) < len(text) && (r.labels.skip[folded] || r.labels.number[folded] || r.labels.other[folded]) || strings.HasPrefix(folded, "powered by") || strings.Contains(folded, "www.") {
		return ""
	}
	if label, value, ok := labelled(text); ok {
		switch {
		case r.labels.status[label], r.labels.place[label]:
			return value
		case r.labels.number[label], r.labels.other[label], r.labels.skip[label]:
			return ""
		}
	}
	return text
}
