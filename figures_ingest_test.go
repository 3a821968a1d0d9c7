//go:build figures && linux

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"casefolio/app/safefile"
)

// TestIngestFigures takes in a folder of 1,000 photos of 1 to 4 MB, and for
// comparison lets cp copy them and sha256sum read them, with the same waiting
// for the disk: the file and its folder, for each. They run in turns.
func TestIngestFigures(t *testing.T) {
	const photos, rounds = 1000, 3
	folder := t.TempDir()
	files, total := ingestPhotos(t, folder, photos)
	var ours, theirs []float64
	for range rounds {
		theirs = append(theirs, copied(t, files).Seconds())
		dir := t.TempDir()
		number := newCase(t, dir)
		o := casefolio(t, dir, "evidence", "add", number, folder)
		report(t, fmt.Sprintf("%d photos, %d MB, taken in", photos, total>>20), o, limit{peak: 400 << 20})
		ours = append(ours, o.wall.Seconds())
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	ratio := median(rounds, func(i int) float64 { return theirs[i] / ours[i] })
	fmt.Printf("cp and sha256sum with the same syncs take %.2f s (median of %d); taken in at %.2f of their speed (limit 0.50)\n",
		median(rounds, func(i int) float64 { return theirs[i] }), rounds, ratio)
	if ratio < 0.5 {
		t.Error("over the limit")
	}
}

// copied is the time that cp, the syncs and sha256sum take.
func copied(t *testing.T, files []string) time.Duration {
	t.Helper()
	dir := t.TempDir()
	start := time.Now()
	run := func(args ...string) {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", args[0], err, out)
		}
	}
	run(append([]string{"cp", "-t", dir}, files...)...)
	copies := make([]string, len(files))
	for i, file := range files {
		copies[i] = filepath.Join(dir, filepath.Base(file))
		f, err := os.OpenFile(copies[i], os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := safefile.Finish(f); err != nil {
			t.Fatal(err)
		}
		if err := safefile.SyncDir(dir); err != nil {
			t.Fatal(err)
		}
	}
	run(append([]string{"sha256sum"}, copies...)...)
	took := time.Since(start)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return took
}

// ingestPhotos writes photos of 1 to 4 MB, each with other bytes: a note before
// the picture and noise behind it, as cameras leave their own things there.
func ingestPhotos(t *testing.T, dir string, n int) (files []string, total int64) {
	t.Helper()
	var small bytes.Buffer
	if err := jpeg.Encode(&small, image.NewYCbCr(image.Rect(0, 0, 1600, 1200), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	noise := rand.NewChaCha8([32]byte{1})
	for i := range n {
		var b bytes.Buffer
		b.WriteString("\xFF\xD8\xFF\xFE\x00\x0A")
		if err := binary.Write(&b, binary.BigEndian, uint64(i)); err != nil {
			t.Fatal(err)
		}
		b.Write(small.Bytes()[2:])
		tail := make([]byte, 1<<20+i*3<<20/n)
		noise.Read(tail)
		b.Write(tail)
		path := filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i))
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		files, total = append(files, path), total+int64(b.Len())
	}
	return files, total
}
