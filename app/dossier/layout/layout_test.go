package layout

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// ruler sets every character half an em wide and breaks anywhere: enough to
// test where things stand.
type ruler struct{}

func (ruler) Measure(spans []typeset.Span) float64 {
	w := 0.0
	for _, s := range spans {
		w += float64(len([]rune(s.Text))) * s.Style.Size / 2
	}
	return w
}

func (ruler) Break(spans []typeset.Span, width float64) []typeset.Line {
	var lines []typeset.Line
	var now typeset.Line
	end := func() { lines, now = append(lines, now), typeset.Line{} }
	for _, s := range spans {
		for _, r := range s.Text {
			if r == '\n' {
				end()
				continue
			}
			w := s.Style.Size / 2
			if now.Width+w > width && now.Width > 0 {
				end()
			}
			now.Width += w
			now.Ascent, now.Descent = s.Style.Size*0.8, s.Style.Size*0.2
			now.Text += string(r)
			if len(now.Runs) == 0 {
				now.Runs = []typeset.Run{{Size: s.Style.Size}}
			}
			now.Runs[0].Glyphs = append(now.Runs[0].Glyphs, typeset.Glyph{Advance: w, Text: string(r)})
		}
	}
	if len(spans) > 0 {
		end()
	}
	return lines
}

func mustLayout(t *testing.T, doc block.Document) page.Document {
	t.Helper()
	out, err := Layout(context.Background(), doc, ruler{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// words is the text of a page without its running head and foot.
func words(p page.Page, h float64) []page.Text {
	var in []page.Text
	for _, t := range p.Texts {
		if t.Y > frameTop && t.Y < h-frameBottom+3 {
			in = append(in, t)
		}
	}
	return in
}

func flat(doc page.Document) string {
	var b strings.Builder
	for _, p := range doc.Pages {
		for _, t := range words(p, doc.H) {
			b.WriteString(t.Line.Text)
		}
	}
	return b.String()
}

func filler(tag string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%s.%d/", tag, i)
	}
	return b.String()[:n]
}

func randomTable(r *rand.Rand, id, longest int) (block.Table, []string) {
	t := block.Table{Columns: []block.Column{{Head: "one", Width: 90}, {Head: "two", Width: 90}, {Head: "three", Grow: 1}}}
	var want []string
	for i := 0; i < 1+r.Intn(40); i++ {
		row := block.Row{}
		for j, most := range []int{20, 60, longest} {
			s := filler(fmt.Sprintf("t%d.%d.%d", id, i, j), 1+r.Intn(most))
			row.Cells = append(row.Cells, block.Cell{Text: block.Say(block.Body, s)})
			want = append(want, s)
		}
		t.Rows = append(t.Rows, row)
	}
	return t, want
}

func TestNothingIsLost(t *testing.T) {
	for seed := int64(0); seed < 60; seed++ {
		r := rand.New(rand.NewSource(seed))
		doc := block.Document{Paper: []string{"a4", "letter"}[seed%2], Head: "head", Number: "CF-2026-0001", Made: "made"}
		var want []string
		for i := 0; i < 12; i++ {
			switch r.Intn(4) {
			case 0:
				s := filler(fmt.Sprintf("p%d", i), 1+r.Intn(9000))
				doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Body, s)})
				want = append(want, s)
			case 1:
				s := filler(fmt.Sprintf("h%d", i), 1+r.Intn(60))
				doc.Blocks = append(doc.Blocks, block.Header{Text: s})
				want = append(want, s)
			case 2:
				var f block.Facts
				for j := 0; j < r.Intn(9); j++ {
					s := filler(fmt.Sprintf("f%d.%d", i, j), 1+r.Intn(900))
					f.Facts = append(f.Facts, block.Fact{Label: "label", Value: s})
					want = append(want, s)
				}
				doc.Blocks = append(doc.Blocks, f)
			default:
				tab, w := randomTable(r, i, 700)
				doc.Blocks = append(doc.Blocks, tab)
				want = append(want, w...)
			}
		}
		out := mustLayout(t, doc)
		got := flat(out)
		for _, w := range want {
			if !strings.Contains(got, w) && !strings.Contains(strings.ReplaceAll(got, "onetwothree", ""), w) {
				t.Fatalf("seed %d: %.40q is lost or torn apart", seed, w)
			}
		}
		inside(t, out)
	}
}

