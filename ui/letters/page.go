package letters

import (
	"context"
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/dossier/letter"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Page shows the templates at the left, the text in the middle and at the right
// the letter as it will be set, with what it rests on.
type Page struct {
	d         Deps
	caseID    string
	template  string // id; empty: not chosen yet
	lang      string
	recipient string // whose templates are wanted; empty: all
	narrowed  string // to whom they are narrowed now

	state  state
	made   bool
	left   bool
	values map[string]string // typed for this letter
	was    letter.Letter     // as it was loaded or kept
	base   string            // the text as it was loaded
	aside  letter.Letter     // as it would be found after a crash
	pause  *time.Timer       // until typing rests

	list   *widget.List
	title  *kit.Text
	when   *kit.Text
	badges [2]*kit.Badge
	langs  *kit.Tabs
	text   *kit.LongEntry
	save   *kit.Button
	reset  *kit.Button
	remove *kit.Button
	pdf    *kit.Button
	gaps   *kit.Text
	drop   *kit.Button // takes out what refers to nothing
	status *kit.Text

	preview *kit.Passage
	side    *fyne.Container
	facts   map[string]*widget.Entry
	inputs  map[string]*kit.Field
	panes   *kit.ThreePane
	column  *fyne.Container // all of the right pane
	middle  *fyne.Container
}

// languages are the tabs: recipients mostly read English.
func languages() []string { return []string{kit.English, kit.Chinese} }

// New returns the page for the ID of a route.
func New(d Deps, id string) *Page {
	parts := append(strings.Split(id, "\n"), "", "", "")
	p := &Page{d: d, caseID: parts[0], template: parts[1], lang: parts[2], recipient: parts[3], narrowed: parts[3], values: map[string]string{}}
	if p.lang == "" {
		p.lang = kit.English
	}
	p.build()
	return p
}

func (p *Page) build() {
	p.title, p.when = kit.Title(" "), kit.Muted(" ").Wrapped()
	p.badges = [2]*kit.Badge{kit.NewBadge("", kit.ToneNeutral), kit.NewBadge("", kit.ToneInfo)}
	p.langs = kit.NewTabs([]string{kit.T("letters.lang.en"), kit.T("letters.lang.zh")}, func(i int) { p.choose(p.template, languages()[i]) })
	p.text = kit.NewLongEntry(4)
	p.text.OnChanged = func(string) { p.changed() }
	p.save = kit.NewButton(kit.T("letters.save"), func() { p.keep(nil) }).WithKeys(kit.ShortcutLabel(fyne.KeyS))
	p.reset = kit.NewButton(kit.T("letters.reset"), p.toTemplate)
	p.remove = kit.NewQuiet(kit.T("letters.remove"), p.askRemove)
	p.pdf = kit.NewPrimary(kit.T("letters.pdf"), p.askWrite).WithKeys(kit.ShortcutLabel(fyne.KeyReturn))
	p.gaps, p.status = kit.Small(" ").Colored(theme.ColorSoon).Wrapped(), kit.Small(" ")
	p.preview, p.side = kit.NewPassage(), kit.VBox(12)

	p.list = widget.NewList(func() int { return len(p.state.templates) }, newRow, p.fillRow)
	p.list.HideSeparators = true
	p.list.OnSelected = p.selected
	back := kit.NewButton("←  "+kit.T("letters.back"), p.d.Shell.Back)
	top := kit.VBox(10, kit.HBox(0, back), kit.Title(kit.T("letters.title")))
	if p.recipient != "" {
		top.Add(kit.NewSegments([]string{kit.T("letters.fitting"), kit.T("letters.all")}, 0, p.narrow))
	}
	left := kit.Dock(kit.Pad(top, 14, 12, 8, 14), nil, p.list)

	head := kit.VBox(8,
		kit.VBox(3, p.title, p.when),
		kit.Row(8, 0, p.langs, p.badges[0], p.badges[1]),
		kit.Flow(8, p.pdf, p.save, p.reset))
	p.drop = kit.NewQuiet(kit.T("letters.drop"), p.dropEmpty)
	p.drop.Hide()
	foot := kit.VBox(2, kit.Row(8, 0, p.gaps, p.drop), kit.Row(8, 0, p.status, p.remove), kit.Small(kit.T("letters.tokens")).Wrapped())
	p.middle = kit.Dock(kit.Pad(head, 14, 16, 10, 16), kit.Pad(foot, 8, 16, 12, 16), kit.Pad(p.text, 0, 16, 0, 16))
	p.column = kit.VBox(14, kit.Heading(kit.T("letters.set")), kit.NewCard(p.preview), p.side)
	p.panes = kit.NewThreePane(left, container.NewStack(p.middle), kit.FormScroll(kit.Pad(p.column, 16, 14, 18, 14)))
	p.panes.SetWidths(250, 460)
	p.enable(false)
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.panes }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("letters.save"), Key: fyne.KeyS, Do: func() { p.keep(nil) }},
		{Name: kit.T("letters.pdf"), Key: fyne.KeyReturn, Do: p.askWrite},
	}
}

