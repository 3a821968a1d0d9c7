package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Tabs is a row of words of which one is selected and underlined. What has no
// room goes to a second row.
type Tabs struct {
	widget.BaseWidget
	onSelect func(i int)
	tabs     []*tab
	selected int
}

// NewTabs returns tabs with the first selected. onSelect is told of taps and
// of Select, not of the first state.
func NewTabs(labels []string, onSelect func(i int)) *Tabs {
	t := &Tabs{onSelect: onSelect}
	for i, l := range labels {
		t.tabs = append(t.tabs, newTab(l, func() { t.Select(i) }))
	}
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
	if t.onSelect != nil {
		t.onSelect(i)
	}
}

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

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, len(t.tabs))
	for i, tab := range t.tabs {
		objects[i] = tab
	}
	return widget.NewSimpleRenderer(VBox(0, Flow(14, objects...), Hairline()))
}

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
