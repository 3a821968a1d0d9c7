package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Beside puts deeds side by side at the right of a title, or below it where
// there is no room for both.
func Beside(title fyne.CanvasObject, deeds ...fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{}, title, Flow(besideGap, deeds...))
}

// besideLayout remembers its width, because its height follows from it and the
// toolkit asks for the height alone.
type besideLayout struct{ width float32 }

// besideGap stands between title and deeds.
const besideGap = 8

func (l *besideLayout) beside(o []fyne.CanvasObject, width float32) bool {
	return o[0].MinSize().Width+besideGap+wholeWidth(o[1]) <= width
}

// wholeWidth is that of a row of objects side by side.
func wholeWidth(o fyne.CanvasObject) float32 {
	w := float32(-besideGap)
	for _, child := range o.(*fyne.Container).Objects {
		w += child.MinSize().Width + besideGap
	}
	return max(0, w)
}

// MinSize implements fyne.Layout.
func (l *besideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	title, deeds := o[0].MinSize(), o[1].MinSize()
	if l.beside(o, l.width) {
		return fyne.NewSize(max(title.Width, deeds.Width), max(title.Height, deeds.Height))
	}
	return fyne.NewSize(max(title.Width, deeds.Width), title.Height+besideGap+deeds.Height)
}

// Layout implements fyne.Layout.
func (l *besideLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	title := o[0].MinSize()
	if w := wholeWidth(o[1]); l.beside(o, s.Width) {
		o[1].Resize(fyne.NewSize(w, o[1].MinSize().Height))
		h := o[1].MinSize().Height
		o[1].Move(fyne.NewPos(s.Width-w, 0))
		o[0].Resize(fyne.NewSize(s.Width-w-besideGap, title.Height))
		o[0].Move(fyne.NewPos(0, max(0, (h-title.Height)/2)))
		return
	}
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(s.Width, title.Height))
	o[1].Move(fyne.NewPos(0, title.Height+besideGap))
	o[1].Resize(fyne.NewSize(s.Width, o[1].MinSize().Height))
}
