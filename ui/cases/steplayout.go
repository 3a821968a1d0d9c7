package cases

import "fyne.io/fyne/v2"

// stepLayout places time, text, milestone and silence of an event on one line.
// The milestone gives way where both badges would leave the text too little.
type stepLayout struct{}

const (
	stepGap  = 10
	stepText = 130 // what the text keeps beside two badges
)

func (stepLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(o[0].MinSize().Width+stepGap+40, 0)
	for _, c := range o {
		s.Height = max(s.Height, c.MinSize().Height)
	}
	if q := badgeWidth(o[3]); q > 0 {
		s.Width += stepGap + q
	}
	return s
}

func (stepLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(c fyne.CanvasObject, x, w float32) {
		h := c.MinSize().Height
		c.Resize(fyne.NewSize(max(0, w), h))
		c.Move(fyne.NewPos(x, (size.Height-h)/2))
	}
	at, text, milestone, quiet := o[0], o[1], o[2], o[3]
	left, right := at.MinSize().Width+stepGap, size.Width
	put(at, 0, at.MinSize().Width)
	if w := badgeWidth(quiet); w > 0 {
		right -= w
		put(quiet, right, w)
		right -= stepGap
	}
	if w := badgeWidth(milestone); w > 0 {
		if badgeWidth(quiet) > 0 && right-w-stepGap-left < stepText {
			put(milestone, -2*size.Width-w, w) // out of sight, so that it can come back
		} else {
			right -= w
			put(milestone, right, w)
			right -= stepGap
		}
	}
	put(text, left, right-left)
}

// badgeWidth is zero for a badge that says nothing.
func badgeWidth(b fyne.CanvasObject) float32 {
	if !b.Visible() {
		return 0
	}
	return b.MinSize().Width
}
