package readback_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/readback"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
	"casefolio/app/redact"
)

var faces = typeset.LoadFaces(os.DirFS("../../../assets"))

const margin = 50

// place sets paragraphs below each other on pages of A4, from a page of its own
// on.
func place(doc *page.Document, style typeset.Style, texts ...string) {
	doc.W, doc.H = 595.28, 841.89
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
		y += 6
	}
}

func write(t testing.TB, doc page.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := render.Render(context.Background(), &out, doc, faces); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, raw []byte) *readback.File {
	t.Helper()
	f, err := readback.Read(context.Background(), raw)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func search(t testing.TB, f *readback.File, m *redact.Masker) []readback.Finding {
	t.Helper()
	found, err := f.Search(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var scripts = []string{
	"买家说：“灯不亮了。”我们已于 2026-11-20 重发，单号 YT2630921266112233。",
	"訂單編號 302-8841276：買家「尚未收到」包裹，請儘快處理，謝謝！龜鬱麤",
	"お問い合わせありがとうございます。「返品」は３０日以内に。カタカナ、ｶﾅ、々〆ー",
	"안녕하세요, 주문 302-8841276 배송이 늦었습니다. 환불해 주세요! (빨리) ㅋㅋ 뷁 漢字",
	"\u1112\u1161\u11ab\u1100\u1173\u11af",
	"Zażółć gęślą jaźń; Łódź, Đakovo, Çeşme, ñandú, Ångström, ß, Œuvre, þorn, ő ű ș ț",
	"Tôi chưa nhận được đơn hàng 302-8841276. Xin vui lòng hoàn tiền, được không? Ữ ẵ ợ ỹ",
	"Здравствуйте! Где мой заказ № 302-8841276? Їжак, ґанок, Ђорђе, Ўзбек",
	"Καλημέρα, πού είναι η παραγγελία μου 302; Ἀθῆναι ᾧ",
	"สวัสดีครับ ผมยังไม่ได้รับสินค้า 302-8841276 น้ำ ก็ ที่ ผู้ซื้อ ๑๒๓ ฿500",
	"नमस्ते, मुझे मेरा ऑर्डर 302-8841276 नहीं मिला। क्षत्रिय ज्ञान हिन्दी र्क ₹500",
	"لا إله السَّلامُ عَلَيْكُم الله",
	"لم يصل الطلب رقم 302-8841276 منذ 15 يوما",
	"مرحبا، أين طلبي؟ (لم يصل)!",
	"שָׁלוֹם עוֹלָם בְּרֵאשִׁית",
	"הזמנה 302-8841276 לא הגיעה כבר 15 ימים",
	"The buyer wrote שלום עולם on 15 May, order 302",
	"买家写道：مرحبا أين طلبي，我们已回复。",
	"קניתי את Folding Lamp בחנות LumoHaus אתמול",
	"הטלפון שלי \u202a+972 50-123-4567\u202c תודה",
	"👍🏽 👨‍👩‍👧‍👦 🇩🇪 👩🏿‍🚒 #️⃣ ❤️‍🔥 Danke😡👎🏾sehr שלום 👋🏽 עולם",
	"葛\U000E0100飾区、辻\U000E0101さん、𠮷\U000E0101野家 𠀀𪚥 ქართული",
	"e\u0301a\u0308 x\u0336\u0301 z\u200bzero\u200dwidth soft\u00adhyphen nb\u00a0sp\u2003em",
	"(parentheses) back\\slash \"quotes\" <angle> %percent /slash [square] {curly} Tj ET",
	"https://www.example.com/orders/112-3456789?ref=ppx_yo&psc=1#reviews",
	strings.Repeat("超长文字", 60),
	strings.Repeat("שלום עולם איפה החבילה שלי כבר שבועיים ", 8),
	strings.Repeat("مرحبا لم يصل الطلب حتى الآن ", 10),
	strings.Repeat("The quick brown fox jumps over the lazy dog. ", 8),
	redact.Mark + " schrieb: " + redact.Mark,
}

// bare leaves out spaces, and the marks of direction that are not drawn.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069", r) {
			return -1
		}
		return r
	}, s)
}

// The text of each page is what was composed, whatever the script.
func TestEveryScriptComesBack(t *testing.T) {
	for _, style := range []typeset.Style{{Size: 7}, {Size: 10}, {Size: 24}, {Size: 9, Weight: typeset.Bold}} {
		var doc page.Document
		for _, text := range scripts {
			var one page.Document
			place(&one, style, text)
			doc.W, doc.H = one.W, one.H
			doc.Pages = append(doc.Pages, one.Pages...)
		}
		f := read(t, write(t, doc))
		if len(f.Pages) != len(doc.Pages) {
			t.Fatalf("%d pages of %d", len(f.Pages), len(doc.Pages))
		}
		for i, p := range f.Pages {
			if got, want := bare(p.Text), bare(textOf(doc.Pages[i])); got != want {
				t.Errorf("size %v\n got %q\nwant %q", style.Size, got, want)
			}
			if strings.Contains(p.Text, "\n\n") {
				t.Errorf("size %v: a paragraph is torn apart: %q", style.Size, p.Text)
			}
			if p.Blank || p.Smallest < style.Size*0.5 || p.Smallest > style.Size+0.01 {
				t.Errorf("size %v: blank %v, smallest %v", style.Size, p.Blank, p.Smallest)
			}
		}
	}
}

