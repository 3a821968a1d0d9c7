package evidence

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// squeezed leaves out what a reader may leave out: spaces, marks and line ends.
func squeezed(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || isBlank(c) || isMark(c) {
			return -1
		}
		return c
	}, s)
}

// checkReading fails the test when a reading of raw breaks a promise: text is
// valid UTF-8, messages tile the original, and what a message says stands at
// the end of its bytes, whole.
func checkReading(t *testing.T, raw []byte, got Reading) {
	t.Helper()
	switch got.Kind {
	case Chat, Tracking, Photo, Email, Document, Text:
	default:
		t.Fatalf("kind %q", got.Kind)
	}
	for _, e := range got.Events {
		if !utf8.ValidString(e.Text+e.Place) || e.Text == "" && e.Place == "" {
			t.Fatalf("event %+v", e)
		}
	}
	if got.Kind != Chat {
		return
	}
	at := int64(0)
	for _, m := range got.Messages {
		if m.Start != at || m.End < m.Start || !utf8.ValidString(m.Body+m.Sender) {
			t.Fatalf("message %d reaches from %d to %d, after %d", m.Seq, m.Start, m.End, at)
		}
		at = m.End
		part := squeezed(charsetOf(raw).decode(raw[m.Start:m.End]))
		if body := squeezed(m.Body); charsetOf(raw).enc == nil && got.Format != formatMail {
			if got.Format == formatLine || got.Format == formatKakao { // whose quotes belong to the file
				part, body = strings.ReplaceAll(part, `"`, ""), strings.ReplaceAll(body, `"`, "")
			}
			if !strings.HasSuffix(part, body) {
				t.Fatalf("message %d: %q does not end in %q", m.Seq, part, body)
			}
			if head := part[:len(part)-len(body)]; len(head) > 2*maxSender+200 && !strings.Contains(head, "\u2014") {
				t.Fatalf("message %d: head %q", m.Seq, head)
			}
		}
	}
	if at != int64(len(raw)) {
		t.Fatalf("messages end at %d of %d", at, len(raw))
	}
}

func addSeeds(f *testing.F) {
	for _, c := range chatCases {
		f.Add([]byte(c.text))
	}
	for _, c := range trackCases {
		f.Add([]byte(c.text))
	}
	for _, c := range csvCases {
		f.Add([]byte(c.text))
	}
	for _, s := range []string{"", "\n", "\xff\xfe", "\xfe\xff\x00", "\xff\xfeH\x00\n\x00i\x00", "a\x00b", "29/01/2018, 12:2", "\xef\xbb\xbf", "\r\r", strings.Repeat("x", 10_000)} {
		f.Add([]byte(s))
	}
}

func FuzzText(f *testing.F) {
	r := testReaders(f)
	addSeeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkReading(t, raw, readString(t, r, "", string(raw), chatOptions))
	})
}

func FuzzCSV(f *testing.F) {
	r := testReaders(f)
	addSeeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkReading(t, raw, readString(t, r, "a.csv", string(raw), chatOptions))
	})
}

// FuzzChat reads with every shape, also those that the text would not be taken
// for.
func FuzzChat(f *testing.F) {
	r := testReaders(f).chat.knowing(chatOptions)
	addSeeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		lines := splitLines(raw)
		for _, sh := range chatShapes() {
			entries := r.entries(lines, sh)
			if len(entries) == 0 {
				continue
			}
			checkReading(t, raw, r.reading(entries, lines, sh.format, Options{}, testNow))
		}
	})
}

func FuzzZip(f *testing.F) {
	r := testReaders(f)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("_chat.txt")
	if err != nil {
		f.Fatal(err)
	}
	if _, err := w.Write([]byte(chatCases[0].text)); err != nil {
		f.Fatal(err)
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		readString(t, r, "a.zip", string(raw), chatOptions)
	})
}

func FuzzPicture(f *testing.F) {
	r := testReaders(f)
	plain := jpegOf(f, corner(9, 7))
	f.Add(plain)
	f.Add(withEXIF(plain, exif(6, "2026:11:03 16:20:05", "+08:00")))
	f.Add(withEXIF(plain, exif(9, "2026:99:03 16:20:05", "x")))
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA64(image.Rect(0, 0, 5, 5))); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x2ameta"))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := readString(t, r, "a.jpg", string(raw), chatOptions)
		checkReading(t, raw, got)
		// Small ones only: the time goes to many inputs, not to many pixels.
		if got.Problem == "" && got.Picture.Width*got.Picture.Height < 1<<20 {
			if _, _, err := derive(bytes.NewReader(raw), got.Picture.Orientation); err == nil && got.Picture.Width == 0 {
				t.Fatal("a picture without a size")
			}
		}
	})
}
