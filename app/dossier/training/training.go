// Package training sets the phrase library on paper, to be read and learned: a
// chapter for each step of the conversation, each phrase with when to use it and
// when not, and its Chinese beside the text in the buyer's language.
package training

import (
	"strconv"
	"strings"
	"time"

	"casefolio/app/dossier/block"
	"casefolio/app/phrases"
)

// Chapter is a group with what is printed of it.
type Chapter struct {
	Group   phrases.Group
	Phrases []phrases.Phrase
}

// Input is what the sheet is made from.
type Input struct {
	Chapters     []Chapter
	Tones        []phrases.Group
	Placeholders []phrases.Placeholder
	Lang         string // of the headings and of the advice: "zh", "en"
	Buyer        string // language of the texts; where one is not written in it, the English stands for it
	Shop, Author string
	Paper        string // "a4", "letter"
	At           time.Time
	Texts        func(key string, pairs ...string) string // in Lang
}

// beside stands next to the text in the buyer's language.
const beside = "zh"

// Compose writes the sheet.
func Compose(in Input) block.Document {
	t := in.Texts
	title := t("training.title")
	doc := block.Document{
		Paper: in.Paper, Lang: t("dossier.lang"), Title: title, Author: in.Author, Subject: title,
		Head: title, Number: in.Shop, Foot: t("training.foot"), Made: in.At.Format(time.DateOnly), Created: in.At.Format("D:20060102150405-0700"),
	}
	total := 0
	for _, c := range in.Chapters {
		total += len(c.Phrases)
	}
	langs := t("training.lang." + in.Buyer)
	if in.Buyer != beside {
		langs = t("training.both", "buyer", langs, "beside", t("training.lang."+beside))
	}
	sub := []string{t("training.count", "count", count(total)), langs, in.At.Format(time.DateOnly)}
	if in.Shop != "" {
		sub = append([]string{in.Shop}, sub...)
	}
	doc.Blocks = append(doc.Blocks, block.Opening{Title: title, Sub: strings.Join(sub, " · ")})
	if total == 0 {
		doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Body, t("training.none")), Above: 10})
		return doc
	}
	doc.Blocks = append(doc.Blocks, in.guide()...)
	no := 0
	for _, c := range in.Chapters {
		if len(c.Phrases) > 0 {
			no++
			doc.Blocks = append(doc.Blocks, in.chapter(no, c)...)
		}
	}
	return doc
}

// guide is how to use the sheet, and the chapters with their pages.
func (in Input) guide() []block.Block {
	t := in.Texts
	toc := block.Table{Columns: []block.Column{
		{Head: "", Width: 28, Right: true}, {Head: t("training.step"), Grow: 1},
		{Head: t("training.phrases"), Width: 60, Right: true}, {Head: t("training.page"), Width: 60, Right: true},
	}}
	no := 0
	for _, c := range in.Chapters {
		if len(c.Phrases) == 0 {
			continue
		}
		no++
		toc.Rows = append(toc.Rows, block.Row{Target: mark(no), Cells: []block.Cell{
			{Text: block.Say(block.Figure, count(no))}, {Text: block.Say(block.Body, c.Group.Names[in.Lang])},
			{Text: block.Say(block.Figure, count(len(c.Phrases)))}, {PageOf: mark(no)},
		}})
	}
	return []block.Block{block.Paragraph{Text: block.Say(block.Muted, t("training.guide"))}, toc}
}

func mark(no int) string { return "chapter-" + count(no) }

func (in Input) chapter(no int, c Chapter) []block.Block {
	name := count(no) + "  " + c.Group.Names[in.Lang]
	all := []block.Block{block.Header{Text: name, Marks: []block.Mark{{Name: mark(no), Title: name}}, Running: name}}
	for n, p := range c.Phrases {
		all = append(all, in.about(count(no)+"."+count(n+1), p), in.texts(p, n == 0))
	}
	return all
}

// about is what to know of a phrase; it stays on the page of its text.
func (in Input) about(no string, p phrases.Phrase) block.Paragraph {
	about := block.Text{{Tone: block.Strong, Text: no + "  " + phrases.Pick(p.Titles, in.Lang)}}
	if marks := in.marks(p); marks != "" {
		about = append(about, block.Span{Tone: block.Small, Text: "   " + marks})
	}
	for _, advice := range []struct {
		key   string
		texts map[string]string
	}{{"training.when", p.When}, {"training.not", p.Not}} {
		if words := phrases.Pick(advice.texts, in.Lang); words != "" {
			about = append(about, block.Span{Tone: block.Small, Text: "\n" + in.Texts(advice.key, "words", words)})
		}
	}
	return block.Paragraph{Text: about, Keep: true, Above: 4}
}

// texts are the languages side by side. Those of the first phrase of a chapter
// are named.
func (in Input) texts(p phrases.Phrase, heads bool) block.Table {
	out := block.Table{Columns: []block.Column{{Grow: 1}}}
	said := []block.Cell{{Text: in.said(p, in.Buyer)}}
	if in.Buyer != beside {
		out.Columns = append(out.Columns, block.Column{Grow: 1})
		said = append(said, block.Cell{Text: in.said(p, beside)})
	}
	if heads && in.Buyer != beside {
		out.Columns[0].Head, out.Columns[1].Head = in.Texts("training.lang."+in.Buyer), in.Texts("training.lang."+beside)
	}
	out.Rows = []block.Row{{Cells: said}}
	return out
}

// marks are the tone and the shortcut.
func (in Input) marks(p phrases.Phrase) string {
	var all []string
	for _, tone := range in.Tones {
		if tone.ID == p.Tone {
			all = append(all, tone.Names[in.Lang])
		}
	}
	if p.Shortcut != "" {
		all = append(all, in.Texts("training.shortcut", "shortcut", p.Shortcut))
	}
	return strings.Join(all, " · ")
}

// said is the text in a language with the names of its placeholders; where it is
// not written in it, in another one, which is named.
func (in Input) said(p phrases.Phrase, lang string) block.Text {
	is := lang
	for _, other := range append([]string{lang, "en"}, phrases.Spoken()...) {
		if is = other; p.Texts[other] != "" {
			break
		}
	}
	if is != lang && lang == beside { // no Chinese: the text itself stands there already
		return block.Say(block.Muted, in.Texts("training.no_beside"))
	}
	text := block.Say(block.Body, in.named(p.Texts[is], is))
	if is != lang {
		text = append(block.Text{{Tone: block.Small, Text: in.Texts("training.instead", "language", in.Texts("training.lang."+is)) + "\n"}}, text...)
	}
	return text
}

// named writes placeholders with their names: {order} becomes {Order number}.
func (in Input) named(text, lang string) string {
	if lang != "zh" {
		lang = "en"
	}
	values := map[string]string{}
	for _, h := range in.Placeholders {
		values[h.ID] = "{" + h.Names[lang] + "}"
	}
	return phrases.Fill(text, values).Text
}

func count(n int) string { return strconv.Itoa(n) }
