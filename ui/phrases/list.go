package phrases

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
)

// rowHeight holds a title, two lines of the foreign text and one of the Chinese.
const rowHeight = 112

// groupsHeight shows three lines of groups; more of them scroll. A low window
// has room for one, so that the phrases are seen.
const (
	groupsHeight = 84
	groupsLow    = 28
	lowWindow    = 480
)

type groupsLayout struct {
	window  fyne.Window
	content fyne.CanvasObject
}

func (l groupsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	most := float32(groupsHeight)
	if l.window.Canvas().Size().Height < lowWindow {
		most = groupsLow
	}
	return fyne.NewSize(o[0].MinSize().Width, min(most, l.content.MinSize().Height))
}

func (l groupsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

func (p *Page) left() fyne.CanvasObject {
	groups := kit.Flow(6)
	p.chip(groups, kit.T("phrases.all"), "")
	for _, g := range p.d.Library.Groups() {
		p.chip(groups, name(g.Names), g.ID)
	}
	more := kit.NewButton(kit.T("phrases.new"), p.create)
	top := kit.Row(8, 0, kit.Title(kit.T("phrases.title")), more)
	find := kit.Row(6, 0, kit.WithoutBars(p.search), p.filter.toggle)
	head := kit.Pad(kit.VBox(10, top, find, p.filter.row, container.New(groupsLayout{p.d.Shell.Window(), groups}, kit.Scroll(groups)), p.count), 14, 14, 4, 14)
	p.none.Hide()
	return kit.Dock(head, p.fileDeeds(), container.NewStack(p.list, kit.Pad(p.none, 8, 14, 0, 14)))
}

func (p *Page) chip(row *fyne.Container, label, group string) {
	c := kit.NewChip(label, kit.ToneNeutral, func() {
		p.group = group
		p.find()
	})
	p.chips[group] = c
	row.Add(c)
}

// name is a term in the seller's language.
func name(names map[string]string) string { return names[kit.Language()] }

// row is a card of the list. The card takes the taps: it lies above the list's
// own item.
type row struct {
	card  *kit.Card
	title *kit.Text
	count *kit.Text
	texts [2]*kit.Text
}

// rowObject lets the list recycle rows with their parts at hand.
type rowObject struct {
	widget.BaseWidget
	row  row
	body *fyne.Container
}

func newRow() fyne.CanvasObject {
	o := &rowObject{row: row{title: kit.Strong(""), count: kit.Small("").Whole()}}
	o.row.texts = [2]*kit.Text{kit.Body("").Clamped(2), kit.Small("").Clamped(1)}
	o.row.card = kit.NewCard(kit.VBox(2, kit.Row(8, 0, o.row.title, o.row.count), o.row.texts[0], o.row.texts[1]))
	o.body = kit.Pad(kit.Sized(o.row.card, 0, rowHeight-8), 4, 12, 4, 12)
	o.ExtendBaseWidget(o)
	return o
}

// CreateRenderer implements fyne.Widget.
func (o *rowObject) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.body) }

func (p *Page) fillRow(i widget.ListItemID, o fyne.CanvasObject) {
	defer o.(*rowObject).body.Refresh() // the texts may take other heights now
	r := o.(*rowObject).row
	f := p.found[i]
	r.title.SetText(phrases.Pick(f.Titles, kit.Language()))
	first, second := p.sides(f)
	r.texts[0].SetText(p.named(first))
	r.texts[1].SetText(p.named(second))
	r.card.OnTapped = func() { p.selected(i) }
	r.card.SetSelected(f.ID == p.chosen)
	r.count.SetText(p.marks(f))
}

// sides are the text of a phrase that the buyer reads, and the one beside it.
func (p *Page) sides(f phrases.Phrase) (first, second string) {
	lang := p.filter.q.Lang
	if lang == "" || lang == kit.Chinese {
		lang = kit.English
	}
	if first = f.Texts[lang]; first == "" {
		for _, l := range phrases.Spoken() {
			if l != kit.Chinese && first == "" {
				first = f.Texts[l]
			}
		}
	}
	if second = f.Texts[kit.Chinese]; first == "" {
		return second, ""
	}
	return first, second
}

// marks say how often a phrase was used, and that it is a favourite.
func (p *Page) marks(f phrases.Phrase) string {
	var all []string
	if f.Shortcut != "" {
		all = append(all, f.Shortcut)
	}
	if n := p.state.stats[f.ID].Count; n > 0 {
		all = append(all, kit.T("phrases.used", "count", kit.Count(n)))
	}
	if f.Favourite {
		all = append(all, "★")
	}
	return strings.Join(all, " · ")
}

// named writes placeholders with their names: {order} becomes {Order number}.
func (p *Page) named(text string) string {
	values := map[string]string{}
	for _, h := range p.d.Library.Placeholders() {
		values[h.ID] = "{" + name(h.Names) + "}"
	}
	return phrases.Fill(text, values).Text
}

func (p *Page) selected(i widget.ListItemID) {
	p.list.UnselectAll()
	if i >= 0 && i < len(p.found) {
		p.choose(p.found[i])
	}
}
