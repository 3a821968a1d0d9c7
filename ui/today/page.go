// Package today is the board of what is due: what is late, what must go out
// today, what comes soon, what was promised, who is waited for, who is to be
// asked again, and the hard cases.
package today

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/deadlines"
	"casefolio/ui/due"
	"casefolio/ui/kit"
)

// Board gives what is due.
type Board interface {
	Today(ctx context.Context, q deadlines.Query) (deadlines.Board, error)
}

// Deps is what the page needs. Paper writes the list on paper and returns where
// it is, Calendar writes a calendar file; Changed is told that something may be
// due no longer. Paper, Calendar, Print and Changed may be nil.
type Deps struct {
	due.Deps
	Board    Board
	Changed  func()
	Did      func(caseID string) // is told of each deed, so that it can be taken back; may be nil
	Settings func()              // shows what the clocks are set to
	Paper    func(ctx context.Context) (path string, err error)
	Calendar func(ctx context.Context, path string, names bool) (items int, err error)
	Folder   string // where a calendar file goes unless the seller chooses
	Open     func(path string) error
	Print    func(path string) error
}

// How many items of a section are read: a look at all of them, or at one.
const (
	perSection = 30
	perOne     = 500
)

// slot is the one in which the board is read.
const slot = "today"

// Page is the board.
type Page struct {
	deps  Deps
	deeds *due.Deeds

	only    deadlines.Section // the one section that is shown; empty: all
	board   deadlines.Board
	rows    []line
	at      string           // key of the item that is marked
	dealt   map[int64]string // by deed, the item that was marked when it was done
	back    string           // item that comes back, as its deed was taken back
	loaded  bool
	list    *list
	chips   map[deadlines.Section]*kit.Chip
	all     *kit.Chip
	day     *kit.Text
	empty   *fyne.Container
	keys    *kit.Text
	content fyne.CanvasObject
}

// NewPage returns the page.
func NewPage(deps Deps) *Page {
	p := &Page{deps: deps, chips: map[deadlines.Section]*kit.Chip{}, dealt: map[int64]string{}, empty: container.NewStack(), day: kit.Muted("")}
	p.deeds = due.NewDeeds(deps.Deps, func(string) { p.changed() })
	p.deeds.Did, p.deeds.Name = p.did, p.name
	p.list = newList(p)
	p.keys = kit.Small(kit.T("today.keys"))
	head := kit.VBox(10, p.head(), p.filters())
	p.content = kit.Dock(kit.VBox(0, kit.Pad(head, 14, 18, 10, 18), kit.Hairline()),
		kit.VBox(0, kit.Hairline(), kit.Pad(p.keys, 6, 18, 6, 18)),
		container.NewStack(kit.Pad(p.list, 6, 6, 0, 12), p.empty))
	return p
}

func (p *Page) head() fyne.CanvasObject {
	var deeds []fyne.CanvasObject
	if p.deps.Settings != nil {
		deeds = append(deeds, kit.NewQuiet(kit.T("today.settings"), p.deps.Settings))
	}
	if p.deps.Calendar != nil {
		deeds = append(deeds, kit.NewButton(kit.T("today.calendar"), p.askCalendar))
	}
	if p.deps.Paper != nil {
		deeds = append(deeds, kit.NewButton(kit.T("today.print"), p.paper).WithKeys(kit.ShortcutLabel(fyne.KeyP)))
	}
	return kit.Beside(kit.HBox(12, kit.Title(kit.T("today.title")).Whole(), p.day.Whole()), deeds...)
}

func (p *Page) filters() fyne.CanvasObject {
	flow := kit.Flow(6)
	p.all = kit.NewChip(kit.T("today.all"), kit.ToneNeutral, func() { p.show("") })
	p.all.SetSelected(true)
	flow.Add(p.all)
	for _, s := range deadlines.Sections() {
		chip := kit.NewChip(kit.T("today.section."+string(s)), tone(s), func() { p.show(s) })
		p.chips[s] = chip
		flow.Add(chip)
	}
	return flow
}

// tone is the colour of a section.
func tone(s deadlines.Section) kit.Tone {
	switch s {
	case deadlines.SectionOverdue:
		return kit.ToneLate
	case deadlines.SectionToday:
		return kit.ToneSoon
	}
	return kit.ToneNeutral
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts. The letters alone work on the list,
// too; these work with an input method for Chinese as well.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("today.menu.done"), Key: fyne.KeyD, Do: p.done},
		{Name: kit.T("today.menu.snooze"), Key: fyne.KeyL, Do: p.snooze},
		{Name: kit.T("today.menu.wait"), Key: fyne.KeyE, Do: p.wait},
		{Name: kit.T("today.menu.reply"), Key: fyne.KeyR, Do: p.reply},
		{Name: kit.T("today.print"), Key: fyne.KeyP, Do: p.paper},
	}
}

