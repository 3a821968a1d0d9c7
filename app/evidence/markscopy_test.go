package evidence_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"testing"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// photoWithNotes is a grey photo with a camera's notes, which name a place.
func photoWithNotes(t testing.TB, w, h int) []byte {
	plain := picture(t, w, h)
	notes := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x10\x01\x02\x00\x04\x00\x00\x00Cam\x00\x00\x00\x00\x00secret place 48.85")
	head := []byte{0xFF, 0xD8, 0xFF, 0xE1, byte((len(notes) + 2) >> 8), byte(len(notes) + 2)}
	return append(append(head, notes...), plain[2:]...)
}

func addPhoto(t testing.TB, s *evidence.Service, caseID string, raw []byte) evidence.Exhibit {
	t.Helper()
	e, err := s.Add(ctx, caseID, evidence.Input{
		Name: "IMG_1.jpg", Source: evidence.FromFile,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil },
	}, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func original(t testing.TB, s *evidence.Service, e evidence.Exhibit) []byte {
	t.Helper()
	r, err := s.Original(e)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestMarkedCopy(t *testing.T) {
	s, w, caseID := newService(t)
	raw := photoWithNotes(t, 320, 160)
	e := addPhoto(t, s, caseID, raw)
	if e.Picture.Camera != "Cam" {
		t.Errorf("camera %q", e.Picture.Camera)
	}
	marks := evidence.Marks{List: []evidence.Mark{
		{Kind: evidence.MarkRedact, X1: 0.5, Y1: 0.5, X2: 1, Y2: 1},
		{Kind: evidence.MarkArrow, X1: 0.1, Y1: 0.1, X2: 0.3, Y2: 0.3},
	}}
	if err := s.KeepMarks(ctx, e, marks); err != nil {
		t.Fatal(err)
	}
	kept, err := s.Marks(ctx, e)
	if err != nil || len(kept.List) != 2 {
		t.Fatal(kept, err)
	}
	made, err := s.MarkedCopy(ctx, e, kept, evidence.CopyName(e, "marked"))
	if err != nil {
		t.Fatal(err)
	}
	if made.CopyOf != e.ID || made.Redactions != 1 || made.No != 2 || made.FileName != "IMG_1 marked.jpg" || made.Source != evidence.FromCopy {
		t.Errorf("%+v", made)
	}
	out := original(t, s, made)
	if bytes.Contains(out, []byte("Exif")) || bytes.Contains(out, []byte("secret")) {
		t.Error("the camera's notes are in the copy")
	}
	m, err := jpeg.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	var seen color.Color
	for y := 80; y < 160; y++ {
		for x := 160; x < 320; x++ {
			if seen == nil {
				seen = m.At(x, y)
			}
			if m.At(x, y) != seen {
				t.Fatalf("%d %d is %v, others are %v", x, y, m.At(x, y), seen)
			}
		}
	}
	if !bytes.Equal(original(t, s, e), raw) {
		t.Error("the original was changed")
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
	if _, err := s.MarkedCopy(ctx, e, evidence.Marks{}, "x"); !fault.Is(err, "marks.none") {
		t.Errorf("a copy without marks: %v", err)
	}
}

func TestTurnedPicture(t *testing.T) {
	s, w, caseID := newService(t)
	e := addPhoto(t, s, caseID, picture(t, 320, 160))
	for _, turn := range []int{1, -1, 4} {
		if err := s.Turn(ctx, e.ID, turn); err != nil {
			t.Fatal(err)
		}
		got, err := s.Get(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := image.Pt(320, 160)
		if turn%2 != 0 {
			want = image.Pt(160, 320)
		}
		sharp, err := s.Sharp(ctx, got)
		if err != nil || sharp.Bounds().Size() != want {
			t.Errorf("turn %d: %v %v", turn, sharp.Bounds(), err)
		}
		path, err := s.PagePicture(ctx, got)
		if err != nil {
			t.Fatal(err)
		}
		size, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := jpeg.DecodeConfig(bytes.NewReader(size)); err != nil || c.Width != want.X || c.Height != want.Y {
			t.Errorf("turn %d: page picture is %v %v", turn, c, err)
		}
		if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
	}
}
