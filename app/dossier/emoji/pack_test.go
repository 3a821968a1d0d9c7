package emoji_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"casefolio/app/dossier/emoji"
)

const fileName = "fonts/NotoColorEmoji.pack"

var assets = os.DirFS("../../../assets")

func open(t testing.TB) *emoji.Pack {
	t.Helper()
	pack, err := emoji.Open(assets)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

func TestFind(t *testing.T) {
	pack := open(t)
	for _, text := range []string{
		"😀", "👍🏽", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👨‍👩‍👧‍👦", "👩🏿‍🚒", "🏳️‍🌈", "🏳‍🌈", "1️⃣", "#️⃣", "1⃣", "❤️", "❤", "❤️‍🔥", "©️", "☔", "🐦‍🔥",
	} {
		if _, ok := pack.Find(text); !ok {
			t.Errorf("%s has no picture", text)
		}
	}
	for _, text := range []string{"", "1", "#", "1️", "a", "中", "❤︎", "👍︎", "1︎⃣", "👍👍", "\u200d", "\ufe0f", "\U000E007F", "\xff"} {
		if _, ok := pack.Find(text); ok {
			t.Errorf("%q has a picture", text)
		}
	}
	a, _ := pack.Find("❤️")
	if b, _ := pack.Find("❤"); a != b {
		t.Error("a selector gives another picture")
	}
	if b, _ := pack.Find("👍"); a == b {
		t.Error("two emoji, one picture")
	}
}

func TestIsPictogram(t *testing.T) {
	for _, r := range "😀☔⚽✅⭐⌚🀄" {
		if !emoji.IsPictogram(r) {
			t.Errorf("%c", r)
		}
	}
	for _, r := range "1#©®™❤☎✔中a→★" {
		if emoji.IsPictogram(r) {
			t.Errorf("%c", r)
		}
	}
}

// The file that PDF gets and the picture that the screen gets are one.
func TestPictures(t *testing.T) {
	pack := open(t)
	for _, text := range []string{"😀", "👍", "👍🏻", "👍🏿", "🇩🇪", "👨‍👩‍👧‍👦", "👩🏽‍❤️‍👨🏿"} {
		id, _ := pack.Find(text)
		picture, err := pack.Picture(id)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := picture.Image()
		if err != nil {
			t.Fatal(err)
		}
		ground := color.RGBA{R: 0xE0, G: 0xF0, B: 0x10, A: 0xFF}
		file, err := png.Decode(bytes.NewReader(picture.PNG(ground)))
		if err != nil {
			t.Fatal(err)
		}
		if file.Bounds() != image.Rect(0, 0, 72, 72) || shown.Bounds() != file.Bounds() {
			t.Fatal(file.Bounds(), shown.Bounds())
		}
		clear := 0
		for y := range 72 {
			for x := range 72 {
				c := shown.RGBAAt(x, y)
				if max(c.R, c.G, c.B) > c.A {
					t.Fatalf("%s: a colour above its opacity: %v", text, c)
				}
				r, g, b, a := file.At(x, y).RGBA()
				if a != 0xFFFF || r>>8 < uint32(c.R) {
					t.Fatalf("%s: %v in the file, %v on the screen", text, file.At(x, y), c)
				}
				if c.A == 0 {
					clear++
					if r>>8 != 0xE0 || g>>8 != 0xF0 || b>>8 != 0x10 {
						t.Fatalf("%s: the ground does not show: %v", text, file.At(x, y))
					}
				}
			}
		}
		if clear == 0 || clear > 72*72*4/5 {
			t.Errorf("%s: %d clear pixels", text, clear)
		}
	}
}

// The tones of one emoji are one shape in several colours.
func TestTonesDiffer(t *testing.T) {
	pack := open(t)
	seen := map[string]string{}
	for _, text := range []string{"👍", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿"} {
		id, _ := pack.Find(text)
		picture, err := pack.Picture(id)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := picture.Image()
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := seen[string(shown.Pix)]; twice {
			t.Errorf("%s looks like %s", text, other)
		}
		seen[string(shown.Pix)] = text
	}
}

// small is a pack of two pixels by two: an emoji in two tones.
func small() []byte {
	rows, palettes := zipped(0, 0, 1, 0, 1, 0), zipped(10, 10, 20, 30, 0, 0, 0, 0, 5, 5, 5, 5, 255, 255, 255, 255)
	index := []byte{2, 0, 1, 0, 2, 0, byte(len(rows)), 0, byte(len(palettes)), 2, 2}
	for tone, key := range []string{"😀", "😡"} {
		index = append(append(append(index, byte(len(key))), key...), 0, 0, byte(tone))
	}
	index = zipped(index...)
	return slices.Concat([]byte("CFE1"), binary.BigEndian.AppendUint32(nil, uint32(len(index))), index, rows, palettes)
}

func zipped(data ...byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	return b.Bytes()
}

func TestLayoutOfTheFile(t *testing.T) {
	pack, err := emoji.Open(fstest.MapFS{fileName: {Data: small()}})
	if err != nil {
		t.Fatal(err)
	}
	id, ok := pack.Find("😡")
	picture, err := pack.Picture(id)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	want := []color.RGBA{{R: 10, G: 0, B: 5, A: 255}, {R: 30, G: 0, B: 5, A: 255}}
	if picture.Side != 2 || !slices.Equal(picture.Palette, want) {
		t.Errorf("%+v", picture)
	}
	shown, err := picture.Image()
	if err != nil || shown.RGBAAt(0, 0) != want[0] || shown.RGBAAt(1, 0) != want[1] || shown.RGBAAt(0, 1) != want[1] {
		t.Error(shown, err)
	}
}

// A file that is damaged is an error, and no panic.
func FuzzOpen(f *testing.F) {
	whole := small()
	f.Add(whole)
	f.Add(whole[:len(whole)-5])
	f.Add(whole[:5])
	f.Add([]byte("CFE1\xFF\xFF\xFF\xFF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		pack, err := emoji.Open(fstest.MapFS{fileName: {Data: data}})
		if err != nil {
			return
		}
		for _, text := range []string{"😀", "😡"} {
			id, _ := pack.Find(text)
			if picture, err := pack.Picture(id); err == nil {
				picture.PNG(color.RGBA{A: 0xFF})
				_, _ = picture.Image()
			}
		}
	})
}

// As above, of the index itself, which is compressed in the file.
func FuzzIndex(f *testing.F) {
	whole := small()
	size := int(binary.BigEndian.Uint32(whole[4:]))
	z, err := zlib.NewReader(bytes.NewReader(whole[8 : 8+size]))
	if err != nil {
		f.Fatal(err)
	}
	index, err := io.ReadAll(z)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(index)
	f.Add(index[:12])
	f.Fuzz(func(t *testing.T, index []byte) {
		packed := zipped(index...)
		data := slices.Concat([]byte("CFE1"), binary.BigEndian.AppendUint32(nil, uint32(len(packed))), packed, whole[8+size:])
		pack, err := emoji.Open(fstest.MapFS{fileName: {Data: data}})
		if err != nil {
			return
		}
		for _, text := range []string{"😀", "😡", ""} {
			id, _ := pack.Find(text)
			if picture, err := pack.Picture(id); err == nil {
				picture.PNG(color.RGBA{A: 0xFF})
				_, _ = picture.Image()
			}
		}
	})
}

func TestNoFile(t *testing.T) {
	if _, err := emoji.Open(fstest.MapFS{}); err == nil {
		t.Error("no error")
	}
}
