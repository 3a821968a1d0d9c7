package replies

import (
	"slices"
	"strings"

	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/ui/kit"
)

// askLang lets the seller choose the language of the reply. Phrases that stand
// as they were put in follow it.
func (p *Page) askLang() {
	var items []choice
	for _, lang := range phrases.Spoken() {
		items = append(items, choice{langName(lang), lang == p.draft.Lang, func() { p.speak(lang) }})
	}
	p.menu(p.langs, items)
}

func (p *Page) askTone() {
	items := []choice{{kit.T("replies.tone.all"), p.tone == "", func() { p.toned("") }}}
	for _, t := range p.d.Library.Tones() {
		items = append(items, choice{name(t.Names), p.tone == t.ID, func() { p.toned(t.ID) }})
	}
	p.menu(p.tones, items)
}

func (p *Page) toned(tone string) {
	p.tone = tone
	p.tellHead()
	p.left.find()
}

// speak goes to another language.
func (p *Page) speak(lang string) {
	if lang == p.draft.Lang || !p.writable() {
		return
	}
	caret := p.translate(lang)
	p.tellHead()
	p.editor.write(caret)
	p.acted()
	p.left.find()
	if n := len(p.foreign()); n > 0 {
		p.d.Shell.Toast(kit.T("replies.foreign.count", "count", kit.Count(n), "lang", langName(lang)))
	}
}

// foreign are the phrases in the text that its language has no words for: they stay
// as they were put in when the language changes, and the seller may not see it.
func (p *Page) foreign() (all []replies.Piece) {
	for _, c := range p.draft.Pieces {
		if f, ok := p.d.Library.Get(c.Phrase); ok && f.Texts[p.draft.Lang] == "" && !p.draft.Changed(c) {
			all = append(all, c)
		}
	}
	return all
}

// translate puts the phrases of the text into the language of the page, where
// nothing was changed in them and the phrase has it, and returns where the text
// ends.
func (p *Page) translate(lang string) int {
	old, is := p.draft, p.draft
	is.Lang, is.Text, is.Pieces, is.Places = lang, "", nil, nil
	last := 0
	for _, c := range old.Pieces {
		is.Text += old.Text[last:c.Start]
		last = c.End
		f, ok := p.d.Library.Get(c.Phrase)
		start := len(is.Text)
		if ok && f.Texts[lang] != "" && !old.Changed(c) {
			c.Was, c.Beside = f.Texts[lang], f.Texts[kit.Chinese]
			if lang == kit.Chinese {
				c.Beside = ""
			}
			is.Text += c.Was
		} else {
			is.Text += old.Text[c.Start:c.End]
		}
		c.Start, c.End = start, len(is.Text)
		is.Pieces = append(is.Pieces, c)
	}
	is.Text += old.Text[last:]
	p.draft = is.Refresh(p.values())
	return len(p.draft.Text)
}

// values are what the case knows for placeholders, by language.
func (p *Page) values() replies.Values { return p.state.desk.Values }

// steps are the groups of the phrases in the text.
func (p *Page) steps() []string {
	var out []string
	for _, c := range p.draft.Pieces {
		if c.Group != "" && !slices.Contains(out, c.Group) {
			out = append(out, c.Group)
		}
	}
	return out
}

// search looks for phrases: a search goes through all steps, and without one
// those of a step are shown that have a text in the language of the reply.
func (p *Page) search(text, step string) []phrases.Phrase {
	c := p.state.c
	q := phrases.Query{Text: text, Near: phrases.Near{
		Group: step, Category: c.Category, Stage: string(c.Stage), Platform: c.Platform, Lang: p.draft.Lang,
		About: p.state.about(),
	}}
	if strings.TrimSpace(text) == "" {
		q.Group, q.Lang = step, p.draft.Lang
	}
	return slices.DeleteFunc(p.d.Library.Search(q), func(f phrases.Phrase) bool { return p.tone != "" && f.Tone != p.tone })
}

// countText tells how often a phrase was used, and whether it is a favourite.
func (p *Page) countText(f phrases.Phrase) string {
	var parts []string
	if n := p.state.stats[f.ID].Count; n > 0 {
		parts = append(parts, kit.T("replies.used", "count", kit.Count(n)))
	}
	if f.Favourite {
		parts = append(parts, "★")
	}
	return strings.Join(parts, " · ")
}

// fillKnown fills gaps that were typed by name and whose value is known.
func (p *Page) fillKnown() {
	known := p.values()[p.draft.Lang]
	if !slices.ContainsFunc(p.missing(), func(id string) bool { return strings.TrimSpace(known[id]+p.draft.Typed[id]) != "" }) {
		return
	}
	was, caret := p.draft.Text, p.editor.caret()
	p.draft = p.draft.Refresh(p.values())
	p.editor.write(caret + len(p.draft.Text) - len(was))
}
