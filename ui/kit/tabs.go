package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Tabs is a row of words of which one is selected and underlined. Those that
// have no room wait in a menu at the end of the row; the selected one never does.
type Tabs struct {
	widget.BaseWidget
	onSelect func(i int)
	tabs     []*tab
	more     *tab
	hidden   []int // places of the tabs that wait in the menu
	selected int
}

// NewTabs returns tabs with the first selected. onSelect is told of taps and
// of Select, not of the first state.
func NewTabs(labels []string, onSelect func(i int)) *Tabs {
	t := &Tabs{onSelect: onSelect}
	for i, l := range labels {
		t.tabs = append(t.tabs, newTab(l, func() { t.Select(i) }))
	}
	t.more = newTab(T("kit.tabs.more"), t.offer)
	t.more.Hide()
	t.ExtendBaseWidget(t)
	t.mark()
	return t
}

// Select selects a tab by its place.
func (t *Tabs) Select(i int) {
	if i < 0 || i >= len(t.tabs) || i == t.selected {
		return
	}
	t.selected = i
	t.mark()
	t.Refresh() // it may have waited in the menu
	if t.onSelect != nil {
		t.onSelect(i)
	}
}

// Step selects the tab that is so many further, round and round.
func (t *Tabs) Step(by int) { t.Select((t.selected + by + len(t.tabs)) % len(t.tabs)) }

// Selected is the place of the selected tab.
func (t *Tabs) Selected() int { return t.selected }

// SetLabel changes the words of a tab.
func (t *Tabs) SetLabel(i int, label string) {
	if i >= 0 && i < len(t.tabs) {
		t.tabs[i].label.SetText(label)
		t.Refresh()
	}
}

func (t *Tabs) mark() {
	for i, tab := range t.tabs {
		tab.set(i == t.selected)
	}
}

// offer opens the menu of the tabs that have no room.
func (t *Tabs) offer() {
	items := make([]*fyne.MenuItem, len(t.hidden))
	for k, i := range t.hidden {
		items[k] = fyne.NewMenuItem(t.tabs[i].label.Text(), func() { t.Select(i) })
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(t.more).AddXY(0, t.more.Size().Height)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), driver.CanvasForObject(t), at)
}

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	return laid(t, &tabsRenderer{t: t, line: Hairline()})
}

const tabGap = 14

type tabsRenderer struct {
	t    *Tabs
	line fyne.CanvasObject
}

// MinSize has room for the widest tab and the menu.
func (r *tabsRenderer) MinSize() fyne.Size {
	var s fyne.Size
	for _, tab := range r.t.tabs {
		m := tab.MinSize()
		s.Width, s.Height = max(s.Width, tab.widest()), max(s.Height, m.Height)
	}
	if len(r.t.tabs) > 1 {
		s.Width += tabGap + r.t.more.widest()
	}
	return s.AddWidthHeight(0, r.line.MinSize().Height)
}

func (r *tabsRenderer) Layout(s fyne.Size) {
	shown := r.shown(s.Width)
	r.t.hidden = r.t.hidden[:0]
	x := float32(0)
	put := func(tab *tab) {
		m := tab.MinSize()
		tab.Resize(m)
		tab.Move(fyne.NewPos(x, 0))
		x += m.Width + tabGap
	}
	for i, tab := range r.t.tabs {
		show(tab, shown[i])
		if !shown[i] {
			r.t.hidden = append(r.t.hidden, i)
			continue
		}
		put(tab)
	}
	show(r.t.more, len(r.t.hidden) > 0)
	put(r.t.more)
	h := r.line.MinSize().Height
	r.line.Resize(fyne.NewSize(s.Width, h))
	r.line.Move(fyne.NewPos(0, s.Height-h))
}

