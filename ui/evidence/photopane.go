package evidence

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Limits of the zoom, as shares of the picture's own size.
const (
	leastZoom = 0.02
	mostZoom  = 8
	zoomStep  = 1.25
)

// longRatio is the height by the width beyond which a picture is read like a
// page.
const longRatio = 2.6

// tileEdge is the longest edge of a piece of a picture: graphics hardware
// refuses larger ones, and a long screenshot is one.
const tileEdge = 4096

// drawer takes what the pointer does instead of moving the picture. Points are
// shares of the picture.
type drawer interface {
	drawn(from, to fyne.Position, done bool)
	pointed(at fyne.Position)
}

// zoomPane is a picture behind a window: the wheel changes its size, dragging
// moves it.
type zoomPane struct {
	widget.BaseWidget
	picture image.Image
	own     fyne.Size // of the original, in pixels
	tiles   *fyne.Container
	over    *fyne.Container // what is drawn over the picture
	note    *fyne.Container
	frame   *fyne.Container
	zoom    float32
	fitting bool
	reading bool          // as wide as the pane, from the top: a long screenshot at first
	centre  fyne.Position // of the view, as a share of the picture
	at      fyne.Position // where the picture stands in the pane
	size    fyne.Size     // of the picture in the pane

	zoomed func(float32)
	typed  func(fyne.KeyName, rune)
	draw   drawer        // nil: dragging moves the picture
	down   fyne.Position // where the button was pressed
	last   fyne.Position // where it was dragged to
	moved  bool
	short  func(fyne.Shortcut) // nil: none are taken
}

func newZoomPane(zoomed func(float32), typed func(fyne.KeyName, rune)) *zoomPane {
	z := &zoomPane{
		tiles: container.NewWithoutLayout(), over: container.NewWithoutLayout(), note: container.NewStack(),
		zoom: 1, fitting: true, centre: fyne.NewPos(0.5, 0.5), zoomed: zoomed, typed: typed,
	}
	z.note.Add(container.NewCenter(kit.Muted(kit.T("viewer.loading"))))
	z.frame = container.New(zoomLayout{z}, z.tiles, z.over)
	z.ExtendBaseWidget(z)
	return z
}

// say shows words instead of a picture.
func (z *zoomPane) say(o fyne.CanvasObject) {
	z.note.Objects = []fyne.CanvasObject{o}
	z.note.Refresh()
}

func (z *zoomPane) show(picture image.Image, own fyne.Size) {
	z.own = own
	z.reading = z.long()
	z.fitting = !z.reading
	z.note.RemoveAll()
	z.note.Refresh()
	z.replace(picture)
}

func (z *zoomPane) long() bool { return z.own.Height > longRatio*z.own.Width }

// replace shows the same picture with more pixels.
func (z *zoomPane) replace(picture image.Image) {
	z.picture = picture
	z.tiles.Objects = nil
	for _, part := range tilesOf(picture) {
		img := canvas.NewImageFromImage(part)
		img.FillMode = canvas.ImageFillStretch
		img.ScaleMode = canvas.ImageScaleSmooth
		z.tiles.Objects = append(z.tiles.Objects, img)
	}
	z.frame.Refresh()
}

// tilesOf parts a picture that is too long for one piece.
func tilesOf(m image.Image) []image.Image {
	part, ok := m.(interface {
		SubImage(image.Rectangle) image.Image
	})
	b := m.Bounds()
	if !ok || b.Dx() <= tileEdge && b.Dy() <= tileEdge {
		return []image.Image{m}
	}
	var all []image.Image
	for y := b.Min.Y; y < b.Max.Y; y += tileEdge {
		for x := b.Min.X; x < b.Max.X; x += tileEdge {
			all = append(all, part.SubImage(image.Rect(x, y, x+tileEdge, y+tileEdge).Intersect(b)))
		}
	}
	return all
}

// fit shows the whole picture, never larger than its own size.
func (z *zoomPane) fit() {
	z.fitting, z.reading = true, false
	z.frame.Refresh()
}

// zoomTo shows the picture at a share of its own size; one pixel of it is one
// of the screen at 1.
func (z *zoomPane) zoomTo(zoom float32) {
	z.fitting, z.reading = false, false
	z.zoom = min(mostZoom, max(leastZoom, zoom))
	z.frame.Refresh()
}

// move shifts the picture by units of the window.
func (z *zoomPane) move(dx, dy float32) {
	if z.size.Width > 0 && z.size.Height > 0 {
		if z.reading {
			z.fitting, z.reading = false, false
		}
		z.centre = fyne.NewPos(z.centre.X-dx/z.size.Width, z.centre.Y-dy/z.size.Height)
		z.frame.Refresh()
	}
}

// whole tells whether all of the picture's width is seen, so that the keys to
// the sides are free.
func (z *zoomPane) whole() bool { return z.size.Width <= z.Size().Width }

// pixels turns pixels of the picture into units of the window.
func (z *zoomPane) pixels() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(z); c != nil && c.Scale() > 0 {
		return 1 / c.Scale()
	}
	return 1
}

// share is a point of the pane as a share of the picture, within it.
func (z *zoomPane) share(p fyne.Position) fyne.Position {
	if z.size.Width <= 0 || z.size.Height <= 0 {
		return fyne.Position{}
	}
	in := func(v float32) float32 { return min(1, max(0, v)) }
	return fyne.NewPos(in((p.X-z.at.X)/z.size.Width), in((p.Y-z.at.Y)/z.size.Height))
}

