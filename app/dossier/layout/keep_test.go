package layout

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
)

// lines is a text of n lines.
func lines(tag string, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%s-%d", tag, i)
	}
	return strings.Join(all, "\n")
}

// random is a document of headers, tables, notes, photos, facts and paragraphs
// of random heights.
func random(r *rand.Rand) block.Document {
	doc := block.Document{Paper: []string{"a4", "letter"}[r.Intn(2)]}
	for i := range 25 {
		switch r.Intn(6) {
		case 0:
			doc.Blocks = append(doc.Blocks, block.Header{Text: fmt.Sprintf("H%d", i)}, block.Paragraph{Text: block.Say(block.Body, lines(fmt.Sprintf("P%d", i), 1+r.Intn(20)))})
		case 1, 2:
			doc.Blocks = append(doc.Blocks, block.Header{Text: fmt.Sprintf("H%d", i)}, rows(r, i), block.Paragraph{Text: block.Say(block.Small, fmt.Sprintf("N%d", i))})
		case 3:
			doc.Blocks = append(doc.Blocks, block.Header{Text: fmt.Sprintf("H%d", i)}, album(r, i))
		case 4:
			doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Strong, fmt.Sprintf("K%d", i)), Keep: true}, block.Paragraph{Text: block.Say(block.Body, lines(fmt.Sprintf("P%d", i), 1+r.Intn(9)))})
		default:
			doc.Blocks = append(doc.Blocks, block.Facts{Facts: []block.Fact{{Label: "l", Value: lines(fmt.Sprintf("F%d", i), 1+r.Intn(3))}, {Label: "l", Value: "x"}}},
				block.Card{Name: fmt.Sprintf("C%d-0", i), Note: fmt.Sprintf("C%d-1", i)})
		}
	}
	return doc
}

func rows(r *rand.Rand, id int) block.Table {
	t := block.Table{Columns: []block.Column{{Head: fmt.Sprintf("T%d", id), Width: 90}, {Head: "b", Grow: 1}}}
	for i := range 1 + r.Intn(20) {
		n := 1 + r.Intn(8)
		cells := []block.Cell{{Text: block.Say(block.Body, fmt.Sprintf("R%d.%d-0", id, i))}, {Text: block.Say(block.Body, lines(fmt.Sprintf("R%d.%d", id, i), n))}}
		if r.Intn(6) == 0 {
			t.Rows = append(t.Rows, block.Row{Wide: true, Cells: cells[1:]})
			continue
		}
		t.Rows = append(t.Rows, block.Row{Cells: cells})
	}
	return t
}

func album(r *rand.Rand, id int) block.Photos {
	p := block.Photos{PerPage: []int{1, 2, 4}[r.Intn(3)]}
	for i := range 1 + r.Intn(5) {
		ph := block.Photo{Path: fmt.Sprintf("A%d.%d", id, i), W: 100 + r.Intn(900), H: 100 + r.Intn(900), Caption: []block.Text{block.Say(block.Small, lines(fmt.Sprintf("A%d.%d", id, i), 1+r.Intn(5)))}}
		if r.Intn(7) == 0 {
			ph.Path, ph.Fault = "", fmt.Sprintf("A%d.%d-fault", id, i)
		}
		p.Photos = append(p.Photos, ph)
	}
	return p
}

// What belongs together stands on one page, whatever stands above it.
func TestWhatBelongsTogetherStaysTogether(t *testing.T) {
	for seed := range int64(120) {
		doc := random(rand.New(rand.NewSource(seed)))
		out := mustLayout(t, doc)
		inside(t, out)
		where := map[string]int{}     // the page of each line
		total := map[string]int{}     // lines of each paragraph
		here := map[string][]string{} // and on each page
		for i, p := range out.Pages {
			checkPage(t, seed, i, words(p, out.H), p)
			for _, x := range words(p, out.H) {
				where[x.Line.Text] = i
				name, _, _ := strings.Cut(x.Line.Text, "-")
				total[name]++
				page := fmt.Sprint(name, " on page ", i+1)
				here[page] = append(here[page], name)
			}
		}
		for page, names := range here {
			if strings.ContainsAny(names[0][:1], "P") && len(names) == 1 && total[names[0]] > 1 {
				t.Errorf("seed %d: a single line of %s", seed, page)
			}
		}
		for line, at := range where {
			name, n, found := strings.Cut(line, "-")
			first, ok := where[name+"-0"]
			if !found || !ok || first == at || strings.HasPrefix(line, "P") {
				continue // a paragraph may run on
			}
			t.Fatalf("seed %d: %s is torn apart at line %s", seed, name, n)
		}
	}
}

// checkPage checks how a page begins and ends, and what stands by each picture.
func checkPage(t *testing.T, seed int64, n int, texts []page.Text, p page.Page) {
	t.Helper()
	if len(texts) == 0 {
		t.Fatalf("seed %d: page %d is empty", seed, n+1)
	}
	first, last := texts[0].Line.Text, texts[len(texts)-1].Line.Text
	if strings.ContainsAny(last[:1], "HTKb") {
		t.Errorf("seed %d: page %d ends with %s", seed, n+1, last)
	}
	if n > 0 && strings.ContainsAny(first[:1], "RN") {
		t.Errorf("seed %d: page %d begins with %s, without its head", seed, n+1, first)
	}
	for _, im := range p.Images {
		below := false
		for _, x := range texts {
			gap := x.Y - im.Rect.Y - im.Rect.H
			below = below || x.Line.Text == im.Path+"-0" && gap > 0 && gap < 20
		}
		if !below {
			t.Errorf("seed %d: on page %d no caption stands just below %s", seed, n+1, im.Path)
		}
	}
}
