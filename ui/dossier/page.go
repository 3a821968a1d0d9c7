package dossier

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/dossier"
	"casefolio/ui/kit"
)

// Slots of the page's work: a newer wish ends the older one.
const (
	slotLoad  = "preview/load"
	slotPage  = "preview/page"
	slotThumb = "preview/thumb"
	slotWeigh = "preview/weigh"
)

// Page is the preview of one dossier.
type Page struct {
	deps    Deps
	caseID  string
	opt     dossier.Options  // as it is wanted
	preview *dossier.Preview // as it is shown
	busy    bool             // with laying out
	saved   string           // where this very dossier was written

	content  fyne.CanvasObject
	title    *kit.Text
	badge    *kit.Badge // who it is for
	place    *kit.Text
	level    *kit.Text
	doing    *kit.Text       // what is being done
	status   *fyne.Container // over the page, so that nothing moves
	alarm    *kit.Button     // how many problems there are
	problems *problemList
	options  *Options
	panes    *kit.ThreePane
	note     *fyne.Container
	tools    *fyne.Container
	previous *kit.Button
	next     *kit.Button
	save     *kit.Button
	print    *kit.Button
	sheet    *sheet
	thumbs   *thumbs
}

// NewPage returns the preview that Route leads to.
func NewPage(deps Deps, id string) *Page {
	p := &Page{deps: deps, title: kit.Title(kit.T("preview.title")), place: kit.Small(" ").Whole(), level: kit.Small(" ").Whole()}
	p.caseID, p.opt = parse(id)
	p.options = NewOptions(p.opt, p.choose)
	p.badge = kit.NewBadge("", kit.ToneNeutral)
	p.problems = newProblemList(p.toProblem)
	p.problems.look = func(id string) { deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: id}) }
	p.problems.clear = p.looked
	p.doing = kit.Small("").Whole()
	p.status = container.NewBorder(nil, kit.Pad(container.NewCenter(kit.NewCard(
		kit.HBox(8, p.doing, kit.NewQuiet(kit.T("kit.cancel"), p.stop)))), 0, 0, 18, 0), nil, nil)
	p.status.Hide()
	p.note = container.NewStack()
	tasks := deps.Shell.Tasks()
	p.sheet, p.thumbs = newSheet(tasks), newThumbs(tasks, p.turn)
	p.sheet.zoomed = func(zoom float32) {
		p.level.SetText(strconv.Itoa(int(zoom*100+0.5)) + " %")
		p.tools.Refresh() // the words may take another width
	}
	p.sheet.step = func(by int) { p.turn(p.sheet.now + by) }
	p.sheet.rough = p.thumbs.rough
	p.sheet.fails = deps.Shell.ShowError
	middle := kit.Dock(p.head(), nil, container.NewStack(p.sheet, p.note, p.status))
	p.panes = kit.NewThreePane(kit.Pad(p.thumbs.list, 8, 0, 8, 0), middle, p.side())
	p.panes.SetWidths(200, 236)
	p.content = p.panes
	p.enable()
	return p
}

// head has the deeds above the page.
func (p *Page) head() fyne.CanvasObject {
	p.previous = p.button("↑", func() { p.sheet.step(-1) }).Repeating()
	p.next = p.button("↓", func() { p.sheet.step(1) }).Repeating()
	p.save = kit.NewPrimary(kit.T("preview.save"), p.askSave)
	p.print = p.button(kit.T("preview.print"), p.printOut)
	if p.deps.Print == nil {
		p.print.Hide()
	}
	p.alarm = kit.NewButton("", p.showProblems)
	p.alarm.Hide()
	p.tools = kit.Flow(8, p.previous, p.next, kit.Pad(p.place, 8, 8, 0, 0),
		p.button(kit.T("preview.fit.page"), func() { p.sheet.setFit(fitPage) }),
		p.button(kit.T("preview.fit.width"), func() { p.sheet.setFit(fitWidth) }),
		p.button("100 %", func() { p.sheet.zoomTo(1) }),
		p.button("−", func() { p.sheet.zoomTo(p.sheet.zoom / zoomStep) }).Repeating(),
		p.button("+", func() { p.sheet.zoomTo(p.sheet.zoom * zoomStep) }).Repeating(),
		kit.Pad(p.level, 8, 8, 0, 0), p.alarm)
	top := kit.Row(8, 1, kit.NewButton("←  "+kit.T("preview.back"), p.deps.Shell.Back), p.title, p.badge, p.print, p.save)
	return kit.Pad(kit.VBox(10, top, p.tools), 14, 18, 12, 18)
}

