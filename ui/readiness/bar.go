package readiness

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// bar is a line that fills from the left. The figures stand beside it, so that
// it need not be understood by its colour.
type bar struct {
	widget.BaseWidget
	part       float32
	back, fill *canvas.Rectangle
}

func newBar(percent int) *bar {
	b := &bar{part: float32(percent) / 100, back: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	b.back.CornerRadius, b.fill.CornerRadius = 3, 3
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b}
	r.paint()
	return r
}

type barRenderer struct{ b *bar }

func (r *barRenderer) paint() {
	r.b.back.FillColor = theme.Color(theme.ColorLine)
	r.b.fill.FillColor = theme.Color(theme.ColorAccent)
}

func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 6) }

func (r *barRenderer) Layout(s fyne.Size) {
	r.b.back.Resize(s)
	r.b.fill.Resize(fyne.NewSize(s.Width*r.b.part, s.Height))
}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.back, r.b.fill}
}

func (r *barRenderer) Refresh() {
	r.paint()
	r.b.back.Refresh()
	r.b.fill.Refresh()
}

func (r *barRenderer) Destroy() {}
