package kit

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"casefolio/app/fault"
)

// entry is a line of a folder in the file window.
type entry struct {
	name   string
	size   int64
	folder bool
}

// place is a folder that the file window offers at its side.
type place struct{ label, path string }

// readFolder lists a folder: folders first, then files with one of the
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
		entries = append(entries, entry{name: e.Name(), size: info.Size(), folder: info.IsDir()})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	return entries, nil
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

// places lists where a seller usually keeps files, as far as they exist.
func places() []place {
	var found []place
	add := func(label, path string) {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			found = append(found, place{label, path})
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		add(T("kit.file.home"), home)
		add(T("kit.file.desktop"), filepath.Join(home, "Desktop"))
		add(T("kit.file.documents"), filepath.Join(home, "Documents"))
		add(T("kit.file.downloads"), filepath.Join(home, "Downloads"))
		add(T("kit.file.pictures"), filepath.Join(home, "Pictures"))
	}
	switch runtime.GOOS {
	case "windows":
		for letter := 'A'; letter <= 'Z'; letter++ {
			root := string(letter) + `:\`
			add(root, root)
		}
	case "darwin":
		add(T("kit.file.volumes"), "/Volumes")
	default:
		add("/", "/")
	}
	return found
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
