// Package phrases is the page of the phrase library: finding a text, filling
// it from the case that is open, copying it.
package phrases

import (
	"context"
	"io"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/ui/kit"
)

// Library finds, fills and logs phrases.
type Library interface {
	Groups() []phrases.Group
	Tones() []phrases.Group
	Placeholders() []phrases.Placeholder
	Get(id string) (phrases.Phrase, bool)
	Search(q phrases.Query) []phrases.Phrase
	Fill(p phrases.Phrase, lang string, values map[string]string) phrases.Filled
	Starter(id string) (phrases.Phrase, bool)
	Warnings(p phrases.Phrase) []phrases.Warning
	Save(ctx context.Context, p phrases.Phrase) (phrases.Phrase, error)
	Reset(ctx context.Context, id string) (phrases.Phrase, error)
	Duplicate(ctx context.Context, id string, titles map[string]string) (phrases.Phrase, error)
	Favour(ctx context.Context, id string, on bool) (phrases.Phrase, error)
	Trash(ctx context.Context, id string) (phrases.Phrase, error)
	Restore(ctx context.Context, id string) (phrases.Phrase, error)
	Attach(ctx context.Context, id string, paths ...string) (phrases.Phrase, error)
	Detach(ctx context.Context, id, sum string) (phrases.Phrase, error)
	OpenFile(f phrases.File) (io.ReadSeekCloser, error)
	Refresh(ctx context.Context) error
	Stats(ctx context.Context) (map[string]phrases.Stat, error)
}

// Cases gives the case to fill from.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Deps is what the page needs. Values gives what a case knows for the
// placeholders in a language; Open shows a file in the system's viewer; Copied
// keeps what was copied, Sent that it went out.
type Deps struct {
	Shell   kit.Shell
	Library Library
	Cases   Cases
	Lists   *cases.Lists
	Drafts  Drafts
	Open    func(path string) error
	Values  func(ctx context.Context, c cases.Case, lang string) (map[string]string, error)
	Copied  func(ctx context.Context, c cases.Case, p phrases.Phrase, lang, text string) (replies.Entry, error)
	Sent    func(ctx context.Context, id string) error
	Now     func() time.Time
	Files   Files                         // exchanging the library with other programs; may be empty
	Reply   func(caseID, phraseID string) // puts a phrase into the reply for a case; may be nil
}

// Drafts are what was being written of phrases when their page was left, by the
// id of the phrase; a new one has none. They outlive the page.
type Drafts map[string]phrases.Phrase

// state is what Reload reads off the window's thread.
type state struct {
	c      cases.Case // zero: no case is open
	values map[string]map[string]string
	stats  map[string]phrases.Stat
}

// Page shows the library at the left and the chosen phrase beside it.
type Page struct {
	d      Deps
	caseID string // named by the route; empty: the case last opened
	state  state
	group  string
	found  []phrases.Phrase
	looked string // what the list was last searched for
	chosen string // id of the phrase that is shown
	typed  map[string]string

	panes  *kit.ThreePane
	filter *filter
	count  *kit.Text
	middle *fyne.Container // the sheet, or the editor in its place
	editor *editor         // nil: nothing is edited
	search *kit.Entry
	chips  map[string]*kit.Chip
	list   *widget.List
	none   *kit.Text
	sheet  *sheet
}

