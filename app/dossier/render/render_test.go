package render_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

var faces = typeset.LoadFaces(os.DirFS("../../../assets"))

// A page is made of lines: the left edge and the baseline of each are chosen
// by the caller.
func Example() {
	text := []typeset.Span{
		{Text: "订单号：", Style: typeset.Style{Size: 12, Weight: typeset.Bold}},
		{Text: "112-3456789-1234567", Style: typeset.Style{Size: 12, Tabular: true}},
	}
	const margin, width, height = 50, 595.28, 841.89
	var p page.Page
	y := 60.0
	for _, line := range faces.Break(text, width-2*margin) {
		p.Texts = append(p.Texts, page.Text{X: margin, Y: y + line.Ascent, Line: line})
		y += line.Height()
	}
	doc := page.Document{W: width, H: height, Pages: []page.Page{p}, Title: "卷宗", Lang: "zh-CN"}
	faults, err := render.Render(context.Background(), io.Discard, doc, faces)
	fmt.Println(faults, err)
	// Output: [] <nil>
}

const margin = 50

// place sets paragraphs below each other on pages of A4.
func place(doc *page.Document, style typeset.Style, texts ...string) {
	doc.W, doc.H = 595.28, 841.89
	doc.Created = "D:20240102030405+08'00'"
	y := doc.H
	for _, text := range texts {
		for _, line := range faces.Break([]typeset.Span{{Text: text, Style: style}}, doc.W-2*margin) {
			if y+line.Height() > doc.H-margin {
				doc.Pages = append(doc.Pages, page.Page{})
				y = margin
			}
			last := &doc.Pages[len(doc.Pages)-1]
			last.Texts = append(last.Texts, page.Text{X: margin, Y: y + line.Ascent, Line: line})
			y += line.Height()
		}
	}
}

func write(t testing.TB, doc page.Document) ([]byte, []string) {
	t.Helper()
	var out bytes.Buffer
	faults, err := render.Render(context.Background(), &out, doc, faces)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), faults
}

// tool runs a program over the file, or skips the test where it is missing.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	file := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", file)
	}
	var aside bytes.Buffer
	command := exec.Command(program, args...)
	command.Stderr = &aside
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, aside.Bytes())
	}
	if name == "qpdf" { // it warns aside; others tell there what they were built without
		out = append(out, aside.Bytes()...)
	}
	return string(out)
}

var scripts = []string{
	"他说：“您好，我想退货。”——真的吗？约翰·史密斯……",
	"He said “hello”, don’t wait… I’m fine — ok · yes • no",
	"Zażółć gęślą jaźń. Łódź, Đakovo, Čeština, ñandú, Ångström, İstanbul",
	"Ελληνικά, Привет мир, Tiếng Việt có dấu, AVATAR To Wa ffi fi fl",
	"日本語のテキスト、カタカナ。「引用」（括弧）々〆ー ｱｲｳ 繁體中文：訂單編號",
	"😀👨‍👩‍👧🇨🇳1️⃣👍🏽❤️✅☔ 👍︎ ★☆→①㈱🏴󠁧󠁢󠁥󠁮󠁧󠁿",
	"한국어 𠀀𪚥 ๑ไทย ქართული",
	"हिन्दी क्षत्रिय",
	"e\u0301a\u0308 x\u0336\u0301 z\u200bzero\u200dwidth soft\u00adhyphen nb\u00a0sp\u2003em\u3000全角\t制表",
	"(parentheses) back\\slash \"quotes\" <angle> %percent /slash [square] {curly}",
	"￥1,234.00 €5 ₽6 £7 ¥8 № 9",
	"שלום עולם",
	"العربية",
	"中文 \x00\x07\x1b[0m \xff 完",
	"https://www.example.com/orders/112-3456789?ref=ppx_yo&psc=1#reviews",
	strings.Repeat("超长文字", 60),
	strings.Repeat("e\u0301\u0302\u0303", 3) + "a" + strings.Repeat("\u0301", 40),
}

// copied is what a reader gets back for a text: control characters as their
// pictures, white space and the marks that readers add for direction aside.
func copied(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r >= 0x202A && r <= 0x202E:
			return -1
		case r < 0x20:
			return r + 0x2400
		}
		return r
	}, text)
}

func TestTextComesBack(t *testing.T) {
	for _, size := range []float64{6, 12, 30} {
		for _, weight := range []typeset.Weight{typeset.Regular, typeset.Bold} {
			var doc page.Document
			for _, text := range scripts {
				var one page.Document
				place(&one, typeset.Style{Size: size, Weight: weight}, text)
				doc.W, doc.H = one.W, one.H
				doc.Pages = append(doc.Pages, one.Pages...)
				if len(one.Pages) != 1 {
					t.Fatalf("%q does not fit on a page", text)
				}
			}
			pdf, _ := write(t, doc)
			pages := strings.Split(tool(t, pdf, "pdftotext", "FILE", "-"), "\f")
			for i, text := range scripts {
				if got, want := copied(pages[i]), copied(string([]rune(text))); got != want {
					t.Errorf("size %v weight %v\n got %q\nwant %q", size, weight, got, want)
				}
			}
		}
	}
}

