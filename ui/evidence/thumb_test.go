package evidence

import (
	"context"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// thumbSource gives one picture for all, and tells what it was asked for.
type thumbSource struct {
	Service
	path  string
	asked []string
	fails error
}

func (s *thumbSource) Thumb(_ context.Context, e evidence.Exhibit) (string, error) {
	s.asked = append(s.asked, e.SHA256)
	return s.path, s.fails
}

func newThumbSource(t *testing.T, w, h int) *thumbSource {
	t.Helper()
	path := filepath.Join(t.TempDir(), "thumb.jpg")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(jpeg.Encode(f, image.NewGray(image.Rect(0, 0, w, h)), nil), f.Close()); err != nil {
		t.Fatal(err)
	}
	return &thumbSource{path: path}
}

func exhibitNo(n int) evidence.Exhibit {
	return evidence.Exhibit{No: n, Kind: evidence.Photo, SHA256: strconv.Itoa(n)}
}

func TestThumbsKeepWithinTheirMemory(t *testing.T) {
	test.NewTempApp(t)
	s := newThumbSource(t, 320, 320)
	m := NewThumbs(kit.NewTasks(true), s)
	each := 320 * 320 * 4
	most := keptThumbs / each
	for n := range most + 20 {
		m.New(exhibitNo(n), fyne.NewSize(50, 50), nil)
		m.New(exhibitNo(0), fyne.NewSize(50, 50), nil) // looked at all the time
	}
	if m.bytes > keptThumbs || m.recent.Len() != most || len(m.kept) != most {
		t.Errorf("%d bytes in %d pictures", m.bytes, m.recent.Len())
	}
	if len(s.asked) != most+20 {
		t.Errorf("made %d times", len(s.asked))
	}
	if m.find("0/0") == nil || m.find("1/0") != nil {
		t.Error("not the one that was looked at least was forgotten")
	}
}

// While two are made, the others wait; those that are scrolled away are not
// made at all, and the rest come in the order of the last asked for.
func TestThumbsMakeWhatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	s := newThumbSource(t, 40, 40)
	m := NewThumbs(kit.NewTasks(true), s)
	m.running = thumbsAtOnce // as if two were being made
	var all []*Thumb
	for n := range 10 {
		all = append(all, m.New(exhibitNo(n), fyne.NewSize(50, 50), nil))
	}
	again := m.New(exhibitNo(2), fyne.NewSize(50, 50), nil)
	for n := range 8 {
		all[n].Forget()
		all[n].Forget()
	}
	m.running = 0
	m.next()
	if got := s.asked; len(got) != 3 || got[0] != "2" || got[1] != "9" || got[2] != "8" {
		t.Errorf("made %v", got)
	}
	if again.want != nil || len(m.wanted) != 0 || len(m.queue) != 0 || m.running != 0 {
		t.Errorf("%d wanted, %d in the queue, %d running", len(m.wanted), len(m.queue), m.running)
	}
}

func TestThumbThatFails(t *testing.T) {
	test.NewTempApp(t)
	s := newThumbSource(t, 4, 4)
	s.fails = errors.New("gone")
	m := NewThumbs(kit.NewTasks(true), s)
	if got := m.New(exhibitNo(1), fyne.NewSize(50, 50), nil); got.want != nil || got.caption.Text() == "E-01" {
		t.Errorf("it says %q", got.caption.Text())
	}
	if len(m.kept) != 0 {
		t.Error("a failure was kept")
	}
}

// BenchmarkThumbs is what a list pays for each row of photos that scrolls into
// sight, in a case of 500 of which not all are kept.
func BenchmarkThumbs(b *testing.B) {
	test.NewTempApp(b)
	path := filepath.Join(b.TempDir(), "thumb.jpg")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(jpeg.Encode(f, image.NewGray(image.Rect(0, 0, 320, 240)), nil), f.Close()); err != nil {
		b.Fatal(err)
	}
	m := NewThumbs(kit.NewTasks(true), &thumbSource{path: path})
	for n := 0; b.Loop(); n++ {
		t := m.New(exhibitNo(n%500), fyne.NewSize(50, 50), nil)
		t.Forget()
	}
}
