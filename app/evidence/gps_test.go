package evidence

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
)

// gpsNotes builds a camera's notes with a place: 48° 51' 30" north, 2° 17' 40"
// west.
func gpsNotes() []byte {
	le := binary.LittleEndian
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) []byte {
		b := make([]byte, 12)
		le.PutUint16(b, tag)
		le.PutUint16(b[2:], kind)
		le.PutUint32(b[4:], count)
		le.PutUint32(b[8:], value)
		return b
	}
	const dir = 8 + 2 + 12 + 4
	const values = dir + 2 + 4*12 + 4
	tiff = append(append(tiff, 1, 0), entry(0x8825, 4, 1, dir)...)
	tiff = append(tiff, 0, 0, 0, 0, 4, 0)
	tiff = append(tiff, entry(1, 2, 2, 'N')...)
	tiff = append(tiff, entry(2, 5, 3, values)...)
	tiff = append(tiff, entry(3, 2, 2, 'W')...)
	tiff = append(tiff, entry(4, 5, 3, values+24)...)
	tiff = append(tiff, 0, 0, 0, 0)
	for _, n := range []uint32{48, 1, 51, 1, 30, 1, 2, 1, 17, 1, 40, 1} {
		tiff = le.AppendUint32(tiff, n)
	}
	body := append([]byte("Exif\x00\x00"), tiff...)
	head := []byte{0xFF, 0xE1, 0, 0}
	binary.BigEndian.PutUint16(head[2:], uint16(len(body)+2))
	return append(head, body...)
}

func TestPlaceOfAPhoto(t *testing.T) {
	plain := jpegOf(t, corner(64, 48))
	raw := withEXIF(plain, gpsNotes())
	got, ok := readPlace(bytes.NewReader(raw), "jpeg")
	if !ok || math.Abs(got.Lat-48.858333) > 1e-5 || math.Abs(got.Lon+2.294444) > 1e-5 {
		t.Errorf("%+v %v", got, ok)
	}
	if _, ok := readPlace(bytes.NewReader(plain), "jpeg"); ok {
		t.Error("a photo without notes names a place")
	}
	for n := range len(raw) {
		readPlace(bytes.NewReader(raw[:n]), "jpeg") // ends, and does not panic
	}
	page, thumb, err := derive(bytes.NewReader(raw), 1)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(page, []byte("Exif")) || bytes.Contains(thumb, []byte("Exif")) {
		t.Error("the place is in a picture that is made from the photo")
	}
}
