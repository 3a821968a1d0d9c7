package replies

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// SaveFiles writes the files that go with a reply into a folder, under names that
// are free there, and returns where they lie. One that lies there already with the
// same bytes is left as it is. Faults: "vault.missing", "reply.save".
func (s *Service) SaveFiles(ctx context.Context, dir string, files []File) (paths []string, err error) {
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return paths, err
		}
		path, err := s.saveFile(dir, f)
		if err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

func (s *Service) saveFile(dir string, f File) (string, error) {
	in, err := s.store.Open(f.SHA256)
	if err != nil {
		return "", err
	}
	defer in.Close() // only read
	raw, err := io.ReadAll(in)
	if err != nil {
		return "", err
	}
	name := saveName(f.Name)
	ending := filepath.Ext(name)
	path := filepath.Join(dir, name)
	for n := 2; n < 1000; n++ {
		there, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			break
		}
		if err == nil && string(there) == string(raw) {
			return path, nil
		}
		path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ending), n, ending))
	}
	if err := safefile.Write(path, raw); err != nil {
		return "", fault.Wrap(err, "reply.save", "name", name, "folder", dir)
	}
	return path, nil
}

// mostName is how many characters a saved name has.
const mostName = 120

// saveName is a name that every system takes.
func saveName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if r := []rune(name); len(r) > mostName {
		ending := []rune(filepath.Ext(name))
		if len(ending) > mostName/2 {
			ending = nil
		}
		name = string(r[:mostName-len(ending)]) + string(ending)
	}
	if name == "" {
		return "file"
	}
	return name
}
