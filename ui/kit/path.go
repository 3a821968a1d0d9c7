package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Path is the path of a file or folder on one line. Where it is too long, its
// middle gives way to an ellipsis: the beginning tells the drive, the end what
// it is.
type Path struct {
	widget.BaseWidget
	path    string
	text    *Text
	measure *Measure
}

// NewPath shows path in small letters.
func NewPath(path string) *Path {
	p := &Path{path: path, text: Small(path).Whole(), measure: NewMeasure(theme.SizeSmall)}
	p.ExtendBaseWidget(p)
	return p
}

// SetPath shows another path.
func (p *Path) SetPath(path string) {
	p.path = path
	p.fit(p.Size().Width)
	p.Refresh()
}

// Path is the whole path.
func (p *Path) Path() string { return p.path }

// Resize implements fyne.CanvasObject.
func (p *Path) Resize(s fyne.Size) {
	if s.Width != p.Size().Width {
		p.fit(s.Width)
	}
	p.BaseWidget.Resize(s)
}

func (p *Path) fit(width float32) {
	if s := shorten(p.path, width, p.measure.Width); s != p.text.Text() {
		p.text.SetText(s)
	}
}

// shorten takes characters out of the middle of s until it is no wider than
// width. Two thirds of what is left stand at the end.
func shorten(s string, width float32, measure func(string) float32) string {
	if width <= 0 || measure(s) <= width {
		return s
	}
	r := []rune(s)
	cut := func(n int) string { return string(r[:n/3]) + "…" + string(r[len(r)-(n-n/3):]) }
	least, most := 0, len(r) // characters that are kept
	for least+1 < most {
		if n := (least + most) / 2; measure(cut(n)) <= width {
			least = n
		} else {
			most = n
		}
	}
	return cut(least)
}

// CreateRenderer implements fyne.Widget.
func (p *Path) CreateRenderer() fyne.WidgetRenderer { return &pathRenderer{p} }

type pathRenderer struct{ p *Path }

func (r *pathRenderer) MinSize() fyne.Size {
	const least = 60
	m := r.p.text.MinSize()
	return fyne.NewSize(min(least, m.Width), m.Height)
}
func (r *pathRenderer) Layout(s fyne.Size)           { r.p.text.Resize(s) }
func (r *pathRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.text} }
func (r *pathRenderer) Refresh()                     { r.p.text.Refresh() }
func (r *pathRenderer) Destroy()                     {}
