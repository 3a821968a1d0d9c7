package readiness

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// editor changes one programme for all cases. What it shows is a working copy
// until it is saved.
type editor struct {
	page   *Page
	one    programmes.Programme
	dialog *kit.Dialog

	name, party, reason *kit.Entry // of own programmes
	nameField           *kit.Field
	number              *kit.Entry
	numberField         *kit.Field
	unit                *kit.Segments
	start               *choice
	note                *noteEntry
	items               []editItem
	rows                *fyne.Container
	added               *kit.Combo
}

// editItem is a piece of evidence with what it is to the seller.
type editItem struct {
	item  programmes.Item
	state programmes.State
}

// unit is one way to count a period.
type unit struct {
	counting programmes.Counting
	key      string
	months   bool
}

func units() []unit {
	return []unit{
		{programmes.Calendar, "readiness.counting.calendar", false}, {programmes.Business, "readiness.counting.business", false},
		{programmes.Hours, "readiness.counting.hours", false}, {programmes.Calendar, "readiness.counting.months", true},
	}
}

func itemStates() []programmes.State {
	return []programmes.State{programmes.Required, programmes.Optional, programmes.LeftOut}
}

// edit opens the editor on a programme, which may be a new one of the
// seller's own.
func (p *Page) edit(one programmes.Programme) {
	e := &editor{page: p, one: one, rows: kit.VBox(6)}
	for _, i := range one.Evidence {
		state := programmes.Optional
		if i.Required {
			state = programmes.Required
		}
		e.items = append(e.items, editItem{i, state})
	}
	title := kit.T("readiness.edit.title", "name", fullName(one))
	if one.Own {
		title = kit.T("readiness.edit.own_title")
	}
	e.dialog = kit.NewDialog(p.deps.Shell.Window().Canvas(), title, kit.FormScroll(kit.Pad(e.form(), 4, 12, 4, 4)))
	e.dialog.Height = 520
	e.dialog.SetWidth(640)
	e.dialog.SetButtons(e.buttons()...)
	e.dialog.Show()
	if one.Own {
		e.focus(e.name)
	} else {
		e.focus(e.number)
	}
}

func (e *editor) focus(on fyne.Focusable) { e.page.deps.Shell.Window().Canvas().Focus(on) }

func (e *editor) cancel() { e.dialog.Hide() }

func (e *editor) buttons() []*kit.Button {
	all := []*kit.Button{kit.NewButton(kit.T("readiness.cancel"), e.cancel),
		kit.NewPrimary(kit.T("readiness.save"), e.save)}
	switch known := e.known(); {
	case e.one.Own && known:
		all = append([]*kit.Button{kit.NewQuiet(kit.T("readiness.edit.delete"), e.revert)}, all...)
	case e.one.Changed():
		all = append([]*kit.Button{kit.NewQuiet(kit.T("readiness.edit.revert"), e.revert)}, all...)
	}
	return all
}

// known tells whether the programme is there already.
func (e *editor) known() bool {
	for _, one := range e.page.state.all {
		if one.ID == e.one.ID {
			return true
		}
	}
	return false
}

// form is the body of the dialog.
func (e *editor) form() fyne.CanvasObject {
	box := kit.VBox(12, kit.Muted(kit.T("readiness.edit.note")).Wrapped())
	entry := func(text string) *kit.Entry {
		k := kit.NewEntry()
		k.SetText(text)
		return k
	}
	e.name, e.party, e.reason = entry(e.one.Name), entry(e.one.Party), entry(e.one.Reason)
	e.nameField = kit.NewField(kit.T("readiness.edit.name"), true, e.name)
	if e.one.Own {
		box.Add(e.nameField)
		box.Add(kit.Columns(2, 12, kit.NewField(kit.T("readiness.edit.party"), false, e.party),
			kit.NewField(kit.T("readiness.edit.reason"), false, e.reason)))
	}
	box.Add(e.clockFields())
	e.note = newNoteEntry(e.cancel)
	e.note.SetText(e.one.NoteIn(kit.Language()))
	box.Add(kit.NewField(kit.T("readiness.edit.notes"), false, e.note))
	e.fillRows()
	box.Add(kit.VBox(6, kit.Small(kit.T("readiness.edit.evidence")), e.rows, e.adder()))
	return box
}

func (e *editor) clockFields() fyne.CanvasObject {
	period, _ := e.one.Period()
	n, at := periodIn(period, e.one.Counting)
	e.number = kit.NewEntry()
	if n > 0 {
		e.number.SetText(kit.Count(n))
	}
	e.numberField = kit.NewField(kit.T("readiness.edit.within"), false, e.number)
	names := make([]string, 0, 4)
	for _, u := range units() {
		names = append(names, kit.T(u.key))
	}
	e.unit = kit.NewSegments(names, at, nil)
	starts := make([]string, 0, 11)
	for _, s := range programmes.Starts() {
		starts = append(starts, kit.T("readiness.start."+s))
	}
	e.start = newChoice(starts, e.cancel)
	e.start.PlaceHolder = " "
	for i, s := range programmes.Starts() {
		if s == e.one.StartsAt || e.one.StartsAt == "" && s == "notice" {
			e.start.SetSelectedIndex(i)
		}
	}
	return kit.VBox(10, kit.Columns(2, 12, e.numberField, kit.NewField(kit.T("readiness.edit.start"), false, e.start)),
		kit.VBox(3, kit.Small(kit.T("readiness.edit.counting")), e.unit))
}

