package packets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// meter is a line that fills from the left up to a limit. Its words stand
// beside it, so that it need not be understood by its colour.
type meter struct {
	widget.BaseWidget
	part       float32
	ink        fyne.ThemeColorName
	back, fill *canvas.Rectangle
}

// newMeter shows a part of a limit; over paints it as too much.
func newMeter(part float32, over bool) *meter {
	m := &meter{part: max(0, min(part, 1)), ink: theme.ColorAccent, back: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	if over {
		m.ink = theme.ColorLate
	}
	m.back.CornerRadius, m.fill.CornerRadius = 3, 3
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{m}
	r.paint()
	r.Layout(m.Size())
	return r
}

type meterRenderer struct{ m *meter }

func (r *meterRenderer) paint() {
	r.m.back.FillColor = theme.Color(theme.ColorLine)
	r.m.fill.FillColor = theme.Color(r.m.ink)
}

func (r *meterRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 6) }

func (r *meterRenderer) Layout(s fyne.Size) {
	r.m.back.Resize(s)
	r.m.fill.Resize(fyne.NewSize(s.Width*r.m.part, s.Height))
}

func (r *meterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.back, r.m.fill}
}

func (r *meterRenderer) Refresh() {
	r.paint()
	r.m.back.Refresh()
	r.m.fill.Refresh()
}

func (r *meterRenderer) Destroy() {}
