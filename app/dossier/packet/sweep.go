package packet

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// tempPrefix begins the name of the folder for what is not whole yet.
const tempPrefix = ".casefolio-"

// leftover is the age from which such a folder belongs to nobody: no packet
// takes so long to write.
const leftover = 24 * time.Hour

// sweep takes away what was left by a program that was killed or lost its power
// while it wrote beside own, a folder that was just made. Its time is now, for a
// drive elsewhere has a clock of its own. Only folders that this package names
// are touched, and of these only the files that it writes: one with anything
// else in it stays.
func sweep(own string) {
	dir := filepath.Dir(own)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	made, err := os.Stat(own)
	if err != nil {
		return
	}
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), tempPrefix)
		if info, err := e.Info(); err == nil && ours && digits(number) && e.IsDir() && made.ModTime().Sub(info.ModTime()) > leftover {
			sweepFolder(filepath.Join(dir, e.Name()))
		}
	}
}

func sweepFolder(path string) {
	inside, err := os.ReadDir(path)
	if err != nil {
		return
	}
	for _, e := range inside {
		if number, ours := strings.CutSuffix(e.Name(), ".pdf"); !ours || !digits(number) || !e.Type().IsRegular() {
			return
		}
	}
	for _, e := range inside {
		if os.Remove(filepath.Join(path, e.Name())) != nil {
			return
		}
	}
	_ = os.Remove(path) // the next packet tries again
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
