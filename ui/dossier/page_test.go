package dossier

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/evidence"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	c       cases.Case
	page    *Page
	printed []string
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open shows the preview of a case of several pages.
func open(t *testing.T, language string) *bench {
	t.Helper()
	var raw bytes.Buffer
	check(t, jpeg.Encode(&raw, image.NewGray(image.Rect(0, 0, 640, 480)), nil))
	return openCase(t, language, strings.Repeat("物流自 11-09 后没有更新。The parcel never came. ", 200), raw.Bytes(), raw.Bytes()[:300])
}

// openCase shows the preview of a case with a story and photos.
func openCase(t *testing.T, language, story string, photos ...[]byte) *bench {
	t.Helper()
	files, ctx := os.DirFS("../../assets"), context.Background()
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	check(t, err)
	b := &bench{Shell: kittest.New(t, files, language)}
	b.c, err = s.Cases.Create(ctx, cases.Case{Customer: "Emma Schneider", Platform: "amazon", Story: story})
	check(t, err)
	for _, data := range photos {
		_, err = s.Evidence.Add(ctx, b.c.ID, evidence.Input{Name: "shelf.jpg", Source: evidence.FromFile, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(data)), nil
		}}, evidence.Options{})
		check(t, err)
	}
	folder := filepath.Join(t.TempDir(), "dossiers")
	b.page = NewPage(Deps{Shell: b, Dossier: s.Dossier, Folder: folder, Print: func(path string) error {
		b.printed = append(b.printed, path)
		return nil
	}}, Route(b.c.ID, dossier.Options{Lang: language, Paper: "a4"}).ID)
	b.Show(b.page)
	return b
}

func (b *bench) place() string { return b.page.place.Text() }

func TestLookThroughThePages(t *testing.T) {
	b := open(t, "zh")
	if len(b.Errors) > 0 || !b.Has(b.c.Number) || !b.Has("E-02") || b.page.preview == nil {
		t.Fatal(b.Errors, b.page.title.Text())
	}
	n := b.page.preview.Pages()
	if n < 2 || !strings.Contains(b.place(), "1 / "+kit.Count(n)) || b.page.sheet.img.Image == nil || !b.page.previous.Disabled() {
		t.Fatal(n, b.place())
	}
	b.Picture(t, "preview")
	b.Tap(t, "↓")
	b.page.sheet.typed(fyne.KeyPageUp)
	b.page.sheet.typed(fyne.KeyEnd)
	if b.page.sheet.now != n-1 || !b.page.next.Disabled() {
		t.Error(b.place())
	}
	b.page.sheet.typed(fyne.KeyPageDown) // there is none
	b.page.sheet.typed(fyne.KeyHome)
	if b.page.sheet.now != 0 {
		t.Error(b.place())
	}
}

func TestZoom(t *testing.T) {
	b := open(t, "en")
	s := b.page.sheet
	whole := s.zoom
	if s.size().Height > s.Size().Height {
		t.Error("the page is higher than the view")
	}
	b.Tap(t, kit.T("preview.fit.width"))
	if s.zoom <= whole || s.size().Width > s.Size().Width {
		t.Error(s.zoom)
	}
	b.Tap(t, "100 %")
	if s.zoom != 1 || b.page.level.Text() != "100 %" {
		t.Error(s.zoom, b.page.level.Text())
	}
	for range 8 {
		b.Tap(t, "+")
	}
	if s.zoom != mostZoom || pixelsOf(s.img.Image) > mostPixels*11/10 {
		t.Error(s.zoom, s.img.Image.Bounds())
	}
	b.Tap(t, "−")
	b.Tap(t, kit.T("preview.fit.page"))
	if s.zoom != whole || s.drawn.held > keptPixels {
		t.Error(s.zoom, s.drawn.held)
	}
	b.Window().Resize(fyne.NewSize(700, 500))
	if s.zoom >= whole {
		t.Error("the page does not follow the window")
	}
}

func (b *bench) turnsByWheel(t *testing.T) {
	s := b.page.sheet
	s.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
	if s.now != 1 {
		t.Error("not the next page", s.now)
	}
	s.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 40)})
	if s.now != 0 {
		t.Error("not the page before", s.now)
	}
	b.Tap(t, "100 %")
	s.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
	if s.now != 0 || s.scroll.Offset.Y == 0 {
		t.Error("the page does not move", s.now, s.scroll.Offset)
	}
}

func TestDeeds(t *testing.T) {
	b := open(t, "en")
	b.turnsByWheel(t)
	b.prints(t)
	b.saves(t)
	b.leaves(t)
	b.knowsNoOther(t)
}

// prints keeps the file that was printed.
func (b *bench) prints(t *testing.T) {
	b.Tap(t, kit.T("preview.print"))
	b.Tap(t, kit.T("preview.print"))
	if len(b.printed) != 2 || b.printed[0] != b.printed[1] || filepath.Base(b.printed[0]) != b.c.Number+".pdf" {
		t.Error(b.printed, b.Errors)
	}
	check(t, os.Remove(b.printed[0]))
	b.Tap(t, kit.T("preview.print")) // what is gone is written again
	if len(b.printed) != 3 || len(b.Errors) > 0 {
		t.Fatal(b.printed, b.Errors)
	}
	if _, err := os.Stat(b.printed[2]); err != nil {
		t.Error(err)
	}
}

func (b *bench) saves(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pdf")
	b.page.write(func() string { return path }, b.page.written)
	if n := len(b.Toasts); n == 0 || !strings.Contains(b.Toasts[n-1], "x.pdf") || len(b.Errors) > 0 {
		t.Error(b.Toasts, b.Errors)
	}
}

// leaves lets go of the pictures.
func (b *bench) leaves(t *testing.T) {
	b.page.sheet.typed(fyne.KeyPageDown)
	b.page.Leaving()
	if b.page.preview != nil || b.page.sheet.drawn.held+b.page.thumbs.drawn.held > 0 || b.page.sheet.img.Image != nil {
		t.Error("something stays")
	}
	b.Tap(t, "+") // harms nothing
	b.page.Reload()
	if b.page.sheet.now != 1 || b.page.sheet.img.Image == nil {
		t.Error("it does not come back where it was", b.place())
	}
}

func (b *bench) knowsNoOther(t *testing.T) {
	p := NewPage(b.page.deps, "nonsense")
	b.Show(p)
	if p.preview != nil || !p.save.Disabled() {
		t.Error("pages of nothing")
	}
	b.Picture(t, "preview-none")
}

func TestShelf(t *testing.T) {
	s := shelf{most: 250}
	for i := range 4 {
		s.put(i, 1, image.NewGray(image.Rect(0, 0, 10, 10)))
		s.find(0, 0)
	}
	if s.held != 200 || s.find(0, 1) == nil || s.find(3, 0) == nil || s.find(1, 0) != nil || s.find(3, 2) != nil {
		t.Errorf("%d pixels, %d pictures", s.held, len(s.books))
	}
	s.put(9, 1, image.NewGray(image.Rect(0, 0, 100, 100)))
	if len(s.books) != 1 {
		t.Error("the newest must stay")
	}
}
