package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The wheel over a field moves the pane, and a long text until it has come to
// its end. It goes, as in the window, to the topmost thing that takes it.
func TestTheWheelOverAField(t *testing.T) {
	test.NewTempApp(t)
	line, text := NewEntry(), NewLongEntry(3)
	text.SetText(strings.Repeat("line\n", 8))
	s := NewScroller(VBox(0, line, text, Spacer(10, 900)))
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(300, 300))
	turn := func(over fyne.CanvasObject, by float32) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over).AddXY(20, 20)
		var top fyne.Scrollable
		var find func(o fyne.CanvasObject, offset fyne.Position)
		find = func(o fyne.CanvasObject, offset fyne.Position) {
			pos := offset.Add(o.Position())
			if x, ok := o.(fyne.Scrollable); ok && at.X >= pos.X && at.Y >= pos.Y && at.X < pos.X+o.Size().Width && at.Y < pos.Y+o.Size().Height {
				top = x
			}
			switch x := o.(type) {
			case *fyne.Container:
				for _, child := range x.Objects {
					find(child, pos)
				}
			case fyne.Widget:
				for _, child := range test.WidgetRenderer(x).Objects() {
					find(child, pos)
				}
			}
		}
		find(w.Content(), fyne.Position{})
		top.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Scrolled: fyne.NewDelta(0, by)})
	}
	turn(line, -20)
	if s.scroll.Offset.Y != 20 {
		t.Errorf("over a line the pane moves to %v", s.scroll.Offset.Y)
	}
	s.scroll.ScrollToTop()
	turn(text, -15)
	if text.inner.Offset.Y != 15 || s.scroll.Offset.Y != 0 {
		t.Errorf("over a long text: the text moves to %v, the pane to %v", text.inner.Offset.Y, s.scroll.Offset.Y)
	}
	turn(text, -5000)
	turn(text, -20)
	if s.scroll.Offset.Y != 20 {
		t.Errorf("at the end of the text the pane moves to %v", s.scroll.Offset.Y)
	}
}
