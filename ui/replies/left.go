package replies

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// rowHeight holds a title, two lines of the foreign text and one of the Chinese.
const rowHeight = 108

// stepsHeight shows four lines of steps; more of them scroll.
const stepsHeight = 108

// everything is the chip of no step.
const everything = "all"

// left is the pane of the phrases: a search, the steps of a conversation and
// the phrases that fit, the best first.
type left struct {
	p       *Page
	step    string // that is shown; empty: all
	own     bool   // the seller chose the step, so that the guide does not
	found   []phrases.Phrase
	at      int // the phrase that Enter takes
	search  *kit.Entry
	chips   map[string]*kit.Chip
	names   map[string]string
	list    *widget.List
	none    *kit.Text
	steps   *fyne.Container
	content *fyne.Container
}

func newLeft(p *Page) *left {
	l := &left{p: p, chips: map[string]*kit.Chip{}, names: map[string]string{}, search: kit.NewEntry()}
	l.search.SetPlaceHolder(kit.T("replies.search"))
	l.search.OnChanged = func(string) { l.find() }
	l.search.OnSubmitted = func(string) { l.take(l.at) }
	l.search.OnDown = func() { l.move(1) }
	l.search.OnUp = func() { l.move(-1) }
	l.search.OnEscape = func() {
		l.search.SetText("")
		p.focusText()
	}
	l.steps = kit.Flow(5)
	for _, g := range p.d.Library.Groups() {
		l.chip(l.steps, name(g.Names), g.ID)
	}
	l.chip(l.steps, kit.T("replies.all"), everything)
	l.list = widget.NewList(func() int { return len(l.found) }, newRow, l.fill)
	l.list.HideSeparators = true
	l.list.OnSelected = func(i widget.ListItemID) {
		l.list.UnselectAll()
		l.take(i)
	}
	l.none = kit.Muted(kit.T("replies.none")).Wrapped()
	l.none.Hide()
	back := kit.NewButton("←  "+kit.T("replies.back"), p.back)
	head := kit.Pad(kit.VBox(9, kit.Row(10, 1, back, kit.Heading(kit.T("replies.phrases"))), kit.WithoutBars(l.search), kit.Capped(l.steps, stepsHeight)), 12, 14, 6, 14)
	l.content = kit.Dock(head, nil, container.NewStack(l.list, kit.Pad(l.none, 8, 14, 0, 14)))
	return l
}

func (l *left) chip(row *fyne.Container, label, step string) {
	l.names[step] = label
	l.chips[step] = kit.NewChip(label, kit.ToneNeutral, func() { l.choose(step) })
	row.Add(l.chips[step])
}

// choose shows the phrases of a step, because the seller says so.
func (l *left) choose(step string) {
	l.own, l.step = true, step
	if step == everything {
		l.step = ""
	}
	l.find()
}

// guide shows where the conversation stands: steps that the text has are
// ticked, and the next one is shown unless the seller chose another.
func (l *left) guide(has []string) {
	changed := false
	for id, chip := range l.chips {
		text := l.names[id]
		if slices.Contains(has, id) {
			text = "✓ " + text
		}
		if chip.Text() != text {
			chip.SetText(text)
			changed = true
		}
	}
	if changed {
		l.steps.Refresh()
		place(l.content)
	}
	if step := next(has, l.p.visiting()); !l.own && step != l.step {
		l.step = step
		l.find()
	}
}

// find looks for the phrases that fit. A search goes through all steps; those of
// the present one rank first.
func (l *left) find() {
	l.found = l.p.search(l.search.Text, l.step)
	shown := l.step
	if shown == "" {
		shown = everything
	}
	for id, chip := range l.chips {
		chip.SetSelected(id == shown)
	}
	l.steps.Refresh() // a selected one is wider
	place(l.content)
	l.at = 0
	l.list.UnselectAll()
	l.list.ScrollToTop()
	l.list.Refresh()
	show(l.none, len(l.found) == 0)
}

// move marks another phrase, while the seller goes on typing.
func (l *left) move(by int) {
	if to := l.at + by; to >= 0 && to < len(l.found) {
		l.at = to
		l.list.ScrollTo(to)
		l.list.Refresh()
	}
}

// take puts a phrase into the text. The guide goes on from there.
func (l *left) take(i int) {
	if i < 0 || i >= len(l.found) {
		return
	}
	phrase := l.found[i]
	l.own = false
	typed := l.search.Text != ""
	l.p.insert(phrase)
	if typed {
		l.search.SetText("")
	}
}

// focus gives the search the keys.
func (l *left) focus() {
	l.p.panes.OpenLeft()
	l.p.canvas().Focus(l.search)
	l.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// row is a card of the list. The card takes the taps: it lies above the list's
// own item.
type row struct {
	widget.BaseWidget
	card  *kit.Card
	title *kit.Text
	count *kit.Text
	texts [2]*kit.Text
	body  *fyne.Container
}

func newRow() fyne.CanvasObject {
	r := &row{title: kit.Strong(""), count: kit.Small("").Whole()}
	r.texts = [2]*kit.Text{kit.Body("").Clamped(2), kit.Small("").Clamped(1)}
	r.card = kit.NewCard(kit.VBox(2, kit.Row(8, 0, r.title, r.count), r.texts[0], r.texts[1]))
	r.body = kit.Pad(kit.Sized(r.card, 0, rowHeight-8), 4, 12, 4, 12)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

func (l *left) fill(i widget.ListItemID, o fyne.CanvasObject) {
	r := o.(*row)
	if i >= len(l.found) {
		return
	}
	f := l.found[i]
	lang := l.p.draft.Lang
	text := f.Texts[lang]
	r.texts[0].Colored(theme.ColorInk)
	if text == "" { // not written in this language
		text = f.Texts[kit.English]
		r.texts[0].Colored(theme.ColorMuted)
	}
	r.title.SetText(name(f.Titles))
	r.texts[0].SetText(l.p.words.show(text))
	beside := f.Texts[kit.Chinese]
	if lang == kit.Chinese {
		beside = f.Texts[kit.English]
	}
	r.texts[1].SetText(l.p.words.show(beside))
	r.count.SetText(l.p.countText(f))
	r.card.OnTapped = func() { l.take(i) }
	r.card.SetSelected(i == l.at)
	r.body.Refresh() // the texts may take other heights now
}

// name is a term in the seller's language.
func name(names map[string]string) string {
	if text := names[kit.Language()]; text != "" {
		return text
	}
	return names[kit.English]
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
