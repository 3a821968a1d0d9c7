package packets

import (
	"context"
	"image"
	_ "image/jpeg" // page pictures are JPEG files
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// slotLook is where the picture that is looked at is read.
const slotLook = "packets/look"

// looker shows the pictures of a packet one after the other, large enough to
// see what must not go out. No program reads what stands in a picture.
type looker struct {
	page   *Page
	all    []evidence.Exhibit
	at     int
	looked int
	dialog *kit.Dialog
	title  *kit.Text
	head   *fyne.Container
	zoom   *kit.Button
	close  bool        // larger than the window, to be scrolled over
	shown  image.Image // nil: none yet
	stage  *fyne.Container
}

// lookThrough begins with the pictures that nobody has looked at.
func (p *Page) lookThrough(all []evidence.Exhibit) {
	if len(all) == 0 {
		return
	}
	l := &looker{page: p, all: all, title: kit.Strong(" "), stage: container.NewStack()}
	l.zoom = kit.NewButton(kit.T("packets.look.closer"), func() { l.draw(!l.close) })
	l.head = kit.Row(8, 0, l.title, l.zoom)
	l.dialog = kit.NewDialog(p.canvas(), kit.T("packets.look.title"),
		kit.Dock(kit.Pad(kit.VBox(4, kit.Muted(kit.T("packets.look.note")).Wrapped(), l.head), 0, 0, 8, 0), nil,
			kit.OnColor(theme.ColorNeutralBack, l.stage)))
	l.dialog.Height = 460
	l.dialog.SetWidth(760)
	l.dialog.SetButtons(kit.NewQuiet(kit.T("packets.look.out"), l.leaveOut),
		kit.NewButton(kit.T("packets.look.cover"), l.cover),
		kit.NewPrimary(kit.T("packets.look.fine"), l.fine))
	l.dialog.OnClosed = l.closed
	l.dialog.Show()
	l.show()
}

// show reads the picture at hand.
func (l *looker) show() {
	e := l.all[l.at]
	l.title.SetText(kit.T("packets.look.place", "label", e.Label(), "title", exhibitTitle(e),
		"at", kit.Count(l.at+1), "of", kit.Count(len(l.all))))
	l.shown, l.stage.Objects = nil, nil
	l.stage.Refresh()
	evidences := l.page.deps.Evidence
	kit.Run(l.page.deps.Shell.Tasks(), slotLook, func(ctx context.Context) (image.Image, error) {
		path, err := evidences.PagePicture(ctx, e)
		if err != nil {
			return nil, err
		}
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		picture, _, err := image.Decode(f)
		return picture, err
	}, func(picture image.Image, err error) {
		if err != nil {
			sentence, _ := kit.FaultText(err)
			l.stage.Objects = []fyne.CanvasObject{container.NewCenter(kit.Muted(sentence).Whole())}
			l.stage.Refresh()
			return
		}
		l.shown = picture
		l.draw(tall(picture))
	})
}

// tall tells whether a picture is too long to be read as a whole, as
// screenshots of talks are.
func tall(picture image.Image) bool {
	return picture.Bounds().Dy() > 2*picture.Bounds().Dx()
}

// draw shows the picture as a whole, or close enough to read what stands in it.
func (l *looker) draw(closer bool) {
	if l.shown == nil {
		return
	}
	l.close = closer
	l.zoom.SetText(kit.T("packets.look.closer"))
	img := canvas.NewImageFromImage(l.shown)
	img.FillMode = canvas.ImageFillContain
	l.stage.Objects = []fyne.CanvasObject{img}
	if closer {
		l.zoom.SetText(kit.T("packets.look.whole"))
		const bar = 14 // of scrolling
		room := l.stage.Size().Width - bar
		size := l.shown.Bounds().Size()
		width := max(room, min(float32(size.X), 2*room))
		img.SetMinSize(fyne.NewSize(width, width*float32(size.Y)/float32(max(1, size.X))))
		l.stage.Objects = []fyne.CanvasObject{container.NewScroll(img)}
	}
	l.head.Refresh() // the word may take another width
	l.stage.Refresh()
}

// fine keeps that the picture was looked at and goes on.
func (l *looker) fine() {
	id, masking := l.all[l.at].ID, l.page.deps.Masking
	kit.Run(l.page.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, masking.MarkLooked(ctx, id)
	}, func(_ struct{}, err error) {
		if err != nil {
			l.page.deps.Shell.ShowError(err)
			return
		}
		l.looked++
		l.next()
	})
}

// leaveOut takes the picture out of the packet and goes on.
func (l *looker) leaveOut() {
	l.page.take(l.all[l.at].ID, false)
	l.next()
}

// cover leads to where places of the picture can be covered.
func (l *looker) cover() {
	id := l.all[l.at].ID
	l.dialog.Hide()
	l.page.deps.Shell.Go(uievidence.Covering(id))
}

func (l *looker) next() {
	if l.at++; l.at >= len(l.all) {
		l.dialog.Hide()
		return
	}
	l.show()
}

// closed tells the page what was looked at.
func (l *looker) closed() {
	l.page.deps.Shell.Tasks().Cancel(slotLook)
	if l.looked > 0 && !l.page.left {
		l.page.Reload()
	}
}

// unlooked are the pictures of the packet that nobody has looked at.
func (p *Page) unlooked() []evidence.Exhibit {
	var all []evidence.Exhibit
	if p.plan == nil {
		return nil
	}
	for _, n := range p.plan.Notes {
		if e, ok := p.byLabel(n.Label); ok && n.Code == noteLooked {
			all = append(all, e)
		}
	}
	return all
}
