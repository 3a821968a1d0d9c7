package evidence

import (
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/fault"
)

// Pattern is the shape of a pasted chat, learned from one message that the
// seller marked. Lines count from the one with the time.
type Pattern struct {
	Name      string `json:"name"`
	Before    string `json:"before,omitempty"` // what stands before the time in its line, the sender aside
	After     string `json:"after,omitempty"`  // and behind it
	Dated     bool   `json:"dated,omitempty"`  // the time states its day
	Sender    int    `json:"sender"`           // the sender's line
	Side      string `json:"side,omitempty"`   // "left" or "right" of the time where both share the line
	Gap       string `json:"gap,omitempty"`    // what parts the two there
	SenderEnd string `json:"senderEnd,omitempty"`
	Body      int    `json:"body"`             // the first line of the text
	Opens     bool   `json:"opens,omitempty"`  // the sender opens each message, however long it is
	Closes    bool   `json:"closes,omitempty"` // the time ends each message
}

// Limits of a pattern.
const (
	maxPatternLines = 4  // between the parts of a message's head
	maxPatternText  = 40 // of the fixed texts, in bytes
	maxPatternName  = 60
)

// The sides of a time.
const (
	left  = "left"
	right = "right"
)

// Learn makes a pattern from the lines of a pasted text in which the seller
// marked the lines of one message's sender, time and beginning of the text,
// counted from 0. Faults: "pattern.no_time" where the line holds no time,
// "pattern.no_sender", "pattern.far" where the lines stand too far apart.
func (r *Readers) Learn(text string, sender, at, body int) (Pattern, error) {
	lines := strings.Split(decodeText([]byte(text)), "\n")
	for _, i := range []int{sender, at, body} {
		if i < 0 || i >= len(lines) || distance(i, at) > maxPatternLines {
			return Pattern{}, fault.New("pattern.far", "limit", "4")
		}
	}
	line := lines[at]
	start, end, when, ok := r.chat.findTime(line)
	if !ok {
		return Pattern{}, fault.New("pattern.no_time")
	}
	p := Pattern{Dated: when.hasDate, Sender: sender - at, Body: body - at}
	if ok = p.learnSender(lines[sender], line[:start], line[end:]); !ok {
		return Pattern{}, fault.New("pattern.no_sender")
	}
	p.Closes = body < at && sender <= at
	p.Opens = p.Closes && sender < body
	if max(len(p.Before), len(p.After), len(p.Gap)) > maxPatternText {
		return Pattern{}, fault.New("pattern.far", "limit", "4")
	}
	return p, nil
}

// What may stand between a name and a time that share a line.
const (
	gapLeft  = " \t-,;|/([\uff08\u00b7\u2014\u2013"
	gapRight = " \t-,;|/)]\uff09\u00b7\u2014\u2013:"
)

// learnSender learns where the sender stands: in a line of its own, or before or
// behind the time.
func (p *Pattern) learnSender(line, before, after string) bool {
	switch {
	case p.Sender != 0:
		name := cleanName(line)
		p.Before, p.After, p.SenderEnd = cleanName(before), cleanName(after), nameEnd(name)
		return strings.TrimSuffix(name, p.SenderEnd) != "" && len(name) <= maxSender
	case hasLetter(before):
		name := strings.TrimRight(before, gapLeft)
		p.Side, p.Gap, p.After = left, strings.TrimSpace(before[len(name):]), cleanName(after)
		return true
	case !hasLetter(after):
		return false
	}
	name := strings.TrimLeft(after, gapRight)
	p.Side, p.Before, p.Gap = right, cleanName(before), strings.TrimSpace(after[:len(after)-len(name)])
	if p.Body != 0 {
		p.SenderEnd = nameEnd(cleanName(name))
		return true
	}
	p.SenderEnd = ":"
	_, _, ok := nameBefore(name)
	return ok
}

func distance(a, b int) int { return max(a-b, b-a) }

