package cases

import (
	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/ui/kit"
)

// host holds the panes that other nouns fill. One is made when it is first
// looked at, and told of a case only while it is in sight.
type host struct {
	page  *Page
	panes []hosted
	c     cases.Case
	fixed bool // the case cannot be changed
}

// hosted is a pane and the case that it has been told of.
type hosted struct {
	Pane
	made  kit.CasePane
	stale bool
}

func newHost(p *Page) *host {
	h := &host{page: p}
	for _, pane := range p.deps.Panes {
		h.panes = append(h.panes, hosted{Pane: pane, stale: true})
	}
	return h
}

// titles are the words of the tabs.
func (h *host) titles() []string {
	titles := make([]string, len(h.panes))
	for i, p := range h.panes {
		titles[i] = p.Title
	}
	return titles
}

// index is the place of a pane, or -1.
func (h *host) index(key string) int {
	for i, p := range h.panes {
		if p.Key == key {
			return i
		}
	}
	return -1
}

// content is the pane at i, which now is in sight.
func (h *host) content(i int) fyne.CanvasObject {
	p := &h.panes[i]
	if p.made == nil {
		p.made = p.Make(h.page.changed)
		if l, ok := p.made.(kit.Leading); ok {
			l.Lead(h.page.goTo)
		}
	}
	h.tell(p)
	return p.made.Content()
}

// show takes over a case for all panes; the one at i is in sight.
func (h *host) show(c cases.Case, i int) {
	h.c, h.fixed = c, !c.DeletedAt.IsZero()
	for k := range h.panes {
		h.panes[k].stale = true
	}
	if i >= 0 && i < len(h.panes) && h.panes[i].made != nil {
		h.tell(&h.panes[i])
	}
}

func (h *host) tell(p *hosted) {
	if p.stale && h.c.ID != "" {
		p.stale = false
		p.made.Show(h.c, !h.fixed)
	}
}
