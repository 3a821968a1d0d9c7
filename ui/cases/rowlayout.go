package cases

import (
	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// rowLayout stacks the three lines of a case in the list, with its badges at the
// right of the first line that has room for them beside its words. Where none
// has, the last line is cut, which says the least.
type rowLayout struct{}

const (
	rowGap   = 2
	badgeGap = 6
)

func (rowLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	_, badges := badgesOf(o)
	s := fyne.NewSize(badges.Width+40, 2*rowGap)
	for _, line := range o[:3] {
		s.Height += max(line.MinSize().Height, o[4].MinSize().Height)
	}
	return s
}

func (rowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	shown, badges := badgesOf(o)
	at := 2
	for i, line := range o[:2] {
		if natural(line.(*kit.Text), i) <= size.Width-badges.Width {
			at = i
			break
		}
	}
	y := float32(0)
	for i, line := range o[:3] {
		h := max(line.MinSize().Height, o[4].MinSize().Height)
		width := size.Width
		if i == at {
			width -= badges.Width
			x := width
			for _, b := range shown {
				m := b.MinSize()
				x += badgeGap
				b.Resize(m)
				b.Move(fyne.NewPos(x, y+(h-m.Height)/2))
				x += m.Width
			}
		}
		m := line.MinSize().Height
		line.Resize(fyne.NewSize(max(0, width), m))
		line.Move(fyne.NewPos(0, y+(h-m)/2))
		y += h + rowGap
	}
}

// natural is the width of the whole words of a line.
func natural(t *kit.Text, line int) float32 {
	size, bold := theme.SizeBody, false
	if line == 0 {
		size, bold = theme.SizeHeading, true
	}
	return fyne.MeasureText(t.Text(), theme.Size(size), fyne.TextStyle{Bold: bold}).Width + 2
}

// badgesOf are the badges that say something, and their size with the gap before
// each.
func badgesOf(o []fyne.CanvasObject) (shown []fyne.CanvasObject, s fyne.Size) {
	for _, b := range o[3:] {
		if b.Visible() {
			m := b.MinSize()
			shown = append(shown, b)
			s = fyne.NewSize(s.Width+badgeGap+m.Width, max(s.Height, m.Height))
		}
	}
	return shown, s
}
