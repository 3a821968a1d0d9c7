package replies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// editor is the text with its marks: values green, gaps amber, findings by how
// much they weigh.
type editor struct {
	p     *Page
	entry *kit.MarkedEntry
	note  *kit.Text
	marks []mark
	quiet bool // the program writes, not the seller
}

// mark is what a range of the text, in bytes, says.
type mark struct {
	start, end int
	tone       kit.Tone
	gap        string // name of the placeholder
	says       string
}

func newEditor(p *Page) *editor {
	e := &editor{p: p, entry: kit.NewMarkedEntry(6), note: kit.Small(" ").Clamped(2)}
	e.entry.SetPlaceHolder(kit.T("replies.text.placeholder"))
	e.entry.OnChanged = func(text string) {
		if !e.quiet {
			p.typedText(text)
		}
	}
	e.entry.OnHovered, e.entry.OnCaret = e.say, e.say
	e.entry.OnRune = func(r rune) bool {
		if r == '/' && e.lineEmpty() {
			p.left.focus()
			return true
		}
		return false
	}
	e.entry.OnUndo = p.takeBack
	e.entry.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyEscape {
			p.canvas().Unfocus()
			return true
		}
		return false
	}
	return e
}

// lineEmpty tells whether the caret stands in a line without words, where a
// stroke asks for a phrase.
func (e *editor) lineEmpty() bool {
	text, at := e.entry.Text, e.entry.Caret()
	head, tail := text[:at], text[at:]
	return strings.TrimSpace(head[strings.LastIndex(head, "\n")+1:]) == "" &&
		(tail == "" || strings.HasPrefix(tail, "\n"))
}

// caret is where the caret stands in the raw text.
func (e *editor) caret() int { return e.p.words.rawAt(e.entry.Text).of(e.entry.Caret()) }

// write shows the text of the page, with the caret at a byte of the raw one.
// The seller can take it back as typing.
func (e *editor) write(caret int) {
	shown := e.p.words.show(e.p.draft.Text)
	at := e.p.words.shownAt(e.p.draft.Text).of(caret)
	e.quiet = true
	if shown != e.entry.Text {
		e.entry.Replace(shown, at)
	} else {
		e.entry.SetCaret(at)
	}
	e.quiet = false
}

// set shows another text from its end, without a way back.
func (e *editor) set(raw string) {
	e.quiet = true
	e.entry.SetText(e.p.words.show(raw))
	e.quiet = false
	e.entry.SetCaret(len(e.entry.Text))
}

// paint marks the text anew.
func (e *editor) paint() {
	p := e.p
	at := p.words.shownAt(p.draft.Text)
	var all []mark
	for _, f := range p.findings {
		if f.Start < f.End {
			all = append(all, mark{start: f.Start, end: f.End, tone: toneOf(f.Severity), says: f.Message(kit.Language())})
		}
	}
	findings := len(all)
	for _, m := range token.FindAllStringSubmatchIndex(p.draft.Text, -1) {
		if id := p.draft.Text[m[2]:m[3]]; p.words.known(id) {
			all = append(all, mark{start: m[0], end: m[1], tone: kit.ToneSoon, gap: id, says: kit.T("replies.mark.gap", "name", p.words.name(id))})
		}
	}
	for _, v := range p.draft.Places {
		all = append(all, mark{start: v.Start, end: v.End, tone: kit.ToneGood, says: kit.T("replies.mark.value", "name", p.words.name(v.Name))})
	}
	e.marks = flat(all, findings)
	marks := make([]kit.Mark, len(e.marks))
	for i := range e.marks {
		m := &e.marks[i]
		marks[i] = kit.Mark{Start: at.of(m.start), End: at.of(m.end), Tone: m.tone}
	}
	e.entry.SetMarks(marks)
	if says := e.note.Text(); !slices.ContainsFunc(e.marks, func(m mark) bool { return m.says == says }) {
		e.say(-1) // what it told of is mended, or let stand
	}
}

// flat puts marks in order. Where two overlap, gaps go before findings, and
// those before values: of the first so many are findings.
func flat(all []mark, findings int) []mark {
	rank := func(i int) int {
		switch {
		case all[i].gap != "":
			return 0
		case i < findings && all[i].tone == kit.ToneLate:
			return 1
		case i < findings:
			return 2
		}
		return 3
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank(a) - rank(b) })
	var out []mark
	for _, i := range order {
		m := all[i]
		if m.start < m.end && !slices.ContainsFunc(out, func(o mark) bool { return m.start < o.end && o.start < m.end }) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b mark) int { return a.start - b.start })
	return out
}

func toneOf(s check.Severity) kit.Tone {
	switch s {
	case check.Block:
		return kit.ToneLate
	case check.Warn:
		return kit.ToneSoon
	}
	return kit.ToneInfo
}

// say tells below the text what a mark is about.
func (e *editor) say(i int) {
	text, ink := " ", theme.ColorMuted
	if i >= 0 && i < len(e.marks) {
		text = e.marks[i].says
		if e.marks[i].tone == kit.ToneLate {
			ink = theme.ColorLate
		}
	}
	e.note.Colored(ink).SetText(text)
}

// insert puts a phrase where the caret is.
func (p *Page) insert(f phrases.Phrase) {
	if !p.writable() {
		return
	}
	if lang := p.draft.Lang; f.Texts[lang] == "" {
		p.d.Shell.Toast(kit.T("replies.no_text", "lang", langName(lang)))
		return
	}
	p.insertPart(replies.Part{Phrase: f.ID, Group: f.Group, Texts: f.Texts, Files: filesOf(f)})
}

// insertPart puts a part where the caret is.
func (p *Page) insertPart(part replies.Part) {
	was := p.draft.Text
	draft, end := p.draft.Insert(p.editor.caret(), part, p.values())
	p.draft = draft
	p.followFindings(changeOf(was, draft.Text))
	p.editor.write(end)
	p.acted()
	p.left.guide(p.steps())
}

// typedText takes what the seller typed.
func (p *Page) typedText(shown string) {
	if !p.made {
		return
	}
	was, lang := p.draft.Text, p.draft.Lang
	if d, ok := p.past.back(p.words.read(shown), p.draft); ok && p.editor.entry.Undoing() {
		p.draft = d
	} else {
		p.draft = p.draft.Edit(p.words.read(shown))
	}
	if p.draft.Lang != lang {
		p.tellHead()
		p.left.find()
	}
	p.followFindings(changeOf(was, p.draft.Text))
	if p.words.show(p.draft.Text) != shown { // a placeholder that was typed by its id
		p.editor.write(len(p.words.read(shown[:p.editor.entry.Caret()])))
	}
	p.editor.paint() // marks keep to their letters
	p.changed()
}
