package layout

import (
	"math/rand"
	"strings"
	"testing"
	"unicode"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
)

// places are all the places in which a text can stand, each in a document of
// its own with nothing else in it.
var places = []struct {
	name string
	with func(s string) block.Block
}{
	{"letterhead", func(s string) block.Block { return block.Letterhead{Name: s} }},
	{"letterhead with logo", func(s string) block.Block {
		return block.Letterhead{Sub: s, Logo: block.Photo{Path: "logo", W: 400, H: 100}}
	}},
	{"title", func(s string) block.Block { return block.Opening{Title: s} }},
	{"line below the title", func(s string) block.Block { return block.Opening{Sub: s} }},
	{"header", func(s string) block.Block { return block.Header{Text: s} }},
	{"paragraph", func(s string) block.Block { return block.Paragraph{Text: block.Say(block.Body, s)} }},
	{"tones", func(s string) block.Block { return block.Paragraph{Text: tones(s)} }},
	{"label", func(s string) block.Block { return block.Facts{Facts: []block.Fact{{Label: s}}} }},
	{"value", func(s string) block.Block { return block.Facts{Facts: []block.Fact{{Value: s}}} }},
	{"narrow cell", func(s string) block.Block { return row(block.Cell{Text: block.Say(block.Figure, s)}, block.Cell{}) }},
	{"cell with a bar", func(s string) block.Block {
		return row(block.Cell{}, block.Cell{Text: block.Say(block.Body, s), Bar: true})
	}},
	{"wide row", func(s string) block.Block {
		return block.Table{Rows: []block.Row{{Wide: true, Cells: []block.Cell{{Text: block.Say(block.Muted, s)}}}}}
	}},
	{"head", func(s string) block.Block {
		return block.Table{Columns: []block.Column{{Head: s, Width: 60}, {Grow: 1}}}
	}},
	{"caption", func(s string) block.Block { return photosOf(1, s) }},
	{"caption beside another", func(s string) block.Block { return photosOf(4, s) }},
	{"fault", func(s string) block.Block { return block.Photos{Photos: []block.Photo{{Fault: s + "x"}}} }},
	{"above a part", func(s string) block.Block { return block.Photos{Photos: []block.Photo{{Parts: parts(s, "")}}} }},
	{"below a part", func(s string) block.Block { return block.Photos{Photos: []block.Photo{{Parts: parts("", s)}}} }},
	{"card", func(s string) block.Block { return block.Card{Name: s} }},
	{"note on a card", func(s string) block.Block { return block.Card{Note: s} }},
	{"seal", func(s string) block.Block {
		return block.Seal{Code: "CF-2026-0142", Text: []block.Text{block.Say(block.Body, s)}}
	}},
	{"signatures", func(s string) block.Block { return block.Signatures{Labels: []string{s, ""}} }},
}

func row(cells ...block.Cell) block.Table {
	return block.Table{Columns: []block.Column{{Width: 48}, {Grow: 1}}, Rows: []block.Row{{Cells: cells}}}
}

func photosOf(perPage int, caption string) block.Photos {
	ph := block.Photo{Path: "p", W: 400, H: 300, Caption: []block.Text{block.Say(block.Small, caption)}}
	return block.Photos{PerPage: perPage, Photos: []block.Photo{ph, {Path: "q", W: 400, H: 300}}}
}

func parts(above, below string) []block.Part {
	return []block.Part{{Path: "a", W: 540, H: 800, Above: above, Below: below}}
}

// tones cuts a text into spans of different tones, between any two bytes.
func tones(s string) block.Text {
	var t block.Text
	for i := 0; len(s) > 0; i++ {
		n := min(len(s), 1+i*3%11)
		t = append(t, block.Span{Tone: block.Tone(i % 8), Text: s[:n]})
		s = s[n:]
	}
	return t
}

// bared is a text without white space, each invalid byte replaced.
func bared(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, string([]rune(s)))
}

// checkPlace sets s in a place and compares what the display list says.
func checkPlace(t *testing.T, s string, place int, paper string) {
	t.Helper()
	bl := places[place].with(s)
	out := set(t, block.Document{Paper: paper, Blocks: []block.Block{bl}})
	want := bared(s)
	switch bl := bl.(type) {
	case block.Paragraph: // a character cut in two by spans is two invalid ones
		want = ""
		for _, span := range bl.Text {
			want += bared(span.Text)
		}
	case block.Photos:
		want += strings.Repeat("x", min(len(bl.Photos[0].Fault), 1))
	}
	if got := bared(flat(out)); got != want {
		t.Fatalf("%s: %q came out as %q", places[place].name, want, got)
	}
	for i, p := range out.Pages {
		for _, x := range words(p, out.H) {
			checkWithin(t, x, out.W, i+1, places[place].name)
		}
	}
}

