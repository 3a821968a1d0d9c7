package replies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/ui/kit"
)

// splitLayout gives the text what the parts below it leave; those get half where
// there is not room for all, and scroll then. In a low window too: what is missing
// is asked for there.
type splitLayout struct{}

const leastText = 128

func (splitLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, leastText)
}

func (splitLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	content := o[1].(*kit.Scroller)
	content.Resize(fyne.NewSize(s.Width, max(1, content.Size().Height))) // for its height at this width
	room := max(0, min(content.Extent(), s.Height/2))
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(s.Width, s.Height-room))
	o[1].Move(fyne.NewPos(0, s.Height-room))
	o[1].Resize(fyne.NewSize(s.Width, room))
}

// lowLayout gives all room to the page, and leaves out what the buyer wrote where
// the text would have too little: it stands in the case, too.
type lowLayout struct{ p *Page }

const lowPage = 480

func (l lowLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l lowLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if low := s.Height < lowPage; low != l.p.heard.low {
		l.p.heard.low = low
		l.p.heard.fill()
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(s)
}

// hang puts a sign before words of several lines and what can be done about them
// behind; end may be nil.
func hang(sign, words, end fyne.CanvasObject) *fyne.Container {
	c := container.New(hangLayout{sign, words, end}, sign, words)
	if end != nil {
		c.Add(end)
	}
	return c
}

type hangLayout struct{ sign, words, end fyne.CanvasObject }

const hangIndent = 18

func (l hangLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	m := l.words.MinSize().AddWidthHeight(hangIndent, 0)
	if l.end != nil {
		m.Width += l.end.MinSize().Width
	}
	return m
}

func (l hangLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	l.sign.Resize(l.sign.MinSize())
	l.sign.Move(fyne.NewPos(0, 0))
	width := s.Width - hangIndent
	if l.end != nil {
		m := l.end.MinSize()
		width -= m.Width
		l.end.Resize(m)
		l.end.Move(fyne.NewPos(s.Width-m.Width, -6)) // its letters stand in the first line
	}
	l.words.Move(fyne.NewPos(hangIndent, 0))
	l.words.Resize(fyne.NewSize(max(0, width), s.Height))
}

// place lays a container out again without painting all that is in it.
func place(c *fyne.Container) { c.Layout.Layout(c.Objects, c.Size()) }
