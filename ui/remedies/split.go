package remedies

import "fyne.io/fyne/v2"

// The parts of the pane.
const (
	partMain = iota
	partNotes
	partChoice
	partLadder
	partPast
)

// splitLayout puts what belongs to the buyer beside the comparison where there is
// room for both, else below it, the choice next to the table that it is made in.
type splitLayout struct{ width float32 }

const (
	asideWidth = 300
	splitGap   = 24
	partGap    = 16
	splitFrom  = 900 // the narrowest width that holds both
)

// MinSize implements fyne.Layout.
func (l *splitLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, x := range o {
		width = max(width, x.MinSize().Width)
	}
	return fyne.NewSize(width, l.place(o, max(width, l.width)))
}

// Layout implements fyne.Layout.
func (l *splitLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width)
}

func (l *splitLayout) place(o []fyne.CanvasObject, width float32) float32 {
	if width < splitFrom {
		return column(o, 0, width, partMain, partChoice, partNotes, partLadder, partPast)
	}
	left := column(o, 0, width-asideWidth-splitGap, partMain, partNotes)
	return max(left, column(o, width-asideWidth, asideWidth, partLadder, partChoice, partPast))
}

// column places parts below one another and returns their height.
func column(o []fyne.CanvasObject, x, width float32, parts ...int) float32 {
	y := float32(0)
	for _, i := range parts {
		y += place(o[i], x, y, width) + partGap
	}
	return y - partGap
}

// place gives an object a width and the height that it needs there.
func place(o fyne.CanvasObject, x, y, width float32) float32 {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(width, h))
	return h
}
