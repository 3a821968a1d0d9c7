package phrases

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// sheet shows one phrase as it would be copied, with the values that it needs.
type sheet struct {
	p      *Page
	object *fyne.Container
	lang   string // that is shown
	wanted string // that was chosen last
	phrase phrases.Phrase

	about   *kit.Text
	head    *fyne.Container // what the phrase is and what can be done with it
	tabs    *fyne.Container
	preview *kit.Passage
	other   *kit.Passage
	beside  *kit.Text
	aside   *kit.Card
	fields  *fyne.Container
	files   *fyne.Container
	column  *fyne.Container // all of the sheet
	inputs  map[string]*input
	copy    *kit.Button
	reply   *kit.Button // nil where there is no reply to write
	gaps    *kit.Text
}

// input is the field of one placeholder.
type input struct {
	entry *widget.Entry
	field *kit.Field
}

func newSheet(p *Page) *sheet {
	s := &sheet{
		p: p, lang: kit.English, wanted: kit.English, inputs: map[string]*input{},
		about: kit.Small(""), head: kit.VBox(6), tabs: kit.VBox(0),
		preview: kit.NewPassage(), other: kit.NewPassage(), beside: kit.Small("").Bold(true),
		fields: kit.VBox(10), files: kit.VBox(4), gaps: kit.Small("").Colored(theme.ColorSoon),
	}
	s.copy = kit.NewPrimary(kit.T("phrases.copy"), p.copy).WithKeys(kit.ShortcutLabel(fyne.KeyReturn))
	s.aside = kit.NewCard(kit.VBox(4, s.beside, s.other))
	buttons := kit.Row(12, 1, s.copy, s.gaps)
	if p.d.Reply != nil {
		s.reply = kit.NewButton(kit.T("phrases.reply"), p.reply)
		buttons = kit.Row(12, 2, s.copy, s.reply, s.gaps)
	}
	s.column = kit.VBox(12, kit.VBox(4, s.about, s.head), s.tabs, kit.NewCard(s.preview), buttons, s.fields, s.aside, s.files)
	s.object = container.NewStack(kit.FormScroll(kit.Pad(kit.MaxWidth(s.column, 720), 16, 18, 16, 18)))
	return s
}

// show puts a phrase on the sheet.
func (s *sheet) show(phrase phrases.Phrase) {
	s.phrase = phrase
	if c := s.p.state.c; c.ID == "" {
		s.about.SetText(kit.T("phrases.nocase"))
	} else {
		s.about.SetText(kit.T("phrases.for", "case", strings.Trim(c.Number+" · "+c.Customer, " ·")))
	}
	if s.column.Hidden = phrase.ID == ""; s.column.Hidden {
		s.column.Refresh()
		return
	}
	if s.reply != nil {
		s.reply.Hidden = s.p.state.c.ID == ""
	}
	s.fillHead()
	s.fillTabs()
	s.fillFiles()
	s.fill(true)
}

// languages are those that the phrase has, English before Chinese: buyers mostly
// read English.
func (s *sheet) languages() []string {
	var all []string
	for _, l := range append([]string{kit.English, kit.Chinese}, phrases.Spoken()[2:]...) {
		if s.phrase.Texts[l] != "" {
			all = append(all, l)
		}
	}
	return all
}

// fillTabs makes a tab for each language, and a way to add one.
func (s *sheet) fillTabs() {
	all := s.languages()
	names := make([]string, len(all))
	for i, l := range all {
		names[i] = languageName(l)
	}
	at := max(0, slices.Index(all, s.wanted))
	s.lang = all[at]
	shown := false
	tabs := kit.NewTabs(names, func(i int) {
		if shown {
			s.lang, s.wanted = all[i], all[i]
			s.fill(true)
		}
	})
	tabs.Select(at)
	shown = true
	s.tabs.Objects = nil
	if len(all) == len(phrases.Spoken()) {
		s.tabs.Add(kit.Row(8, 0, tabs))
	} else {
		var add *kit.Button
		add = kit.NewQuiet(kit.T("phrases.lang.add"), func() { s.addLanguage(add) })
		s.tabs.Add(kit.Row(8, 0, tabs, add))
	}
	s.tabs.Refresh()
}

// addLanguage offers the languages that the phrase has not, to write it in one.
func (s *sheet) addLanguage(at fyne.CanvasObject) {
	var items []*fyne.MenuItem
	for _, l := range phrases.Spoken() {
		if s.phrase.Texts[l] == "" {
			items = append(items, fyne.NewMenuItem(languageName(l), func() { s.p.editIn(l) }))
		}
	}
	s.p.menu(at, items...)
}

