package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Scroll lets content of any height scroll. Content keeps its own height, so
// that what grows in it moves what stands below: content stretched to the
// height of the view would not be laid out again.
func Scroll(content fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(VBox(0, content))
}

// Capped is as high as content needs; what goes beyond most scrolls.
func Capped(content fyne.CanvasObject, most float32) *fyne.Container {
	return container.New(cappedLayout{content, most}, Scroll(content))
}

type cappedLayout struct {
	content fyne.CanvasObject
	most    float32
}

func (l cappedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, min(l.most, l.content.MinSize().Height))
}

func (l cappedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// FormScroll is Scroll for a form, in which the wheel moves the page also while
// the pointer is over an entry.
func FormScroll(content fyne.CanvasObject) fyne.CanvasObject {
	return Wheel(Scroll(content))
}

// Wheel lets the wheel move a scroll over whatever stands in it: the toolkit's
// entries would swallow it, those of one line, too. A scroller within goes first
// as long as it has somewhere to go, as a long text does.
func Wheel(s *container.Scroll) fyne.CanvasObject { return container.NewStack(s, newWheel(s)) }

// wheel lies over a form and takes nothing but the wheel.
type wheel struct {
	widget.BaseWidget
	to *container.Scroll
}

func newWheel(to *container.Scroll) *wheel {
	w := &wheel{to: to}
	w.ExtendBaseWidget(w)
	return w
}

func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	to := w.to
	for _, s := range scrollsIn(w.to.Content) {
		if goes(s, e.Scrolled) && under(s, e.AbsolutePosition) {
			to = s
		}
	}
	to.Scrolled(e)
}

// scrollsIn are the scrollers in o that can be seen, an inner one behind the one
// around it.
func scrollsIn(o fyne.CanvasObject) (all []*container.Scroll) {
	if s, ok := o.(*container.Scroll); ok && s.Visible() {
		all = append(all, s)
	}
	for _, child := range parts(o) {
		all = append(all, scrollsIn(child)...)
	}
	return all
}

// goes tells whether a turn of the wheel by d moves s.
func goes(s *container.Scroll, d fyne.Delta) bool {
	room := s.Content.MinSize().Subtract(s.Size())
	return d.DY > 0 && s.Offset.Y > 0 || d.DY < 0 && s.Offset.Y < room.Height ||
		d.DX > 0 && s.Offset.X > 0 || d.DX < 0 && s.Offset.X < room.Width
}

func under(o fyne.CanvasObject, at fyne.Position) bool {
	p := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(o))
	return p.X >= 0 && p.Y >= 0 && p.X < o.Size().Width && p.Y < o.Size().Height
}

func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Spacer(0, 0))
}
