package letters

import (
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/letter"
	"casefolio/ui/kit"
)

// fill shows the letter as it would be set and says what it lacks.
func (p *Page) fill() {
	if !p.made {
		return
	}
	f := p.state.desk.Fill(p.letter())
	p.preview.Set(p.spans(f))
	for id, field := range p.inputs {
		hint := ""
		if slices.Contains(f.Missing, id) {
			hint = kit.T("letters.fact.missing")
		}
		field.WithHint(hint)
	}
	p.tellGaps(f)
	p.tellKept()
	p.column.Refresh() // the text may take another height now
}

// spans are the pieces of a letter with their colours: facts and exhibits
// green, a missing fact amber, a reference to nothing red.
func (p *Page) spans(f letter.Filled) []kit.Span {
	var out []kit.Span
	if f.Head.Date != "" {
		out = append(out, kit.Span{Text: f.Head.Date + "\n\n"})
	}
	for _, piece := range f.Pieces {
		switch piece.Kind {
		case letter.Plain:
			out = append(out, marked(plain(piece.Text), f.Naming)...)
		case letter.List:
			out = append(out, kit.Span{Text: piece.Text})
		case letter.MissingValue:
			out = append(out, kit.Span{Text: "{" + p.factName(piece.Name) + "}", Marked: true, Tone: kit.ToneSoon})
		case letter.EmptyExhibit:
			out = append(out, kit.Span{Text: "{" + p.evidenceName(piece.Name) + "}", Marked: true, Tone: kit.ToneLate})
		default:
			out = append(out, kit.Span{Text: piece.Text, Marked: true, Tone: kit.ToneGood})
		}
	}
	return out
}

// marked is a text in which words that must not be told stand in red, as far as
// they are written in the same letters.
func marked(text string, words []string) []kit.Span {
	for _, word := range words {
		any, err := regexp.Compile("(?i)" + regexp.QuoteMeta(word))
		if err != nil {
			continue // no text that can be looked for
		}
		if at := any.FindStringIndex(text); at != nil && at[0] < at[1] {
			found := kit.Span{Text: text[at[0]:at[1]], Marked: true, Tone: kit.ToneLate}
			return append(append(marked(text[:at[0]], words), found), marked(text[at[1]:], words)...)
		}
	}
	if text == "" {
		return nil
	}
	return []kit.Span{{Text: text}}
}

// plain leaves out the sign of the subject.
func plain(text string) string {
	return strings.ReplaceAll(strings.TrimPrefix(text, "# "), "\n# ", "\n")
}

func (p *Page) factName(id string) string {
	for _, h := range p.d.Letters.Placeholders() {
		if h.ID == id {
			return name(h.Names)
		}
	}
	return id
}

func (p *Page) evidenceName(keys string) string {
	if keys == "exhibits" {
		return kit.T("letter.exhibits")
	}
	return p.state.desk.Name(keys, kit.Language())
}

// tellGaps names what keeps the letter from being set.
func (p *Page) tellGaps(f letter.Filled) {
	words := " "
	switch {
	case len(f.Naming) > 0:
		words = kit.T("letters.naming", "words", strings.Join(f.Naming, kit.T("letters.comma")))
	case !f.Ready():
		words = kit.T("letters.gaps", "names", strings.Join(p.state.desk.Gaps(f, kit.Language()), kit.T("letters.comma")))
	}
	p.gaps.SetText(words)
	p.drop.Hidden = len(f.Empty) == 0
	p.middle.Refresh()
}

// tellKept says whether the letter is kept.
func (p *Page) tellKept() {
	switch {
	case p.was.ID == "" && !p.dirty():
		p.status.SetText(kit.T("letters.status.draft"))
	case p.dirty() && p.raw() == p.aside.Text && sameValues(p.values, p.aside.Values):
		p.status.SetText(kit.T("letters.status.aside"))
	case p.dirty():
		p.status.SetText(kit.T("letters.status.changed"))
	default:
		p.status.SetText(kit.T("letters.status.kept", "time", p.was.UpdatedAt.Format("2006-01-02 15:04")))
	}
	p.badges[1].Set("", kit.ToneInfo)
	if p.was.ID != "" {
		p.badges[1].Set(kit.T("letters.kept"), kit.ToneInfo)
	}
	p.remove.Hidden = p.was.ID == ""
	p.remove.Refresh()
}

// words hands a text to the entry by the way of the clipboard, the one that the
// toolkit can take back.
type words string

func (w words) Content() string { return string(w) }
func (words) SetContent(string) {}

// worded is a text as the seller edits it, its tokens in the seller's language.
func (p *Page) worded(text string) string { return p.state.desk.Show(text, p.base, kit.Language()) }

// raw is what the seller edits, with its tokens.
func (p *Page) raw() string { return p.state.desk.Read(p.text.Text, p.base, kit.Language()) }

// write puts another text in the place of the whole; the seller can undo it.
func (p *Page) write(text string) {
	p.text.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.text.TypedShortcut(&fyne.ShortcutPaste{Clipboard: words(p.worded(text))})
}

// insert puts a token where the cursor is.
func (p *Page) insert(token string) {
	p.text.TypedShortcut(&fyne.ShortcutPaste{Clipboard: words(p.worded(token))})
	p.d.Shell.Window().Canvas().Focus(p.text)
}

// toTemplate begins again from the template.
func (p *Page) toTemplate() {
	if !p.made || p.reset.Disabled() {
		return
	}
	before, again := p.raw(), p.state.desk.Compose(p.values).Text
	if before == again {
		p.d.Shell.Toast(kit.T("letters.reset.same"))
		return
	}
	p.write(again)
	p.d.Shell.Toast(kit.T("letters.reset.done"), kit.Action{Label: kit.T("letters.undo"), Do: func() { p.write(before) }})
}

// dropEmpty takes out the sentences that refer to exhibits which are not there.
func (p *Page) dropEmpty() {
	before := p.raw()
	p.write(p.state.desk.WithoutEmpty(p.letter()).Text)
	p.d.Shell.Toast(kit.T("letters.dropped"), kit.Action{Label: kit.T("letters.undo"), Do: func() { p.write(before) }})
}
