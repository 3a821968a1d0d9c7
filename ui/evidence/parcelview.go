package evidence

import (
	"strings"
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
	line    evidence.Line // the event as it is kept, and the exhibits that tell it
	silence bool
}

// parcelLines puts steps newest first with the silences between them: the
// silence after a step stands above it. Lines are oldest first.
func parcelLines(lines []evidence.Line, now time.Time) []parcelLine {
	events := make([]evidence.Event, len(lines))
	for i, l := range lines {
		events[i] = l.Event
		events[i].Seq = i
	}
	var out []parcelLine
	for _, s := range Steps(events, now) {
		line := lines[s.Seq]
		if s.Quiet > 0 {
			out = append(out, parcelLine{s, line, true})
		}
		out = append(out, parcelLine{s, line, false})
	}
	return out
}

// newParcelView is the table of a tracking record with its silences marked,
// below what the record amounts to.
func newParcelView(p *Page, x exhibit, zones kit.Zones) fyne.CanvasObject {
	v := &parcelView{
		page: p, x: x, zones: zones, single: p.singleTrack,
		measure: kit.NewMeasure(theme.SizeBody), small: kit.NewMeasure(theme.SizeSmall), top: container.NewStack(), holder: container.NewStack(),
	}
	v.ExtendBaseWidget(v)
	v.fill()
	return v
}

type parcelView struct {
	widget.BaseWidget
	page           *Page
	x              exhibit
	zones          kit.Zones
	single         bool // only this exhibit's lines, not those of the others too
	lines          []parcelLine
	measure, small *kit.Measure
	top, holder    *fyne.Container
	list           *widget.List
	head           *fyne.Container
	width          float32
}

// fill puts the lines on show: of all records of the number, or of this one.
func (v *parcelView) fill() {
	records := v.x.parcel.records
	if v.single {
		records = []evidence.Record{v.x.parcel.own}
	}
	v.lines = parcelLines(evidence.Merge(records), v.page.deps.Now())
	v.top.Objects = []fyne.CanvasObject{v.headOf()}
	v.top.Refresh()
	if v.width > 0 {
		v.layOut()
	}
}

// Widths of the columns; the text takes the rest.
const (
	timeColumn      = 142
	placeColumn     = 150
	milestoneColumn = 148
	columnGap       = 12
	rowPadding      = 28 + 14 // the card's and the list's

	wideParcel   = 640 // the width below which places stand before the text
	narrowParcel = 460 // and below which milestones are left out as well
)

// columnsAt are the widths of the columns of places and of milestones in a
// record that is so wide; zero: the column is left out.
func columnsAt(width float32) eventLayout {
	switch {
	case width < narrowParcel:
		return eventLayout{}
	case width < wideParcel:
		return eventLayout{milestone: milestoneColumn}
	}
	return eventLayout{place: placeColumn, milestone: milestoneColumn}
}

// CreateRenderer implements fyne.Widget.
func (v *parcelView) CreateRenderer() fyne.WidgetRenderer {
	v.head = kit.VBox(6)
	v.makeHead()
	table := container.NewBorder(v.head, nil, nil, nil, v.holder)
	return widget.NewSimpleRenderer(kit.Dock(v.top, nil, kit.NewCard(table)))
}

// Resize breaks long lines again when the width has changed.
func (v *parcelView) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	if s.Width != v.width && s.Width > 0 {
		v.width = s.Width
		v.layOut()
	}
}

func (v *parcelView) makeHead() {
	if v.head == nil { // not on show yet
		return
	}
	v.head.Objects = []fyne.CanvasObject{
		container.New(columnsAt(v.width), kit.Small(kit.T("viewer.column.time")), kit.Small(kit.T("viewer.column.place")),
			kit.Small(kit.T("viewer.column.text")), kit.Small(kit.T("viewer.column.milestone"))),
		kit.Hairline(),
	}
	v.head.Refresh()
}

