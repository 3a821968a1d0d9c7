package render

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
)

func grayJPEG(t *testing.T, edge int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, edge, edge)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAStubTellsTheSize(t *testing.T) {
	made, clean, err := readJPEG(grayJPEG(t, 600), false)
	if err != nil {
		t.Fatal(err)
	}
	small, err := stub(made.name, clean)
	if err != nil {
		t.Fatal(err)
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(small))
	if err != nil || config.Width != 600 || config.Height != 600 {
		t.Errorf("%+v, %v", config, err)
	}
	if len(small) >= len(clean)/2 {
		t.Errorf("%d of %d bytes", len(small), len(clean))
	}
	for n := range len(clean) { // no end of a file is one too many
		_, _ = stub(made.name, clean[:max(2, n)])
	}
}

func TestAPhotoThatMemoryDoesNotHoldIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "photo.jpg")
	first := grayJPEG(t, 60)
	if err := os.WriteFile(path, first, 0o600); err != nil {
		t.Fatal(err)
	}
	made, clean, err := readJPEG(first, false)
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{photos: map[string]photo{}, held: heldPhotos}
	b.hold(made.name, path, clean)
	p := b.photos[made.name]
	if p.data != nil {
		t.Fatal("held beyond the limit")
	}
	if got, err := p.read(made.name); err != nil || !bytes.Equal(got, clean) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if err := os.WriteFile(path, grayJPEG(t, 61), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := p.read(made.name); !errors.Is(err, errChanged) {
		t.Errorf("changed: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := p.read(made.name); err == nil {
		t.Error("lost: no error")
	}
}
