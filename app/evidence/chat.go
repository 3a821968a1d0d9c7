package evidence

import (
	"cmp"
	"strings"
	"time"
)

// sampleLines is how many lines decide on the shape of a chat.
const sampleLines = 3000

// chatReader reads chat logs of many shapes.
type chatReader struct {
	dates  *dates
	words  *speakers
	facts  *factWords
	titles titleWords
	titled string   // the program that the title at the top names
	system []string // phrases of the lines that the app wrote, in lower case
	mail   mailWords
}

// sample tells what the lines are among which heads were found.
type sample struct {
	filled int // lines that are not blank
	fields int // lines of a form ("Order: 123")
	days   int // lines with a day and a weekday or rules around it
}

// head is the start of a message, read from one line.
type head struct {
	at     stamp
	sender string
	body   int  // where the text begins in the line
	inline bool // the text stands in this line, not on the next ones
	system bool // the app speaks, not a person
}

// shape is one way in which chats write the start of a message.
type shape struct {
	format string
	strong bool // no other kind of text looks like this
	days   bool // the day stands in a line of its own
	head   func(r *chatReader, text string) (head, bool)
	proved func(r *chatReader, heads []head, in sample) bool
}

// read reads lines as a chat. strong tells that the shape is one that nothing
// but a chat has.
func (r *chatReader) read(lines []line, opt Options, now time.Time) (out Reading, strong, ok bool) {
	r = r.knowing(opt).titledBy(lines)
	if entries, ok := r.patternOf(lines, opt); ok {
		return r.reading(entries, lines, formatPlain, opt, now), true, true
	}
	sh, ok := r.shapeOf(lines)
	if !ok || !sh.strong {
		if entries, ok := r.remembered(lines, opt); ok {
			return r.reading(entries, lines, formatPlain, opt, now), true, true
		}
	}
	if !ok || !sh.strong || r.startsWithMail(lines) {
		if entries, ok := r.mailEntries(lines); ok {
			return r.reading(entries, lines, formatMail, opt, now), false, true
		}
	}
	if !ok {
		entries, ok := r.copied(lines)
		if !ok {
			return Reading{}, false, false
		}
		return r.reading(entries, lines, formatPlain, opt, now), false, true
	}
	entries := withoutEmpty(r.entries(lines, sh))
	adopt(entries)
	unquoteLines(entries, sh.format)
	r.joinColons(entries)
	return r.reading(entries, lines, r.formatOf(sh, entries), opt, now), sh.strong, true
}

// knowing returns the reader with the names of opt known to it.
func (r *chatReader) knowing(opt Options) *chatReader {
	known := *r
	known.words = r.words.with(opt)
	return &known
}

// formatOf names the format. A shape that several programs share is named after
// one only where the text bears its mark: WeChat's lines with the day, a notice
// of WhatsApp.
func (r *chatReader) formatOf(sh shape, entries []entry) string {
	format := sh.format
	if format == formatWeChat {
		format = formatPlain
	}
	for _, e := range entries {
		if sh.format == formatWeChat && e.at.hasDate {
			format = formatWeChat
		}
		if sh.strong && sh.format == formatPlain && e.system && e.at.hasDate && r.isSystem(e.body) {
			format = formatWhatsApp
		}
	}
	return format
}

// reading resolves the instants and the roles of entries.
func (r *chatReader) reading(entries []entry, lines []line, format string, opt Options, now time.Time) Reading {
	stamps := make([]stamp, 0, len(entries))
	for _, e := range entries {
		stamps = append(stamps, e.at)
	}
	res := newOrdered(stamps, opt.Choices.Order, opt.Choices.zone(opt.Zone), now)
	out := Reading{Kind: Chat, Format: format, Messages: make([]Message, len(entries))}
	for i, e := range entries {
		m := e.message(res)
		if i+1 < len(entries) {
			m.End = int64(entries[i+1].start)
		} else {
			m.End = int64(lines[len(lines)-1].end)
		}
		out.Messages[i] = m
	}
	out.dated(res, stamps)
	r.finish(&out, opt)
	return out
}

// dated tells in which order the dates were read, and what speaks for doubt.
func (out *Reading) dated(res *resolver, stamps []stamp) {
	if res.guessed {
		out.Problem = problemOrder
	}
	if res.open || res.guessed {
		out.example = exampleOf(stamps)
		for name, o := range orders {
			if o == res.order {
				out.order = name
			}
		}
	}
}

// finish does what the messages of every format need: their numbers, facts,
// doubts and speakers.
func (r *chatReader) finish(out *Reading, opt Options) {
	markBackwards(out.Messages)
	for i := range out.Messages {
		m := &out.Messages[i]
		m.Seq = i + 1
		r.facts.mark(m, out.Format)
	}
	r.setRoles(out.Messages)
	opt.Choices.apply(out.Messages)
	out.EventAt = firstTime(out.Messages)
	if out.Problem == "" {
		out.Problem = doubtful(out.Messages)
	}
}

func firstTime(messages []Message) time.Time {
	for _, m := range messages {
		if !m.At.IsZero() {
			return m.At
		}
	}
	return time.Time{}
}

// shapeOf picks the shape with the most heads among those that prove to be a
// chat.
func (r *chatReader) shapeOf(lines []line) (shape, bool) {
	if len(lines) > sampleLines {
		lines = lines[:sampleLines]
	}
	in := sample{filled: filledLines(lines)}
	for _, l := range lines {
		if label, _, ok := labelled(l.text); ok && r.words.isField(label) {
			in.fields++
		}
		if _, sure, ok := r.dayLine(l.text); ok && sure {
			in.days++
		}
	}
	var best shape
	most := 0
	for _, sh := range chatShapes() {
		heads, early := r.headsOf(lines, sh)
		if len(heads) > most && (early || len(heads)*5 >= in.filled) && sh.proved(r, heads, in) {
			best, most = sh, len(heads)
		}
	}
	return best, most > 0
}

