package evidence

import (
	"context"
	"image"
	_ "image/png" // read by decodeFile
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// Pictures is what the viewer of pictures needs besides the page picture.
type Pictures interface {
	Sharp(ctx context.Context, e evidence.Exhibit) (image.Image, error)
	SpotOf(e evidence.Exhibit) (spot evidence.Spot, ok bool, err error)
	Turn(ctx context.Context, id string, turn int) error
	Marks(ctx context.Context, e evidence.Exhibit) (evidence.Marks, error)
	KeepMarks(ctx context.Context, e evidence.Exhibit, m evidence.Marks) error
	MarkedCopy(ctx context.Context, e evidence.Exhibit, m evidence.Marks, name string) (evidence.Exhibit, error)
}

// photoView shows a picture: whole at first, closer with the wheel, the
// buttons or the keys, moved by dragging; turned, and marked for a copy.
type photoView struct {
	page    *Page
	e       evidence.Exhibit
	pane    *zoomPane
	level   *kit.Text
	tools   *fyne.Container
	content fyne.CanvasObject
	pen     *pen // nil while the picture is only looked at
	sharp   bool // the original is shown, not the page picture
}

func newPhotoView(p *Page, e evidence.Exhibit) fyne.CanvasObject {
	v := &photoView{page: p, e: e, level: kit.Small(" ").Whole(), tools: container.NewStack()}
	v.pane = newZoomPane(v.zoomed, v.typed)
	v.showTools()
	v.content = container.NewBorder(nil, kit.Pad(v.tools, 8, 0, 0, 0), nil, nil, kit.NewCard(v.pane))
	v.load()
	return v.content
}

// load shows the page picture, which is there at once mostly.
func (v *photoView) load() {
	kit.Run(v.page.deps.Shell.Tasks(), "viewer/photo", func(ctx context.Context) (image.Image, error) {
		path, err := v.page.deps.Evidence.PagePicture(ctx, v.e)
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
		v.pane.show(picture, own(v.e, picture))
		v.focus()
		if v.page.cover { // once
			v.page.cover = false
			v.markWith(evidence.MarkRedact)
		}
	})
}

// focus lets the keys work at once, unless something else is at work.
func (v *photoView) focus() {
	c := v.page.deps.Shell.Window().Canvas()
	if b := v.page.body.Objects; c.Overlays().Top() != nil || len(b) == 0 || b[0] != v.content {
		return
	}
	if _, before := c.Focused().(*zoomPane); before || c.Focused() == nil {
		c.Focus(v.pane)
	}
}

// own is the size in pixels of the picture as it is shown.
func own(e evidence.Exhibit, picture image.Image) fyne.Size {
	if p := e.Picture.Shown(); p.Width > 0 && p.Height > 0 {
		return fyne.NewSize(float32(p.Width), float32(p.Height))
	}
	b := picture.Bounds()
	return fyne.NewSize(float32(b.Dx()), float32(b.Dy()))
}

// showTools puts the row of tools below the picture.
func (v *photoView) showTools() {
	zoom := []fyne.CanvasObject{
		kit.NewButton(kit.T("viewer.zoom.fit"), v.pane.fit),
		kit.NewButton("100 %", func() { v.pane.zoomTo(1) }),
		kit.NewButton("−", func() { v.pane.zoomTo(v.pane.zoom / zoomStep) }).Repeating(),
		kit.NewButton("+", func() { v.pane.zoomTo(v.pane.zoom * zoomStep) }).Repeating(),
	}
	if v.pen != nil {
		v.tools.Objects = []fyne.CanvasObject{kit.VBox(8, kit.Flow(6, v.pen.tools()...), kit.Flow(8, append(zoom, kit.Pad(v.level, 6, 0, 0, 0))...))}
		v.tools.Refresh()
		return
	}
	row := zoom
	if v.e.DeletedAt.IsZero() {
		row = append(row,
			kit.NewButton("⟲", func() { v.turn(-1) }), kit.NewButton("⟳", func() { v.turn(1) }),
			kit.NewButton(kit.T("viewer.marks"), v.mark))
	}
	if mayNamePlace(v.e) {
		row = append(row, kit.NewQuiet(kit.T("viewer.spot"), v.spot))
	}
	if o, ok := v.copied(); ok {
		row = append(row, kit.NewQuiet(kit.T("viewer.marks.original", "label", o.Label()), func() {
			v.page.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: o.ID})
		}))
	}
	v.tools.Objects = []fyne.CanvasObject{kit.Flow(8, append(row, kit.Pad(v.level, 6, 0, 0, 0))...)}
	v.tools.Refresh()
}

// copied is the exhibit that this one is a marked copy of.
func (v *photoView) copied() (evidence.Exhibit, bool) {
	for _, e := range v.page.now.siblings {
		if v.e.CopyOf != "" && e.ID == v.e.CopyOf {
			return e, true
		}
	}
	return evidence.Exhibit{}, false
}

