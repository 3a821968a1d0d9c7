package sample

import (
	"bytes"
	"image/jpeg"
	"os"
	"testing"
	"time"
)

func TestPhoto(t *testing.T) {
	f, err := loadFonts(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	taken := time.Date(2026, 11, 3, 16, 21, 0, 0, time.FixedZone("", 8*3600))
	one, err := photo(f, "scale", []string{"0.42", "kg"}, taken)
	if err != nil {
		t.Fatal(err)
	}
	two, err := photo(f, "scale", []string{"0.42", "kg"}, taken)
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("drawn twice, the picture differs (%v)", err)
	}
	for _, want := range []string{"Exif\x00\x00II*\x00", "2026:11:03 16:21:00\x00", "+08:00\x00"} {
		if !bytes.Contains(one[:400], []byte(want)) {
			t.Errorf("%q is not in the head of the file", want)
		}
	}
	// The pixels lie on their side; the orientation sets them upright.
	size, err := jpeg.DecodeConfig(bytes.NewReader(one))
	if err != nil || size.Width != photoHeight || size.Height != photoWidth {
		t.Errorf("%+v %v", size, err)
	}
	if _, err := photo(f, "nothing", nil, taken); err == nil {
		t.Error("a scene that does not exist was drawn")
	}
}
