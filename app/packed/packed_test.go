package packed

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/zstd"
)

func TestReadFile(t *testing.T) {
	pack, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := bytes.Repeat([]byte("A line of text that is packed. "), 5000)
	packed := pack.EncodeAll(whole, nil)
	changed := bytes.Clone(packed)
	changed[len(changed)/2] ^= 4
	files := fstest.MapFS{
		"good": {Data: packed}, "half": {Data: packed[:len(packed)/2]}, "begun": {Data: packed[:3]}, "changed": {Data: changed},
		"more": {Data: append(bytes.Clone(packed), 7)}, "text": {Data: whole}, "large": {Data: pack.EncodeAll(make([]byte, maxBytes+1), nil)},
	}
	if got, err := ReadFile(files, "good"); err != nil || !bytes.Equal(got, whole) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	for _, name := range []string{"half", "begun", "changed", "more", "text", "large", "nowhere"} {
		if got, err := ReadFile(files, name); err == nil {
			t.Errorf("%s: %d bytes and no error", name, len(got))
		}
	}
}

func TestAllFontsUnpack(t *testing.T) {
	const dir = "../../assets"
	names, err := filepath.Glob(dir + "/fonts/*.zst")
	if err != nil || len(names) < 10 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		raw, err := ReadFile(os.DirFS(dir), "fonts/"+filepath.Base(name))
		if err != nil || !bytes.HasPrefix(raw, []byte{0, 1, 0, 0}) {
			t.Errorf("%s: %d bytes, %v", name, len(raw), err)
		}
	}
}
