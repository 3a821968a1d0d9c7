package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Found is a row of a finder. Without Take it is a heading.
type Found struct {
	Name  string
	Below string // what it is, in small
	Badge string
	Tone  Tone // of the badge
	Take  func()
}

// Finder lets the seller find one of many by typing, with the mouse or with
// keys alone.
type Finder struct {
	*Dialog
	canvas fyne.Canvas
	search *Entry
	count  *Text
	list   *finderList
	rows   []Found
	find   func(words string) (rows []Found, count string)
}

// NewFinder makes a finder; find lists what fits the words typed, trimmed, and
// says how much that is. Taking a row closes it.
func NewFinder(canvas fyne.Canvas, title, hint string, find func(words string) ([]Found, string)) *Finder {
	f := &Finder{canvas: canvas, search: NewEntry(), count: Small(" "), find: find}
	f.search.SetPlaceHolder(hint)
	f.list = newFinderList(f)
	f.Dialog = NewDialog(canvas, title, container.NewBorder(VBox(6, f.search, f.count), nil, nil, nil, f.list))
	f.Height = 460
	f.SetWidth(680)
	f.search.OnChanged = func(string) { f.fill() }
	f.search.OnSubmitted = func(string) { f.take(f.next(-1, 1)) }
	f.search.OnDown = func() { canvas.Focus(f.list) }
	return f
}

// Show opens the finder with what fits no words.
func (f *Finder) Show() {
	f.Dialog.Show()
	f.fill()
	f.canvas.Focus(f.search)
}

// Refill looks again for what fits the words typed, where find has learned more
// meanwhile.
func (f *Finder) Refill() { f.fill() }

func (f *Finder) fill() {
	rows, count := f.find(strings.TrimSpace(f.search.Text))
	f.rows = rows
	f.count.SetText(count)
	f.list.at = f.next(-1, 1)
	f.list.ScrollToTop()
	f.list.Refresh()
}

// next is the next row that can be taken in a direction, or from itself where
// there is none.
func (f *Finder) next(from, by int) int {
	for i := from + by; i >= 0 && i < len(f.rows); i += by {
		if f.rows[i].Take != nil {
			return i
		}
	}
	return max(from, 0)
}

func (f *Finder) take(i int) {
	if i >= 0 && i < len(f.rows) && f.rows[i].Take != nil {
		f.Hide()
		f.rows[i].Take()
	}
}

// finderList is the list with its keys.
type finderList struct {
	widget.List
	f    *Finder
	at   int
	keys bool
}

func newFinderList(f *Finder) *finderList {
	l := &finderList{f: f}
	l.Length = func() int { return len(f.rows) }
	l.CreateItem = newFound
	l.UpdateItem = l.fill
	l.OnSelected = func(i int) {
		l.Unselect(i)
		f.take(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

func newFound() fyne.CanvasObject {
	return Pad(VBox(1,
		Row(8, 1, Sized(Strong(" ").Whole(), 10, 0), Body(" "), NewBadge("x", ToneSoon)),
		Pad(Small(" "), 0, 0, 0, 18)), 4, 8, 4, 4)
}

func (l *finderList) fill(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(l.f.rows) {
		return
	}
	box := o.(*fyne.Container).Objects[0].(*fyne.Container)
	top := box.Objects[0].(*fyne.Container)
	mark := top.Objects[0].(*fyne.Container).Objects[0].(*Text)
	name, badge := top.Objects[1].(*Text), top.Objects[2].(*Badge)
	below := box.Objects[1].(*fyne.Container).Objects[0].(*Text)
	row := l.f.rows[i]
	mark.SetText(" ")
	if row.Take != nil && i == l.at {
		mark.SetText("›")
	}
	name.Bold(row.Take == nil || l.keys && i == l.at).SetText(row.Name)
	badge.Set(row.Badge, row.Tone)
	below.SetText(row.Below)
}

// FocusGained implements fyne.Focusable.
func (l *finderList) FocusGained() { l.keys = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *finderList) FocusLost() { l.keys = false; l.Refresh() }

// TypedRune implements fyne.Focusable: letters go on searching.
func (l *finderList) TypedRune(r rune) {
	if r != ' ' {
		l.f.canvas.Focus(l.f.search)
		l.f.search.TypedRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *finderList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		l.f.Hide()
		return
	case fyne.KeyDown:
		l.at = l.f.next(l.at, 1)
	case fyne.KeyUp:
		if l.at == l.f.next(-1, 1) {
			l.f.canvas.Focus(l.f.search)
			return
		}
		l.at = l.f.next(l.at, -1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.f.take(l.at)
		return
	}
	l.ScrollTo(l.at)
	l.Refresh()
}
