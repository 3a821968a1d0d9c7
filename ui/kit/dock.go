package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Dock puts head at the top and foot at the bottom, each as high as it must be
// at the width that there is, and gives fill the rest. head and foot may be
// nil.
func Dock(head, foot, fill fyne.CanvasObject) *fyne.Container {
	l := dockLayout{head: head, foot: foot}
	c := container.New(l, fill)
	for _, o := range []fyne.CanvasObject{head, foot} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

type dockLayout struct{ head, foot fyne.CanvasObject }

func (l dockLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
	}
	return s
}

func (l dockLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, bottom := float32(0), size.Height
	if l.head != nil {
		l.head.Move(fyne.Position{})
		top = heightAt(l.head, size.Width)
	}
	if l.foot != nil {
		bottom -= heightAt(l.foot, size.Width)
		l.foot.Move(fyne.NewPos(0, bottom))
	}
	objects[0].Move(fyne.NewPos(0, top))
	objects[0].Resize(fyne.NewSize(size.Width, max(0, bottom-top)))
}

// Scroller scrolls content up and down. Its extent follows wrapped text, whose
// height is known only after its width.
type Scroller struct {
	widget.BaseWidget
	scroll *container.Scroll
}

// NewScroller returns a scroller on content.
func NewScroller(content fyne.CanvasObject) *Scroller {
	s := &Scroller{scroll: container.NewVScroll(content)}
	s.ExtendBaseWidget(s)
	return s
}

// SetContent shows something else. With stay the place on screen is kept,
// otherwise the top is shown.
func (s *Scroller) SetContent(content fyne.CanvasObject, stay bool) {
	s.scroll.Content = content
	if !stay {
		s.scroll.Offset = fyne.Position{}
	}
	s.Settle()
}

// Reveal scrolls until o, which is somewhere in the content, is in sight.
func (s *Scroller) Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.scroll.Content).Y
	if top < s.scroll.Offset.Y || top+o.Size().Height > s.scroll.Offset.Y+s.scroll.Size().Height {
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-20)))
	}
}

// Resize implements fyne.CanvasObject.
func (s *Scroller) Resize(size fyne.Size) {
	s.BaseWidget.Resize(size)
	s.Settle()
}

// Settle gives the content its width first and lets the extent follow. Call it
// after something in the content took another height.
func (s *Scroller) Settle() {
	if width := s.scroll.Size().Width; width > 0 {
		heightAt(s.scroll.Content, width)
	}
	s.scroll.Refresh()
	canvas.Refresh(s) // the toolkit paints nothing where new content has the size of the old
}

// Extent is how high the content is.
func (s *Scroller) Extent() float32 { return s.scroll.Content.MinSize().Height }

// CreateRenderer implements fyne.Widget.
func (s *Scroller) CreateRenderer() fyne.WidgetRenderer {
	return laid(s, widget.NewSimpleRenderer(Wheel(s.scroll)))
}
