package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Widths of the rail.
const (
	railWide   = 168
	railNarrow = 60
	railNeeds  = 1120 // window width below which the rail is narrow
)

// rail is the navigation at the left of the window. In a narrow window it
// shows the entries alone, in small type.
type rail struct {
	widget.BaseWidget
	title   *kit.Text
	entries []*railEntry
	foot    *kit.Text
	narrow  bool
}

func newRail(onTap func(page string)) *rail {
	r := &rail{
		title: kit.Heading(kit.T("shell.title")).Colored(theme.ColorRailInk),
		foot:  kit.Small(kit.T("shell.local")).Colored(theme.ColorRailText).Wrapped(),
	}
	for _, page := range []string{kit.PageToday, kit.PageCases, kit.PagePhrases, kit.PageSettings} {
		r.entries = append(r.entries, newRailEntry(page, kit.T("shell.rail."+page), onTap))
	}
	r.ExtendBaseWidget(r)
	for _, e := range r.entries {
		e.resized = r.Refresh
	}
	return r
}

// mark shows where the seller is.
func (r *rail) mark(page string) {
	for _, e := range r.entries {
		e.mark(e.page == page)
	}
}

// setCount shows how much waits in a section; none takes the number away.
func (r *rail) setCount(page string, n int) {
	for _, e := range r.entries {
		if e.page == page {
			e.setCount(n)
		}
	}
}

// setBackup says when the last backup was made; empty leaves it out.
func (r *rail) setBackup(text string) {
	local := kit.T("shell.local")
	if text != "" {
		local += "\n" + text
	}
	r.foot.SetText(local)
	r.Refresh()
}

// fit tells the rail how wide the window is and returns its own width.
func (r *rail) fit(window float32) float32 {
	narrow := window < railNeeds
	if narrow != r.narrow {
		r.narrow = narrow
		for _, e := range r.entries {
			e.setNarrow(narrow)
		}
	}
	if narrow {
		return railNarrow
	}
	return railWide
}

// CreateRenderer implements fyne.Widget.
func (r *rail) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(theme.Color(theme.ColorRail))
	return &railRenderer{r: r, back: back}
}

type railRenderer struct {
	r    *rail
	back *canvas.Rectangle
}

func (r *railRenderer) MinSize() fyne.Size {
	h := float32(60)
	for _, e := range r.r.entries {
		h += e.MinSize().Height + 3
	}
	return fyne.NewSize(railNarrow, h)
}

func (r *railRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	wide := !r.r.narrow
	setVisible(r.r.title, wide)
	side, y := float32(10), float32(58)
	if !wide {
		side, y = 4, 10
	}
	r.r.title.Resize(fyne.NewSize(s.Width-28, r.r.title.MinSize().Height))
	r.r.title.Move(fyne.NewPos(18, 20))
	for _, e := range r.r.entries {
		h := e.MinSize().Height
		e.Resize(fyne.NewSize(s.Width-2*side, h))
		e.Move(fyne.NewPos(side, y))
		y += h + 3
	}
	r.r.foot.Resize(fyne.NewSize(s.Width-34, r.r.foot.MinSize().Height))
	h := r.r.foot.MinSize().Height
	r.r.foot.Resize(fyne.NewSize(s.Width-34, h))
	r.r.foot.Move(fyne.NewPos(18, s.Height-h-18))
	setVisible(r.r.foot, wide && s.Height-h-18 > y)
}

func setVisible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (r *railRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.back, r.r.title, r.r.foot}
	for _, e := range r.r.entries {
		objects = append(objects, e)
	}
	return objects
}

