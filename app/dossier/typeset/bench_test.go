package typeset_test

import (
	"math"
	"os"
	"runtime"
	"strings"
	"testing"

	"casefolio/app/dossier/typeset"
)

// About one page of A4 in nine points each.
var (
	chinesePage = strings.Repeat("买家在签收两周后称“商品与描述不符”，要求全额退款；我们提供了 USPS 物流签收记录（订单号 112-3456789）、聊天记录与照片。", 25)
	englishPage = strings.Repeat("The buyer says that the parcel arrived late and that the “leather” is not real; we sent the tracking record and photos. ", 25)
)

func benchmarkBreak(b *testing.B, text string) {
	faces.Break(span(text), 500)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.ResetTimer()
	for range b.N {
		faces.Break(span(text), 500)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	runtime.ReadMemStats(&after)
	b.ReportMetric(math.Round(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/1024), "KiB/page")
}

func BenchmarkBreakChinese(b *testing.B) { benchmarkBreak(b, chinesePage) }
func BenchmarkBreakEnglish(b *testing.B) { benchmarkBreak(b, englishPage) }

// BenchmarkLoad reads and parses the fonts that every dossier may need.
func BenchmarkLoad(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var fresh *typeset.Faces
	for b.Loop() {
		fresh = typeset.LoadFaces(os.DirFS("../../../assets"))
		if err := fresh.Load(); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-kept")
	runtime.KeepAlive(fresh)
}
