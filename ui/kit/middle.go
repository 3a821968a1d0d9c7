package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Middle puts o, at most width wide, in the middle of what there is.
func Middle(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.New(middleLayout{width}, o)
}

type middleLayout struct{ width float32 }

func (l middleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s
}

func (l middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := min(l.width, max(0, size.Width-32))
		w = max(w, min(o.MinSize().Width, size.Width))
		h := heightAt(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, max(0, (size.Height-h)/2.4)))
	}
}
