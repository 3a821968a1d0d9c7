package compose

import (
	"strconv"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/dossier/block"
	"casefolio/app/links"
	"casefolio/app/remedies"
)

// Course is the way that a case took beside its six steps.
type Course struct {
	Ladder   []cases.Escalation // by their time
	Branches []cases.Branch     // oldest first, as the rest
	Promises []deadlines.Promise
	Answers  []deadlines.Answer
	Waits    []deadlines.Wait
	Links    []links.Link
	Guide    *cases.Guide // names of rungs and branches; nil: as they are
}

// course tells how far a case was taken, what the buyer was told and who was
// waited for.
func (c *composer) course() {
	c.escalated()
	c.promised()
	c.linked()
}

// noted is a name with what follows it, line by line.
func noted(name string, lines ...string) block.Text {
	said := block.Text{{Tone: block.Strong, Text: name}}
	for _, l := range lines {
		if l != "" {
			said = append(said, block.Span{Tone: block.Body, Text: "\n" + l})
		}
	}
	return said
}

// at is when something was, in the seller's zone; empty for a zero time.
func (c *composer) at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t.In(c.Zone))
}

// ended is when something came to its end, or that it has not.
func (c *composer) ended(t time.Time) block.Text {
	if t.IsZero() {
		return block.Say(block.Muted, c.t("course.open"))
	}
	return block.Say(block.Figure, c.at(t))
}

// timed is a table of what began, what it is, and when it ended.
func (c *composer) timed(what, ended string) block.Table {
	return block.Table{Columns: []block.Column{
		{Head: c.t("column.since"), Width: stampWidth}, {Head: c.t(what), Grow: 1}, {Head: c.t(ended), Width: stampWidth},
	}}
}

func (c *composer) rung(id string) string {
	if c.Handling.Course.Guide == nil {
		return id
	}
	return c.each(func(lang string) string { return c.Handling.Course.Guide.RungName(id, lang) })
}

// branch names a side way with its aspect.
func (c *composer) branch(b cases.Branch) string {
	g := c.Handling.Course.Guide
	if g == nil {
		return joined(" · ", b.Kind, b.Aspect)
	}
	t, _ := g.Branch(b.Kind)
	return joined(" · ", c.each(func(lang string) string { return g.BranchName(b.Kind, lang) }), c.listed(t.Aspects, b.Aspect))
}

// step is one step on the ladder.
func (c *composer) step(e cases.Escalation) string {
	return joined(" → ", c.rung(e.From), c.rung(e.To))
}

func (c *composer) escalated() {
	course := c.Handling.Course
	if len(course.Ladder)+len(course.Branches) == 0 {
		return
	}
	c.section("escalation")
	if len(course.Ladder) > 0 {
		t := block.Table{Columns: []block.Column{{Head: c.t("column.reached"), Width: stampWidth}, {Head: c.t("column.rung"), Grow: 1}}}
		for _, e := range course.Ladder {
			t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
				{Text: block.Say(block.Figure, c.at(e.At))}, {Text: noted(c.step(e), plain(e.Reason))},
			}})
		}
		c.add(t)
	}
	if len(course.Branches) > 0 {
		t := c.timed("column.branch", "column.closed")
		for _, b := range course.Branches {
			t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
				{Text: block.Say(block.Figure, c.at(b.OpenedAt))},
				{Text: noted(c.branch(b), c.post(b.Post), plain(b.Note))}, {Text: c.ended(b.ClosedAt)},
			}})
		}
		c.add(t)
	}
}

// post says where something was written in public and how it was answered.
func (c *composer) post(p *cases.Post) string {
	if p == nil {
		return ""
	}
	stars, answered, solved := "", "", ""
	if p.Stars > 0 {
		stars = c.t("review.stars", "stars", strconv.Itoa(p.Stars))
	}
	if !p.AnsweredAt.IsZero() {
		answered = c.t("post.answered", "time", c.moment(p.AnsweredAt))
	}
	if !p.SolvedAt.IsZero() {
		solved = c.t("post.solved", "time", c.moment(p.SolvedAt))
	}
	return joined("\n", joined(" · ", oneLine(p.Where), stars, c.named("review", string(p.Result))), oneLine(p.Link), answered, solved)
}