// Mixed directions: the words of each script come back whole.
func TestMixedDirectionsComeBack(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, "Order 123 שלום עולם 45 abc", "买家 العربية 说 \u202eabc\u202c 完")
	pdf, _ := write(t, doc)
	text := tool(t, pdf, "pdftotext", "FILE", "-")
	for _, word := range []string{"Order 123", "שלום עולם", "45", "abc", "买家", "العربية", "说", "完"} {
		if !strings.Contains(text, word) {
			t.Errorf("%q is missing in %q", word, text)
		}
	}
}

func TestStructure(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, scripts...)
	place(&doc, typeset.Style{Size: 12, Weight: typeset.Bold}, scripts...)
	doc.Title, doc.Author, doc.Subject, doc.Keywords, doc.Lang = "卷宗 😀 (1)", "店铺\\", "שלום", "a, b", "zh-CN"
	doc.Pages[0].Anchors = []page.Anchor{{Name: "first", Y: 10, Title: "第一部分 😀 שלום", Level: 3}, {Name: "quiet", Y: 20}}
	doc.Pages[1].Anchors = []page.Anchor{{Name: "second", Y: 30, Title: "二\x00", Level: 0}, {Name: "deep", Y: 40, Title: "三", Level: 5}, {Name: "first", Y: 1}}
	doc.Pages[0].Links = []page.Link{{Rect: page.Rect{X: 50, Y: 50, W: 100, H: 12}, Target: "second"}, {Target: "nowhere"}}
	pdf, _ := write(t, doc)

	if out := tool(t, pdf, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	info := tool(t, pdf, "pdfinfo", "-isodates", "FILE")
	for _, want := range []string{"卷宗 😀 (1)", "店铺\\", "שלום", "a, b", "2024-01-0"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is missing in\n%s", want, info)
		}
	}
	fonts := tool(t, pdf, "pdffonts", "FILE")
	for _, name := range []string{"+NotoSansSC-Regular", "+NotoSansSC-Bold", "+NotoSans-Regular", "+NotoSans-Bold", "+NotoEmoji-Regular"} {
		if !strings.Contains(fonts, name) {
			t.Errorf("%s is missing in\n%s", name, fonts)
		}
	}
	outline := tool(t, pdf, "qpdf", "--json", "--json-key=outlines", "FILE")
	for _, want := range []string{"第一部分 😀 שלום", `"title": "二 "`, `"title": "三"`} {
		if !strings.Contains(outline, want) {
			t.Errorf("%q is missing in\n%s", want, outline)
		}
	}
	if n := bytes.Count(pdf, []byte("/Subtype /Link")); n != 1 {
		t.Errorf("%d links", n)
	}
	if !bytes.Contains(pdf, []byte("/Dest [5 0 R /XYZ 0 811.89 null]")) || !bytes.Contains(pdf, []byte("/Lang (zh-CN)")) {
		t.Error("the link's destination or the language is missing")
	}
}

func TestSameBytes(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, scripts...)
	doc.Pages[0].Images = samplePictures(t)
	first, _ := write(t, doc)
	for range 5 {
		if again, _ := write(t, doc); !bytes.Equal(first, again) {
			t.Fatal("the same document gave another file")
		}
	}
}

func TestRenderAtOnce(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			var doc page.Document
			place(&doc, typeset.Style{Size: 12, Weight: typeset.Weight(i % 2)}, scripts...)
			if _, err := render.Render(context.Background(), io.Discard, doc, faces); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestCancel(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, scripts...)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := render.Render(ctx, io.Discard, doc, faces); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrorIsTold(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, scripts...)
	if _, err := render.Render(context.Background(), fullDisk{}, doc, faces); err == nil {
		t.Error("no error")
	}
}

func TestEmptyDocuments(t *testing.T) {
	for _, doc := range []page.Document{
		{W: 300, H: 300},
		{W: 300, H: 300, Pages: make([]page.Page, 2)},
		{W: 300, H: 300, Pages: []page.Page{{Anchors: []page.Anchor{{Name: "a", Title: "标题 😀"}}}}},
	} {
		pdf, _ := write(t, doc)
		tool(t, pdf, "qpdf", "--check", "FILE")
	}
}

func TestRandomText(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var doc page.Document
	var texts []string
	for range 300 {
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteRune(random.Int32N([]rune{0x80, 0x800, 0x10000, 0x20000, 0x110000}[random.IntN(5)]))
		}
		texts = append(texts, b.String())
	}
	place(&doc, typeset.Style{Size: 9}, texts...)
	pdf, _ := write(t, doc)
	tool(t, pdf, "qpdf", "--check", "FILE")
}
