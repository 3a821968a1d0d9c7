package evidence

import (
	"context"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Measures of a message.
const (
	bubblePad   = 9
	bubbleShare = 0.72 // of the width, at most
	headHeight  = 18   // of the line with time and speaker
	rowGap      = 6
)

// chatView shows a chat as its two sides: the buyer at the left, the seller at
// the right, notices in the middle. The lines of every message are broken
// before the list is made, because a list wants to know its heights.
type chatView struct {
	widget.BaseWidget
	page     *Page
	x        exhibit
	zones    kit.Zones
	measure  *kit.Measure
	speakers fyne.CanvasObject
	list     *widget.List
	holder   *fyne.Container
	lines    []string // of each message, for the present width
	width    float32
}

func newChatView(p *Page, x exhibit, zones kit.Zones) *chatView {
	v := &chatView{page: p, x: x, zones: zones, measure: kit.NewMeasure(theme.SizeBody), holder: container.NewStack()}
	v.speakers = v.speakerChips()
	v.ExtendBaseWidget(v)
	return v
}

// CreateRenderer implements fyne.Widget.
func (v *chatView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(kit.Pad(v.speakers, 0, 0, 8, 0), nil, nil, nil, v.holder))
}

// Resize breaks the lines again when the width has changed.
func (v *chatView) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	if s.Width != v.width && s.Width > 0 {
		v.width = s.Width
		v.layOut()
	}
}

// layOut makes the list for the present width and keeps the place in it.
func (v *chatView) layOut() {
	place := float32(0)
	if v.list != nil && v.list.Size().Height > 0 {
		place = v.list.GetScrollOffset()
	}
	v.lines = make([]string, len(v.x.messages))
	room := v.width*bubbleShare - 2*bubblePad - 12
	v.list = widget.NewList(func() int { return len(v.x.messages) },
		func() fyne.CanvasObject { return newMessageRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			m := v.x.messages[i]
			o.(*messageRow).set(m, v.lines[i], v.messageHead(m), v.measure.Width(v.lines[i]))
		})
	v.list.HideSeparators = true
	v.list.OnSelected = func(i widget.ListItemID) {
		v.list.UnselectAll()
		v.copyMessage(i)
	}
	lineHeight := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height + v.Theme().Size("lineSpacing")
	for i, m := range v.x.messages {
		v.lines[i] = v.measure.Wrap(printable(bounded(m.Body)), room)
		v.list.SetItemHeight(i, messageHeight(v.lines[i], lineHeight))
	}
	v.holder.Objects = []fyne.CanvasObject{v.list}
	v.holder.Refresh()
	v.list.ScrollToOffset(place)
}

// bounded is as much of a message as its bubble shows. Nobody writes more; a
// file that does is read in the original.
func bounded(body string) string {
	const most = 24 << 10
	if len(body) <= most {
		return body
	}
	return body[:most] + "\n" + kit.T("viewer.message.cut", "size", kit.FileSize(int64(len(body))))
}

func messageHeight(lines string, lineHeight float32) float32 {
	n := 1
	for _, r := range lines {
		if r == '\n' {
			n++
		}
	}
	return headHeight + float32(n)*lineHeight + 2*bubblePad + rowGap
}

// messageHead says who and when, in both zones. An assumed zone is the
// seller's and needs no word here; the facts of the exhibit say so.
func (v *chatView) messageHead(m evidence.Message) string {
	at := kit.T("viewer.undated")
	if !m.At.IsZero() {
		at = v.zones.Both(m.At)
	}
	if m.Role == evidence.System {
		return at
	}
	return SenderName(m.Sender) + "   " + at
}

func (v *chatView) copyMessage(i int) {
	if i < len(v.x.messages) {
		fyne.CurrentApp().Clipboard().SetContent(v.x.messages[i].Body)
		v.page.deps.Shell.Toast(kit.T("viewer.copied_message"))
	}
}

