package dossier

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// How a page is brought to the size of the window.
type fitting int

const (
	fitPage fitting = iota
	fitWidth
	free
)

const (
	unitsPerPoint = 96.0 / 72 // at 100 %, as other programs count it
	leastZoom     = 0.1
	mostZoom      = 4
	zoomStep      = 1.25
	margin        = 16       // around a page
	mostPixels    = 8 << 20  // of one picture; a closer look enlarges it
	keptPixels    = 12 << 20 // of the pictures that are kept
)

// sheet shows one page: fitted or zoomed, scrolled with the wheel and the keys.
// What it shows is drawn anew for each zoom.
type sheet struct {
	widget.BaseWidget
	tasks  *kit.Tasks
	pages  Pages
	now    int
	fit    fitting
	zoom   float32
	drawn  shelf
	rough  func(page int) image.Image // a small picture until the right one is there
	zoomed func(zoom float32)
	step   func(by int) // to another page
	fails  func(error)

	img    *canvas.Image
	paper  *canvas.Rectangle
	scroll *container.Scroll
	veil   *veil
	wheel  float32 // turned at the edge of a page
}

func newSheet(tasks *kit.Tasks) *sheet {
	s := &sheet{tasks: tasks, zoom: 1, drawn: shelf{most: keptPixels}, img: &canvas.Image{}}
	s.img.FillMode = canvas.ImageFillStretch
	s.img.ScaleMode = canvas.ImageScaleFastest // it has the right size already
	s.paper = canvas.NewRectangle(paperWhite)
	s.img.Hide()
	s.paper.Hide()
	s.scroll = container.NewScroll(container.New(paperLayout{s}, s.paper, s.img))
	s.veil = newVeil(s)
	s.ExtendBaseWidget(s)
	return s
}

// open shows pages from the one at i, or nothing.
func (s *sheet) open(pages Pages, i int) {
	s.drawn.clear()
	s.pages = pages
	if pages == nil {
		s.paper.Hide()
		s.show(nil)
		return
	}
	s.turn(i)
}

// turn shows page i from its top.
func (s *sheet) turn(i int) {
	if s.pages == nil {
		return
	}
	s.now = max(0, min(i, s.pages.Pages()-1))
	s.scroll.Offset = fyne.Position{}
	s.img.Image = nil
	s.paper.Show()
	s.place()
}

// setFit brings the page to the size of the window.
func (s *sheet) setFit(f fitting) {
	s.fit = f
	s.place()
}

// zoomTo shows the page at a share of its size on paper; what is in the middle
// of the view stays there.
func (s *sheet) zoomTo(zoom float32) {
	view, old := s.scroll.Size(), s.scroll.Content.Size()
	x, y := share(s.scroll.Offset.X+view.Width/2, old.Width), share(s.scroll.Offset.Y+view.Height/2, old.Height)
	s.fit, s.zoom = free, max(leastZoom, min(mostZoom, zoom))
	s.place()
	all := s.extent()
	s.scroll.ScrollToOffset(fyne.NewPos(
		within(x*all.Width-view.Width/2, all.Width-view.Width), within(y*all.Height-view.Height/2, all.Height-view.Height)))
}

func share(part, whole float32) float32 {
	if whole <= 0 {
		return 0.5
	}
	return part / whole
}

func within(v, most float32) float32 { return max(0, min(v, most)) }

// place finds the zoom for the window and shows the page at it.
func (s *sheet) place() {
	view := s.Size()
	if s.pages == nil || view.Width <= 2*margin || view.Height <= 2*margin {
		return
	}
	w, h := s.pages.Size()
	const room = 2*margin + 1 // what rounding takes, or a scroll bar would appear
	wide := (view.Width - room) / float32(w*unitsPerPoint)
	high := (view.Height - room) / float32(h*unitsPerPoint)
	switch s.fit {
	case fitWidth:
		s.zoom = wide
	case fitPage:
		s.zoom = min(wide, high)
	}
	s.zoom = max(leastZoom, min(mostZoom, s.zoom))
	s.zoomed(s.zoom)
	s.draw()
	s.scroll.Content.Refresh()
	s.scroll.Refresh()
}

// whole rounds a length in the window to whole pixels, so that pictures stay
// sharp.
func (s *sheet) whole(v float32) float32 {
	unit := pixelsPerUnit(s)
	return float32(math.Round(float64(v)*unit) / unit)
}