// Scrolled implements fyne.Scrollable. What is under the pointer stays there. A
// long screenshot is read by scrolling, as it was on the phone.
func (z *zoomPane) Scrolled(e *fyne.ScrollEvent) {
	if z.picture == nil || e.Scrolled.DY == 0 {
		return
	}
	if z.long() && !z.fitting {
		z.move(e.Scrolled.DX, e.Scrolled.DY)
		return
	}
	step := float32(zoomStep)
	if e.Scrolled.DY < 0 {
		step = 1 / step
	}
	under, before := z.share(e.Position), z.zoom
	z.zoomTo(z.zoom * step)
	if z.zoom == before {
		return
	}
	s := z.Size()
	z.centre = fyne.NewPos(under.X+(s.Width/2-e.Position.X)/z.size.Width, under.Y+(s.Height/2-e.Position.Y)/z.size.Height)
	z.frame.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (z *zoomPane) MouseDown(e *desktop.MouseEvent) {
	z.down, z.moved = e.Position, false
	if c := fyne.CurrentApp().Driver().CanvasForObject(z); c != nil {
		c.Focus(z)
	}
}

// MouseUp implements desktop.Mouseable.
func (z *zoomPane) MouseUp(*desktop.MouseEvent) {
	if z.draw != nil && z.picture != nil && !z.moved {
		z.draw.pointed(z.share(z.down))
	}
}

// Dragged implements fyne.Draggable.
func (z *zoomPane) Dragged(e *fyne.DragEvent) {
	z.moved = true
	if z.draw == nil {
		z.move(e.Dragged.DX, e.Dragged.DY)
	} else if z.picture != nil {
		z.draw.drawn(z.share(z.down), z.share(e.Position), false)
		z.last = e.Position
	}
}

// DragEnd implements fyne.Draggable.
func (z *zoomPane) DragEnd() {
	if z.draw != nil && z.picture != nil {
		z.draw.drawn(z.share(z.down), z.share(z.last), true)
	}
}

// DoubleTapped shows the whole picture, or its own size.
func (z *zoomPane) DoubleTapped(*fyne.PointEvent) {
	switch {
	case z.draw != nil:
	case z.fitting:
		z.zoomTo(1)
	default:
		z.fit()
	}
}

// Cursor implements desktop.Cursorable.
func (z *zoomPane) Cursor() desktop.Cursor {
	if z.draw != nil {
		return desktop.CrosshairCursor
	}
	return desktop.PointerCursor
}

// FocusGained implements fyne.Focusable.
func (z *zoomPane) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (z *zoomPane) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (z *zoomPane) TypedRune(r rune) { z.typed("", r) }

// TypedKey implements fyne.Focusable.
func (z *zoomPane) TypedKey(e *fyne.KeyEvent) { z.typed(e.Name, 0) }

// TypedShortcut implements fyne.Shortcutable.
func (z *zoomPane) TypedShortcut(s fyne.Shortcut) {
	if z.short != nil {
		z.short(s)
	}
}

// CreateRenderer implements fyne.Widget.
func (z *zoomPane) CreateRenderer() fyne.WidgetRenderer {
	content := container.NewStack(z.frame, z.note)
	clip := container.NewClip(container.NewStack(kit.OnColor(theme.ColorNeutralBack, kit.Spacer(0, 0)), content))
	clip.ExtendBaseWidget(clip) // or its first size would be lost
	return widget.NewSimpleRenderer(clip)
}

// zoomLayout places the picture for zoom and centre.
type zoomLayout struct{ z *zoomPane }

func (zoomLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 120) }

func (l zoomLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	z := l.z
	if z.own.Width <= 0 || z.own.Height <= 0 || s.Width <= 0 || s.Height <= 0 {
		return
	}
	unit := z.pixels()
	switch {
	case z.reading:
		z.zoom = min(1, s.Width/(z.own.Width*unit))
		z.centre = fyne.NewPos(0.5, 0)
	case z.fitting:
		z.zoom = min(1, s.Width/(z.own.Width*unit), s.Height/(z.own.Height*unit))
		z.centre = fyne.NewPos(0.5, 0.5)
	}
	z.size = fyne.NewSize(z.own.Width*unit*z.zoom, z.own.Height*unit*z.zoom)
	x := within(s.Width/2-z.centre.X*z.size.Width, s.Width, z.size.Width)
	y := within(s.Height/2-z.centre.Y*z.size.Height, s.Height, z.size.Height)
	z.at = fyne.NewPos(x, y)
	z.centre = fyne.NewPos((s.Width/2-x)/z.size.Width, (s.Height/2-y)/z.size.Height)
	z.place()
	z.zoomed(z.zoom)
}

// place puts the pieces of the picture side by side.
func (z *zoomPane) place() {
	b := z.picture.Bounds()
	unit := fyne.NewSize(z.size.Width/float32(b.Dx()), z.size.Height/float32(b.Dy()))
	for _, o := range z.tiles.Objects {
		part := o.(*canvas.Image).Image.Bounds().Sub(b.Min)
		o.Move(fyne.NewPos(z.at.X+float32(part.Min.X)*unit.Width, z.at.Y+float32(part.Min.Y)*unit.Height))
		o.Resize(fyne.NewSize(float32(part.Dx())*unit.Width, float32(part.Dy())*unit.Height))
	}
}

// within keeps a picture's edge from leaving the view, and one that is smaller
// than the view in its middle.
func within(at, view, size float32) float32 {
	if size <= view {
		return (view - size) / 2
	}
	return min(0, max(view-size, at))
}
