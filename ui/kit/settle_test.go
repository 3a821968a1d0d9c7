package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// TestSettle lets the extent of a scroller follow what grows deep in it, and
// takes what is nowhere.
func TestSettle(t *testing.T) {
	test.NewTempApp(t)
	inner := container.NewStack(Spacer(10, 20))
	scroller := NewScroller(VBox(0, NewCard(VBox(0, inner)), Spacer(10, 30)))
	w := test.NewTempWindow(t, NewThreePane(nil, container.NewStack(scroller), nil))
	w.Resize(fyne.NewSize(800, 600))
	was := scroller.scroll.Content.Size().Height
	inner.Objects = []fyne.CanvasObject{Spacer(10, 1000)}
	Settle(inner)
	if got := scroller.scroll.Content.Size().Height; got < 1000 || was > 600 {
		t.Errorf("%v, was %v", got, was)
	}
	Settle(Spacer(1, 1))
}
