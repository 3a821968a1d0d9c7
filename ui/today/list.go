package today

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// list is the board with its keys: up and down mark, Enter opens, a letter does
// a deed.
type list struct {
	widget.List
	page   *Page
	keys   bool // it has the focus
	head   float32
	body   float32
	more   float32
	height []float32 // of the rows that were measured
}

func newList(p *Page) *list {
	l := &list{page: p}
	l.Length = func() int { return len(p.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(p) }
	l.UpdateItem = func(n widget.ListItemID, o fyne.CanvasObject) {
		if n < len(p.rows) {
			o.(*row).set(p.rows[n])
		}
	}
	l.OnSelected = func(n widget.ListItemID) { // by Space; taps go to the rows
		l.UnselectAll()
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	r := newRow(p)
	l.head, l.more = r.head.MinSize().Height, r.more.MinSize().Height
	l.body = r.body.MinSize().Height
	return l
}

// measure gives each row its height.
func (l *list) measure() {
	for n, line := range l.page.rows {
		h := l.body
		switch {
		case line.more > 0:
			h = l.more
		case !line.isItem():
			h = l.head
		}
		if n < len(l.height) && l.height[n] == h {
			continue
		}
		if n < len(l.height) {
			l.height[n] = h
		} else {
			l.height = append(l.height, h)
		}
		l.SetItemHeight(n, h)
	}
}

// reveal brings a row into sight; going up, with the head of its section.
func (l *list) reveal(n, by int) {
	if by < 0 && n > 0 && !l.page.rows[n-1].isItem() {
		l.ScrollTo(n - 1)
	}
	l.ScrollTo(n)
}

// FocusGained implements fyne.Focusable.
func (l *list) FocusGained() { l.keys = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *list) FocusLost() { l.keys = false; l.Refresh() }

// TypedRune implements fyne.Focusable; TypedKey has the letters already.
func (l *list) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	p := l.page
	switch e.Name {
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.open()
	case fyne.KeyD, fyne.KeyDelete:
		p.done()
	case fyne.KeyS:
		p.snooze()
	case fyne.KeyW:
		p.wait()
	case fyne.KeyR:
		p.reply()
	}
}

// row shows a line of the board. The mouse marks what it is over, so that its
// deeds are at hand; a tap opens the case.
type row struct {
	widget.BaseWidget
	page *Page
	line line

	head, body, more *fyne.Container
	name             *kit.Text
	rest             *kit.Button
	back, bar        *canvas.Rectangle
	left             *kit.Badge
	title, who       *kit.Text
	seller, buyer    *kit.Text
	deeds            *fyne.Container
	finish, reply    *kit.Button
	content          *fyne.Container
}

func newRow(p *Page) *row {
	r := &row{
		page: p, name: kit.Heading(" "),
		back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent),
		left: kit.NewBadge(" ", kit.ToneNeutral), title: kit.Strong(" "), who: kit.Small(" "),
		seller: kit.Body(" ").Whole(), buyer: kit.Small(" ").Whole(),
	}
	r.bar.SetMinSize(fyne.NewSize(3, 0))
	r.head = kit.Pad(r.name, 12, 8, 4, 8)
	r.rest = kit.NewQuiet(" ", func() { p.show(r.line.section) })
	r.more = kit.Pad(kit.HBox(0, r.rest), 0, 8, 4, 8)
	r.finish = kit.NewButton(" ", r.do(p.done))
	r.reply = kit.NewButton(kit.T("today.reply"), r.do(p.reply))
	r.deeds = kit.HBox(4, r.reply, r.finish,
		kit.NewButton(kit.T("today.snooze"), r.do(p.snooze)), kit.NewButton(kit.T("today.wait"), r.do(p.wait)))
	r.deeds.Hide()
	clocks := kit.VBox(2, r.seller, r.buyer)
	lines := kit.Row(12, 0, kit.VBox(3, kit.Row(8, 1, r.left, r.title), r.who), r.deeds, clocks)
	r.body = container.NewStack(r.back, container.NewBorder(nil, kit.Hairline(), r.bar, nil, kit.Pad(lines, 7, 18, 6, 10)))
	r.content = container.NewStack(r.head, r.body, r.more)
	r.ExtendBaseWidget(r)
	return r
}

// do marks the row before its deed.
func (r *row) do(deed func()) func() {
	return func() {
		r.page.mark(id(r.line.item))
		deed()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// Refresh follows the theme and the mark.
func (r *row) Refresh() {
	r.back.FillColor, r.bar.FillColor = color.Transparent, color.Transparent
	if r.marked() {
		r.back.FillColor = theme.Color(theme.ColorSelected)
		if r.page.list.keys {
			r.bar.FillColor = theme.Color(theme.ColorAccent)
		}
	}
	r.BaseWidget.Refresh()
}

func (r *row) marked() bool { return r.line.isItem() && id(r.line.item) == r.page.at }

func (r *row) set(l line) {
	r.line = l
	visible(r.head, !l.isItem() && l.more == 0)
	visible(r.body, l.isItem())
	visible(r.more, l.more > 0)
	switch {
	case l.isItem():
		r.fill(l.item)
	case l.more > 0:
		r.rest.SetText(kit.T("today.more", "count", kit.Count(l.more)))
	default:
		r.name.SetText(kit.T("today.section."+string(l.section)) + "  " + kit.Count(l.total))
		r.name.Colored(ink(l.section))
	}
	r.Refresh()
}

func ink(s deadlines.Section) fyne.ThemeColorName {
	if s == deadlines.SectionOverdue {
		return theme.ColorLate
	}
	return theme.ColorInk
}

func (r *row) fill(i deadlines.Item) {
	t, now := due.Words(), r.page.now()
	state := words.StateOf(i, now)
	r.left.Set(t.Left(i, now), due.Tone(state))
	r.title.SetText(orSpace(t.Title(i)))
	r.who.SetText(orSpace(joined(joined(t.Who(i, true), t.Why(i)), r.page.send(r.line))))
	at := i.Due
	r.seller.SetText(orSpace(t.Moment(at, now)))
	r.buyer.SetText(orSpace(t.Buyer(at, now, i.Zone)))
	r.finish.SetText(kit.T(r.finishKey(i)))
	visible(r.reply, r.page.deps.Reply != nil && i.Kind == deadlines.FirstResponse)
	visible(r.deeds, r.marked() && r.page.wide())
}

// finishKey is the text of the first button: the deed, or the way to where it is
// done.
func (r *row) finishKey(i deadlines.Item) string {
	if r.page.deeds.CanFinish(i) {
		return due.DoneKey(i)
	}
	return "today.open"
}

// wide tells whether a row has room for its deeds.
func (p *Page) wide() bool { return p.list.Size().Width >= 620 }

// Tapped implements fyne.Tappable.
func (r *row) Tapped(*fyne.PointEvent) {
	if r.line.isItem() {
		r.page.mark(id(r.line.item))
		r.page.open()
	}
}

// MouseIn implements desktop.Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) {
	if r.line.isItem() {
		r.page.mark(id(r.line.item))
	}
}

// MouseMoved implements desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *row) MouseOut() {}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// orSpace keeps the height of a line that has nothing to say.
func orSpace(s string) string {
	if s == "" {
		return " "
	}
	return s
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}
