package playbooks

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/ui/kit"
)

// slotLoad is the page's work: a newer wish ends the older one.
const slotLoad = "playbooks/load"

// Page edits the reason tree, at the left, and the card of what is chosen.
type Page struct {
	d      Deps
	chosen string
	cards  map[string]playbooks.Card
	uses   map[string]int
	rows   []row

	panes  *kit.ThreePane
	list   *widget.List
	body   *fyne.Container
	scroll *container.Scroll
	editor *editor
}

// row is a line of the list: a heading, a category or another card.
type row struct {
	id, name string
	leaf     bool
	term     cases.Term
}

// NewPage returns the page with a card chosen, or the first for an empty id.
func NewPage(d Deps, id string) *Page {
	p := &Page{d: d, chosen: id, body: kit.VBox(16)}
	p.scroll = kit.Scroll(kit.Pad(kit.MaxWidth(p.body, 940), 16, 18, 18, 18))
	p.list = widget.NewList(func() int { return len(p.rows) }, newRow, p.fillRow)
	p.list.HideSeparators = true
	p.list.OnSelected = p.selected
	p.editor = newEditor(p)
	head := kit.VBox(10,
		kit.HBox(0, kit.NewButton("←  "+kit.T("playbook.back"), d.Shell.Back)),
		kit.Title(kit.T("playbook.page")),
		kit.HBox(0, kit.NewButton(kit.T("category.add_top"), func() { p.add("") })))
	p.panes = kit.NewThreePane(kit.Dock(kit.Pad(head, 14, 12, 8, 14), nil, p.list), kit.Dock(nil, p.editor.foot, kit.Wheel(p.scroll)), nil)
	p.panes.SetWidths(290, 0)
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.panes }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{{Name: kit.T("playbook.save"), Key: fyne.KeyS, Do: p.editor.save}}
}

// Leaving implements kit.Leaver: what was written is kept.
func (p *Page) Leaving() {
	p.d.Shell.Tasks().Cancel(slotLoad)
	p.editor.leave()
}

// state is what the page shows.
type state struct {
	cards map[string]playbooks.Card
	uses  map[string]int
}

// Reload implements kit.Page. A card that is being written stays as it is.
func (p *Page) Reload() {
	kit.Run(p.d.Shell.Tasks(), slotLoad, func(ctx context.Context) (s state, err error) {
		if s.cards, err = p.d.Cards.Cards(ctx); err != nil {
			return s, err
		}
		s.uses, err = p.d.Tree.Uses(ctx)
		return s, err
	}, func(s state, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		first := p.rows == nil
		p.cards, p.uses, p.rows = s.cards, s.uses, p.listed()
		if p.at(p.chosen) < 0 {
			p.chosen = p.rows[0].id
		}
		p.list.Refresh()
		if first {
			p.list.ScrollTo(p.at(p.chosen))
		}
		p.show(true)
	})
}

// listed are the lines of the list: the tree, then the cards of channels and
// situations.
func (p *Page) listed() []row {
	lang := kit.Language()
	var rows []row
	for _, top := range p.d.Lists.AllCategories() {
		rows = append(rows, row{id: top.ID, name: top.Name(lang), term: top.Term})
		for _, leaf := range top.Leaves {
			leaf.Hidden = leaf.Hidden || top.Hidden
			rows = append(rows, row{id: leaf.ID, name: leaf.Name(lang), term: leaf, leaf: true})
		}
	}
	rows = append(rows, row{name: kit.T("playbook.situations")})
	for _, id := range situations() {
		rows = append(rows, row{id: id, name: p.d.cardName(id), leaf: true})
	}
	return rows
}

// at is the line of a card, or less than zero.
func (p *Page) at(id string) int {
	for i, r := range p.rows {
		if r.id == id && id != "" {
			return i
		}
	}
	return -1
}

// show fills the middle with what is chosen.
func (p *Page) show(stay bool) {
	i := p.at(p.chosen)
	if i < 0 {
		return
	}
	p.editor.take(p.chosen, p.cards[p.chosen])
	p.body.Objects = []fyne.CanvasObject{p.head(p.rows[i]), kit.Hairline(), p.editor.body()}
	p.body.Refresh()
	if !stay {
		p.scroll.ScrollToTop()
	}
}

// choose shows another card; what was written of the last is kept.
func (p *Page) choose(id string) {
	p.panes.CloseOver()
	if id == p.chosen {
		return
	}
	p.editor.leave()
	p.chosen = id
	p.show(false)
	p.list.Refresh()
}

func (p *Page) selected(i widget.ListItemID) {
	p.list.Unselect(i)
	if i < 0 || i >= len(p.rows) || p.rows[i].id == "" {
		return
	}
	p.choose(p.rows[i].id)
}

// newRow is the template of a line.
func newRow() fyne.CanvasObject {
	return kit.Pad(kit.Row(6, 1, kit.Sized(kit.Strong(" ").Whole(), 16, 0), kit.Body(" "), kit.NewBadge("x", kit.ToneInfo), kit.Small("0").Whole()), 3, 10, 3, 10)
}

func (p *Page) fillRow(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(p.rows) {
		return
	}
	line := o.(*fyne.Container).Objects[0].(*fyne.Container)
	mark := line.Objects[0].(*fyne.Container).Objects[0].(*kit.Text)
	name, badge, count := line.Objects[1].(*kit.Text), line.Objects[2].(*kit.Badge), line.Objects[3].(*kit.Text)
	r := p.rows[i]
	sign, indent := " ", ""
	if r.id != "" && r.id == p.chosen {
		sign = "›"
	}
	if r.leaf {
		indent = "   "
	}
	mark.SetText(sign)
	name.Bold(!r.leaf || r.id == p.chosen).SetText(indent + r.name)
	badge.Set(p.badge(r))
	if n := p.uses[r.id]; n > 0 {
		count.SetText(kit.Count(n))
	} else {
		count.SetText("")
	}
	line.Refresh()
}

// badge says what the seller made of a line.
func (p *Page) badge(r row) (string, kit.Tone) {
	switch {
	case r.term.Hidden:
		return kit.T("category.hidden"), kit.ToneNeutral
	case r.term.Own:
		return kit.T("category.own"), kit.ToneInfo
	case p.cards[r.id].Own:
		return kit.T("playbook.own"), kit.ToneInfo
	}
	return "", kit.ToneNeutral
}

// do runs a deed on the tree, shows the tree anew and offers to take it back.
func (p *Page) do(deed func(ctx context.Context) (cases.TreeDeed, error), done string, after func(id string)) {
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (cases.TreeDeed, error) {
		return deed(context.WithoutCancel(ctx))
	}, func(d cases.TreeDeed, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if after != nil {
			after(d.ID)
		}
		p.Reload()
		p.d.Shell.Toast(done, kit.Action{Label: kit.T("category.undo"), Do: func() { p.undo(d) }})
	})
}

func (p *Page) undo(d cases.TreeDeed) {
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.d.Tree.Undo(context.WithoutCancel(ctx), d)
	}, func(_ struct{}, err error) {
		p.d.Shell.ShowError(err)
		p.Reload()
	})
}
