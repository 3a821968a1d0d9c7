package cases

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// removedGroup is the foot of the shelf: the exhibits that were taken out of
// the case, folded until they are asked for. Nothing is shown without any.
type removedGroup struct {
	page    *Page
	view    func(evidence.Exhibit)
	resized func() // it takes another height
	caseID  string
	unfold  bool
	head    *kit.Button
	rows    *fyne.Container
	list    *fyne.Container
	group   *fyne.Container
	content fyne.CanvasObject
}

// removedHeight is how much of the shelf the unfolded group may take.
const removedHeight = 150

func newRemovedGroup(p *Page, view func(evidence.Exhibit)) *removedGroup {
	g := &removedGroup{page: p, view: view, rows: kit.VBox(0)}
	g.head = kit.NewQuiet("", func() {
		g.unfold = !g.unfold
		g.fold()
	})
	g.list = container.New(boundedLayout{g.rows, removedHeight}, kit.Scroll(g.rows))
	g.group = kit.VBox(2, kit.Hairline(), kit.HBox(0, g.head), g.list)
	g.content = kit.Pad(kit.VBox(0, g.group), 0, 12, 0, 0)
	g.group.Hide()
	return g
}

func (g *removedGroup) show(f file) {
	if g.caseID != f.c.ID {
		g.caseID, g.unfold = f.c.ID, false
	}
	g.rows.RemoveAll()
	for _, e := range f.removed {
		g.rows.Add(g.row(e, f.c.DeletedAt.IsZero()))
	}
	g.fold()
}

// row is one removed exhibit. In a case that is in the trash itself it can
// only be looked at.
func (g *removedGroup) row(e evidence.Exhibit, writable bool) fyne.CanvasObject {
	deeds := kit.HBox(0, kit.NewQuiet(kit.T("cases.removed.view"), func() { g.view(e) }))
	if writable {
		deeds.Add(kit.NewQuiet(kit.T("viewer.restore"), func() { g.restore(e) }))
	}
	return kit.Row(10, 1, kit.Sized(kit.Strong(e.Label()).Whole(), 40, 0),
		kit.Muted(oneLine(joinWords(uievidence.KindText(e.Kind), uievidence.Title(e)))),
		kit.Small(kit.T("cases.removed.at", "time", g.page.zones().Stamp(e.DeletedAt))).Whole(), deeds)
}

func (g *removedGroup) fold() {
	n := len(g.rows.Objects)
	key := "cases.removed.unfold"
	if g.unfold {
		key = "cases.removed.fold"
	}
	g.head.SetText(kit.T(key, "count", strconv.Itoa(n)))
	show(g.list, g.unfold)
	show(g.group, n > 0)
	g.resized()
}

func (g *removedGroup) restore(e evidence.Exhibit) {
	shell := g.page.deps.Shell
	kit.Do(shell, e.CaseID, func(ctx context.Context) error { return g.page.deps.Evidence.Restore(ctx, e.ID) }, func(back kit.Back, err error) {
		if err != nil {
			shell.ShowError(err)
			return
		}
		g.page.changed(e.CaseID)
		kit.Did(shell, kit.T("viewer.restored", "label", e.Label()), back)
	})
}

// boundedLayout makes a scroller as high as its content, up to a limit.
type boundedLayout struct {
	content fyne.CanvasObject
	most    float32
}

func (l boundedLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, min(l.most, l.content.MinSize().Height))
}

func (l boundedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.Position{})
	o[0].Resize(size)
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
