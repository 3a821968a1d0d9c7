package emoji

import (
	"os"
	"testing"
)

// Every picture of the program can be read.
func TestWholePack(t *testing.T) {
	pack, err := Open(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[ID]bool{}
	for text, id := range pack.ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		picture, err := pack.Picture(id)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		shown, err := picture.Image()
		if err != nil || shown.Bounds().Dx() != 72 {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if len(seen) < 3700 || len(pack.ids) < 5000 {
		t.Errorf("%d pictures of %d texts", len(seen), len(pack.ids))
	}
}
