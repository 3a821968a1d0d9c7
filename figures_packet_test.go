//go:build figures && linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPacketFigures hands a case of 60 exhibits, 40 of them photos of 12
// megapixels, to recipients with different limits: what goes as it is, what must
// become smaller, what must be cut into files, what is grey.
func TestPacketFigures(t *testing.T) {
	dir, files := t.TempDir(), t.TempDir()
	number := newCase(t, dir)
	args := append([]string{"evidence", "add", number, chatFile(t, files), trackingFile(t, files)}, photoFiles(t, files, 40)...)
	for i := range 18 {
		path := filepath.Join(files, fmt.Sprintf("note %02d.txt", i))
		write(t, path, fmt.Sprintf("Note %d\n", i)+strings.Repeat("Called the carrier again, 承运商说还在查。\n", 8))
		args = append(args, path)
	}
	report(t, "capture: 60 exhibits, 40 of them photos of 12 MP", casefolio(t, dir, args...), limit{})
	report(t, "their page pictures", casefolio(t, dir, "dossier", number, "--out", filepath.Join(files, "dossier.pdf"), "--lang", "en"), limit{})
	for _, to := range []string{"any", "checkout", "amazon_atoz", "diners_discover"} {
		packetFigure(t, dir, number, to, "for the first time")
	}
	packetFigure(t, dir, number, "checkout", "again")
}

// packetFigure writes a packet and holds what was planned against what came.
func packetFigure(t *testing.T, dir, number, to, when string) {
	t.Helper()
	var planned struct{ Bytes int64 }
	out := filepath.Join(t.TempDir(), "out")
	o := casefolio(t, dir, "packet", number, "--recipient", to, "--out", out, "--lang", "en", "--json")
	var written struct {
		Files []struct {
			Path  string
			Bytes int64
			Pages int
		}
	}
	if err := json.Unmarshal([]byte(o.out), &written); err != nil || len(written.Files) == 0 {
		t.Fatalf("%v: %s", err, o.out)
	}
	dry := casefolio(t, dir, "packet", number, "--recipient", to, "--dry-run", "--lang", "en", "--json")
	if err := json.Unmarshal([]byte(dry.out), &planned); err != nil {
		t.Fatalf("%v: %s", err, dry.out)
	}
	var bytes int64
	pages := 0
	for _, f := range written.Files {
		info, err := os.Stat(f.Path)
		if err != nil || info.Size() != f.Bytes {
			t.Errorf("%s: %v", f.Path, err)
			continue
		}
		bytes, pages = bytes+info.Size(), pages+f.Pages
	}
	report(t, fmt.Sprintf("its packet for %s, %s", to, when), o, limit{wall: 5 * time.Second, peak: 300 << 20})
	off := 100 * (float64(planned.Bytes)/float64(bytes) - 1)
	fmt.Printf("%62s %d files, %d pages, %.1f MB; planned %.1f MB, %+.2f %% off (limit 10 %%)\n", "", len(written.Files), pages, float64(bytes)/1e6, float64(planned.Bytes)/1e6, off)
	if off < -10 || off > 10 {
		t.Errorf("%s: planned %d bytes, are %d", to, planned.Bytes, bytes)
	}
}
