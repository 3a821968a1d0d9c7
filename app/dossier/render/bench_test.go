package render_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

// pagesOf fills pages with Chinese text, each paragraph a different one.
func pagesOf(n int) page.Document {
	var doc page.Document
	common := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经")
	for i := 0; len(doc.Pages) < n; i++ {
		var b strings.Builder
		fmt.Fprintf(&b, "第 %d 段：买家称“商品与描述不符”，订单 112-%07d，", i, i*7919)
		for k := range 200 {
			b.WriteRune(common[(i*31+k*17+k*k)%len(common)])
			if k%23 == 22 {
				b.WriteRune('，')
			}
		}
		var paragraph page.Document
		place(&paragraph, typeset.Style{Size: 10}, b.String())
		if i%6 == 0 { // about six paragraphs a page
			doc.Pages = append(doc.Pages, page.Page{})
		}
		last := &doc.Pages[len(doc.Pages)-1]
		for _, text := range paragraph.Pages[0].Texts {
			text.Y += float64(i%6) * 120
			last.Texts = append(last.Texts, text)
		}
		doc.W, doc.H = paragraph.W, paragraph.H
	}
	return doc
}

func benchmarkPages(b *testing.B, n int) {
	if err := faces.Load(); err != nil {
		b.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	size := 0
	for b.Loop() {
		out := &countWriter{}
		if _, err := render.Render(context.Background(), out, pagesOf(n), faces); err != nil {
			b.Fatal(err)
		}
		size = out.n
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(size)/1024, "KiB/file")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/(1<<20), "MiB-allocated")
	b.ReportMetric(float64(after.Sys)/(1<<20), "MiB-from-system")
}

type countWriter struct{ n int }

func (c *countWriter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

var _ io.Writer = (*countWriter)(nil)

func Benchmark50Pages(b *testing.B)  { benchmarkPages(b, 50) }
func Benchmark500Pages(b *testing.B) { benchmarkPages(b, 500) }
