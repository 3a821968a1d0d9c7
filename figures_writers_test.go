//go:build figures && linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// writer makes the document of testdata/writers in its way.
type writer struct {
	name  string
	args  []string
	limit float64 // of the program's time by this one's; 0: printed only
}

// TestWritersFigures compares whole processes on the same content: 50 pages of
// Chinese text and 40 photos of 1,600 pixels. They run in turns.
func TestWritersFigures(t *testing.T) {
	const rounds = 5
	dir, tool := t.TempDir(), filepath.Join(t.TempDir(), "writers")
	for _, args := range [][]string{{"go", "build", "-trimpath", "-o", tool, "./testdata/writers"}, {tool, "content", dir}} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	writers := append([]writer{
		{"casefolio", []string{tool, "casefolio", dir}, 0},
		{"gofpdf", []string{tool, "gofpdf", dir}, 2},
	}, others(t, dir)...)
	taken := make([][]outcome, len(writers))
	for range rounds {
		for i, w := range writers {
			taken[i] = append(taken[i], measure(t, exec.Command(w.args[0], w.args[1:]...)))
		}
	}
	fmt.Printf("the same document, written by (median of %d):\n", rounds)
	for i, w := range writers {
		// Against the run of the same round. On a machine that has other work the
		// time on the clock says little: only where that of the processor is over
		// the limit, too, the test fails.
		ratio := median(rounds, func(n int) float64 { return float64(taken[0][n].wall) / float64(taken[i][n].wall) })
		work := median(rounds, func(n int) float64 { return float64(taken[0][n].cpu) / float64(taken[i][n].cpu) })
		line := fmt.Sprintf("  %-10s %6.2f s, %.2f s of processor, %4.0f MB, %3d pages; casefolio takes %.2f of its time, %.2f of its work", w.name,
			median(rounds, func(n int) float64 { return taken[i][n].wall.Seconds() }),
			median(rounds, func(n int) float64 { return taken[i][n].cpu.Seconds() }),
			median(rounds, func(n int) float64 { return float64(taken[i][n].peak >> 20) }),
			pagesOf(t, dir, w.name), ratio, work)
		if w.limit > 0 {
			line += fmt.Sprintf(" (limit %.2f)", w.limit)
		}
		fmt.Println(line)
		if w.limit > 0 && min(ratio, work) > w.limit {
			t.Errorf("%s: over the limit", w.name)
		}
	}
}

func median(n int, of func(i int) float64) float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = of(i)
	}
	slices.Sort(all)
	return all[n/2]
}

// others are the writers of other languages that are on this machine.
func others(t *testing.T, dir string) []writer {
	t.Helper()
	var found []writer
	python := ""
	for _, p := range []string{"/usr/bin/python3", "python3"} { // Debian's package is Debian's Python's
		if exec.Command(p, "-c", "import reportlab").Run() == nil {
			python = p
			break
		}
	}
	if python == "" {
		fmt.Println("reportlab: not on this machine")
	} else {
		found = append(found, writer{"reportlab", []string{python, "testdata/writers/reportlab_writer.py", dir}, 1})
	}
	typst := typstOf(dir)
	if typst == nil {
		fmt.Println("typst: not on this machine")
		return found
	}
	source, err := os.ReadFile("testdata/writers/main.typ")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "main.typ"), string(source))
	return append(found, writer{"typst", typst, 1})
}

// typstOf prefers the program; npm's module of the same compiler needs Node
// around it, whose own start is told apart.
func typstOf(dir string) []string {
	if path, err := exec.LookPath("typst"); err == nil {
		return []string{path, "compile", "--font-path", dir, filepath.Join(dir, "main.typ"), filepath.Join(dir, "typst.pdf")}
	}
	modules, err := filepath.Abs("out/bench/node_modules")
	if err != nil {
		return nil
	}
	args := []string{"node", "testdata/writers/typst.mjs", modules}
	start := time.Now()
	if exec.Command(args[0], args[1:]...).Run() != nil {
		return nil
	}
	fmt.Printf("typst runs inside Node, which takes %.2f s to start with it\n", time.Since(start).Seconds())
	return append(args, dir)
}

func pagesOf(t *testing.T, dir, name string) int {
	t.Helper()
	out, err := exec.Command("pdfinfo", filepath.Join(dir, name+".pdf")).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	n := 0
	for line := range strings.Lines(string(out)) {
		_, _ = fmt.Sscanf(line, "Pages: %d", &n) // any other line
	}
	return n
}
