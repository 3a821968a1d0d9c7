package evidence

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHostileTexts reads texts that are made to cost memory or time.
func TestHostileTexts(t *testing.T) {
	r := testReaders(t)
	const size = 8 << 20
	for name, text := range map[string]string{
		"lines.txt":   strings.Repeat("\n", maxLines+1),
		"returns.txt": strings.Repeat("\r", maxLines+1),
		"cells.csv":   strings.Repeat(",", size),
		"spaces.txt":  strings.Repeat(" ", size),
		"commas.txt":  strings.Repeat(", ", size/2),
	} {
		start := time.Now()
		got := readString(t, r, name, text, chatOptions)
		if wants := strings.Count(text, "\n") > maxLines || strings.Count(text, "\r") > maxLines; got.Kind != Text || wants != (got.Problem == problemTextTooLarge) {
			t.Errorf("%s: %s, %q", name, got.Kind, got.Problem)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// TestZipBudget wants the texts of an archive to be read up to a limit for all
// of them.
func TestZipBudget(t *testing.T) {
	r := testReaders(t)
	filler := strings.Repeat("x", maxZipText/2)
	for fillers, want := range []Kind{Chat, Chat, Document} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i, text := range append(slices.Repeat([]string{filler}, fillers), "1/29/18, 12:24 - Emma: Hello\n") {
			w, err := z.CreateHeader(&zip.FileHeader{Name: strings.Repeat("a", i+1) + ".txt", Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if got := readString(t, r, "export.zip", b.String(), chatOptions); got.Kind != want {
			t.Errorf("%d fillers: %s", fillers, got.Kind)
		}
	}
}
