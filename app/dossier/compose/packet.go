package compose

import (
	"slices"

	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
)

// PacketFile is one file of a packet: what a recipient is given of a case.
type PacketFile struct {
	No, Of  int             // from 1
	Slot    string          // the piece of evidence that the file is for; empty: any
	Letter  []block.Block   // set after the head; nil: none
	Entries []PacketEntry   // the index of all files; nil: this one has none
	Pieces  []Piece         // in their order
	MinText float64         // points; no text of the file is smaller
	Grey    bool            // without colours
	Close   bool            // pages are scarce: photos stand four to a page
	Words   map[string]bool // paths of pictures of text, which do not
}

// PacketEntry is a row of the index.
type PacketEntry struct {
	Label, Name, Slot string
	File              int
	Page              string // in a file other than this one; empty: found when the file is laid out
}

// Piece is an exhibit, or the part of it that has room in one file.
type Piece struct {
	Exhibit     Exhibit
	Part, Parts int // Part from 1; one that is whole has one part
}

// Name is what an exhibit is called on paper, on one line.
func Name(in Input, e Exhibit) string {
	c := &composer{Input: in}
	return oneLine(c.name(e))
}

// roomFacts is the room, in points, between a letter and the facts below it.
const roomFacts = 12

// Packet writes one file of a packet. In holds the exhibits of all files, gated
// and masked.
func Packet(in Input, f PacketFile) block.Document {
	c := &composer{Input: in, close: f.Close, words: f.Words}
	if c.Zone == nil {
		c.Zone = in.Now.Location()
	}
	number := c.t("packet.file", "file", count(f.No), "files", count(f.Of))
	order := ""
	if in.Case.Order != "" {
		order = c.t("sub.order", "order", oneLine(in.Case.Order))
	}
	exhibits := pieceLabels(f.Pieces)
	c.head = joined(" · ", in.Case.Number, order, number)
	if f.No == 1 {
		c.letterhead()
	}
	title := c.t("packet.title")
	c.add(block.Opening{Title: joined(" — ", title, oneLine(f.Slot)), Sub: joined("\u2003", in.Case.Number, order, number, exhibits)})
	c.add(f.Letter...)
	if f.Entries != nil {
		if len(f.Letter) > 0 { // its last line and the facts are two things
			c.add(block.Paragraph{Text: block.Say(block.Strong, c.t("packet.facts")), Keep: true, Above: roomFacts})
		}
		c.add(block.Facts{Facts: c.packetFacts()})
		c.packetIndex(f.Entries, f.No)
	}
	if f.No == 1 {
		c.packetReturn()
	}
	c.packetNote(f)
	c.pieces(f.Pieces)
	return block.Document{
		Paper: in.Paper, Lang: c.t("lang"),
		Head: c.head, Number: exhibits,
		Foot:  joined(" · ", in.Case.Number, number), // beside the time, in letters of 12 pt, too
		Made:  c.t("made", "time", c.moment(in.Now)),
		Title: joined(" ", in.Case.Number, title, number), Author: oneLine(c.author()),
		Subject: title, Keywords: in.Case.Number,
		Created: pdfTime(in.Now), MinText: f.MinText, Grey: f.Grey, Blocks: c.out,
	}
}

// pieceLabels names the exhibits of a file: "E-01, E-03–E-07".
func pieceLabels(pieces []Piece) string {
	var numbers []int
	for _, p := range pieces {
		numbers = append(numbers, p.Exhibit.No)
	}
	slices.Sort(numbers)
	return labels(slices.Compact(numbers))
}