func (v *parcelView) layOut() {
	columns := columnsAt(v.width)
	v.makeHead()
	place := float32(0)
	if v.list != nil {
		place = v.list.GetScrollOffset()
	}
	room := columns.text(v.width - rowPadding)
	v.list = widget.NewList(func() int { return len(v.lines) },
		func() fyne.CanvasObject { return newEventRow(columns, v.zones) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*eventRow).set(v.lines[i], v.told(v.lines[i])) })
	v.list.HideSeparators = true
	v.list.OnSelected = func(i widget.ListItemID) {
		v.list.UnselectAll()
		v.open(v.lines[i])
	}
	line := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height + 4
	small := fyne.MeasureText("M", theme.Size(theme.SizeSmall), fyne.TextStyle{}).Height + 1
	for i, l := range v.lines {
		rows := 1
		switch {
		case l.silence:
		case columns.place == 0:
			rows = lineCount(v.measure.Wrap(placed(l.Event, v.told(l)), room))
		default:
			rows = max(lineCount(v.measure.Wrap(v.told(l), room)), lineCount(v.measure.Wrap(printable(l.Place), placeColumn)))
		}
		height := float32(rows) * line
		if !l.silence {
			height = max(height, float32(lineCount(v.small.Wrap(timeLines(l.Event, v.zones), timeColumn)))*small)
		}
		v.list.SetItemHeight(i, height+10)
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

// told is what a line says; among several records also where it stands.
func (v *parcelView) told(l parcelLine) string {
	text := eventText(l.Event)
	if v.single || len(v.x.parcel.records) < 2 {
		return text
	}
	labels := make([]string, len(l.line.Exhibits))
	for i, no := range l.line.Exhibits {
		labels[i] = evidence.Exhibit{No: no}.Label()
	}
	return text + "\n" + strings.Join(labels, " ")
}

// open lets the seller correct a line, or goes to the exhibit that it is of.
func (v *parcelView) open(l parcelLine) {
	switch {
	case l.silence, !v.x.e.DeletedAt.IsZero():
	case l.line.Source != v.x.e.ID:
		v.page.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: l.line.Source})
	default:
		v.edit(l.line.Event)
	}
}

// placed is the text of an event behind its place.
func placed(e evidence.Event, text string) string {
	if e.Place == "" {
		return text
	}
	return printable(e.Place) + " · " + text
}

// eventLayout places the four columns. A column of no width is left out.
type eventLayout struct{ place, milestone float32 }

// text is the width that the other columns leave to the text.
func (l eventLayout) text(width float32) float32 {
	for _, w := range []float32{timeColumn, l.place, l.milestone} {
		if w > 0 {
			width -= w + columnGap
		}
	}
	return max(60, width)
}

func (l eventLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	return fyne.NewSize(timeColumn+100, h)
}

func (l eventLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for i, w := range []float32{timeColumn, l.place, l.text(s.Width), l.milestone} {
		c := o[i]
		if w == 0 {
			c.Hide()
			continue
		}
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
	layout          eventLayout
	zones           kit.Zones
}

func newEventRow(layout eventLayout, zones kit.Zones) *eventRow {
	r := &eventRow{
		layout: layout, zones: zones,
		at: kit.Small(" ").Wrapped(), place: kit.Body(" ").Wrapped(), text: kit.Body(" ").Wrapped(),
		milestone: kit.NewBadge("", kit.ToneNeutral), gap: kit.NewBadge(" ", kit.ToneSoon),
	}
	r.columns = container.New(layout, r.at, r.place, r.text, r.milestone)
	indent := float32(timeColumn + columnGap)
	if layout.place == 0 {
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

func (r *eventRow) set(l parcelLine, text string) {
	if l.silence {
		r.columns.Hide()
		r.quiet.Show()
		quiet := l.QuietText()
		if l.Open {
			quiet = kit.T("viewer.gap.open", "gap", quiet)
		}
		r.gap.Set(quiet, kit.ToneSoon)
		r.Refresh()
		return
	}
	r.quiet.Hide()
	r.columns.Show()
	r.at.SetText(timeLines(l.Event, r.zones))
	if r.layout.place == 0 {
		text = placed(l.Event, text)
	}
	r.text.SetText(text)
	r.place.SetText(printable(l.Place))
	r.milestone.Set(MilestoneText(l.Milestone), MilestoneTone(l.Milestone))
	r.Refresh()
}
