package cases

import "fyne.io/fyne/v2"

// fileLayout puts the head above what is shown and the place for files below.
// The place for files gives way where it would leave too little.
type fileLayout struct{}

// leastBody is what the place for files leaves to what is shown.
const leastBody = 110

// MinSize implements fyne.Layout.
func (fileLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	head, body := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(head.Width, body.Width, o[2].MinSize().Width), head.Height+body.Height)
}

// Layout implements fyne.Layout.
func (fileLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, body, drop := o[0], o[1], o[2]
	head.Move(fyne.Position{})
	top, bottom := settled(head, size.Width), size.Height
	if drop.Visible() {
		h := settled(drop, size.Width)
		if bottom-h-top >= leastBody {
			bottom -= h
			drop.Move(fyne.NewPos(0, bottom))
		} else {
			drop.Move(fyne.NewPos(-2*size.Width, 0)) // out of sight, so that it can come back
		}
	}
	body.Move(fyne.NewPos(0, top))
	body.Resize(fyne.NewSize(size.Width, max(0, bottom-top)))
}

// settled gives an object a width and the height that it then needs.
func settled(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(width, h))
	return h
}
