package intake

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// two places two fields side by side, each half the width.
func two(left, right fyne.CanvasObject) fyne.CanvasObject {
	return container.New(sharesLayout{gap: 12, shares: []float32{0.5, 0.5}}, left, right)
}

// sharesLayout gives each object its share of the width, from the top; with
// tall it also gives it all the height.
type sharesLayout struct {
	gap    float32
	shares []float32
	first  float32 // width that the first object keeps
	tall   bool
}

func (l sharesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	const least = 60 // a field shrinks with the window before anything is cut off
	var s fyne.Size
	for _, o := range objects {
		s.Width += least
		s.Height = max(s.Height, o.MinSize().Height)
	}
	s.Width += l.gap * float32(len(objects)-1)
	return s
}

func (l sharesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - l.gap*float32(len(objects)-1)
	x := float32(0)
	for i, o := range objects {
		w := room * l.shares[i]
		if first := max(room*l.shares[0], l.first); i == 0 {
			w = first
		} else if l.first > 0 {
			w = (room - first) * l.shares[i] / (1 - l.shares[0])
		}
		h := size.Height
		if !l.tall {
			o.Resize(fyne.NewSize(w, o.MinSize().Height))
			h = o.MinSize().Height // wrapped text has it after the width is known
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, h))
		x += w + l.gap
	}
}

// column keeps its object from growing wider than most, in the middle of what
// there is.
type column struct{ most float32 }

func (l column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}

func (l column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, l.most)
	objects[0].Move(fyne.NewPos((size.Width-w)/2, 0))
	objects[0].Resize(fyne.NewSize(w, size.Height))
}

// pasteLayout places head, text and foot. The foot scrolls where it would
// leave the text too little height. It knows the foot's content, because a
// scroller does not tell how high it would like to be.
type pasteLayout struct{ foot fyne.CanvasObject }

const leastText = 110 // height that the text keeps

func (l pasteLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, o[0].MinSize().Height+leastText)
}

func (l pasteLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, text, foot := o[0], o[1], o[2]
	tall := func(c fyne.CanvasObject) float32 {
		c.Resize(fyne.NewSize(size.Width, c.MinSize().Height))
		return c.MinSize().Height // wrapped text has it after the width is known
	}
	top := tall(head)
	bottom := min(tall(l.foot), max(0, size.Height-top-leastText))
	put := func(c fyne.CanvasObject, y, h float32) {
		c.Move(fyne.NewPos(0, y))
		c.Resize(fyne.NewSize(size.Width, max(0, h)))
	}
	put(head, 0, top)
	put(text, top, size.Height-top-bottom)
	put(foot, size.Height-bottom, bottom)
}

// widthLayout tells its object's width before it is laid out.
type widthLayout struct {
	width   float32
	changed func(width float32)
}

func (l *widthLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, o[0].MinSize().Height)
}

func (l *widthLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if size.Width != l.width {
		l.width = size.Width
		l.changed(size.Width)
	}
	o[0].Move(fyne.Position{})
	o[0].Resize(size)
}
