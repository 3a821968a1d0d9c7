package cases

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/ui/kit"
)

// searchPause is how long typing rests before a search starts.
const searchPause = 150 * time.Millisecond

// listPane is the left pane: search, groups, drafts and the cases.
type listPane struct {
	deps Deps
	open func(id string) // a case was chosen

	data     listing
	selected string // global id of the case on show
	loaded   bool

	search  *searchEntry
	chips   map[cases.Group]*kit.Chip
	list    *caseList
	empty   *fyne.Container
	drafts  *draftRows
	content *fyne.Container
	pause   *time.Timer
}

func newListPane(deps Deps, open func(id string)) *listPane {
	p := &listPane{deps: deps, open: open, data: listing{group: cases.Open}, chips: map[cases.Group]*kit.Chip{}}
	p.search = newSearchEntry(p.searchLater, p.clearSearch, p.focusList)
	p.list = newCaseList(p)
	p.drafts = newDraftRows(deps, func() { p.content.Refresh() })
	p.empty = container.NewStack()
	p.empty.Hide()

	create := kit.NewPrimary(kit.T("cases.new"), func() {
		deps.Shell.Go(kit.Route{Page: kit.PageIntake})
	}).WithKeys(kit.ShortcutLabel(fyne.KeyN))
	head := kit.VBox(10,
		kit.Row(8, 0, kit.Title(kit.T("cases.heading")), create),
		p.search,
		p.groupChips(),
		p.drafts,
	)
	p.content = kit.Dock(kit.Pad(head, 14, 10, 8, 14), nil, kit.Pad(container.NewStack(p.list, p.empty), 0, 0, 0, 14))
	return p
}

// groups are the filter chips in their order.
func groups() []cases.Group {
	return []cases.Group{cases.Open, cases.Visit, cases.Hard, cases.Archived, cases.All, cases.Trash}
}

func (p *listPane) groupChips() fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, g := range groups() {
		chip := kit.NewChip(kit.T("cases.group."+string(g)), kit.ToneNeutral, func() { p.setGroup(g) })
		chip.SetSelected(g == p.data.group)
		p.chips[g] = chip
		flow.Add(chip)
	}
	return flow
}

func (p *listPane) setGroup(g cases.Group) {
	if g == p.data.group {
		return
	}
	p.data.group = g
	for name, chip := range p.chips {
		chip.SetSelected(name == g)
	}
	p.restart()
}

// searchLater starts a search when typing rests.
func (p *listPane) searchLater(string) {
	if p.pause != nil {
		p.pause.Stop()
	}
	if p.deps.Shell.Tasks().Inline() {
		p.searchNow()
		return
	}
	p.pause = time.AfterFunc(searchPause, func() { fyne.Do(p.searchNow) })
}

func (p *listPane) searchNow() {
	if p.search.Text == p.data.search {
		return
	}
	p.data.search = p.search.Text
	p.restart()
}

func (p *listPane) clearSearch() {
	p.search.SetText("")
	p.searchNow()
}

// restart reads the list from the top, in its own order.
func (p *listPane) restart() {
	ask := p.data
	kit.Run(p.deps.Shell.Tasks(), "cases/list", func(ctx context.Context) (part, error) {
		return ask.part(ctx, p.deps, cases.Cursor{}, pageSize)
	}, func(page part, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.loaded = true
		p.data.rows, p.data.next = page.Cases, page.Next
		p.data.mark(page)
		p.list.Refresh()
		p.list.ScrollToOffset(0)
		p.showEmpty()
		p.chooseFirst()
	})
}

// reload brings in what changed without moving the rows.
func (p *listPane) reload() {
	p.countGroups()
	p.drafts.reload()
	if !p.loaded {
		p.restart()
		return
	}
	ask := p.data
	kit.Run(p.deps.Shell.Tasks(), "cases/list", func(ctx context.Context) (part, error) {
		return ask.part(ctx, p.deps, cases.Cursor{}, len(ask.rows)+pageSize)
	}, func(page part, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		offset := p.list.GetScrollOffset()
		above := p.data.renew(page.Page)
		p.data.mark(page)
		p.list.Refresh()
		if above > 0 && offset > 0 {
			p.list.ScrollToOffset(offset + float32(above)*p.list.rowHeight())
		}
		p.showEmpty()
	})
}

