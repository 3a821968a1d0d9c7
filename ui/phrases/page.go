// Package phrases is the page of the phrase library: finding a text, filling
// it from the case that is open, copying it.
package phrases

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/phrases"
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
	Copied(ctx context.Context, phraseID, caseID, lang, text string) (phrases.Use, error)
	Refresh(ctx context.Context) error
	Stats(ctx context.Context) (map[string]phrases.Stat, error)
}

// Cases gives the case to fill from.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Deps is what the page needs. Values gives what a case knows for the
// placeholders in a language; Promised finds what a reply promises with a time,
// Keep notes it.
type Deps struct {
	Shell    kit.Shell
	Library  Library
	Cases    Cases
	Values   func(ctx context.Context, c cases.Case, lang string) (map[string]string, error)
	Promised func(ctx context.Context, text, zone string) (deadlines.Promise, bool, error)
	Keep     func(ctx context.Context, caseID string, p deadlines.Promise) error
	Now      func() time.Time
}

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
	chosen string // id of the phrase that is shown
	typed  map[string]string

	panes  *kit.ThreePane
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
	p.search.OnChanged = func(string) { p.find() }
	p.search.OnSubmitted = func(string) { p.first() }
	p.search.OnDown = func() { p.step(1) }
	p.search.OnUp = func() { p.step(-1) }
	p.list = widget.NewList(func() int { return len(p.found) }, newRow, p.fillRow)
	p.list.HideSeparators = true
	p.list.OnSelected = p.selected
	p.none = kit.Muted(kit.T("phrases.none")).Wrapped()
	p.panes = kit.NewThreePane(p.left(), p.sheet.object, nil)
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
		p.list.Refresh()
		p.sheet.show(p.phrase())
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
	for _, lang := range phrases.Languages() {
		if s.values[lang], err = d.Values(ctx, s.c, lang); err != nil {
			return s, err
		}
	}
	return s, nil
}

// find searches the library and keeps the chosen phrase where it can.
func (p *Page) find() {
	p.found = p.d.Library.Search(phrases.Query{Text: p.search.Text, Group: p.group})
	for group, chip := range p.chips {
		chip.SetSelected(group == p.group)
	}
	p.list.UnselectAll()
	p.list.ScrollToTop()
	p.list.Refresh()
	if len(p.found) == 0 {
		p.none.Show()
	} else {
		p.none.Hide()
	}
	if p.chosen == "" {
		p.first()
	}
}

// first shows the best phrase that was found.
func (p *Page) first() {
	if len(p.found) > 0 {
		p.choose(p.found[0])
	}
}

func (p *Page) choose(phrase phrases.Phrase) {
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

// copy puts the filled text on the clipboard and logs it. A text with gaps
// stays where it is.
func (p *Page) copy() {
	phrase := p.phrase()
	if phrase.ID == "" {
		return
	}
	lang := p.sheet.lang
	filled := p.d.Library.Fill(phrase, lang, p.valuesFor(lang))
	if len(filled.Missing) > 0 {
		p.sheet.askMissing()
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(filled.Text)
	c := p.state.c
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (deadlines.Promise, error) {
		var promise deadlines.Promise
		_, err := p.d.Library.Copied(ctx, phrase.ID, c.ID, lang, filled.Text)
		if err == nil && c.ID != "" {
			promise, _, err = p.d.Promised(ctx, filled.Text, c.BuyerZone)
		}
		return promise, err
	}, func(promise deadlines.Promise, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		switch {
		case c.ID == "":
			p.d.Shell.Toast(kit.T("phrases.copied"))
		case promise.Due.IsZero():
			p.d.Shell.Toast(kit.T("phrases.copied.case", "case", c.Number))
		default:
			p.d.Shell.Toast(kit.T("phrases.copied.case", "case", c.Number), p.promise(c, promise))
		}
		stat := p.state.stats[phrase.ID]
		stat.Count++
		p.state.stats[phrase.ID] = stat
		p.list.Refresh()
	})
}

// promise offers to note what a reply has just promised, with its time.
func (p *Page) promise(c cases.Case, is deadlines.Promise) kit.Action {
	at := words.Texts(kit.T).Moment(is.Due, p.d.Now())
	return kit.Action{Label: kit.T("phrases.promise", "time", at), Do: func() {
		kit.Do(p.d.Shell, c.ID, func(ctx context.Context) error { return p.d.Keep(ctx, c.ID, is) }, func(back kit.Back, err error) {
			if err != nil {
				p.d.Shell.ShowError(err)
				return
			}
			kit.Did(p.d.Shell, kit.T("due.promised", "time", at), back)
		})
	}}
}
