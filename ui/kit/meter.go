package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Meter is a thin line that fills from the left. The figures stand beside it,
// so that it need not be understood by its colour.
type Meter struct {
	widget.BaseWidget
	part       float32
	back, fill *paint
}

// NewMeter shows a part of one; over paints it as too much.
func NewMeter(part float32, over bool) *Meter {
	ink := theme.ColorAccent
	if over {
		ink = theme.ColorLate
	}
	m := &Meter{back: newPaint(theme.ColorLine, 3, fyne.Size{}), fill: newPaint(ink, 3, fyne.Size{})}
	m.ExtendBaseWidget(m)
	m.Set(part)
	return m
}

// Set fills a part of the line; less than 0 is 0, and more than 1 is 1.
func (m *Meter) Set(part float32) {
	m.part = max(0, min(part, 1))
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer { return &meterRenderer{m} }

type meterRenderer struct{ m *Meter }

func (r *meterRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 6) }
func (r *meterRenderer) Layout(s fyne.Size) {
	r.m.back.Resize(s)
	r.m.fill.Resize(fyne.NewSize(s.Width*r.m.part, s.Height))
}
func (r *meterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.back, r.m.fill}
}
func (r *meterRenderer) Destroy() {}
func (r *meterRenderer) Refresh() {
	r.Layout(r.m.Size())
	r.m.back.Refresh()
	r.m.fill.Refresh()
}
