package evidence

import (
	"context"
	"image"
	_ "image/png" // screenshots are shown from their originals
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Limits of the zoom, as shares of the picture's own size.
const (
	leastZoom = 0.02
	mostZoom  = 8
	zoomStep  = 1.25
	sharpMost = 60_000_000 // pixels of an original that is decoded for a closer look
)

// photoView shows a picture: whole at first, closer with the wheel or the
// buttons, moved by dragging.
type photoView struct {
	tasks   *kit.Tasks
	service Service
	e       evidence.Exhibit
	pane    *zoomPane
	level   *kit.Text
	sharp   bool // the original is shown, not the page picture
}

func newPhotoView(tasks *kit.Tasks, service Service, e evidence.Exhibit) fyne.CanvasObject {
	v := &photoView{tasks: tasks, service: service, e: e, level: kit.Small(" ").Whole()}
	v.pane = newZoomPane(v.zoomed)
	tools := kit.HBox(8,
		kit.NewButton(kit.T("viewer.zoom.fit"), v.pane.fit),
		kit.NewButton("100 %", func() { v.pane.zoomTo(1) }),
		kit.NewButton("−", func() { v.pane.zoomTo(v.pane.zoom / zoomStep) }).Repeating(),
		kit.NewButton("+", func() { v.pane.zoomTo(v.pane.zoom * zoomStep) }).Repeating(),
		v.level)
	kit.Run(tasks, "viewer/photo", func(ctx context.Context) (image.Image, error) {
		path, err := service.PagePicture(ctx, e)
		if err != nil {
			return nil, err
		}
		return decodeFile(path)
	}, func(picture image.Image, err error) {
		if err != nil {
			sentence, hint := kit.FaultText(err)
			v.pane.say(kit.NewEmptyState(sentence, hint, "", nil))
			return
		}
		v.pane.show(picture, own(e, picture))
	})
	return container.NewBorder(nil, kit.Pad(tools, 8, 0, 0, 0), nil, nil, kit.NewCard(v.pane))
}

// own is the upright size of the original in pixels.
func own(e evidence.Exhibit, picture image.Image) fyne.Size {
	if e.Picture.Width > 0 && e.Picture.Height > 0 {
		return fyne.NewSize(float32(e.Picture.Width), float32(e.Picture.Height))
	}
	b := picture.Bounds()
	return fyne.NewSize(float32(b.Dx()), float32(b.Dy()))
}

// zoomed is told the new zoom. A closer look than the page picture can give
// fetches the original.
func (v *photoView) zoomed(zoom float32) {
	v.level.SetText(strconv.Itoa(int(zoom*100+0.5)) + " %")
	pixels := v.e.Picture.Width * v.e.Picture.Height
	if v.sharp || v.pane.picture == nil || v.e.Picture.Orientation > 1 || pixels > sharpMost {
		return
	}
	if have := float32(v.pane.picture.Bounds().Dx()); have >= v.pane.own.Width || zoom*v.pane.own.Width <= have {
		return
	}
	v.sharp = true
	kit.Run(v.tasks, "viewer/photo", func(context.Context) (image.Image, error) {
		in, err := v.service.Original(v.e)
		if err != nil {
			return nil, err
		}
		defer in.Close()
		picture, _, err := image.Decode(in)
		return picture, err
	}, func(picture image.Image, err error) {
		if err == nil { // without it the page picture stays
			v.pane.replace(picture)
		}
	})
}

// zoomPane is a picture behind a window: the wheel changes its size, dragging
// moves it.
type zoomPane struct {
	widget.BaseWidget
	picture image.Image
	own     fyne.Size // of the original, in pixels
	img     *canvas.Image
	note    *fyne.Container
	frame   *fyne.Container
	zoom    float32
	fitting bool
	centre  fyne.Position // of the view, as a share of the picture
	zoomed  func(float32)
}

func newZoomPane(zoomed func(float32)) *zoomPane {
	z := &zoomPane{img: &canvas.Image{}, note: container.NewStack(), zoom: 1, fitting: true, centre: fyne.NewPos(0.5, 0.5), zoomed: zoomed}
	z.img.FillMode = canvas.ImageFillStretch
	z.img.ScaleMode = canvas.ImageScaleSmooth
	z.note.Add(container.NewCenter(kit.Muted(kit.T("viewer.loading"))))
	z.frame = container.New(zoomLayout{z}, z.img)
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
	z.note.RemoveAll()
	z.note.Refresh()
	z.replace(picture)
}

func (z *zoomPane) replace(picture image.Image) {
	z.picture = picture
	z.img.Image = picture
	z.img.Refresh()
	z.frame.Refresh()
}

// fit shows the whole picture, never larger than its own size.
func (z *zoomPane) fit() {
	z.fitting = true
	z.frame.Refresh()
}

// zoomTo shows the picture at a share of its own size; one pixel of it is one
// of the screen at 1.
func (z *zoomPane) zoomTo(zoom float32) {
	z.fitting = false
	z.zoom = min(mostZoom, max(leastZoom, zoom))
	z.frame.Refresh()
}

// pixels turns pixels of the picture into units of the window.
func (z *zoomPane) pixels() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(z); c != nil && c.Scale() > 0 {
		return 1 / c.Scale()
	}
	return 1
}

// Scrolled implements fyne.Scrollable.
func (z *zoomPane) Scrolled(e *fyne.ScrollEvent) {
	if z.picture == nil || e.Scrolled.DY == 0 {
		return
	}
	step := float32(zoomStep)
	if e.Scrolled.DY < 0 {
		step = 1 / step
	}
	z.zoomTo(z.zoom * step)
}

// Dragged implements fyne.Draggable.
func (z *zoomPane) Dragged(e *fyne.DragEvent) {
	s := z.img.Size()
	if s.Width > 0 && s.Height > 0 {
		z.centre = fyne.NewPos(z.centre.X-e.Dragged.DX/s.Width, z.centre.Y-e.Dragged.DY/s.Height)
		z.frame.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (z *zoomPane) DragEnd() {}

// DoubleTapped shows the whole picture, or its own size.
func (z *zoomPane) DoubleTapped(*fyne.PointEvent) {
	if z.fitting {
		z.zoomTo(1)
	} else {
		z.fit()
	}
}

// Cursor implements desktop.Cursorable.
func (z *zoomPane) Cursor() desktop.Cursor { return desktop.PointerCursor }

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

func (l zoomLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	z := l.z
	if z.own.Width <= 0 || z.own.Height <= 0 || s.Width <= 0 || s.Height <= 0 {
		return
	}
	unit := z.pixels()
	if z.fitting {
		z.zoom = min(1, s.Width/(z.own.Width*unit), s.Height/(z.own.Height*unit))
		z.centre = fyne.NewPos(0.5, 0.5)
	}
	size := fyne.NewSize(z.own.Width*unit*z.zoom, z.own.Height*unit*z.zoom)
	x := within(s.Width/2-z.centre.X*size.Width, s.Width, size.Width)
	y := within(s.Height/2-z.centre.Y*size.Height, s.Height, size.Height)
	z.centre = fyne.NewPos((s.Width/2-x)/size.Width, (s.Height/2-y)/size.Height)
	o[0].Resize(size)
	o[0].Move(fyne.NewPos(x, y))
	z.zoomed(z.zoom)
}

// within keeps a picture's edge from leaving the view, and one that is smaller
// than the view in its middle.
func within(at, view, size float32) float32 {
	if size <= view {
		return (view - size) / 2
	}
	return min(0, max(view-size, at))
}