// New returns the page; id names the case to fill from, empty means the case
// last opened.
func New(d Deps, id string) *Page {
	p := &Page{d: d, caseID: id, chips: map[string]*kit.Chip{}, typed: map[string]string{}}
	p.sheet = newSheet(p)
	p.search = kit.NewEntry()
	p.search.SetPlaceHolder(kit.T("phrases.search"))
	p.search.OnChanged = func(string) { p.sought() }
	p.search.OnSubmitted = func(string) { p.first() }
	p.search.OnDown = func() { p.step(1) }
	p.search.OnUp = func() { p.step(-1) }
	p.list = widget.NewList(func() int { return len(p.found) }, newRow, p.fillRow)
	p.list.HideSeparators = true
	p.list.OnSelected = p.selected
	p.none = kit.Muted(kit.T("phrases.none")).Wrapped()
	p.filter = newFilter(p)
	p.count = kit.Small("")
	p.middle = container.NewStack(p.sheet.object)
	p.panes = kit.NewThreePane(p.left(), p.middle, nil)
	p.panes.SetWidths(330, 0)
	p.find()
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.panes }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("phrases.menu.search"), Key: fyne.KeyF, Do: p.focusSearch},
		{Name: kit.T("phrases.menu.copy"), Key: fyne.KeyReturn, Do: p.copy},
		{Name: kit.T("phrases.menu.new"), Key: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: p.create},
		{Name: kit.T("phrases.menu.edit"), Key: fyne.KeyE, Do: p.edit},
		{Name: kit.T("phrases.menu.duplicate"), Key: fyne.KeyD, Do: p.duplicate},
		{Name: kit.T("phrases.menu.favourite"), Key: fyne.KeyL, Do: p.favour},
		{Name: kit.T("phrases.menu.trash"), Key: fyne.KeyDelete, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: p.trash},
		{Name: kit.T("phrases.menu.save"), Key: fyne.KeyS, Do: p.save},
	}
}

func (p *Page) focusSearch() {
	p.panes.OpenLeft()
	p.d.Shell.Window().Canvas().Focus(p.search)
	p.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Reload implements kit.Page: it reads the case and the counts again.
func (p *Page) Reload() {
	id := p.caseID
	if id == "" {
		id = p.d.Shell.CurrentCase()
	}
	kit.Run(p.d.Shell.Tasks(), "phrases", func(ctx context.Context) (state, error) {
		return p.d.read(ctx, id)
	}, func(s state, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
		}
		if s.c.ID != p.state.c.ID { // what was typed belonged to another case
			p.typed = map[string]string{}
		}
		p.state = s
		p.find()
		p.sheet.show(p.phrase())
		p.resume()
	})
}

func (d Deps) read(ctx context.Context, caseID string) (s state, err error) {
	s.values = map[string]map[string]string{}
	if err = d.Library.Refresh(ctx); err != nil {
		return s, err
	}
	if s.stats, err = d.Library.Stats(ctx); err != nil || caseID == "" {
		return s, err
	}
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	for _, lang := range phrases.Spoken() {
		if s.values[lang], err = d.Values(ctx, s.c, lang); err != nil {
			return s, err
		}
	}
	return s, nil
}

// find searches the library and keeps the chosen phrase where it can.
func (p *Page) find() {
	q := p.filter.q
	q.Text, q.Group, q.Near = p.search.Text, p.group, p.near()
	p.found = p.d.Library.Search(q)
	p.filter.show()
	p.count.SetText(kit.T("phrases.count", "count", kit.Count(len(p.found))))
	for group, chip := range p.chips {
		chip.SetSelected(group == p.group)
	}
	p.list.UnselectAll()
	if words := p.search.Text + p.group; words != p.looked { // another search, and not the same once more
		p.looked = words
		p.list.ScrollToTop()
	}
	p.list.Refresh()
	if len(p.found) == 0 {
		p.none.SetText(p.noneText())
		p.none.Show()
	} else {
		p.none.Hide()
	}
	if p.phrase().ID == "" && p.editor == nil { // what is being written is not asked about
		p.first()
	}
}

// sought searches while the seller types. A phrase that is not among those found
// gives its place to the best of them: the keys copy what is shown.
func (p *Page) sought() {
	p.find()
	in := slices.ContainsFunc(p.found, func(f phrases.Phrase) bool { return f.ID == p.chosen })
	if p.search.Text == "" || in || len(p.found) == 0 || p.editor != nil {
		return
	}
	p.chosen = p.found[0].ID
	p.list.Refresh()
	p.sheet.show(p.found[0])
}

