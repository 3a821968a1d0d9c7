package evidence

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// parcelLine is a line of the tracking view: a step, or the silence after it.
type parcelLine struct {
	Step
	silence bool
	now     time.Time
}

// parcelLines puts steps newest first with the silences between them: the
// silence after a step stands above it.
func parcelLines(events []evidence.Event, now time.Time) []parcelLine {
	var lines []parcelLine
	for _, s := range Steps(events, now) {
		if s.Quiet > 0 {
			lines = append(lines, parcelLine{s, true, now})
		}
		lines = append(lines, parcelLine{s, false, now})
	}
	return lines
}

// newParcelView is the table of a tracking record with its silences marked.
func newParcelView(events []evidence.Event, now time.Time) fyne.CanvasObject {
	v := &parcelView{lines: parcelLines(events, now), measure: kit.NewMeasure(theme.SizeBody), holder: container.NewStack()}
	v.ExtendBaseWidget(v)
	return v
}

type parcelView struct {
	widget.BaseWidget
	lines   []parcelLine
	measure *kit.Measure
	holder  *fyne.Container
	list    *widget.List
	head    *fyne.Container
	width   float32
}

// Widths of the columns; the text takes the rest.
const (
	timeColumn      = 128
	placeColumn     = 150
	milestoneColumn = 110
	columnGap       = 12

	narrowParcel = 520 // the width below which places stand before the text and milestones are left out
)

// CreateRenderer implements fyne.Widget.
func (v *parcelView) CreateRenderer() fyne.WidgetRenderer {
	v.head = kit.VBox(6)
	v.makeHead()
	table := container.NewBorder(v.head, nil, nil, nil, v.holder)
	return widget.NewSimpleRenderer(kit.NewCard(table))
}

// Resize breaks long lines again when the width has changed.
func (v *parcelView) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	if s.Width != v.width && s.Width > 0 {
		v.width = s.Width
		v.layOut()
	}
}

func (v *parcelView) narrow() bool { return v.width > 0 && v.width < narrowParcel }

func (v *parcelView) makeHead() {
	if v.head == nil { // not on show yet
		return
	}
	v.head.Objects = []fyne.CanvasObject{
		container.New(eventLayout{v.narrow()}, kit.Small(kit.T("viewer.column.time")), kit.Small(kit.T("viewer.column.place")),
			kit.Small(kit.T("viewer.column.text")), kit.Small(kit.T("viewer.column.milestone"))),
		kit.Hairline(),
	}
	v.head.Refresh()
}

func (v *parcelView) layOut() {
	narrow := v.narrow()
	v.makeHead()
	place := float32(0)
	if v.list != nil {
		place = v.list.GetScrollOffset()
	}
	room := v.width - 28 - timeColumn - placeColumn - milestoneColumn - 3*columnGap - 14
	if narrow {
		room = v.width - 28 - timeColumn - columnGap - 14
	}
	v.list = widget.NewList(func() int { return len(v.lines) },
		func() fyne.CanvasObject { return newEventRow(narrow) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*eventRow).set(v.lines[i]) })
	v.list.HideSeparators = true
	v.list.OnSelected = func(widget.ListItemID) { v.list.UnselectAll() }
	line := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height + 4
	for i, l := range v.lines {
		rows := 1
		switch {
		case l.silence:
		case narrow:
			rows = lineCount(v.measure.Wrap(placed(l.Event), room))
		default:
			rows = max(lineCount(v.measure.Wrap(printable(l.Text), room)), lineCount(v.measure.Wrap(printable(l.Place), placeColumn)))
		}
		v.list.SetItemHeight(i, float32(rows)*line+10)
	}
	v.holder.Objects = []fyne.CanvasObject{v.list}
	v.holder.Refresh()
	v.list.ScrollToOffset(place)
}

func lineCount(s string) int {
	n := 1
	for _, r := range s {
		if r == '\n' {
			n++
		}
	}
	return n
}

// placed is the text of an event behind its place.
func placed(e evidence.Event) string {
	if e.Place == "" {
		return printable(e.Text)
	}
	return printable(e.Place) + " · " + printable(e.Text)
}

// eventLayout places the four columns, or time and text alone.
type eventLayout struct{ narrow bool }

func (l eventLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	return fyne.NewSize(timeColumn+100, h)
}

func (l eventLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if l.narrow {
		o[1].Hide()
		o[3].Hide()
		o[0].Resize(fyne.NewSize(timeColumn, o[0].MinSize().Height))
		o[2].Resize(fyne.NewSize(max(60, s.Width-timeColumn-columnGap), o[2].MinSize().Height))
		o[2].Move(fyne.NewPos(timeColumn+columnGap, 0))
		return
	}
	rest := max(60, s.Width-timeColumn-placeColumn-milestoneColumn-3*columnGap)
	x := float32(0)
	for i, w := range []float32{timeColumn, placeColumn, rest, milestoneColumn} {
		c := o[i]
		size := fyne.NewSize(w, c.MinSize().Height)
		if _, badge := c.(*kit.Badge); badge {
			size = c.MinSize()
		}
		c.Resize(size)
		c.Move(fyne.NewPos(x, 0))
		x += w + columnGap
	}
}

// eventRow is one event, or the silence above the next.
type eventRow struct {
	widget.BaseWidget
	at, place, text *kit.Text
	milestone, gap  *kit.Badge
	columns, quiet  *fyne.Container
	narrow          bool
}

func newEventRow(narrow bool) *eventRow {
	r := &eventRow{
		narrow: narrow,
		at:     kit.Small(" "), place: kit.Body(" ").Wrapped(), text: kit.Body(" ").Wrapped(),
		milestone: kit.NewBadge("", kit.ToneNeutral), gap: kit.NewBadge(" ", kit.ToneSoon),
	}
	r.columns = container.New(eventLayout{narrow}, r.at, r.place, r.text, r.milestone)
	indent := float32(timeColumn + columnGap)
	if narrow {
		indent = 0
	}
	r.quiet = kit.Pad(kit.HBox(0, r.gap), 0, 0, 0, indent)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *eventRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, kit.Hairline(), nil, nil,
		kit.Pad(container.NewStack(r.columns, r.quiet), 4, 0, 2, 0)))
}

func (r *eventRow) set(l parcelLine) {
	if l.silence {
		r.columns.Hide()
		r.quiet.Show()
		text := l.QuietText()
		if l.Open {
			text = kit.T("viewer.gap.open", "gap", text)
		}
		r.gap.Set(text, kit.ToneSoon)
		r.Refresh()
		return
	}
	r.quiet.Hide()
	r.columns.Show()
	r.at.SetText(TimeText(l.Event, l.now, false))
	if r.narrow {
		r.text.SetText(placed(l.Event))
	} else {
		r.place.SetText(printable(l.Place))
		r.text.SetText(printable(l.Text))
		r.milestone.Set(MilestoneText(l.Milestone), MilestoneTone(l.Milestone))
	}
	r.Refresh()
}
