package fit

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

func TestLadder(t *testing.T) {
	for _, test := range []struct {
		maxDPI, photo, words int
		grey                 bool
	}{{0, 0, 0, false}, {300, 300, 300, true}, {160, 160, 160, false}, {100, 100, WordsDPI, false}} {
		all := Ladder(test.maxDPI, test.grey)
		if first := all[0]; first.Photo.DPI != test.photo || first.Words.DPI != test.words {
			t.Errorf("at most %d: begins with %v", test.maxDPI, first)
		}
		for i, r := range all {
			for _, l := range []Level{r.Photo, r.Words} {
				if l.Grey != test.grey {
					t.Errorf("rung %d: %v", i, l)
				}
			}
			if l := r.Words; l.DPI > 0 && l.DPI < WordsDPI || l.Quality > 0 && l.Quality < WordsQuality {
				t.Errorf("rung %d: words at %v", i, l)
			}
			if i > 0 && all[i-1] == r {
				t.Errorf("rung %d twice", i)
			}
		}
	}
}

// signed is a JPEG with what a camera writes into it.
func signed(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	note := "Exif\x00\x00GPS 51.3397 12.3731 serial 4711"
	out := append([]byte("\xFF\xD8\xFF\xE1\x00"), byte(2+len(note)))
	return append(append(out, note...), b.Bytes()[2:]...)
}

