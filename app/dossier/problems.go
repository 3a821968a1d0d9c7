package dossier

import (
	"slices"

	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/page"
)

// Code tells why paper does not show something as it is.
type Code string

// The codes.
const (
	Missing  Code = "missing"  // the original is no longer in the vault
	Picture  Code = "picture"  // broken, or of an unknown format
	Unread   Code = "unread"   // its content could not be read
	Long     Code = "long"     // the text is too long to print
	TooLarge Code = "large"    // the original is too large to attach
	Undrawn  Code = "undrawn"  // the picture failed only when it was drawn
	Unbound  Code = "unbound"  // the original could not be attached when the file was written
	NoGlyph  Code = "no_glyph" // characters that no font has, or that are never drawn, stand as boxes
	Unlooked Code = "unlooked" // a picture in a masked paper that nobody looked at for what it shows of people
)

// Codes are all of them.
func Codes() []Code {
	return []Code{Missing, Picture, Unread, Long, TooLarge, Undrawn, Unbound, NoGlyph, Unlooked}
}

// Part is a part of the case itself.
type Part string

// The parts.
const (
	Story   Part = "story"
	Replies Part = "replies"
	Rest    Part = "rest" // facts, timeline, letterhead
)

// Parts are all of them.
func Parts() []Part { return []Part{Story, Replies, Rest} }

// Problem is something that paper cannot show as it is.
type Problem struct {
	Label string // of the exhibit ("E-03"), empty where it is the case itself
	ID    string // of the exhibit
	Part  Part   // of the case, empty where it is an exhibit
	Code  Code
	Count int // characters without a glyph
	Page  int // where it stands, from 1; 0 where it stands nowhere
}

// found gathers the problems of one document.
type found struct {
	in      material
	doc     page.Document
	anchors map[string]int // page, from 1, of each
	all     []Problem
}

// problems lists what paper cannot show: of the exhibits in their order, then
// of the case. broken are the files that failed only while the document was
// written.
func problems(in material, doc page.Document, broken []string) []Problem {
	f := &found{in: in, doc: doc, anchors: map[string]int{}}
	for i, p := range doc.Pages {
		for _, a := range p.Anchors {
			if f.anchors[a.Name] == 0 {
				f.anchors[a.Name] = i + 1
			}
		}
	}
	boxes := boxesOf(doc)
	lost := map[string]bool{}
	for _, path := range broken {
		lost[path] = true
	}
	for i, e := range in.Exhibits {
		if in.codes[i] != "" {
			f.exhibit(e, in.codes[i])
		}
		if in.unlooked[e.Label()] && in.Form != compose.Summary {
			f.exhibit(e, Unlooked)
		}
		switch {
		case e.Original != "" && lost[e.Original]:
			f.exhibit(e, Unbound)
		case lost[e.Path], slices.ContainsFunc(e.Parts, func(p compose.Picture) bool { return lost[p.Path] }):
			f.exhibit(e, Undrawn)
		}
		f.glyphs(boxes, Problem{Label: e.Label(), ID: e.ID, Page: f.page(e.Label())}, f.printed(e)...)
	}
	f.glyphs(boxes, Problem{Part: Story, Page: f.anchors["section.story"]}, in.Case.Story, in.Case.Demand)
	var sent, replies []string
	for _, r := range in.Handling.Replies {
		sent = append(sent, r.Text)
	}
	f.glyphs(boxes, Problem{Part: Replies, Page: f.anchors["section.sent"]}, sent...)
	for _, u := range in.Uses {
		replies = append(replies, u.Text)
	}
	f.glyphs(boxes, Problem{Part: Replies, Page: f.anchors["section.replies"]}, replies...)
	f.rest(boxes)
	return f.all
}

// page is where an exhibit stands; a summary has it in the index alone.
func (f *found) page(label string) int {
	if p := f.anchors[label]; p > 0 {
		return p
	}
	return f.anchors["section.index"]
}

func (f *found) exhibit(e compose.Exhibit, code Code) {
	f.all = append(f.all, Problem{Label: e.Label(), ID: e.ID, Code: code, Page: f.page(e.Label())})
}

// printed are the texts of an exhibit that may stand on paper. The summary has
// its name alone.
func (f *found) printed(e compose.Exhibit) []string {
	all := []string{e.Title, e.FileName}
	if f.in.Form == compose.Summary || e.Fault != "" {
		return all
	}
	all = append(all, e.Text)
	for _, m := range e.Messages {
		all = append(all, m.Sender, m.Body)
	}
	for _, ev := range e.Events {
		all = append(all, ev.Place, ev.Text)
	}
	return all
}

// box is a character that stands as a box: the pages, from 1, and whether a
// text is known that holds it.
type box struct {
	pages []int
	known bool
}

// boxesOf finds the characters that stand as boxes. Nearly always there are
// none.
func boxesOf(doc page.Document) map[rune]*box {
	boxes := map[rune]*box{}
	for _, found := range page.Missing(doc) {
		for _, r := range found.Codes {
			if boxes[r] == nil {
				boxes[r] = &box{}
			}
			boxes[r].pages = append(boxes[r].pages, found.Page)
		}
	}
	return boxes
}

// glyphs adds p with the number of characters of texts that are boxes, and the
// first page from p's own on that shows one.
func (f *found) glyphs(boxes map[rune]*box, p Problem, texts ...string) {
	if len(boxes) == 0 {
		return
	}
	from, first := p.Page, 0
	for _, text := range texts {
		for _, r := range text {
			b := boxes[r]
			if b == nil {
				continue
			}
			p.Count++
			b.known = true
			if at := b.from(from); first == 0 || at < first {
				first = at
			}
		}
	}
	if p.Count > 0 {
		p.Code, p.Page = NoGlyph, first
		f.all = append(f.all, p)
	}
}

// from is the first page from p on that shows the box, or else the first of
// all.
func (b *box) from(p int) int {
	if i, _ := slices.BinarySearch(b.pages, p); i < len(b.pages) {
		return b.pages[i]
	}
	return b.pages[0]
}

// rest tells of boxes that stand in no text that was looked at.
func (f *found) rest(boxes map[rune]*box) {
	p := Problem{Part: Rest, Code: NoGlyph}
	for _, b := range boxes {
		if b.known {
			continue
		}
		p.Count++
		if at := b.pages[0]; p.Page == 0 || at < p.Page {
			p.Page = at
		}
	}
	if p.Count > 0 {
		f.all = append(f.all, p)
	}
}

// labels are the exhibits that cannot be shown whole or attached, each once.
// Boxes in their text do not count, as the characters come back when copied, nor
// does what only asks for a look.
func labels(all []Problem) []string {
	var out []string
	for _, p := range all {
		if p.Label != "" && p.Code != NoGlyph && p.Code != Unlooked && !slices.Contains(out, p.Label) {
			out = append(out, p.Label)
		}
	}
	return out
}
