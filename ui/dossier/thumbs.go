package dossier

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/kit"
)

const (
	thumbWidth  = 116
	mostWanted  = 16      // rows that wait for their picture; more cannot be seen
	thumbPixels = 4 << 20 // of the small pictures that are kept
)

// thumbs lists the pages as small pictures. Only those in sight are drawn, one
// after the other.
type thumbs struct {
	tasks  *kit.Tasks
	pages  Pages
	now    int
	drawn  shelf
	wanted []int // pages that wait, the last asked for at the end
	choose func(i int)

	list *widget.List
}

func newThumbs(tasks *kit.Tasks, choose func(int)) *thumbs {
	t := &thumbs{tasks: tasks, choose: choose, drawn: shelf{most: thumbPixels}}
	t.list = widget.NewList(t.count, t.newRow, t.fill)
	t.list.HideSeparators = true
	return t
}

func (t *thumbs) count() int {
	if t.pages == nil {
		return 0
	}
	return t.pages.Pages()
}

// open lists other pages.
func (t *thumbs) open(pages Pages) {
	t.tasks.Cancel(slotThumb)
	t.drawn.clear()
	t.wanted, t.pages = nil, pages
	t.list.Refresh()
}

// mark shows which page is open.
func (t *thumbs) mark(i int) {
	old := t.now
	t.now = i
	t.list.RefreshItem(old)
	t.list.RefreshItem(i)
	t.list.ScrollTo(i)
}

// row is a page of the list.
type row struct {
	widget.BaseWidget
	card   *kit.Card
	img    *canvas.Image
	number *kit.Text
	body   fyne.CanvasObject
}

func (t *thumbs) newRow() fyne.CanvasObject {
	r := &row{img: &canvas.Image{}, number: kit.Small(" ").Aligned(fyne.TextAlignCenter)}
	r.img.FillMode = canvas.ImageFillContain
	r.img.ScaleMode = canvas.ImageScaleFastest
	w, h := 210.0, 297.0
	if t.pages != nil {
		w, h = t.pages.Size()
	}
	r.card = kit.NewCard(kit.VBox(4, kit.Sized(r.img, thumbWidth, float32(thumbWidth*h/w)), r.number))
	r.body = kit.Pad(container.NewCenter(r.card), 4, 0, 4, 0)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

func (t *thumbs) fill(i widget.ListItemID, o fyne.CanvasObject) {
	r := o.(*row)
	r.number.SetText(kit.Count(i + 1))
	r.card.SetSelected(i == t.now)
	r.card.OnTapped = func() { t.choose(i) }
	picture := t.drawn.find(i, 0)
	if r.img.Image != picture {
		r.img.Image = picture
		r.img.Refresh()
	}
	if picture == nil {
		t.want(i)
	}
}

// want queues a page; those asked for long ago have been scrolled away.
func (t *thumbs) want(i int) {
	if slices.Contains(t.wanted, i) {
		return
	}
	t.wanted = append(t.wanted, i)
	if len(t.wanted) > mostWanted {
		t.wanted = t.wanted[1:]
	}
	if !t.tasks.Busy(slotThumb) {
		t.next()
	}
}

// next draws the page that was asked for first.
func (t *thumbs) next() {
	if len(t.wanted) == 0 || t.pages == nil {
		return
	}
	pages, i := t.pages, t.wanted[0]
	w, _ := pages.Size()
	scale := thumbWidth / w * pixelsPerUnit(t.list)
	kit.Run(t.tasks, slotThumb, func(ctx context.Context) (image.Image, error) {
		return pages.Page(ctx, i, scale)
	}, func(picture image.Image, err error) {
		t.wanted = slices.DeleteFunc(t.wanted, func(k int) bool { return k == i })
		if err == nil && t.pages == pages { // without its picture the number stays
			t.drawn.put(i, scale, picture)
			t.list.RefreshItem(i)
		}
		t.next()
	})
}

// rough is the small picture of a page, or nil.
func (t *thumbs) rough(i int) image.Image { return t.drawn.find(i, 0) }
