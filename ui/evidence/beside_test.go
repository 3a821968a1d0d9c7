package evidence

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func block(w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

func TestDeedsStayInSight(t *testing.T) {
	for _, x := range []struct {
		foot          bool
		width, height float32
	}{
		{false, 500, 30}, {false, 310, 20 + besideGap + 30}, {false, 150, 20 + 3*besideGap + 90}, // title, then deeds below, then in lines
		{true, 500, 30}, {true, 330, 30}, {true, 210, 60 + besideGap}, {true, 110, 90 + 2*besideGap},
	} {
		title, deeds := block(40, 20), []fyne.CanvasObject{block(100, 30), block(90, 30), block(100, 30)}
		c := Beside(120, title, deeds...)
		if x.foot {
			c = DeedsFirst(title, deeds...)
		}
		c.Resize(fyne.NewSize(x.width, 400))
		if h := c.MinSize().Height; h != x.height {
			t.Errorf("foot %v, %v wide: %v high, want %v", x.foot, x.width, h, x.height)
		}
		for i, d := range deeds {
			if d.Position().X < 0 || d.Position().X+d.Size().Width > x.width {
				t.Errorf("foot %v, %v wide: deed %d is cut off at %v", x.foot, x.width, i, d.Position().X)
			}
		}
	}
}