// promised lists what the buyer was told with a time, and who was waited for.
func (c *composer) promised() {
	course := c.Handling.Course
	if len(course.Promises)+len(course.Waits) == 0 {
		return
	}
	c.section("promises")
	if len(course.Promises) > 0 {
		t := block.Table{Columns: []block.Column{
			{Head: c.t("column.since"), Width: stampWidth}, {Head: c.t("column.promise"), Grow: 1},
			{Head: c.t("column.due"), Width: stampWidth}, {Head: c.t("column.kept"), Width: stampWidth},
		}}
		for _, p := range course.Promises {
			t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
				{Text: block.Say(block.Figure, c.at(p.MadeAt))},
				{Text: noted(plain(p.Text), c.listed(c.Lists.Channels, oneLine(p.Channel)), plain(p.Note))},
				{Text: block.Say(block.Figure, c.at(p.Due))}, {Text: c.kept(p)},
			}})
		}
		c.add(t)
	}
	if len(course.Waits) > 0 {
		t := c.timed("column.wait", "column.ended")
		for _, w := range course.Waits {
			until := ""
			if !w.Until.IsZero() {
				until = c.t("wait.until", "time", c.moment(w.Until))
			}
			who := c.each(func(lang string) string { return c.Texts.Get(lang, "due.wait."+w.For, nil) })
			t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
				{Text: block.Say(block.Figure, c.at(w.Since))}, {Text: noted(who, until, plain(w.Note))}, {Text: c.ended(w.EndedAt)},
			}})
		}
		c.add(t)
	}
}

// kept tells what became of a promise. One that was kept too late says so.
func (c *composer) kept(p deadlines.Promise) block.Text {
	switch {
	case !p.BrokenAt.IsZero():
		return block.Text{{Tone: block.Body, Text: c.t("promise.broken")}, {Tone: block.Figure, Text: "\n" + c.at(p.BrokenAt)}}
	case p.KeptAt.IsZero():
		return block.Say(block.Muted, c.t("promise.open"))
	case !p.Due.IsZero() && p.KeptAt.After(p.Due):
		return block.Text{{Tone: block.Body, Text: c.t("promise.late")}, {Tone: block.Figure, Text: "\n" + c.at(p.KeptAt)}}
	}
	return block.Text{{Tone: block.Body, Text: c.t("promise.kept")}, {Tone: block.Figure, Text: "\n" + c.at(p.KeptAt)}}
}

// linked lists the cases that this one has to do with.
func (c *composer) linked() {
	if len(c.Handling.Course.Links) == 0 {
		return
	}
	c.section("links")
	t := block.Table{Columns: []block.Column{{Head: c.t("column.case"), Width: stampWidth}, {Head: c.t("column.tie"), Grow: 1}}}
	for _, l := range c.Handling.Course.Links {
		key := "links.tie." + string(l.Kind)
		if l.Away {
			key += ".away"
		}
		tie := c.each(func(lang string) string { return c.Texts.Get(lang, key, nil) })
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, l.Number)}, {Text: noted(tie, plain(l.Note), c.broughtAlong(l))},
		}})
	}
	c.add(t)
}

// broughtAlong names the exhibits that came from another case.
func (c *composer) broughtAlong(l links.Link) string {
	var all []string
	for _, x := range l.Taken {
		all = append(all, x.There+" → "+x.Here)
	}
	if len(all) == 0 {
		return ""
	}
	list := joined(c.t("list"), all...)
	return c.each(func(lang string) string {
		return c.Texts.Get(lang, "links.taken", map[string]string{"exhibits": list})
	})
}

// courseHappenings adds to the timeline what turned the case: what was offered
// and answered, how far it went, what was said and kept.
func (c *composer) courseHappenings(add func(happening)) {
	for _, o := range c.Handling.Offers {
		add(happening{at: o.OfferedAt, key: true, what: joined(c.t("colon"), c.t("time.offered"), c.offer(o))})
		if !o.AnsweredAt.IsZero() {
			add(happening{at: o.AnsweredAt, key: true, pinned: o.Answer == remedies.Accepted, what: joined(c.t("colon"), c.t("time.offer_answered"), joined(" · ", c.named("offer", string(o.Answer)), c.offer(o)))})
		}
	}
	course := c.Handling.Course
	for _, e := range course.Ladder {
		add(happening{at: e.At, key: true, what: plain(joined(c.t("colon"), c.t("time.rung"), joined(" · ", c.step(e), oneLine(e.Reason))))})
	}
	for _, b := range course.Branches {
		add(happening{at: b.OpenedAt, what: joined(c.t("colon"), c.t("time.branch"), c.branch(b))})
		add(happening{at: b.ClosedAt, what: joined(c.t("colon"), c.t("time.branch_closed"), c.branch(b))})
	}
	for _, a := range course.Answers {
		add(happening{at: a.At, what: joined(c.t("colon"), c.t("time.sent"), joined(" · ", c.listed(c.Lists.Channels, oneLine(a.Channel)), oneLine(a.Note)))})
	}
	for _, p := range course.Promises {
		add(happening{at: p.MadeAt, what: joined(c.t("colon"), c.t("time.promised"), quote(p.Text))})
		add(happening{at: p.KeptAt, what: joined(c.t("colon"), c.t("time.kept"), quote(p.Text))})
		add(happening{at: p.BrokenAt, what: joined(c.t("colon"), c.t("time.broken"), quote(p.Text))})
	}
	for _, v := range c.Handling.Visits {
		add(happening{at: v.At, what: joined(c.t("colon"), c.t("time.visit"), oneLine(c.visit(v)[0].Text))})
	}
}
