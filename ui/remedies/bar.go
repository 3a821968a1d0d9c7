package remedies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// scale is what the bars of a table have in common: one zero line and one unit.
type scale struct {
	low, high  int64 // low is at most nothing, high at least
	untroubled int64
}

// add widens the scale until it holds a figure.
func (s *scale) add(minor int64) {
	s.low, s.high = min(s.low, minor), max(s.high, minor)
}

// at is the place of a figure from 0 at the left to 1 at the right.
func (s *scale) at(minor int64) float32 {
	span := float64(s.high) - float64(s.low)
	if span <= 0 {
		return 0
	}
	return float32((float64(minor) - float64(s.low)) / span)
}

// newBar draws what is left as a bar from the zero line, to the right where the
// order still earns and to the left where it loses. The thin mark is the order
// without trouble.
func newBar(s *scale, left int64, ink fyne.ThemeColorName) fyne.CanvasObject {
	return container.New(barLayout{s, left},
		kit.OnColor(ink, kit.Spacer(0, 0)),
		kit.OnColor(theme.ColorMuted, kit.Spacer(0, 0)),
		kit.OnColor(theme.ColorAccent, kit.Spacer(0, 0)))
}

// barLayout places bar, zero line and mark.
type barLayout struct {
	scale *scale
	left  int64
}

const (
	barLeast  = 60
	barHeight = 10
	markOver  = 4 // how far the lines stand out above and below
)

// MinSize implements fyne.Layout.
func (l barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(barLeast, barHeight+2*markOver)
}

// Layout implements fyne.Layout.
func (l barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 1
	zero, end := l.scale.at(0)*width, l.scale.at(l.left)*width
	top := (size.Height - barHeight) / 2
	o[0].Move(fyne.NewPos(min(zero, end), top))
	o[0].Resize(fyne.NewSize(max(1, max(zero, end)-min(zero, end)), barHeight))
	line := fyne.NewSize(1, barHeight+2*markOver)
	o[1].Move(fyne.NewPos(zero, top-markOver))
	o[1].Resize(line)
	o[2].Move(fyne.NewPos(l.scale.at(l.scale.untroubled)*width, top-markOver))
	o[2].Resize(line)
}
