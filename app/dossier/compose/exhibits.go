package compose

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
)

// stampWidth is the room for a time with its offset on one line, in points. A
// time that breaks would tear the row apart when the text is copied.
const stampWidth = 116

func (c *composer) kind(k evidence.Kind) string { return c.named("kind", string(k)) }

// name is what an exhibit is called: the seller's words, or what its content
// says.
func (c *composer) name(e Exhibit) string {
	switch {
	case e.Title != "":
		return oneLine(e.Title)
	case e.Kind == evidence.Tracking && e.Parcel.Number != "":
		return oneLine(joined(" ", c.named("carrier", e.Parcel.Carrier), e.Parcel.Number))
	case len(e.Messages) > 0:
		if who := c.senders(e.Messages); who != "" {
			return who
		}
	}
	switch {
	case e.FileName != "":
		return e.FileName
	case e.Kind == evidence.Text:
		return quote(e.Text)
	}
	return c.kind(e.Kind)
}

// senders names up to three who speak in a chat.
func (c *composer) senders(messages []evidence.Message) string {
	const most = 3
	var names []string
	for _, m := range messages {
		if name := quote(m.Sender); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
		if len(names) > most {
			return strings.Join(names[:most], c.t("list")) + " …"
		}
	}
	return strings.Join(names, c.t("list"))
}

// detail says how much an exhibit holds, or what its picture is.
func (c *composer) detail(e Exhibit) string {
	switch {
	case len(e.Messages) > 0:
		return c.counted("detail.messages", len(e.Messages))
	case len(e.Events) > 0:
		return c.counted("detail.events", len(e.Events))
	case e.Kind == evidence.Photo && !e.Picture.CapturedAt.IsZero():
		return c.t("detail.captured", "time", clock(e.Picture.CapturedAt))
	}
	return ""
}

func (c *composer) index() {
	c.section("index")
	if len(c.Exhibits) == 0 {
		c.add(block.Paragraph{Text: block.Say(block.Muted, c.t("index.empty"))})
		return
	}
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.label"), Width: 40}, {Head: c.t("column.kind"), Width: c.wide(58, 78)},
		{Head: c.t("column.content"), Grow: 1}, {Head: c.t("column.obtained"), Width: 110},
		{Head: "SHA-256", Width: 80}, {Head: c.t("column.page"), Width: 34, Right: true},
	}}
	for _, e := range c.Exhibits {
		added := joined(" ", clock(e.AddedAt.In(c.Zone).Truncate(time.Minute)), c.source(e))
		target, page := e.Label(), block.Cell{PageOf: e.Label()}
		if frozen(e) {
			target, page = "", block.Cell{Text: block.Say(block.Muted, "—")}
		}
		t.Rows = append(t.Rows, block.Row{Target: target, Cells: []block.Cell{
			{Text: block.Say(block.Figure, e.Label())},
			{Text: block.Say(block.Body, c.kind(e.Kind))},
			{Text: block.Say(block.Body, c.content(e))},
			{Text: block.Say(block.Figure, added)},
			{Text: block.Say(block.Figure, shortHash(e.SHA256))},
			page,
		}})
	}
	c.add(t)
	c.attached()
}

// source says how an exhibit came in: with which other one, where it came within
// one that is printed here.
func (c *composer) source(e Exhibit) string {
	for _, o := range c.Exhibits {
		if e.Source == evidence.FromPart && o.ID == e.ParentID && e.ParentID != "" {
			return c.t("source.with", "label", o.Label())
		}
	}
	return c.named("source", string(e.Source))
}

// attached tells which originals travel in the file and how large they are.
func (c *composer) attached() {
	n, size := 0, int64(0)
	for _, e := range c.Exhibits {
		if e.Original != "" {
			n, size = n+1, size+e.Size
		}
	}
	if n == 0 {
		return
	}
	c.add(block.Paragraph{Text: block.Say(block.Small, c.t("attached", "count", count(n), "bytes", count(int(size))))})
	if slices.ContainsFunc(c.Exhibits, frozen) {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("attached.frozen"))})
	}
}

// shortHash writes "9f2c 71ab … 04de".
func shortHash(h string) string {
	if len(h) < 16 {
		return h
	}
	return h[:4] + " " + h[4:8] + " … " + h[len(h)-4:]
}

// exhibits prints them in the order of the index. Photos that follow each
// other share a header and stand side by side.
func (c *composer) exhibits() {
	shown := slices.DeleteFunc(slices.Clone(c.Exhibits), frozen)
	if len(shown) == 0 {
		return
	}
	c.section("exhibits")
	for i := 0; i < len(shown); {
		n := 1
		if shown[i].Kind == evidence.Photo {
			for i+n < len(shown) && shown[i+n].Kind == evidence.Photo {
				n++
			}
			c.photos(shown[i : i+n])
		} else {
			c.exhibit(shown[i])
		}
		i += n
	}
}

func (c *composer) mark(e Exhibit) block.Mark {
	return block.Mark{Name: e.Label(), Title: joined("\u2002", e.Label(), c.kind(e.Kind), oneLine(c.name(e))), Level: 1}
}