// speakerChips names everybody who speaks; a tap says who they are.
func (v *chatView) speakerChips() fyne.CanvasObject {
	type speaker struct {
		name  string
		role  evidence.Role
		count int
	}
	var all []speaker
	seen := map[string]int{}
	for _, m := range v.x.messages {
		if m.Role == evidence.System && m.Sender == "" {
			continue
		}
		i, ok := seen[m.Sender]
		if !ok {
			i = len(all)
			seen[m.Sender] = i
			all = append(all, speaker{name: m.Sender, role: m.Role})
		}
		all[i].count++
	}
	flow := kit.Flow(6, kit.Pad(kit.Small(kit.T("viewer.speakers")).Whole(), 4, 4, 0, 0))
	const most = 12
	for i, s := range all {
		if i == most {
			break
		}
		tone := kit.ToneNeutral
		switch s.role {
		case evidence.Buyer:
			tone = kit.ToneInfo
		case evidence.Seller:
			tone = kit.ToneGood
		case evidence.Unknown:
			tone = kit.ToneSoon
		}
		label := kit.T("viewer.speaker", "name", SenderName(s.name), "role", RoleText(s.role), "count", strconv.Itoa(s.count))
		var chip *kit.Chip
		chip = kit.NewChip(label+" ▼", tone, func() { v.roleMenu(chip, s.name) })
		flow.Add(chip)
	}
	return flow
}

// roleMenu corrects who a speaker is.
func (v *chatView) roleMenu(at fyne.CanvasObject, sender string) {
	var items []*fyne.MenuItem
	for _, role := range []evidence.Role{evidence.Buyer, evidence.Seller, evidence.System} {
		items = append(items, fyne.NewMenuItem(RoleText(role), func() {
			v.page.do(func(ctx context.Context) error {
				return v.page.deps.Evidence.SetSpeaker(ctx, v.x.e.ID, sender, role)
			}, v.page.Reload)
		}))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), v.page.deps.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}

// messageRow is one message: its head and its bubble.
type messageRow struct {
	widget.BaseWidget
	role   evidence.Role
	head   *kit.Text
	body   *widget.Label
	bubble *canvas.Rectangle
	text   float32 // width of the widest line
}

func newMessageRow() *messageRow {
	r := &messageRow{head: kit.Small(" ").Whole(), body: widget.NewLabel(""), bubble: canvas.NewRectangle(color.Transparent)}
	r.body.SizeName = theme.SizeBody
	r.bubble.CornerRadius = 8
	r.ExtendBaseWidget(r)
	return r
}

func (r *messageRow) set(m evidence.Message, lines, head string, width float32) {
	r.role, r.text = m.Role, width
	r.head.SetText(head)
	r.body.SetText(lines)
	r.Refresh()
}

// Refresh follows theme and role.
func (r *messageRow) Refresh() {
	fill := theme.ColorNeutralBack
	switch r.role {
	case evidence.Buyer:
		fill = theme.ColorCard
	case evidence.Seller:
		fill = theme.ColorInfoBack
	}
	r.bubble.FillColor = theme.Color(fill)
	r.bubble.StrokeColor, r.bubble.StrokeWidth = theme.Color(theme.ColorLine), 1
	r.bubble.Refresh()
	r.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *messageRow) CreateRenderer() fyne.WidgetRenderer { return &messageRenderer{r} }

type messageRenderer struct{ r *messageRow }

func (m *messageRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 40) }

func (m *messageRenderer) Layout(s fyne.Size) {
	r := m.r
	w := min(r.text+2*bubblePad+8, s.Width*bubbleShare)
	head := r.head.MinSize()
	x := float32(2)
	switch r.role {
	case evidence.Seller:
		x = s.Width - w - 10
	case evidence.System:
		x = (s.Width - w) / 2
	}
	headX := x
	if r.role == evidence.Seller {
		headX = s.Width - head.Width - 10
	}
	r.head.Resize(head)
	r.head.Move(fyne.NewPos(max(2, headX), 0))
	bubble := fyne.NewSize(w, s.Height-headHeight-rowGap)
	r.bubble.Resize(bubble)
	r.bubble.Move(fyne.NewPos(x, headHeight))
	inset := r.body.Theme().Size("innerPadding")
	r.body.Resize(fyne.NewSize(w-2*bubblePad+2*inset+8, bubble.Height-2*bubblePad+2*inset))
	r.body.Move(fyne.NewPos(x+bubblePad-inset, headHeight+bubblePad-inset))
}

func (m *messageRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.r.bubble, m.r.head, m.r.body}
}

func (m *messageRenderer) Refresh() {
	m.Layout(m.r.Size())
	m.r.head.Refresh()
	m.r.body.Refresh()
}

func (m *messageRenderer) Destroy() {}