// fill writes the texts anew; fields are built again only for another phrase,
// language or case, so that typing keeps its place.
func (s *sheet) fill(fields bool) {
	if s.phrase.ID == "" {
		return
	}
	values := s.p.valuesFor(s.lang)
	filled := s.p.d.Library.Fill(s.phrase, s.lang, values)
	s.set(s.preview, filled)
	other := kit.Chinese
	if s.lang == kit.Chinese {
		other = kit.English
	}
	if s.aside.Hidden = s.phrase.Texts[other] == ""; !s.aside.Hidden {
		s.beside.SetText(kit.T("phrases.beside." + other))
		s.set(s.other, s.p.d.Library.Fill(s.phrase, other, s.p.valuesFor(other)))
	}
	if fields {
		s.buildFields(values)
	}
	s.mark(filled.Missing)
	s.column.Refresh() // the text may take another height now
}

// set shows a filled text: values green, gaps amber and named.
func (s *sheet) set(to *kit.Passage, f phrases.Filled) { to.Set(spans(f, s.label)) }

func spans(f phrases.Filled, label func(string) string) []kit.Span {
	var out []kit.Span
	plain := func(text string) {
		for text != "" {
			at, name := firstGap(text, f.Missing)
			if at > 0 {
				out = append(out, kit.Span{Text: text[:at]})
			}
			if name == "" {
				return
			}
			out = append(out, kit.Span{Text: "{" + label(name) + "}", Marked: true, Tone: kit.ToneSoon})
			text = text[at+len(name)+2:]
		}
	}
	last := 0
	for _, span := range f.Spans {
		plain(f.Text[last:span[0]])
		out = append(out, kit.Span{Text: f.Text[span[0]:span[1]], Marked: true, Tone: kit.ToneGood})
		last = span[1]
	}
	plain(f.Text[last:])
	return out
}

// firstGap finds the first unfilled placeholder in text.
func firstGap(text string, missing []string) (at int, name string) {
	at = len(text)
	for _, m := range missing {
		if i := strings.Index(text, "{"+m+"}"); i >= 0 && i < at {
			at, name = i, m
		}
	}
	return at, name
}

// label is the name of a placeholder in the seller's language.
func (s *sheet) label(id string) string {
	for _, h := range s.p.d.Library.Placeholders() {
		if h.ID == id {
			return name(h.Names)
		}
	}
	return id
}

// buildFields makes an entry for every placeholder of the phrase, gaps first.
func (s *sheet) buildFields(values map[string]string) {
	s.inputs = map[string]*input{}
	s.fields.Objects = nil
	names := s.p.d.Library.Fill(s.phrase, s.lang, nil).Missing
	var gaps, known []fyne.CanvasObject
	for _, id := range names {
		in := s.newInput(id, values[id])
		if strings.TrimSpace(values[id]) == "" {
			gaps = append(gaps, in.field)
		} else {
			known = append(known, in.field)
		}
	}
	if len(names) > 0 {
		s.fields.Add(kit.Heading(kit.T("phrases.values")))
		s.fields.Add(kit.Columns(2, 12, append(gaps, known...)...))
	}
	s.fields.Refresh()
}

func (s *sheet) newInput(id, value string) *input {
	e := widget.NewEntry()
	e.SetText(value)
	in := &input{entry: e, field: kit.NewField(s.label(id), false, e)}
	e.OnChanged = func(text string) {
		s.p.typed[id] = text
		s.fill(false)
	}
	e.OnSubmitted = func(string) { s.askMissing() }
	s.inputs[id] = in
	return in
}

// mark says which values are missing and blocks copying until they are there.
func (s *sheet) mark(missing []string) {
	gap := map[string]bool{}
	labels := make([]string, len(missing))
	for i, id := range missing {
		gap[id] = true
		labels[i] = s.label(id)
	}
	for id, in := range s.inputs {
		hint := ""
		if gap[id] {
			hint = kit.T("phrases.fill")
		}
		in.field.WithHint(hint)
	}
	if len(missing) == 0 {
		s.gaps.SetText("")
		s.copy.Enable()
		return
	}
	s.gaps.SetText(kit.T("phrases.missing", "names", strings.Join(labels, kit.T("phrases.comma"))))
	s.copy.Disable()
}

// askMissing puts the focus on the first gap.
func (s *sheet) askMissing() {
	filled := s.p.d.Library.Fill(s.phrase, s.lang, s.p.valuesFor(s.lang))
	for _, id := range filled.Missing {
		if in := s.inputs[id]; in != nil {
			s.p.d.Shell.Window().Canvas().Focus(in.entry)
			return
		}
	}
}
