package packets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/dossier/packet"
	"casefolio/ui/kit"
)

// picker lets the seller find a recipient: the likely ones first, or all in
// which the words typed stand.
type picker struct {
	page   *Page
	dialog *kit.Dialog
	search *kit.Entry
	head   *kit.Text
	list   *pickList
	rows   []pickRow
}

// pickRow is a recipient, or a heading where it has no id.
type pickRow struct {
	head string
	one  packet.Recipient
}

// pick opens the picker.
func (p *Page) pick() {
	if !p.made {
		return
	}
	k := &picker{page: p, search: kit.NewEntry(), head: kit.Small(" ")}
	k.search.SetPlaceHolder(kit.T("packets.pick.search"))
	k.list = newPickList(k)
	k.dialog = kit.NewDialog(p.canvas(), kit.T("packets.pick.title"),
		container.NewBorder(kit.VBox(6, k.search, k.head), nil, nil, nil, k.list))
	k.dialog.Height = 460
	k.dialog.SetWidth(640)
	k.dialog.SetButtons(kit.NewQuiet(kit.T("packets.pick.own"), func() {
		k.dialog.Hide()
		p.edit(p.deps.Packets.New())
	}), kit.NewButton(kit.T("kit.cancel"), k.dialog.Hide))
	k.search.OnChanged = func(string) { k.find() }
	k.search.OnSubmitted = func(string) { k.take(k.next(-1, 1)) }
	k.search.OnDown = func() { p.canvas().Focus(k.list) }
	k.dialog.Show()
	k.find()
	p.canvas().Focus(k.search)
}

// find lists what fits the words typed.
func (k *picker) find() {
	s := k.page.state
	k.rows = nil
	all := found(s.recipients, k.search.Text)
	if oneLine(k.search.Text) == "" {
		var fitting []packet.Recipient
		for _, id := range s.fitting {
			if r, ok := s.recipient(id); ok {
				fitting = append(fitting, r)
			}
		}
		k.add(kit.T("packets.pick.fitting"), fitting)
		k.add(kit.T("packets.pick.all"), all)
	} else {
		k.add("", all)
	}
	k.head.SetText(counted("packets.pick.found", "packets.pick.found.one", len(all)))
	if len(all) == 0 {
		k.head.SetText(kit.T("packets.pick.nothing"))
	}
	k.list.at = k.next(-1, 1)
	k.list.ScrollToTop()
	k.list.Refresh()
}

// found are the recipients in whose names and kind all the words stand.
func found(all []packet.Recipient, text string) []packet.Recipient {
	words := strings.Fields(strings.ToLower(text))
	var out []packet.Recipient
	for _, r := range all {
		hay := strings.ToLower(strings.Join([]string{r.Names[kit.Chinese], r.Names[kit.English],
			kit.T("packets.kind." + r.Kind), strings.Join(r.Parties, " ")}, " "))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
			out = append(out, r)
		}
	}
	return out
}

func (k *picker) add(head string, all []packet.Recipient) {
	if len(all) > 0 && head != "" {
		k.rows = append(k.rows, pickRow{head: head})
	}
	for _, one := range all {
		k.rows = append(k.rows, pickRow{one: one})
	}
}

// next is the next row with a recipient in a direction, or from itself where
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
	if i < 0 || i >= len(k.rows) || k.rows[i].one.ID == "" {
		return
	}
	k.dialog.Hide()
	p, r := k.page, k.rows[i].one
	p.aim(r)
	p.who.show()
	p.check()
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
	note.Set("", kit.ToneNeutral)
	if row.one.ID == "" {
		name.Bold(true).SetText(row.head)
		below.SetText(" ")
		return
	}
	if i == l.at {
		mark.SetText("›")
	}
	name.Bold(l.keys && i == l.at).SetText(oneLine(row.one.Name(kit.Language())))
	switch r := row.one; {
	case r.Own:
		note.Set(kit.T("packets.own"), kit.ToneInfo)
	case r.Changed:
		note.Set(kit.T("packets.changed"), kit.ToneInfo)
	case !r.Verified:
		note.Set(kit.T("packets.unverified"), kit.ToneSoon)
	}
	below.SetText(joined(kit.T("packets.kind."+row.one.Kind), limitsText(row.one)))
}

// FocusGained implements fyne.Focusable.
func (l *pickList) FocusGained() { l.keys = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *pickList) FocusLost() { l.keys = false; l.Refresh() }

// TypedRune implements fyne.Focusable: letters go on searching.
func (l *pickList) TypedRune(r rune) {
	if r != ' ' {
		l.k.page.canvas().Focus(l.k.search)
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
			l.k.page.canvas().Focus(l.k.search)
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
