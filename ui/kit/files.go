package kit

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
)

// entry is a line of a folder in the file window.
type entry struct {
	name   string
	size   int64
	at     time.Time // of its last change
	folder bool
}

// readFolder lists a folder by name: folders first, then files with one of the
// extensions (lower case, with the point; none means all). Hidden entries are
// left out.
func readFolder(dir string, extensions []string) ([]entry, error) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, folderFault(err, dir)
	}
	entries := make([]entry, 0, len(all))
	for _, e := range all {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(dir, e.Name())) // follows links
		if err != nil {
			continue
		}
		if !info.IsDir() && !hasExtension(e.Name(), extensions) {
			continue
		}
		entries = append(entries, entry{name: e.Name(), size: info.Size(), at: info.ModTime(), folder: info.IsDir()})
	}
	sortEntries(entries, false)
	return entries, nil
}

// sortEntries puts folders first and orders both by name, or by their last
// change with the newest first.
func sortEntries(entries []entry, newest bool) {
	slices.SortStableFunc(entries, func(a, b entry) int {
		switch {
		case a.folder != b.folder && a.folder:
			return -1
		case a.folder != b.folder:
			return 1
		case newest && !a.at.Equal(b.at):
			return b.at.Compare(a.at)
		}
		return compareNames(a.name, b.name)
	})
}

// compareNames orders names as people do: without regard to case, and numbers
// by their value, so that photo2 stands before photo10.
func compareNames(a, b string) int {
	x, y := strings.ToLower(a), strings.ToLower(b)
	for x != "" && y != "" {
		p, q := leadingDigits(x), leadingDigits(y)
		if p == "" || q == "" {
			r, n := utf8.DecodeRuneInString(x)
			s, m := utf8.DecodeRuneInString(y)
			if r != s {
				return cmp.Compare(r, s)
			}
			x, y = x[n:], y[m:]
			continue
		}
		v, w := strings.TrimLeft(p, "0"), strings.TrimLeft(q, "0")
		if c := cmp.Or(cmp.Compare(len(v), len(w)), cmp.Compare(v, w)); c != 0 {
			return c
		}
		x, y = x[len(p):], y[len(q):]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

func folderFault(err error, dir string) error {
	if os.IsPermission(err) {
		return fault.Wrap(err, "file.denied", "name", dir)
	}
	return fault.Wrap(err, "file.missing", "name", dir)
}

func hasExtension(name string, extensions []string) bool {
	return len(extensions) == 0 || slices.Contains(extensions, strings.ToLower(filepath.Ext(name)))
}

// listing is a folder as it was read.
type listing struct {
	dir     string
	entries []entry
}

// listFolder reads dir off the window's thread.
func listFolder(t *Tasks, dir string, extensions []string, show func(listing, error)) {
	Run(t, "kit.files", func(context.Context) (listing, error) {
		entries, err := readFolder(dir, extensions)
		return listing{dir, entries}, err
	}, show)
}

// FileSize writes a number of bytes in the unit that people use.
func FileSize(n int64) string {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	v, i := float64(n), 0
	for v >= 1000 && i < len(units)-1 {
		v /= 1024
		i++
	}
	if i == 0 || v >= 100 {
		return Count(int(v+0.5)) + " " + units[i]
	}
	tenths := int(v*10 + 0.5)
	return Count(tenths/10) + "." + Count(tenths%10) + " " + units[i]
}
