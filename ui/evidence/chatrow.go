package evidence

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// messageRow is one message: its head with a deed and its bubble, in which a
// translation follows the text.
type messageRow struct {
	widget.BaseWidget
	role        evidence.Role
	head        *kit.Text
	links       []*link
	found       bool // a search stands at it
	body        *widget.Label
	translation *widget.Label
	bubble      *canvas.Rectangle
	text        float32 // width of the widest line
}

func newMessageRow() *messageRow {
	r := &messageRow{
		head: kit.Small(" ").Clamped(1), links: []*link{newLink(), newLink(), newLink()}, body: widget.NewLabel(""), translation: widget.NewLabel(""),
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

// deed is what can be done with a message.
type deed struct {
	name string
	do   func()
}

func (r *messageRow) setLinks(deeds []deed) {
	for i, l := range r.links {
		if i < len(deeds) {
			l.set(deeds[i].name, deeds[i].do)
		} else {
			l.set("", nil)
		}
	}
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
	if r.found {
		r.bubble.StrokeColor, r.bubble.StrokeWidth = theme.Color(theme.ColorAccent), 2
	}
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
	x := float32(2)
	switch r.role {
	case evidence.Seller:
		x = s.Width - w - 10
	case evidence.System:
		x = (s.Width - w) / 2
	}
	deeds := float32(0)
	for _, l := range r.links {
		if l.Visible() {
			deeds += linkGap + l.MinSize().Width
		}
	}
	head := fyne.MeasureText(r.head.Text(), theme.Size(theme.SizeSmall), fyne.TextStyle{})
	head.Width = min(head.Width+2, max(0, s.Width-deeds-12))
	headX := x
	if r.role == evidence.Seller {
		headX = s.Width - head.Width - deeds - 10
	}
	headX = max(2, headX)
	r.head.Resize(head)
	r.head.Move(fyne.NewPos(headX, 0))
	at := min(headX+head.Width, max(0, s.Width-deeds-10))
	for _, l := range r.links {
		if l.Visible() {
			size := l.MinSize()
			l.Resize(size)
			l.Move(fyne.NewPos(at+linkGap, 0))
			at += linkGap + size.Width
		}
	}
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
	all := []fyne.CanvasObject{m.r.bubble, m.r.head, m.r.body, m.r.translation}
	for _, l := range m.r.links {
		all = append(all, l)
	}
	return all
}

func (m *messageRenderer) Refresh() {
	m.Layout(m.r.Size())
	m.r.head.Refresh()
	m.r.body.Refresh()
	m.r.translation.Refresh()
	for _, l := range m.r.links {
		l.Refresh()
	}
}

func (m *messageRenderer) Destroy() {}