// size is that of the page in the window.
func (s *sheet) size() fyne.Size {
	if s.pages == nil {
		return fyne.Size{}
	}
	w, h := s.pages.Size()
	return fyne.NewSize(s.whole(float32(w*unitsPerPoint)*s.zoom), s.whole(float32(h*unitsPerPoint)*s.zoom))
}

// extent is what can be scrolled over.
func (s *sheet) extent() fyne.Size { return s.size().Add(fyne.NewSquareSize(2 * margin)).Max(s.Size()) }

// scale is how many pixels of the screen a point of the page takes.
func (s *sheet) scale() float64 {
	w, h := s.pages.Size()
	wanted := float64(s.zoom) * unitsPerPoint * pixelsPerUnit(s)
	return min(wanted, math.Sqrt(mostPixels/(w*h)))
}

func pixelsPerUnit(o fyne.CanvasObject) float64 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.Scale() > 0 {
		return float64(c.Scale())
	}
	return 1
}

// draw shows the page as it was drawn for this zoom; until it is, a picture of
// another size stands there. Only the newest wish is drawn.
func (s *sheet) draw() {
	pages, i, scale := s.pages, s.now, s.scale()
	if ready := s.drawn.find(i, scale); ready != nil {
		s.tasks.Cancel(slotPage)
		s.show(ready)
		return
	}
	if other := s.drawn.find(i, 0); other != nil {
		s.show(other)
	} else if s.rough != nil {
		s.show(s.rough(i))
	}
	kit.Run(s.tasks, slotPage, func(ctx context.Context) (image.Image, error) {
		return pages.Page(ctx, i, scale)
	}, func(picture image.Image, err error) {
		if err != nil {
			s.fails(err)
			return
		}
		if s.pages == pages {
			s.drawn.put(i, scale, picture)
			s.show(picture)
		}
	})
}

func (s *sheet) show(picture image.Image) {
	s.img.Image = picture
	s.img.Hidden = picture == nil
	s.img.Refresh()
}

// Resize implements fyne.CanvasObject.
func (s *sheet) Resize(size fyne.Size) {
	if s.Size() == size {
		return
	}
	s.BaseWidget.Resize(size)
	s.place()
}

// scrolled moves the page; at its edge it turns to the next one.
func (s *sheet) scrolled(e *fyne.ScrollEvent) {
	if controlHeld() {
		switch {
		case e.Scrolled.DY > 0:
			s.zoomTo(s.zoom * zoomStep)
		case e.Scrolled.DY < 0:
			s.zoomTo(s.zoom / zoomStep)
		}
		return
	}
	before := s.scroll.Offset
	s.scroll.Scrolled(e)
	if s.scroll.Offset != before || e.Scrolled.DY == 0 {
		s.wheel = 0
		return
	}
	const turn = 30 // so that a touch pad does not leaf through everything
	if s.wheel += e.Scrolled.DY; s.wheel <= -turn {
		s.wheel = 0
		s.step(1)
	} else if s.wheel >= turn && s.now > 0 {
		s.wheel = 0
		s.step(-1)
		s.scroll.ScrollToBottom()
	}
}

func controlHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShortcutDefault != 0
}

// typed moves by keys.
func (s *sheet) typed(key fyne.KeyName) {
	line := float32(48)
	switch key {
	case fyne.KeyPageDown:
		s.step(1)
	case fyne.KeyPageUp:
		s.step(-1)
	case fyne.KeyHome:
		s.step(-s.now)
	case fyne.KeyEnd:
		if s.pages != nil {
			s.step(s.pages.Pages() - 1 - s.now)
		}
	case fyne.KeyDown:
		s.move(0, -line)
	case fyne.KeyUp:
		s.move(0, line)
	case fyne.KeyLeft:
		s.move(line, 0)
	case fyne.KeyRight:
		s.move(-line, 0)
	}
}

func (s *sheet) move(dx, dy float32) {
	s.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(dx, dy)})
}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(kit.OnColor(theme.ColorNeutralBack, kit.Spacer(120, 120)), s.scroll, s.veil))
}

// paperLayout puts the page into the middle of what can be scrolled over.
type paperLayout struct{ s *sheet }

func (l paperLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return l.s.size().Add(fyne.NewSquareSize(2 * margin))
}

func (l paperLayout) Layout(o []fyne.CanvasObject, room fyne.Size) {
	size := l.s.size()
	at := fyne.NewPos(l.s.whole(max(margin, (room.Width-size.Width)/2)), l.s.whole(max(margin, (room.Height-size.Height)/2)))
	for _, c := range o {
		c.Resize(size)
		c.Move(at)
	}
}
