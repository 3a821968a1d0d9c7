package backup_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/backup"
	"casefolio/app/fault"
)

func TestRestoreRefusesAFolderInUse(t *testing.T) {
	archive := make1(t, filled(t)).Path
	inUse := t.TempDir()
	file := filepath.Join(inUse, "mine.txt")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{inUse, file} {
		if err := backup.Restore(ctx, archive, dir, nil); !fault.Is(err, "backup.not_empty") {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if left := below(t, inUse); len(left) != 1 {
		t.Errorf("left %v", left)
	}
	if err := backup.Restore(ctx, archive, t.TempDir(), nil); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
	if err := backup.Restore(ctx, archive+"x", t.TempDir(), nil); !fault.Is(err, "backup.missing") {
		t.Errorf("no such file: %v", err)
	}
}

func TestCancelledRestoreLeavesNothing(t *testing.T) {
	archive := make1(t, filled(t)).Path
	root := t.TempDir()
	gone, cancel := context.WithCancel(ctx)
	err := backup.Restore(gone, archive, filepath.Join(root, "a", "b"), func(int64, int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if left := below(t, root); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func unzip(t *testing.T, path string) map[string][]byte {
	t.Helper()
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	files := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// rezip writes an archive with the given files, and extra ones that the
// manifest may or may not name.
func rezip(t *testing.T, files map[string][]byte) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "changed.zip")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRestoreRefusesForeignArchives(t *testing.T) {
	archive := make1(t, filled(t)).Path
	original := ""
	for name := range unzip(t, archive) {
		if strings.HasPrefix(name, "vault/") {
			original = name
		}
	}
	// rename changes the manifest's text together with the files.
	rename := func(to string) func(map[string][]byte) {
		return func(files map[string][]byte) {
			files[to] = files[original]
			delete(files, original)
			quoted, err := json.Marshal(to)
			if err != nil {
				t.Fatal(err)
			}
			files["manifest.json"] = bytes.Replace(files["manifest.json"], fmt.Appendf(nil, "%q", original), quoted, 1)
		}
	}
	for name, change := range map[string]func(map[string][]byte){
		"parent":       rename("../evil"),
		"deep parent":  rename("vault/../../evil"),
		"absolute":     rename("/tmp/evil"),
		"drive":        rename(`C:\evil`),
		"backslash":    rename(`..\evil`),
		"device":       rename("vault/aa/CON"),
		"other prefix": rename("vault/zz/" + strings.Repeat("a", 64)),
		"wrong folder": rename("vault/ab/" + strings.Repeat("c", 64)),
		"missing":      func(files map[string][]byte) { delete(files, original) },
		"extra":        func(files map[string][]byte) { files["extra"] = nil },
		"no manifest":  func(files map[string][]byte) { delete(files, "manifest.json") },
		"no json":      func(files map[string][]byte) { files["manifest.json"] = []byte("{") },
		"changed":      func(files map[string][]byte) { files[original][0] ^= 1 },
		"longer":       func(files map[string][]byte) { files[original] = append(files[original], 'x') },
		"bomb": func(files map[string][]byte) {
			zeros := make([]byte, 17<<20)
			old := fmt.Appendf(nil, `"size":%d`, len(files["casefolio.db"]))
			files["manifest.json"] = bytes.Replace(files["manifest.json"], old, fmt.Appendf(nil, `"size":%d`, len(zeros)), 1)
			files["casefolio.db"] = zeros
		},
	} {
		t.Run(name, func(t *testing.T) {
			files := unzip(t, archive)
			change(files)
			root := t.TempDir()
			err := backup.Restore(ctx, rezip(t, files), filepath.Join(root, "a", "b"), nil)
			if !fault.Is(err, "backup.damaged") {
				t.Errorf("got %v", err)
			}
			if left := below(t, root); len(left) != 0 {
				t.Errorf("left %v", left)
			}
		})
	}
	files := unzip(t, archive)
	files["manifest.json"] = bytes.Replace(files["manifest.json"], []byte(`"format":1`), []byte(`"format":2`), 1)
	if err := backup.Restore(ctx, rezip(t, files), filepath.Join(t.TempDir(), "n"), nil); !fault.Is(err, "backup.newer") {
		t.Errorf("a later format: %v", err)
	}
}

func TestRestoreFindsEveryDamage(t *testing.T) {
	raw, err := os.ReadFile(make1(t, filled(t)).Path)
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	path := filepath.Join(t.TempDir(), "damaged.zip")
	for _, content := range [][]byte{nil, []byte("no zip"), raw[:len(raw)/2], raw[:len(raw)-1]} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := backup.Restore(ctx, path, filepath.Join(root, "n"), nil); !fault.Is(err, "backup.damaged") {
			t.Errorf("%d bytes: %v", len(content), err)
		}
	}
	if left := below(t, root); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// FuzzRestore feeds archives that were changed anywhere: whatever comes, it
// ends without a panic and never with a folder that was not checked.
func FuzzRestore(f *testing.F) {
	f.Add(30, byte(1))
	f.Add(2000, byte(0x80))
	var raw []byte
	f.Fuzz(func(t *testing.T, at int, bits byte) {
		if raw == nil {
			var err error
			if raw, err = os.ReadFile(make1(t, filled(t)).Path); err != nil {
				t.Fatal(err)
			}
		}
		changed := bytes.Clone(raw)
		changed[((at%len(raw))+len(raw))%len(raw)] ^= bits
		path := filepath.Join(t.TempDir(), "changed.zip")
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "n")
		err := backup.Restore(ctx, path, dir, nil)
		if _, there := os.Stat(dir); (there == nil) != (err == nil) {
			t.Errorf("restored with %v, folder %v", err, there)
		}
	})
}