// headsOf reads all heads; early tells that the first stands near the top.
func (r *chatReader) headsOf(lines []line, sh shape) (heads []head, early bool) {
	filled := 0
	for _, l := range lines {
		if h, ok := sh.head(r, l.text); ok {
			if len(heads) == 0 {
				early = filled < 12
			}
			heads = append(heads, h)
		}
		if l.text != "" {
			filled++
		}
	}
	return heads, early
}

// entry is a message whose instant is still open.
type entry struct {
	head
	start int
	body  string
}

func (e entry) message(res *resolver) Message {
	m := Message{Sender: e.sender, Body: e.body, Start: int64(e.start), At: res.at(e.at), ZoneKnown: e.at.zoned}
	m.Doubt = res.doubt(m.At, e.at)
	if e.system {
		m.Role, m.Sender = System, ""
	}
	return m
}

// cutter cuts lines into messages. Each message reaches to the next one, so
// that together they hold every byte.
type cutter struct {
	list    []entry
	body    []string
	day     stamp
	pending int      // where the lines begin that belong to the next message, or -1
	held    []string // those lines
}

// entries reads all lines. What stands before the first head, or between a
// line with the day and the next head, is an entry of nobody.
func (r *chatReader) entries(lines []line, sh shape) []entry {
	c := cutter{pending: -1}
	for i, l := range lines {
		if day, ok := r.dayAt(lines, i, sh); ok {
			c.day = day
			c.hold(l)
			continue
		}
		h, ok := sh.head(r, l.text)
		switch {
		case ok:
			if sh.days && h.at.hasTime && !h.at.hasDate {
				h.at = h.at.withDate(c.day)
			}
			if h.at.hasTime && !h.at.hasDate {
				h.body = 0 // a time without a day stays to be read in the text
			}
			c.open(l, h)
		case len(c.list) > 0 && c.pending < 0:
			c.body = append(c.body, l.text)
		case blank(l.text):
			c.hold(l)
		default:
			c.open(l, head{system: true})
		}
	}
	return c.finish()
}

// hold keeps a line for the next message.
func (c *cutter) hold(l line) {
	if c.pending < 0 {
		c.pending = l.start
	}
	c.held = append(c.held, l.text)
}

func (c *cutter) open(l line, h head) {
	c.close()
	e := entry{head: h, start: l.start}
	if c.pending >= 0 {
		e.start, c.pending, c.held = c.pending, -1, c.held[:0]
	}
	c.list = append(c.list, e)
	c.body = append(c.body, l.text[h.body:])
}

// finish ends the last message. Lines that waited for a next one are its own.
func (c *cutter) finish() []entry {
	c.body = append(c.body, c.held...)
	c.close()
	return c.list
}

func (c *cutter) close() {
	if len(c.list) > 0 {
		c.list[len(c.list)-1].body = joinBody(c.body)
	}
	c.body = c.body[:0]
}

func blank(s string) bool {
	c := cursor{s: s}
	return c.atEnd()
}

// joinBody joins the lines of a message, without blank lines around them.
func joinBody(lines []string) string {
	for len(lines) > 0 && blank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	for len(lines) > 1 && blank(lines[0]) {
		lines = lines[1:]
	}
	if len(lines) == 0 || len(lines) == 1 && blank(lines[0]) {
		return ""
	}
	first := strings.TrimLeftFunc(lines[0], func(r rune) bool { return isMark(r) || isBlank(r) })
	if len(lines) == 1 {
		return first
	}
	return first + "\n" + strings.Join(lines[1:], "\n")
}

// dayAt reads the line with the day of the messages below it. A bare date is one
// only where a blank line stands before it and a message behind it: else it may
// be what somebody wrote.
func (r *chatReader) dayAt(lines []line, i int, sh shape) (stamp, bool) {
	if !sh.days {
		return stamp{}, false
	}
	day, sure, ok := r.dayLine(lines[i].text)
	if !ok || sure {
		return day, ok
	}
	if i > 0 && !blank(lines[i-1].text) {
		return stamp{}, false
	}
	for _, l := range lines[i+1 : min(len(lines), i+4)] {
		if !blank(l.text) {
			_, ok = sh.head(r, l.text)
			return day, ok
		}
	}
	return stamp{}, false
}

// rules are the characters with which programs draw a line around a day.
const rules = "-\u2014\u2013\u2500\u2501=*_~"

// dayLine reads a line that holds nothing but a date, as in
// "—————  2026-04-06  —————" or "2026/01/15(Mon)". It is sure of one with rules
// around it or a weekday beside it.
func (r *chatReader) dayLine(text string) (day stamp, sure, ok bool) {
	c := cursor{s: text}
	ruled := skipRules(&c)
	named := r.dates.dayOfWeek(&c)
	c.blanks()
	day, ok = r.dates.date(&c, false)
	if !ok {
		return stamp{}, false, false
	}
	c.blanks()
	day.weekday = cmp.Or(day.weekday, named, r.dates.dayOfWeek(&c))
	ruled += skipRules(&c)
	return day, ruled > 1 || day.weekday != 0, c.atEnd()
}

func skipRules(c *cursor) int {
	n := 0
	for c.blanks(); c.takeAny(rules) != 0; c.blanks() {
		n++
	}
	return n
}