// more reads the next page when the end of the list comes into sight.
func (p *listPane) more() {
	const slot = "cases/more"
	if p.data.next == (cases.Cursor{}) || p.deps.Shell.Tasks().Busy(slot) || p.deps.Shell.Tasks().Busy("cases/list") {
		return
	}
	ask := p.data
	kit.Run(p.deps.Shell.Tasks(), slot, func(ctx context.Context) (part, error) {
		return ask.part(ctx, p.deps, ask.next, pageSize)
	}, func(page part, err error) {
		switch {
		case err != nil:
			p.deps.Shell.ShowError(err)
		case ask.group == p.data.group && ask.search == p.data.search:
			p.data.extend(page.Page)
			p.data.mark(page)
			p.list.Refresh()
		}
	})
}

func (p *listPane) countGroups() {
	kit.Run(p.deps.Shell.Tasks(), "cases/counts", p.deps.Cases.Counts, func(n map[cases.Group]int, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		for g, chip := range p.chips {
			count := n[g]
			if count == 0 {
				count = -1
			}
			chip.SetCount(count)
		}
		p.content.Refresh() // wider chips may take another line
	})
}

// showEmpty teaches what belongs here when nothing is here.
func (p *listPane) showEmpty() {
	p.empty.RemoveAll()
	if len(p.data.rows) > 0 {
		p.empty.Hide()
		return
	}
	key := "cases.empty." + string(p.data.group)
	if p.data.search != "" {
		key = "cases.empty.search"
	}
	note := kit.VBox(4, kit.Heading(kit.T(key)), kit.Muted(kit.T(key+".hint")).Wrapped())
	p.empty.Add(kit.Pad(container.NewBorder(note, nil, nil, nil), 20, 12, 0, 2))
	p.empty.Show()
}

// chooseFirst opens the top of the list when nothing is open yet.
func (p *listPane) chooseFirst() {
	if p.selected == "" && len(p.data.rows) > 0 && p.data.group != cases.Trash {
		p.open(p.data.rows[0].ID)
	}
}

// mark shows which case is open and brings its row into sight when asked.
func (p *listPane) mark(id string, reveal bool) {
	p.selected = id
	p.list.Refresh()
	if i := p.data.index(id); i >= 0 && reveal {
		p.list.Highlight(i)
	}
}

// update changes one row in place.
func (p *listPane) update(c cases.Case) {
	if i := p.data.index(c.ID); i >= 0 {
		p.data.rows[i] = c
		p.list.RefreshItem(i)
	}
}

// step opens the next (1) or previous (-1) case of the list.
func (p *listPane) step(by int) {
	i := p.data.index(p.selected) + by
	if i < 0 || i >= len(p.data.rows) {
		return
	}
	p.list.Highlight(i)
	p.open(p.data.rows[i].ID)
}

func (p *listPane) focusSearch() { p.deps.Shell.Window().Canvas().Focus(p.search) }
func (p *listPane) focusList()   { p.deps.Shell.Window().Canvas().Focus(p.list) }

// caseList is the list widget: arrow keys open cases at once.
type caseList struct {
	widget.List
	pane *listPane
}

func newCaseList(p *listPane) *caseList {
	l := &caseList{pane: p}
	l.Length = func() int { return len(p.data.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i >= len(p.data.rows) {
			return
		}
		c := p.data.rows[i]
		o.(*row).set(p.deps.rowText(c, p.data.marks[c.ID], p.data.due[c.ID]), c.ID == p.selected)
		if i >= len(p.data.rows)-5 && !p.deps.Shell.Tasks().Inline() {
			p.more()
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.UnselectAll() // the row itself shows which case is open
		if i < len(p.data.rows) {
			p.open(p.data.rows[i].ID)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey opens the case above or below.
func (l *caseList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		l.pane.step(1)
	case fyne.KeyUp:
		l.pane.step(-1)
	default:
		l.List.TypedKey(e)
	}
}

// rowHeight is the height of a row and the gap below it.
func (l *caseList) rowHeight() float32 {
	return newRow().MinSize().Height + l.Theme().Size("padding")
}

// searchEntry is the search box: Esc clears it, Down goes into the list.
type searchEntry struct {
	widget.Entry
	clear, down func()
}

func newSearchEntry(changed func(string), clear, down func()) *searchEntry {
	e := &searchEntry{clear: clear, down: down}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.PlaceHolder = kit.T("cases.search")
	e.OnChanged = changed
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *searchEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.clear()
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		e.down()
	default:
		e.Entry.TypedKey(k)
	}
}
