package evidence

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Beside puts deeds at the right of what they are about. Where that would get
// less than least of the width, the deeds stand below it instead, on as many
// lines as they need.
func Beside(least float32, about fyne.CanvasObject, deeds ...fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{least: least}, append([]fyne.CanvasObject{about}, deeds...)...)
}

// DeedsFirst is Beside for a foot: the deeds keep the right edge, and a note
// that has no room beside them is left out.
func DeedsFirst(note fyne.CanvasObject, deeds ...fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{foot: true}, append([]fyne.CanvasObject{note}, deeds...)...)
}

// besideLayout remembers its width, because its height follows from it and the
// toolkit asks for the height alone.
type besideLayout struct {
	least, width float32
	foot         bool
}

const besideGap = 8

func (l *besideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for i, c := range o {
		if i > 0 || !l.foot {
			widest = max(widest, c.MinSize().Width)
		}
	}
	if l.width == 0 {
		return fyne.NewSize(widest, l.place(o, 1<<16, false))
	}
	return fyne.NewSize(widest, l.place(o, max(l.width, widest), false))
}

func (l *besideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width, true)
}

// place returns the height that all takes in width and, with put, moves it
// there.
func (l *besideLayout) place(o []fyne.CanvasObject, width float32, put bool) float32 {
	about, lines := o[0], l.lines(o[1:], width)
	wide, high := float32(0), float32(0)
	for _, d := range lines {
		wide, high = max(wide, d.width), high+d.height
	}
	high += besideGap * float32(max(0, len(lines)-1))
	natural := about.MinSize()
	least := l.least
	if l.foot {
		least = natural.Width
	}
	beside := len(lines) <= 1 && width-wide-besideGap >= least
	height, top := max(natural.Height, high), float32(0)
	switch {
	case beside:
		top = (height - high) / 2
	case l.foot:
		height = high
	default:
		top = natural.Height + besideGap
		height = top + high
	}
	if !put {
		return height
	}
	if l.foot && beside != about.Visible() {
		if beside {
			about.Show()
		} else {
			about.Hide()
		}
	}
	if beside {
		about.Resize(fyne.NewSize(width-wide-besideGap, natural.Height))
		about.Move(fyne.NewPos(0, (height-natural.Height)/2))
	} else {
		about.Resize(fyne.NewSize(width, natural.Height))
		about.Move(fyne.Position{})
	}
	for _, d := range lines {
		x := float32(0)
		if beside || l.foot {
			x = width - d.width
		}
		for _, c := range d.deeds {
			m := c.MinSize()
			c.Resize(m)
			c.Move(fyne.NewPos(x, top+(d.height-m.Height)/2))
			x += m.Width + besideGap
		}
		top += d.height + besideGap
	}
	return height
}

// deedLine is one line of deeds.
type deedLine struct {
	deeds         []fyne.CanvasObject
	width, height float32
}

func (l *besideLayout) lines(deeds []fyne.CanvasObject, width float32) []deedLine {
	var lines []deedLine
	for _, c := range deeds {
		if !c.Visible() {
			continue
		}
		m := c.MinSize()
		if n := len(lines); n > 0 && lines[n-1].width+besideGap+m.Width <= width {
			last := &lines[n-1]
			last.deeds = append(last.deeds, c)
			last.width += besideGap + m.Width
			last.height = max(last.height, m.Height)
			continue
		}
		lines = append(lines, deedLine{[]fyne.CanvasObject{c}, m.Width, m.Height})
	}
	return lines
}
