//go:build figures && linux

package main

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A cold start with 1,000 cases against an empty window with the same fonts:
// the time until the middle of the screen is painted, in turns, on a virtual
// screen of their own.
func TestColdStartFigures(t *testing.T) {
	dir := t.TempDir()
	form := filepath.Join(t.TempDir(), "case.json")
	for i := range 1000 {
		write(t, form, fmt.Sprintf(`{"customer":"Customer %d","platform":"ebay","category":"logistics.lost","order":"12-%05d-%05d","story":"包裹未收到 %d"}`, i, i, i, i))
		casefolio(t, dir, "case", "new", form)
	}
	screen(t, ":96")
	casefolioBin, empty := os.Getenv("CASEFOLIO_BIN"), os.Getenv("EMPTY_BIN")
	const rounds = 7
	var ours, theirs []time.Duration
	for range rounds {
		theirs = append(theirs, untilPainted(t, empty))
		ours = append(ours, untilPainted(t, casefolioBin, "--workspace", dir))
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	a, b := ours[rounds/2], theirs[rounds/2]
	ratio := float64(a) / float64(b)
	fmt.Printf("cold start with 1,000 cases: %.2f s, empty window: %.2f s, ratio %.2f (limit 1.50; median of %d)\n",
		a.Seconds(), b.Seconds(), ratio, rounds)
	if ratio > 1.5 {
		t.Errorf("the window takes %.2f times as long as an empty one", ratio)
	}
}

// screen starts a virtual screen with a window manager for the test's time.
func screen(t *testing.T, name string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	for _, args := range [][]string{{"Xvfb", name, "-screen", "0", "1360x860x24"}, {"openbox"}} {
		cmd := exec.CommandContext(ctx, args[0], args[1:]...)
		if args[0] != "Xvfb" {
			cmd.Env = append(os.Environ(), "DISPLAY="+name)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cancel(); _ = cmd.Wait() })
		time.Sleep(time.Second)
	}
	t.Setenv("DISPLAY", name)
	t.Setenv("LANG", "zh_CN.UTF-8")
}

// untilPainted starts a program and waits until the middle of the screen is no
// longer the black of the empty one.
func untilPainted(t *testing.T, bin string, args ...string) time.Duration {
	t.Helper()
	cmd := exec.Command(bin, args...)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for !black(t) { // the next one must find an empty screen
			time.Sleep(20 * time.Millisecond)
		}
	}()
	for black(t) {
		if time.Since(start) > time.Minute {
			t.Fatalf("%s: no window after a minute", bin)
		}
	}
	return time.Since(start)
}

func black(t *testing.T) bool {
	t.Helper()
	shot := filepath.Join(t.TempDir(), "dot.png")
	if out, err := exec.Command("scrot", "-o", "-a", "900,600,2,2", shot).CombinedOutput(); err != nil {
		t.Fatalf("scrot: %v %s", err, out)
	}
	f, err := os.Open(shot)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	r, g, b, _ := img.At(0, 0).RGBA()
	return r+g+b == 0
}
