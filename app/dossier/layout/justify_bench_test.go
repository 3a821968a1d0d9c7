package layout_test

import (
	"bytes"
	"context"
	"math/rand"
	"os"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

// ragged sets text so that no line is brought to its measure.
type ragged struct{ *typeset.Faces }

func (r ragged) Break(spans []typeset.Span, width float64) []typeset.Line {
	lines := r.Faces.Break(spans, width)
	for i := range lines {
		lines[i].Last = true
	}
	return lines
}

// BenchmarkRunningText writes about 50 pages of Chinese running text, ragged
// and justified.
func BenchmarkRunningText(b *testing.B) {
	faces := typeset.LoadFaces(os.DirFS("../../../assets"))
	doc := block.Document{Paper: "a4"}
	r := rand.New(rand.NewSource(1))
	for range 190 {
		doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Body, tale(r, 450))})
	}
	for name, set := range map[string]layout.Setter{"ragged": ragged{faces}, "justified": faces} {
		b.Run(name, func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				pages, err := layout.Layout(context.Background(), doc, set)
				if err != nil {
					b.Fatal(err)
				}
				out.Reset()
				if _, err := render.Render(context.Background(), &out, pages, faces); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(pages.Pages)), "pages")
			}
			b.ReportMetric(float64(out.Len())/1024, "KiB")
		})
	}
}

// tale is about n characters of sentences from common words.
func tale(r *rand.Rand, n int) string {
	words := strings.Fields("买家 卖家 我们 承运商 签收 两周 之后 商品 描述 不符 要求 全额 退款 提供 物流 记录 订单 聊天 照片 次日 回复 说明 原因 没有 收到 包裹 已经 到达 莱比锡 处理 中心 停滞 当日 发起 查询 确认 遗失 免费 补发 满意 平台 申诉 证据 称重 面单 电话 邮件 的 了 在 是 并 于 也 就 还 与 USPS YT2632000008810 11-24 2026 Emma 12.50")
	var b strings.Builder
	for b.Len() < 3*n {
		for range 3 + r.Intn(9) {
			b.WriteString(words[r.Intn(len(words))])
		}
		b.WriteString([]string{"，", "。", "；", "，", "。", "“好的”，", "（见附件）。"}[r.Intn(7)])
	}
	return b.String()
}