// side has the choices and what paper does not show as it is.
func (p *Page) side() fyne.CanvasObject {
	return kit.Scroll(kit.Pad(kit.VBox(14,
		kit.Heading(kit.T("preview.options")), p.options.Object(),
		kit.Hairline(), kit.Heading(kit.T("preview.problems.title")), p.problems.box), 16, 14, 16, 14))
}

// button is a deed after which the keys turn pages again.
func (p *Page) button(label string, do func()) *kit.Button {
	return kit.NewButton(label, func() {
		do()
		p.takeKeys()
	})
}

func (p *Page) takeKeys() {
	if c := p.deps.Shell.Window().Canvas(); c.Overlays().Top() == nil {
		c.Focus(p.sheet.veil)
	}
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	keys := []kit.Shortcut{
		{Name: kit.T("preview.keys.next"), Key: fyne.KeyDown, Modifier: fyne.KeyModifierAlt, Do: func() { p.sheet.step(1) }},
		{Name: kit.T("preview.keys.previous"), Key: fyne.KeyUp, Modifier: fyne.KeyModifierAlt, Do: func() { p.sheet.step(-1) }},
		{Name: kit.T("preview.keys.closer"), Key: fyne.KeyEqual, Do: func() { p.sheet.zoomTo(p.sheet.zoom * zoomStep) }},
		{Name: kit.T("preview.keys.further"), Key: fyne.KeyMinus, Do: func() { p.sheet.zoomTo(p.sheet.zoom / zoomStep) }},
		{Name: kit.T("preview.fit.page"), Key: fyne.Key0, Do: func() { p.sheet.setFit(fitPage) }},
		{Name: kit.T("preview.options"), Key: fyne.KeyO, Do: p.toOptions},
		{Name: kit.T("preview.problems.title"), Key: fyne.KeyE, Do: p.showProblems},
		{Name: kit.T("preview.save"), Key: fyne.KeyS, Do: p.askSave},
	}
	if p.deps.Print != nil {
		keys = append(keys, kit.Shortcut{Name: kit.T("preview.print"), Key: fyne.KeyP, Do: p.printOut})
	}
	return keys
}

// Leaving implements kit.Leaver: nothing more is drawn, and the pictures go.
func (p *Page) Leaving() {
	for _, slot := range []string{slotLoad, slotPage, slotThumb, slotWeigh} {
		p.deps.Shell.Tasks().Cancel(slot)
	}
	p.busy, p.status.Hidden = false, true
	p.drop()
}

// turn shows page i.
func (p *Page) turn(i int) {
	if p.preview == nil || i < 0 || i >= p.preview.Pages() {
		return
	}
	p.sheet.turn(i)
	p.thumbs.mark(i)
	p.enable()
	p.takeKeys()
}

// enable sets what can be done now.
func (p *Page) enable() {
	pages := 0
	p.place.SetText(" ")
	if p.preview != nil {
		pages = p.preview.Pages()
		p.place.SetText(kit.T("preview.place", "page", kit.Count(p.sheet.now+1), "pages", kit.Count(pages)))
	}
	p.tools.Refresh() // the words may take another width
	for b, on := range map[*kit.Button]bool{
		p.previous: pages > 0 && p.sheet.now > 0, p.next: p.sheet.now < pages-1, p.save: pages > 0 && !p.busy, p.print: pages > 0 && !p.busy,
	} {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}
