package evidence

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"casefolio/app/fault"
)

// MaxOriginal is the largest original that is taken, in bytes.
const MaxOriginal = 512 << 20

// FileInput describes a file. A folder, an empty file, a missing or unreadable
// one, or one that is too large is a fault ("file.folder", "file.empty",
// "file.missing", "file.denied", "file.too_large").
func FileInput(path string, source Source) (Input, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return Input{}, fault.File(err, name)
	}
	if err := checkInfo(info, name); err != nil {
		return Input{}, err
	}
	return Input{
		Name: name, Source: source, ModTime: info.ModTime(),
		Open: func() (io.ReadCloser, error) { return os.Open(path) },
	}, nil
}

// TextInput describes pasted text.
func TextInput(text string) Input {
	return Input{
		Source: FromPaste,
		Open:   func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
	}
}

// checkInfo tells what speaks against a file before a byte of it is read.
func checkInfo(info fs.FileInfo, name string) error {
	switch {
	case info.IsDir():
		return fault.New("file.folder", "name", name)
	case !info.Mode().IsRegular():
		return fault.New("file.denied", "name", name)
	case info.Size() == 0:
		return fault.New("file.empty", "name", name)
	case info.Size() > MaxOriginal:
		return tooLarge(name)
	}
	return nil
}

func tooLarge(name string) error {
	return fault.New("file.too_large", "name", name, "limit", strconv.Itoa(MaxOriginal>>20))
}
