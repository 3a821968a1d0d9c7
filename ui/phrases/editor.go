package phrases

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/phrases"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// editor writes a phrase, in place of the sheet.
type editor struct {
	p       *Page
	was     phrases.Phrase // as it is kept; without an id for a new one
	object  fyne.CanvasObject
	filling bool
	busy    bool

	words    map[string]map[string]*kit.LongEntry // titles, texts, when, not: by language
	langs    []string
	body     *fyne.Container
	group    *picked
	tone     *picked
	category *picked
	stage    *picked
	platform *picked
	shortcut *kit.Entry
	fields   map[string]*kit.Field // by the code of the fault that is told there
	last     *kit.LongEntry        // the text that placeholders go into
	warnings *kit.Text
	status   *kit.Text
}

// parts of the words of a phrase, in their order.
const (
	partTitle = "title"
	partWhen  = "when"
	partNot   = "not"
	partText  = "text"
)

// edit opens the editor with the phrase that is shown.
func (p *Page) edit() { p.editIn("") }

// editIn does so with a language added.
func (p *Page) editIn(lang string) {
	p.on(func(f phrases.Phrase) {
		if !f.Trashed {
			p.open(f, f, lang)
		}
	})
}

// create opens the editor with a new phrase, of the group that is looked at.
func (p *Page) create() {
	if p.editor != nil {
		return
	}
	f := phrases.Phrase{Group: p.group, Category: p.filter.q.Category, Stage: p.filter.q.Stage, Platform: p.filter.q.Platform}
	if f.Group == "" {
		f.Group = p.d.Library.Groups()[0].ID
	}
	f.Tone = p.d.Library.Tones()[0].ID
	p.open(f, f, "")
}

// resume opens the editor with what was left unsaved.
func (p *Page) resume() {
	if p.editor != nil {
		return
	}
	for id, draft := range p.d.Drafts {
		was, ok := p.d.Library.Get(id)
		if delete(p.d.Drafts, id); !ok {
			was = phrases.Phrase{Group: draft.Group, Tone: draft.Tone}
		}
		if was.ID != "" {
			p.chosen = was.ID
		}
		p.open(was, draft, "")
		return
	}
}

// open shows the editor with words; was is what is kept.
func (p *Page) open(was, words phrases.Phrase, lang string) {
	e := &editor{p: p, was: was, fields: map[string]*kit.Field{}, body: kit.VBox(14),
		warnings: kit.Small("").Colored(theme.ColorSoon).Wrapped(), status: kit.Small("").Colored(theme.ColorSoon)}
	p.editor = e
	for _, l := range phrases.Spoken() {
		if l == kit.Chinese || l == kit.English || words.Texts[l] != "" || l == lang {
			e.langs = append(e.langs, l)
		}
	}
	e.build(words)
	save := kit.NewPrimary(kit.T("phrases.save"), p.save).WithKeys(kit.ShortcutLabel(fyne.KeyS))
	cancel := kit.NewButton(kit.T("kit.cancel"), p.cancel)
	foot := kit.VBox(0, kit.Hairline(), kit.Pad(kit.Row(8, 0, e.status, cancel, save), 8, 18, 10, 18))
	e.object = kit.Dock(nil, foot, kit.FormScroll(kit.Pad(kit.MaxWidth(e.body, 900), 16, 18, 16, 18)))
	p.middle.Objects = []fyne.CanvasObject{e.object}
	p.middle.Refresh()
	p.panes.CloseOver()
	first := e.words[partTitle][kit.Language()]
	if lang != "" {
		first = e.words[partText][lang]
	}
	p.d.Shell.Window().Canvas().Focus(first)
	e.changed()
}

// is is what stands in the fields.
func (e *editor) is() phrases.Phrase {
	f := e.was
	f.Group, f.Tone, f.Category, f.Stage, f.Platform = e.group.id, e.tone.id, e.category.id, e.stage.id, e.platform.id
	f.Shortcut = strings.TrimSpace(e.shortcut.Text)
	f.Titles, f.Texts, f.When, f.Not = e.typed(partTitle), e.typed(partText), e.typed(partWhen), e.typed(partNot)
	return f
}

func (e *editor) typed(part string) map[string]string {
	out := map[string]string{}
	for lang, entry := range e.words[part] {
		if t := strings.TrimSpace(entry.Text); t != "" {
			out[lang] = t
		}
	}
	return out
}

