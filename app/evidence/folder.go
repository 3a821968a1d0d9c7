package evidence

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"casefolio/app/fault"
)

// Limits of a folder that is walked through.
const (
	maxFolderFiles = 20_000
	maxFolderDepth = 12
)

// FolderFiles is what stands in folders and among files that were chosen.
type FolderFiles struct {
	Paths   []string // the files, folder by folder, each by name
	Bytes   int64    // of all of them
	Folders int      // that were walked through
	Hidden  int      // files and folders of the system, left out
	Deep    int      // folders below the limit of depth, left out
	Failed  []Added  // folders that cannot be read
}

// Walk finds the files of the folders among paths; what is no folder stays as it
// is. Hidden files and those of the system are left out, links are not followed.
// Too many files are the fault "folder.too_many".
func Walk(ctx context.Context, paths []string) (FolderFiles, error) {
	var f FolderFiles
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			f.Paths = append(f.Paths, path)
			if err == nil {
				f.Bytes += info.Size()
			}
			continue
		}
		if err := f.walk(ctx, filepath.Clean(path)); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (f *FolderFiles) walk(ctx context.Context, root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil { // of a folder: the others go on
			f.Failed = append(f.Failed, Added{Name: filepath.Base(path), Err: fault.File(err, filepath.Base(path))})
			return fs.SkipDir
		}
		if path != root && (isHidden(d.Name()) || hasHiddenMark(d)) {
			f.Hidden++
			return skipFolder(d)
		}
		switch {
		case d.IsDir():
			if depth(root, path) > maxFolderDepth {
				f.Deep++
				return fs.SkipDir
			}
			f.Folders++
			return nil
		case !d.Type().IsRegular():
			return nil
		case len(f.Paths) >= maxFolderFiles:
			return fault.New("folder.too_many", "limit", strconv.Itoa(maxFolderFiles))
		}
		if info, err := d.Info(); err == nil {
			f.Bytes += info.Size()
		}
		f.Paths = append(f.Paths, path)
		return nil
	})
}

func skipFolder(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func depth(root, path string) int {
	rel, err := filepath.Rel(root, path)
	if err != nil || rel == "." {
		return 0
	}
	return strings.Count(rel, string(filepath.Separator)) + 1
}

// leftByPrograms are files and folders that systems and programs leave behind,
// in lower case.
var leftByPrograms = map[string]bool{
	"thumbs.db": true, "ehthumbs.db": true, "desktop.ini": true, "__macosx": true, "$recycle.bin": true,
	"system volume information": true, "icon\r": true,
}

// isHidden tells files that nobody put there on purpose.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || leftByPrograms[strings.ToLower(name)]
}