// Leaving implements kit.Leaver: what was written is kept.
func (p *Page) Leaving() {
	p.left = true
	p.endPause()
	if p.dirty() {
		p.keep(nil)
	}
}

// Reload implements kit.Page. What is being written stays as it is; what it
// rests on is read again.
func (p *Page) Reload() {
	p.left = false
	if p.made {
		p.refresh()
		return
	}
	p.load()
}

// load reads the letter of the template and the language that are chosen.
func (p *Page) load() {
	caseID, template, lang, recipient, values := p.caseID, p.template, p.lang, p.narrowed, maps.Clone(p.values)
	kit.Run(p.d.Shell.Tasks(), "letters", func(ctx context.Context) (state, error) {
		return p.d.load(ctx, caseID, template, lang, recipient, values)
	}, func(s state, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.show(s)
	})
}

// show puts a letter on the page.
func (p *Page) show(s state) {
	s.templates = inOrder(s.templates, p.state.templates)
	p.state, p.made, p.was = s, true, s.letter
	p.template, p.lang = s.desk.Template.ID, s.desk.Lang
	p.values = map[string]string{}
	maps.Copy(p.values, s.letter.Values)
	t := s.desk.Template
	p.title.SetText(name(t.Names))
	p.when.SetText(name(t.When))
	p.badges[0].Set(kit.T("letters.to."+t.To), kit.ToneNeutral)
	for i, lang := range languages() {
		if lang == p.lang && p.langs.Selected() != i {
			p.langs.Select(i)
		}
	}
	p.base, p.aside = s.letter.Text, s.letter
	if s.unsaved != nil {
		p.base, p.aside, p.values = s.unsaved.Text, *s.unsaved, maps.Clone(s.unsaved.Values)
	}
	p.text.SetText(p.worded(p.base))
	p.enable(s.desk.Case.DeletedAt.IsZero())
	p.buildSide()
	p.fill()
	p.list.Refresh()
}

func (p *Page) enable(on bool) {
	for _, b := range []*kit.Button{p.save, p.reset, p.pdf, p.remove} {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	if on {
		p.text.Enable()
	} else {
		p.text.Disable()
	}
}

// refresh reads again what the letter rests on, without touching its text,
// unless that is what the template gave.
func (p *Page) refresh() {
	caseID, template, lang, recipient, values := p.caseID, p.template, p.lang, p.narrowed, maps.Clone(p.values)
	untouched := p.made && p.raw() == p.state.desk.Compose(p.values).Text
	kit.Run(p.d.Shell.Tasks(), "letters", func(ctx context.Context) (state, error) {
		return p.d.load(ctx, caseID, template, lang, recipient, values)
	}, func(s state, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if p.left || s.desk.Template.ID != p.template || s.desk.Lang != p.lang {
			return
		}
		s.letter, s.templates = p.state.letter, inOrder(s.templates, p.state.templates)
		p.state = s
		if again := s.desk.Compose(p.values).Text; untouched && again != p.raw() {
			p.write(again)
		}
		p.buildSide()
		p.fill()
		p.list.Refresh()
	})
}

// narrow lists the templates for the recipient that the page was opened for, or
// all of them.
func (p *Page) narrow(i int) {
	p.narrowed = p.recipient
	if i > 0 {
		p.narrowed = ""
	}
	p.refresh()
}

// choose goes to another template or language; what was written is kept first.
func (p *Page) choose(template, lang string) {
	if !p.made || template == p.template && lang == p.lang {
		return
	}
	next := func() {
		if template != p.template {
			p.values = map[string]string{}
		}
		p.template, p.lang = template, lang
		p.load()
	}
	if p.dirty() {
		p.keep(next)
		return
	}
	next()
}

// letter is the letter as it stands on the page.
func (p *Page) letter() letter.Letter {
	l := p.was
	l.CaseID, l.TemplateID, l.Lang = p.state.desk.Case.ID, p.state.desk.Template.ID, p.state.desk.Lang
	l.Text, l.Values = p.raw(), maps.Clone(p.values)
	return l
}

// dirty tells whether something was written that is not kept.
func (p *Page) dirty() bool {
	return p.made && (p.raw() != p.was.Text || !sameValues(p.values, p.was.Values))
}

func sameValues(a, b map[string]string) bool {
	for name, value := range a {
		if strings.TrimSpace(value) != strings.TrimSpace(b[name]) {
			return false
		}
	}
	for name, value := range b {
		if strings.TrimSpace(value) != "" && strings.TrimSpace(a[name]) == "" {
			return false
		}
	}
	return true
}
