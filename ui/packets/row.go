package packets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// previewSize is the place of a small picture in a row.
var previewSize = fyne.NewSize(52, 38)

// row is one exhibit: whether it goes, what it is, and what it takes.
type row struct {
	widget.BaseWidget
	page    *Page
	e       evidence.Exhibit
	tick    *tick
	chip    *kit.Chip
	title   *kit.Text
	below   *kit.Text
	pages   *kit.Text
	bytes   *kit.Text
	look    *kit.Chip
	thumb   *uievidence.Thumb
	preview *fyne.Container
	content fyne.CanvasObject
}

func newRow(p *Page, e evidence.Exhibit) *row {
	r := &row{page: p, e: e, title: kit.Body(exhibitTitle(e)), below: kit.Small(" ").Clamped(2),
		pages: figure(), bytes: figure()}
	r.tick = newTick(true, func(on bool) { p.take(e.ID, on) })
	r.tick.open = func() { p.open(e.ID) }
	r.chip = kit.NewChip(e.Label(), kit.ToneNeutral, r.tick.open)
	r.look = kit.NewChip(kit.T("packets.not_looked"), kit.ToneSoon, func() { p.lookThrough([]evidence.Exhibit{e}) })
	r.look.Hide()
	r.preview = container.NewGridWrap(previewSize)
	r.preview.Hide()
	lines := kit.VBox(2, kit.Row(8, 1, r.chip, r.title), kit.Row(6, 0, r.below, r.look))
	r.content = kit.Row(6, 2, kit.Sized(r.tick.framed(), 34, 34), r.preview, kit.Pad(lines, 0, 0, 0, 2), kit.Sized(kit.VBox(1, r.pages, r.bytes), 52, 0))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// show tells what becomes of the exhibit.
func (r *row) show(x entry, writable bool) {
	set(r.tick, x.free())
	r.tick.set(x.in)
	r.enable(writable)
	r.picture()
	if x.in {
		r.setIn(x)
	} else {
		r.setLeft(x.left)
	}
	r.Refresh()
}

// setIn shows an exhibit that goes.
func (r *row) setIn(x entry) {
	r.title.Colored(theme.ColorInk)
	words := []string{uievidence.KindText(r.e.Kind)}
	switch {
	case x.file != nil:
		r.takes(x.file.Pages, x.file.Bytes)
		words = append(words, kit.T("packets.as_it_is"))
	case x.item != nil:
		r.takes(x.item.Pages, x.item.Bytes)
		words = append(words, r.page.place(*x.item))
		if x.item.Copy != "" {
			words = append(words, kit.T("packets.copy", "label", x.item.Copy))
		}
	default:
		r.pages.SetText("…")
		r.bytes.SetText(" ")
	}
	set(r.look, r.page.notLooked(r.e))
	r.below.SetText(joined(words...))
}

// setLeft shows an exhibit that stays here, and why.
func (r *row) setLeft(x packet.Left) {
	r.title.Colored(theme.ColorMuted)
	r.pages.SetText(" ")
	r.bytes.SetText(" ")
	set(r.look, false)
	r.below.SetText(joined(uievidence.KindText(r.e.Kind), kit.T("packet.left."+x.Code, "label", x.Other)))
}

// figure is a number at the right edge.
func figure() *kit.Text { return kit.Small(" ").Whole().Aligned(fyne.TextAlignTrailing) }

// takes shows what the exhibit takes of the packet.
func (r *row) takes(pages int, bytes int64) {
	r.pages.SetText(counted("packets.pages", "packets.pages.one", pages))
	r.bytes.SetText(size(bytes))
}

func (r *row) enable(on bool) {
	if on {
		r.tick.Enable()
	} else {
		r.tick.Disable()
	}
}

// picture puts the small picture of a photo into its place.
func (r *row) picture() {
	if r.e.Kind != evidence.Photo || r.thumb != nil {
		return
	}
	r.thumb = r.page.thumbs().New(r.e, previewSize, func() { r.page.lookThrough([]evidence.Exhibit{r.e}) })
	r.preview.Objects = []fyne.CanvasObject{r.thumb}
	r.preview.Show()
}

// forget lets go of a picture that is not made yet.
func (r *row) forget() {
	if r.thumb != nil {
		r.thumb.Forget()
		r.thumb = nil
	}
}

// place says where an exhibit stands in the packet.
func (p *Page) place(i packet.Item) string {
	if i.Page == 0 {
		return ""
	}
	if len(p.plan.Files) > 1 {
		return kit.T("packets.place.file", "file", kit.Count(i.File), "page", kit.Count(i.Page))
	}
	return kit.T("packets.place", "page", kit.Count(i.Page))
}

// notLooked tells whether the plan says that nobody looked at a picture.
func (p *Page) notLooked(e evidence.Exhibit) bool {
	if p.plan == nil {
		return false
	}
	for _, n := range p.plan.Notes {
		if n.Code == noteLooked && n.Label == e.Label() {
			return true
		}
	}
	return false
}
