// Package agenda sets what is due on one sheet of paper, to be ticked off with
// a pen.
package agenda

import (
	"strconv"
	"strings"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/dossier/block"
)

// Input is what the sheet is made from. At gives the zone of its times.
type Input struct {
	Board  deadlines.Board
	At     time.Time
	Texts  words.Texts // of the sheet's language
	Lang   string      // as the file names it: "zh-CN", "en"
	Paper  string      // "a4", "letter"
	Author string
	Rows   int // most items; what is left out is counted
}

// Compose writes the sheet. It is the seller's own and names buyers.
func Compose(in Input) block.Document {
	t := in.Texts
	day := in.At.Format(time.DateOnly) + " " + t("due.day."+count(int(in.At.Weekday()+6)%7+1))
	title := t("agenda.title", "day", day)
	doc := block.Document{
		Paper: in.Paper, Lang: in.Lang, Title: title, Author: in.Author, Subject: title,
		Foot: t("agenda.foot", "time", in.At.Format("2006-01-02 15:04")), Created: in.At.Format("D:20060102150405-0700"),
		Blocks: []block.Block{block.Opening{Title: title, Sub: summary(in)}},
	}
	room, heads := in.Rows, true // the columns are named once: a sheet has little room
	for _, g := range in.Board.Groups {
		if g.Total == 0 || room <= 0 {
			continue
		}
		n := min(len(g.Items), room)
		room -= n
		doc.Blocks = append(doc.Blocks, block.Header{Text: t("today.section."+string(g.Section)) + "  " + count(g.Total)}, in.table(g.Section, g.Items[:n], heads))
		heads = false
	}
	if left := total(in.Board) - (in.Rows - room); left > 0 {
		doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Muted, t("agenda.more", "count", count(left))), Above: 6})
	}
	if total(in.Board) == 0 {
		doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Body, t("today.none")), Above: 10})
	}
	return doc
}

// summary counts the sections in one line.
func summary(in Input) string {
	s := ""
	for _, g := range in.Board.Groups {
		if g.Total == 0 {
			continue
		}
		if s != "" {
			s += " · "
		}
		s += in.Texts("today.section."+string(g.Section)) + " " + count(g.Total)
	}
	return s
}

// table is a section: a box to tick, when it is for the seller and for the buyer,
// what, and whose.
func (in Input) table(section deadlines.Section, items []deadlines.Item, heads bool) block.Table {
	t := in.Texts
	out := block.Table{Columns: []block.Column{
		{Head: "", Width: 16},
		{Head: t("agenda.when"), Width: 92},
		{Head: t("agenda.what"), Grow: 5},
		{Head: t("agenda.case"), Grow: 4},
		{Head: t("agenda.note"), Grow: 2},
	}}
	for n := range out.Columns {
		if !heads {
			out.Columns[n].Head = ""
		}
	}
	for _, i := range items {
		when := block.Say(block.Figure, t.Moment(i.Due, in.At))
		if b := t.Buyer(i.Due, in.At, i.Zone); b != "" {
			when = append(when, block.Span{Tone: block.Small, Text: "\n" + b})
		}
		what := block.Say(block.Body, shortened(t.Title(i)))
		left := t.Left(i, in.At)
		if send := in.send(section, i); send != "" {
			left += " · " + send
		}
		if left != "" {
			what = append(what, block.Span{Tone: block.Small, Text: "\n" + left})
		}
		out.Rows = append(out.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Body, "□")}, {Text: when}, {Text: what},
			{Text: block.Say(block.Body, t.Who(i, true))}, {Text: block.Say(block.Body, "")},
		}})
	}
	return out
}

// send says when an item is to be sent that stands under today without being due
// today.
func (in Input) send(s deadlines.Section, i deadlines.Item) string {
	at, last := i.SendBy.In(in.At.Location()), i.Due.In(in.At.Location())
	switch {
	case s != deadlines.SectionToday, i.SendBy.IsZero(), last.Format(time.DateOnly) == in.At.Format(time.DateOnly):
		return ""
	case at.After(in.At):
		return in.Texts("due.send_by", "time", in.Texts.Moment(at, in.At))
	}
	return in.Texts("today.send_now")
}

func total(b deadlines.Board) (n int) {
	for _, g := range b.Groups {
		n += g.Total
	}
	return n
}

// longest is how many characters of a title are printed.
const longest = 80

func shortened(s string) string {
	if r := []rune(s); len(r) > longest {
		return strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	return s
}

func count(n int) string { return strconv.Itoa(n) }