// shown tells which tabs have room in width: the selected one first, then the
// others in their order. Every word counts as bold as it may get, so that no tab
// moves into the menu because another is selected.
func (r *tabsRenderer) shown(width float32) []bool {
	on := make([]bool, len(r.t.tabs))
	all := float32(-tabGap)
	for _, tab := range r.t.tabs {
		all += tab.widest() + tabGap
	}
	room := width
	if all > width {
		room -= r.t.more.widest() + tabGap
	}
	if len(on) > 0 {
		on[r.t.selected] = true
		room -= r.t.tabs[r.t.selected].widest()
	}
	for i, tab := range r.t.tabs {
		if on[i] {
			continue
		}
		if room -= tab.widest() + tabGap; room < 0 {
			break
		}
		on[i] = true
	}
	return on
}

func (r *tabsRenderer) Objects() []fyne.CanvasObject {
	return append(objectsOf(r.t.tabs), r.t.more, r.line)
}

func (r *tabsRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *tabsRenderer) Destroy() {}

// tab is one word.
type tab struct {
	widget.BaseWidget
	label    *Text
	line     *paint
	onTap    func()
	selected bool
	focused  bool
	hovered  bool
}

func newTab(label string, onTap func()) *tab {
	t := &tab{label: Muted(label).Whole(), line: newPaint("", 1, fyne.NewSize(0, 2)), onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

// widest is the width of the word when it is bold.
func (t *tab) widest() float32 {
	bold := fyne.MeasureText(t.label.Text(), theme.Size(theme.SizeBody), fyne.TextStyle{Bold: true}).Width
	return max(bold, t.MinSize().Width)
}

func (t *tab) set(on bool) {
	t.selected = on
	t.restyle()
}

func (t *tab) restyle() {
	line, ink := fyne.ThemeColorName(""), theme.ColorMuted
	if t.hovered {
		ink = theme.ColorInk
	}
	if t.selected {
		line, ink = theme.ColorAccent, theme.ColorAccent
	}
	if t.focused {
		line = theme.ColorInk
	}
	t.label.Bold(t.selected).Colored(ink)
	t.line.set(line, "")
	t.Refresh()
}

func (t *tab) Tapped(*fyne.PointEvent)        { t.onTap() }
func (t *tab) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (t *tab) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.restyle() }
func (t *tab) MouseMoved(*desktop.MouseEvent) {}
func (t *tab) MouseOut()                      { t.hovered = false; t.restyle() }
func (t *tab) FocusGained()                   { t.focused = true; t.restyle() }
func (t *tab) FocusLost()                     { t.focused = false; t.restyle() }
func (t *tab) TypedRune(rune)                 {}
func (t *tab) TypedKey(e *fyne.KeyEvent) {
	if !escaped(t, e) && isPress(e) {
		t.onTap()
	}
}

func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(VBox(5, Spacer(0, 0), t.label, t.line))
}

// Segments is a choice of one among a few, all in sight.
type Segments struct {
	widget.BaseWidget
	OnChanged func(i int)
	chips     []*Chip
	selected  int
}

// NewSegments returns segments of which one is selected; less than zero
// selects none.
func NewSegments(labels []string, selected int, onChanged func(i int)) *Segments {
	s := &Segments{OnChanged: onChanged, selected: selected}
	for i, l := range labels {
		c := NewChip(l, ToneNeutral, func() { s.Select(i) })
		c.label.Sized(theme.SizeBody)
		c.SetSelected(i == selected)
		s.chips = append(s.chips, c)
	}
	s.ExtendBaseWidget(s)
	return s
}

// Select selects a segment and tells OnChanged.
func (s *Segments) Select(i int) {
	if i == s.selected {
		return
	}
	s.Set(i)
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

// Selected is the place of the selected segment, or less than zero.
func (s *Segments) Selected() int { return s.selected }

// First is the first segment, to give the focus to.
func (s *Segments) First() fyne.Focusable { return s.chips[0] }

// CreateRenderer implements fyne.Widget.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, len(s.chips))
	for i, c := range s.chips {
		objects[i] = c
	}
	return widget.NewSimpleRenderer(HBox(6, objects...))
}

// Set selects a segment without telling OnChanged.
func (s *Segments) Set(i int) {
	s.selected = i
	for k, c := range s.chips {
		c.SetSelected(k == i)
	}
}
