package redact

import (
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/audience"
	"casefolio/app/redact"
	"casefolio/ui/kit"
)

// Limits of what one line shows.
const (
	longest  = 46 // columns of a term; a Chinese sign takes two
	mostSeen = 3  // places
	mostRows = 60 // terms of a kind, until more are asked for
)

// show lists the kinds with their terms.
func (c *Chooser) show() {
	c.first = nil
	c.groups.RemoveAll()
	for _, kind := range redact.Kinds {
		if g := c.group(kind); g != nil {
			c.groups.Add(g)
		}
	}
	switch {
	case len(c.groups.Objects) > 0:
	case c.loaded:
		c.groups.Add(kit.Muted(kit.T("masking.nothing")).Wrapped())
	default:
		c.groups.Add(kit.Muted(kit.T("masking.finding")))
	}
	c.groups.Refresh()
}

// group lists the terms of one kind; nil where there are none.
func (c *Chooser) group(kind redact.Kind) fyne.CanvasObject {
	rows := kit.VBox(0)
	var free []int // that can be ticked
	ticked, n := true, 0
	for i, e := range c.entries {
		if e.Kind != kind {
			continue
		}
		if n++; n <= mostRows+c.further[kind] {
			rows.Add(c.row(i))
		}
		if !c.always(e) {
			free = append(free, i)
			ticked = ticked && e.on
		}
	}
	if len(rows.Objects) == 0 {
		return nil
	}
	head := kit.Row(8, 0, kit.Heading(kit.T("masking.kind."+string(kind))))
	if len(free) > 1 {
		word := kit.T("masking.all")
		if ticked {
			word = kit.T("masking.none")
		}
		head.Add(kit.NewQuiet(word, func() { c.tick(free, !ticked) }))
	}
	group := kit.VBox(4, head)
	if len(free) == 0 && c.to == audience.Supplier {
		group.Add(kit.Small(kit.T("masking.supplier")).Wrapped())
	}
	group.Add(rows)
	if left := n - len(rows.Objects); left > 0 {
		left = min(left, mostRows)
		group.Add(kit.HBox(0, kit.NewQuiet(kit.T("masking.show_more", "count", kit.Count(left)), func() {
			c.further[kind] += left
			c.show()
		})))
	}
	return group
}

func (c *Chooser) row(i int) fyne.CanvasObject {
	e := c.entries[i]
	always := c.always(e)
	box := kit.NewCheck(short(e.Text), e.on || always, func(on bool) { c.tick([]int{i}, on) })
	if always {
		box.Disable()
	} else if c.first == nil {
		c.first = box
	}
	line := kit.Row(8, 0, box, kit.Small(c.about(e)).Whole())
	if e.Reason == "" {
		return line
	}
	return kit.VBox(0, line, kit.Pad(kit.Small(kit.T("masking.because", "reason", e.Reason)).Wrapped(), 0, 0, 4, 30))
}

// tick takes terms on or off.
func (c *Chooser) tick(which []int, on bool) {
	for _, i := range which {
		c.entries[i].on = on
	}
	if len(which) > 1 {
		c.show()
	}
	c.tell()
}

// about says how often and where a term stands.
func (c *Chooser) about(e entry) string {
	switch {
	case e.own && e.Count == 0:
		return kit.T("masking.yours")
	case e.Count == 0:
		return kit.T("masking.not_found")
	}
	var places []string
	for _, where := range e.Where[:min(len(e.Where), mostSeen)] {
		places = append(places, place(where))
	}
	if more := len(e.Where) - mostSeen; more > 0 {
		places = append(places, kit.T("masking.more", "count", kit.Count(more)))
	}
	return kit.T("masking.found", "count", kit.Count(e.Count), "places", strings.Join(places, kit.T("masking.comma")))
}

// place names where a term stands: an exhibit by its label.
func place(where string) string {
	switch where {
	case audience.InCase, audience.InStory:
		return kit.T("masking.place." + where)
	}
	return where
}

// short cuts a term to one line.
func short(s string) string {
	width := 0
	for i, r := range s {
		if width++; r >= 0x2E80 {
			width++
		}
		if width > longest {
			return s[:i] + "…"
		}
	}
	return s
}
