package letters

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/dossier/letter"
	"casefolio/ui/kit"
)

// rowHeight holds a name, in English over two lines, and a line of badges.
func rowHeight() float32 {
	if kit.Language() == kit.English {
		return 90
	}
	return 70
}

// row is a template of the list. Its card takes the taps.
type row struct {
	widget.BaseWidget
	card  *kit.Card
	name  *kit.Text
	kept  *kit.Badge
	fits  *kit.Badge
	lacks *kit.Text
	body  *fyne.Container
}

func newRow() fyne.CanvasObject {
	r := &row{name: kit.Strong("").Clamped(2), kept: kit.NewBadge("", kit.ToneInfo), fits: kit.NewBadge("", kit.ToneGood), lacks: kit.Small("")}
	r.card = kit.NewCard(kit.VBox(3, r.name, kit.Row(6, 2, r.fits, r.kept, r.lacks)))
	r.body = kit.Pad(kit.Sized(r.card, 0, rowHeight()-6), 3, 10, 3, 12)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

func (p *Page) fillRow(i widget.ListItemID, o fyne.CanvasObject) {
	r := o.(*row)
	if i >= len(p.state.templates) {
		return
	}
	s := p.state.templates[i]
	r.name.SetText(name(s.Template.Names))
	r.fits.Set("", kit.ToneGood)
	if s.Fits {
		r.fits.Set(kit.T("letters.fits"), kit.ToneGood)
	}
	r.kept.Set("", kit.ToneInfo)
	if p.isKept(s.Template.ID) {
		r.kept.Set(kit.T("letters.kept"), kit.ToneInfo)
	}
	lacks := ""
	if len(s.Lacks) > 0 && p.state.desk != nil {
		lacks = kit.T("letters.lacks", "name", p.state.desk.Name(s.Lacks[0], kit.Language()))
	}
	r.lacks.SetText(lacks)
	r.card.OnTapped = func() { p.selected(i) }
	r.card.SetSelected(s.Template.ID == p.template)
	r.body.Refresh()
}

func (p *Page) isKept(template string) bool {
	for _, lang := range languages() {
		if _, ok := p.state.kept[slot(template, lang)]; ok {
			return true
		}
	}
	return false
}

func (p *Page) selected(i widget.ListItemID) {
	p.list.UnselectAll()
	if i >= 0 && i < len(p.state.templates) {
		p.panes.CloseOver()
		p.choose(p.state.templates[i].Template.ID, p.lang)
	}
}

// inOrder gives templates the order in which they are on the page already:
// nothing moves under the pointer while evidence is linked.
func inOrder(all, shown []letter.Suggestion) []letter.Suggestion {
	at := map[string]int{}
	for i, s := range shown {
		at[s.Template.ID] = i
	}
	if len(at) == len(all) {
		slices.SortStableFunc(all, func(a, b letter.Suggestion) int { return at[a.Template.ID] - at[b.Template.ID] })
	}
	return all
}
