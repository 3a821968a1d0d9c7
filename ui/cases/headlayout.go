package cases

import (
	"fyne.io/fyne/v2"

	"casefolio/ui/theme"
)

// headLayout places badge, title, time and note of a card: on one line where
// there is room, with the time on a second line otherwise. The note keeps its
// place at the right; the title is cut last. It remembers its width, because
// its height follows from it.
type headLayout struct {
	title, when float32 // natural widths
	width       float32
}

const (
	headGap  = 8
	headLine = 3 // between two lines
)

func newHeadLayout(title, when string) *headLayout {
	width := func(s string, size fyne.ThemeSizeName, bold bool) float32 {
		if s == "" {
			return 0
		}
		return fyne.MeasureText(s, theme.Size(size), fyne.TextStyle{Bold: bold}).Width + 3
	}
	return &headLayout{title: width(title, theme.SizeBody, true), when: width(when, theme.SizeSmall, false)}
}

// oneLine tells whether everything stands side by side.
func (l *headLayout) oneLine(o []fyne.CanvasObject) bool {
	return l.width == 0 || l.when == 0 ||
		o[0].MinSize().Width+l.title+l.when+o[3].MinSize().Width+3*headGap <= l.width
}

func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	if !l.oneLine(o) {
		h += headLine + o[2].MinSize().Height
	}
	return fyne.NewSize(o[0].MinSize().Width+o[3].MinSize().Width+40, h)
}

func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	badge, title, when, note := o[0], o[1], o[2], o[3]
	line := max(badge.MinSize().Height, title.MinSize().Height)
	place := func(c fyne.CanvasObject, x, w float32) {
		h := c.MinSize().Height
		c.Resize(fyne.NewSize(w, h))
		c.Move(fyne.NewPos(x, (line-h)/2))
	}
	noteWidth := note.MinSize().Width
	place(badge, 0, badge.MinSize().Width)
	place(note, size.Width-noteWidth, noteWidth)
	x := badge.MinSize().Width + headGap
	room := max(0, size.Width-x-noteWidth-headGap)
	if l.oneLine(o) {
		place(title, x, min(l.title, room))
		if l.title > 0 {
			x += l.title + headGap
			room -= l.title + headGap
		}
		place(when, x, max(0, room))
		return
	}
	place(title, x, room)
	when.Resize(fyne.NewSize(size.Width, when.MinSize().Height))
	when.Move(fyne.NewPos(0, line+headLine))
}
