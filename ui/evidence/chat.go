package evidence

import (
	"context"
	"image/color"
	"strconv"
	"strings"

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
	linkGap     = 14 // before the deed behind the speaker
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
	lines    []messageLines // of each message, for the present width
	width    float32
	place    float32 // where the list is to open
}

func newChatView(p *Page, x exhibit, zones kit.Zones) *chatView {
	v := &chatView{page: p, x: x, zones: zones, measure: kit.NewMeasure(theme.SizeBody), holder: container.NewStack()}
	v.speakers = v.speakerChips()
	if was := p.chat; was != nil && was.x.e.ID == x.e.ID {
		v.place = was.offset()
	}
	p.chat = v
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
	place := v.offset()
	v.lines = make([]messageLines, len(v.x.messages))
	room := v.width*bubbleShare - 2*bubblePad - 12
	v.list = widget.NewList(func() int { return len(v.x.messages) },
		func() fyne.CanvasObject { return newMessageRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			m := v.x.messages[i]
			row := o.(*messageRow)
			row.set(m, v.lines[i], v.messageHead(m), max(v.measure.Width(v.lines[i].body), v.measure.Width(v.lines[i].translation)))
			row.link.set(v.deed(m), func() { v.translate(m) })
		})
	v.list.HideSeparators = true
	v.list.OnSelected = func(i widget.ListItemID) {
		v.list.UnselectAll()
		v.copyMessage(i)
	}
	lineHeight := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height + v.Theme().Size("lineSpacing")
	for i, m := range v.x.messages {
		v.lines[i] = messageLines{body: v.measure.Wrap(printable(bounded(m.Body)), room)}
		if m.Translation != "" {
			v.lines[i].translation = v.measure.Wrap(printable(bounded(translationText(m))), room)
		}
		v.list.SetItemHeight(i, messageHeight(v.lines[i], lineHeight))
	}
	v.holder.Objects = []fyne.CanvasObject{v.list}
	v.holder.Refresh()
	v.list.ScrollToOffset(place)
}

// offset is the place in the list, or where it is to open.
func (v *chatView) offset() float32 {
	if v.list != nil && v.list.Size().Height > 0 {
		return v.list.GetScrollOffset()
	}
	return v.place
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

// messageLines is what a bubble says, broken into lines.
type messageLines struct{ body, translation string }

func messageHeight(lines messageLines, lineHeight float32) float32 {
	n := 1 + strings.Count(lines.body, "\n")
	if lines.translation != "" {
		n += 1 + strings.Count(lines.translation, "\n")
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
	for _, role := range []evidence.Role{evidence.Buyer, evidence.Seller, evidence.Platform, evidence.System} {
		items = append(items, fyne.NewMenuItem(RoleText(role), func() {
			v.page.do(func(ctx context.Context) error {
				return v.page.deps.Evidence.SetSpeaker(ctx, v.x.e.ID, sender, role)
			}, v.page.Reload)
		}))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), v.page.deps.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}

// messageRow is one message: its head with a deed and its bubble, in which a
// translation follows the text.
type messageRow struct {
	widget.BaseWidget
	role        evidence.Role
	head        *kit.Text
	link        *link
	body        *widget.Label
	translation *widget.Label
	bubble      *canvas.Rectangle
	text        float32 // width of the widest line
}

func newMessageRow() *messageRow {
	r := &messageRow{
		head: kit.Small(" ").Whole(), link: newLink(), body: widget.NewLabel(""), translation: widget.NewLabel(""),
		bubble: canvas.NewRectangle(color.Transparent),
	}
	r.body.SizeName, r.translation.SizeName = theme.SizeBody, theme.SizeBody
	r.translation.Importance = widget.LowImportance
	r.bubble.CornerRadius = 8
	r.ExtendBaseWidget(r)
	return r
}

func (r *messageRow) set(m evidence.Message, lines messageLines, head string, width float32) {
	r.role, r.text = m.Role, width
	r.head.SetText(head)
	r.body.SetText(lines.body)
	r.translation.SetText(lines.translation)
	r.translation.Hidden = lines.translation == ""
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
	link := r.link.MinSize()
	if r.role == evidence.Seller {
		headX = s.Width - head.Width - link.Width - linkGap - 10
	}
	headX = max(2, headX)
	r.head.Resize(head)
	r.head.Move(fyne.NewPos(headX, 0))
	r.link.Resize(link)
	r.link.Move(fyne.NewPos(min(headX+head.Width+linkGap, max(0, s.Width-link.Width-10)), 0))
	bubble := fyne.NewSize(w, s.Height-headHeight-rowGap)
	r.bubble.Resize(bubble)
	r.bubble.Move(fyne.NewPos(x, headHeight))
	inset := r.body.Theme().Size("innerPadding")
	wide, y := w-2*bubblePad+2*inset+8, headHeight+bubblePad-inset
	body := r.body.MinSize().Height
	r.body.Resize(fyne.NewSize(wide, body))
	r.body.Move(fyne.NewPos(x+bubblePad-inset, y))
	r.translation.Resize(fyne.NewSize(wide, r.translation.MinSize().Height))
	r.translation.Move(fyne.NewPos(x+bubblePad-inset, y+body-2*inset))
}

func (m *messageRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.r.bubble, m.r.head, m.r.body, m.r.translation, m.r.link}
}

func (m *messageRenderer) Refresh() {
	m.Layout(m.r.Size())
	m.r.head.Refresh()
	m.r.body.Refresh()
	m.r.translation.Refresh()
	m.r.link.Refresh()
}

func (m *messageRenderer) Destroy() {}
