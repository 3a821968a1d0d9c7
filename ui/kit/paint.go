package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// paint is a rectangle that follows the theme.
type paint struct {
	widget.BaseWidget
	fill, stroke fyne.ThemeColorName // empty: none
	radius       float32
	line         float32 // width of the stroke
	least        fyne.Size
	rect         *canvas.Rectangle
}

func newPaint(fill fyne.ThemeColorName, radius float32, least fyne.Size) *paint {
	p := &paint{fill: fill, radius: radius, line: 1, least: least, rect: canvas.NewRectangle(color.Transparent)}
	p.ExtendBaseWidget(p)
	return p
}

// ringGap is how far the ring of what has the focus stands out.
const ringGap = 3

// newRing returns the ring around what has the focus; it is dark at first. It
// stands clear of what it surrounds, so that it shows on a filled button, too.
func newRing(radius float32) *paint {
	p := newPaint("", radius, fyne.Size{})
	p.line = 2
	return p
}

// lit shows or hides a ring.
func (p *paint) lit(on bool) {
	stroke := fyne.ThemeColorName("")
	if on {
		stroke = theme.ColorAccent
	}
	p.set("", stroke)
}

// set changes the colours.
func (p *paint) set(fill, stroke fyne.ThemeColorName) {
	if p.fill == fill && p.stroke == stroke {
		return
	}
	p.fill, p.stroke = fill, stroke
	p.Refresh()
}

func (p *paint) MinSize() fyne.Size { return p.least }

// CreateRenderer implements fyne.Widget.
func (p *paint) CreateRenderer() fyne.WidgetRenderer {
	r := &paintRenderer{p}
	r.apply()
	return r
}

type paintRenderer struct{ p *paint }

func (r *paintRenderer) apply() {
	rect := r.p.rect
	rect.FillColor, rect.StrokeColor, rect.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.p.fill != "" {
		rect.FillColor = theme.Color(r.p.fill)
	}
	if r.p.stroke != "" {
		rect.StrokeColor, rect.StrokeWidth = theme.Color(r.p.stroke), r.p.line
	}
	rect.CornerRadius = r.p.radius
}

func (r *paintRenderer) Layout(s fyne.Size)           { r.p.rect.Resize(s) }
func (r *paintRenderer) MinSize() fyne.Size           { return r.p.least }
func (r *paintRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.rect} }
func (r *paintRenderer) Destroy()                     {}
func (r *paintRenderer) Refresh() {
	r.apply()
	r.p.rect.Refresh()
}
