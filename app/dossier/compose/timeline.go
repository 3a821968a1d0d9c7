package compose

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
)

// together is how close messages of one speaker, or photos, stand to share a
// line of the timeline.
const together = 10 * time.Minute

// happening is one line of the timeline.
type happening struct {
	at                time.Time
	dateOnly, assumed bool
	what              string
	exhibits          []int
	run               string // happenings of one run may share a line
	event             string // of a parcel, the same in every record that tells it
	texts             []string
	key               bool // worth a line of the summary
	pinned            bool // never left out of it
}

func (c *composer) timeline() {
	all := c.happenings()
	if len(all) == 0 {
		return
	}
	c.section("timeline")
	c.clockTable(all)
}

// clockTable lists happenings in the seller's and the buyer's time.
func (c *composer) clockTable(all []happening) {
	own := zoneColumn(all, c.Zone, false)
	t := block.Table{Columns: []block.Column{{Head: c.t("column.local", "zone", own.head), Width: own.width}}}
	var theirs clockColumn
	if c.buyer != nil {
		theirs = zoneColumn(all, c.buyer, true)
		t.Columns = append(t.Columns, block.Column{Head: c.t("column.buyer", "zone", theirs.head), Width: theirs.width})
	}
	t.Columns = append(t.Columns, block.Column{Head: c.t("column.event"), Grow: 1}, block.Column{Head: c.t("column.exhibit"), Width: 50})
	note := false
	for _, h := range all {
		cells := []block.Cell{{Text: block.Say(block.Figure, own.cell(h))}}
		if c.buyer != nil {
			cells = append(cells, block.Cell{Text: block.Say(block.Figure, theirs.cell(h))})
		}
		cells = append(cells, block.Cell{Text: block.Say(block.Body, h.what)}, block.Cell{Text: block.Say(block.Figure, labels(h.exhibits))})
		row := block.Row{Cells: cells}
		if c.Form != Summary { // whose file holds no exhibit to go to
			row.Target = target(h.exhibits)
		}
		t.Rows = append(t.Rows, row)
		note = note || h.assumed
	}
	c.add(t)
	c.assumedNote(note)
}

func (c *composer) assumedNote(any bool) {
	if any {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("assumed"))})
	}
}

// clockColumn is how one zone's times are written: the offset stands in the
// head where all of them share it, in the cells otherwise.
type clockColumn struct {
	zone  *time.Location
	buyer bool
	head  string
	each  bool
	width float64
}

func zoneColumn(all []happening, zone *time.Location, buyer bool) clockColumn {
	col := clockColumn{zone: zone, buyer: buyer, width: 90}
	for _, h := range all {
		if h.dateOnly {
			continue
		}
		switch o := offset(h.at.In(zone)); col.head {
		case "", o:
			col.head = o
		default:
			return clockColumn{zone: zone, buyer: buyer, head: zone.String(), each: true, width: stampWidth}
		}
	}
	return col
}

// cell writes the time. A date without a time has no other side of the world.
func (col clockColumn) cell(h happening) string {
	mark := ""
	if h.assumed {
		mark = assumed
	}
	at := h.at.In(col.zone)
	switch {
	case h.dateOnly && col.buyer:
		return ""
	case h.dateOnly:
		return h.at.Format("2006-01-02")
	case col.each:
		return at.Format("2006-01-02 15:04 -07:00") + mark
	}
	return at.Format("2006-01-02 15:04") + mark
}

// labels writes "E-01", or "E-03–05 E-07" for several.
func labels(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		n := 1
		for i+n < len(numbers) && numbers[i+n] == numbers[i]+n {
			n++
		}
		part := label(numbers[i])
		if n > 1 {
			part += fmt.Sprintf("–%02d", numbers[i+n-1])
		}
		parts = append(parts, part)
		i += n
	}
	return strings.Join(parts, " ")
}

func label(no int) string { return evidence.Exhibit{No: no}.Label() }

func target(numbers []int) string {
	if len(numbers) == 0 {
		return ""
	}
	return label(numbers[0])
}

// happenings gathers everything that has a time, in order.
func (c *composer) happenings() []happening {
	var all []happening
	add := func(h happening) {
		if !h.at.IsZero() {
			all = append(all, h)
		}
	}
	channel := c.listed(c.Lists.Channels, c.Case.Channel)
	add(happening{at: c.Case.Occurred, key: true, what: c.t("time.occurred")})
	add(happening{at: c.Case.Received, key: true, pinned: true, what: plain(joined(c.t("colon"), c.t("time.received"), channel))})
	add(happening{at: c.Case.CreatedAt, key: true, what: c.t("time.filed", "number", c.Case.Number)})
	for _, m := range c.Moves {
		add(happening{at: m.At, key: true, what: plain(joined(c.t("colon"), c.moved(m), m.Reason))})
	}
	for _, e := range c.Exhibits {
		c.exhibitHappenings(e, add)
	}
	for _, u := range c.Uses {
		add(happening{at: u.At, key: true, what: c.quoted("time.copied", c.t("section.replies"), u.Text)})
	}
	c.submissionHappenings(add)
	c.returnHappenings(add)
	c.courseHappenings(add)
	all = sameEvents(all)
	sort.SliceStable(all, func(i, j int) bool { return all[i].at.Before(all[j].at) })
	return c.merge(all)
}

