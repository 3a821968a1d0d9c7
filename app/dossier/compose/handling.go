package compose

import (
	"cmp"
	"slices"
	"strconv"

	"casefolio/app/dossier/block"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/replies"
	"casefolio/app/returns"
	"casefolio/app/tasks"
)

// Handling is what was done about a case beside its facts: offered, paid, sent
// back, seen to, found out, asked. Only the steps of a return may leave the
// house, and of them no cost and no remark.
type Handling struct {
	Offers  []remedies.Offer // as they were made
	Money   []ledger.Line    // by the day they were paid on
	Sums    ledger.Sums
	Returns []returns.Step // oldest first
	Tasks   []tasks.Task   // as tasks.Sorted has them
	Cause   tasks.Cause
	Visits  []tasks.Visit   // oldest first
	Replies []replies.Reply // that were sent, oldest first
	Roots   *tasks.Roots    // names of causes; nil: as they are
	Course  Course
}

// root is the name of the root cause.
func (c *composer) root() string {
	id := c.Handling.Cause.Root
	if c.Handling.Roots == nil {
		return id
	}
	return c.each(func(lang string) string { return c.Handling.Roots.Name(id, lang) })
}

// causeFacts are what was found out about why.
func (c *composer) causeFacts() []block.Fact {
	return []block.Fact{
		{Label: "valid", Value: c.named("valid", string(c.Handling.Cause.Valid))},
		{Label: "cause", Value: oneLine(c.root())},
	}
}

// cause tells why it came about and what that rests on.
func (c *composer) cause() {
	is := c.Handling.Cause
	facts, note := c.filled(c.causeFacts()), plain(is.Note)
	if len(facts) > 0 || note != "" {
		share := ""
		if is.Share > 0 {
			share = strconv.Itoa(is.Share) + " %"
		}
		facts = append(facts, c.filled([]block.Fact{{
			Label: "responsibility", Value: joined(" · ", c.listed(c.Lists.Responsibilities, c.Case.Responsibility), share),
		}})...)
		c.section("cause")
		c.addFacts(facts)
		c.titled("cause.note", note)
	}
}

func (c *composer) addFacts(facts []block.Fact) {
	if len(facts) > 0 {
		c.add(block.Facts{Facts: facts})
	}
}

// offers is the ladder of what was offered, and what the buyer said.
func (c *composer) offers() {
	if len(c.Handling.Offers) == 0 {
		return
	}
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.offered"), Width: stampWidth}, {Head: c.t("column.offer"), Grow: 1},
		{Head: c.t("column.answer"), Width: c.wide(150, 170)},
	}}
	for _, o := range c.Handling.Offers {
		said := block.Text{{Tone: block.Strong, Text: c.offer(o)}}
		for _, line := range []string{c.listed(c.Lists.Channels, oneLine(o.Channel)), plain(o.Text)} {
			if line != "" {
				said = append(said, block.Span{Tone: block.Body, Text: "\n" + line})
			}
		}
		answer := block.Text{{Tone: block.Strong, Text: c.named("offer", string(o.Answer))}}
		for _, line := range []string{c.moment(o.AnsweredAt), plain(o.Note)} {
			if line != "" {
				answer = append(answer, block.Span{Tone: block.Body, Text: "\n" + line})
			}
		}
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, stamp(o.OfferedAt.In(c.Zone)))}, {Text: said}, {Text: answer},
		}})
	}
	c.add(t)
}

// offer names a remedy with its size.
func (c *composer) offer(o remedies.Offer) string {
	share := ""
	if o.Share != 0 {
		share = strconv.FormatFloat(float64(o.Share)/100, 'f', -1, 64) + " %"
	}
	return joined(" · ", c.listed(c.Lists.Remedies, string(o.Option.Kind)), o.Size.String(), share)
}

// money lists what was paid and what came back.
func (c *composer) money() {
	if len(c.Handling.Money) == 0 {
		return
	}
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.day"), Width: 62}, {Head: c.t("column.purpose"), Grow: 1},
		{Head: c.t("column.exhibit"), Width: 50}, {Head: c.t("column.sum"), Width: c.wide(104, 118), Right: true},
	}}
	for _, l := range c.Handling.Money {
		purpose := joined(" · ", c.named("money", string(l.Kind)), c.named("payer", l.From))
		if l.Order {
			purpose = joined(" · ", purpose, c.t("money.order"))
		}
		said := block.Text{{Tone: block.Body, Text: purpose}}
		sum := spent(l, l.Amount)
		if l.Rate != "" {
			said = append(said, block.Span{Tone: block.Muted, Text: "\n" + c.t("money.rate",
				"rate", "1 "+l.Amount.Currency+" = "+l.Rate+" "+l.To, "date", l.RateDate)})
			if counted, ok := l.In(l.To); ok {
				sum += "\n= " + spent(l, counted)
			}
		}
		if note := plain(l.Note); note != "" {
			said = append(said, block.Span{Tone: block.Muted, Text: "\n" + note})
		}
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, l.At.In(c.Zone).Format("2006-01-02"))}, {Text: said},
			{Text: block.Say(block.Figure, c.label(l.ExhibitID))}, {Text: block.Say(block.Figure, sum)},
		}})
	}
	c.add(t)
	if left := c.Handling.Sums.Left; left.Given() {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("money.left", "amount", signed(left)))})
	}
}

// spent is what a line comes to, with a minus unless it came back.
func spent(l ledger.Line, a money.Amount) string {
	if l.Kind != ledger.Recovered {
		a.Minor = -a.Minor
	}
	return signed(a)
}