// dirty tells whether something was written.
func (e *editor) dirty() bool {
	is, was := e.is(), e.was
	same := func(a, b map[string]string) bool { return len(a) == 0 && len(b) == 0 || maps.Equal(a, b) }
	return !(same(is.Titles, was.Titles) && same(is.Texts, was.Texts) && same(is.When, was.When) && same(is.Not, was.Not) &&
		reflect.DeepEqual([]string{is.Group, is.Tone, is.Category, is.Stage, is.Platform, is.Shortcut},
			[]string{was.Group, was.Tone, was.Category, was.Stage, was.Platform, was.Shortcut}))
}

// changed says what is to be said of what stands in the fields.
func (e *editor) changed() {
	if e.filling {
		return
	}
	status := ""
	if e.dirty() {
		status = kit.T("phrases.unsaved")
	}
	e.status.SetText(status)
	text := warningText(e.p.d.Library.Warnings(e.is()))
	e.warnings.SetText(text)
	e.warnings.Hidden = text == ""
	e.body.Refresh()
}

// warningText says what there is to know about the placeholders, a line for each.
func warningText(all []phrases.Warning) string {
	var lines []string
	for len(all) > 0 {
		first := all[0]
		var langs []string
		all = slices.DeleteFunc(all, func(w phrases.Warning) bool {
			same := w.Code == first.Code && w.Name == first.Name
			if same {
				langs = append(langs, languageName(w.Lang))
			}
			return same
		})
		lines = append(lines, kit.T("phrases.warning."+first.Code, "name", "{"+first.Name+"}", "language", strings.Join(langs, kit.T("phrases.comma"))))
	}
	return strings.Join(lines, "\n")
}

// save keeps the phrase.
func (p *Page) save() {
	e := p.editor
	if e == nil || e.busy {
		return
	}
	if !e.dirty() && e.was.ID != "" {
		p.closeEditor()
		return
	}
	for _, f := range e.fields {
		f.Clear()
	}
	e.busy = true
	var kept phrases.Phrase
	kit.Do(p.d.Shell, "", func(ctx context.Context) (err error) {
		kept, err = p.d.Library.Save(context.WithoutCancel(ctx), e.is())
		return err
	}, func(back kit.Back, err error) {
		e.busy = false
		if err != nil {
			e.refused(err)
			return
		}
		p.closeEditor()
		p.chosen = kept.ID
		p.again()
		kit.Did(p.d.Shell, kit.T("phrases.saved", "title", phrases.Pick(kept.Titles, kit.Language())), back)
	})
}

// refused says what is wrong at its field.
func (e *editor) refused(err error) {
	for code, f := range e.fields {
		if fault.Is(err, code) {
			sentence, hint := kit.FaultText(err)
			f.SetError(strings.TrimSpace(sentence + " " + hint))
			e.body.Refresh()
			return
		}
	}
	e.p.d.Shell.ShowError(err)
}

// cancel leaves the editor, and asks where something was written.
func (p *Page) cancel() { p.leave(nil) }

// leave closes the editor and goes on to what comes next.
func (p *Page) leave(next func()) {
	away := func() {
		p.closeEditor()
		p.find() // the phrase may be gone meanwhile
		p.sheet.show(p.phrase())
		if next != nil {
			next()
		}
	}
	if !p.editor.dirty() {
		away()
		return
	}
	p.d.Shell.Confirm(kit.T("phrases.discard.title"), kit.T("phrases.discard.body"), kit.T("phrases.discard"), true, away)
}

func (p *Page) closeEditor() {
	p.editor = nil
	p.middle.Objects = []fyne.CanvasObject{p.sheet.object}
	p.middle.Refresh()
}

// Leaving implements kit.Leaver: what is being written is kept for when the page
// is shown again.
func (p *Page) Leaving() {
	if p.editor != nil && p.editor.dirty() && p.d.Drafts != nil {
		p.d.Drafts[p.editor.was.ID] = p.editor.is()
	}
}

// Dropped implements kit.DropTarget: files go with the phrase that is shown.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) {
	p.on(func(f phrases.Phrase) {
		if paths := uievidence.Paths(uris); len(paths) > 0 && !f.Trashed {
			p.keepFiles(f, paths)
		}
	})
}
