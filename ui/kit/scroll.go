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

// FormScroll is Scroll for a form: the wheel moves the page also while the
// pointer is over an entry, which would swallow it. Entries of many lines
// inside do not scroll by the wheel then.
func FormScroll(content fyne.CanvasObject) fyne.CanvasObject {
	return Wheel(Scroll(content))
}

// Wheel lets the wheel move a scroll over whatever stands in it.
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

func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.to.Scrolled(e) }

func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Spacer(0, 0))
}
