package layout

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// realFaces are the fonts of the program.
var realFaces = sync.OnceValue(func() *typeset.Faces { return typeset.LoadFaces(os.DirFS("../../../assets")) })

func set(t testing.TB, doc block.Document) page.Document {
	t.Helper()
	out, err := Layout(context.Background(), doc, realFaces())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The texts of the running head and foot never meet, however long they are; the
// page number is always there, and what is cut is cut between characters.
func TestRunningTextsNeverMeet(t *testing.T) {
	family := "👨‍👩‍👧‍👦"
	names := []string{
		"LumoHaus", strings.Repeat("流明之家官方旗舰店 ", 12), strings.Repeat("LumoHausFlagshipStore", 12), strings.Repeat(family, 80),
		strings.Repeat("متجر لومو هاوس ", 20), strings.Repeat("שָׁלוֹם ", 40), strings.Repeat("สวัสดีครับ", 20), strings.Repeat("e\u0301\u0302", 200), "two\nlines", "\xff", "",
	}
	for _, paper := range []string{"a4", "letter"} {
		for i, name := range names {
			made := "生成 Generated 2026-12-02 10:12 (UTC+8)"
			if i%2 == 1 {
				made = strings.Repeat(made, 4)
			}
			doc := block.Document{
				Paper: paper, Head: name + " · 客诉案卷 Complaint case file", Number: "CF-2026-0142",
				Foot: "CF-2026-0142 · " + name + " · 机密 Confidential · 仅供存档与争议处理 For the record and for disputes only", Made: made,
				Blocks: []block.Block{block.Paragraph{Text: block.Say(block.Body, "x")}},
			}
			out := set(t, doc)
			edges := map[float64]float64{} // of each line: the right end of what stands left
			numbered := false
			for _, x := range out.Pages[0].Texts {
				left := out.W
				for _, run := range x.Line.Runs {
					left = min(left, x.X+run.X)
				}
				if left < 50 || x.X+x.Line.Width > out.W-50 {
					t.Errorf("%s: %q leaves the frame", paper, x.Line.Text)
				}
				numbered = numbered || strings.HasSuffix(x.Line.Text, "1 / 1")
				if strings.Contains(name, family) && strings.Contains(strings.ReplaceAll(x.Line.Text, family, ""), "\u200d") {
					t.Errorf("%s: a family is torn apart in %q", paper, x.Line.Text)
				}
				if x.Y < 60 || x.Y > out.H-50 { // head and foot
					if left > out.W/3 { // the right one comes first
						edges[x.Y] = left
					} else if e := edges[x.Y]; e > 0 && e < x.X+x.Line.Width+10 {
						t.Errorf("%s: %q runs into its neighbour", paper, x.Line.Text)
					}
				}
			}
			if !numbered || len(edges) != 2 {
				t.Errorf("%s %.20q: page number %v, %d lines", paper, name, numbered, len(edges))
			}
		}
	}
}