// checkWithin checks that a line stands in the frame, unless it is a single
// character that is wider.
func checkWithin(t *testing.T, x page.Text, width float64, n int, where string) {
	t.Helper()
	clusters, read := 0, ""
	for _, run := range x.Line.Runs {
		for _, g := range run.Glyphs {
			if read += g.Text; g.Text != "" {
				clusters++
			}
		}
	}
	if bared(read) != bared(x.Line.Text) && read != "\u200b" { // which stands for a blank line
		t.Fatalf("%s: the glyphs of %q say %q", where, x.Line.Text, read)
	}
	if clusters > 1 && len([]rune(x.Line.Text)) > 32 && (x.X < margin-0.01 || x.X+x.Line.Width > width-margin+0.01) {
		t.Fatalf("%s, page %d: %q from %.1f to %.1f", where, n, x.Line.Text, x.X, x.X+x.Line.Width)
	}
}

// evil are texts that break careless programs.
var evil = []string{
	"", " ", "\n\n", "\x00\x07\x1b\x7f\u0085", "ok\xff\xfe\xc3(\xed\xa0\x80\xed\xbf\xbf)\xf8end", "\u202egnp.exe\u202c\u2066x\u2069\u200e\u200f",
	"👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿🇨🇳🇺1️⃣❤️" + strings.Repeat("👍‍", 90), "𠀀𠮷𪚥\U0010FFFF\uFFFE\uE000", "שָׁלוֹם (abc) 12:30, مرحبا ١٢٣ 50%",
	"สวัสดีครับ हिन्दी क्षत्रिय ﷺ", "Z" + strings.Repeat("\u0301", 300), strings.Repeat("x", 900), strings.Repeat("字", 900),
	strings.Repeat("「（“", 60), strings.Repeat("。）”", 60), "a\tb\r\nc\u2028d\u2029e\vf\fg", strings.Repeat("https://x.com/a?b=c&d-", 20), "{nb} %s {{.x}} \\n", strings.Repeat("\u200b\u00ad", 50),
}

// wild is a text of characters of all planes and of what joins them.
func wild(r *rand.Rand) string {
	glue := []string{" ", "\n", "\u200d", "\u0301", "\u0e34", "\u064b", "\u094d", "\ufe0f", "\u20e3", "\U0001F3FD", "\u202e", "\u2066", "\u2069", "\u200f", "\xed\xa0\x80", "\xff", "🇩", "。", "“", "-", "/", "12.50 EUR "}
	scripts := [][2]rune{{0, 0x17F}, {0x370, 0x6FF}, {0x900, 0xE7F}, {0x1100, 0x11FF}, {0x2000, 0x27BF}, {0x3000, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7FF}, {0xE000, 0xFFFF}, {0x10000, 0x1FFFF}, {0x20000, 0x323AF}, {0xE0000, 0x10FFFF}}
	var b strings.Builder
	for range r.Intn(120) {
		if s := scripts[r.Intn(len(scripts))]; r.Intn(3) > 0 {
			for range 1 + r.Intn(4) {
				b.WriteRune(s[0] + rune(r.Intn(int(s[1]-s[0]+1))))
			}
			continue
		}
		b.WriteString(glue[r.Intn(len(glue))])
	}
	return b.String()
}

// Whatever a text is, it stops nothing, and all of it stands on the pages.
func TestAnyTextStandsWholeInAnyPlace(t *testing.T) {
	papers := []string{"a4", "letter"}
	for place := range places {
		for i, s := range evil {
			checkPlace(t, s, place, papers[i%2])
		}
		r := rand.New(rand.NewSource(int64(place)))
		for i := range 25 {
			checkPlace(t, wild(r), place, papers[i%2])
		}
	}
}

func FuzzAnyText(f *testing.F) {
	for i, s := range evil {
		f.Add(s, uint8(i))
	}
	f.Fuzz(func(t *testing.T, s string, place uint8) {
		if len(s) < 4000 {
			checkPlace(t, s, int(place)%len(places), "a4")
		}
	})
}
