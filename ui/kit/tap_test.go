package kit

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// tapAt taps the window in the middle of o.
func tapAt(c fyne.Canvas, o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.TapCanvas(c, at.AddXY(o.Size().Width/2, o.Size().Height/2))
}

func TestADoubleClickDoesADeedOnce(t *testing.T) {
	s := pickerShell(t)
	deeds := 0
	once, often := NewPrimary("once", func() { deeds++ }), NewButton("often", func() { deeds += 10 }).Repeating()
	s.win.SetContent(VBox(8, once, often))
	c := s.win.Canvas()
	tapAt(c, once)
	tapAt(c, once)
	tapAt(c, often)
	tapAt(c, often)
	once.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if deeds != 22 {
		t.Errorf("deeds %d", deeds)
	}
}

func TestPickByMouse(t *testing.T) {
	s := pickerShell(t)
	dir := folder(t, "a.png", "b.png")
	top := filepath.Dir(dir)
	var got []string
	p := newPicker(s, pickFiles, nil, func(paths []string) { got = paths })
	p.open("files", top)
	c := s.win.Canvas()
	line := func(i int) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.list)
		h := newFileRow().MinSize().Height + p.list.Theme().Size("padding")
		test.TapCanvas(c, at.AddXY(120, (float32(i)+0.5)*h))
	}
	line(slices.IndexFunc(p.entries, func(e entry) bool { return e.name == filepath.Base(dir) }))
	if p.dir != dir {
		t.Fatalf("a tap led to %q", p.dir)
	}
	line(0) // the second tap of a double click on the folder
	if len(p.selected) != 0 {
		t.Errorf("a double click on a folder marked %v", p.selected)
	}
	p.list.tapped = time.Time{}
	line(1)
	line(0)
	if len(p.selected) != 2 {
		t.Fatalf("two taps marked %v", p.selected)
	}
	p.list.tapped = time.Time{}
	line(0) // taken back
	p.list.tapped = time.Time{}
	line(0)
	line(0)
	if want := []string{filepath.Join(dir, "a.png"), filepath.Join(dir, "b.png")}; !slices.Equal(got, want) {
		t.Errorf("a double click took %v", got)
	}
}

func TestTheRightPaneComesAndGoes(t *testing.T) {
	s := pickerShell(t)
	left, middle, right := NewButton("l", nil), NewButton("m", nil), NewButton("r", nil)
	panes := NewThreePane(left, middle, right)
	s.win.SetContent(panes)
	wide := middle.Size().Width
	panes.ShowRight(false)
	if middle.Size().Width <= wide {
		t.Error("the middle did not take the room")
	}
	panes.CloseOver()
	panes.ShowRight(true)
	if middle.Size().Width != wide {
		t.Errorf("the middle is %v wide, was %v", middle.Size().Width, wide)
	}
}
