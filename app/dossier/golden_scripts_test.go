package dossier

import (
	"context"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/page"
)

// specimens are a few lines of each script that buyers write in.
var specimens = []struct{ name, text string }{
	{"simplified", "买家下单两周未收到包裹，物流自 11-09 到达莱比锡处理中心后停滞。卖家当日向承运商发起查询：“包裹在哪里？”承运商于 2026年11月24日确认遗失；卖家免费补发（YT2632000008810），11-30 签收——买家次日确认满意……金额 EUR 39.90，重 0.42 kg。"},
	{"traditional", "買家下單兩週仍未收到包裹，物流停在萊比錫處理中心。賣家當日查詢：「請問『補發』何時寄出？」承運商確認遺失；賣家免費補發（運費由我們付），買家隔日確認滿意。鬱、龜、體、臺灣、葉啟賢。"},
	{"japanese", "ご注文の商品がまだ届いていません。追跡番号「YT2630921266112233」は11月9日から更新されず、いつ届くのか教えてください。キャンセルの場合は、全額（￥3,990）の返金をお願いいたします。々〆ヶッー・ヴ。"},
	{"korean", "주문한 상품이 아직 도착하지 않았습니다. 배송 조회가 열흘째 그대로인데, 언제 받을 수 있는지 알려 주세요. “LED 조명” 3개를 주문번호 302-8841276으로 샀고, 환불(39.90 EUR)도 괜찮습니다. 漢字도 섞입니다."},
	{"latin", "L’été, l’œuvre naïve à Besançon; Größe, Straße, Übergröße „bitte“; ¿Dónde está mi señal? ¡Año! São João, ação; Łódź, źdźbło, żółć, gęś; Příliš žluťoučký kůň; őrült tűz; çöğüş ığdır İstanbul; ţară, știință, ăâî; þorn Ðað æ; ŝanĝo; ħġż; ēģīķļņšūž; ąčęėįšųūž; smørrebrød på Åland; cel·la; ĳsvrij."},
	{"vietnamese", "Tôi đã đặt hàng từ hai tuần trước nhưng vẫn chưa nhận được. Xin vui lòng kiểm tra lại giúp: mã vận đơn YT2630921266112233. Nếu bị thất lạc, đề nghị hoàn tiền đầy đủ 39,90 EUR. Cảm ơn, Nguyễn Thị Hường."},
	{"cyrillic", "Где моя посылка? Прошло больше двух недель, а трекинг не обновляется. Прошу вернуть деньги: «полный возврат» — 39,90 €. Київ, їжак, ґанок, об’єкт; Љубљана, Ђорђе; Ўзбекистон, Қазақстан, Ұлы."},
	{"greek", "Πού είναι το δέμα μου; Έχουν περάσει δύο εβδομάδες και η παρακολούθηση δεν ενημερώνεται. Παρακαλώ επιστρέψτε τα χρήματα: «πλήρης επιστροφή» — 39,90 €. Ϊ ΐ ϋ ΰ ς."},
	{"arabic", "أين طردي؟ لقد مر أكثر من أسبوعين ولم يصل شيء، ورقم التتبع YT2630921266112233 لم يتحدث منذ ٩ نوفمبر. من فضلكم أعيدوا المبلغ كاملاً (39.90 EUR) أو أرسلوا بديلاً. السَّلامُ عليكُم، محمّد لؤي."},
	{"hebrew", "איפה החבילה שלי? עברו יותר משבועיים והמעקב YT2630921266112233 לא מתעדכן. אנא החזירו את הכסף (39.90 EUR). שָׁלוֹם עֲלֵיכֶם, בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ׃"},
	{"thai", "สวัสดีครับ ผมสั่งสินค้าไปสองสัปดาห์แล้วแต่ยังไม่ได้รับพัสดุเลย เลขพัสดุ YT2630921266112233 ไม่อัปเดตตั้งแต่วันที่ 9 พฤศจิกายน กรุณาตรวจสอบหรือคืนเงินเต็มจำนวน 39.90 EUR ด้วยครับ น้ำ ผู้ใหญ่ ปั๊ม กตัญญู ฯลฯ"},
	{"hindi", "मेरा पार्सल कहाँ है? दो हफ़्ते से ज़्यादा हो गए और ट्रैकिंग YT2630921266112233 अपडेट नहीं हुई। कृपया पूरी राशि (₹3,990) लौटाएँ। क्षत्रिय, ज्ञान, श्रृंगार, विद्यार्थी, द्वितीय, हृदय, कर्तृत्व।"},
	{"emoji", "skin 👍🏻👍🏽👍🏿 👩🏽‍🚀 🤝🏼 flags 🇩🇪🇨🇳🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿🏳️‍🌈 families 👨‍👩‍👧‍👦👩‍❤️‍👨 keycaps 1️⃣#️⃣*️⃣🔟 hearts ❤️♥︎💔 faces 😡😀🥲🫠 things 📦🚚⏰☎️✔️ 货到了😀太好了👍🏽。"},
	{"mixed", "买家 محمد 写道：“أين طردي YT2630921 ؟”（11-20）。The buyer שרה כהן wrote “איפה 2 החבילות (302-88)?” at 12:30. العميل كتب: “Where is order 302-8841276?” ثم صمت. Ответ: 請稍候、ขอบคุณ 감사 धन्यवाद 🙏🏽."},
	{"strange", "bell \x07, escape \x1b, override \u202egnp.exe\u202c, invalid \xff\xc3(, private \ue000, unknown ქართული, plane 16 \U0010FFFF, joiners a\u200db, marks Z\u0301\u0302\u0303\u0304, rare 𠮷𡃁𪚥."},
}