func textOf(p page.Page) string {
	var all strings.Builder
	for _, text := range p.Texts {
		all.WriteString(text.Line.Text)
		all.WriteString("\n")
	}
	return all.String()
}

// Every word of every script is found on its page, and nowhere else.
func TestSearchFindsEveryWord(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 9}, scripts...)
	f := read(t, write(t, doc))
	var words []redact.Term
	for _, text := range scripts {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Cf) }) {
			if len([]rune(word)) > 2 {
				words = append(words, redact.Term{Kind: redact.Word, Text: word})
			}
		}
	}
	m := redact.NewMasker(words)
	found := map[string]bool{}
	for _, one := range search(t, f, m) {
		found[one.Term.Text] = found[one.Term.Text] || one.Place == readback.OnPage
	}
	for _, term := range m.Terms() {
		if !found[term.Text] {
			t.Errorf("%q is not found", term.Text)
		}
	}
	for _, word := range []string{"Emma", "Ada", "张三", "Li", "Page", "Font", "1001"} {
		if found := search(t, f, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: word}})); len(found) > 0 {
			t.Errorf("%q: %v", word, found)
		}
	}
}

// What the writer says of itself and its format is no finding.
func TestSearchLeavesTheFormatAlone(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, "one")
	doc.Title, doc.Lang, doc.CaseNumber = "two", "en", "CF-1"
	doc.Pages[0].Images = []page.Image{{Rect: page.Rect{X: 50, Y: 50, W: 60, H: 40}, Path: photo(t, nil)}}
	f := read(t, write(t, doc))
	var terms []redact.Term
	for _, word := range []string{"En", "Li", "Ada", "Dee", "Page", "Case", "Number", "Document", "Text", "Font", "Google", "Default", "Alt", "Bag", "Type", "Description", "Title", "About", "Schema"} {
		terms = append(terms, redact.Term{Kind: redact.Name, Text: word})
	}
	if found := search(t, f, redact.NewMasker(terms)); len(found) > 0 {
		t.Error(found)
	}
}

func photo(t testing.TB, extra []byte) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range m.Pix {
		m.Pix[i] = byte(i * 7)
	}
	m.Set(1, 1, color.White)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	raw := out.Bytes()
	raw = slices.Concat(raw[:2], extra, raw[2:])
	path := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatIsNoPage(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12, Color: typeset.RGB{R: 1, G: 1, B: 1}}, "one")
	doc.Pages = append(doc.Pages, page.Page{}, page.Page{})
	doc.Title, doc.Author, doc.Subject, doc.Keywords = "Title Šimon", "Author 张三", "Subject שרה", "Key Иван"
	doc.CaseNumber, doc.Lang = "CF-2026-0001", "en-US"
	doc.Pages[0].Anchors = []page.Anchor{{Name: "a", Y: 10, Title: "Bookmark Zoë", Level: 0}}
	doc.Pages[0].Links = []page.Link{{Rect: page.Rect{X: 50, Y: 50, W: 100, H: 12}, Target: "a"}}
	doc.Pages[2].Images = []page.Image{{Rect: page.Rect{X: 50, Y: 50, W: 60, H: 40}, Path: photo(t, nil)}}
	note := filepath.Join(t.TempDir(), "note")
	if err := os.WriteFile(note, []byte("a note about Heinrich"), 0o600); err != nil {
		t.Fatal(err)
	}
	doc.Attachments = []page.Attachment{{Path: note, Name: "Ольга.txt"}}
	f := read(t, write(t, doc))
	if len(f.Pages) != 3 || f.Pages[0].Blank || !f.Pages[1].Blank || f.Pages[2].Blank {
		t.Errorf("pages %+v", f.Pages)
	}
	if f.Pages[0].Colour || !f.Pages[2].Colour {
		t.Error("colours are told wrongly")
	}
	if len(f.Links) != 1 || f.Links[0] != "#" || f.Attachments != 1 {
		t.Errorf("links %q, %d attachments", f.Links, f.Attachments)
	}
	if len(f.Pictures) != 1 || f.Pictures[0].W != 60 || f.Pictures[0].H != 40 || len(f.Pictures[0].Metadata) > 0 {
		t.Errorf("pictures %+v", f.Pictures)
	}
	for _, name := range []string{"Šimon", "张三", "שרה", "Иван", "Zoë", "Heinrich", "Ольга", "CF-2026-0001"} {
		if len(search(t, f, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: name}}))) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
}

