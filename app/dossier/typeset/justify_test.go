package typeset_test

import (
	"math"
	"strings"
	"testing"
	"unicode"

	"casefolio/app/dossier/typeset"
)

func justified(text string, width float64) []typeset.Line {
	lines := faces.Break(span(text), width)
	typeset.Justify(lines, width)
	return lines
}

// A line of Chinese and Japanese running text fills its measure.
func TestChineseFillsItsMeasure(t *testing.T) {
	story := "买家下单两周未收到包裹，物流自 11-09 到达莱比锡处理中心后停滞。卖家当日向承运商发起查询，承运商于 11-24 确认遗失；卖家免费补发（YT2632000008810），11-30 签收，买家说“Thank you”，确认满意……"
	kana := "ご注文の商品がまだ届いていません。追跡番号は更新されず、いつ届くのか教えてください。返金をお願いします。"
	for _, text := range []string{story, strings.Repeat(story, 9), strings.Repeat(kana, 3), story + "\n" + kana} {
		for width := 150.0; width < 500; width += 7.3 {
			lines := justified(text, width)
			for i, line := range lines {
				checkLine(t, line, width)
				checkOrder(t, line)
				if line.Last {
					if natural := faces.Break(span(text), width)[i].Width; line.Width != natural {
						t.Errorf("the last line at %.1f is %.2f wide, by itself %.2f", width, line.Width, natural)
					}
				} else if rest := width - line.Width; rest > 1e-6 && rest < 0.8*float64(squares(line.Text)) {
					t.Errorf("%q stays ragged, %.1f short of %.1f", line.Text, rest, width)
				}
			}
		}
	}
}

// squares counts the characters beside which a line can open.
func squares(text string) (n int) {
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			n++
		}
	}
	return n
}

// checkOrder checks that runs and glyphs of a line stand where the advances of
// those before leave the pen.
func checkOrder(t *testing.T, line typeset.Line) {
	t.Helper()
	pen := 0.0
	for _, run := range line.Runs {
		if math.Abs(run.X-pen) > 1e-6 {
			t.Fatalf("%q: a run stands at %.3f, not %.3f", line.Text, run.X, pen)
		}
		at := 0.0
		for _, g := range run.Glyphs {
			if math.Abs(g.X-at) > 1 {
				t.Fatalf("%q: %q stands at %.3f, not %.3f", line.Text, g.Text, g.X, at)
			}
			at += g.Advance
		}
		pen += at
	}
}

// Between two square marks stands half a square, not a whole one.
func TestMarksStandTogether(t *testing.T) {
	tests := []struct {
		text string
		want float64 // width at ten points
	}{
		{"说：“好”。", 50}, {"（好）。", 35}, {"（「好」）", 40}, {"好，「好」", 45}, {"吗？！", 25}, {"。好", 20}, {"好——好", 40}, {"好」好", 30}, {"好“", 20}, {"：　“", 30}, {"5％。", 20 + 5.55},
	}
	for _, test := range tests {
		if got := faces.Measure(span(test.text)); math.Abs(got-test.want) > 0.01 {
			t.Errorf("%s is %.2f wide, want %.2f", test.text, got, test.want)
		}
		line := faces.Break(span(test.text), math.Inf(1))[0]
		checkLine(t, line, math.Inf(1))
		checkOrder(t, line)
	}
}

// No other text is opened, and no line very far.
func TestOtherTextIsRagged(t *testing.T) {
	texts := []string{
		"The buyer says that the parcel arrived late and that the “leather” is not real; we sent photos.",
		"환불해 주세요. 상품이 아직 도착하지 않았습니다. 배송 조회가 열흘째 그대로입니다.",
		"أين طردي؟ لقد مر أكثر من أسبوعين ولم يصل شيء. من فضلك أعد المال.", "สวัสดีครับ ผมยังไม่ได้รับพัสดุเลยครับ รบกวนตรวจสอบให้หน่อย",
		"退货 https://www.example.com/orders/302-8841276-2210751/tracking 申请",
	}
	for _, text := range texts {
		before, after := faces.Break(span(text), 120), justified(text, 120)
		for i := range before {
			if before[i].Width != after[i].Width {
				t.Errorf("%q is %.1f wide, was %.1f", after[i].Text, after[i].Width, before[i].Width)
			}
		}
	}
}

// A gap between two characters stays below what makes two words of them.
func TestWordsAreNotTornApart(t *testing.T) {
	for width := 100.0; width < 400; width += 3.1 {
		for _, line := range justified(chinesePage, width) {
			for _, run := range line.Runs {
				for i, g := range run.Glyphs[:len(run.Glyphs)-1] {
					if strings.ContainsAny(g.Text+run.Glyphs[i+1].Text, " ，；：。（）“”、") || g.Text < "\u3000" {
						continue
					}
					if g.Advance > 10*1.1 {
						t.Fatalf("%q is %.2f wide in %q", g.Text, g.Advance, line.Text)
					}
				}
			}
		}
	}
}