// label is what an exhibit is called, empty where it is not on the paper.
func (c *composer) label(id string) string {
	i := slices.IndexFunc(c.Exhibits, func(e Exhibit) bool { return id != "" && e.ID == id })
	if i < 0 {
		return ""
	}
	return c.Exhibits[i].Label()
}

// returned lists the steps of a return.
func (c *composer) returned() {
	if len(c.Handling.Returns) == 0 {
		return
	}
	c.section("returns")
	c.add(c.returnSteps())
}

// returnSteps are the steps with what may be said of them: what leaves the house
// has their times and the parcel alone.
func (c *composer) returnSteps() block.Table {
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.reached"), Width: stampWidth}, {Head: c.t("column.step"), Grow: 1},
	}}
	for _, s := range c.Handling.Returns {
		said := block.Text{{Tone: block.Strong, Text: c.named("return", string(s.State))}}
		due := ""
		if !s.Due.IsZero() {
			due = c.t("return.due", "time", c.moment(s.Due))
		}
		for _, line := range []string{joined(" · ", oneLine(s.Tracking), s.Cost.String(), due), plain(s.Note)} {
			if line != "" {
				said = append(said, block.Span{Tone: block.Body, Text: "\n" + line})
			}
		}
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{{Text: block.Say(block.Figure, stamp(s.At.In(c.Zone)))}, {Text: said}}})
	}
	return t
}

// done lists the tasks.
func (c *composer) done() {
	if len(c.Handling.Tasks) == 0 {
		return
	}
	c.section("tasks")
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.task"), Grow: 1}, {Head: c.t("column.due"), Width: stampWidth}, {Head: c.t("column.done"), Width: stampWidth},
	}}
	for _, task := range c.Handling.Tasks {
		said := block.Text{{Tone: block.Body, Text: oneLine(task.Text)}}
		for _, line := range []string{oneLine(task.Owner), plain(task.Note)} {
			if line != "" {
				said = append(said, block.Span{Tone: block.Muted, Text: "\n" + line})
			}
		}
		due := ""
		if !task.Due.IsZero() {
			due = stamp(task.Due.In(c.Zone))
		}
		done := block.Say(block.Muted, c.t("task.open"))
		if task.Done() {
			done = block.Say(block.Figure, stamp(task.DoneAt.In(c.Zone)))
		}
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{{Text: said}, {Text: block.Say(block.Figure, due)}, {Text: done}}})
	}
	c.add(t)
}

// visits tells how the buyer was asked, each time.
func (c *composer) visits() {
	if len(c.Handling.Visits) == 0 {
		return
	}
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.asked"), Width: stampWidth}, {Head: c.t("column.said"), Grow: 1},
	}}
	for _, v := range c.Handling.Visits {
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{{Text: block.Say(block.Figure, stamp(v.At.In(c.Zone)))}, {Text: c.visit(v)}}})
	}
	c.add(t)
}

func (c *composer) visit(v tasks.Visit) block.Text {
	score := ""
	if v.Score != 0 {
		score = c.listed(c.Lists.Satisfactions, strconv.Itoa(v.Score))
	}
	said := block.Text{{Tone: block.Strong, Text: joined(" · ", c.listed(c.Lists.Channels, oneLine(v.Channel)),
		c.named("solved", string(v.Solved)), score)}}
	add := func(text string) {
		if text == "" {
			return
		}
		if said[0].Text != "" || len(said) > 1 {
			text = "\n" + text
		}
		said = append(said, block.Span{Tone: block.Body, Text: text})
	}
	add(plain(v.Said))
	add(c.review(v))
	if v.Reopened {
		add(c.t("visit.reopened"))
	}
	if v.OpenPoints != "" {
		add(c.t("visit.open") + c.t("colon") + plain(v.OpenPoints))
	}
	if !v.Next.IsZero() {
		add(c.t("visit.next", "time", c.moment(v.Next)))
	}
	return said
}

// review says what became of a review, with its stars.
func (c *composer) review(v tasks.Visit) string {
	stars := ""
	if v.ReviewBefore != 0 {
		stars = strconv.Itoa(v.ReviewBefore)
		if v.ReviewAfter != 0 {
			stars += " → " + strconv.Itoa(v.ReviewAfter)
		}
		stars = c.t("review.stars", "stars", stars)
	}
	return joined(" · ", c.named("review", string(v.Review)), stars)
}

// flatFollowUp is what the case itself says of the follow-up, where no visit
// says so already.
func (c *composer) flatFollowUp() string {
	said := plain(c.Case.FollowUp)
	if slices.ContainsFunc(c.Handling.Visits, func(v tasks.Visit) bool { return plain(cmp.Or(v.Said, v.OpenPoints)) == said }) {
		return ""
	}
	return said
}

// returnHappenings adds the steps of a return to the timeline.
func (c *composer) returnHappenings(add func(happening)) {
	for _, s := range c.Handling.Returns {
		turns := s.State == returns.Asked || s.State.Ends() // the way between stands in the full form
		add(happening{at: s.At, key: turns, what: joined(c.t("colon"), c.t("time.return"), c.named("return", string(s.State)))})
	}
}

// shortReturn is the state of a return in a line.
func (c *composer) shortReturn() string {
	n := len(c.Handling.Returns)
	if n == 0 {
		return ""
	}
	last := c.Handling.Returns[n-1]
	return joined(" · ", c.named("return", string(last.State)), c.moment(last.At))
}
