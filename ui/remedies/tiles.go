package remedies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// newTiles places objects in as many equal columns as there is room for.
func newTiles(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tileLayout{}, objects...)
}

const (
	tileLeast = 118
	tileGap   = 10
)

// tileLayout remembers its width, because its height follows from it.
type tileLayout struct{ width float32 }

func (l *tileLayout) columns(n int) (columns int, width float32) {
	columns = max(1, min(n, int((l.width+tileGap)/(tileLeast+tileGap))))
	return columns, (l.width - tileGap*float32(columns-1)) / float32(columns)
}

// MinSize implements fyne.Layout.
func (l *tileLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	columns, _ := l.columns(len(o))
	var s fyne.Size
	row := float32(0)
	for i, x := range o {
		m := x.MinSize()
		s.Width, row = max(s.Width, min(m.Width, tileLeast)), max(row, m.Height)
		if i%columns == columns-1 || i == len(o)-1 {
			s.Height, row = s.Height+row+tileGap, 0
		}
	}
	s.Height -= tileGap
	return s
}

// Layout implements fyne.Layout. The tiles of a row are as high as its highest.
func (l *tileLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	columns, width := l.columns(len(o))
	y := float32(0)
	for from := 0; from < len(o); from += columns {
		row := o[from:min(len(o), from+columns)]
		height := float32(0)
		for i, x := range row {
			height = max(height, place(x, float32(i)*(width+tileGap), y, width))
		}
		for _, x := range row {
			x.Resize(fyne.NewSize(width, height))
		}
		y += height + tileGap
	}
}
