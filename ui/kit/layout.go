package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"casefolio/ui/theme"
)

// Count writes a number.
func Count(n int) string { return strconv.Itoa(n) }

// VBox stacks objects with gap between them, each as high as it must be at
// the width that there is.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stackLayout{gap}, objects...)
}

// stackLayout gives each object its width before it asks for the height, so
// that wrapped text stands right at once.
type stackLayout struct{ gap float32 }

func (l stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		n++
	}
	s.Height += l.gap * float32(max(0, n-1))
	return s
}

func (l stackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightAt(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		y += h + l.gap
	}
}

// heightAt gives o a width and the height that it then needs, and returns it.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(width, h))
	return h
}

// HBox places objects side by side with gap between them, each at its
// smallest width and centred in height.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: gap, fill: -1}, objects...)
}

// Row is an HBox whose fill-th object takes the width that is left.
func Row(gap float32, fill int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: gap, fill: fill}, objects...)
}

// rowLayout centres objects in height; the one at fill takes what is left.
type rowLayout struct {
	gap  float32
	fill int
}

func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += l.gap * float32(max(0, n-1))
	return s
}

func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := max(0, size.Width-l.MinSize(objects).Width)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if i == l.fill {
			m.Width += spare
		}
		o.Resize(m)
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		x += m.Width + l.gap
	}
}

// Flow places objects like words: side by side, on further lines when the
// width is used up.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

// flowLayout remembers the width it last had, because its height follows from
// it and the toolkit asks for the height alone.
type flowLayout struct{ gap, width float32 }

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, l.place(objects, max(l.width, widest), func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

// place returns the height that objects take in width. Those of a line share its
// middle.
func (l *flowLayout) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	var row []fyne.CanvasObject
	end := func() {
		at := float32(0)
		for _, o := range row {
			m := o.MinSize()
			put(o, fyne.NewPos(at, y+(line-m.Height)/2), m)
			at += m.Width + l.gap
		}
		row = row[:0]
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			end()
			x, y, line = 0, y+line+l.gap, 0
		}
		row = append(row, o)
		x += m.Width + l.gap
		line = max(line, m.Height)
	}
	end()
	return y + line
}

// Columns places objects in rows of n equal columns, or below one another where
// a column would get narrower than a field needs.
func Columns(n int, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnsLayout{n: n, gap: gap}, objects...)
}

// narrowColumn is the width below which columns stand below one another.
const narrowColumn = 170

// columnsLayout remembers its width for the reason that flowLayout does.
type columnsLayout struct {
	n          int
	gap, width float32
}

func (l *columnsLayout) columns(width float32) int {
	if (width-float32(l.n-1)*l.gap)/float32(l.n) < narrowColumn {
		return 1
	}
	return l.n
}

func (l *columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(0, -l.gap)
	n := l.columns(l.width)
	row := float32(0)
	for i, o := range objects {
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		row = max(row, m.Height)
		if i%n == n-1 || i == len(objects)-1 {
			s.Height += row + l.gap
			row = 0
		}
	}
	s.Height = max(0, s.Height)
	return s
}

func (l *columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	n := l.columns(size.Width)
	w := (size.Width - float32(n-1)*l.gap) / float32(n)
	y, row := float32(0), float32(0)
	for i, o := range objects {
		row = max(row, heightAt(o, w))
		o.Move(fyne.NewPos(float32(i%n)*(w+l.gap), y))
		if i%n == n-1 {
			y, row = y+row+l.gap, 0
		}
	}
}

// Pad puts space around an object.
func Pad(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Sized keeps an object at least this large.
func Sized(o fyne.CanvasObject, width, height float32) *fyne.Container {
	return container.New(sizedLayout{fyne.NewSize(width, height)}, o)
}

type sizedLayout struct{ least fyne.Size }

func (l sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := l.least
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s
}

func (l sizedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MaxWidth keeps an object from growing wider; it stays at the left.
func MaxWidth(o fyne.CanvasObject, width float32) *fyne.Container {
	return container.New(maxWidthLayout{width}, o)
}

type maxWidthLayout struct{ most float32 }

func (l maxWidthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s
}

func (l maxWidthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(min(size.Width, max(l.most, o.MinSize().Width)), size.Height))
	}
}

// Hairline is a horizontal line of one unit.
func Hairline() fyne.CanvasObject {
	return newPaint(theme.ColorLine, 0, fyne.NewSize(0, 1))
}

// VerticalHairline is a vertical line of one unit.
func VerticalHairline() fyne.CanvasObject {
	return newPaint(theme.ColorLine, 0, fyne.NewSize(1, 0))
}

// OnColor puts an object on a plain background.
func OnColor(name fyne.ThemeColorName, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newPaint(name, 0, fyne.Size{}), o)
}

// Spacer takes width or height of its own.
func Spacer(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}