// nameEnd is a colon behind a name.
func nameEnd(name string) string {
	if r, _ := utf8.DecodeLastRuneInString(name); r == ':' || r == '\uff1a' {
		return string(r)
	}
	return ""
}

// timeLine is how far into a line a time is looked for, in bytes.
const timeLine = 200

// findTime finds the first time in a line, with its date where one stands
// there, and where it begins and ends.
func (r *chatReader) findTime(text string) (start, end int, s stamp, ok bool) {
	if len(text) > 2*timeLine {
		return 0, 0, stamp{}, false
	}
	var last rune
	for i, next := range text[:min(len(text), timeLine)] {
		if before := last; !isMark(next) {
			last = next
			if _, digit := digitOf(before); digit || isBlank(next) || hasLetter(string(before)) && !wide(before) {
				continue
			}
		} else {
			continue
		}
		c := cursor{s: text, i: i}
		if s, ok := r.anyTime(&c); ok {
			return i, c.i, s, true
		}
	}
	return 0, 0, stamp{}, false
}

// anyTime reads a time with a date, also one without a year, or a bare time.
func (r *chatReader) anyTime(c *cursor) (stamp, bool) {
	if s, ok := r.dates.stamp(c); ok {
		return s, true
	}
	at := *c
	if day, ok := r.dates.date(c, true); ok && day.noYear {
		if s, ok := r.dates.clockAfter(c); ok {
			return s.withDate(day), true
		}
	}
	*c = at
	return r.dates.clock(c)
}

// timed is a line that the pattern takes for one with a time.
type timed struct {
	line   int
	at     stamp
	sender string
	body   int // where the text begins in that line; -1: not in it
}

// match reads a line by the pattern.
func (p Pattern) match(r *chatReader, i int, text string) (timed, bool) {
	start, end, s, ok := r.findTime(text)
	if !ok || s.hasDate != p.Dated {
		return timed{}, false
	}
	t := timed{line: i, at: s, body: -1}
	before, after := text[:start], text[end:]
	switch p.Side {
	case left:
		name := strings.TrimRightFunc(before, isBlank)
		if !strings.HasSuffix(name, p.Gap) || cleanName(after) != p.After {
			return timed{}, false
		}
		t.sender = cleanName(name[:len(name)-len(p.Gap)])
		return t, r.nameable(t.sender)
	case right:
		rest := strings.TrimLeftFunc(after, isBlank)
		if !strings.HasPrefix(rest, p.Gap) || cleanName(before) != p.Before {
			return timed{}, false
		}
		rest = rest[len(p.Gap):]
		if p.Body == 0 {
			name, n, ok := nameBefore(rest)
			t.sender, t.body = name, len(text)-len(rest)+n
			return t, ok
		}
		t.sender = cleanName(strings.TrimSuffix(cleanName(rest), p.SenderEnd))
		return t, r.nameable(t.sender)
	}
	return t, cleanName(before) == p.Before && cleanName(after) == p.After
}

// nameable tells whether a line of its own could be a name.
func (r *chatReader) nameable(name string) bool {
	return name != "" && len(name) <= maxPasted*2 && hasLetter(name)
}

// patterned reads lines by a pattern. Entries tile the text as those of the
// other shapes do.
func (r *chatReader) patterned(p Pattern, lines []line) []entry {
	var heads []timed
	var day stamp
	for i, l := range lines {
		if d, _, ok := r.dayLine(l.text); ok && !p.Dated {
			day = d
			continue
		}
		if t, ok := p.match(r, i, l.text); ok {
			if !p.Dated {
				t.at = t.at.withDate(day)
			}
			heads = append(heads, t)
		}
	}
	b := blocks{p: p, r: r, lines: lines}
	for k := range heads {
		b.add(heads, k)
	}
	return b.list
}

// blocks cuts lines into the messages of a pattern.
type blocks struct {
	p     Pattern
	r     *chatReader
	lines []line
	next  int // first line that no message has
	list  []entry
}

