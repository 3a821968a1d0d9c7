package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// pointRow is a line of a checklist: a sign to tick, its words, and the way to
// where it is done.
type pointRow struct {
	widget.BaseWidget
	mark    *mark
	lead    *kit.Button
	content *fyne.Container
}

func newPointRow(tick, lead func()) *pointRow {
	r := &pointRow{mark: newMark(tick), lead: kit.NewQuiet(kit.T("steps.lead"), lead)}
	r.content = kit.Sized(kit.Row(2, 0, r.mark, r.lead), 0, r.lead.MinSize().Height) // with and without the way there
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *pointRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// set shows a point.
func (r *pointRow) set(p cases.Point, writable bool) {
	r.mark.set(p, writable && (!p.Done || p.TickID != ""))
	if p.Done || p.At == "" || !writable {
		r.lead.Hide()
	} else {
		r.lead.Show()
	}
	r.content.Refresh()
}

// mark is the part of a line that can be ticked.
type mark struct {
	widget.BaseWidget
	text    *kit.Text
	onTap   func()
	fixed   bool
	color   fyne.ThemeColorName
	focused bool
}

func newMark(onTap func()) *mark {
	m := &mark{text: kit.Body(" ").Wrapped(), onTap: onTap}
	m.ExtendBaseWidget(m)
	return m
}

func (m *mark) set(p cases.Point, writable bool) {
	key, name := "steps.point.open", p.Name(kit.Language())
	m.color = theme.ColorLate
	switch {
	case p.Waived:
		key, m.color = "steps.point.waived", theme.ColorMuted
	case p.Done:
		key, m.color = "steps.point.done", theme.ColorInk
	case p.Advice:
		key, m.color = "steps.point.advice", theme.ColorMuted
	}
	m.fixed = !writable
	m.text.SetText(kit.T(key, "item", name))
	m.restyle()
}

func (m *mark) restyle() {
	ink := m.color
	if m.focused {
		ink = theme.ColorAccent
	}
	m.text.Bold(m.focused).Colored(ink)
}

// Tapped implements fyne.Tappable.
func (m *mark) Tapped(*fyne.PointEvent) {
	if !m.fixed {
		m.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (m *mark) Cursor() desktop.Cursor {
	if m.fixed {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained implements fyne.Focusable.
func (m *mark) FocusGained() { m.focused = true; m.restyle() }

// FocusLost implements fyne.Focusable.
func (m *mark) FocusLost() { m.focused = false; m.restyle() }

// TypedRune implements fyne.Focusable.
func (m *mark) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (m *mark) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		m.Tapped(nil)
	}
}

// CreateRenderer implements fyne.Widget.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(m.text))
}
