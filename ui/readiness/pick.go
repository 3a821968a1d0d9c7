package readiness

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

func reasonMissing() error { return fault.New("slot.reason") }

func nameMissing() error { return fault.New("programme.name") }

// picker lets the seller find a programme: the likely ones first, or all in
// which the words typed stand.
type picker struct {
	page   *Page
	dialog *kit.Dialog
	search *kit.Entry
	head   *kit.Text
	list   *pickList
	rows   []pickRow
}

// pickRow is a programme, or a heading where it has no id.
type pickRow struct {
	head string
	one  programmes.Programme
}

// pick opens the picker.
func (p *Page) pick() {
	if !p.made || !p.state.writable() {
		return
	}
	k := &picker{page: p, search: kit.NewEntry(), head: kit.Small(" ")}
	k.search.SetPlaceHolder(kit.T("readiness.pick.search"))
	k.list = newPickList(k)
	canvas := p.deps.Shell.Window().Canvas()
	k.dialog = kit.NewDialog(canvas, kit.T("readiness.pick.title"),
		container.NewBorder(kit.VBox(6, k.search, k.head), nil, nil, nil, k.list))
	k.dialog.Height = 460
	k.dialog.SetWidth(680)
	k.dialog.SetButtons(kit.NewQuiet(kit.T("readiness.pick.own"), func() {
		k.dialog.Hide()
		p.edit(p.deps.Programmes.New())
	}), kit.NewButton(kit.T("readiness.cancel"), k.dialog.Hide))
	k.search.OnChanged = func(string) { k.find() }
	k.search.OnSubmitted = func(string) { k.take(k.next(-1, 1)) }
	k.search.OnDown = func() { canvas.Focus(k.list) }
	k.dialog.Show()
	k.find()
	canvas.Focus(k.search)
}

// find lists what fits the words typed.
func (k *picker) find() {
	p := k.page
	k.rows = nil
	all := p.deps.Programmes.Rules().Search(p.state.all, k.search.Text)
	if oneLine(k.search.Text) == "" {
		k.add(kit.T("readiness.pick.fitting"), p.deps.fitting(p.state))
		k.add(kit.T("readiness.pick.all"), all)
	} else {
		k.add("", all)
	}
	k.head.SetText(kit.T("readiness.pick.found", "count", kit.Count(len(all))))
	if len(all) == 0 {
		k.head.SetText(kit.T("readiness.pick.nothing"))
	}
	k.list.at = k.next(-1, 1)
	k.list.ScrollToTop()
	k.list.Refresh()
}

// add lists programmes under a heading, which may be empty.
func (k *picker) add(head string, all []programmes.Programme) {
	if len(all) > 0 && head != "" {
		k.rows = append(k.rows, pickRow{head: head})
	}
	for _, one := range all {
		k.rows = append(k.rows, pickRow{one: one})
	}
}

// next is the next row with a programme in a direction, or from itself where
// there is none.
func (k *picker) next(from, by int) int {
	for i := from + by; i >= 0 && i < len(k.rows); i += by {
		if k.rows[i].one.ID != "" {
			return i
		}
	}
	return max(from, 0)
}

// take chooses a row.
func (k *picker) take(i int) {
	if i >= 0 && i < len(k.rows) && k.rows[i].one.ID != "" {
		k.dialog.Hide()
		k.page.choose(k.rows[i].one)
	}
}

// pickList is the list with its keys.
type pickList struct {
	widget.List
	k    *picker
	at   int
	keys bool
}

func newPickList(k *picker) *pickList {
	l := &pickList{k: k}
	l.Length = func() int { return len(k.rows) }
	l.CreateItem = newPickItem
	l.UpdateItem = l.fill
	l.OnSelected = func(i int) {
		l.Unselect(i)
		k.take(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

func newPickItem() fyne.CanvasObject {
	return kit.Pad(kit.VBox(1,
		kit.Row(8, 1, kit.Sized(kit.Strong(" ").Whole(), 10, 0), kit.Body(" "), kit.NewBadge("x", kit.ToneSoon)),
		kit.Pad(kit.Small(" "), 0, 0, 0, 18)), 4, 8, 4, 4)
}

func (l *pickList) fill(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(l.k.rows) {
		return
	}
	box := o.(*fyne.Container).Objects[0].(*fyne.Container)
	top := box.Objects[0].(*fyne.Container)
	mark := top.Objects[0].(*fyne.Container).Objects[0].(*kit.Text)
	name, note := top.Objects[1].(*kit.Text), top.Objects[2].(*kit.Badge)
	below := box.Objects[1].(*fyne.Container).Objects[0].(*kit.Text)
	row := l.k.rows[i]
	mark.SetText(" ")
	if row.one.ID == "" {
		name.Bold(true).SetText(row.head)
		note.Set("", kit.ToneNeutral)
		below.SetText(" ")
		return
	}
	if i == l.at {
		mark.SetText("›")
	}
	name.Bold(l.keys && i == l.at).SetText(oneLine(row.one.ReasonIn(kit.Language())))
	if name.Text() == "" {
		name.SetText(nameOf(row.one))
	}
	note.Set("", kit.ToneNeutral)
	switch {
	case row.one.Own:
		note.Set(kit.T("readiness.own"), kit.ToneInfo)
	case !row.one.Verified:
		note.Set(kit.T("readiness.unverified"), kit.ToneSoon)
	}
	text := nameOf(row.one)
	if period, ok := row.one.Period(); ok {
		text += " · " + periodText(period, row.one.Counting)
	}
	below.SetText(text)
}

// FocusGained implements fyne.Focusable.
func (l *pickList) FocusGained() { l.keys = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *pickList) FocusLost() { l.keys = false; l.Refresh() }

// TypedRune implements fyne.Focusable: letters go on searching.
func (l *pickList) TypedRune(r rune) {
	if r != ' ' {
		l.k.page.deps.Shell.Window().Canvas().Focus(l.k.search)
		l.k.search.TypedRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *pickList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		l.k.dialog.Hide()
		return
	case fyne.KeyDown:
		l.at = l.k.next(l.at, 1)
	case fyne.KeyUp:
		if l.at == l.k.next(-1, 1) {
			l.k.page.deps.Shell.Window().Canvas().Focus(l.k.search)
			return
		}
		l.at = l.k.next(l.at, -1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.k.take(l.at)
		return
	}
	l.ScrollTo(l.at)
	l.Refresh()
}
