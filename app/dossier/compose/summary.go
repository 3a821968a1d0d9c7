package compose

import (
	"slices"
	"unicode/utf8"

	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
)

// The forms of a dossier.
const (
	Full    = "full"
	Summary = "summary"
)

// room is how much of a case a summary holds: characters of one fact and of
// the story, lines of the timeline and of the index; lean leaves out the facts
// that are spare.
type room struct {
	fact, story, points, exhibits int

	lean bool
}

// rooms go from generous to tight. Which of them keeps to two pages depends
// on what the case says, so that they are tried one after the other.
var rooms = []room{
	{160, 1200, 14, 30, false}, {140, 900, 12, 22, false}, {120, 700, 11, 18, false}, {110, 500, 9, 14, false}, {100, 400, 8, 10, false}, {80, 300, 7, 8, false},
	{100, 400, 8, 10, true}, {80, 300, 7, 8, true}, {60, 240, 5, 6, true}, {50, 160, 4, 4, true}, {40, 90, 3, 3, true},
}

// spare tells the facts that can be missed first, because the title says them
// too or because they decide nothing.
func spare(f block.Fact) bool {
	return slices.Contains([]string{
		"occurred", "satisfaction", "amount", "customer", "contact", "customer_type", "buyer_zone", "shop", "platform", "channel", "order", "sku",
	}, f.Label)
}

// Tightest is the greatest value of Input.Tight.
func Tightest() int { return len(rooms) - 1 }

// summary writes the short form. What it leaves out it says.
func (c *composer) summary() {
	c.room = rooms[min(max(c.Tight, 0), Tightest())]
	facts := c.facts()
	for i := range facts {
		facts[i].Value, _ = clip(oneLine(facts[i].Value), c.room.fact)
	}
	c.opening(c.title(), block.Facts{Facts: facts})
	if c.room.lean {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("summary.cut"))})
	}
	c.shortStory()
	c.points()
	c.shortOutcome()
	c.shortIndex()
	c.integrity()
	c.signatures()
}

func (c *composer) shortStory() {
	story, cut := clip(plain(c.Case.Story), c.room.story)
	demand, cutDemand := clip(plain(c.Case.Demand), c.room.story/3)
	if story == "" && demand == "" {
		return
	}
	c.section("story")
	c.add(block.Paragraph{Text: block.Say(block.Body, story), Keep: demand != ""})
	if demand != "" {
		c.add(
			block.Paragraph{Text: block.Say(block.Strong, c.t("demand")), Keep: true},
			block.Paragraph{Text: block.Say(block.Body, demand)},
		)
	}
	if cut || cutDemand {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("summary.cut"))})
	}
}

// points are the happenings that turn a case; of those that are too many the
// first and the last remain, and that it was complained.
func (c *composer) points() {
	var key []happening
	all := c.happenings()
	for _, h := range all {
		if h.key {
			key = append(key, h)
		}
	}
	if n := c.room.points; len(key) > n {
		key = firstAndLast(key, n)
	}
	if len(key) == 0 {
		return
	}
	c.section("timeline")
	for i := range key {
		key[i].what, _ = clip(oneLine(key[i].what), c.room.fact)
	}
	c.clockTable(key)
	if left := len(all) - len(key); left > 0 {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("summary.points", "count", count(left)))})
	}
}

// firstAndLast keeps n happenings: pinned ones, and as many from either end.
func firstAndLast(all []happening, n int) []happening {
	first, last := n/2, len(all)-(n-n/2)
	loose := func(h happening) bool { return !h.pinned }
	pinned := slices.DeleteFunc(slices.Clone(all[first:last]), loose)
	head := slices.Clone(all[:first])
	for i, left := first-1, len(pinned); i >= 0 && left > 0; i-- { // they take the place of the last loose ones
		if loose(head[i]) {
			head = slices.Delete(head, i, i+1)
			left--
		}
	}
	return slices.Concat(head, pinned, all[last:])
}

// shortIndex gives the whole hashes, because no exhibit follows that would.
func (c *composer) shortIndex() {
	c.section("index")
	if len(c.Exhibits) == 0 {
		c.add(block.Paragraph{Text: block.Say(block.Muted, c.t("index.empty"))})
		return
	}
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.label"), Width: 44}, {Head: c.t("column.kind"), Width: c.wide(58, 78)},
		{Head: c.t("column.content"), Grow: 1}, {Head: "SHA-256", Width: 176},
	}}
	for _, e := range c.Exhibits[:min(len(c.Exhibits), c.room.exhibits)] {
		content, _ := clip(oneLine(c.content(e)), c.room.fact)
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, e.Label())},
			{Text: block.Say(block.Body, c.kind(e.Kind))},
			{Text: block.Say(block.Body, content)},
			{Text: block.Say(block.Figure, e.SHA256)},
		}})
	}
	if left := len(c.Exhibits) - len(t.Rows); left > 0 {
		t.Rows = append(t.Rows, block.Row{Wide: true, Cells: []block.Cell{
			{Text: block.Say(block.Muted, c.t("summary.exhibits", "count", count(left)))},
		}})
	}
	c.add(t)
	c.attached()
	if labels := c.faulty(); labels != "" {
		labels, _ = clip(labels, c.room.fact)
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("summary.faults", "exhibits", labels))})
	}
}

// faulty names the exhibits that the full form cannot show whole.
func (c *composer) faulty() string {
	var numbers []int
	for _, e := range c.Exhibits {
		if e.Fault != "" {
			numbers = append(numbers, e.No)
		}
	}
	return labels(numbers)
}

// content names an exhibit and says how much it holds.
func (c *composer) content(e Exhibit) string {
	name := c.name(e)
	if name == c.kind(e.Kind) {
		name = ""
	}
	return joined(c.t("comma"), name, c.detail(e))
}

// clip shortens a text to n characters and tells whether it had to. It never
// cuts within a character that is made of several code points.
func clip(s string, n int) (string, bool) {
	if utf8.RuneCountInString(s) <= n {
		return s, false
	}
	r := []rune(s)
	for i := n; i > n/2; i-- {
		if !joins(r[i-1], r[i]) {
			n = i
			break
		}
	}
	return string(r[:n]) + "…", true
}

// keyMessages tells of each message of a chat whether it turns the case: the
// first of every speaker and the last one.
func keyMessages(all []evidence.Message) []bool {
	keep := make([]bool, len(all))
	seen := map[evidence.Role]bool{}
	for i, m := range all {
		if m.At.IsZero() || m.Role == evidence.System {
			continue
		}
		keep[i] = !seen[m.Role] || i == len(all)-1
		seen[m.Role] = true
	}
	return keep
}
