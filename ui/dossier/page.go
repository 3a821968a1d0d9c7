package dossier

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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
)

// Page is the preview of one dossier.
type Page struct {
	deps    Deps
	caseID  string
	opt     dossier.Options
	preview *dossier.Preview
	saved   string // where this very dossier was written

	content  fyne.CanvasObject
	title    *kit.Text
	place    *kit.Text
	level    *kit.Text
	faults   *kit.Text
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
	p.faults = kit.Small("").Wrapped()
	p.faults.Hide()
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
	middle := kit.Dock(p.head(), nil, container.NewStack(p.sheet, p.note))
	panes := kit.NewThreePane(kit.Pad(p.thumbs.list, 8, 0, 8, 0), middle, nil)
	panes.SetWidths(200, 0)
	p.content = panes
	p.enable()
	return p
}

// head has the deeds above the page.
func (p *Page) head() fyne.CanvasObject {
	p.previous = p.button("↑", func() { p.sheet.step(-1) })
	p.next = p.button("↓", func() { p.sheet.step(1) })
	p.save = kit.NewPrimary(kit.T("preview.save"), p.askSave)
	p.print = p.button(kit.T("preview.print"), p.printOut)
	if p.deps.Print == nil {
		p.print.Hide()
	}
	p.tools = kit.Flow(8, p.previous, p.next, kit.Pad(p.place, 8, 8, 0, 0),
		p.button(kit.T("preview.fit.page"), func() { p.sheet.setFit(fitPage) }),
		p.button(kit.T("preview.fit.width"), func() { p.sheet.setFit(fitWidth) }),
		p.button("100 %", func() { p.sheet.zoomTo(1) }),
		p.button("−", func() { p.sheet.zoomTo(p.sheet.zoom / zoomStep) }),
		p.button("+", func() { p.sheet.zoomTo(p.sheet.zoom * zoomStep) }),
		kit.Pad(p.level, 8, 8, 0, 0))
	top := kit.Row(8, 1, kit.NewButton("←  "+kit.T("preview.back"), p.deps.Shell.Back), p.title, p.print, p.save)
	return kit.Pad(kit.VBox(10, top, p.tools, p.faults), 14, 18, 12, 18)
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
		{Name: kit.T("preview.save"), Key: fyne.KeyS, Do: p.askSave},
	}
	if p.deps.Print != nil {
		keys = append(keys, kit.Shortcut{Name: kit.T("preview.print"), Key: fyne.KeyP, Do: p.printOut})
	}
	return keys
}

// Leaving implements kit.Leaver: nothing more is drawn, and the pictures go.
func (p *Page) Leaving() {
	for _, slot := range []string{slotLoad, slotPage, slotThumb} {
		p.deps.Shell.Tasks().Cancel(slot)
	}
	p.drop()
}

// drop shows no pages any more.
func (p *Page) drop() {
	p.preview = nil
	p.sheet.open(nil, 0)
	p.thumbs.open(nil)
	p.enable()
}

// Reload implements kit.Page: the dossier is laid out as the case is now.
func (p *Page) Reload() {
	p.takeKeys()
	if p.preview == nil {
		p.say(container.NewCenter(kit.Muted(kit.T("preview.making"))))
	}
	caseID, opt := p.caseID, p.opt
	kit.Run(p.deps.Shell.Tasks(), slotLoad, func(ctx context.Context) (*dossier.Preview, error) {
		return p.deps.Dossier.Preview(ctx, caseID, opt)
	}, func(preview *dossier.Preview, err error) {
		if err != nil {
			p.drop()
			sentence, hint := kit.FaultText(err)
			p.say(kit.NewEmptyState(sentence, hint, "", nil))
			return
		}
		p.show(preview)
	})
}

// say shows words instead of pages.
func (p *Page) say(o fyne.CanvasObject) {
	p.note.Objects = []fyne.CanvasObject{o}
	p.note.Refresh()
}

func (p *Page) show(preview *dossier.Preview) {
	p.preview, p.saved = preview, ""
	p.note.RemoveAll()
	p.note.Refresh()
	p.title.SetText(kit.T("preview.title.of", "number", preview.Number))
	p.faults.Hidden = len(preview.Faults) == 0
	if !p.faults.Hidden {
		p.faults.SetText(kit.T("preview.faults", "exhibits", strings.Join(preview.Faults, kit.T("cases.list_comma"))))
	}
	p.content.Refresh()
	p.thumbs.open(preview)
	p.sheet.open(preview, p.sheet.now)
	p.enable()
	p.thumbs.mark(p.sheet.now)
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
		p.previous: pages > 0 && p.sheet.now > 0, p.next: p.sheet.now < pages-1, p.save: pages > 0, p.print: pages > 0,
	} {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// askSave asks where the file goes.
func (p *Page) askSave() {
	if p.preview == nil {
		return
	}
	number, folder := p.preview.Number, p.deps.Folder
	kit.Run(p.deps.Shell.Tasks(), "preview/folder", func(context.Context) (string, error) {
		return filepath.Base(dossier.FreePath(folder, number)), os.MkdirAll(folder, 0o700)
	}, func(name string, err error) {
		if err != nil {
			folder = "" // somewhere else then
		}
		kit.ChooseSave(p.deps.Shell, kit.T("preview.save.title"), folder, name, func(path string) {
			p.write(func() string { return path }, p.written)
		})
	})
}

// written tells where the file is.
func (p *Page) written(r dossier.Result) {
	var actions []kit.Action
	if p.deps.Open != nil {
		actions = append(actions, kit.Action{Label: kit.T("preview.open_file"), Do: func() { p.with(p.deps.Open, r.Path) }})
	}
	p.deps.Shell.Toast(kit.T("preview.saved", "file", filepath.Base(r.Path), "pages", kit.Count(r.Pages)), actions...)
}

// printOut writes the file, where this dossier is not written yet, and sends it
// to the printer: what was printed stays in the case's folder.
func (p *Page) printOut() {
	if p.preview == nil || p.deps.Print == nil {
		return
	}
	if p.saved != "" {
		p.with(p.deps.Print, p.saved)
		return
	}
	number := p.preview.Number
	p.write(func() string { return dossier.FreePath(p.deps.Folder, number) }, func(r dossier.Result) { p.with(p.deps.Print, r.Path) })
}

// write makes the file, with a way to stop.
func (p *Page) write(where func() string, then func(dossier.Result)) {
	preview, caseID, opt := p.preview, p.caseID, p.opt
	if preview == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	progress := p.deps.Shell.Progress(kit.T("preview.writing", "number", preview.Number), cancel)
	kit.Run(p.deps.Shell.Tasks(), "", func(task context.Context) (dossier.Result, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		path := where()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return dossier.Result{}, err
		}
		return p.deps.Dossier.Write(ctx, caseID, opt, path)
	}, func(r dossier.Result, err error) {
		progress.Close()
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		if p.preview == preview {
			p.saved = r.Path
		}
		then(r)
	})
}

// with hands a file to another program.
func (p *Page) with(do func(string) error, path string) {
	kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
		return struct{}{}, do(path)
	}, func(_ struct{}, err error) { p.deps.Shell.ShowError(err) })
}
