package outsidetest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// camera builds the notes of a camera that tells too much: who took the photo,
// of whom, and where (51° 20' 24" north, 12° 22' 30" east). The photo is stored
// on its side.
func camera(artist, about string) []byte {
	le := binary.LittleEndian
	type entry struct {
		tag, kind uint16
		count     uint32
		data      []byte // longer than four bytes: behind the directories
	}
	text := func(tag uint16, s string) entry { return entry{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)} }
	three := func(tag uint16, a, b, c uint32) entry {
		var data []byte
		for _, n := range []uint32{a, 1, b, 1, c, 1} {
			data = le.AppendUint32(data, n)
		}
		return entry{tag, 5, 3, data}
	}
	main := []entry{
		text(0x010E, about), {0x0112, 3, 1, []byte{6, 0, 0, 0}}, text(0x013B, artist), text(0x8298, artist),
		{0x8825, 4, 1, nil}, {0x9C9D, 1, uint32(2 * len(artist)), wide(artist)},
	}
	places := []entry{text(1, "N"), three(2, 51, 20, 24), text(3, "E"), three(4, 12, 22, 30)}
	size := func(list []entry) int { return 2 + 12*len(list) + 4 }
	start := 8 + size(main)
	main[4].data = le.AppendUint32(nil, uint32(start))
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	var behind []byte
	first := start + size(places)
	for _, list := range [][]entry{main, places} {
		tiff = le.AppendUint16(tiff, uint16(len(list)))
		for _, e := range list {
			tiff = le.AppendUint16(tiff, e.tag)
			tiff = le.AppendUint16(tiff, e.kind)
			tiff = le.AppendUint32(tiff, e.count)
			if len(e.data) <= 4 {
				tiff = append(tiff, append(slices.Clone(e.data), 0, 0, 0, 0)[:4]...)
				continue
			}
			tiff = le.AppendUint32(tiff, uint32(first+len(behind)))
			behind = append(behind, e.data...)
		}
		tiff = append(tiff, 0, 0, 0, 0)
	}
	return segment(0xE1, "Exif\x00\x00"+string(tiff)+string(behind))
}

// wide writes a text as the notes of Windows do.
func wide(s string) []byte {
	var out []byte
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}

func segment(kind byte, body string) []byte {
	head := []byte{0xFF, kind, 0, 0}
	binary.BigEndian.PutUint16(head[2:], uint16(len(body)+2))
	return append(head, body...)
}

// The place that is covered, in shares of the upright picture, and what is
// there: a pattern in a colour that stands nowhere else.
const boxX1, boxY1, boxX2, boxY2 = 0.3, 0.4, 0.7, 0.6

func secretAt(x, y, w, h int) bool {
	fx, fy := float64(x)/float64(w), float64(y)/float64(h)
	return fx > boxX1+0.02 && fx < boxX2-0.02 && fy > boxY1+0.02 && fy < boxY2-0.02
}

func picture(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{uint8(120 + 80*x/w), uint8(130 + 60*y/h), 150, 255}
			if secretAt(x, y, w, h) {
				c = color.RGBA{255, 0, 255, 255}
				if (x/8+y/8)%2 == 0 {
					c = color.RGBA{0, 0, 0, 255}
				}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// photo is a JPEG that a camera stored on its side, upright w by h.
func photo(t testing.TB, w, h int, artist, about string) []byte {
	t.Helper()
	upright := picture(w, h)
	stored := image.NewRGBA(image.Rect(0, 0, h, w)) // turned to the right it stands
	for y := range h {
		for x := range w {
			stored.Set(y, w-1-x, upright.At(x, y))
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, stored, &jpeg.Options{Quality: 92}))
	raw := b.Bytes()
	return slices.Concat(raw[:2], camera(artist, about), segment(0xFE, "taken for "+artist),
		segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><creator>"+artist+"</creator></x:xmpmeta>"), raw[2:])
}

// screenshot is a PNG with a text chunk.
func screenshot(t testing.TB, w, h int, author string) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, picture(w, h)))
	raw := b.Bytes()
	body := append([]byte("tEXtAuthor\x00"), author...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
	const header = 8 + 25 // signature, first chunk
	return slices.Concat(raw[:header], chunk, raw[header:])
}

// shining tells what of the covered place can be seen in a picture that came out
// of a paper; nothing is well.
func shining(m image.Image) string {
	r := m.Bounds()
	w, h := r.Dx(), r.Dy()
	if w < 100 || h < 100 {
		return "" // an emoji, a logo
	}
	least, most := [3]uint32{255, 255, 255}, [3]uint32{}
	for y := range h {
		for x := range w {
			cr, cg, cb, _ := m.At(r.Min.X+x, r.Min.Y+y).RGBA()
			c := [3]uint32{cr >> 8, cg >> 8, cb >> 8}
			if c[0] > 180 && c[1] < 90 && c[2] > 180 {
				return fmt.Sprintf("the covered place shines through at %d, %d", x, y)
			}
			if secretAt(x, y, w, h) {
				for i := range 3 {
					least[i], most[i] = min(least[i], c[i]), max(most[i], c[i])
				}
			}
		}
	}
	for i := range 3 {
		if most[i] > least[i]+6 {
			return fmt.Sprintf("the covered place is not of one colour: %v to %v", least, most)
		}
	}
	return ""
}

// The looks prove something: an uncovered picture is told.
func TestUncoveredIsTold(t *testing.T) {
	m, _, err := image.Decode(bytes.NewReader(photo(t, 600, 800, "a", "b")))
	must(t, err)
	if shining(picture(500, 700)) == "" || shining(m) == "" {
		t.Error("an uncovered picture passes")
	}
}