// show narrows the board to one section, or widens it again.
func (p *Page) show(s deadlines.Section) {
	if p.only == s {
		s = ""
	}
	p.only = s
	p.all.SetSelected(s == "")
	for section, chip := range p.chips {
		chip.SetSelected(section == s)
	}
	p.read(true)
}

// Reload implements kit.Page.
func (p *Page) Reload() { p.read(false) }

// read reads the board. The rows stay where they are unless top is wanted.
func (p *Page) read(top bool) {
	q := deadlines.Query{PerSection: perSection}
	if p.only != "" {
		q = deadlines.Query{PerSection: perOne, Sections: []deadlines.Section{p.only}}
	}
	kit.Run(p.deps.Shell.Tasks(), slot, func(ctx context.Context) (both, error) {
		return p.load(ctx, q)
	}, func(b both, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		first := !p.loaded
		p.loaded = true
		p.fill(b)
		if top || first {
			p.list.ScrollToTop()
		}
		p.takeKeys()
	})
}

// takeKeys gives the list the keys that nothing else has.
func (p *Page) takeKeys() {
	if c := p.deps.Shell.Window().Canvas(); c.Focused() == nil && c.Overlays().Top() == nil {
		c.Focus(p.list)
	}
}

// both are the rows that are shown and how many each section has.
type both struct {
	board  deadlines.Board
	totals map[deadlines.Section]int
}

// load reads the rows and the totals of all sections.
func (p *Page) load(ctx context.Context, q deadlines.Query) (b both, err error) {
	if b.board, err = p.deps.Board.Today(ctx, q); err != nil {
		return b, err
	}
	all := b.board
	if len(q.Sections) > 0 {
		if all, err = p.deps.Board.Today(ctx, deadlines.Query{PerSection: 1}); err != nil {
			return b, err
		}
	}
	b.totals = map[deadlines.Section]int{}
	for _, g := range all.Groups {
		b.totals[g.Section] = g.Total
	}
	return b, nil
}

func (p *Page) fill(b both) {
	p.board = b.board
	for s, chip := range p.chips {
		n := b.totals[s]
		if n == 0 {
			n = -1
		}
		chip.SetCount(n)
	}
	before := p.index(p.at)
	p.rows = lines(b.board)
	back := p.index(p.back)
	if back >= 0 {
		p.at = p.back
	}
	p.back = ""
	if p.index(p.at) < 0 { // the next one takes the place of what is done
		p.at = p.near(before)
	}
	p.day.SetText(dayText(p.now()))
	p.list.measure()
	p.list.Refresh()
	if back >= 0 {
		p.list.reveal(back, -1)
	}
	p.showEmpty(b)
	p.content.Refresh()
}

// now is the time that the board was read for.
func (p *Page) now() time.Time {
	if p.board.At.IsZero() {
		return p.deps.Now()
	}
	return p.board.At
}

func dayText(t time.Time) string {
	return t.Format(time.DateOnly) + " " + kit.T("due.day."+kit.Count((int(t.Weekday())+6)%7+1))
}

// showEmpty teaches what comes here when nothing is due.
func (p *Page) showEmpty(b both) {
	p.empty.RemoveAll()
	if len(p.rows) > 0 {
		p.keys.Show()
		return
	}
	p.keys.Hide()
	if p.only != "" {
		p.empty.Add(kit.NewEmptyState(kit.T("today.none."+string(p.only)), kit.T("today.none."+string(p.only)+".hint"),
			kit.T("today.none.all"), func() { p.show("") }))
		return
	}
	p.empty.Add(kit.NewEmptyState(kit.T("today.none"), kit.T("today.none.hint"), kit.T("today.none.cases"), func() {
		p.deps.Shell.Go(kit.Route{Page: kit.PageCases})
	}))
}

// name is a case in the words of the board, for what is said beside it.
func (p *Page) name(caseID string) string {
	for _, l := range p.rows {
		if l.isItem() && l.item.CaseID == caseID {
			return due.Words().Who(l.item, true)
		}
	}
	return ""
}

// did notes which item a deed was about.
func (p *Page) did(back kit.Back) {
	for _, deed := range back.Deeds {
		p.dealt[deed] = p.at
	}
	if p.deps.Did != nil {
		p.deps.Did(back.CaseID)
	}
}

// Returned implements kit.Returner: the mark goes to the item whose deed was
// taken back.
func (p *Page) Returned(deed int64) { p.back = p.dealt[deed] }

// changed brings in what a deed did, here and in the rail.
func (p *Page) changed() {
	p.Reload()
	if p.deps.Changed != nil {
		p.deps.Changed()
	}
}