// What somebody hides in the bytes is found, too.
func TestHidden(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, "one")
	raw := write(t, doc)
	for i, hidden := range []string{
		"% Emma Schneider\n", "Emma Schneider\n", "900 0 obj\n<</Note (Emma Sch\\156eider)>>\nendobj\n",
		"900 0 obj\n<</Note <456D6D6120536368 6E6569646572>>>\nendobj\n",
		"900 0 obj\n<</Note <FEFF0045006D006D006100200053006300680065>>>\nendobj\n900 0 obj\n(Emma Schneider)\nendobj\n900 0 obj\nnull\nendobj\n",
		"900 0 obj\n<</Length 17>>\nstream\n\x00\x01Emma Schneider\xff\nendstream\nendobj\n",
		"900 0 obj\n<</Length 30>>\nstream\nE\x00m\x00m\x00a\x00 \x00S\x00c\x00h\x00n\x00e\x00i\x00d\x00e\x00r\x00\x00\x00\nendstream\nendobj\n",
		"900 0 obj\n<</Emma#20Schneider /x>>\nendobj\n",
	} {
		changed := bytes.Replace(raw, []byte("endobj\nxref\n"), []byte("endobj\n"+hidden+"xref\n"), 1)
		f := read(t, changed)
		if len(search(t, f, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma Schneider"}}))) == 0 {
			t.Errorf("case %d is not found: %q", i, hidden)
		}
	}
	if got := search(t, read(t, raw), redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma Schneider"}})); len(got) > 0 {
		t.Error(got)
	}
}

func TestNoPDF(t *testing.T) {
	for _, raw := range []string{"", "%PDF-", "hello", "%PDF-1.7\n1 0 obj", "%PDF-1.7\n1 0 obj\n<<", "%PDF-1.7\n1 0 obj\n<</Length 9>>stream"} {
		f, err := readback.Read(context.Background(), []byte(raw))
		if err == nil && len(f.Pages) > 0 {
			t.Errorf("%q has pages", raw)
		}
	}
	if _, err := readback.Open(context.Background(), filepath.Join(t.TempDir(), "missing.pdf")); err == nil {
		t.Error("no error")
	}
	if _, err := readback.Open(context.Background(), t.TempDir()); err == nil {
		t.Error("a folder was opened")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n4 0 obj\n<</Length 40>>stream\nBT /F 12 Tf (Emma)Tj[(a)-200(b)]TJ T* ET\nendstream\nendobj\n5 0 obj\n<</Subtype/Type1>>\nendobj\ntrailer\n<</Root 1 0 R>>"))
	m := redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		if f, err := readback.Read(context.Background(), raw); err == nil {
			search(t, f, m)
		}
	})
}

// A file of our own with bytes changed, cut and doubled: no panic, and always an
// end.
func TestBrokenBytes(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, "Emma 张三 שלום 👍🏽")
	doc.Pages[0].Images = []page.Image{{Rect: page.Rect{X: 50, Y: 50, W: 60, H: 40}, Path: photo(t, nil)}}
	doc.Title = "t"
	whole := write(t, doc)
	m := redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}})
	random := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		raw := bytes.Clone(whole)
		for range 1 + random.IntN(20) {
			at := random.IntN(len(raw))
			switch random.IntN(4) {
			case 0:
				raw[at] = byte(random.IntN(256))
			case 1:
				raw = slices.Delete(raw, at, min(len(raw), at+random.IntN(50)))
			case 2:
				raw = slices.Insert(raw, at, raw[at:min(len(raw), at+random.IntN(50))]...)
			case 3:
				raw = slices.Insert(raw, at, []byte([]string{"<<", ">>", "[", "(", ")", " 0 obj", "endstream", " 0 R", "%", "/", "99999999"}[random.IntN(11)])...)
			}
		}
		if f, err := readback.Read(context.Background(), raw[:max(1, len(raw)-random.IntN(3)*random.IntN(len(raw)))]); err == nil {
			search(t, f, m)
		}
	}
}

func manyPages(t testing.TB, n int) []byte {
	var doc page.Document
	var texts []string
	for i := range n * 18 {
		texts = append(texts, fmt.Sprint(i, " ", strings.Repeat(scripts[i%len(scripts)]+" ", 3)))
	}
	place(&doc, typeset.Style{Size: 9}, texts...)
	doc.Pages = doc.Pages[:min(n, len(doc.Pages))]
	return write(t, doc)
}

// BenchmarkRead reads 500 pages and searches them for fifty terms.
func BenchmarkRead(b *testing.B) {
	raw := manyPages(b, 500)
	var terms []redact.Term
	for i := range 50 {
		terms = append(terms, redact.Term{Kind: redact.Name, Text: fmt.Sprintf("Absent %cperson", 'a'+i%26)})
	}
	m := redact.NewMasker(terms)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		f := read(b, raw)
		if len(f.Pages) < 400 || len(search(b, f, m)) > 0 {
			b.Fatal(len(f.Pages))
		}
	}
}
