package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

var everyScript = []struct{ name, text string }{
	{"Simplified Chinese", "买家说：“灯不亮了。”我们已于 2026-11-20 重发，单号 YT2630921266112233。"},
	{"Traditional Chinese", "訂單編號 302-8841276：買家「尚未收到」包裹，請儘快處理，謝謝！龜鬱麤"},
	{"Japanese", "お問い合わせありがとうございます。「返品」は３０日以内に。カタカナ、ｶﾅ、々〆ー"},
	{"Korean", "안녕하세요, 주문 302-8841276 배송이 늦었습니다. 환불해 주세요! (빨리) ㅋㅋ 뷁 漢字"},
	{"Korean jamo", "\u1112\u1161\u11ab\u1100\u1173\u11af"},
	{"European", "Zażółć gęślą jaźń; Łódź, Đakovo, Çeşme, ñandú, Ångström, ß, Œuvre, þorn, ő ű ș ț"},
	{"Vietnamese", "Tôi chưa nhận được đơn hàng 302-8841276. Xin vui lòng hoàn tiền, được không? Ữ ẵ ợ ỹ"},
	{"Cyrillic", "Здравствуйте! Где мой заказ № 302-8841276? Їжак, ґанок, Ђорђе, Ўзбек"},
	{"Greek", "Καλημέρα, πού είναι η παραγγελία μου 302; Ἀθῆναι ᾧ"},
	{"Thai", "สวัสดีครับ ผมยังไม่ได้รับสินค้า 302-8841276 น้ำ ก็ ที่ ผู้ซื้อ ๑๒๓ ฿500"},
	{"Hindi", "नमस्ते, मुझे मेरा ऑर्डर 302-8841276 नहीं मिला। क्षत्रिय ज्ञान हिन्दी र्क ₹500"},
	{"Arabic", "مرحبا لم يصل الطلب حتى الآن"},
	{"Arabic, ligatures and marks", "لا إله السَّلامُ عَلَيْكُم الله"},
	{"Arabic, numbers", "لم يصل الطلب رقم 302-8841276 منذ 15 يوما"},
	{"Arabic, own numbers", "دفعت ١٢٣٫٤٥ ريال في ٢٠٢٦"},
	{"Arabic, punctuation", "مرحبا، أين طلبي؟ (لم يصل)!"},
	{"Hebrew", "שלום עולם איפה החבילה שלי"},
	{"Hebrew, points", "שָׁלוֹם עוֹלָם בְּרֵאשִׁית"},
	{"Hebrew, numbers", "הזמנה 302-8841276 לא הגיעה כבר 15 ימים"},
	{"Hebrew, punctuation", "שלום, איפה החבילה שלי? (עדיין לא הגיעה)!"},
	{"Hebrew in English", "The buyer wrote שלום עולם on 15 May, order 302"},
	{"Arabic in Chinese", "买家写道：مرحبا أين طلبي，我们已回复。"},
	{"English in Hebrew", "קניתי את Folding Lamp בחנות LumoHaus אתמול"},
	{"English in Arabic", "اشتريت Folding Lamp من LumoHaus أمس"},
	{"telephone in Hebrew", "הטלפון שלי \u202a+972 50-123-4567\u202c תודה"},
	{"telephone", "Call \u202a+49 341 0000000\u202c please"},
	{"emoji", "👍 1️⃣ ❤️ 😡 ok"},
	{"emoji sequences", "👍🏽 👨‍👩‍👧‍👦 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩🏿‍🚒 🏳️‍🌈 #️⃣ ❤️‍🔥"},
	{"emoji in words", "Danke😡👎🏾sehr, 真的😀吗？שלום 👋🏽 עולם"},
	{"emoji alone", "😂😂😂😂🇫🇷🇫🇷🇪🇸👨‍👩‍👧‍👦👨‍👩‍👧‍👦"},
	{"emoji as text", "☎ ✔ ❤︎ 👍︎ © ® ™ 1 # ☺"},
	{"variations of ideographs", "葛\U000E0100飾区、辻\U000E0101さん、𠮷\U000E0101野家"},
	{"long Hebrew", strings.Repeat("שלום עולם איפה החבילה שלי כבר שבועיים ", 8)},
	{"long Arabic", strings.Repeat("مرحبا لم يصل الطلب حتى الآن ", 10)},
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069", r) {
			return -1
		}
		return r
	}, s)
}

// readers are the programs and modes that text is taken out with. Poppler puts
// a line of two directions into an order of its own, by the place of its parts,
// unless it is told to keep the order of the file.
var readers = []struct {
	name, program string
	args          []string
	places        bool // goes by places
}{
	{"poppler", "pdftotext", []string{"FILE", "-"}, true},
	{"poppler, raw", "pdftotext", []string{"-raw", "FILE", "-"}, false},
	{"MuPDF", "mutool", []string{"draw", "-q", "-F", "txt", "-o", "-", "FILE"}, false},
}

func TestEveryScriptComesBack(t *testing.T) {
	for _, style := range []typeset.Style{{Size: 7}, {Size: 10}, {Size: 24}, {Size: 9, Weight: typeset.Bold}} {
		var doc page.Document
		for _, s := range everyScript {
			var one page.Document
			place(&one, style, s.text)
			doc.W, doc.H = one.W, one.H
			doc.Pages = append(doc.Pages, one.Pages...)
		}
		pdf, faults := write(t, doc)
		if len(faults) > 0 {
			t.Error(faults)
		}
		for _, reader := range readers {
			out := tool(t, pdf, reader.program, slices.Clone(reader.args)...)
			if _, after, ok := strings.Cut(out, "Adobe-Identity-UCS\n"); ok {
				out = after // warnings
			}
			pages := strings.Split(out, "\f")
			for i, s := range everyScript {
				checkScript(t, fmt.Sprintf("%s, %v: %s", reader.name, style.Size, s.name), s.text, pages[i], reader.places)
			}
		}
	}
}

func checkScript(t *testing.T, name, text, got string, places bool) {
	t.Helper()
	if !places || !bothWays(text) {
		if got, want := bare(got), bare(text); got != want {
			t.Errorf("%s\n got %q\nwant %q", name, got, want)
		}
		return
	}
	got = strings.ReplaceAll(got, "\u200b", "")
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
		if !strings.Contains(got, word) {
			t.Errorf("%s: %q is not in %q", name, word, got)
		}
	}
}

// bothWays tells texts with right-to-left letters that have others, too.
func bothWays(text string) bool {
	return strings.ContainsFunc(text, isRightToLeft) && strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.L, unicode.Nd) && !isRightToLeft(r)
	})
}

func isRightToLeft(r rune) bool { return r >= 0x0590 && r <= 0x08FF && !unicode.Is(unicode.Nd, r) }
