package playbooks

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/ui/kit"
)

// What is remembered on this machine about the section.
const (
	prefMore = "playbook.more" // all parts of a card, not only the steps
	prefTwin = "playbook.twin" // the other language below each line
	prefFold = "playbook.fold" // the card of the category is folded
)

// Pane is the section beside a case: the steps for its category, and for its
// channel or situation where that has a card.
type Pane struct {
	d       Deps
	content *fyne.Container
	c       cases.Case
	cards   []playbooks.Card
	open    map[string]bool // cards below the first that are unfolded
}

// NewPane returns an empty section.
func NewPane(d Deps) *Pane {
	p := &Pane{d: d, content: container.NewStack(), open: map[string]bool{}}
	p.content.Hide()
	return p
}

// Content implements kit.CasePane.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Show implements kit.CasePane. What was shown stays until the cards are read,
// so that what stands below does not jump.
func (p *Pane) Show(c cases.Case, _ bool) {
	const slot = "playbooks/pane"
	if c.ID == "" {
		p.d.Shell.Tasks().Cancel(slot)
		p.c, p.cards = c, nil
		p.content.Hide()
		return
	}
	kit.Run(p.d.Shell.Tasks(), slot, func(ctx context.Context) ([]playbooks.Card, error) {
		return p.d.Case.PlaybookCards(ctx, c)
	}, func(cards []playbooks.Card, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.c, p.cards = c, cards
		p.fill()
	})
}

func (p *Pane) fill() {
	box := kit.VBox(5)
	if len(p.cards) > 0 {
		label := kit.T("playbook.twin." + twin())
		if on(prefTwin) {
			label = kit.T("playbook.twin.off")
		}
		box.Add(kit.HBox(0, kit.NewQuiet(label, p.flip(prefTwin))))
	}
	if _, _, ok := p.d.Lists.Category(p.c.Category); !ok {
		box.Add(kit.Muted(kit.T("playbook.none")).Wrapped())
	}
	for i, c := range p.cards {
		if i > 0 {
			box.Add(kit.Hairline())
		}
		p.card(box, c, i == 0)
	}
	p.content.Objects = []fyne.CanvasObject{kit.NewFold("playbook", kit.T("playbook.title"), "", box)}
	p.content.Show()
	p.content.Refresh()
	kit.Settle(p.content)
}

// card adds one card. The first is open unless the seller folded it.
func (p *Pane) card(box *fyne.Container, c playbooks.Card, first bool) {
	open, toggle := p.open[c.ID], func() { p.open[c.ID] = !p.open[c.ID]; p.fill() }
	if first {
		open, toggle = !on(prefFold), p.flip(prefFold)
	}
	label := kit.T("playbook.unfold")
	if open {
		label = kit.T("playbook.fold")
	}
	box.Add(kit.Row(4, 0, kit.Strong(p.d.cardName(c.ID)), kit.NewQuiet(label, toggle)))
	if !open {
		return
	}
	text, lang := c.In(kit.Language())
	other := c.Texts[twin()]
	if lang == twin() || !on(prefTwin) {
		other = playbooks.Text{}
	}
	rest, short := 0, !on(prefMore) && len(text.Now) > 0
	for i, part := range text.Parts() {
		if i > 0 && short {
			rest += len(part.Lines)
			continue
		}
		if !short && !part.Empty() {
			box.Add(kit.Pad(kit.Small(kit.T("playbook.part."+part.Name)), 3, 0, 0, 0))
		}
		addLines(box, part, other.Parts()[i].Lines)
	}
	deeds := kit.Flow(2)
	switch {
	case rest > 0:
		deeds.Add(kit.NewQuiet(kit.T("playbook.more"), p.flip(prefMore)))
	case on(prefMore):
		deeds.Add(kit.NewQuiet(kit.T("playbook.less"), p.flip(prefMore)))
	}
	deeds.Add(kit.NewQuiet(kit.T("playbook.edit"), func() { p.d.Shell.Go(kit.Route{Page: PageName, ID: p.editable(c.ID)}) }))
	box.Add(deeds)
}

// editable is the card that the seller would write: a leaf that shows the card
// of its top gets one of its own.
func (p *Pane) editable(id string) string {
	if top, leaf, ok := p.d.Lists.Category(p.c.Category); ok && id == top.ID && leaf.ID != "" {
		return leaf.ID
	}
	return id
}

// addLines adds one list, each line with its twin in the other language where
// there is one.
func addLines(box *fyne.Container, part playbooks.Part, twins []string) {
	for i, line := range part.Lines {
		mark := "· "
		if part.Steps {
			mark = strconv.Itoa(i+1) + ". "
		}
		box.Add(kit.Body(mark + line).Wrapped())
		if i < len(twins) {
			box.Add(kit.Pad(kit.Small(twins[i]).Wrapped(), 0, 0, 3, 0))
		}
	}
}

// on tells whether the seller switched something of the section on.
func on(pref string) bool { return fyne.CurrentApp().Preferences().Bool(pref) }

// flip switches it and shows the cards anew.
func (p *Pane) flip(pref string) func() {
	return func() {
		fyne.CurrentApp().Preferences().SetBool(pref, !on(pref))
		p.fill()
	}
}
