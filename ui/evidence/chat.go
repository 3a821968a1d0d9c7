package evidence

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
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
	bar      *chatBar
	list     *widget.List
	holder   *fyne.Container
	only     []int          // the messages that are shown; nil: all
	lines    []messageLines // of each message, for the present width; broken when they are first seen
	width    float32
	place    float32 // where the list is to open
}

func newChatView(p *Page, x exhibit, zones kit.Zones) *chatView {
	v := &chatView{page: p, x: x, zones: zones, measure: kit.NewMeasure(theme.SizeBody), holder: container.NewStack()}
	v.speakers = v.speakerChips()
	v.bar = newChatBar(v)
	if was := p.chat; was != nil && was.x.e.ID == x.e.ID {
		v.place = was.offset()
		v.bar.take(was.bar)
	}
	p.chat = v
	v.ExtendBaseWidget(v)
	return v
}

// CreateRenderer implements fyne.Widget.
func (v *chatView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(kit.Pad(kit.VBox(6, v.speakers, v.bar.content), 0, 0, 8, 0), nil, nil, nil, v.holder))
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
	v.list = widget.NewList(v.count,
		func() fyne.CanvasObject { return newMessageRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			at := v.index(i)
			m := v.x.messages[at]
			lines := v.broken(at)
			row := o.(*messageRow)
			row.found = v.bar.isHit(at)
			row.set(m, lines, v.messageHead(m), max(v.measure.Width(lines.body), v.measure.Width(lines.translation)))
			row.setLinks(v.links(m))
		})
	v.list.HideSeparators = true
	v.list.OnSelected = func(i widget.ListItemID) {
		v.list.UnselectAll()
		v.copyMessage(v.index(i))
	}
	lineHeight := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height + v.Theme().Size("lineSpacing")
	for i := range v.count() {
		v.list.SetItemHeight(i, messageHeight(v.broken(v.index(i)), lineHeight))
	}
	v.holder.Objects = []fyne.CanvasObject{v.list}
	v.holder.Refresh()
	if at := v.page.at; at > 0 {
		v.page.at = 0
		v.bar.found([]int{min(at, len(v.x.messages)) - 1}, true)
		return
	}
	v.list.ScrollToOffset(place)
}

// count is how many messages are shown.
func (v *chatView) count() int {
	if v.only != nil {
		return len(v.only)
	}
	return len(v.x.messages)
}

// index is the message that the list shows at i.
func (v *chatView) index(i int) int {
	if v.only != nil {
		return v.only[i]
	}
	return i
}

// broken is a message broken into lines for the present width.
func (v *chatView) broken(at int) messageLines {
	if l := &v.lines[at]; l.done {
		return *l
	}
	m, room := v.x.messages[at], v.width*bubbleShare-2*bubblePad-12
	l := messageLines{body: v.measure.Wrap(printable(bounded(m.Body)), room), done: true}
	if m.Translation != "" {
		l.translation = v.measure.Wrap(printable(bounded(translationText(m))), room)
	}
	v.lines[at] = l
	return l
}

// reveal brings a message into sight, all messages if it is not among those
// that are shown.
func (v *chatView) reveal(at int) {
	if at < 0 || at >= len(v.x.messages) || v.list == nil {
		return
	}
	i := at
	if v.only != nil {
		if i = slices.Index(v.only, at); i < 0 {
			v.bar.showAll()
			i = at
		}
	}
	v.list.ScrollTo(i)
	v.list.Refresh()
}

// links are the deeds of a message.
func (v *chatView) links(m evidence.Message) []deed {
	var all []deed
	if name := v.deed(m); name != "" {
		all = append(all, deed{name, func() { v.translate(m) }})
	}
	if m.Body != "" && v.x.e.DeletedAt.IsZero() {
		name := kit.T("chat.cite")
		if m.Cited {
			name = kit.T("chat.cited")
		}
		all = append(all, deed{name, func() { v.cite(m) }})
	}
	if m.MediaID != "" {
		all = append(all, deed{v.mediaName(m.MediaID), func() { v.page.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: m.MediaID}) }})
	}
	return all
}

func (v *chatView) mediaName(id string) string {
	for _, e := range v.x.siblings {
		if e.ID == id {
			return kit.T("chat.media", "label", e.Label())
		}
	}
	return kit.T("chat.media.open")
}

// cite marks a message as worth quoting, or takes the mark away.
func (v *chatView) cite(m evidence.Message) {
	p, id := v.page, v.x.e.ID
	p.do(func(ctx context.Context) error { return p.deps.Evidence.Cite(ctx, id, []int{m.Seq}, !m.Cited) }, func(kit.Back) {
		if i := m.Seq - 1; i < len(v.x.messages) && v.x.messages[i].Seq == m.Seq {
			v.x.messages[i].Cited = !m.Cited
		}
		v.bar.count()
		v.list.Refresh()
	})
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
type messageLines struct {
	body, translation string
	done              bool
}

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
	at += remark(m)
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
			}, v.page.shown)
		}))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), v.page.deps.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}
