package cases_test

import (
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	uicases "casefolio/ui/cases"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// photos adds n different pictures to a case.
func (b *bench) photos(t *testing.T, c cases.Case, n int) {
	t.Helper()
	var paths []string
	for i := range n {
		img := image.NewRGBA(image.Rect(0, 0, 24, 18))
		img.Set(i%24, i/24, color.White)
		path := filepath.Join(t.TempDir(), "IMG_"+strconv.Itoa(i)+".jpg")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := jpeg.Encode(f, img, nil); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for _, a := range b.s.Evidence.AddFiles(context.Background(), c.ID, paths, evidence.FromFile, evidence.Options{}, nil) {
		if a.Err != nil {
			t.Fatal(a.Err)
		}
	}
}

// click taps the window in the middle of the first visible thing that is
// wanted, as the mouse does.
func (b *bench) click(t *testing.T, what string, wanted func(fyne.CanvasObject) bool) {
	t.Helper()
	var found fyne.CanvasObject
	b.Walk(func(o fyne.CanvasObject) {
		if found == nil && wanted(o) {
			found = o
		}
	})
	if found == nil {
		t.Fatalf("no %s to click", what)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(found)
	test.TapCanvas(b.Window().Canvas(), at.AddXY(found.Size().Width/2, found.Size().Height/2))
	b.noErrors(t)
}

func isText(s string) func(fyne.CanvasObject) bool {
	return func(o fyne.CanvasObject) bool {
		x, ok := o.(*kit.Text)
		return ok && x.Text() == s
	}
}

func TestEveryTapArrives(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	other := b.lateParcel(t)
	b.photos(t, c, 12)
	b.Window().Resize(fyne.NewSize(1192, 1500))
	b.Show(uicases.NewPage(b.deps, c.ID))
	if n := b.Reach(t); n < 40 {
		t.Errorf("only %d things to tap", n)
	}
	b.click(t, "photo", func(o fyne.CanvasObject) bool { _, ok := o.(*uievidence.Thumb); return ok })
	b.click(t, "card", func(o fyne.CanvasObject) bool { x, ok := o.(*kit.Card); return ok && x.OnTapped != nil })
	if len(b.Routes) != 2 || b.Routes[0].Page != kit.PageEvidence || b.Routes[1].Page != kit.PageEvidence {
		t.Fatalf("a photo and a card led to %v", b.Routes)
	}
	b.click(t, "rest of the photos", isText(kit.T("cases.more", "count", "4")))
	b.Reach(t)
	b.click(t, "row of the evidence", isText("E-01"))
	if n := len(b.Routes); n != 3 || b.Routes[2].Page != kit.PageEvidence {
		t.Fatalf("a row of the evidence led to %v", b.Routes)
	}
	b.click(t, "tab", isText(kit.T("cases.tab.record")))
	b.Reach(t)
	b.click(t, "row of the list", func(o fyne.CanvasObject) bool {
		x, ok := o.(*kit.Text)
		return ok && len(x.Text()) > len(other.Number) && x.Text()[:len(other.Number)] == other.Number
	})
	if b.CurrentCase() != other.ID {
		t.Error("a tap on a row opened nothing")
	}
	b.click(t, "stage", isText("② Analysis"))
	if !b.Has(kit.T("cases.move.verb", "stage", "Analysis")) {
		t.Error("a tap on a stage asks nothing")
	}
	b.Reach(t)
}

// A tap on another case must leave the file between its neighbours: two panes
// once shared its content and laid it out in turn.
func TestATapOnACaseKeepsTheFileInSight(t *testing.T) {
	b := open(t, "zh")
	b.lateParcel(t)
	other := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, ""))
	b.click(t, "row", func(o fyne.CanvasObject) bool {
		x, ok := o.(*kit.Text)
		return ok && len(x.Text()) > len(other.Number) && x.Text()[:len(other.Number)] == other.Number
	})
	right := func(wanted func(fyne.CanvasObject) bool) (x float32) {
		b.Walk(func(o fyne.CanvasObject) {
			if wanted(o) {
				x = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X + o.Size().Width
			}
		})
		return x
	}
	file := right(func(o fyne.CanvasObject) bool { _, ok := o.(*kit.StageBar); return ok })
	if edge := b.Window().Canvas().Size().Width - 300; file == 0 || file > edge {
		t.Errorf("the stages end at %v, the inspector begins at %v", file, edge)
	}
}
