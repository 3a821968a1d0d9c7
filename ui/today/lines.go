package today

import (
	"time"

	"casefolio/app/deadlines"
	"casefolio/ui/due"
	"casefolio/ui/kit"
)

// line is a row of the list: the head of a section, one of its items, or the
// way to those that are not shown.
type line struct {
	section deadlines.Section
	total   int            // of a head
	more    int            // how many are not shown
	item    deadlines.Item // with a key in the row of an item
}

func (l line) isItem() bool { return l.item.Key != "" && l.item.CaseID != "" }

// lines lists the sections that have items.
func lines(b deadlines.Board) []line {
	var out []line
	for _, g := range b.Groups {
		if g.Total == 0 && len(g.Items) == 0 {
			continue
		}
		out = append(out, line{section: g.Section, total: g.Total})
		for _, i := range g.Items {
			out = append(out, line{section: g.Section, item: i})
		}
		if rest := g.Total - len(g.Items); rest > 0 {
			out = append(out, line{section: g.Section, more: rest})
		}
	}
	return out
}

// send says when the item of a row is to be sent that stands under today without
// being due today: that is why it stands there.
func (p *Page) send(l line) string {
	i, now := l.item, p.now()
	at, last := i.SendBy.In(now.Location()), i.Due.In(now.Location())
	switch {
	case l.section != deadlines.SectionToday, i.SendBy.IsZero(), last.Format(time.DateOnly) == now.Format(time.DateOnly):
		return ""
	case at.After(now):
		return kit.T("due.send_by", "time", due.Words().Moment(at, now))
	}
	return kit.T("today.send_now")
}

// id names an item among those of all cases.
func id(i deadlines.Item) string { return i.CaseID + "/" + i.Key }

// index is the row of an item, or -1.
func (p *Page) index(key string) int {
	for n, l := range p.rows {
		if l.isItem() && id(l.item) == key {
			return n
		}
	}
	return -1
}

// near is the item at a row or the next one after it, else the last.
func (p *Page) near(n int) string {
	last := ""
	for k, l := range p.rows {
		if l.isItem() {
			last = id(l.item)
			if k >= n {
				return last
			}
		}
	}
	return last
}

// marked is the item that the keys are about.
func (p *Page) marked() (deadlines.Item, bool) {
	if n := p.index(p.at); n >= 0 {
		return p.rows[n].item, true
	}
	return deadlines.Item{}, false
}

// step marks the next (1) or previous (-1) item.
func (p *Page) step(by int) {
	for n := p.index(p.at) + by; n >= 0 && n < len(p.rows); n += by {
		if p.rows[n].isItem() {
			p.mark(id(p.rows[n].item))
			p.list.reveal(n, by)
			return
		}
	}
}

func (p *Page) mark(key string) {
	if p.at == key {
		return
	}
	was := p.index(p.at)
	p.at = key
	for _, n := range []int{was, p.index(key)} {
		if n >= 0 {
			p.list.RefreshItem(n)
		}
	}
}