func (c *composer) exhibitHappenings(e Exhibit, add func(happening)) {
	self := []int{e.No}
	turning := keyMessages(e.Messages)
	cited := 0
	for i, m := range e.Messages {
		h := happening{
			at: m.At, key: turning[i], assumed: !m.ZoneKnown, exhibits: self,
			what: c.said(m), run: "message " + e.ID + " " + m.Sender + " " + string(m.Role),
		}
		if m.Cited { // a line of its own, and room for some in the summary
			cited++
			h.key, h.pinned, h.run = true, cited <= pinnedMessages, ""
		}
		add(h)
	}
	still := map[int]time.Duration{} // after the event of that number
	for _, g := range evidence.Gaps(e.Events, longGap) {
		still[g.From.Seq] = g.Length
	}
	sorted := evidence.Sorted(e.Events)
	for i, ev := range sorted {
		what := plain(joined(c.t("colon"), ev.Place, ev.Text))
		if ev.Own {
			what = joined(c.t("colon"), c.t("track.own"), what)
		}
		if d := still[ev.Seq]; d > 0 {
			what += c.t("time.gap", "days", days(d))
		}
		turning := i == 0 || i == len(sorted)-1 || still[ev.Seq] > 0 || turns(ev.Milestone)
		add(happening{at: ev.At, key: turning, assumed: assumedZone(ev), dateOnly: ev.DateOnly, exhibits: self, what: what, event: joined(" ", e.Parcel.Number, stamp(ev.At), ev.Place, ev.Text)})
	}
	switch e.Kind {
	case evidence.Chat, evidence.Tracking:
	case evidence.Photo:
		at, known := e.Picture.CapturedAt, e.Picture.ZoneKnown
		if at.IsZero() {
			at, known = e.EventAt, true
		}
		name := c.name(e)
		add(happening{at: at, assumed: !known, exhibits: self, what: c.taken(name), run: "photo", texts: []string{name}})
	default:
		add(happening{at: e.EventAt, exhibits: self, what: joined(c.t("colon"), c.kind(e.Kind), c.name(e))})
	}
}

// turns tells whether a milestone of a parcel decides how a case goes on.
func turns(milestone string) bool {
	stage, _, _ := strings.Cut(milestone, ".")
	return stage == "delivered" || stage == "exception" || stage == "failed_attempt"
}

func (c *composer) moved(m cases.StageMove) string {
	return c.each(func(lang string) string {
		return c.Texts.Get(lang, "dossier.time.stage", map[string]string{
			"from": cases.Name(c.Lists.Stages, string(m.From), lang),
			"to":   cases.Name(c.Lists.Stages, string(m.To), lang),
		})
	})
}

// said quotes a message by its speaker.
func (c *composer) said(m evidence.Message) string {
	key, who := "time.said", oneLine(m.Sender)
	switch m.Role {
	case evidence.Buyer, evidence.Seller, evidence.Platform, evidence.System:
		key += "." + string(m.Role)
		who = c.named("role", string(m.Role))
	}
	return c.quoted(key, who, m.Body, "who", who)
}

// quoted is a sentence with a quotation. In two languages only the speaker is
// said twice.
func (c *composer) quoted(key, who, text string, args ...string) string {
	if c.Lang == Both {
		return joined(c.t("colon"), who, "“"+quote(text)+"”")
	}
	return c.t(key, append(args, "quote", quote(text))...)
}

// taken names a photo, in two languages only once.
func (c *composer) taken(name string) string {
	if name == c.kind(evidence.Photo) { // it has no name
		return name
	}
	if c.Lang == Both {
		return joined(c.t("colon"), c.kind(evidence.Photo), name)
	}
	return c.t("time.photo", "name", name)
}

// merge lets the messages that one speaker sends in a row share a line, and
// photos taken together.
func (c *composer) merge(all []happening) []happening {
	var out []happening
	for i := 0; i < len(all); {
		h := all[i]
		last := h.at
		n := 1
		for ; h.run != "" && i+n < len(all) && all[i+n].run == h.run && all[i+n].at.Sub(last) <= together; n++ {
			last = all[i+n].at
			h.exhibits = merged(h.exhibits, all[i+n].exhibits)
			h.texts = append(h.texts, all[i+n].texts...)
			h.assumed = h.assumed || all[i+n].assumed
			h.key = h.key || all[i+n].key
		}
		switch {
		case n == 1:
		case h.run != "photo":
			h.what += c.t("time.more", "count", count(n))
		case n <= 3 && !slices.Contains(h.texts, c.kind(evidence.Photo)):
			h.what = c.taken(strings.Join(h.texts, c.t("list")))
		default:
			h.what = c.t("time.photos", "count", count(n))
		}
		out = append(out, h)
		i += n
	}
	return out
}

func merged(a, b []int) []int {
	out := append([]int(nil), a...)
	for _, n := range b {
		if len(out) == 0 || out[len(out)-1] != n {
			out = append(out, n)
		}
	}
	return out
}

// pinnedMessages is how many marked messages of one chat the summary keeps
// whatever its room.
const pinnedMessages = 2

// longGap is how long a parcel stands still before that is worth a line.
const longGap = 5 * 24 * time.Hour

func days(d time.Duration) string { return count(int(d / (24 * time.Hour))) }