// periodIn is a period as a number and the place of its unit.
func periodIn(p programmes.Period, counting programmes.Counting) (n, at int) {
	switch {
	case p.Hours > 0:
		return p.Hours, 2
	case p.Years > 0 || p.Months > 0:
		return 12*p.Years + p.Months, 3
	case counting == programmes.Business:
		return p.Days, 1
	}
	return p.Days, 0
}

// fillRows lists the evidence with what it is to the seller.
func (e *editor) fillRows() {
	e.rows.RemoveAll()
	names := []string{kit.T("readiness.required"), kit.T("readiness.optional"), kit.T("readiness.edit.out")}
	for i, one := range e.items {
		at := 0
		for k, s := range itemStates() {
			if s == one.state {
				at = k
			}
		}
		choice := kit.NewSegments(names, at, func(k int) { e.items[i].state = itemStates()[k] })
		e.rows.Add(kit.Row(10, 0, kit.Body(e.page.deps.label(one.item)).Wrapped(), choice))
	}
	e.rows.Refresh()
}

// adder adds evidence from the vocabulary or in the seller's words.
func (e *editor) adder() fyne.CanvasObject {
	var names []string
	for _, word := range e.page.deps.Programmes.Rules().Vocabulary {
		names = append(names, e.page.deps.label(programmes.Item{Key: word.Key}))
	}
	e.added = kit.NewCombo(names)
	e.added.SetPlaceHolder(kit.T("readiness.edit.add_hint"))
	e.added.OnSubmitted = func(string) { e.addItem() }
	return kit.Row(8, 0, e.added, kit.NewButton(kit.T("readiness.edit.add"), e.addItem))
}

func (e *editor) addItem() {
	text := oneLine(e.added.Text)
	if text == "" {
		return
	}
	item := programmes.Item{Key: programmes.OwnKey(text), Label: text}
	for _, word := range e.page.deps.Programmes.Rules().Vocabulary {
		if strings.EqualFold(text, word.Names["zh"]) || strings.EqualFold(text, word.Names["en"]) {
			item = programmes.Item{Key: word.Key}
		}
	}
	e.added.SetText("")
	for i := range e.items {
		if e.items[i].item.Key == item.Key {
			if e.items[i].state == programmes.LeftOut {
				e.items[i].state = programmes.Required
				e.fillRows()
			}
			return
		}
	}
	e.items = append(e.items, editItem{item, programmes.Required})
	e.fillRows()
}

// save keeps the programme as it stands in the form.
func (e *editor) save() {
	e.addItem() // what was typed and not added
	one, ok := e.read()
	if !ok {
		return
	}
	e.dialog.Hide()
	p, isNew := e.page, one.Own && !e.known()
	p.do(func(ctx context.Context) error { return p.deps.Programmes.Save(ctx, one) }, func(kit.Back) {
		p.deps.Shell.Toast(kit.T("readiness.edit.saved"))
		if isNew {
			p.choose(one)
		}
	})
}

// read takes the form's values; wrong ones are told at their fields.
func (e *editor) read() (one programmes.Programme, ok bool) {
	one = e.one
	if one.Own {
		one.Name, one.Party, one.Reason = oneLine(e.name.Text), oneLine(e.party.Text), oneLine(e.reason.Text)
		if one.Name == "" {
			sentence, _ := kit.FaultText(nameMissing())
			e.nameField.SetError(sentence)
			e.focus(e.name)
			return one, false
		}
	}
	if ok = e.readClock(&one); !ok {
		return one, false
	}
	if note := strings.TrimSpace(e.note.Text); note != e.one.NoteIn(kit.Language()) {
		one.Note, one.NoteZH = note, ""
	}
	one.Evidence = nil
	for _, i := range e.items {
		if i.state != programmes.LeftOut {
			i.item.Required = i.state == programmes.Required
			one.Evidence = append(one.Evidence, i.item)
		}
	}
	return one, true
}

// readClock takes the period. One that was not touched stays as it was, with
// all that the form cannot show.
func (e *editor) readClock(one *programmes.Programme) bool {
	period, _ := e.one.Period()
	wasNumber, wasUnit := periodIn(period, e.one.Counting)
	text := strings.TrimSpace(e.number.Text)
	if text == "" {
		one.RespondWithin, one.Counting, one.StartsAt = "", "", ""
		return true
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 9999 {
		e.numberField.SetError(kit.T("readiness.edit.number"))
		e.focus(e.number)
		return false
	}
	one.StartsAt = programmes.Starts()[max(0, e.start.SelectedIndex())]
	if n == wasNumber && e.unit.Selected() == wasUnit {
		return true
	}
	u := units()[e.unit.Selected()]
	made := programmes.Period{Days: n}
	switch {
	case u.months:
		made = programmes.Period{Months: n}
	case u.counting == programmes.Hours:
		made = programmes.Period{Hours: n}
	}
	one.RespondWithin, one.Counting = made.String(), u.counting
	return true
}

// revert goes back to what was shipped, or forgets an own programme.
func (e *editor) revert() {
	e.dialog.Hide()
	p, one := e.page, e.one
	done := kit.T("readiness.edit.reverted")
	if one.Own {
		done = kit.T("readiness.edit.deleted", "name", fullName(one))
	}
	// A programme belongs to no case, so that no deed of one takes this back.
	p.do(func(ctx context.Context) error { return p.deps.Programmes.Revert(ctx, one.ID) }, func(kit.Back) {
		p.deps.Shell.Toast(done, kit.Action{Label: kit.T("undo.undo"), Do: func() {
			p.do(func(ctx context.Context) error { return p.deps.Programmes.Save(ctx, one) }, func(kit.Back) {
				if p.left { // what came back is to be seen
					p.deps.Shell.Go(kit.Route{Page: PageName, ID: p.caseID})
				}
			})
		}})
	})
}