// specimen is a text as a paragraph, as a quoted message with a bar, and in a
// narrow column.
func specimen(text string) block.Document {
	return block.Document{Paper: "a4", Lang: "zh-CN", Blocks: []block.Block{
		block.Paragraph{Text: block.Say(block.Body, text)},
		block.Paragraph{Text: block.Say(block.Strong, firstWords(text, 60))},
		block.Table{
			Columns: []block.Column{{Head: "100", Width: 100}, {Head: firstWords(text, 20), Grow: 1}},
			Rows: []block.Row{{Cells: []block.Cell{
				{Text: block.Say(block.Small, firstWords(text, 110))}, {Text: block.Say(block.Body, text), Bar: true},
			}}},
		},
	}}
}

// firstWords is the first n characters of a text, cut at a space or a mark.
func firstWords(s string, n int) string {
	r := []rune(s)
	for n < len(r) && !strings.ContainsRune(" ，。、：,.", r[n]) {
		n++
	}
	return string(r[:min(n, len(r))])
}

func laidOut(t *testing.T, doc block.Document) page.Document {
	t.Helper()
	out, err := layout.Layout(context.Background(), doc, faces())
	check(t, err)
	return out
}

// crop shows the upper part of a page only.
func crop(points string) []string {
	return []string{"-r", "72", "-x", "36", "-y", "66", "-W", "524", "-H", points}
}

func TestScriptsLookAsBefore(t *testing.T) {
	for _, s := range specimens {
		looksAsBefore(t, "script-"+s.name, laidOut(t, specimen(s.text)), crop("210")...)
	}
}

// All of each specimen comes back as it was written. Where directions mix,
// poppler's own order of reading is its guess; the order in the file is right.
func TestScriptsComeBack(t *testing.T) {
	for _, s := range specimens {
		if s.name == "strange" {
			continue // controls come back as their pictures
		}
		doc := laidOut(t, specimen(s.text))
		path := printed(t, doc)
		got := map[string]string{"raw": extracted(t, path, doc, "-raw"), "mutool": strings.ReplaceAll(bare(tool(t, "mutool", "draw", "-q", "-F", "text", path)), "\u200b", "")}
		if !strings.Contains("arabic hebrew mixed", s.name) {
			got["plain"] = extracted(t, path, doc)
		}
		for mode, text := range got {
			if n := strings.Count(text, bare(s.text)); n < 2 {
				t.Errorf("%s %s: %d times in %s", s.name, mode, n, text)
			}
		}
	}
}

// forms are the kinds of dossier beside the full ones of variants.
func TestFormsLookAsBefore(t *testing.T) {
	for _, v := range [][3]string{
		{compose.Summary, "zh", "a4"}, {compose.Summary, "en", "letter"}, {compose.Summary, "both", "a4"}, {compose.Full, "both", "letter"},
	} {
		in := fixture(t, v[1], v[2])
		doc := pages(t, in)
		if v[0] == compose.Summary {
			doc = summaryOf(t, in)
		}
		looksAsBefore(t, strings.Join(v[:], "-"), doc, "-r", "60")
	}
}