// first shows the best phrase that was found.
func (p *Page) first() {
	if len(p.found) > 0 {
		p.choose(p.found[0])
	}
}

func (p *Page) choose(phrase phrases.Phrase) {
	if p.editor != nil {
		p.leave(func() { p.choose(phrase) })
		return
	}
	p.chosen = phrase.ID
	p.list.Refresh()
	p.panes.CloseOver()
	p.sheet.show(phrase)
}

// step shows the next or the previous phrase, while the seller goes on typing.
func (p *Page) step(by int) {
	at := slices.IndexFunc(p.found, func(f phrases.Phrase) bool { return f.ID == p.chosen })
	if to := max(0, at+by); to < len(p.found) {
		p.choose(p.found[to])
		p.list.ScrollTo(to)
	}
}

// phrase is the one that is shown, zero before any is.
func (p *Page) phrase() phrases.Phrase {
	phrase, _ := p.d.Library.Get(p.chosen)
	return phrase
}

// valuesFor are the values of the case with what the seller typed over them.
func (p *Page) valuesFor(lang string) map[string]string {
	values := map[string]string{}
	for name, v := range p.state.values[lang] {
		values[name] = v
	}
	for name, v := range p.typed {
		values[name] = v
	}
	return values
}

// near is what the case that is open asks of a phrase.
func (p *Page) near() phrases.Near {
	c := p.state.c
	if c.ID == "" || p.search.Text == "" { // a library that is looked through keeps its order
		return phrases.Near{}
	}
	return phrases.Near{Category: c.Category, Stage: string(c.Stage), Platform: c.Platform}
}

// noneText says why the list is empty.
func (p *Page) noneText() string {
	switch q := p.filter.q; {
	case p.search.Text == "" && q.Trash:
		return kit.T("phrases.none.trash")
	case p.search.Text == "" && q.Favourite && !q.Own:
		return kit.T("phrases.none.favourite")
	case p.search.Text == "" && q.Own && !q.Favourite:
		return kit.T("phrases.none.own")
	}
	return kit.T("phrases.none")
}

// copy logs the filled text and then puts it on the clipboard: what is not on
// record is not there to be pasted. A text with gaps stays where it is.
func (p *Page) copy() {
	phrase := p.phrase()
	if phrase.ID == "" || p.editor != nil {
		return
	}
	lang := p.sheet.lang
	filled := p.d.Library.Fill(phrase, lang, p.valuesFor(lang))
	if len(filled.Missing) > 0 {
		p.sheet.askMissing()
		return
	}
	c := p.state.c
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (replies.Entry, error) {
		return p.d.Copied(ctx, c, phrase, lang, filled.Text)
	}, func(e replies.Entry, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		fyne.CurrentApp().Clipboard().SetContent(filled.Text)
		if e.ID != "" {
			p.d.Shell.Toast(kit.T("phrases.copied.case", "case", c.Number), p.sent(c, e.ID))
			return
		}
		p.d.Shell.Toast(kit.T("phrases.copied"))
		p.Reload()
	})
}

// reply takes the phrase to the reply for the case that is open.
func (p *Page) reply() {
	if id := p.phrase().ID; id != "" && p.state.c.ID != "" && p.d.Reply != nil {
		p.d.Reply(p.state.c.ID, id)
	}
}

// sent offers to confirm that what was copied for a case went out; the board asks
// for it, too.
func (p *Page) sent(c cases.Case, id string) kit.Action {
	return kit.Action{Label: kit.T("due.sent.menu"), Do: func() {
		kit.Do(p.d.Shell, c.ID, func(ctx context.Context) error { return p.d.Sent(ctx, id) }, func(back kit.Back, err error) {
			if err != nil {
				p.d.Shell.ShowError(err)
				return
			}
			kit.Did(p.d.Shell, kit.T("due.sent"), back)
			p.Reload()
		})
	}}
}
