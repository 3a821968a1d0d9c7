package phrases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
)

// picked is a choice of one of a list; none has no id.
type picked struct {
	id  string
	box *widget.Select
}

// newPicked offers choices, and none where that is named.
func newPicked(all []choice, id, none string, changed func()) *picked {
	if none != "" {
		all = append([]choice{{"", none}}, all...)
	}
	p := &picked{id: id}
	names := make([]string, len(all))
	at := 0
	for i, c := range all {
		names[i] = c.name
		if c.id == id {
			at = i
		}
	}
	p.box = widget.NewSelect(names, nil)
	p.box.SetSelectedIndex(at)
	p.box.OnChanged = func(string) {
		if i := p.box.SelectedIndex(); i >= 0 {
			p.id = all[i].id
			changed()
		}
	}
	return p
}

func groupChoices(all []phrases.Group) []choice {
	out := make([]choice, len(all))
	for i, g := range all {
		out[i] = choice{g.ID, name(g.Names)}
	}
	return out
}

// build makes the fields and fills them.
func (e *editor) build(f phrases.Phrase) {
	d := e.p.d
	e.filling = true
	e.words = map[string]map[string]*kit.LongEntry{partTitle: {}, partWhen: {}, partNot: {}, partText: {}}
	title := kit.T("phrases.new")
	if e.was.ID != "" {
		title = kit.T("phrases.editing", "title", phrases.Pick(e.was.Titles, kit.Language()))
	}
	e.body.Objects = nil
	e.body.Add(kit.Title(title).Wrapped())
	if e.was.ID != "" && !e.was.Own {
		e.body.Add(kit.Muted(kit.T("phrases.editing.starter")).Wrapped())
	}
	e.body.Add(e.pair(partTitle, f.Titles, 1, "phrase.title"))
	e.body.Add(e.pair(partText, f.Texts, 6, "phrase.empty", "phrase.long"))
	e.body.Add(e.placeholders())
	e.body.Add(e.warnings)
	var others []fyne.CanvasObject
	for _, lang := range e.langs {
		if lang != kit.Chinese && lang != kit.English {
			others = append(others, e.field(partText, lang, f.Texts[lang], 5))
		}
	}
	if len(others) > 0 {
		e.body.Add(kit.Columns(2, 12, others...))
	}
	e.body.Add(e.addLanguage())
	e.body.Add(e.pair(partWhen, f.When, 2))
	e.body.Add(e.pair(partNot, f.Not, 2))
	none := kit.T("phrases.field.none")
	e.group = newPicked(groupChoices(d.Library.Groups()), f.Group, "", e.changed)
	e.tone = newPicked(groupChoices(d.Library.Tones()), f.Tone, "", e.changed)
	e.category = newPicked(d.categories(), f.Category, none, e.changed)
	e.stage = newPicked(terms(d.Lists.Stages), f.Stage, none, e.changed)
	e.platform = newPicked(terms(d.Lists.Platforms), f.Platform, none, e.changed)
	e.shortcut = kit.NewEntry()
	e.shortcut.SetText(f.Shortcut)
	e.shortcut.SetPlaceHolder(";late")
	e.shortcut.OnChanged = func(string) { e.changed() }
	short := kit.NewField(kit.T("phrases.field.shortcut"), false, e.shortcut).WithHint(kit.T("phrases.field.shortcut.hint"))
	for _, code := range []string{"phrase.shortcut.taken", "phrase.shortcut.blank", "phrase.shortcut.length"} {
		e.fields[code] = short
	}
	e.body.Add(kit.Columns(3, 12,
		kit.NewField(kit.T("phrases.field.group"), true, e.group.box), kit.NewField(kit.T("phrases.field.tone"), true, e.tone.box), short,
		kit.NewField(kit.T("phrases.field.category"), false, e.category.box), kit.NewField(kit.T("phrases.field.stage"), false, e.stage.box),
		kit.NewField(kit.T("phrases.field.platform"), false, e.platform.box)))
	e.filling = false
}

// pair are the fields of one part in both languages that the library has, the
// seller's at the left.
func (e *editor) pair(part string, texts map[string]string, rows int, codes ...string) fyne.CanvasObject {
	second := kit.English
	if kit.Language() == kit.English {
		second = kit.Chinese
	}
	first := e.field(part, kit.Language(), texts[kit.Language()], rows)
	for _, code := range codes {
		e.fields[code] = first
	}
	return kit.Columns(2, 12, first, e.field(part, second, texts[second], rows))
}

// field is one text in one language.
func (e *editor) field(part, lang, text string, rows int) *kit.Field {
	entry := kit.NewLongEntry(rows)
	entry.SetText(text)
	entry.OnChanged = func(string) { e.changed() }
	switch part {
	case partTitle:
		entry.MultiLine, entry.Wrapping = false, fyne.TextWrap(fyne.TextTruncateClip)
	case partText:
		entry.OnCursorChanged = func() { e.last = entry }
		if e.last == nil || lang == kit.Language() {
			e.last = entry
		}
	}
	e.words[part][lang] = entry
	return kit.NewField(kit.T("phrases.field.of", "field", kit.T("phrases.field."+part), "language", languageName(lang)), false, entry)
}

// placeholders are the names that a tap writes where the seller is writing.
func (e *editor) placeholders() fyne.CanvasObject {
	row := kit.Flow(4, kit.Small(kit.T("phrases.insert")).Whole())
	for _, h := range e.p.d.Library.Placeholders() {
		row.Add(kit.NewChip(name(h.Names), kit.ToneNeutral, func() {
			to := e.last
			to.TypedShortcut(&fyne.ShortcutPaste{Clipboard: insertion("{" + h.ID + "}")})
			e.p.d.Shell.Window().Canvas().Focus(to)
		}))
	}
	return row
}

// insertion is put into a text as a paste would, so that they can be undone there.
type insertion string

// Content implements fyne.Clipboard.
func (w insertion) Content() string { return string(w) }

// SetContent implements fyne.Clipboard.
func (insertion) SetContent(string) {}

// addLanguage offers the languages that the phrase is not written in.
func (e *editor) addLanguage() fyne.CanvasObject {
	var items []*fyne.MenuItem
	for _, l := range phrases.Spoken() {
		if e.words[partText][l] == nil {
			items = append(items, fyne.NewMenuItem(languageName(l), func() {
				is := e.is()
				e.langs = append(e.langs, l)
				e.build(is)
				e.body.Refresh()
				e.p.d.Shell.Window().Canvas().Focus(e.words[partText][l])
			}))
		}
	}
	if len(items) == 0 {
		return kit.Spacer(0, 0)
	}
	var add *kit.Button
	add = kit.NewQuiet(kit.T("phrases.lang.add"), func() { e.p.menu(add, items...) })
	return kit.HBox(0, add)
}
