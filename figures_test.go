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
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The figures that the product must hold, taken from the built program as a
// seller would run it. `make bench` calls this with CASEFOLIO_BIN set.

type outcome struct {
	wall time.Duration
	cpu  time.Duration // of all processors
	peak int64         // bytes
	out  string
}

// limit is what must hold; what is zero is only printed.
type limit struct {
	wall time.Duration
	peak int64 // bytes
}

func casefolio(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	bin := os.Getenv("CASEFOLIO_BIN")
	if bin == "" {
		t.Fatal("CASEFOLIO_BIN names no program")
	}
	return measure(t, exec.Command(bin, append([]string{"--workspace", dir}, args...)...))
}

// measure runs a program to its end. Its peak of memory counts from the start
// of the process, which for a moment is a copy of this one: smaller figures
// than this test's own are not seen.
func measure(t *testing.T, cmd *exec.Cmd) outcome {
	t.Helper()
	debug.FreeOSMemory()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args[:min(5, len(cmd.Args))], err, stderr.String())
	}
	state := cmd.ProcessState
	return outcome{
		wall: time.Since(start), cpu: state.UserTime() + state.SystemTime(),
		peak: state.SysUsage().(*syscall.Rusage).Maxrss * 1024, out: stdout.String(),
	}
}

// newCase makes a case in a new workspace and returns its number.
func newCase(t *testing.T, dir string) string {
	t.Helper()
	form := filepath.Join(t.TempDir(), "case.json")
	write(t, form, `{"customer":"Emma Schneider","platform":"amazon","category":"logistics.lost",
		"order":"302-8841276-2210751","amount":"39.90","currency":"EUR","story":"下单两周，物流无更新。"}`)
	var made struct{ Case string }
	if err := json.Unmarshal([]byte(casefolio(t, dir, "case", "new", "--json", form).out), &made); err != nil {
		t.Fatal(err)
	}
	return made.Case
}

func TestDossierFigures(t *testing.T) {
	dir, files := t.TempDir(), t.TempDir()
	number := newCase(t, dir)
	args := append([]string{"evidence", "add", number, chatFile(t, files), trackingFile(t, files)}, photoFiles(t, files, 20)...)
	report(t, "capture: 200 messages, 30 events, 20 photos of 12 MP", casefolio(t, dir, args...), limit{peak: 400 << 20})

	pdf := filepath.Join(files, "dossier.pdf")
	report(t, "its dossier, page pictures made", casefolio(t, dir, "dossier", number, "--out", pdf, "--lang", "zh"), limit{3 * time.Second, 300 << 20})
	if err := os.RemoveAll(filepath.Join(dir, "derived")); err != nil {
		t.Fatal(err)
	}
	report(t, "its dossier, none made", casefolio(t, dir, "dossier", number, "--out", pdf, "--lang", "zh"), limit{peak: 400 << 20})

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
}

// report prints a figure beside its limit and fails over it.
func report(t *testing.T, what string, o outcome, l limit) {
	t.Helper()
	line := fmt.Sprintf("%-62s %6.2f s, %6.2f s of processor, %4d MB", what, o.wall.Seconds(), o.cpu.Seconds(), o.peak>>20)
	var limits []string
	if l.wall > 0 {
		limits = append(limits, fmt.Sprintf("%g s", l.wall.Seconds()))
	}
	if l.peak > 0 {
		limits = append(limits, fmt.Sprintf("%d MB", l.peak>>20))
	}
	if len(limits) > 0 {
		line += "   (limit " + strings.Join(limits, ", ") + ")"
	}
	fmt.Println(line)
	if l.wall > 0 && o.wall > l.wall || l.peak > 0 && o.peak > l.peak {
		t.Errorf("over the limit: %s", line)
	}
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

func chatFile(t *testing.T, dir string) string { return chatOf(t, dir, 200, message) }

// chatOf is a chat of two with n messages, 37 minutes apart.
func chatOf(t *testing.T, dir string, n int, message func(i int) string) string {
	t.Helper()
	var b strings.Builder
	at := time.Date(2026, 11, 10, 8, 0, 0, 0, time.UTC).Add(-time.Duration(max(0, n-200)) * 37 * time.Minute)
	for i := range n {
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

// photoFiles writes n photos of 12 megapixels that compress about as badly as
// real ones. All come from one, with another table of quantisation each: other
// pixels and other bytes, without compressing again.
func photoFiles(t *testing.T, dir string, n int) []string {
	t.Helper()
	noise := rand.New(rand.NewPCG(1, 2))
	img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = uint8((i/4000+i%4000)/28) + uint8(noise.IntN(24))
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 120+uint8(i%17), 130
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 88}); err != nil {
		t.Fatal(err)
	}
	table := bytes.Index(b.Bytes(), []byte("\xFF\xDB")) + 5 // marker, length, number
	var paths []string
	for i := range n {
		data := bytes.Clone(b.Bytes())
		data[table+1+i%40] += byte(1 + i/40)
		path := filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", 2231+i))
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
