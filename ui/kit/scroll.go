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

// FormScroll is Scroll for a form: the wheel moves the page also while the
// pointer is over an entry, which would swallow it. Entries of many lines
// inside do not scroll by the wheel then.
func FormScroll(content fyne.CanvasObject) fyne.CanvasObject {
	s := Scroll(content)
	return container.NewStack(s, newWheel(s))
}

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