// first is the first line of the message with the time t.
func (b *blocks) first(t timed) int {
	return max(b.next, t.line+min(0, b.p.Sender, b.p.Body))
}

// reach is the range of lines of the message of heads[k].
func (b *blocks) reach(heads []timed, k int) (from, to int) {
	t := heads[k]
	from, to = b.first(t), len(b.lines)
	switch {
	case b.p.Closes && k > 0:
		from, to = b.next, t.line+1
	case b.p.Closes:
		to = t.line + 1
	case k+1 < len(heads):
		to = max(t.line+1, heads[k+1].line+min(0, b.p.Sender, b.p.Body))
	}
	for from < t.line && b.p.Opens && blank(b.lines[from].text) {
		from++
	}
	return from, to
}

// add makes the message of heads[k]. One without a name is none.
func (b *blocks) add(heads []timed, k int) {
	t := heads[k]
	from, to := b.reach(heads, k)
	sender := -1
	e := entry{head: head{at: t.at, sender: t.sender}}
	if b.p.Side == "" {
		if sender = t.line + b.p.Sender; b.p.Opens {
			sender = from
		}
		if sender < from || sender >= to || sender == t.line {
			return
		}
		e.sender = cleanName(strings.TrimSuffix(cleanName(b.lines[sender].text), b.p.SenderEnd))
	}
	if !b.r.nameable(e.sender) {
		return
	}
	var body []string
	for i := from; i < to; i++ {
		switch {
		case i == sender, i == t.line && t.body < 0:
		case i == t.line:
			body = append(body, b.lines[i].text[t.body:])
		default:
			body = append(body, b.lines[i].text)
		}
	}
	e.body = joinBody(body)
	b.lead(from)
	e.start = b.lines[min(b.next, from)].start
	b.next = to
	b.list = append(b.list, e)
}

// lead keeps what stands before the first message as an entry of nobody.
func (b *blocks) lead(from int) {
	if len(b.list) > 0 || b.next >= from {
		return
	}
	var texts []string
	for _, l := range b.lines[:from] {
		texts = append(texts, l.text)
	}
	if body := joinBody(texts); body != "" {
		b.list = append(b.list, entry{head: head{system: true}, body: body})
		b.next = from
	}
}

// fits tells whether a learned pattern explains a text: it begins near the top
// and somebody speaks twice, or two people do.
func (p Pattern) fits(entries []entry, lines []line) bool {
	n := 0
	for _, e := range entries {
		if !e.system {
			n++
		}
	}
	return n >= 2 && n*12 >= filledLines(lines)
}

// patternOf reads lines by the pattern that the seller chose.
func (r *chatReader) patternOf(lines []line, opt Options) ([]entry, bool) {
	p := opt.Choices.Pattern
	if p == nil || len(lines) == 0 {
		return nil, false
	}
	entries := r.patterned(*p, lines)
	return entries, slices.ContainsFunc(entries, func(e entry) bool { return !e.system })
}

// remembered reads lines by the learned pattern that explains most of them.
func (r *chatReader) remembered(lines []line, opt Options) (best []entry, ok bool) {
	for _, p := range opt.Patterns {
		if entries := r.patterned(p, lines); p.fits(entries, lines) && len(entries) > len(best) {
			best, ok = entries, true
		}
	}
	return best, ok
}

// nameAbove is how many pages show messages: the name, the time below it, the
// text below that. Nobody needs to teach it.
var nameAbove = Pattern{Dated: true, Sender: -1, Body: 1}

// copied reads lines as messages copied from a page, if their speakers are
// plausible.
func (r *chatReader) copied(lines []line) ([]entry, bool) {
	entries := r.patterned(nameAbove, lines)
	var heads []head
	for _, e := range entries {
		switch {
		case e.system:
		case !r.plausible(e.sender) || e.body == "":
			return nil, false
		default:
			heads = append(heads, e.head)
		}
	}
	return entries, len(heads) > 1 && r.spoken(heads, sample{filled: filledLines(lines)})
}