// packetFacts are the facts by which the recipient finds the order.
func (c *composer) packetFacts() []block.Fact {
	k, l := c.Case, c.Lists
	return c.filled([]block.Fact{
		{Label: "platform", Value: c.listed(l.Platforms, k.Platform)},
		{Label: "shop", Value: k.Shop},
		{Label: "order", Value: k.Order},
		{Label: "customer", Value: k.Customer},
		{Label: "product", Value: k.Product},
		{Label: "sku", Value: k.SKU},
		{Label: "tracking", Value: k.Tracking},
		{Label: "amount", Value: k.Amount.String()},
		{Label: "occurred", Value: c.moment(k.Occurred)},
		{Label: "received", Value: c.moment(k.Received)},
	})
}

// packetIndex lists the exhibits of all files with the piece of evidence that
// each is for and where it stands. Nothing is linked: many recipients refuse
// any link.
func (c *composer) packetIndex(entries []PacketEntry, file int) {
	text := c.t("section.index")
	c.add(block.Header{Text: text, Running: c.head, Marks: []block.Mark{{Name: "section.index", Title: text}}})
	if len(entries) == 0 {
		c.add(block.Paragraph{Text: block.Say(block.Muted, c.t("index.empty"))})
		return
	}
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.label"), Width: 40}, {Head: c.t("column.content"), Grow: 3},
		{Head: c.t("packet.column.slot"), Grow: 2},
		{Head: c.t("packet.column.file"), Width: c.wide(40, 56), Right: true},
		{Head: c.t("column.page"), Width: c.wide(34, 56), Right: true},
	}}
	linked := slices.ContainsFunc(entries, func(e PacketEntry) bool { return e.Slot != "" })
	for _, e := range entries {
		row := block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, e.Label)},
			{Text: block.Say(block.Body, oneLine(e.Name))},
			{Text: block.Say(block.Body, oneLine(e.Slot))},
			{Text: block.Say(block.Figure, count(e.File))},
			{Text: block.Say(block.Figure, e.Page)},
		}}
		if e.File == file && e.Page == "" {
			row.Cells[4] = block.Cell{PageOf: e.Label}
		}
		if !linked {
			row.Cells = slices.Delete(row.Cells, 2, 3)
		}
		t.Rows = append(t.Rows, row)
	}
	if !linked {
		t.Columns = slices.Delete(t.Columns, 2, 3)
	}
	c.add(t)
}

// packetReturn tells how the goods came back: that a refund was paid, or that the
// buyer never sent them, is what many disputes turn on.
func (c *composer) packetReturn() {
	if len(c.Handling.Returns) == 0 {
		return
	}
	text := c.t("section.returns")
	c.add(block.Header{Text: text, Running: c.head, Marks: []block.Mark{{Name: "section.returns", Title: text}}}, c.returnSteps())
}

// packetNote says once in every file what its pictures are and that something
// was masked, so that nobody takes either for the original.
func (c *composer) packetNote(f PacketFile) {
	pictures := false
	for _, p := range f.Pieces {
		pictures = pictures || p.Exhibit.Kind == evidence.Photo
	}
	if pictures {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("packet.pictures"))})
	}
	if c.Masked {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("packet.masked"))})
	}
}

// pieces prints the exhibits. Photos that follow each other stand together.
func (c *composer) pieces(all []Piece) {
	for i := 0; i < len(all); {
		n := 1
		if photo(all[i]) {
			for i+n < len(all) && photo(all[i+n]) {
				n++
			}
			run := make([]Exhibit, n)
			for j := range run {
				run[j] = c.part(all[i+j])
			}
			c.photos(run)
		} else {
			c.exhibit(c.part(all[i]))
		}
		i += n
	}
}

func photo(p Piece) bool { return p.Exhibit.Kind == evidence.Photo }

// part is the exhibit of a piece, with a line that says which part it is. No
// original travels in a packet, so that the line for those that cannot is free.
func (c *composer) part(p Piece) Exhibit {
	e := p.Exhibit
	e.Original, e.Lost = "", ""
	if p.Parts > 1 {
		e.Lost = c.t("packet.part", "label", e.Label(), "part", count(p.Part), "parts", count(p.Parts))
	}
	return e
}
