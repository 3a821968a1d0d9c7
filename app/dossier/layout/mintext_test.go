package layout

import (
	"math/rand"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
)

// least is the size of the smallest text on the pages.
func least(doc page.Document) float64 {
	size := 1000.0
	for _, p := range doc.Pages {
		for _, x := range p.Texts {
			for _, run := range x.Line.Runs {
				if len(run.Glyphs) > 0 {
					size = min(size, run.Size)
				}
			}
		}
	}
	return size
}

// Whatever stands wherever: no text is smaller than asked for, none is lost,
// and none leaves the frame.
func TestNoTextIsSmallerThanAskedFor(t *testing.T) {
	r := rand.New(rand.NewSource(12))
	for i, place := range places {
		for _, s := range append([]string{wild(r), wild(r)}, evil[i%len(evil)], "灯不亮了 ok") {
			doc := block.Document{
				Paper: "letter", Head: "Head", Number: "CF-2026-0142", Foot: "Foot", Made: "Made",
				MinText: 9 + 0.5*float64(i%9), Blocks: []block.Block{place.with(s)},
			}
			out := set(t, doc)
			if got := least(out); got < doc.MinText {
				t.Errorf("%s: %.1f instead of %.1f", place.name, got, doc.MinText)
			}
			for n, p := range out.Pages {
				for _, x := range words(p, out.H) {
					checkWithin(t, x, out.W, n+1, place.name)
				}
			}
		}
	}
}

func TestLargeTypeChangesNothingElse(t *testing.T) {
	doc := block.Document{Paper: "a4", Blocks: []block.Block{row(block.Cell{Text: block.Say(block.Figure, "12:30")}, block.Cell{})}}
	if got := least(set(t, doc)); got != smallest {
		t.Errorf("the smallest tone is %.1f", got)
	}
	for _, size := range []float64{0, 6, smallest} {
		if doc.MinText = size; least(set(t, doc)) != smallest {
			t.Errorf("%.1f makes a difference", size)
		}
	}
}

// Columns of a table in large type: numbers stay whole, the rest has room.
func TestWidthsInLargeType(t *testing.T) {
	columns := []block.Column{{Head: "No.", Width: 40}, {Head: "Kind", Width: 58}, {Head: "Content", Grow: 1}, {Head: "Obtained", Width: 110}, {Head: "SHA-256", Width: 80}, {Head: "Page", Width: 34, Right: true}}
	cells := func(texts ...string) (r block.Row) {
		for _, s := range texts {
			r.Cells = append(r.Cells, block.Cell{Text: block.Say(block.Figure, s)})
		}
		return r
	}
	table := block.Table{Columns: columns, Rows: []block.Row{
		cells("E-01", "Document", "confirmation.pdf", "2026-11-20 13:42 from a file", "074d7ac1 … 7ac1", "12"), {Wide: true, Cells: []block.Cell{{Text: block.Say(block.Body, "a gap of many days without an update in which nothing happened")}}},
	}}
	b := builder{set: readable(realFaces(), 12), sheet: sheetOf("a4"), minText: 12}
	out := b.widths(table)
	total := 0.0
	for i, c := range out {
		total += c.Width
		if need := b.needed(table, i); i != 2 && i != 3 && i != 4 && c.Width < min(need, columns[i].Width*1.5)-0.01 {
			t.Errorf("%s: %.1f of %.1f", c.Head, c.Width, need)
		}
	}
	if most := (1 - leastGrowing) * b.sheet.width(); total > most+0.01 {
		t.Errorf("%.1f of %.1f", total, most)
	}
	if columns[0].Width != 40 {
		t.Error("the table itself was changed")
	}
	none := []block.Column{{Grow: 1}}
	narrow(none, 50) // nothing to take
	if none[0].Width != 0 {
		t.Errorf("%v", none)
	}
}