func TestPath(t *testing.T) {
	store := folder(t.TempDir())
	picture := store.put(t, scene(600, 450, 1, 3), "page-turn1")
	sum := picture[len(picture)-len("-page-turn1.jpg")-sumLength:][:sumLength]
	if err := store.PutDerived(sum, "page-turn1", signed(t, scene(600, 450, 1, 3))); err != nil {
		t.Fatal(err)
	}
	s := NewSizer(store)
	tests := []struct {
		level Level
		name  string // "": the page picture itself
		w, h  int
	}{
		{Level{}, "", 600, 450},
		{Level{DPI: 300}, "", 600, 450},              // there are fewer
		{Level{DPI: 300, Quality: 95}, "", 600, 450}, // it would not become better
		{Level{DPI: 150, Quality: 75}, "page-turn1-w450-q75", 450, 338},
		{Level{DPI: 150, Quality: 75, Grey: true}, "page-turn1-w450-q75-grey", 450, 338},
		{Level{Grey: true}, "page-turn1-w600-q85-grey", 600, 450},
		{Level{Quality: 40}, "page-turn1-w600-q40", 600, 450},
	}
	for _, test := range tests {
		for range 2 { // made, and found
			path, size, err := s.path(picture, 216, 250, test.level) // 3 inches wide
			if err != nil {
				t.Fatal(err)
			}
			want := picture
			if test.name != "" {
				want = store.Derived(sum, test.name)
			}
			raw, err := os.ReadFile(path)
			if err != nil || path != want || int64(len(raw)) != size {
				t.Fatalf("%v: %s of %d bytes, %v", test.level, path, size, err)
			}
			config, err := jpeg.DecodeConfig(bytes.NewReader(raw))
			if err != nil || config.Width != test.w || config.Height != test.h {
				t.Errorf("%v: %d × %d, %v", test.level, config.Width, config.Height, err)
			}
			if grey := config.ColorModel == color.GrayModel; grey != test.level.Grey {
				t.Errorf("%v: grey %v", test.level, grey)
			}
			if path != picture && (bytes.Contains(raw, []byte("Exif")) || bytes.Contains(raw, []byte("GPS"))) {
				t.Errorf("%v: it tells where it was taken", test.level)
			}
		}
	}
	half, size, err := s.path(picture, 216, 250, Level{DPI: 100, Quality: 60})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(half, size/2); err != nil { // the power went
		t.Fatal(err)
	}
	if _, again, err := s.path(picture, 216, 250, Level{DPI: 100, Quality: 60}); err != nil || again != size {
		t.Errorf("half a picture: %d of %d bytes, %v", again, size, err)
	}
	other := t.TempDir() + "/other.jpg"
	if err := os.WriteFile(other, signed(t, scene(300, 200, 2, 2)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.path(other, 100, 100, Level{DPI: 72}); !errors.Is(err, errPicture) {
		t.Errorf("a picture that is not the store's: %v", err)
	}
}

// TestBroken tells that hostile pictures end in an error, and the packet goes on.
func TestBroken(t *testing.T) {
	store := folder(t.TempDir())
	good := store.put(t, scene(400, 300, 1, 3), "page")
	var doc page.Document
	raw, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	huge := slices.Clone(raw)
	at := bytes.Index(huge, []byte{0xFF, 0xC0})
	copy(huge[at+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	paths := []string{good}
	for i, data := range [][]byte{nil, raw[:40], huge, []byte("no picture")} {
		sum := "00000000000000000000000000000000000000000000000000000000000000" + string(rune('a'+i)) + "0"
		if err := store.PutDerived(sum, "page", data); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, store.Derived(sum, "page"))
	}
	for _, p := range append(paths, "/nowhere.jpg") {
		doc.Pages = append(doc.Pages, page.Page{Images: []page.Image{{Path: p, Rect: page.Rect{W: 100, H: 75}}}})
	}
	s := NewSizer(store)
	out, made, err := s.Pictures(context.Background(), doc, Ladder(0, true)[6], nil)
	if err != nil || len(made) != 1 {
		t.Fatalf("%v, %v", made, err)
	}
	if out.Pages[0].Images[0].Path == good || out.Pages[1].Images[0].Path != doc.Pages[1].Images[0].Path || doc.Pages[0].Images[0].Path != good {
		t.Error("not the good one alone was replaced")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := s.Pictures(ctx, doc, Ladder(0, true)[5], nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestWords tells that text keeps its pixels on every rung, whatever it is
// printed at, and that a picture in two places is made for the larger one.
func TestWords(t *testing.T) {
	store := folder(t.TempDir())
	shot := store.put(t, screen(t, 360, 700, 2, false, false), "page")
	place := func(w, h float64) page.Page {
		return page.Page{Images: []page.Image{{Path: shot, Rect: page.Rect{W: w, H: h}}}}
	}
	doc := page.Document{Pages: []page.Page{place(60, 300), place(238, 500), place(30, 60)}}
	s := NewSizer(store)
	for i, r := range Ladder(0, false) {
		_, made, err := s.Pictures(context.Background(), doc, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		if m := made[shot]; m.Class != Words || m.DPI < WordsDPI {
			t.Errorf("rung %d: %+v", i, m)
		}
	}
}

func TestEstimate(t *testing.T) {
	if err := faces().Load(); err != nil {
		t.Fatal(err)
	}
	store := folder(t.TempDir())
	var pool []string
	for i := range 6 {
		pool = append(pool, store.put(t, scene(300+100*i, 260+40*i, uint64(i), 3), "page"))
	}
	twin, err := os.ReadFile(pool[5])
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Repeat("ab", sumLength/2)
	if err := store.PutDerived(other, "page", twin); err != nil { // the same photo, which came twice
		t.Fatal(err)
	}
	pool = append(pool, store.Derived(other, "page"))
	s, ctx := NewSizer(store), context.Background()
	r := rand.New(rand.NewPCG(3, 3))
	for range 12 {
		doc := page.Document{W: 595, H: 842, Title: "T", Grey: r.IntN(2) == 0}
		for range 1 + r.IntN(6) {
			p := page.Page{}
			for k := range 1 + r.IntN(30) {
				for _, line := range faces().Break([]typeset.Span{{Text: lines[r.IntN(len(lines))], Style: typeset.Style{Size: 10}}}, 480) {
					p.Texts = append(p.Texts, page.Text{X: 50, Y: 60 + 20*float64(k), Line: line})
				}
			}
			for range r.IntN(4) {
				p.Images = append(p.Images, page.Image{Path: pool[r.IntN(len(pool))], Rect: page.Rect{X: 50, Y: 300, W: 100 + 390*r.Float64(), H: 300}})
			}
			doc.Pages = append(doc.Pages, p)
		}
		ladder := Ladder(0, doc.Grey)
		rung := ladder[r.IntN(len(ladder))]
		base, err := Base(ctx, doc, faces())
		if err != nil {
			t.Fatal(err)
		}
		guess, err := s.Guess(ctx, doc, rung, nil)
		if err != nil {
			t.Fatal(err)
		}
		out, made, err := s.Pictures(ctx, doc, rung, nil)
		if err != nil {
			t.Fatal(err)
		}
		var n counter
		if _, err := render.Render(ctx, &n, out, faces()); err != nil {
			t.Fatal(err)
		}
		is := int64(n)
		if off := float64(Estimate(base, made))/float64(is) - 1; off < -0.01 || off > 0.01 {
			t.Errorf("%d pages, %d pictures: estimated %d, is %d", len(doc.Pages), len(made), Estimate(base, made), is)
		}
		if off := float64(Estimate(base, guess))/float64(is) - 1; math.Abs(off) > 0.25 {
			t.Errorf("rung %v: guessed %d, is %d", rung, Estimate(base, guess), is)
		}
	}
}
