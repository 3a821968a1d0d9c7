package ledger

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// entryRow places amount, currency, note and button side by side; where the note
// would get too little, it stands below the others.
func entryRow(amount, currency, note, button fyne.CanvasObject) *fyne.Container {
	return container.New(&entryLayout{}, amount, currency, note, button)
}

// entryLayout remembers its width, because its height follows from it and the
// toolkit asks for the height alone.
type entryLayout struct{ width float32 }

const (
	entryGap      = 8
	amountWidth   = 104
	currencyWidth = 96
	leastNote     = 110
)

func (l *entryLayout) narrow(o []fyne.CanvasObject) bool {
	return l.width > 0 && l.width < amountWidth+currencyWidth+o[3].MinSize().Width+leastNote+3*entryGap
}

func (l *entryLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(amountWidth/2+currencyWidth+o[3].MinSize().Width+2*entryGap, max(o[0].MinSize().Height, o[3].MinSize().Height))
	if l.narrow(o) {
		s.Height += entryGap + o[2].MinSize().Height
	}
	return s
}

func (l *entryLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	button := o[3].MinSize()
	high := max(o[0].MinSize().Height, button.Height)
	put := func(c fyne.CanvasObject, x, y, width float32) {
		h := c.MinSize().Height
		c.Move(fyne.NewPos(x, y+(high-h)/2))
		c.Resize(fyne.NewSize(width, h))
	}
	left := size.Width - currencyWidth - button.Width - 2*entryGap // of amount and note
	if l.narrow(o) {
		put(o[0], 0, 0, left)
		put(o[1], left+entryGap, 0, currencyWidth)
		put(o[3], size.Width-button.Width, 0, button.Width)
		put(o[2], 0, high+entryGap, size.Width)
		return
	}
	put(o[0], 0, 0, amountWidth)
	put(o[1], amountWidth+entryGap, 0, currencyWidth)
	put(o[2], amountWidth+currencyWidth+2*entryGap, 0, left-amountWidth-entryGap)
	put(o[3], size.Width-button.Width, 0, button.Width)
}

// wayLayout places states side by side, each a bar with its words below. Where
// words would not have room, none stand there.
type wayLayout struct{ width float32 }

const (
	barHeight = 4
	wayGap    = 4
)

// cell is the width of one state, and whether all words have room in it. Objects
// are bars and words in turn.
func (l *wayLayout) cell(o []fyne.CanvasObject) (width float32, words bool) {
	n := float32(len(o) / 2)
	width, words = max(0, (l.width-wayGap*(n-1))/n), true
	for i := 1; i < len(o); i += 2 {
		words = words && o[i].MinSize().Width <= width
	}
	return width, words
}

func (l *wayLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(float32(len(o)/2)*2*wayGap, barHeight)
	if _, words := l.cell(o); words {
		for i := 1; i < len(o); i += 2 {
			s.Height = max(s.Height, barHeight+wayGap+o[i].MinSize().Height)
		}
	}
	return s
}

func (l *wayLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	width, words := l.cell(o)
	for i, x := range o {
		at := fyne.NewPos(float32(i/2)*(width+wayGap), 0)
		if i%2 == 0 {
			x.Resize(fyne.NewSize(width, barHeight))
			x.Move(at)
			continue
		}
		switch {
		case words && !x.Visible():
			x.Show()
		case !words && x.Visible():
			x.Hide()
		}
		x.Resize(fyne.NewSize(width, x.MinSize().Height))
		x.Move(at.AddXY(0, barHeight+wayGap))
	}
}