func (r *railRenderer) Refresh() {
	r.back.FillColor = theme.Color(theme.ColorRail)
	r.Layout(r.r.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *railRenderer) Destroy() {}

// railEntry is one section of the program.
type railEntry struct {
	widget.BaseWidget
	page    string
	label   *kit.Text
	count   *kit.Text // how much waits here, on its badge
	onTap   func(page string)
	resized func() // the entry takes another height
	active  bool
	hovered bool
	focused bool
	narrow  bool
}

func newRailEntry(page, label string, onTap func(string)) *railEntry {
	e := &railEntry{page: page, resized: func() {}, label: kit.Body(label), count: kit.Small("").Whole().Bold(true).Colored(theme.ColorCard), onTap: onTap}
	e.ExtendBaseWidget(e)
	e.restyle()
	return e
}

func (e *railEntry) mark(on bool) {
	e.active = on
	e.restyle()
}

func (e *railEntry) setCount(n int) {
	text := ""
	switch {
	case n > 99:
		text = "99+"
	case n > 0:
		text = kit.Count(n)
	}
	if text != e.count.Text() {
		e.count.SetText(text)
		e.Refresh()
		e.resized()
	}
}

func (e *railEntry) setNarrow(on bool) {
	e.narrow = on
	size, align := theme.SizeBody, fyne.TextAlignLeading
	if on {
		size, align = theme.SizeSmall, fyne.TextAlignCenter
	}
	e.label.Sized(size).Aligned(align)
}

func (e *railEntry) restyle() {
	ink := theme.ColorRailText
	if e.active {
		ink = theme.ColorRailInk
	}
	e.label.Bold(e.active).Colored(ink)
	e.Refresh()
}

func (e *railEntry) Tapped(*fyne.PointEvent)        { e.onTap(e.page) }
func (e *railEntry) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (e *railEntry) MouseIn(*desktop.MouseEvent)    { e.hovered = true; e.restyle() }
func (e *railEntry) MouseMoved(*desktop.MouseEvent) {}
func (e *railEntry) MouseOut()                      { e.hovered = false; e.restyle() }
func (e *railEntry) FocusGained()                   { e.focused = true; e.restyle() }
func (e *railEntry) FocusLost()                     { e.focused = false; e.restyle() }
func (e *railEntry) TypedRune(rune)                 {}
func (e *railEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeySpace || k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		e.onTap(e.page)
	}
}

func (e *railEntry) CreateRenderer() fyne.WidgetRenderer {
	return &entryRenderer{e: e, back: canvas.NewRectangle(color.Transparent), badge: canvas.NewRectangle(color.Transparent)}
}

type entryRenderer struct {
	e     *railEntry
	back  *canvas.Rectangle
	badge *canvas.Rectangle
}

// MinSize has room for the badge above the word where that takes all the width.
func (r *entryRenderer) MinSize() fyne.Size {
	h := r.e.label.MinSize().Height + 18
	if r.above() {
		h += railBadge
	}
	return fyne.NewSize(40, h)
}

// railBadge is the height that a badge above the word adds.
const railBadge = 14

func (r *entryRenderer) above() bool { return r.e.narrow && r.e.count.Text() != "" }

func (r *entryRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.back.CornerRadius = 6
	pad := float32(10)
	if r.e.narrow {
		pad = 1
	}
	h := r.e.label.MinSize().Height
	room := s.Width - 2*pad
	if !r.e.narrow {
		room -= r.layoutBadge(fyne.NewPos(s.Width-8, s.Height/2))
	} else {
		r.layoutBadge(fyne.NewPos(s.Width-3, 12))
	}
	top := (s.Height - h) / 2
	if r.above() {
		top += railBadge / 2
	}
	r.e.label.Resize(fyne.NewSize(room, h))
	r.e.label.Move(fyne.NewPos(pad, top))
}

// layoutBadge puts the count before a point, around its height, and returns the
// width that it takes.
func (r *entryRenderer) layoutBadge(at fyne.Position) float32 {
	on := r.e.count.Text() != ""
	setVisible(r.badge, on)
	setVisible(r.e.count, on)
	if !on {
		return 0
	}
	text := r.e.count.MinSize()
	h := text.Height + 3
	w := max(h, text.Width+10)
	r.badge.CornerRadius = h / 2
	r.badge.Resize(fyne.NewSize(w, h))
	r.badge.Move(fyne.NewPos(at.X-w, at.Y-h/2))
	r.e.count.Resize(text)
	r.e.count.Move(fyne.NewPos(at.X-w+(w-text.Width)/2, at.Y-text.Height/2))
	return w + 6
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.e.label, r.badge, r.e.count}
}

func (r *entryRenderer) Refresh() {
	r.back.FillColor = theme.Color(theme.ColorRail)
	if r.e.active || r.e.hovered {
		r.back.FillColor = theme.Color(theme.ColorRailActive)
	}
	r.back.StrokeWidth = 0
	if r.e.focused {
		r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.ColorRailInk), 1
	}
	r.badge.FillColor = theme.Color(theme.ColorLate)
	r.Layout(r.e.Size())
	r.back.Refresh()
	r.badge.Refresh()
	r.e.label.Refresh()
	r.e.count.Refresh()
}

func (r *entryRenderer) Destroy() {}

// frame is the rail with the page beside it.
func frame(r *rail, page fyne.CanvasObject) *fyne.Container {
	return container.New(frameLayout{r}, r, page)
}

type frameLayout struct{ r *rail }

func (l frameLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(railNarrow+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (l frameLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := l.r.fit(s.Width)
	o[0].Resize(fyne.NewSize(w, s.Height))
	o[0].Move(fyne.Position{})
	o[1].Resize(fyne.NewSize(s.Width-w, s.Height))
	o[1].Move(fyne.NewPos(w, 0))
}
