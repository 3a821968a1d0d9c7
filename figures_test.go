//go:build figures && linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The figures that the product must hold, taken from the built program as a
// seller would run it. `make bench` calls this with CASEFOLIO_BIN set.

type outcome struct {
	wall time.Duration
	peak int64 // bytes
	out  string
}

func casefolio(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	bin := os.Getenv("CASEFOLIO_BIN")
	if bin == "" {
		t.Fatal("CASEFOLIO_BIN names no program")
	}
	cmd := exec.Command(bin, append([]string{"--workspace", dir}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, stderr.String())
	}
	return outcome{
		time.Since(start),
		cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss * 1024,
		stdout.String(),
	}
}

func TestDossierFigures(t *testing.T) {
	dir, files := t.TempDir(), t.TempDir()
	form := filepath.Join(files, "case.json")
	write(t, form, `{"customer":"Emma Schneider","platform":"amazon","category":"logistics.lost",
		"order":"302-8841276-2210751","amount":"39.90","currency":"EUR","story":"下单两周，物流无更新。"}`)
	var made struct{ Case string }
	if err := json.Unmarshal([]byte(casefolio(t, dir, "case", "new", "--json", form).out), &made); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"evidence", "add", made.Case, chatFile(t, files), trackingFile(t, files)}, photoFiles(t, files)...)
	added := casefolio(t, dir, args...)
	report("evidence add: 200 messages, 30 events, 20 photos of 12 MP", added, 0, 0)

	pdf := filepath.Join(files, "dossier.pdf")
	with := casefolio(t, dir, "dossier", made.Case, "--out", pdf, "--lang", "zh")
	report("dossier, page pictures made", with, 3*time.Second, 300<<20)
	if err := os.RemoveAll(filepath.Join(dir, "derived")); err != nil {
		t.Fatal(err)
	}
	report("dossier, none made", casefolio(t, dir, "dossier", made.Case, "--out", pdf, "--lang", "zh"), 0, 0)

	text, err := exec.Command("pdftotext", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	squeezed := squeeze(string(text))
	for i := range 200 {
		if !strings.Contains(squeezed, squeeze(message(i))) {
			t.Errorf("message %d does not come back whole", i)
		}
	}
	if with.wall > 3*time.Second || with.peak > 300<<20 {
		t.Errorf("over the limit of 3 s and 300 MB")
	}
}

func report(what string, o outcome, wall time.Duration, peak int64) {
	line := fmt.Sprintf("%-60s %6.2f s %5d MB", what, o.wall.Seconds(), o.peak>>20)
	if wall > 0 {
		line += fmt.Sprintf("   (limit %.0f s, %d MB)", wall.Seconds(), peak>>20)
	}
	fmt.Println(line)
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func message(i int) string {
	return fmt.Sprintf("Message %d: the tracking of my parcel has not moved since 9 November and I need it before the weekend, 请尽快处理第 %d 号包裹。", i, i)
}

func chatFile(t *testing.T, dir string) string {
	var b strings.Builder
	at := time.Date(2026, 11, 10, 8, 0, 0, 0, time.UTC)
	for i := range 200 {
		who := []string{"Emma Schneider", "LumoHaus"}[i%2]
		fmt.Fprintf(&b, "[%s] %s: %s\n", at.Add(time.Duration(i)*37*time.Minute).Format("02/01/2006, 15:04:05"), who, message(i))
	}
	path := filepath.Join(dir, "WhatsApp Chat with Emma Schneider.txt")
	write(t, path, b.String())
	return path
}

func trackingFile(t *testing.T, dir string) string {
	b := strings.Builder{}
	b.WriteString("Time,Location,Status\n")
	at := time.Date(2026, 11, 9, 22, 14, 0, 0, time.UTC)
	for i := range 30 {
		fmt.Fprintf(&b, "%s,\"Hub %d, DE\",Arrived at facility %d\n", at.Add(-time.Duration(i)*7*time.Hour).Format("2006-01-02 15:04"), i, i)
	}
	path := filepath.Join(dir, "tracking YT2630921266112233.csv")
	write(t, path, b.String())
	return path
}

// photoFiles draws pictures that compress about as badly as real photos.
func photoFiles(t *testing.T, dir string) []string {
	noise := rand.New(rand.NewPCG(1, 2))
	img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = uint8((i/4000+i%4000)/28) + uint8(noise.IntN(24))
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 120+uint8(i%17), 130
	}
	var paths []string
	for n := range 20 {
		for y := 100; y < 400; y++ { // so that no two originals are the same
			img.Y[img.YOffset(100+n*180, y)] = 255
		}
		path := filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", 2231+n))
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := jpeg.Encode(f, img, &jpeg.Options{Quality: 88}); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
