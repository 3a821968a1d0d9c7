package cases

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// shelf is the tab of all exhibits by number.
type shelf struct {
	page    *Page
	items   []evidence.Exhibit
	list    *widget.List
	empty   *fyne.Container
	removed *removedGroup
	content *fyne.Container
}

func newShelf(p *Page) *shelf {
	s := &shelf{page: p}
	s.list = widget.NewList(func() int { return len(s.items) },
		func() fyne.CanvasObject { return newShelfRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(s.items) {
				o.(*shelfRow).set(s.items[i], p.zones(), s.preview(s.items[i]), s.within(s.items[i]))
			}
		})
	s.list.HideSeparators = true
	s.list.OnSelected = func(i widget.ListItemID) {
		s.list.UnselectAll()
		if i < len(s.items) {
			s.open(s.items[i])
		}
	}
	s.empty = container.NewStack(kit.NewEmptyState(kit.T("cases.shelf.empty"), kit.T("cases.shelf.empty.hint"),
		kit.T("cases.pick"), p.pickFiles))
	tools := kit.Flow(8,
		kit.NewButton(kit.T("cases.pick"), p.pickFiles).WithKeys(kit.ShortcutLabel(fyne.KeyO)),
		kit.NewButton(kit.T("cases.paste"), func() {
			if !p.Pasted() {
				p.deps.Shell.Toast(kit.T("cases.paste.nothing"))
			}
		}).WithKeys(kit.ShortcutLabel(fyne.KeyV)),
		kit.NewButton(kit.T("shelf.from"), func() {
			if id, ok := p.writable(); ok {
				p.deps.Shell.Go(kit.Route{Page: uievidence.PageShelf, ID: id})
			}
		}),
	)
	s.removed = newRemovedGroup(p, s.open)
	s.content = kit.Dock(kit.Pad(tools, 0, 12, 8, 0), s.removed.content, container.NewStack(s.list, s.empty))
	s.removed.resized = s.content.Refresh
	return s
}

func (s *shelf) open(e evidence.Exhibit) {
	s.page.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: e.ID})
}

// within says what an exhibit came within, or that it is a file as it was
// submitted, or is empty.
func (s *shelf) within(e evidence.Exhibit) string {
	if e.Source == evidence.FromPacket {
		return kit.T("source.packet")
	}
	for _, other := range s.items {
		if e.ParentID != "" && other.ID == e.ParentID {
			return kit.T("viewer.within", "label", other.Label())
		}
	}
	return ""
}

// preview is the small picture of a photo, or nil.
func (s *shelf) preview(e evidence.Exhibit) fyne.CanvasObject {
	if e.Kind != evidence.Photo {
		return nil
	}
	return s.page.middle.thumbs.New(e, previewSize, func() { s.open(e) })
}

func (s *shelf) show(f file) {
	s.items = f.exhibits
	if len(s.items) == 0 {
		s.empty.Show()
		s.list.Hide()
	} else {
		s.empty.Hide()
		s.list.Show()
	}
	s.list.Refresh()
	s.removed.show(f)
}

// previewSize is the place of a small picture in a row.
var previewSize = fyne.NewSize(52, 38)

// shelfRow is one exhibit: number, kind, title, what it holds, when it
// happened.
type shelfRow struct {
	widget.BaseWidget
	label, title, what, when *kit.Text
	kind, problem            *kit.Badge
	preview                  *fyne.Container
	content                  fyne.CanvasObject
}

func newShelfRow() *shelfRow {
	r := &shelfRow{
		label: kit.Strong("E-00").Whole(), title: kit.Body(" "), what: kit.Small(" "), when: kit.Small(" ").Whole(),
		kind: kit.NewBadge(" ", kit.ToneNeutral), problem: kit.NewBadge("", kit.ToneSoon),
	}
	r.preview = container.NewStack()
	lines := kit.VBox(2, kit.Row(10, 1, r.kind, r.title, r.problem), kit.Row(10, 0, r.what, r.when))
	r.content = container.NewBorder(nil, kit.Hairline(), nil, nil, kit.Pad(
		kit.Row(10, 2, kit.Sized(r.label, 40, 0), container.NewGridWrap(previewSize, r.preview), lines), 5, 12, 5, 2))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *shelfRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

func (r *shelfRow) set(e evidence.Exhibit, z kit.Zones, preview fyne.CanvasObject, within string) {
	for _, o := range r.preview.Objects {
		if t, ok := o.(*uievidence.Thumb); ok {
			t.Forget() // it is scrolled away
		}
	}
	r.preview.Objects = nil
	if preview != nil {
		r.preview.Objects = []fyne.CanvasObject{preview}
	}
	r.label.SetText(e.Label())
	r.kind.Set(uievidence.KindText(e.Kind), kit.ToneNeutral)
	r.title.SetText(oneLine(uievidence.Title(e)))
	r.problem.Set("", kit.ToneSoon)
	if e.Problem != "" {
		r.problem.Set(kit.T("viewer.problem"), kit.ToneSoon)
	}
	at, known := eventTime(e)
	r.when.SetText(z.Stamp(at))
	if !known {
		r.when.SetText(kit.T("cases.added_at", "time", z.Stamp(at)))
	}
	r.what.SetText(oneLine(joinWords(within, held(e), kit.FileSize(e.Size), shortHash(e.SHA256))))
	r.Refresh()
}

// held says how much was read from an exhibit.
func held(e evidence.Exhibit) string {
	switch {
	case e.Messages > 0:
		return kit.T("viewer.count.messages", "count", strconv.Itoa(e.Messages))
	case e.Events > 0:
		return kit.T("viewer.count.events", "count", strconv.Itoa(e.Events))
	case e.Picture.Width > 0:
		return strconv.Itoa(e.Picture.Width) + " × " + strconv.Itoa(e.Picture.Height)
	}
	return e.FileName
}

// shortHash is enough of a hash to compare by eye.
func shortHash(sum string) string {
	if len(sum) < 16 {
		return sum
	}
	return "SHA-256 " + sum[:12] + "…"
}