// inside checks that nothing stands outside the frame.
func inside(t *testing.T, doc page.Document) {
	t.Helper()
	for i, p := range doc.Pages {
		for _, x := range p.Texts {
			if x.X < margin-0.01 || x.X+x.Line.Width > doc.W-margin+0.01 || x.Y < 40 || x.Y > doc.H-footBase+0.01 {
				t.Fatalf("page %d: %.20q at %.1f,%.1f", i+1, x.Line.Text, x.X, x.Y)
			}
		}
		for _, im := range p.Images {
			if im.Rect.X < margin-0.01 || im.Rect.X+im.Rect.W > doc.W-margin+0.01 || im.Rect.Y+im.Rect.H > doc.H-frameBottom+0.01 {
				t.Fatalf("page %d: picture at %+v", i+1, im.Rect)
			}
		}
	}
}

func TestShortRowsStayWhole(t *testing.T) {
	for seed := int64(0); seed < 30; seed++ {
		r := rand.New(rand.NewSource(seed))
		var tab block.Table
		tab, _ = randomTable(r, 0, 400)
		tab.Rows = append(tab.Rows, tab.Rows...)
		for i := range tab.Rows {
			cells := slices.Clone(tab.Rows[i].Cells)
			cells[0] = block.Cell{Text: block.Say(block.Body, fmt.Sprintf("[%03d]", i))}
			tab.Rows[i].Cells = cells
		}
		out := mustLayout(t, block.Document{Paper: "a4", Blocks: []block.Block{block.Header{Text: "table"}, tab}})
		for i, p := range out.Pages {
			texts := words(p, out.H)
			if i > 0 && (len(texts) < 3 || texts[0].Line.Text != "one") {
				t.Fatalf("seed %d: page %d has no head", seed, i+1)
			}
		}
		row := 0
		for _, p := range out.Pages {
			got := ""
			for _, x := range words(p, out.H) {
				got += x.Line.Text
			}
			for row < len(tab.Rows) && strings.Contains(got, tab.Rows[row].Cells[0].Text.String()) {
				for _, c := range tab.Rows[row].Cells {
					if !strings.Contains(got, c.Text.String()) {
						t.Fatalf("seed %d: row %d is torn apart", seed, row)
					}
				}
				row++
			}
		}
		if row != len(tab.Rows) {
			t.Fatalf("seed %d: %d of %d rows", seed, row, len(tab.Rows))
		}
	}
}

func TestARowHigherThanAPageRunsOn(t *testing.T) {
	long := filler("x", 12000)
	tab := block.Table{
		Columns: []block.Column{{Head: "a", Width: 80}, {Head: "b", Grow: 1}},
		Rows:    []block.Row{{Cells: []block.Cell{{Text: block.Say(block.Body, "left")}, {Text: block.Say(block.Body, long)}}}},
	}
	out := mustLayout(t, block.Document{Paper: "letter", Blocks: []block.Block{tab}})
	if len(out.Pages) < 2 {
		t.Fatal("one page only")
	}
	if got := strings.ReplaceAll(flat(out), "ab", ""); got != "left"+long {
		t.Error("the text changed")
	}
}

func TestAHeaderIsNeverLeftAlone(t *testing.T) {
	for lines := 30; lines < 60; lines++ {
		doc := block.Document{Paper: "a4", Blocks: []block.Block{
			block.Paragraph{Text: block.Say(block.Body, strings.Repeat("x\n", lines)+"x")},
			block.Header{Text: "HEADER"},
			block.Paragraph{Text: block.Say(block.Body, "after\nafter\nafter")},
		}}
		for i, p := range mustLayout(t, doc).Pages {
			texts := words(p, 841.89)
			if last := texts[len(texts)-1].Line.Text; last == "HEADER" {
				t.Fatalf("%d lines: page %d ends with the header", lines, i+1)
			}
		}
	}
}

