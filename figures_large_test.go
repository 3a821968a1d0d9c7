//go:build figures && linux

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Cases larger than a seller will have, through the whole program.

// printed makes the dossier of a case, checks the file and returns its pages.
func printed(t *testing.T, dir, number string) (outcome, int) {
	t.Helper()
	pdf := filepath.Join(t.TempDir(), "dossier.pdf")
	o := casefolio(t, dir, "dossier", number, "--out", pdf, "--lang", "zh")
	if out, err := exec.Command("qpdf", "--check", pdf).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	out, err := exec.Command("qpdf", "--show-npages", pdf).Output()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return o, pages
}

func TestFiveHundredPagesFigures(t *testing.T) {
	dir := t.TempDir()
	number := newCase(t, dir)
	report(t, "capture: 4,200 messages", casefolio(t, dir, "evidence", "add", number, chatOf(t, t.TempDir(), 4_200, message)), limit{})
	o, pages := printed(t, dir, number)
	report(t, fmt.Sprintf("its dossier, %d pages", pages), o, limit{wall: 3 * time.Second, peak: 400 << 20})
	if pages < 500 {
		t.Errorf("only %d pages", pages)
	}
}

func TestHundredThousandMessagesFigures(t *testing.T) {
	dir := t.TempDir()
	number := newCase(t, dir)
	short := func(i int) string { return fmt.Sprintf("Message %d 还没有收到包裹", i) }
	report(t, "capture: 100,000 messages", casefolio(t, dir, "evidence", "add", number, chatOf(t, t.TempDir(), 100_000, short)), limit{})
	o, pages := printed(t, dir, number)
	report(t, fmt.Sprintf("its dossier, %d pages", pages), o, limit{})
}

func TestTwoHundredPhotosFigures(t *testing.T) {
	dir, files := t.TempDir(), t.TempDir()
	number := newCase(t, dir)
	added := casefolio(t, dir, append([]string{"evidence", "add", number}, photoFiles(t, files, 200)...)...)
	report(t, "capture: 200 photos of 12 MP", added, limit{peak: 400 << 20})
	// So many are taken in without their pictures.
	o, pages := printed(t, dir, number)
	report(t, fmt.Sprintf("its dossier, no page picture made, %d pages", pages), o, limit{peak: 400 << 20})
	o, _ = printed(t, dir, number)
	report(t, "its dossier, all made", o, limit{peak: 400 << 20})
}

func TestFiveThousandExhibitsFigures(t *testing.T) {
	dir := t.TempDir()
	number := newCase(t, dir)
	files := mixedFiles(t, 5_000)
	var all outcome
	for len(files) > 0 { // a command line has an end
		n := min(1_000, len(files))
		o := casefolio(t, dir, append([]string{"evidence", "add", number}, files[:n]...)...)
		all.wall, all.cpu, all.peak, files = all.wall+o.wall, all.cpu+o.cpu, max(all.peak, o.peak), files[n:]
	}
	report(t, "capture: 5,000 exhibits of all kinds, one in ten broken", all, limit{peak: 400 << 20})
	o, pages := printed(t, dir, number)
	report(t, fmt.Sprintf("its dossier, %d pages", pages), o, limit{})
}

// mixedFiles are small exhibits: notes, chats, tracking records, photos and
// photos that are cut off.
func mixedFiles(t *testing.T, n int) []string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for i := range n {
		name, data := fmt.Sprintf("note %04d.txt", i), fmt.Appendf(nil, "第 %d 条记录：客户来电，询问包裹。\nCalled the carrier, no answer yet.\n", i)
		at := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(i) * time.Hour)
		switch i % 10 {
		case 1, 2, 3:
			name = fmt.Sprintf("chat %04d.txt", i)
			data = fmt.Appendf(nil, "[%s] Emma Schneider: Where is parcel %d?\n[%s] LumoHaus: 我们正在查询第 %d 号。\n",
				at.Format("2006/01/02 15:04:05"), i, at.Add(time.Hour).Format("2006/01/02 15:04:05"), i)
		case 4, 5:
			name = fmt.Sprintf("tracking %04d.csv", i)
			data = fmt.Appendf(nil, "Time,Location,Status\n%s,\"Leipzig, DE\",Arrived at facility %d\n%s,\"Hamburg, DE\",Departed\n",
				at.Format("2006-01-02 15:04"), i, at.Add(9*time.Hour).Format("2006-01-02 15:04"))
		case 6, 7, 8, 9:
			name, data = fmt.Sprintf("IMG_%04d.jpg", i), smallPhoto(t, i)
			if i%10 == 9 {
				data = data[:len(data)/2]
			}
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

func smallPhoto(t *testing.T, seed int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 320, 240))
	for i := range m.Pix {
		m.Pix[i] = uint8(i/320 + i%320*seed/64)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
