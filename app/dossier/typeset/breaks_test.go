package typeset_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWordsBreakAtSensiblePlaces(t *testing.T) {
	tests := []struct {
		name, text string
		width      float64
		want       string
	}{
		{"Korean by words", "환불해 주세요", 40, "환불해|주세요"},
		{"Korean particles", "앱 Casefolio는 좋다", 62, "앱|Casefolio는|좋다"},
		{"Korean counts", "상품 3개를 받음", 40, "상품|3개를|받음"},
		{"a long Korean word", "가나다라마바사", 40, "가나다라|마바사"},
		{"an address", "https://www.example.com/orders/302", 80, "https://www.|example.com/|orders/302"},
		{"its query", "https://x.com/a?order=302&lang=de", 60, "https://x.|com/a?|order=302&|lang=de"},
		{"not within its scheme", "http://example.com/x", 80, "http://example.|com/x"},
		{"in a text", "See https://www.example.com/orders/302 now", 90, "See https://www.|example.com/|orders/302 now"},
		{"a file's name", "IMG_20261103_162033.HEIC", 60, "IMG_|20261103_|162033.HEIC"},
		{"an e-mail", "emma.schneider@mail.example.com", 70, "emma.|schneider@|mail.example.|com"},
		{"amount and currency", "They paid 12.50 EUR back", 90, "They paid|12.50 EUR back"},
		{"currency and amount", "They paid EUR 12.50 back", 90, "They paid|EUR 12.50 back"},
		{"sign and amount", "They paid € 12 back", 62, "They paid|€ 12 back"},
		{"weight", "It weighs 0.42 kg.", 62, "It weighs|0.42 kg."},
		{"a unit that does not fit", "123456789 kg", 50, "123456789|kg"},
		{"a time with its date", "taken on 2026-11-03 16:21", 110, "taken on|2026-11-03 16:21"},
		{"a time that does not fit", "on 2026-11-03 16:21", 62, "on|2026-11-03|16:21"},
		{"no unit", "They sent 12 lamps", 70, "They sent 12|lamps"},
		{"Chinese date", "包裹于2026年11月20日签收", 60, "包裹于|2026年11月|20日签收"},
		{"Chinese counts", "我们等了12天", 55, "我们等了|12天"},
		{"Chinese counts after a space", "我们等了 12 天了", 60, "我们等了|12 天了"},
		{"an ordinal", "这已经是第3次", 55, "这已经是|第3次"},
		{"before a Chinese quotation", "买家来信：“Hello there”", 62, "买家来信：|“Hello|there”"},
		{"decimal point", "a1234567.89", 45, "a123456|7.89"},
		{"no mark begins a line after a word that is cut", "（YT2632000008810），好", 94, "（YT263200000881|0），好"},
		{"nor after its bracket", "「YT2630921266112233」は", 112, "「YT263092126611223|3」は"},
		{"nothing but marks", "。。。。。。", 30, "。。。。。|。"},
		{"Thai syllables", "ผมยังไม่ได้รับพัสดุเลย", 60, "ผมยังไม่|ได้รับพัสดุเลย"},
		{"Thai vowels stay", "ราคามากากา", 12, "รา|คา|มา|กา|กา"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(texts(faces.Break(span(test.text), test.width)), "|"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// No line begins with a mark that ends something, none ends with one that opens
// something, and no dash or row of dots is cut, wherever the edge falls.
func TestKinsoku(t *testing.T) {
	const never, neverLast = "。，、；：！？）】」』》〉］｝〕〗”’％‰℃ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ·", "（【「『《〈［｛〔〖“‘￥＄"
	samples := []string{
		"买家说：“我要退货！”（订单 302-8841276），卖家答复：「好的。」——随后……他又问：『何时退款？』【请看】《规则》〈一〉。",
		"ちょっと待って、データ「サンプル」はどこですか？（ヴァージョン２）ッー々。キャンセルしてください！",
		"請把『商品』寄回：地址是「台北市」；運費（約 ￥５０）由我們付——謝謝……好嗎？",
		"他问：“为什么？”“因为‘慢’。”——“那就退百分之五％！”（完）",
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		var b strings.Builder
		pool := []rune("字买家货的は一" + never + neverLast)
		was := ' '
		for range 60 {
			r := pool[random.IntN(len(pool))]
			if strings.ContainsRune(never+neverLast, was) { // marks in a row may leave no place at all
				r = pool[random.IntN(7)]
			}
			was = r
			b.WriteRune(r)
		}
		samples = append(samples, "字"+b.String()+"字")
	}
	for _, text := range samples {
		for width := 60.0; width < 320; width += 7 {
			lines := texts(faces.Break(span(text), width))
			for i, line := range lines {
				first, _ := utf8.DecodeRuneInString(line)
				last, _ := utf8.DecodeLastRuneInString(line)
				if i > 0 && strings.ContainsRune(never, first) || i+1 < len(lines) && strings.ContainsRune(neverLast, last) {
					t.Errorf("%.0f: %q", width, lines)
				}
				if i > 0 && strings.ContainsRune("—…", first) && strings.HasSuffix(lines[i-1], string(first)) {
					t.Errorf("%.0f: a dash is cut in %q", width, lines)
				}
			}
		}
	}
}