// zoomed is told the new zoom. A closer look than the page picture can give
// fetches the original.
func (v *photoView) zoomed(zoom float32) {
	v.level.SetText(strconv.Itoa(int(zoom*100+0.5)) + " %")
	if v.pen != nil {
		v.pen.draw()
	}
	if v.sharp || v.pane.picture == nil {
		return
	}
	if have := float32(v.pane.picture.Bounds().Dx()); have >= v.pane.own.Width || zoom*v.pane.own.Width <= have*1.1 {
		return
	}
	v.sharp = true
	kit.Run(v.page.deps.Shell.Tasks(), "viewer/photo", func(ctx context.Context) (image.Image, error) {
		return v.page.deps.Evidence.Sharp(ctx, v.e)
	}, func(picture image.Image, err error) {
		if err == nil { // without it the page picture stays
			v.pane.replace(picture)
		}
	})
}

// turn shows the picture a quarter further, here and on paper.
func (v *photoView) turn(by int) {
	if v.pen != nil {
		return
	}
	e := v.e
	v.page.do(func(ctx context.Context) error {
		return v.page.deps.Evidence.Turn(ctx, e.ID, e.Picture.Turn+by)
	}, v.page.shown)
}

// typed is told of keys while the picture has the focus.
func (v *photoView) typed(key fyne.KeyName, r rune) {
	step := float32(40)
	switch {
	case key == fyne.KeyEscape && v.pen != nil:
		v.pen.escape()
	case key == fyne.KeyDelete || key == fyne.KeyBackspace:
		if v.pen != nil {
			v.pen.undo()
		}
	case key == fyne.KeyPageDown || key == fyne.KeyRight && v.pane.whole():
		v.step(1)
	case key == fyne.KeyPageUp || key == fyne.KeyLeft && v.pane.whole():
		v.step(-1)
	case key == fyne.KeyRight:
		v.pane.move(-step, 0)
	case key == fyne.KeyLeft:
		v.pane.move(step, 0)
	case key == fyne.KeyDown:
		v.pane.move(0, -step)
	case key == fyne.KeyUp:
		v.pane.move(0, step)
	default:
		v.typedRune(r)
	}
}

func (v *photoView) typedRune(r rune) {
	switch r {
	case '+', '=':
		v.pane.zoomTo(v.pane.zoom * zoomStep)
	case '-':
		v.pane.zoomTo(v.pane.zoom / zoomStep)
	case '0':
		v.pane.fit()
	case '1':
		v.pane.zoomTo(1)
	case 'r':
		v.turn(1)
	case 'l':
		v.turn(-1)
	case 'm':
		if v.pen == nil && v.e.DeletedAt.IsZero() {
			v.mark()
		}
	}
}

// step goes to another exhibit, but never away from marks that are being made.
func (v *photoView) step(by int) {
	if v.pen == nil {
		v.page.step(by)
	}
}

// mayNamePlace tells whether a picture is of a kind in which cameras note where
// it was taken.
func mayNamePlace(e evidence.Exhibit) bool {
	switch e.Format {
	case "jpeg", "heic", "webp", "tiff":
		return e.CopyOf == ""
	}
	return false
}

// spot shows where a photo was taken. It is read only now and kept nowhere.
func (v *photoView) spot() {
	type found struct {
		spot evidence.Spot
		ok   bool
	}
	kit.Run(v.page.deps.Shell.Tasks(), "", func(context.Context) (f found, err error) {
		f.spot, f.ok, err = v.page.deps.Evidence.SpotOf(v.e)
		return f, err
	}, func(f found, err error) {
		switch {
		case err != nil:
			v.page.deps.Shell.ShowError(err)
		case !f.ok:
			v.page.deps.Shell.Toast(kit.T("viewer.spot.none"))
		default:
			v.showSpot(f.spot)
		}
	})
}

func (v *photoView) showSpot(s evidence.Spot) {
	text := strconv.FormatFloat(s.Lat, 'f', 6, 64) + ", " + strconv.FormatFloat(s.Lon, 'f', 6, 64)
	d := kit.NewDialog(v.page.deps.Shell.Window().Canvas(), kit.T("viewer.spot.title", "label", v.e.Label()),
		kit.VBox(10, kit.Heading(text), kit.Body(kit.T("viewer.spot.warning")).Wrapped()))
	d.SetButtons(kit.NewButton(kit.T("viewer.spot.copy"), func() {
		d.Hide()
		fyne.CurrentApp().Clipboard().SetContent(text)
		v.page.deps.Shell.Toast(kit.T("viewer.spot.copied"))
	}), kit.NewPrimary(kit.T("viewer.understood"), d.Hide))
	d.Show()
}
