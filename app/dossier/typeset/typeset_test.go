package typeset_test

import (
	"cmp"
	"errors"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"casefolio/app/dossier/typeset"
)

var faces = typeset.LoadFaces(os.DirFS("../../../assets"))

func span(text string) []typeset.Span {
	return []typeset.Span{{Text: text, Style: typeset.Style{Size: 10}}}
}

// texts returns the lines' texts.
func texts(lines []typeset.Line) []string {
	var out []string
	for _, line := range lines {
		out = append(out, line.Text)
	}
	return out
}

func TestBreak(t *testing.T) {
	tests := []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"fits", "退货申请", 40, []string{"退货申请"}},
		{"breaks between characters", "退货申请理由", 40, []string{"退货申请", "理由"}},
		{"no comma begins a line", "退货申请，理由", 40, []string{"退货申", "请，理由"}},
		{"no full stop begins a line", "退货申请。", 40, []string{"退货申", "请。"}},
		{"no closing bracket begins a line", "他说「退货」好", 50, []string{"他说「退", "货」好"}},
		{"no opening bracket ends a line", "买家说「退货」", 40, []string{"买家说", "「退货」"}},
		{"book title marks", "根据《规则》办", 50, []string{"根据《规", "则》办"}},
		{"quotation marks stay with their words", "买家说“退货”吧", 40, []string{"买家说", "“退货”", "吧"}},
		{"a line breaks beside a quotation", "这位买家说“退货”吧", 60, []string{"这位买家说", "“退货”吧"}},
		{"marks in a row stay together", "真的吗？！好", 40, []string{"真的", "吗？！好"}},
		{"small kana", "それはちょっと", 50, []string{"それは", "ちょっと"}},
		{"words", "Please refund me now", 60, []string{"Please", "refund me", "now"}},
		{"amounts", "共计 ¥1,234.00 元", 52, []string{"共计", "¥1,234.00", "元"}},
		{"long words", strings.Repeat("a", 20), 60, []string{"aaaaaaaaaa", "aaaaaaaaaa"}},
		{"hard breaks", "a\nb\r\nc\u2028d\u2029e\rf", 60, []string{"a", "b", "c", "d", "e", "f"}},
		{"empty lines", "a\n\nb\n", 60, []string{"a", "", "b", ""}},
		{"nothing", "", 60, []string{""}},
		{"white space", "   ", 10, []string{""}},
		{"narrower than a character", "退货", 1, []string{"退", "货"}},
		{"a dash is not cut", "退货申——", 40, []string{"退货申", "——"}},
		{"no percent sign begins a line", "退款百五％", 40, []string{"退款百", "五％"}},
		{"no currency sign ends a line", "退款额￥５", 40, []string{"退款额", "￥５"}},
		{"no iteration mark begins a line", "私達の人々", 40, []string{"私達の", "人々"}},
		{"no long vowel mark begins a line", "このデータ", 30, []string{"この", "データ"}},
		{"Traditional brackets", "請把『商品』寄回", 30, []string{"請把", "『商", "品』寄", "回"}},
		{"Hebrew words", "שלום עולם", 30, []string{"שלום", "עולם"}},
		{"emoji stay whole", "👨‍👩‍👧👨‍👩‍👧🇨🇳🇨🇳1️⃣", 26, []string{"👨‍👩‍👧👨‍👩‍👧", "🇨🇳🇨🇳", "1️⃣"}},
		{"invalid bytes", "a\xffb\xe9\x80", 60, []string{"a\uFFFDb\uFFFD\uFFFD"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := texts(faces.Break(span(test.text), test.width))
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBreakMarksTheLastLine(t *testing.T) {
	var last []bool
	for _, line := range faces.Break(span("退货申请理由\n好"), 40) {
		last = append(last, line.Last)
	}
	if want := []bool{false, true, true}; len(last) != 3 || last[0] || !last[1] || !last[2] {
		t.Errorf("got %v, want %v", last, want)
	}
	if lines := faces.Break(nil, 40); lines != nil {
		t.Errorf("no span gave %v", lines)
	}
}

// The same quotation mark is square in Chinese and narrow beside Latin.
func TestQuotesFollowTheirContext(t *testing.T) {
	tests := []struct {
		text string
		wide string // each mark: "w" square, "n" narrow
	}{
		{"他说“你好”。", "ww"},
		{"他说“Hello”。", "ww"},
		{"“你好”", "ww"},
		{"He said “hello” to me", "nn"},
		{"He said “你好” to me", "nn"},
		{"don’t", "n"},
		{"the buyers’ items", "n"},
		{"他说：‘好’", "ww"},
		{"他说：“我don’t知道”", "wnw"},
		{"真的……吗", "ww"},
		{"wait…", "n"},
		{"约翰·史密斯", "w"},
		{"a · b", "n"},
		{"卷宗 · 客诉", "n"},
		{"", ""},
	}
	for _, test := range tests {
		got := ""
		for _, line := range faces.Break(span(test.text), math.Inf(1)) {
			for _, run := range line.Runs {
				for _, g := range run.Glyphs {
					r, _ := utf8.DecodeRuneInString(g.Text)
					if !strings.ContainsRune("“”‘’…·", r) {
						continue
					}
					if g.Advance == 10*float64(utf8.RuneCountInString(g.Text)) || g.Advance == 5 { // a half is cut off beside another mark
						got += strings.Repeat("w", utf8.RuneCountInString(g.Text))
					} else {
						got += strings.Repeat("n", utf8.RuneCountInString(g.Text))
					}
				}
			}
		}
		if got != test.wide {
			t.Errorf("%s: got %q, want %q", test.text, got, test.wide)
		}
	}
}

// faceNames returns the faces of a text from left to right, "box" for none.
func faceNames(text string) string {
	var names []string
	for _, line := range faces.Break(span(text), math.Inf(1)) {
		for _, run := range line.Runs {
			name := "box"
			if run.Face != nil {
				name, _, _ = strings.Cut(run.Face.Name, "-")
			}
			if n := len(names); n == 0 || names[n-1] != name {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, " ")
}

func TestFaces(t *testing.T) {
	tests := []struct{ text, want string }{
		{"订单 Order 123", "NotoSansSC"},
		{"Łódź and Warszawa", "NotoSans"},
		{"收件人 Łódź", "NotoSansSC NotoSans"},
		{"e\u0301", "NotoSansSC"}, // composes
		{"好😀", "NotoSansSC NotoEmoji"},
		{"1️⃣❤️", "NotoEmoji"},
		{"1 ★", "NotoSansSC"},
		{"한국 가격 ㅋㅋ 漢字", "NotoSansKR NotoSansSC"},
		{"العربية", "NotoNaskhArabic"},
		{"שָׁלוֹם עולם", "NotoSansHebrew"},
		{"ไทย ครับ", "NotoSansThai"},
		{"हिन्दी", "NotoSans"},
		{"訂單編號 繁體", "NotoSansSC"},
		{"Ελληνικά", "NotoSans"},
		{"Đơn hàng của tôi", "NotoSansSC"},
		{"ქართული", "box"},
		{"a\u202eb", "NotoSansSC box NotoSansSC"},
		{"a\u200fb\u200b", "NotoSansSC"},
	}
	for _, test := range tests {
		if got := faceNames(test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

// fromLeft returns a line's glyphs from left to right, X measured on the line.
func fromLeft(line typeset.Line) []typeset.Glyph {
	runs := slices.Clone(line.Runs)
	slices.SortStableFunc(runs, func(a, b typeset.Run) int { return cmp.Compare(a.X, b.X) })
	var all []typeset.Glyph
	for _, run := range runs {
		glyphs := slices.Clone(run.Glyphs)
		if run.RTL {
			slices.Reverse(glyphs)
		}
		for _, g := range glyphs {
			g.X += run.X
			all = append(all, g)
		}
	}
	return all
}

func TestDirections(t *testing.T) {
	tests := []struct{ text, want string }{ // each letter from left to right
		{"abc אבג def", "abc גבא def"},
		{"אבג abc", "abc גבא"},
		{"abc אבג 123 def", "abc 123 גבא def"},
		{"אבג 123", "123 גבא"},
		{"abc 123 אבג", "abc 123 גבא"},
		{"אבג (abc) 12:30, דה", "הד ,12:30 )abc( גבא"},
		{"אבג \u202a+972 50-12\u202c דה", "הד \u202a+972 50-12\u202c גבא"},
		{"abc, אבג: def", "abc, גבא: def"},
		{"a \u202eabc\u202c b", "a \u202eabc\u202c b"}, // an override does nothing
	}
	for _, test := range tests {
		got := ""
		line := faces.Break(span(test.text), math.Inf(1))[0]
		for _, g := range fromLeft(line) {
			got += g.Text
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestMeasure(t *testing.T) {
	if got := faces.Measure(span("退货申请")); got != 40 {
		t.Errorf("four characters measure %v", got)
	}
	if got := faces.Measure(span("退\n退货")); got != 20 {
		t.Errorf("the wider of two lines measures %v", got)
	}
	narrow := []typeset.Span{{Text: "111", Style: typeset.Style{Size: 10, Tabular: true}}}
	wide := []typeset.Span{{Text: "888", Style: typeset.Style{Size: 10, Tabular: true}}}
	if a, b := faces.Measure(narrow), faces.Measure(wide); a != b {
		t.Errorf("tabular figures measure %v and %v", a, b)
	}
	for _, text := range nasty {
		for _, line := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }) {
			line = strings.TrimRightFunc(line, unicode.IsSpace)
			if lines := faces.Break(span(line), faces.Measure(span(line))); len(lines) != 1 {
				t.Errorf("%q breaks at its own measure: %q", line, texts(lines))
			}
		}
	}
}

// nasty are texts that break careless programs.
var nasty = []string{
	"", "\x00", "\xff\xfe", "a\u0300\u0301\u0302", "\u0300alone", "\u200d\u200d", "\ufe0f", "\ufeffBOM", "\u00ad\u00ad",
	"\U0010FFFF\uFFFE\uE000", "🇨", "🇨🇳🇺", "👨‍👩‍👧‍👦👍🏽🏴󠁧󠁢󠁥󠁮󠁧󠁿", "#️⃣*️⃣0⃣", "❤︎❤️", "葛󠄀", "\u1680\u2003\u205f\u3000x",
	"שלום (עולם) 12:30, abc 50%", "العربية ١٢٣ abc", "हिन्दी क्षत्रिय", "ไทย", "한국어 ㅎㅏㄴ", "\u202eabc\u202c\u2066x\u2069\u200e\u200f",
	"a\tb\t\tc", "x\u0336\u0335", "ﷺ", "𠀀𪚥", "‘’“”„‟…—", "tab\there", "\u2028\u2029\u0085\v\f", "fi ffl AVATAR Tö", "\ufeff\u200b\u200c\u200d\u2060",
	"\u115f\u1160\u3164\uffa0", "￼￼", "\u0600123", "\u180e\u1820", "꧁꧂", "ᄀᄀᄀ각ᆨ", "\U000E0001\U000E0041", "๏๏", "·•‧", "⁉️‼",
	strings.Repeat("长", 300), strings.Repeat("w", 3000), strings.Repeat("👍‍", 300), strings.Repeat("e\u0301", 200), "a" + strings.Repeat("\u0489", 400),
	strings.Repeat(" ", 500) + "x", strings.Repeat("“", 200), strings.Repeat("שלום ", 60), strings.Repeat("\u200b", 300),
	"https://www.example.com/orders/112-3456789-1234567?ref=ppx_yo_dt_b_asin_title_o00_s00&psc=1&language=zh_CN#reviews",
}

func TestNothingIsLost(t *testing.T) {
	for _, text := range nasty {
		for _, width := range []float64{0, 7, 33, 120, 500} {
			checkBreak(t, text, width)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		checkBreak(t, randomText(random), 5+random.Float64()*200)
	}
}

// randomText mixes characters of the ranges in which things go wrong.
func randomText(random *rand.Rand) string {
	ranges := [][2]rune{{0, 0x7F}, {0x80, 0x24F}, {0x300, 0x36F}, {0x370, 0x5FF}, {0x600, 0x6FF}, {0x900, 0xE7F}, {0x1100, 0x11FF},
		{0x2000, 0x206F}, {0x20D0, 0x20FF}, {0x2190, 0x27BF}, {0x3000, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xAC80}, {0xD7B0, 0xD7FF}, {0xE000, 0xE010},
		{0xFB1D, 0xFEFF}, {0xFF00, 0xFFFF}, {0x1F1E6, 0x1F1FF}, {0x1F300, 0x1FAFF}, {0x1F3FB, 0x1F3FF}, {0x20000, 0x20100}, {0xE0000, 0xE01EF}, {0x10FF00, 0x10FFFF}}
	var b strings.Builder
	for range random.IntN(60) {
		switch r := ranges[random.IntN(len(ranges))]; random.IntN(12) {
		case 0:
			b.WriteByte(byte(random.IntN(256)))
		case 1:
			b.WriteString(" ")
		case 2:
			b.WriteString("\u200d")
		default:
			b.WriteRune(r[0] + random.Int32N(r[1]-r[0]+1))
		}
	}
	return b.String()
}

func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// perByte replaces each invalid byte, where ToValidUTF8 joins those in a row.
func perByte(text string) string { return string([]rune(text)) }

func checkBreak(t *testing.T, text string, width float64) {
	t.Helper()
	lines := faces.Break(span(text), width)
	if got, want := squeeze(strings.Join(texts(lines), "")), squeeze(perByte(text)); got != want {
		t.Fatalf("%q at %v: got %q", text, width, got)
	}
	for _, line := range lines {
		checkLine(t, line, width)
	}
	if len(lines) == 0 || !lines[len(lines)-1].Last {
		t.Fatalf("%q has no last line", text)
	}
}

// checkLine holds a line against its runs and the width.
func checkLine(t *testing.T, line typeset.Line, width float64) {
	t.Helper()
	joined, clusters, advance, left := "", 0, 0.0, line.Width
	for _, run := range line.Runs {
		text := ""
		for _, g := range run.Glyphs {
			if g.ID == 0 && run.Face != nil {
				t.Fatalf("%q: missing glyph drawn", line.Text)
			}
			advance += g.Advance
			text += g.Text
			if g.Text != "" {
				clusters++
			}
		}
		if text != run.Text {
			t.Fatalf("%q: run %q has glyphs for %q", line.Text, run.Text, text)
		}
		joined += text
		left = min(left, run.X)
	}
	if joined != line.Text {
		t.Fatalf("%q: the runs say %q", line.Text, joined)
	}
	if len(line.Runs) > 0 && math.Abs(left+advance-line.Width) > 1e-6 {
		t.Fatalf("%q: from %v, %v wide, together not %v", line.Text, left, advance, line.Width)
	}
	if line.Width > width+1e-5 && clusters > 1 && utf8.RuneCountInString(line.Text) > 32 {
		t.Fatalf("%q is %v wide, more than %v", line.Text, line.Width, width)
	}
	if line.Height() <= 0 {
		t.Fatalf("%q has no height", line.Text)
	}
}

func FuzzBreak(f *testing.F) {
	for _, text := range nasty {
		f.Add(text, 50.0)
	}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		checkBreak(t, text, width)
	})
}

func TestConcurrentUse(t *testing.T) {
	fresh := typeset.LoadFaces(os.DirFS("../../../assets"))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for _, text := range nasty[:20] {
				fresh.Break(span(text), 50)
				fresh.Measure([]typeset.Span{{Text: text, Style: typeset.Style{Size: 8, Weight: typeset.Bold}}})
			}
		})
	}
	wait.Wait()
}

func TestMissingFontsGiveBoxes(t *testing.T) {
	broken := typeset.LoadFaces(fstest.MapFS{"fonts/NotoSansSC-Regular.ttf.zst": {Data: []byte("no font")}})
	if err := broken.Load(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Load returns %v", err)
	}
	lines := broken.Break(span("退货"), 100)
	if len(lines) != 1 || lines[0].Text != "退货" || lines[0].Runs[0].Face != nil {
		t.Errorf("got %+v", lines)
	}
	if err := faces.Load(); err != nil {
		t.Error(err)
	}
}
