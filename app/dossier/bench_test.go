package dossier

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/evidence"
	"casefolio/app/redact"
)

// BenchmarkLargeDossier writes the dossier of a case with 200 messages, 30
// tracking events and 20 photos of 12 megapixels, whose page pictures exist.
// The first round parses the fonts, too; peak-MB is what the process held at
// its highest since the pictures were made (Linux only).
func BenchmarkLargeDossier(b *testing.B) { benchmark(b, false, Options{Lang: "zh"}) }

// BenchmarkLargeOutsideDossier masks it and searches the file for what is masked.
func BenchmarkLargeOutsideDossier(b *testing.B) {
	benchmark(b, false, Options{Lang: "zh", Audience: audience.Supplier, Mask: []redact.Term{{Kind: redact.Order, Text: "302-8841276-2210751"}}})
}

// BenchmarkLargeDossierWithoutPictures is the same where the page pictures have
// to be made first.
func BenchmarkLargeDossierWithoutPictures(b *testing.B) { benchmark(b, true, Options{Lang: "zh"}) }

func benchmark(b *testing.B, dropPictures bool, opt Options) {
	ctx := context.Background()
	d := newDesk(b)
	c := largeCase(b, d)
	forgetPeak()
	n := 0
	for b.Loop() {
		if dropPictures {
			d.dropPictures(b, c)
		}
		start := time.Now()
		res, err := d.Write(ctx, c.Number, opt, filepath.Join(d.folder, "large.pdf"))
		check(b, err)
		if n++; n == 1 {
			b.ReportMetric(float64(time.Since(start).Milliseconds()), "first-ms")
			b.ReportMetric(float64(res.Pages), "pages")
		}
	}
	b.ReportMetric(peakMB(), "peak-MB")
	if info, err := os.Stat(filepath.Join(d.folder, "large.pdf")); err == nil {
		b.ReportMetric(float64(info.Size())/1e6, "file-MB")
	}
}

func (d desk) dropPictures(b *testing.B, c cases.Case) {
	exhibits, err := d.from.Evidence.List(context.Background(), c.ID)
	check(b, err)
	for _, e := range exhibits {
		if e.Kind == evidence.Photo {
			path, err := d.from.Evidence.PagePicture(context.Background(), e)
			check(b, err)
			check(b, os.Remove(path))
		}
	}
}

func largeCase(b testing.TB, d desk) cases.Case {
	c := d.newCase(b)
	var log, track strings.Builder
	at := time.Date(2026, 11, 20, 6, 0, 0, 0, china)
	for i := range 200 {
		at = at.Add(11 * time.Minute)
		who := []string{"Emma Schneider", "LumoHaus"}[i%2]
		fmt.Fprintf(&log, "[%s] %s: Message %d: the tracking has not moved since Monday, 包裹一直没有更新，请尽快答复。 Where is it? 😡\n", at.Format("2006/01/02 15:04:05"), who, i)
	}
	at = time.Date(2026, 11, 3, 6, 0, 0, 0, china)
	for i := range 30 {
		at = at.Add(8 * time.Hour)
		fmt.Fprintf(&track, "%s, Leipzig, Shipment %d arrived at facility\n", at.Format("2006-01-02 15:04"), i)
	}
	d.add(b, c, "chat.txt", []byte(log.String()))
	d.add(b, c, "track.csv", []byte("time,place,event\n"+strings.ReplaceAll(track.String(), ", ", ",")))
	for i := range 20 {
		d.add(b, c, fmt.Sprintf("IMG_%04d.jpg", 2231+i), grain(b, 4000, 3000, int64(i)))
	}
	return c
}

// grain is a JPEG as large as a camera's.
func grain(b testing.TB, w, h int, seed int64) []byte {
	b.Helper()
	img := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	r := rand.New(rand.NewSource(seed))
	for y := range h {
		for x := range w {
			img.Y[y*img.YStride+x] = uint8(60 + 100*x/w + 20*(y/200%2) + r.Intn(24))
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 120, 135
	}
	var out bytes.Buffer
	check(b, jpeg.Encode(&out, img, &jpeg.Options{Quality: 85}))
	return out.Bytes()
}

// forgetPeak gives the memory of the preparation back and starts the system's
// high-water mark anew.
func forgetPeak() {
	runtime.GC()
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o600) // Linux only
}

// peakMB reads the high-water mark, or what Go took from the system elsewhere.
func peakMB() float64 {
	if raw, err := os.ReadFile("/proc/self/status"); err == nil {
		for _, l := range strings.Split(string(raw), "\n") {
			var kb float64
			if n, _ := fmt.Sscanf(l, "VmHWM: %f kB", &kb); n == 1 {
				return kb / 1024
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys) / (1 << 20)
}