func TestIndexNamesTheRightPages(t *testing.T) {
	doc := block.Document{Paper: "a4"}
	tab := block.Table{Columns: []block.Column{{Head: "n", Grow: 1}, {Head: "p", Width: 40, Right: true}}}
	for i := 0; i < 30; i++ {
		name := fmt.Sprintf("E-%02d", i)
		tab.Rows = append(tab.Rows, block.Row{Target: name, Cells: []block.Cell{{Text: block.Say(block.Body, name)}, {PageOf: name}}})
	}
	doc.Blocks = append(doc.Blocks, tab)
	for i := 0; i < 30; i++ {
		name := fmt.Sprintf("E-%02d", i)
		doc.Blocks = append(doc.Blocks,
			block.Header{Text: name, Marks: []block.Mark{{Name: name, Title: name, Level: 1}}},
			block.Paragraph{Text: block.Say(block.Body, filler(name, 300+i*170))})
	}
	out := mustLayout(t, doc)
	where := map[string]int{}
	for i, p := range out.Pages {
		for _, a := range p.Anchors {
			where[a.Name] = i + 1
		}
	}
	var cells []string
	links := 0
	for _, p := range out.Pages {
		links += len(p.Links)
	}
	for _, x := range words(out.Pages[0], out.H) {
		cells = append(cells, x.Line.Text)
	}
	for i := 0; i < 30; i++ {
		name := fmt.Sprintf("E-%02d", i)
		if got := cells[2+2*i+1]; got != fmt.Sprint(where[name]) {
			t.Errorf("%s: index says %s, it stands on %d", name, got, where[name])
		}
	}
	if links != 30 {
		t.Errorf("%d links", links)
	}
}

func TestPhotosKeepTheirShape(t *testing.T) {
	sizes := [][2]int{{1600, 1200}, {1200, 1600}, {1600, 400}, {300, 2400}, {1, 1}, {1200, 1600}, {1600, 1200}}
	var ph block.Photos
	for i, s := range sizes {
		ph.Photos = append(ph.Photos, block.Photo{
			Path: fmt.Sprint(i), W: s[0], H: s[1], Caption: []block.Text{block.Say(block.Small, filler("c", 120))},
		})
	}
	ph.Photos = append(ph.Photos, block.Photo{Fault: "this picture is broken", Caption: []block.Text{block.Say(block.Small, "c")}})
	out := mustLayout(t, block.Document{Paper: "letter", Blocks: []block.Block{block.Header{Text: "photos"}, ph}})
	inside(t, out)
	n := 0
	for _, p := range out.Pages {
		for _, im := range p.Images {
			var i int
			fmt.Sscan(im.Path, &i)
			want := float64(sizes[i][0]) / float64(sizes[i][1])
			if got := im.Rect.W / im.Rect.H; got/want > 1.001 || got/want < 0.999 {
				t.Errorf("picture %d: %v instead of %v", i, got, want)
			}
			n++
		}
	}
	if n != len(sizes) || !strings.Contains(flat(out), "this picture is broken") {
		t.Errorf("%d pictures", n)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc := block.Document{Blocks: []block.Block{block.Paragraph{Text: block.Say(block.Body, "x")}}}
	if _, err := Layout(ctx, doc, ruler{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestEmptyThingsAreHarmless(t *testing.T) {
	doc := block.Document{Head: strings.Repeat("很长", 4000), Number: strings.Repeat("n", 400), Blocks: []block.Block{
		block.Opening{}, block.Facts{}, block.Table{}, block.Photos{}, block.Card{}, block.Seal{}, block.Signatures{},
		block.Header{}, block.Paragraph{}, block.Seal{Code: strings.Repeat("long", 2000)},
		block.Table{Rows: []block.Row{{Wide: true}, {}}},
	}}
	inside(t, mustLayout(t, doc))
}