func (c *composer) exhibit(e Exhibit) {
	title := joined("\u2003", e.Label(), c.kind(e.Kind))
	running := title
	if name := c.name(e); name != c.kind(e.Kind) {
		running = joined("\u2003", title, name)
		title = running
	}
	c.add(block.Header{Text: title, Running: running, Marks: []block.Mark{c.mark(e)}})
	for _, t := range c.caption(e) {
		c.add(block.Paragraph{Text: t, Keep: true})
	}
	if e.Lost != "" {
		c.add(block.Paragraph{Text: block.Say(block.Small, e.Lost), Keep: true})
	}
	if note := "note." + e.Problem; c.Texts.Has("en", "dossier."+note) {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t(note)), Keep: true})
	}
	switch {
	case e.Fault != "":
		c.add(block.Card{Name: c.name(e), Note: e.Fault})
	case len(e.Messages) > 0:
		c.transcript(e)
	case len(e.Events) > 0:
		c.events(e)
	case e.Text != "":
		c.add(block.Paragraph{Text: block.Say(block.Body, plain(e.Text))})
	default:
		c.add(block.Card{Name: c.name(e), Note: c.t("card", "type", e.MediaType)})
	}
}

// caption says where an exhibit comes from: file, size, the three times, the
// way in, the whole hash.
func (c *composer) caption(e Exhibit) []block.Text {
	sep := " · "
	event, file := "", ""
	if !e.EventAt.IsZero() {
		event = c.t("caption.event", "time", stamp(e.EventAt))
	}
	if !e.FileAt.IsZero() {
		file = c.t("caption.file", "time", c.moment(e.FileAt))
	}
	pixels := ""
	if p := e.Picture; p.Width > 0 {
		pixels = fmt.Sprintf("%d×%d", p.Width, p.Height)
	}
	size := c.t("caption.size", "bytes", count(int(e.Size)))
	added := c.t("caption.added", "time", c.moment(e.AddedAt), "source", c.source(e))
	return append(c.copyNote(e), []block.Text{
		block.Say(block.Small, joined(sep, e.FileName, pixels, size)),
		block.Say(block.Small, joined(sep, event, file, added)),
		{{Tone: block.Small, Text: "SHA-256 "}, {Tone: block.SmallInk, Text: e.SHA256}},
	}...)
}

// copyNote says of a marked copy what it was made of, so that nobody takes the
// marks for a part of the original.
func (c *composer) copyNote(e Exhibit) []block.Text {
	if e.CopyOf == "" {
		return nil
	}
	label := ""
	for _, o := range c.Exhibits {
		if o.ID == e.CopyOf {
			label = o.Label()
		}
	}
	if e.Redactions > 0 {
		return []block.Text{block.Say(block.SmallInk, c.t("copy.redacted", "label", label, "count", count(e.Redactions)))}
	}
	return []block.Text{block.Say(block.SmallInk, c.t("copy.marked", "label", label))}
}

// transcript prints a chat. The seller's side has a bar at its left, so that
// the two can be told apart in black and white. A translation follows the
// message that it is of.
func (c *composer) transcript(e Exhibit) {
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.time"), Width: stampWidth}, {Head: c.t("column.speaker"), Width: 96},
		{Head: c.t("column.text"), Grow: 1},
	}}
	note := false
	for _, m := range e.Messages {
		who := block.Text{}
		if m.Sender != "" {
			who = append(who, block.Span{Tone: block.Body, Text: plain(m.Sender)})
		}
		if role := c.named("role", string(m.Role)); role != "" {
			if len(who) > 0 {
				role = "\n" + role
			}
			who = append(who, block.Span{Tone: block.Muted, Text: role})
		}
		tone := block.Body
		if m.Role == evidence.System {
			tone = block.Muted
		}
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, stampOf(m.At, m.ZoneKnown, false))},
			{Text: who},
			{Text: append(block.Say(tone, plain(m.Body)), c.translation(m)...), Bar: m.Role == evidence.Seller},
		}})
		note = note || (!m.ZoneKnown && !m.At.IsZero())
	}
	c.add(t)
	c.assumedNote(note)
}

// events prints a tracking record in the order of its source, with a line
// where it stood still for long.
func (c *composer) events(e Exhibit) {
	c.judged(e)
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.time"), Width: stampWidth}, {Head: c.t("column.place"), Width: 110},
		{Head: c.t("column.event"), Grow: 1}, {Head: c.t("column.milestone"), Width: 84},
	}}
	note, place := false, false
	for i, ev := range e.Events {
		if i > 0 && !ev.Own {
			if d := between(e.Events[i-1].At, ev.At); d >= longGap {
				t.Rows = append(t.Rows, block.Row{Wide: true, Cells: []block.Cell{
					{Text: block.Say(block.Muted, c.t("gap", "days", days(d)))},
				}})
			}
		}
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, eventStamp(ev))},
			{Text: block.Say(block.Body, plain(ev.Place))},
			{Text: c.eventText(ev)},
			{Text: block.Say(block.Body, c.named("milestone", ev.Milestone))},
		}})
		note, place = note || assumedZone(ev), place || ev.PlaceZone && !ev.DateOnly
	}
	c.add(t)
	c.zoneNotes(place, note)
}

func between(a, b time.Time) time.Duration {
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return a.Sub(b).Abs()
}
